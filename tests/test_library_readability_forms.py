"""What can be read of a library as it is shown: every text in every form, and a page on which nothing runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from flashcards import cli
from flashcards.library.readability import Advice, Reading, Rung
from flashcards.library.readability_forms import LEGEND, html, jsonl, table
from flashcards.library.texts import Text
from flashcards.records import replace
from tests import libraries
from tests.browser import browse
from tests.test_output_pages import HOSTILE, MEASURE

if TYPE_CHECKING:
    from collections.abc import Sequence

MORNING = Reading(
    text=Text("01 morning", ("a.txt",)),
    running=40,
    sentences=4,
    level=3,
    known=30,
    in_turn=35,
    new=6,
    new_in_turn=4,
    worth=1.25,
    followed=3,
    easy=None,
    ladder=("火车", "晚点", "报纸"),  # train, late, newspaper
)
EASY = replace(
    MORNING, text=Text("tiny", ("b.txt",)), running=3000, known=2999, in_turn=2999, new=0, followed=0, easy=0
)
BARE = replace(MORNING, text=Text("names", ("c.txt",)), running=0, known=0, in_turn=0, new=0, followed=None, ladder=())
ADVICE = Advice(
    (MORNING,), (EASY,), (BARE,), (Rung(MORNING.text, ("火车", "晚点", "报纸")),), Rung(Text("z", ()), ("茶",)), ()
)  # train, late, newspaper; tea


def test_a_terminal_shows_each_sort() -> None:
    """Each sort of texts has its heading; a share is never more than it is, and what makes no sense is empty."""
    assert table(ADVICE).splitlines() == [
        "To learn from, in this order:",
        "   known  in turn  new  worth  words  level  to 95 %  to 98 %  text",
        "  75.0 %   87.5 %    6    1.2     40  HSK 3        3        –  01 morning",
        "",
        "Read with ease now:",
        "   known  in turn  new  worth  words  level  to 95 %  to 98 %  text",
        "  99.9 %   99.9 %    0          3000  HSK 3        0        0  tiny",
        "",
        "Without a word that counts:",
        "  known  in turn  new  worth  words  level  to 95 %  to 98 %  text",
        "                    0             0                           names",
        "",
        "After these 3 cards you can follow this text:",
        "  3  01 morning  火车、晚点、报纸",
        "After 1 card more “z”.",
    ]


def test_what_no_card_brings_is_said() -> None:
    """Where the cards bring no text, the nearest is named; where there is none, nothing is."""
    assert table(replace(ADVICE, plan=())).splitlines()[-1] == "After 1 card you can follow “z”, the nearest."
    assert table(replace(ADVICE, plan=(), beyond=None)).splitlines()[-1].endswith("names")


def test_a_terminal_shows_so_many() -> None:
    """What is not shown is counted."""
    many = replace(ADVICE, next_=(MORNING,) * 30)
    lines = table(many, 20).splitlines()
    assert (lines.count(table(ADVICE).splitlines()[2]), lines[22]) == (20, "… 10 more")


def test_json_lines_hold_every_text() -> None:
    """Texts to learn from are numbered in their order; all have their figures, and the planned ones their words."""
    morning, easy, bare = map(json.loads, jsonl(ADVICE).splitlines())
    assert [each["place"] for each in (morning, easy, bare)] == [1, None, None]
    assert (morning["cards_to_95"], morning["cards_to_98"], morning["planned"]) == (3, None, ["火车", "晚点", "报纸"])
    assert (bare["level"], easy["planned"]) == (None, None)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 500])
def test_a_page_shows_hostile_text_as_text(tmp_path: Path, width: int) -> None:
    """Nothing of a name or a word runs, and the page never scrolls sideways."""
    hostile = replace(MORNING, text=Text(HOSTILE, ()), ladder=(HOSTILE,))
    advice = Advice((hostile,), (hostile,), (hostile,), (Rung(hostile.text, (HOSTILE,)),), Rung(hostile.text, ()), ())
    page = tmp_path / "page.html"
    page.write_text(html(advice, "Tea & <b>").replace("</head>", MEASURE), encoding="utf-8")
    shown = browse(page, tmp_path, width=width)
    assert shown["title"] == "Tea & <b>"
    assert shown["text"].count("document.title='ran'") >= 4
    assert (shown["fetched"], shown["wide"] <= shown["room"]) == (0, True)


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ((), "To learn from, in this order:"),
        (("--format", "jsonl", "--level", "hsk3"), '{"text": "01 morning", "sources": ["course/'),
        (("--format", "html"), "<!doctype html>"),
    ],
)
def test_the_command_writes_each_form(
    arguments: Sequence[str], first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands on standard output or in a file, which it writes over again."""
    libraries.write(tmp_path / "course")
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli.app, ["library", "next", "course", *arguments])
    assert (run.exit_code, run.stdout.startswith(first)) == (0, True), run.output
    assert "of 3 texts with ease now" in run.stderr
    for _ in range(2 if "--format" in arguments else 1):
        CliRunner().invoke(cli.app, ["library", "next", "course", *arguments, "-o", "a.out"])
    assert Path("a.out").read_text(encoding="utf-8") == run.stdout


@pytest.mark.usefixtures("lexicon")
def test_known_words_bring_texts_nearer(tmp_path: Path) -> None:
    """Whoever knows the new words of a text reads it with ease; a beginner is told how to say so."""
    folder = libraries.write(tmp_path / "course")
    beginner = CliRunner().invoke(cli.app, ["library", "next", str(folder), "--format", "jsonl"])
    assert beginner.stderr.startswith("A beginner reads 0 of 3 texts with ease now, and can follow 0 more. Say what ")
    words = next(each for each in map(json.loads, beginner.stdout.splitlines()) if each["text"] == "01 morning")
    (tmp_path / "known.txt").write_text("".join(f"{word}\n" for word in words["ladder"]), encoding="utf-8")
    run = CliRunner().invoke(cli.app, ["library", "next", str(folder), "--known", str(tmp_path / "known.txt")])
    legend, readable, next_ = run.stderr.splitlines()
    assert (legend, readable) == (LEGEND, "You read 1 of 3 texts with ease now, and can follow 0 more.")
    assert next_.startswith("Next: `flashcards build ")
    assert next_.endswith(f"--known {tmp_path / 'known.txt'}` makes a deck of “02 station”.")
