"""Long sentence pairs split at a clause: only where both languages have a boundary that no link crosses.

*The idea:* a half without its translation is worse than a long card. So a pair is split only where the marks of both
languages allow it, every word that the translator rendered stays with its rendering, both halves have such words, and
the English is parted as the Chinese is.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from math import log
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.memory import afresh
from flashcards.records import AlignedPair, AnnotatedPair, Record, Sentence, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.common.memory import Remember
    from flashcards.records import Word

_CHINESE_END = re.compile(
    rf"(?:[，；：。！？…—]|(?<=[{HAN}”’」』）》])[,;:!?](?=\s*[{HAN}“‘「『（《A-Za-z]))[，；：。！？…—]*[”’」』）》]*()\s*"
)
"""The end of a clause: its marks and what closes behind them; a list's 、 is none."""
_ENGLISH_END = re.compile(
    r"(?:[,;:!?]+[\"'”’)\]]*|\s?[—–]|\s-)()\s*(?=\S)(?:(?<=\s)|(?<=[—–]))"
    r"|()\s+(?=(?:and|but|or|so|because|although|though|while|when|where|which|who|if|that|until|before|after|since|"
    r"unless|as)\s)",
    re.IGNORECASE,
)
"""The end of a clause by its mark, or where a conjunction begins the next one.

A full stop within a sentence is an abbreviation's.
"""
_PAIRED = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"), ("《", "》"), ("[", "]"))
_LEAST_CHARACTERS = 5
"""Of a Chinese half, its marks counted; less is no sentence to learn. Set by hand, as the three that follow."""
_LEAST_WORDS = 3
"""Of an English half."""
_LEAST_LINKS = 2
"""Words of a half that are rendered in the half beside it: one may be linked by chance."""
_MOST_UNEVEN = log(1.8)
"""How far the halves of the English may differ from those of the Chinese in their shares of the whole."""


class _Cut(Record):
    """A place where one side of a pair may be parted: its sentences before and after, and where these meet in its text.

    The first half ends at `end`, the second begins at `start`: white space between them belongs to neither.
    """

    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]
    end: int
    start: int


def split_all(
    pairs: Sequence[AnnotatedPair], most: int | None, remember: Remember = afresh
) -> tuple[AnnotatedPair, ...]:
    """Split pairs of more than `most` Chinese characters as far as that goes; the parts keep their pair's position."""
    if most is None:
        return tuple(pairs)
    return tuple(part for annotated in pairs for part in remember(split, annotated, most))


def split(annotated: AnnotatedPair, most: int) -> tuple[AnnotatedPair, ...]:
    """Split a pair into parts of at most so many Chinese characters, or as near as clauses allow."""
    if len(annotated.pair.chinese_text) <= most or (annotated.pair.is_null and not annotated.pair.is_untranslated):
        return (annotated,)
    best_cut = min(_halves(annotated), key=lambda half: half[0], default=None)
    if best_cut is None:
        return (annotated,)
    _, first, second = best_cut
    return (*split(first, most), *split(second, most))


def around(annotated: AnnotatedPair, word: Word, most: int) -> tuple[AnnotatedPair, Word]:
    """Give the part of a long pair that holds a word with its rendering, and the word as it stands there.

    The word may reach over several words of the pair, as a parted verb does. Without such a part the pair is whole.
    """
    chinese = english = 0
    for part in split(annotated, most):
        chinese = annotated.pair.chinese_text.index(part.pair.chinese_text, chinese)
        english = annotated.pair.english_text.index(part.pair.english_text, english)
        moved = _moved(word, chinese, english)
        if _holds(part.pair, moved):
            return part, moved
        chinese, english = chinese + len(part.pair.chinese_text), english + len(part.pair.english_text)
    return annotated, word


def _holds(pair: AlignedPair, word: Word) -> bool:
    """Whether a word and its rendering lie within a pair."""
    spans = word.rendering.spans if word.rendering else ()
    within = all(start >= 0 and end <= len(pair.english_text) for start, end in spans)
    return within and word.start >= 0 and word.end <= len(pair.chinese_text)


def _halves(annotated: AnnotatedPair) -> Iterator[tuple[float, AnnotatedPair, AnnotatedPair]]:
    """Give each way to split a pair in two, with what speaks against it: uneven halves, halves that differ in share.

    Where there is no translation, none can be lost.
    """
    english = list(_english_cuts(annotated.pair))
    for here in _chinese_cuts(annotated.pair):
        if annotated.pair.is_untranslated and not _crosses(annotated.words, here):
            uneven = abs(here.end / len(annotated.pair.chinese_text) - 0.5)
            yield (uneven, *_parted(annotated, here, _Cut((), (), 0, 0)))
        for there in english:
            if _is_clean(annotated.words, here, there):
                against = _against(annotated.pair, here, there)
                if against is not None:
                    yield (against, *_parted(annotated, here, there))


def _chinese_cuts(pair: AlignedPair) -> Iterator[_Cut]:
    whole = pair.chinese_text
    for before, after in _cuts(pair.chinese, _CHINESE_END):
        first, second = (AlignedPair(half, (), 0.0).chinese_text for half in (before, after))
        if _is_whole(whole, first, second) and min(len(first), len(second)) >= _LEAST_CHARACTERS:
            yield _Cut(before, after, len(first), len(whole) - len(second))


def _english_cuts(pair: AlignedPair) -> Iterator[_Cut]:
    whole = pair.english_text
    for before, after in _cuts(pair.english, _ENGLISH_END):
        first, second = (AlignedPair((), half, 0.0).english_text for half in (before, after))
        if _is_whole(whole, first, second) and min(len(first.split()), len(second.split())) >= _LEAST_WORDS:
            yield _Cut(before, after, len(first), len(whole) - len(second))


def _cuts(
    sentences: Sequence[Sentence], end: re.Pattern[str]
) -> Iterator[tuple[tuple[Sentence, ...], tuple[Sentence, ...]]]:
    """Part the sentences of one side at each boundary between them and within them."""
    for number, sentence in enumerate(sentences):
        before, after = tuple(sentences[:number]), tuple(sentences[number + 1 :])
        if before:
            yield before, (sentence, *after)
        for mark in end.finditer(sentence.text):
            first, second = sentence.text[: mark.start(mark.lastindex or 0)], sentence.text[mark.end() :]
            if first.strip() and second.strip():
                start = sentence.start + len(sentence.text) - len(second)
                own = [
                    _written(sentence, *span) for span in ((0, len(first)), (len(sentence.text) - len(second), None))
                ]
                yield (
                    (*before, replace(sentence, text=first, end=sentence.start + len(first), written=own[0])),
                    (replace(sentence, text=second, start=start, written=own[1]), *after),
                )


def _written(sentence: Sentence, start: int, end: int | None) -> str:
    """Give what was written for a part of a sentence whose typos are mended, '' where it is the same."""
    if not sentence.written:
        return ""
    steps = SequenceMatcher(None, sentence.text, sentence.written, autojunk=False).get_matching_blocks()
    first, last = (
        next((b + at - a for a, b, size in reversed(steps) if a <= at), at)
        for at in (start, len(sentence.text) if end is None else end)
    )
    part = sentence.written[first:last]
    return "" if part == sentence.text[start:end] else part


def _is_whole(whole: str, first: str, second: str) -> bool:
    """Whether two halves are the text but for white space, and nothing that opens in the first closes in the second."""
    return (
        whole.startswith(first)
        and whole.endswith(second)
        and not whole[len(first) : len(whole) - len(second)].strip()
        and all(first.count(opening) == first.count(closing) for opening, closing in _PAIRED)
        and first.count('"') % 2 == 0
    )


def _is_clean(words: Sequence[Word], here: _Cut, there: _Cut) -> bool:
    """Whether no word and no link crosses the cut, and both halves have words that are rendered."""
    if _crosses(words, here):
        return False
    links = [0, 0]
    for word in words:
        if word.rendering:
            is_second = word.start >= here.start
            if any(start < there.start if is_second else end > there.end for start, end in word.rendering.spans):
                return False
            links[is_second] += 1
    return min(links) >= _LEAST_LINKS


def _crosses(words: Sequence[Word], here: _Cut) -> bool:
    """Whether a word crosses the cut."""
    return any(word.start < place < word.end for word in words for place in (here.end, here.start))


def _against(pair: AlignedPair, here: _Cut, there: _Cut) -> float | None:
    """Weigh a split, the less the better; None where the English is parted otherwise than the Chinese."""
    chinese, english = len(pair.chinese_text), len(pair.english_text)
    shares = here.end / chinese, there.end / english
    uneven = max(abs(log(shares[0] / shares[1])), abs(log((1 - shares[0]) / (1 - shares[1]))))
    return None if uneven > _MOST_UNEVEN else abs(shares[0] - 0.5) + uneven


def _parted(annotated: AnnotatedPair, here: _Cut, there: _Cut) -> tuple[AnnotatedPair, AnnotatedPair]:
    halves = ((here.before, there.before), (here.after, there.after))
    first, second = (AlignedPair(chinese, english, annotated.pair.confidence) for chinese, english in halves)
    return (
        replace(annotated, pair=first, words=tuple(word for word in annotated.words if word.end <= here.end)),
        replace(
            annotated,
            pair=second,
            words=tuple(_moved(word, here.start, there.start) for word in annotated.words if word.start >= here.start),
        ),
    )


def _moved(word: Word, chinese: int, english: int) -> Word:
    """Count the places of a word and of its rendering from where the second half begins."""
    rendering = word.rendering
    if rendering:
        spans = tuple((start - english, end - english) for start, end in rendering.spans)
        rendering = replace(rendering, spans=spans)
    return replace(word, start=word.start - chinese, end=word.end - chinese, rendering=rendering)
