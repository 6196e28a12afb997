"""What dresses a sentence and is none of it: numbers, bullets, speakers, labels, times, heads of messages, note marks.

The idea: each kind is a row of data that says how it looks (`dress_kinds`). It comes off on both sides in the same way,
whatever the format, and is reported; what might be the sentence's own only where it is a habit of the text. Who speaks
is kept beside what is said.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.cuts import Cut, without_stretches
from flashcards.documents.dress_kinds import BEFORE, BEHIND, LANGUAGES, NOTE, NOTE_LABEL, NUMBER, PRICE, SPEAKER, Dress
from flashcards.documents.languages import holds_grammar
from flashcards.documents.passages import with_sections
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Extract, Passage
    from flashcards.records import Span

_FEW, _SHARE_OF_MANY, _SHARE_OF_FEW = 2, 0.25, 0.5
"""So many passages with the same dress are a habit where they are half of all; more, where they are a quarter."""
_FEWEST_NOTES, _SHARE_OF_NOTES = 3, 0.1
"""Notes of a kind in an answer that has one below each sentence, and lines of other kinds beside. Set by hand."""
_ON = 2
"""How a number stands to the one before it that it is one more than."""
_FEWEST_STEPS = 2
"""From three numbers on that count up they are those of the sentences. Set by hand."""
_MOST_LAYERS = 5
"""A bullet, a number, a speaker, a time, a label: more than one of each stands before no sentence."""
_LONGEST_BEHIND = 200
"""Characters at the end of a passage among which a mark is looked for; without a bound, the time that a run of spaces
takes grows with its square. Set by hand."""
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_LABEL_WITHIN = pattern(rf"(?:^|(?<=[\s*|/]))\*{{0,2}}(?:{LANGUAGES})\*{{0,2}}\s?[:：]", re.IGNORECASE)
_FEWEST_LABELS = 2
"""One label is that of the whole passage."""
_LONGEST_LEAD = 6
"""Characters before the first label: a number, a bullet. Set by hand."""
_NOTE_MARK = pattern(
    r"""(?<=[。！？；，、：.!?;,:”’」』》)）"'])(?:(?:\[(?:\^|注|註|note\s)?(?:\d{1,3}|[a-z])\]){1,5}|[¹²³⁴-⁹]{1,3}(?![^\s\w]))(?![(:\[\d])"""
    rf"""|(?<=(?-i:[{HAN}]))\[\d{{1,3}}\](?=[。！？；，、：])|(?<=[A-Za-z]{{3}})\[\d{{1,3}}\](?=[\s.,;:!?])"""
    r"""|\[(?:edit(?:\ssource)?|citation\sneeded|update|编辑(?:\s?\|\s?编辑源代码|源代码)?|編輯(?:\s?\|\s?編輯原始碼)?|"""
    r"""來源請求|[来來]源[请請]求)\]""",
    re.IGNORECASE,
)
"""The mark of a note within a paragraph, behind what it is on, and what an encyclopaedia sets beside headings."""
_STAMP = pattern(r"<\d{1,2}:\d\d\.\d{2,3}>[ ]?")
_SPOILER = pattern(r"(?<!\S)(?P<opens>\|\||>!)(?=[^\s|])(?:(?!>!)[^|\n]){1,1000}?(?P<closes>\|\||!<)(?=\s|$)")


def without_stamps(extract: Extract) -> Extract:
    """Take out the times that stand before each word of a line, as players of songs show them: `<00:14.50>`."""
    return without_stretches(extract, [Cut(*stamp.span(), "a time") for stamp in _STAMP.finditer(extract.text)])


def without_note_marks(extract: Extract) -> Extract:
    """Take out the marks of notes within paragraphs, as of encyclopaedias; verses that begin with one are numbered."""
    cuts = [
        Cut(*mark.span(), "the mark of a note")
        for passage in extract.passages
        if not extract.settled and not extract.text.startswith("[", passage.start)
        for mark in _NOTE_MARK.finditer(extract.text, passage.start, passage.end)
    ]
    return without_stretches(extract, cuts)


def without_spoilers(extract: Extract) -> Extract:
    """Take off the signs that hide a text until it is asked for, of Discord and of Reddit: `||tea||`, `>!tea!<`."""
    cuts = [
        Cut(*spoiler.span(of), "a sign that hides a text")
        for passage in extract.passages
        for spoiler in _SPOILER.finditer(extract.text, passage.start, passage.end)
        for of in ("opens", "closes")
    ]
    return without_stretches(extract, cuts)


def with_labels_apart(extract: Extract) -> Extract:
    """Part the passages in which the label of a language begins each of several parts: `中文：… 拼音：… English: …`."""
    passages: list[Passage] = []
    for passage in extract.passages:
        labels = [label.start() for label in _LABEL_WITHIN.finditer(extract.text, passage.start, passage.end)]
        if len(labels) < _FEWEST_LABELS or labels[0] - passage.start > _LONGEST_LEAD or passage.row is not None:
            passages.append(passage)
            continue
        starts = [passage.start, *labels[1:]]
        for start, end in zip(starts, [*labels[1:], passage.end], strict=True):
            begins = passage.begins_section and start == passage.start
            stop = start + len(extract.text[start:end].rstrip())
            passages.append(replace(passage, start=start, end=stop, begins_section=begins))
    return replace(extract, passages=tuple(passages)) if len(passages) > len(extract.passages) else extract


def without_dress(extract: Extract) -> Extract:
    """Take the dress off the passages of a text; one that is nothing else is left out."""
    texts = [extract.text[passage.start : passage.end] for passage in extract.passages]
    rows = _worn(texts)
    passages: list[Passage] = []
    left_out: list[Omission] = []
    for passage, text in zip(extract.passages, texts, strict=True):
        (start, end), taken = undressed(text, rows)
        left_out += [Omission(extract.name, passage.line, piece.group().strip(), name) for name, piece in taken]
        if start < end:
            first, last = passage.start + start, passage.start + end
            passages.append(replace(passage, start=first, end=last, speaker=_speaker(taken)) if taken else passage)
    if not left_out:
        return extract
    kept = with_sections(extract.passages, passages)
    return replace(extract, passages=kept, left_out=(*extract.left_out, *left_out))


def _worn(texts: Sequence[str]) -> tuple[Dress, ...]:
    """Choose the rows that can be trusted in a text; a habit is looked for under what was taken off before it."""
    sure = tuple(row for row in (*BEFORE, *BEHIND) if not row.habit)
    bare = [text[slice(*undressed(text, sure)[0])] for text in texts]
    habits: list[Dress] = []
    for _ in range(2):  # a number before a speaker, a speaker before a number
        for row in (*BEFORE, *BEHIND):
            if row.habit and row not in habits and _is_worn(row, bare):
                habits.append(row)
        bare = [text[slice(*undressed(text, habits)[0])] for text in bare]
    return tuple(row for row in (*BEFORE, *BEHIND) if not row.habit or row in habits)


def _is_worn(row: Dress, texts: Sequence[str]) -> bool:
    """Whether a row of dress is a habit of some texts."""
    if row.name == PRICE:
        return _are_prices_of_dishes(row, texts)
    matches = [match for text in texts if (match := _match(row, text))]
    if not matches or _is_the_text_s_own(row, matches, texts):
        return False
    if row.name == NOTE:
        return len(matches) >= _FEWEST_NOTES and len(matches) >= _SHARE_OF_NOTES * len(texts)
    comes_back = row.name == SPEAKER and 2 * len({match["speaker"] for match in matches}) <= len(matches)
    among = _of_their_language(matches, texts) if comes_back else texts
    return _is_habit(len(matches), among) or (row.name == NUMBER and _counts_up(matches))


def _match(row: Dress, text: str) -> re.Match[str] | None:
    """Find a row of dress where it stands: before a text, or behind it."""
    return row.pattern.search(text, max(0, len(text) - _LONGEST_BEHIND)) if row in BEHIND else row.pattern.match(text)


def _is_the_text_s_own(row: Dress, matches: Sequence[re.Match[str]], texts: Sequence[str]) -> bool:
    """Whether what looks like dress is none, by how it stands in the text.

    Heads of messages have something below them. Quantities do not go on from one text to the next, or stand before a
    measure word in the other language. Names come back.
    """
    if row.name in (NOTE, NOTE_LABEL) and _are_translations(texts) != (row.name == NOTE_LABEL):
        return True
    if row.whole and row.name != NOTE:
        return any(left and right for left, right in pairwise(bool(row.pattern.match(text)) for text in texts))
    if row.counted:
        others = [] if row in BEHIND else [text for text in texts if text[:1].isdigit() and not row.pattern.match(text)]
        quantities = sum(bool(_LETTER.search(text)) for text in others)
        return not all(_steps(matches)) or 2 * quantities > len(matches)
    return row.returning and 2 * len({match["speaker"] for match in matches}) > len(matches)


def _are_translations(texts: Sequence[str]) -> bool:
    """Whether what looks like notes is in both languages, or all that a text has in one: it is no note on the rest."""
    rows = [row for row in BEFORE if row.name == NOTE]
    noted = [any(row.pattern.match(text) for row in rows) for text in texts]
    notes, rest = (
        [text for text, is_note in zip(texts, noted, strict=True) if is_note == wanted] for wanted in (True, False)
    )
    are_chinese = {bool(HAN_CHARACTER.search(text)) for text in notes}
    if len(are_chinese) != 1:
        return bool(notes)
    if are_chinese == {True}:
        return not any(map(HAN_CHARACTER.search, rest))
    return not holds_grammar("\n".join(text for text in rest if not HAN_CHARACTER.search(text)))


def _are_prices_of_dishes(row: Dress, texts: Sequence[str]) -> bool:
    """Whether prices stand behind the lines of one language, or of both on a line: what both say is the text's own."""
    priced = [text for text in texts if row.pattern.search(text[-_LONGEST_BEHIND:])]
    are_chinese = {bool(HAN_CHARACTER.search(text)) for text in priced}
    return len(are_chinese) == 1 and _is_habit(len(priced), texts)


def _is_habit(count: int, texts: Sequence[str]) -> bool:
    return count >= _FEW and count >= (_SHARE_OF_FEW if count == _FEW else _SHARE_OF_MANY) * sum(map(bool, texts))


def _of_their_language(matches: Sequence[re.Match[str]], texts: Sequence[str]) -> Sequence[str]:
    """Give the texts in the language before which names stand, if it is one: pinyin has none."""
    are_chinese = {bool(HAN_CHARACTER.search(match.string)) for match in matches}
    if len(are_chinese) != 1:
        return texts
    return [text for text in texts if bool(HAN_CHARACTER.search(text)) in are_chinese]


def _counts_up(matches: Sequence[re.Match[str]]) -> bool:
    """Whether numbers go on by one each time, once for each language or anew, however much stands between them."""
    steps = _steps(matches)
    return sum(step == _ON for step in steps) >= _FEWEST_STEPS and all(steps)


def _steps(matches: Sequence[re.Match[str]]) -> list[int]:
    """Tell how each number follows the one before it: it goes on by one, stands again or anew, or neither (0)."""
    numbers = [int(digits.group()) for match in matches if (digits := _DIGITS.search(match.group()))]
    anew = {*numbers[:1], 1}
    return [_ON if left + 1 == right else int(right == left or right in anew) for left, right in pairwise(numbers)]


def _speaker(taken: Sequence[tuple[str, re.Match[str]]]) -> str:
    """Take the name of who speaks from what came off."""
    names = (piece.groupdict().get("speaker") for _, piece in taken)
    return next((name.strip() for name in names if name), "")


def undressed(text: str, rows: Sequence[Dress]) -> tuple[Span, list[tuple[str, re.Match[str]]]]:
    """Tell what remains of a text without its dress, and which pieces of what kind came off."""
    start, end = 0, len(text)
    taken: list[tuple[str, re.Match[str]]] = []
    for _ in range(_MOST_LAYERS):
        hit = next(
            (
                (row, match)
                for row in rows
                if row not in BEHIND
                and not (row.name == SPEAKER and any(name == SPEAKER for name, _ in taken))
                and (not row.whole or start == 0)
                and (match := row.pattern.match(text, start, end))
                and match.end() > start
            ),
            None,
        )
        if not hit:
            break
        row, match = hit
        taken.append((row.name, match))
        start = match.end()
    for row in rows:
        match = row.pattern.search(text, max(start, end - _LONGEST_BEHIND), end) if row in BEHIND else None
        if match:
            taken.append((row.name, match))
            end = match.start()
    if taken and not _LETTER.search(text, start, end):
        return (0, 0), taken
    return (start, end), taken
