"""Pairs and terms become cards: what each learner's card is about, and how it is filed. No Anki yet.

*The idea:* a card is filed by what a learner may want to find again in years: the text it came from, its level, and
whether the program was unsure of it. A tag is never what the order of the text or the count of a word would change.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.lexicon import scripts
from flashcards.records import Character, Context, Level, SentenceCard, VocabularyCard, WordKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Card, Term, Word

LOW = "align::low"
"""The tag of a card whose two sentences may not say the same."""

UNTRANSLATED = "align::none"
"""The tag of a card whose sentence has no translation."""

NAME = "name"
"""The tag of a card whose word is a name."""

NAMES = "Names"
"""The sub-deck of names, where they have one."""

LOW_CONFIDENCE = 0.7
"""Below this confidence a card says, and is tagged, that its two sentences may not belong together."""

_SURE_LINK = 0.5
"""The least confidence of a rendering that a sentence may be asked by."""

_COMMON = 5.0
"""Zipf frequency from which on a word is no word to ask for by itself: about the thousand most frequent ones."""

_OTHERS = 4
"""Other words of a deck that are named beside a character: a line of a phone."""

_NOT_IN_TAG = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]+")


def sentence_cards(
    pairs: Sequence[AnnotatedPair],
    *,
    source: str,
    tags: Sequence[str] = (),
    low: float = LOW_CONFIDENCE,
    lexicon: Lexicon | None = None,
) -> tuple[SentenceCard, ...]:
    """Make a card of every pair that has a Chinese side, in the order given; `source` is the title of the text.

    `tags` go on every card; pairs with a confidence below `low` get `align::low`, those without English `align::none`.
    With a `lexicon` a card knows its other script, and how hard its words are.
    """
    whole = (annotated for annotated in pairs if annotated.pair.chinese)
    cards = (
        SentenceCard(
            annotated,
            _origin(source, annotated.pair),
            position,
            _tags(source, tags, annotated.pair, low, is_confirmed=not annotated.pair.is_untranslated),
            chapter=annotated.pair.chinese[0].chapter,
        )
        for position, annotated in enumerate(whole, 1)
    )
    return with_gaps(cards if lexicon is None else (_described(card, lexicon) for card in cards), lexicon)


def _described(card: SentenceCard, lexicon: Lexicon) -> SentenceCard:
    words = [word for word in card.annotated.words if word.kind is WordKind.DICTIONARY and not _is_name(word)]
    levels = [lexicon.level(word.text) for word in words]
    known = [frequency for frequency in (lexicon.frequency(word.text) for word in words) if frequency]
    return replace(
        card,
        simplified=lexicon.simplify(card.annotated.pair.chinese_text),
        traditional=scripts.traditional(card.annotated.words, lexicon),
        level=Level(
            max((level.hsk2 for level in levels if level.hsk2 is not None), default=None),
            max((level.hsk3 for level in levels if level.hsk3 is not None), default=None),
        ),
        frequency=min(known, default=0.0),
    )


def with_gaps(
    cards: Iterable[SentenceCard], lexicon: Lexicon | None = None, learned: Collection[str] = ()
) -> tuple[SentenceCard, ...]:
    """Let each sentence ask for a word: one that is surely rendered, best one that is `learned`, the rarest of them.

    A sentence whose words are all as common as 找到 has no gap that is worth asking for.
    """
    return tuple(replace(card, gap=_gap(card.annotated, lexicon, learned)) for card in cards)


def _gap(annotated: AnnotatedPair, lexicon: Lexicon | None, learned: Collection[str]) -> Word | None:
    def worth(word: Word) -> tuple[bool, float, int, int]:
        frequency = lexicon.frequency(word.text) if lexicon else 0.0
        return word.text in learned, -frequency, len(word.text), -word.start

    sure = (
        word
        for word in annotated.words
        if word.kind is WordKind.DICTIONARY and word.rendering and word.rendering.confidence >= _SURE_LINK
    )
    best = max(sure, key=worth, default=None)
    is_worth = best is not None and (best.text in learned or not lexicon or lexicon.frequency(best.text) < _COMMON)
    return best if is_worth else None


def with_characters(cards: Sequence[VocabularyCard], lexicon: Lexicon) -> tuple[VocabularyCard, ...]:
    """Take each word of several characters apart, and name the other words of the deck that hold each of them."""
    holders: dict[str, dict[str, None]] = {}
    for card in cards:
        for char in card.term.text:
            holders.setdefault(char, {})[card.term.text] = None
    return tuple(
        replace(card, characters=_characters(card.term, holders, lexicon)) if len(card.term.text) > 1 else card
        for card in cards
    )


def _characters(term: Term, holders: Mapping[str, Iterable[str]], lexicon: Lexicon) -> tuple[Character, ...]:
    if len(term.syllables) != len(term.text):
        return ()
    characters = {}
    for char, syllable in zip(term.text, term.syllables, strict=True):
        gloss = _gloss(char, syllable.lower(), lexicon)
        others = tuple(word for word in holders[char] if word != term.text)[:_OTHERS]
        if gloss or others:
            characters[char] = Character(char, syllable.lower(), gloss, others)
    return tuple(characters.values())


def _gloss(char: str, syllable: str, lexicon: Lexicon) -> str:
    """Say what a character means in this reading, its neutral tone taken for any."""
    entries = [entry for entry in lexicon.entries(char) if not entry.syllables[0][:1].isupper()]
    same = [e for e in entries if e.syllables[0].lower() == syllable]
    alike = [e for e in entries if syllable.endswith("5") and e.syllables[0].lower()[:-1] == syllable[:-1]]
    return next((entry.senses[0].gloss for entry in (*same, *alike) if entry.senses), "")


def with_context(cards: Iterable[Card], pairs: Sequence[AlignedPair]) -> tuple[Card, ...]:
    """Let each card know the pairs before and behind its own; `pairs` are those of the text, in its order."""
    whole = [pair for pair in pairs if pair.chinese]
    around = {pair: Context(before, after) for before, pair, after in _triples(whole)}
    return tuple(replace(card, context=around.get(_pair(card), Context())) for card in cards)


def with_speakers(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Let each card name who says its sentence, where the text does."""
    return tuple(replace(card, speaker=_pair(card).speaker) for card in cards)


def _triples(
    pairs: Sequence[AlignedPair],
) -> Iterable[tuple[AlignedPair | None, AlignedPair, AlignedPair | None]]:
    return zip((None, *pairs[:-1]), pairs, (*pairs[1:], None), strict=True)


def _pair(card: Card) -> AlignedPair:
    return card.annotated.pair if isinstance(card, SentenceCard) else card.term.example.annotated.pair


def _is_name(word: Word) -> bool:
    return word.syllables[0][:1].isupper()


def vocabulary_cards(
    terms: Sequence[Term],
    *,
    source: str,
    tags: Sequence[str] = (),
    low: float = LOW_CONFIDENCE,
    names: bool = False,
) -> tuple[VocabularyCard, ...]:
    """Make a card of every term, in the order given; `source`, `tags` and `low` as in `sentence_cards`.

    Terms are also tagged with their level: `hsk2::5` for level 5 of HSK 2.0, `hsk3::6` for levels 4 to 6 of HSK 3.0;
    names with `name`, and with `names` they go into a sub-deck of their own.
    """
    return tuple(
        VocabularyCard(
            term,
            _origin(source, term.example.annotated.pair),
            position,
            (
                *_tags(source, tags, term.example.annotated.pair, low, is_confirmed=term.is_confirmed),
                *_levels(term.level),
                *[NAME] * term.is_name,
            ),
            NAMES if names and term.is_name else "",
            term.example.annotated.pair.chinese[0].chapter,
        )
        for position, term in enumerate(terms, 1)
    )


def _origin(source: str, pair: AlignedPair) -> str:
    """Say where a pair is from: the text, and the place in it where the text tells one."""
    place = pair.chinese[0].place
    return f"{source}, {place}" if place else source


def tag(*parts: str) -> str:
    """Make one tag of parts that nest, without white space, as Anki takes it; '' if a part says nothing.

    A colon pair inside a part would nest once more, so it becomes a single colon.
    """
    clean = (re.sub(":{2,}", ":", _NOT_IN_TAG.sub("_", part.strip())).strip(":_") for part in parts)
    named = [part for part in clean if part]
    return "::".join(named) if len(named) == len(parts) else ""


def _tags(source: str, more: Iterable[str], pair: AlignedPair, low: float, *, is_confirmed: bool) -> tuple[str, ...]:
    names = [tag("source", source), *(tag(*name.split("::")) for name in more)]
    if not is_confirmed:
        names.append(UNTRANSLATED)
    elif pair.english and pair.confidence < low:
        names.append(LOW)
    return tuple(dict.fromkeys(name for name in names if name))


def _levels(level: Level) -> tuple[str, ...]:
    lists = (("hsk2", level.hsk2), ("hsk3", level.hsk3))
    return tuple(tag(name, str(number)) for name, number in lists if number is not None)
