"""Readings set above or behind the characters that they belong to: ruby of pages and documents, 我(wǒ)喝(hē)茶.

The idea: a bracket that stands directly behind characters, whose letters read the last of them, and with more Chinese
behind it, is none of the sentence. It is taken out, so the text is written anew; a gloss or a name in brackets stays.
What a format itself sets above characters is taken out whatever it says, and kept where it reads them.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import ANNOTATION
from flashcards.documents.pinyin import Readings, has_tones, may_be_pinyin
from flashcards.lexicon import open_lexicon
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flashcards.documents.passages import Extract
    from flashcards.lexicon import Lexicon

_RUBY = pattern(
    rf"(?P<word>[{HAN}]{{1,8}})[(（\[](?P<reading>[^()（）\[\]{HAN}]{{1,60}})[)）\]](?=[{HAN}，。、；：？！”》」])"
)
_REASON, _OTHER_REASON = "pinyin", "a reading aid (ruby)"
_BASE = pattern(rf"[{HAN}]{{1,8}}$")
_LONGEST_BASE = 8
"""Characters that one annotation is of at most: a saying."""
_MARKS = "\ufffa\ufffb"
_USUAL = 2
"""So many readings with tones show that those without, neutral ones, are meant so, too."""


class _Cut(NamedTuple):
    """A stretch of a text that is taken out, and why."""

    start: int
    end: int
    reason: str


def without_ruby(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Take readings in brackets out of sentences, and keep them; the lexicon is opened only where there may be some."""
    brackets = [match for match in _RUBY.finditer(extract.text) if may_be_pinyin(match["reading"])]
    if not brackets:
        return extract
    readings = Readings(lexicon())
    cuts: list[_Cut] = []
    syllables: dict[int, str] = {}
    hits = [(match, dict(_read(readings, match["word"], match["reading"], match.end("word")))) for match in brackets]
    is_usual = sum(has_tones(match["reading"]) for match, hit in hits if hit) >= _USUAL
    for match, hit in hits:
        if hit and (is_usual or has_tones(match["reading"])):
            cuts.append(_Cut(match.end("word"), match.end(), _REASON))
            syllables |= hit
    return _rewritten(extract, cuts, syllables) if cuts else extract


def without_annotations(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Take what a format sets above characters out of a text, and keep what reads them."""
    cuts: list[_Cut] = []
    syllables: dict[int, str] = {}
    readings: Readings | None = None
    for match in ANNOTATION.finditer(extract.text):
        readings = readings or Readings(lexicon())
        base = _BASE.search(
            extract.text, max(cuts[-1].end if cuts else 0, match.start() - _LONGEST_BASE), match.start()
        )
        hit = dict(_read(readings, base.group(), match[1], match.start())) if base else {}
        syllables |= hit
        cuts.append(_Cut(*match.span(), _REASON if hit else _OTHER_REASON))
    return _rewritten(extract, cuts, syllables) if cuts else extract


def _read(readings: Readings, word: str, spelled: str, end: int) -> Iterator[tuple[int, str]]:
    """Yield how the last characters of a word that ends at a place are read, where this spells them."""
    for length in range(1, len(word) + 1):
        syllables = readings.syllables(spelled, readings.tokens(word[-length:]))
        if syllables:
            yield from zip(range(end - length, end), syllables, strict=True)
            return


def _rewritten(extract: Extract, cuts: list[_Cut], syllables: dict[int, str]) -> Extract:
    """Write the text without some stretches, and move all that has a place in it."""
    ends = [cut.end for cut in cuts]
    gone = [0, *accumulate(cut.end - cut.start for cut in cuts)]
    starts = [passage.start for passage in extract.passages]

    def moved(place: int) -> int:
        return place - gone[bisect_right(ends, place)]

    moved_passages = (replace(p, start=moved(p.start), end=moved(p.end)) for p in extract.passages)
    passages = tuple(passage for passage in moved_passages if passage.start < passage.end)
    holders = [extract.passages[max(0, bisect_right(starts, start) - 1)] for start, _, _ in cuts]
    omissions = (
        Omission(extract.name, passage.line, extract.text[cut.start : cut.end].strip(_MARKS), cut.reason)
        for passage, cut in zip(holders, cuts, strict=True)
    )
    pieces = zip([0, *ends], [*(cut.start for cut in cuts), len(extract.text)], strict=True)
    return replace(
        extract,
        text="".join(extract.text[start:end] for start, end in pieces),
        passages=passages,
        left_out=(*extract.left_out, *omissions),
        pinyin={**extract.pinyin, **{moved(place): syllable for place, syllable in syllables.items()}},
    )
