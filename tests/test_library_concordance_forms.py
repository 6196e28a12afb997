"""A concordance as it is shown: the same places in every form, and a page on which nothing runs."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from flashcards import cli
from flashcards.library.concordance import Concordance, Place, Way
from flashcards.library.concordance_forms import COLUMNS, html, jsonl, text, tsv
from flashcards.records import Quotation
from tests import libraries
from tests.browser import browse
from tests.test_output_pages import HOSTILE, MEASURE

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTATION = Quotation("火车总是晚点。", "The train is always late.", ((0, 2),), ((4, 9),), "01 morning")  # the train …
PLACE = Place(QUOTATION, 4, 1.0, "火车", ("huo3", "che1"), "train")
BARE = Place(Quotation("等火车", "", ((1, 3),), (), "02 station"), 1, 0.5, "火车", ("huo3", "che1"), "")  # wait for it
CONCORDANCE = Concordance(
    "火车",
    (Way("火车", ("huo3", "che1"), "train", 3, 2, (PLACE,)), Way("火车", ("huo3", "che1"), "", 1, 1, (BARE,))),
    count=4,
    texts=2,
)


def test_a_terminal_shows_counts_then_sentences() -> None:
    """The word and its rendering are marked; what is not shown is counted, and what nothing renders says so."""
    assert text(CONCORDANCE).splitlines() == [
        "3 ×  火车  huǒchē  train",
        "1 ×  火车  huǒchē  (rendered by no word)",
        "",
        "火车  huǒchē  train",
        "  01 morning, 4",
        "    【火车】总是晚点。",
        "    The [train] is always late.",
        "  … 2 more",
        "",
        "火车  huǒchē  (rendered by no word)",
        "  02 station, 1",
        "    等【火车】",
    ]


def test_every_form_has_every_place() -> None:
    """The table joins to the sentence, and the spans of the objects stand where the word is."""
    rows = list(csv.DictReader(tsv(CONCORDANCE).splitlines(), delimiter="\t"))
    assert list(rows[0]) == list(COLUMNS)
    assert ["".join(row[name] for name in ("before", "here", "after")) for row in rows] == ["火车总是晚点。", "等火车"]
    assert [row["translation"] for row in rows] == ["train", ""]
    objects = [json.loads(line) for line in jsonl(CONCORDANCE).splitlines()]
    assert [each["chinese"][slice(*each["chinese_spans"][0])] for each in objects] == ["火车", "火车"]
    assert [each["rendering"] for each in objects] == ["train", None]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 500])
def test_a_page_shows_hostile_text_as_text(tmp_path: Path, width: int) -> None:
    """Nothing of a sentence, a name or a word runs, and the page never scrolls sideways."""
    place = Place(Quotation(HOSTILE, HOSTILE, ((0, 8),), ((0, 8),), HOSTILE), 1, 1.0, HOSTILE, (), HOSTILE)
    concordance = Concordance("a", (Way(HOSTILE, (), HOSTILE, 1, 1, (place,)),), 1, 1)
    page = tmp_path / "page.html"
    page.write_text(html(concordance, title="Tea & <b>").replace("</head>", MEASURE), encoding="utf-8")
    shown = browse(page, tmp_path, width=width)
    assert shown["title"] == "Tea & <b>"
    assert "document.title='ran'" in shown["text"]
    assert (shown["fetched"], shown["wide"] <= shown["room"]) == (0, True)


def run(*arguments: str) -> tuple[int, str, str]:
    """Run the command; give its exit code, what it writes, and what it says."""
    result = CliRunner().invoke(cli.app, ["library", "find", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ((), "4 ×  火车  huǒchē  train"),
        (("--format", "tsv"), "\t".join(COLUMNS)),
        (("--format", "jsonl"), '{"word": "火车", "pinyin": "huǒchē"'),
        (("--format", "html"), "<!doctype html>"),
        (("--pinyin", "zhuyin"), "4 ×  火车  ㄏㄨㄛˇ ㄔㄜ  train"),
    ],
)
def test_the_command_writes_each_form(
    arguments: Sequence[str], first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it found stands on standard output or in a file, which it writes over again; counts on standard error."""
    libraries.write(tmp_path / "course")
    monkeypatch.chdir(tmp_path)
    code, out, err = run("course", "火车", *arguments)
    assert (code, out.startswith(first), err) == (0, True, "火车: 4 places in 3 of 3 texts.\n")
    if "--format" in arguments:
        for _ in range(2):
            assert run("course", "火车", *arguments, "-o", "a.out")[0] == 0
        assert Path("a.out").read_text(encoding="utf-8") == out


@pytest.mark.usefixtures("lexicon")
def test_pinyin_is_said_to_be_taken_for_it(tmp_path: Path) -> None:
    """Whoever asks in pinyin reads that it was taken so, and sees what renders the word."""
    libraries.write(tmp_path, {"a.txt": libraries.MORNING})
    code, out, err = run(str(tmp_path), "huǒchē")
    assert (code, out.splitlines()[0]) == (0, "1 ×  火车  huǒchē  train")
    assert err == "huǒchē: taken for pinyin, as no English of the texts has it.\nhuǒchē: 1 place in 1 of 1 text.\n"


@pytest.mark.usefixtures("lexicon")
def test_a_word_that_is_nowhere_is_said(tmp_path: Path) -> None:
    """It is no error; a text that failed is one, and is counted: whoever looks up ten words reads no list ten times."""
    libraries.write(tmp_path, {"a.txt": libraries.MORNING})
    assert run(str(tmp_path), "大象") == (0, "", "大象: in none of 1 text.\n")
    libraries.write(tmp_path, {"b.txt": "Nobody has translated this text yet.\n"})
    code, _, err = run(str(tmp_path), "大象")
    assert (code, err.splitlines()[1:]) == (1, ["1 text left out, as `flashcards library report` lists."])
