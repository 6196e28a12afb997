"""Two files of subtitles are paired by their times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import documents
from flashcards.documents.formats.subtitles.timing import clock

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = [  # seconds and what is said
    (1, 3, "There is a small shop"),
    (3, 5, "at the corner that sells nothing but paper."),
    (6, 8, "Who keeps it? An old woman."),
    (10, 12, "She knows every sheet."),
    (14, 15, "Nobody knows why."),
    (20, 22, "Good night!"),
]
CHINESE = [
    (1, 5, "街角有一家只卖纸的小店"),
    (6, 7, "谁开的？"),
    (7, 8, "一个老太太"),
    (10, 12, "她认得每一张纸"),
    (20, 22, "晚安！"),
]
PAIRS = [
    ("街角有一家只卖纸的小店", "There is a small shop at the corner that sells nothing but paper."),
    ("谁开的？ 一个老太太", "Who keeps it? An old woman."),
    ("她认得每一张纸", "She knows every sheet."),
    ("", "Nobody knows why."),
    ("晚安！", "Good night!"),
]


def srt(path: Path, cues: list[tuple[int, int, str]], later: float = 0) -> Path:
    """Write subtitles, all of them later by some seconds."""

    def time(seconds: float) -> str:
        minutes, rest = divmod(seconds + later, 60)
        return f"00:{minutes:02.0f}:{rest:06.3f}".replace(".", ",")

    blocks = (f"{n}\n{time(start)} --> {time(end)}\n{text}\n" for n, (start, end, text) in enumerate(cues, 1))
    path.write_text("\n".join(blocks), encoding="utf-8")
    return path


def pairs(*sources: Path) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Read two files: the texts of each row, and the notices."""
    bitext = documents.read_bitext(sources)
    assert bitext.rows is not None
    texts = [
        ("".join(bitext.chinese[i].text for i in row.chinese), "".join(bitext.english[i].text for i in row.english))
        for row in bitext.rows
    ]
    return texts, bitext.notices


@pytest.mark.parametrize("later", [0, 0.3])
def test_overlap_pairs(later: float, tmp_path: Path) -> None:
    """Cues on the screen together are a row, one against two as well; a cue without partner stays alone."""
    english, chinese = srt(tmp_path / "en.srt", ENGLISH), srt(tmp_path / "zh.srt", CHINESE, later)
    assert pairs(english, chinese) == pairs(chinese, english) == (PAIRS, ())


@pytest.mark.parametrize("later", [2, 7.5, 30])
def test_a_shift_of_all_times(later: float, tmp_path: Path) -> None:
    """Files whose times differ by a constant are brought together, and it is said."""
    texts, notices = pairs(srt(tmp_path / "en.srt", ENGLISH, later), srt(tmp_path / "zh.srt", CHINESE))
    assert texts == PAIRS
    assert len(notices) == 1
    assert "its times, moved by -" in notices[0]


def test_no_agreement(tmp_path: Path) -> None:
    """Where times do not agree at all, the texts are aligned, sentences joined over cues."""
    scattered = [(number * 500, number * 500 + 1, text) for number, (_, _, text) in enumerate(CHINESE)]
    bitext = documents.read_bitext([srt(tmp_path / "en.srt", ENGLISH), srt(tmp_path / "zh.srt", scattered)])
    assert bitext.rows is None
    assert bitext.english[0].text.split() == PAIRS[0][1].split()


def test_times_are_the_place(tmp_path: Path) -> None:
    """A sentence knows when it is said."""
    bitext = documents.read_bitext([srt(tmp_path / "en.srt", ENGLISH), srt(tmp_path / "zh.srt", CHINESE)])
    assert [sentence.place for sentence in bitext.chinese] == ["0:00:01", "0:00:06", "0:00:10", "0:00:20"]


def test_clock() -> None:
    """Times are written as players show them."""
    assert [clock(time) for time in (0, 61_999, 3_600_000, -5)] == ["0:00:00", "0:01:01", "1:00:00", "0:00:00"]
