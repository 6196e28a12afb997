"""Readings set behind the characters that they belong to, within a sentence: 我(wǒ)喝(hē)茶, 他徘徊(páihuái)着.

The idea: a bracket that stands directly behind characters, whose letters read the last of them, and with more Chinese
behind it, is none of the sentence. It is taken out, so the text is written anew; a gloss or a name in brackets stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.documents.pinyin import Readings, has_tones, may_be_pinyin
from flashcards.lexicon import open_lexicon
from flashcards.records import Omission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flashcards.documents.passages import Extract
    from flashcards.lexicon import Lexicon
    from flashcards.records import Span

_RUBY = re.compile(
    rf"(?P<word>[{HAN}]{{1,8}})[(（\[](?P<reading>[^()（）\[\]{HAN}]{{1,60}})[)）\]](?=[{HAN}，。、；：？！”》」])"
)
_REASON = "pinyin"
_USUAL = 2
"""So many readings with tones show that those without, neutral ones, are meant so, too."""


def without_ruby(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Take readings in brackets out of sentences, and keep them; the lexicon is opened only where there may be some."""
    brackets = [match for match in _RUBY.finditer(extract.text) if may_be_pinyin(match["reading"])]
    if not brackets:
        return extract
    readings = Readings(lexicon())
    cuts: list[Span] = []
    syllables: dict[int, str] = {}
    hits = [(match, dict(_read(readings, match))) for match in brackets]
    is_usual = sum(has_tones(match["reading"]) for match, hit in hits if hit) >= _USUAL
    for match, hit in hits:
        if hit and (is_usual or has_tones(match["reading"])):
            cuts.append((match.end("word"), match.end()))
            syllables |= hit
    return _rewritten(extract, cuts, syllables) if cuts else extract


def _read(readings: Readings, match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield how the last characters before a bracket are read, by their places, where what is in it does so."""
    word, spelled = match["word"], match["reading"]
    for length in range(1, len(word) + 1):
        syllables = readings.syllables(spelled, readings.tokens(word[-length:]))
        if syllables:
            yield from zip(range(match.end("word") - length, match.end("word")), syllables, strict=True)
            return


def _rewritten(extract: Extract, cuts: list[Span], syllables: dict[int, str]) -> Extract:
    """Write the text without some stretches, and move all that has a place in it."""
    ends = [end for _, end in cuts]
    gone = [0, *accumulate(end - start for start, end in cuts)]
    starts = [passage.start for passage in extract.passages]

    def moved(place: int) -> int:
        return place - gone[bisect_right(ends, place)]

    passages = tuple(replace(p, start=moved(p.start), end=moved(p.end)) for p in extract.passages)
    holders = [extract.passages[max(0, bisect_right(starts, start) - 1)] for start, _ in cuts]
    omissions = (
        Omission(extract.name, passage.line, extract.text[start:end], _REASON)
        for passage, (start, end) in zip(holders, cuts, strict=True)
    )
    pieces = zip([0, *ends], [*(start for start, _ in cuts), len(extract.text)], strict=True)
    return replace(
        extract,
        text="".join(extract.text[start:end] for start, end in pieces),
        passages=passages,
        left_out=(*extract.left_out, *omissions),
        pinyin={**extract.pinyin, **{moved(place): syllable for place, syllable in syllables.items()}},
    )
