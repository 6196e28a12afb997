"""Pairs and terms become cards: what each learner's card is about, and how it is filed. No Anki yet.

*The idea:* a card is filed by what a learner may want to find again in years: the text it came from, its level, and
whether the program was unsure of it. A tag is never what the order of the text or the count of a word would change.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.lexicon import scripts
from flashcards.records import Level, SentenceCard, VocabularyCard, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Term, Word

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
    return tuple(cards if lexicon is None else (_described(card, lexicon) for card in cards))


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
