"""Subtitles (SRT, WebVTT, ASS): what is said, cue by cue, with its time; not how it looks or what is only heard.

Parsed by pysubs2 (MIT). One file may hold both languages, as two lines of a cue or as two cues of the same time; its
rows are paired then. A file in one language keeps the time of each cue, by which `timing` pairs it with another file.
"""

from __future__ import annotations

import html
import re
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.subtitles import timing
from flashcards.documents.formats.subtitles.timing import Cue
from flashcards.documents.languages import evidence
from flashcards.errors import InputError
from flashcards.records import Language, Omission, Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pysubs2 import SSAEvent

    from flashcards.documents.passages import Extract

_WEBVTT = pattern(r"WEBVTT\b")
_SSA = pattern(r"(?:;[^\n]*\n\s*)*+\[(?:Script Info|V4\+? Styles|Events)\]", re.IGNORECASE)
_SRT = pattern(r"(?:\d+\s*\r?\n)?\s*\d{1,3}:\d\d:\d\d[,.]\d{1,3} *--> *\d{1,3}:\d\d:\d\d")
_TIME_LINE = pattern(r"^(?:Dialogue:|Comment:|(?>.*?-->).*\d)", re.MULTILINE)

_TAG = pattern(r"\{[^{}]{0,500}\}|</?[A-Za-z][^<>]{0,200}>|<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_SOUND = pattern(
    r"\[[^\[\]]{0,200}\]|【[^【】]{0,200}】|^\s*[(（][^()（）]{0,200}[)）]\s*$|^\s*\([A-Z][A-Z '-]{2,40}\)"
)
_MUSIC = pattern(r"[♪♫♬]|^\s*#.*#\s*$")
_CREDITS = pattern(
    r"字幕(?:组|組|制作|製作|翻译|翻譯|校对)|(?:翻译|翻譯|校对|校對|时间轴|時間軸|压制|后期)\s*[:：]|"
    r"\b(?:[Ss]ubtitles?|[Cc]aptions?|[Ss]ync(?:ed|hronized)?|[Tt]ranscript) (?:and \w+ )?by\b|www\.|https?://"
)
_SPEAKER = pattern(r"^\s*(?:>>\s*)?[A-Z][A-Z0-9 .'-]{1,30}:(?=\s)\s*|^\s*>>\s*")
_DASH = pattern(r"^\s*[-–—‐]+\s*(?=\S)|\s+-\s*(?=[\u4e00-\u9fff“「])|(?<=[。！？!?.…])\s+-\s*(?=\S)")
_WORD = pattern(r"\w")
_ENDED = pattern(r"""[.!?…。！？]["'”’」』)）]*$""")
_MARKS = {"vtt": _WEBVTT, "ass": _SSA, "srt": _SRT}
_HEAD = 4096
"""Characters in which the kind of subtitles shows: the head of an ASS file is longer than others. Set by hand."""
_MOST_CUES = 200_000
"""Bounds the work: a film of two hours has some two thousand. Set by hand."""
_LONGEST_CUE = 3000
"""Characters; a transcript in paragraphs has a thousand. The library takes time that grows with the square of a cue."""
_LONGEST_SHOWN = 200
"""As much of a cue that is left out as a report shows. Set by hand."""
_ROLLING = 0.4
"""The share of cues that begin with the last line of the cue before, from which on captions roll."""
_SAME_TIME = 120
"""Milliseconds by which the times of two cues may differ that show one sentence in two languages."""


class _Speech(Record):
    """The lines of a cue, cleaned; and in which line of the file it stands."""

    start: int
    end: int
    line: int
    lines: tuple[str, ...]


def looks_like_one(text: str) -> bool:
    """Whether a text begins as subtitles do."""
    return _kind(text) is not None


def has_cues(text: str) -> bool:
    """Whether anything in a text is timed as subtitles are, however it begins."""
    return _TIME_LINE.search(text) is not None


def extract(name: str, text: str) -> Extract:
    """Find the cues of a subtitle file: rows where it holds both languages, passages with times where it holds one.

    Raises:
        InputError: nothing is said in it, or it cannot be parsed.

    """
    left_out: list[Omission] = []
    spoken = list(_joined(iter(_once(list(_cleaned(name, text, left_out))))))
    cues = [cue for entry in spoken for cue in _by_language(entry)]
    both = [cue for cue in cues if len(cue.texts) == len(Language)]
    if 2 * len(both) > len(spoken):
        return timing.rows(name, cues, left_out)
    return timing.passages(name, [Cue(o.start, o.end, o.line, {None: " ".join(o.lines)}) for o in spoken], left_out)


def _kind(text: str) -> str | None:
    """Tell which of the formats a text begins as."""
    head = text.lstrip()[:_HEAD]
    return next((kind for kind, mark in _MARKS.items() if mark.match(head)), None)


def _cleaned(name: str, text: str, left_out: list[Omission]) -> Iterator[_Speech]:
    """Yield the cues in order of time, what is no speech left out."""
    bounded, numbers = _bounded(name, text, left_out)
    events = _events(name, bounded)
    lines = numbers if len(numbers) == len(events) else [1] * len(events)
    seen = set()
    for event, line in sorted(zip(events, lines, strict=True), key=lambda pair: (pair[0].start, pair[0].end)):
        key = event.start, event.end, event.text
        if key in seen:
            continue  # a layer of the same text: a shadow, a glow
        seen.add(key)
        if event.is_comment or event.is_drawing:
            reason = "a comment" if event.is_comment else "a drawing"
            left_out.append(Omission(name, line, event.text[:_LONGEST_SHOWN], reason))
            continue
        speech = tuple(_speech(name, line, event.text, left_out))
        if speech:
            yield _Speech(event.start, event.end, line, speech)


def _bounded(name: str, text: str, left_out: list[Omission]) -> tuple[str, list[int]]:
    """Leave out what no cue is long enough for, and empty lines but one; tell in which lines the times stand."""
    lines: list[str] = []
    numbers: list[int] = []
    is_webvtt = _kind(text) == "vtt"
    room = _LONGEST_CUE
    for number, whole in enumerate(text.split("\n"), 1):
        line = whole.strip()
        if _TIME_LINE.match(line):
            room = _LONGEST_CUE
        if len(line) > room:
            left_out.append(Omission(name, number, line[:_LONGEST_SHOWN], "longer than anybody speaks at once"))
            continue
        if _TIME_LINE.match(line):
            numbers.append(number)
            if is_webvtt and lines[-2:-1] == [""]:
                lines.pop()  # what names the cue, of which the library knows numbers alone
        elif numbers:
            room -= len(line) + 1
        if line or (lines and lines[-1]):
            lines.append(line)
    if len(numbers) > _MOST_CUES:
        raise InputError(f"{name}: has more than {_MOST_CUES:,} cues; part the file.")
    return "\n".join(lines) + "\n", numbers


def _events(name: str, text: str) -> Sequence[SSAEvent]:
    import pysubs2

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about margins and layers, which say nothing here
            return list(pysubs2.SSAFile.from_string(text, format_=_kind(text) or "srt"))
    except (pysubs2.Pysubs2Error, ValueError, OverflowError, KeyError, IndexError, TypeError) as error:
        raise InputError(f"{name}: these subtitles cannot be parsed ({error}); save them as SRT.") from error


def _speech(name: str, line: int, text: str, left_out: list[Omission]) -> Iterator[str]:
    """Yield the lines of a cue as they are spoken."""
    bare = html.unescape(_TAG.sub("", text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")))
    for piece in bare.splitlines():
        for sign, reason in ((_MUSIC, "music"), (_CREDITS, "who made the subtitles")):
            if sign.search(piece):
                left_out.append(Omission(name, line, piece.strip(), reason))
                piece = ""  # noqa: PLW2901 (a line is peeled)
        for sign, reason in ((_SOUND, "a sound or remark"), (_SPEAKER, "who speaks"), (_DASH, "")):
            if reason:
                left_out += [Omission(name, line, match.strip(), reason) for match in sign.findall(piece)]
            piece = sign.sub("" if reason else "\n", piece)  # noqa: PLW2901 (as above)
        for each in piece.split("\n"):  # each speaker in a line of his own
            spoken = " ".join(each.split())
            if _WORD.search(spoken):
                yield spoken


def _once(spoken: Sequence[_Speech]) -> list[_Speech]:
    """Take each line of captions that roll once: they show it below, then above the next one.

    Elsewhere a line that comes twice is said twice.
    """
    again = sum(later.lines[0] == earlier.lines[-1] for earlier, later in pairwise(spoken))
    if again < _ROLLING * len(spoken):
        return list(spoken)
    kept: list[_Speech] = []
    for cue in spoken:
        shown = kept[-1].lines[-1:] if kept else ()
        lines = cue.lines[1:] if cue.lines[:1] == shown else cue.lines
        if lines:
            kept.append(replace(cue, lines=lines))
        elif kept:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, min(cue.end, cue.start + _SAME_TIME)))
    return kept


def _joined(spoken: Iterator[_Speech]) -> Iterator[_Speech]:
    """Put cues of the same time together: a language in each, as ASS files have them."""
    waiting: _Speech | None = None
    for cue in spoken:
        if waiting and max(abs(waiting.start - cue.start), abs(waiting.end - cue.end)) <= _SAME_TIME:
            waiting = _Speech(waiting.start, waiting.end, waiting.line, waiting.lines + cue.lines)
            continue
        if waiting:
            yield waiting
        waiting = cue
    if waiting:
        yield waiting


def _by_language(spoken: _Speech) -> Iterator[Cue]:
    """Tell the lines of a cue apart by language; a line that speaks for none goes with the line before it.

    Where two speak, each in a line of their own, as many lines stand in either language, and each is a pair; a sentence
    that was too long for a line does not end with its first one.
    """
    lines: dict[Language | None, list[str]] = {}
    language = None
    for line in spoken.lines:
        score = evidence(line)
        if score:
            language = Language.ENGLISH if score > 0 else Language.CHINESE
        lines.setdefault(language, []).append(line)
    if None in lines and len(lines) > 1:
        lines.pop(None)
    counts = set(map(len, lines.values()))
    is_each_a_pair = len(lines) > 1 and len(counts) == 1 and all(map(_ENDED.search, lines[Language.ENGLISH]))
    together = zip(*lines.values(), strict=True) if is_each_a_pair else [tuple(map(" ".join, lines.values()))]
    for texts in together:
        yield Cue(spoken.start, spoken.end, spoken.line, dict(zip(lines, texts, strict=True)))
