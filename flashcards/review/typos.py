"""What was typed for a sentence, as a correction: which of its words are written otherwise, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.corrections import TypoCorrection
from flashcards.corrections.phrases import squeezed
from flashcards.errors import InputError
from flashcards.review.edits import Edit, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.records import Sentence, Span
    from flashcards.review.edits import Text

_LETTER = re.compile(r"[^\W_]", re.ASCII)
"""Of a word in Latin letters, or a number."""
_UNIT = re.compile(r"[A-Za-z0-9’'-]+|\S")
_BESIDE = 3
"""Such units, characters of Chinese or English words, on either side of a typo, at least, for the same reason; words of
a sentence with a slip in it may be none that a dictionary knows. Set by hand."""


def typo(typed: str, sentences: Sequence[Sentence], gap: str, text: Text) -> Edit:
    """Find what is written otherwise, within one sentence of a side; `gap` stands between its sentences."""
    shown = [" ".join(sentence.text.split()) for sentence in sentences]
    start, end = _changed(gap.join(shown), typed)
    at = 0
    for sentence, own in zip(sentences, shown, strict=True):
        if at <= start and end <= at + len(own):
            more = len(typed) - len(gap.join(shown))
            return _of_sentence(sentence, typed[at : at + len(own) + more], text)
        at += len(own) + len(gap)
    raise InputError("words of several sentences are changed at once; split the pair first, or mend one at a time.")


def _of_sentence(sentence: Sentence, typed: str, text: Text) -> Edit:
    before = " ".join(written(sentence).split())
    every = _sentences(text)
    old = tuple(
        each
        for each in text.corrections.typos
        if each.context and squeezed(each.context) in squeezed(before) and _is_of_one(each.context, every)
    )
    if typed == before:
        return Edit(old, (), "mended")
    start, end = _told_apart(before, _changed(before, typed))
    context = _words_about(before, (start, end), every)
    new = TypoCorrection(before[start:end], typed[start : len(typed) - len(before) + end], context)
    if not new.right:
        raise InputError("nothing is left of the sentence; drop the pair instead.")
    return Edit(old, (new,), "mended")


def _sentences(text: Text) -> list[str]:
    """Give the sentences of a text in either language as they are written, white space aside."""
    every = (s for each in text.pairs for s in (*each.pair.chinese, *each.pair.english))
    return [squeezed(written(sentence)) for sentence in every]


def _is_of_one(context: str, sentences: Iterable[str]) -> bool:
    """Whether words stand in one sentence alone, or in such as are alike."""
    words = squeezed(context)
    return len({sentence for sentence in sentences if words in sentence}) == 1


def _words_about(sentence: str, span: Span, every: Sequence[str]) -> str:
    """Give some words about a stretch of a sentence that stand in no other; all of it where there are none."""
    start, end = span
    units = [match.span() for match in _UNIT.finditer(sentence)]
    starts = [first for first, last in reversed(units) if last <= start] or [start]
    ends = [last for first, last in units if first >= end] or [end]
    for reach in range(_BESIDE - 1, max(len(starts), len(ends))):
        context = sentence[starts[min(reach, len(starts) - 1)] : ends[min(reach, len(ends) - 1)]]
        if _is_of_one(context, every):
            return context
    return sentence


def _changed(before: str, after: str) -> Span:
    """Give the stretch of a text that another has otherwise."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, len(before) - end


def _told_apart(text: str, span: Span) -> Span:
    """Widen a stretch to whole words of Latin letters, and until it stands once in the text alone."""
    start, end = span
    while start and _LETTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and _LETTER.match(text[end]):
        end += 1
    while start == end or text.count(text[start:end]) > 1:
        start, end = (start - 1, end) if start else (start, end + 1)
    return start, end
