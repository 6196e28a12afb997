"""Subtitles: what is said, with its time; rows where the file holds both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.subtitles.subtitle_file import extract, looks_like_one
from flashcards.errors import InputError

SRT = """1
00:00:01,000 --> 00:00:03,000
<i>街角有一家小店</i>
{\\an8}There is a small shop
at the corner,

2
00:00:03,100 --> 00:00:05,000
只卖纸
that sells nothing but paper.

3
01:00:06,000 --> 01:00:08,000
[door opens]
- 你好 - 再见
- Hello. - Goodbye.

4
01:00:09,000 --> 01:00:10,000
♪ la la ♪

5
01:00:11,000 --> 01:00:12,000
字幕组：茶馆
ANNA: Why? &amp; how?
为什么？怎么？
"""
VTT = "WEBVTT - tea\n\nNOTE nothing\n\nSTYLE\n::cue { color: red }\n\n" + SRT.replace(",", ".").replace(
    "{\\an8}There is a small shop\nat the corner.", "<v Li>There is a small shop\nat the corner,"
)
ASS = """[Script Info]
; made by hand
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Chinese,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Chinese,,0,0,0,,{\\pos(1,2)}街角有一家小店
Dialogue: 1,0:00:01.00,0:00:03.00,Chinese,,0,0,0,,{\\pos(1,2)}街角有一家小店
Dialogue: 0,0:00:03.10,0:00:05.00,Chinese,,0,0,0,,只卖纸\\Nthat sells nothing but paper.
Dialogue: 0,1:00:06.00,1:00:08.00,Chinese,,0,0,0,,- 你好\\N- 再见
Dialogue: 0,1:00:11.00,1:00:12.00,Chinese,,0,0,0,,为什么？怎么？\\NWhy? & how?
Dialogue: 0,0:00:00.00,0:00:09.00,Chinese,,0,0,0,,{\\p1}m 0 0 l 100 0
Comment: 0,0:00:00.00,0:00:09.00,Chinese,,0,0,0,,a remark
Dialogue: 0,0:00:01.05,0:00:03.02,English,,0,0,0,,There is a small shop at\\hthe corner,
Dialogue: 0,1:00:06.00,1:00:08.00,English,,0,0,0,,- Hello.\\N- Goodbye.
"""
ROWS = [
    ("0:00:01", "街角有一家小店 只卖纸", "There is a small shop at the corner, that sells nothing but paper."),
    ("1:00:06", "你好", "Hello."),
    ("1:00:06", "再见", "Goodbye."),
    ("1:00:11", "为什么？怎么？", "Why? & how?"),
]


def rows(text: str) -> list[tuple[str, str, str]]:
    """Read a file: the time, the Chinese and the English of each row."""
    extraction = extract("tea.srt", text)
    by_row: dict[int | None, dict[str, str]] = {}
    for passage in extraction.passages:
        row = by_row.setdefault(passage.row, {"place": passage.place})
        row[str(passage.language)] = extraction.text[passage.start : passage.end]
    return [(row["place"], row["zh"], row["en"]) for row in by_row.values()]


@pytest.mark.parametrize("text", [SRT, VTT, ASS], ids=["srt", "vtt", "ass"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_both_languages(text: str, line_end: str) -> None:
    """Each format gives the same rows: sentences joined over cues, tags, dashes and layers taken off."""
    text = text.replace("\n", line_end)
    assert looks_like_one(text)
    assert rows(text) == ROWS


def test_what_is_left_out() -> None:
    """What is no speech is reported with its line and reason."""
    assert [(o.line, o.text, o.reason) for o in extract("tea.srt", SRT).left_out] == [
        (13, "[door opens]", "a sound or remark"),
        (19, "♪ la la ♪", "music"),
        (23, "字幕组：茶馆", "who made the subtitles"),
        (23, "ANNA:", "who speaks"),
    ]
    assert [o.reason for o in extract("tea.ass", ASS).left_out] == ["a drawing", "a comment"]


def test_one_language() -> None:
    """Subtitles in one language keep the time of each cue."""
    text = (
        "1\n00:00:01,000 --> 00:00:02,500\nThere is a shop\n\n"
        "2\n00:01:03,000 --> 00:01:04,000\n(sighs)\nthat sells paper.\n"
    )
    extraction = extract("tea.srt", text)
    assert [(extraction.text[p.start : p.end], p.time, p.place, p.row) for p in extraction.passages] == [
        ("There is a shop", (1000, 2500), "0:00:01", None),
        ("that sells paper.", (63000, 64000), "0:01:03", None),
    ]


def test_recognised_speech() -> None:
    """Where no cue shows where a sentence ends, each is one, but where its last word ends none."""
    chinese = ("面包店早上五点开门", "师傅把面团放进", "因为", "孩子们排着队")
    english = ("the bakery opens at five", "the baker puts the", "dough into the oven", "children are queuing")
    cues = (
        f"00:0{n}.000 --> 00:0{n}.900\n{zh}\n{en}\n" for n, (zh, en) in enumerate(zip(chinese, english, strict=True))
    )
    assert rows("WEBVTT\n\n" + "\n".join(cues)) == [
        ("0:00:00", "面包店早上五点开门", "the bakery opens at five"),
        (
            "0:00:01",
            "师傅把面团放进 因为 孩子们排着队",
            "the baker puts the dough into the oven children are queuing",
        ),
    ]


def test_names_of_cues() -> None:
    """What names a cue of WebVTT is no line of the cue before."""
    cues = ((1, "茶很热。", "The tea is hot."), (2, "门开了。", "The door opened."))
    text = "".join(f"\nscene-{n}\n00:0{n}.000 --> 00:0{n}.900 align:middle\n{zh}\n{en}\n" for n, zh, en in cues)
    assert [row[1:] for row in rows(f"WEBVTT\nKind: captions\n{text}")] == [cue[1:] for cue in cues]


@pytest.mark.parametrize("text", ["", "1\n", "tea\n00:00", "[Tea]\n", "1. Tea\n2. Water\n", "10:00:00 we --> home"])
def test_no_subtitles(text: str) -> None:
    """A text that merely has numbers and times in it is none."""
    assert not looks_like_one(text)


@given(st.sampled_from([SRT, VTT, ASS]), st.integers(0, 900), st.text(max_size=6), st.integers(0, 60))
def test_damage_anywhere(text: str, place: int, noise: str, lost: int) -> None:
    """Characters changed anywhere give cues or one sentence."""
    try:
        extract("tea.srt", text[:place] + noise + text[place + lost :])
    except InputError as error:
        assert str(error).startswith("tea.srt: ")  # noqa: PT017 (either outcome is right)


def test_a_cue_beyond_all_measure_is_left_out() -> None:
    """What nobody can say at once is left out and reported; the cues around it keep their lines."""
    cue = "{}\n00:00:0{},000 --> 00:00:0{},500\n{}\n\n"
    text = cue.format(1, 1, 1, "We drink tea.") + cue.format(2, 2, 2, "{" * 5000) + cue.format(3, 3, 3, "We go home.")
    extraction = extract("tea.srt", text)
    assert [(passage.line, extraction.text[passage.start : passage.end]) for passage in extraction.passages] == [
        (2, "We drink tea."),
        (10, "We go home."),
    ]
    assert [(omission.line, omission.reason) for omission in extraction.left_out] == [
        (7, "longer than anybody speaks at once")
    ]
