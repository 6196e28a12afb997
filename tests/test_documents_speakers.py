"""Who speaks, on a line of its own: taken off on both sides, kept beside what is said, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.passages import Extract, Passage
from flashcards.documents.reading import extract
from flashcards.documents.speakers import without_speakers

TALK = [
    ("小林", "Xiao Lin", "你几点下班？", "When do you get off work?"),
    ("老板", "The Boss", "六点，今天不忙。", "At six, it's quiet today."),
    ("小林", "Xiao Lin", "那我在门口等你。", "Then I'll wait for you at the door."),
    ("老板", "The Boss", "好，别走远。", "Fine, don't go far."),
]
BLOCKS = "\n".join(f"{row[1]}\n{row[3]}" for row in TALK) + "\n\n" + "\n".join(f"{row[0]}\n{row[2]}" for row in TALK)
IN_TURN = "\n\n".join(f"{row[0]}\n{row[2]}\n{row[1]}\n{row[3]}" for row in TALK)


def read(text: str, folder: Path) -> list[tuple[str, str]]:
    """Give who says what, as the reader of documents finds it."""
    (folder / "talk.txt").write_text(text, encoding="utf-8")
    extracted = extract(folder / "talk.txt")
    return [(passage.speaker, extracted.text[passage.start : passage.end]) for passage in extracted.passages]


def test_names_above_what_is_said(tmp_path: Path) -> None:
    """Names come off both sides, however often the other language stands between."""
    english = [(row[1], row[3]) for row in TALK]
    chinese = [(row[0], row[2]) for row in TALK]
    assert read(BLOCKS, tmp_path) == english + chinese
    assert sorted(read(IN_TURN, tmp_path)) == sorted(english + chinese)


@pytest.mark.parametrize(
    "lines",
    [
        ["Hallelujah", "The river runs", "Hallelujah", "The river sleeps", "Amen", "La la", "Amen", "Oh"],  # no stops
        ["Tea", "We drink tea.", "Water", "We boil water."],  # titles that stand once
        ["小林", "老板", "你好。", "小林", "老板", "再见。"],  # two names in a row
        ["小林", "你好。", "小林", "再见。"],  # one alone
        ["小林", "你好。", "老板", "再见。", "小林", "慢走。", "老板"],  # nothing follows the last
    ],
)
def test_what_only_looks_like_it_stays(lines: list[str], tmp_path: Path) -> None:
    """Refrains, titles and single words are none."""
    assert [text for _, text in read("\n".join(lines), tmp_path)] == lines


@given(st.lists(st.sampled_from(["小林", "老板", "你好。", "茶", "Boss", "Fine."]), max_size=12))
def test_nothing_is_lost(lines: list[str]) -> None:
    """What is no passage any more is reported and speaks for the one behind it; all others stand as they were."""
    text, passages, start = "\n".join(lines), [], 0
    for number, line in enumerate(lines, 1):
        passages.append(Passage(start, start + len(line), number))
        start += len(line) + 1
    taken = without_speakers(Extract("x", text, tuple(passages)))
    kept = [text[passage.start : passage.end] for passage in taken.passages]
    spoken = [passage.speaker for passage in taken.passages if passage.speaker]
    assert sorted(kept + [omission.text for omission in taken.left_out]) == sorted(lines)
    assert [omission.text for omission in taken.left_out] == spoken
