"""Readings set above or behind the characters that they belong to: ruby of pages and documents, 我(wǒ)喝(hē)茶.

The idea: a bracket that stands directly behind characters, whose letters read the last of them, and with more Chinese
behind it, is none of the sentence. It is taken out, so the text is written anew; a gloss or a name in brackets stays.
What a format itself sets above characters is taken out whatever it says, and kept where it reads them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.cuts import Cut, without_stretches
from flashcards.documents.drafts import ANNOTATION
from flashcards.documents.pinyin import Readings, has_tones, may_be_pinyin
from flashcards.lexicon import open_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flashcards.documents.passages import Extract
    from flashcards.lexicon import Lexicon

_BEHIND = rf"(?=[{HAN}，。、；：？！…”》」])"
_RUBY = pattern(
    rf"(?P<before>(?<=[{HAN}，。、；：？！”》」)）\]])[ ])?(?P<word>(?:\d{{1,4}}[ ]?)?[{HAN}]{{1,8}})"
    rf"(?:[(（\[](?P<reading>[^()（）\[\]{HAN}]{{1,60}})[)）\]](?:[ ]?{_BEHIND}|(?P<other>))"
    rf"|(?P<bare>[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü']{{1,24}})(?:{_BEHIND}|(?=[\dA-Z]|$)))",
    re.MULTILINE,
)
"""A word, perhaps behind a number, with its reading in brackets or, as pages are copied that set it above, without.
Before it may be the space by which Anki knows where it begins; what is no Chinese may follow (`other`) the last one."""
_FEWEST_BARE = 3
"""Readings without brackets, before a text is taken for one that was copied so. Set by hand."""
_REASON, _OTHER_REASON = "pinyin", "a reading aid (ruby)"
_BASE = pattern(rf"[{HAN}]{{1,8}}$")
_LONGEST_BASE = 8
"""Characters that one annotation is of at most: a saying."""
_USUAL = 2
"""So many readings with tones show that those without, neutral ones, are meant so, too."""


def without_ruby(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Take readings in brackets out of sentences, and keep them; the lexicon is opened only where there may be some."""
    places = [match for match in _RUBY.finditer(extract.text) if may_be_pinyin(match["reading"] or match["bare"])]
    if not places:
        return extract
    readings = Readings(lexicon())
    hits = [(match, dict(_read(readings, match["word"], _spelled(match), match.end("word")))) for match in places]
    fitting = [(match, hit) for match, hit in hits if hit]
    toned = [match for match, _ in fitting if has_tones(_spelled(match))]
    usual = {"reading": len(toned) >= _USUAL, "bare": sum(bool(match["bare"]) for match in toned) >= _FEWEST_BARE}
    cuts: list[Cut] = []
    syllables: dict[int, str] = {}
    for match, hit in fitting:
        is_usual = usual[match.lastgroup if match.lastgroup == "bare" else "reading"]
        is_alone = match["other"] is not None and not (cuts and cuts[-1].end >= match.start() - 1)
        if not is_alone and (is_usual or (match["reading"] and has_tones(match["reading"]))):
            if match["before"]:
                cuts.append(Cut(*match.span("before"), _REASON))
            cuts.append(Cut(match.end("word"), match.end(), _REASON))
            syllables |= hit
    return without_stretches(extract, cuts, pinyin=syllables)


def _spelled(match: re.Match[str]) -> str:
    return match["reading"] or match["bare"]


def without_annotations(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Take what a format sets above characters out of a text, and keep what reads them."""
    cuts: list[Cut] = []
    syllables: dict[int, str] = {}
    readings: Readings | None = None
    for match in ANNOTATION.finditer(extract.text):
        readings = readings or Readings(lexicon())
        base = _BASE.search(
            extract.text, max(cuts[-1].end if cuts else 0, match.start() - _LONGEST_BASE), match.start()
        )
        hit = dict(_read(readings, base.group(), match[1], match.start())) if base else {}
        syllables |= hit
        cuts.append(Cut(*match.span(), _REASON if hit else _OTHER_REASON, shown=match[1]))
    return without_stretches(extract, cuts, pinyin=syllables)


def _read(readings: Readings, word: str, spelled: str, end: int) -> Iterator[tuple[int, str]]:
    """Yield how the last characters of a word that ends at a place are read, where this spells them and its numbers."""
    for length in range(1, len(word) + 1):
        base = word[-length:]
        syllables = readings.syllables(spelled, readings.tokens(base))
        if syllables:
            places = zip(readings.places(base), syllables, strict=True)
            yield from ((end - length + at, syllable) for at, syllable in places if HAN_CHARACTER.match(base[at]))
            return
