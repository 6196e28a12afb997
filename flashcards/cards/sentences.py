"""Cards of sentences: a pair with its other script, how hard its words are, and the word that a gap asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flashcards.cards import filing
from flashcards.common.memory import afresh
from flashcards.lexicon import scripts
from flashcards.records import Level, SentenceCard, WordKind, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from flashcards.common.memory import Remember
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Word

_SURE_LINK = 0.5
"""The least confidence of a rendering that a sentence may be asked by."""

_COMMON = 5.0
"""Zipf frequency from which on a word is no word to ask for by itself: about the thousand most frequent ones."""


def sentence_cards(  # noqa: PLR0913 (a card has this many parts)
    pairs: Sequence[AnnotatedPair],
    *,
    source: str,
    tags: Sequence[str] = (),
    learned: Collection[str] = (),
    lexicon: Lexicon | None = None,
    remember: Remember = afresh,
) -> tuple[SentenceCard, ...]:
    """Make a card of every pair that has a Chinese side, in the order given; `source` is the title of the text.

    `tags` go on every card; pairs of low confidence get `align::low`, those without English `align::none`. The gap of a
    card asks for a word that is `learned` where it can. With a `lexicon` a card knows its other script, and how hard
    its words are.
    """
    whole = (annotated for annotated in pairs if annotated.pair.chinese)
    taught = frozenset(learned)
    cards = (
        SentenceCard(
            annotated,
            filing.origin(source, annotated.pair),
            position,
            filing.tags(source, tags, annotated.pair, is_confirmed=not annotated.pair.is_untranslated),
            chapter=annotated.pair.chinese[0].chapter,
            gap=remember(_gap, annotated.words, lexicon, taught.intersection(_texts(annotated))),
        )
        for position, annotated in enumerate(whole, 1)
    )
    if lexicon is None:
        return tuple(cards)
    return tuple(
        replace(card, **remember(_description, card.annotated.pair, card.annotated.words, lexicon)) for card in cards
    )


def _texts(annotated: AnnotatedPair) -> list[str]:
    return [word.text for word in annotated.words]


def _description(pair: AlignedPair, words: Sequence[Word], lexicon: Lexicon) -> dict[str, Any]:
    """Give the fields of a card that tell its sentence in both scripts, and how hard its words are."""
    plain = [word for word in words if word.kind is WordKind.DICTIONARY and not _is_name(word)]
    levels = [lexicon.level(word.text) for word in plain]
    known = [frequency for frequency in (lexicon.frequency(word.text) for word in plain) if frequency]
    text, twin = pair.chinese_text, pair.other_script
    simplified = lexicon.simplify(text)
    is_traditional = simplified != text
    return {
        "simplified": twin if twin and is_traditional else simplified,
        "traditional": twin if twin and not is_traditional else scripts.traditional(words, lexicon),
        "level": Level(
            max((level.hsk2 for level in levels if level.hsk2 is not None), default=None),
            max((level.hsk3 for level in levels if level.hsk3 is not None), default=None),
        ),
        "frequency": min(known, default=0.0),
    }


def _is_name(word: Word) -> bool:
    return word.syllables[0][:1].isupper()


def _gap(words: Sequence[Word], lexicon: Lexicon | None, learned: Collection[str]) -> Word | None:
    """Choose the word to ask for: one that is surely rendered, best one that is `learned`, the rarest of them.

    A sentence whose words are all as common as 找到 has no gap that is worth asking for.
    """

    def worth(word: Word) -> tuple[bool, float, int, int]:
        frequency = lexicon.frequency(word.text) if lexicon else 0.0
        return word.text in learned, -frequency, len(word.text), -word.start

    sure = (
        word
        for word in words
        if word.kind is WordKind.DICTIONARY and word.rendering and word.rendering.confidence >= _SURE_LINK
    )
    best = max(sure, key=worth, default=None)
    is_worth = best is not None and (best.text in learned or not lexicon or lexicon.frequency(best.text) < _COMMON)
    return best if is_worth else None
