"""Cues in time: joined to sentences, and paired with the cues of another language that are on the screen with them.

The idea: translators of films keep to the time of the speech, so overlap pairs better than any comparison of texts; but
one of them shows in two cues what the other shows in one, and a sentence runs on from cue to cue. So cues that share
most of their time belong to one row, and rows in whose middle an English sentence goes on are joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.passages import Extract, Passage
from flashcards.records import Language, Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flashcards.records import Omission

_ENDED = pattern(r"""[.!?…。！？♪]["'”’」』)）]*$""")
_GOES_ON = pattern(r"""[,;:，；、：—–-]["'”’]?$""")
_BEGINS_SMALL = pattern(r"""(?:\.\.\.|…)?\s*["'“‘]?[a-z]""")
_ENDS_OPEN = {
    Language.ENGLISH: pattern(
        r"(?i)\b(?:an?|the|of|and|or|but|to|for|from|with|into|my|your|our|their|its|is|are|was|were|be|been|am|very|"
        r"because|if|than|as|who|which|i|he|she|we|they)$"
    ),
    Language.CHINESE: pattern(
        r"(?:[和跟与與把被从從向]|因为|因為|如果|虽然|雖然|但是|而且|所以|或者|以及|[一这這那每]个|[一這那每]個)$"
    ),
}
"""Words that no sentence ends with: "he is a" ends open, "he came in" may not; 因为 does, 好的 may not."""
_WRITTEN = 0.1
"""Of the English cues, that begin with a capital or end with a mark, from which on small letters say that one goes on.
Recognised speech has neither, written subtitles have one of both in most. Set by hand."""
_LONGEST_PAUSE = 2_000
"""Milliseconds between two cues of one sentence."""
_LONGEST_ROW = 20_000
"""Milliseconds that a sentence spans at most."""
_MOST_CUES_OF_A_ROW = 6
"""Of one language, that a sentence may span."""
_SHARE = 0.5
"""Of the shorter of two cues: they are on the screen together."""
_LEAST_PAIRED, _NEARLY_ALL = 0.5, 0.9
"""Shares of the cues of the shorter file: with fewer pairs the times do not agree; with more no shift is looked for."""
_BIN = 200
"""Milliseconds within which two distances count as one."""
_LONGEST_SHIFT = 60_000
"""Milliseconds by which one file may be late."""
_NEIGHBOURS = 40
"""Cues to either side of where a cue is expected that may be its partner."""
_NEAR_ROWS = 3
"""Rows, the last ones, that a cue may still belong to; cues come in the order of their times."""


class Cue(Record):
    """What is said from `start` to `end` (milliseconds), in each language; None stands for one yet unknown."""

    start: int
    end: int
    line: int
    texts: Mapping[Language | None, str]


def rows(name: str, cues: Sequence[Cue], left_out: Sequence[Omission], notices: tuple[str, ...] = ()) -> Extract:
    """Make an extract of cues in both languages: one row for each sentence."""
    pieces: list[str] = []
    passages: list[Passage] = []
    start = 0
    for row, cue in enumerate(_sentences(cues)):
        for language in Language:
            text = cue.texts.get(language, "")
            if text:
                passages.append(
                    Passage(start, start + len(text), cue.line, row=row, language=language, place=clock(cue.start))
                )
                pieces.append(text)
                start += len(text) + 1
    return Extract(name, "\n".join(pieces), tuple(passages), settled=True, left_out=tuple(left_out), notices=notices)


def passages(name: str, cues: Sequence[Cue], left_out: Sequence[Omission]) -> Extract:
    """Make an extract of cues in one language, each a passage with its time."""
    texts = [" ".join(cue.texts.values()) for cue in cues]
    passages: list[Passage] = []
    start = 0
    for cue, text in zip(cues, texts, strict=True):
        times = (cue.start, cue.end)
        passages.append(Passage(start, start + len(text), cue.line, False, time=times, place=clock(cue.start)))
        start += len(text) + 1
    return Extract(name, "\n".join(texts), tuple(passages), left_out=tuple(left_out))


def clock(milliseconds: int) -> str:
    """Write a time as players show it: 0:01:23."""
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def is_timed(extract: Extract) -> bool:
    """Whether the passages of an extract have times."""
    return bool(extract.passages) and all(passage.time for passage in extract.passages)


def joined(extract: Extract) -> Extract:
    """Join the cues of one language to sentences, for a text that times cannot pair."""
    passages: list[Passage] = []
    is_written = _is_written([_text(extract, passage) for passage in extract.passages])
    for passage in extract.passages:
        if passages and _runs_on(
            _text(extract, passages[-1]), _text(extract, passage), _times(passages[-1]), _times(passage), is_written
        ):
            times = (_times(passages[-1])[0], _times(passage)[1])
            passages[-1] = replace(passages[-1], end=passage.end, time=times)
        else:
            passages.append(passage)
    return replace(extract, passages=tuple(passages))


def pair(chinese: Extract, english: Extract) -> Extract | None:
    """Pair two files by their times; None where the times do not agree, even after a shift of all of them."""
    sides = _cues(chinese, Language.CHINESE), _cues(english, Language.ENGLISH)
    fewest = min(map(len, sides))
    notices: tuple[str, ...] = ()
    merged = _merged(*sides)
    shift = _shift(*sides) if _paired(merged) < _NEARLY_ALL * fewest else 0
    if shift:
        moved = [replace(cue, start=cue.start + shift, end=cue.end + shift) for cue in sides[1]]
        others = _merged(sides[0], moved)
        if _paired(others) > _paired(merged):
            merged = others
            notices = (f"{english.name}: its times, moved by {shift / 1000:+.1f} s, are those of {chinese.name}.",)
    if _paired(merged) < _LEAST_PAIRED * fewest:
        return None
    return rows(f"{chinese.name} and {english.name}", merged, chinese.left_out + english.left_out, notices)


def _text(extract: Extract, passage: Passage) -> str:
    return extract.text[passage.start : passage.end]


def _times(passage: Passage) -> tuple[int, int]:
    return passage.time or (0, 0)


def _cues(extract: Extract, language: Language) -> list[Cue]:
    return [Cue(*_times(passage), passage.line, {language: _text(extract, passage)}) for passage in extract.passages]


def _paired(cues: Iterable[Cue]) -> int:
    return sum(len(cue.texts) == len(Language) for cue in cues)


def _merged(chinese: Sequence[Cue], english: Sequence[Cue]) -> list[Cue]:
    """Put the cues into rows that share most of their time on the screen with each other."""
    groups: list[list[tuple[Cue, Language]]] = []
    every = [(cue, Language.CHINESE) for cue in chinese] + [(cue, Language.ENGLISH) for cue in english]
    for cue, language in sorted(every, key=lambda entry: (entry[0].start, entry[0].end)):
        near = groups[-_NEAR_ROWS:]
        groups[-_NEAR_ROWS:] = [group for group in near if not _belongs(cue, language, group)]
        groups.append(
            [member for group in near if _belongs(cue, language, group) for member in group] + [(cue, language)]
        )
    return [_joint(group) for group in sorted(groups, key=lambda group: min(cue.start for cue, _ in group))]


def _belongs(cue: Cue, language: Language, group: Sequence[tuple[Cue, Language]]) -> bool:
    """Whether a cue is on the screen together with one of the other language in a row that is not yet full."""
    has_room = len(group) < 2 * _MOST_CUES_OF_A_ROW
    return has_room and any(other != language and _overlap(member, cue) for member, other in group)


def _overlap(left: Cue, right: Cue) -> bool:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared > 0 and shared >= _SHARE * min(left.end - left.start, right.end - right.start)


def _joint(group: Sequence[tuple[Cue, Language]]) -> Cue:
    """Make one cue of those of a row."""
    merged = group[0][0]
    for cue, _ in sorted(group[1:], key=lambda member: member[0].start):
        merged = _together(merged, cue)
    return merged


def _together(left: Cue, right: Cue) -> Cue:
    """Join two cues, each language with its own."""
    texts = dict(left.texts)
    for language, text in right.texts.items():
        texts[language] = f"{texts[language]} {text}" if language in texts else text
    return Cue(min(left.start, right.start), max(left.end, right.end), min(left.line, right.line), texts)


def _sentences(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Join rows in whose middle a sentence goes on."""
    waiting: Cue | None = None
    count = 0
    is_written = _is_written([cue.texts.get(Language.ENGLISH, "") for cue in cues])
    for cue in cues:
        if waiting and count < _MOST_CUES_OF_A_ROW and _continues(waiting, cue, is_written):
            waiting, count = _together(waiting, cue), count + 1
            continue
        if waiting:
            yield waiting
        waiting, count = cue, 1
    if waiting:
        yield waiting


def _continues(left: Cue, right: Cue, is_written: bool) -> bool:
    """Whether the English goes on from one row to the next; Chinese subtitles have no full stops that could tell."""
    before, after = left.texts.get(Language.ENGLISH, ""), right.texts.get(Language.ENGLISH, "")
    times = (left.start, left.end), (right.start, right.end)
    if not before or not after:
        return False
    return _runs_on(before, after, *times, is_written) or (
        not is_written and _are_near(*times) and _ends_open(left.texts.get(Language.CHINESE, ""))
    )


def _runs_on(left: str, right: str, before: tuple[int, int], after: tuple[int, int], is_written: bool) -> bool:
    """Whether a sentence goes on from one cue to the next."""
    if not is_written:
        return _are_near(before, after) and _ends_open(left)
    if _ENDED.search(left) and not (left.endswith(("...", "…")) and _BEGINS_SMALL.match(right)):
        return False
    return _are_near(before, after) and bool(_GOES_ON.search(left) or _BEGINS_SMALL.match(right))


def _are_near(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether two cues, by their times, may belong to one sentence."""
    return after[0] - before[1] <= _LONGEST_PAUSE and after[1] - before[0] <= _LONGEST_ROW


def _is_written(texts: Sequence[str]) -> bool:
    """Whether cues show where sentences begin and end; captions that a machine heard do not, nor does Chinese."""
    texts = [text for text in texts if text]
    shown = sum(not _BEGINS_SMALL.match(text) or bool(_ENDED.search(text)) for text in texts)
    return shown > _WRITTEN * len(texts)


def _ends_open(text: str) -> bool:
    """Whether a text ends with a word that no sentence ends with."""
    return any(sign.search(text) for sign in _ENDS_OPEN.values())


def _shift(fixed: Sequence[Cue], moved: Sequence[Cue]) -> int:
    """Find by how much later all cues of one side should be: the commonest distance of beginnings."""
    counts: dict[int, int] = {}
    starts = [cue.start for cue in fixed]
    for number, cue in enumerate(moved):
        near = number * len(starts) // max(1, len(moved))
        for start in starts[max(0, near - _NEIGHBOURS) : near + _NEIGHBOURS]:
            if abs(start - cue.start) <= _LONGEST_SHIFT:
                at = (start - cue.start) // _BIN
                counts[at] = counts.get(at, 0) + 1
    if not counts:
        return 0
    best = max(counts, key=lambda at: counts[at] + counts.get(at + 1, 0))
    return (best + 1) * _BIN
