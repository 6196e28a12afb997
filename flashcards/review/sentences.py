"""A correction as a sentence, for whoever looks over what was changed, and where in the review its place is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.corrections import (
    CardChoice,
    CardCorrection,
    Correction,
    CutCorrection,
    PairCorrection,
    TypoCorrection,
    WordCorrection,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHOICES = {CardChoice.KEEP: "kept", CardChoice.DROP: "dropped", CardChoice.KNOWN: "known to you"}


def of(correction: Correction) -> str:
    """Say what a correction does."""
    match correction:
        case PairCorrection():
            return f"{_of_pair(correction)}."
        case TypoCorrection(wrong=wrong, right=right, context=context):
            return f"Mended on the cards: {_quoted(wrong)} is {_quoted(right)}{_where(context)}."
        case CutCorrection(words=words, context=context):
            what = "One word" if len(words) == 1 else f"{len(words)} words"
            return f"{what}: {' | '.join(words)}{_where(context)}."
        case WordCorrection(word=word, context=context):
            return f"{word}{_where(context)}: {of_word(correction)}."
        case CardCorrection(word=word, sentence=sentence):
            return f"Card of {word or _quoted(sentence)}: {', '.join(_of_card(correction))}."


def _of_pair(correction: PairCorrection) -> str:
    sides = " and ".join(map(_quoted, filter(None, (correction.chinese, correction.english))))
    if correction.drop:
        return f"Dropped: {sides}"
    return f"{'A pair' if correction.chinese and correction.english else 'Stands alone'}: {sides}"


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _where(context: str) -> str:
    return f" in {_quoted(context)}" if context else " wherever it stands"


def of_word(correction: WordCorrection) -> str:
    """Say what holds of a word."""
    return ", ".join(_of_word(correction))


def _of_word(correction: WordCorrection) -> Iterator[str]:
    if correction.pinyin:
        yield f"read {correction.pinyin}"
    if correction.meaning:
        yield f"means {_quoted(correction.meaning)}"
    if correction.english is not None:
        yield f"rendered by {_quoted(correction.english)}" if correction.english else "rendered by no English word"


def of_card(correction: CardCorrection) -> str:
    """Say what holds of a card."""
    return ", ".join(_of_card(correction)) or "left to the rules"


def _of_card(correction: CardCorrection) -> Iterator[str]:
    if correction.choice:
        yield _CHOICES[correction.choice]
    values = {
        "shown in": correction.example,
        "means": correction.meaning,
        "note": correction.note,
        "picture": correction.picture,
    }
    yield from (f"{name} {_quoted(value)}" for name, value in values.items() if value)


def place(correction: Correction) -> tuple[str, str]:
    """Name the view that shows what a correction does, and what to search for in it."""
    match correction:
        case PairCorrection(chinese=chinese, english=english, drop=drop):
            return "pairs", "" if drop else chinese or english
        case TypoCorrection(right=right):
            return "pairs", right
        case CutCorrection(context=context):
            return "words", context or correction.stretch
        case WordCorrection(word=word, context=context):
            return "words", context or word
        case CardCorrection(word=word, sentence=sentence):
            return "cards", word or sentence
