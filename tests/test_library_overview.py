"""A library in numbers: what is counted of each text agrees with its cards, and with the texts before it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from flashcards import cli, library
from flashcards.library.overview import Figures, Overview, figures, new_words, overview
from flashcards.library.overview_forms import LEGEND, html, jsonl, table
from flashcards.library.summary import Course, Doubt
from flashcards.library.texts import Failure, Text
from flashcards.settings.library import load_library
from flashcards.vocabulary import Worth
from tests import libraries
from tests.browser import browse
from tests.test_output_pages import HOSTILE, MEASURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon

ODD = {
    "bad.en.txt": "The committee rejected the proposal.\nThe weather is fine today.\nCats like fish.\nHe lives here.\n",
    "bad.zh.txt": "今天天气很好。\n老师写了一本新书，我们都没有看过。\n猫喜欢鱼。\n",
    "diary.txt": "他每天早上喝一杯茶。\n我们都喜欢茶馆。\n",  # he drinks a cup of tea every morning; we like tea houses
    "draft.txt": "Nobody has translated this text yet.\n",
}
"""A text half of which is no translation, one in Chinese alone, and one in English alone."""


def study(folder: Path, **options: object) -> library.Library:
    """Study a library."""
    return library.study(load_library(folder, **options))


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize("options", [{}, {"level": "hsk3"}, {"limit": 3}, {"min_count": 2}, {"mode": "sentence"}])
def test_running_words_are_known_or_taught_or_left(tmp_path: Path, options: dict[str, object]) -> None:
    """Each running word that counts is known, is that of a card, or new without a card; and each has a level."""
    libraries.write(tmp_path, {**libraries.COURSE, "library.toml": '[[text]]\nname = "02 station"\nlimit = 1\n'})
    for summary in (each.summary for each in study(tmp_path, **options).studied):
        assert summary.running == summary.known + sum(count for _, count in new_words(summary)) == sum(summary.levels)


@pytest.mark.usefixtures("lexicon")
def test_more_is_known_with_each_text(tmp_path: Path) -> None:
    """With the words of the texts before it more of a text is known, with its own all; each word is taught once."""
    studied = study(libraries.write(tmp_path))
    texts = list(figures(studied))
    assert all(text.known <= text.before <= text.after <= text.running for text in texts)
    assert (texts[0].known, texts[1].known < texts[1].before) == (texts[0].before, True)
    assert [text.running - text.after for text in texts] == [0, 0, 0]
    assert sum(text.new for text in texts) == len(studied.words)


def test_what_is_odd_is_counted(tmp_path: Path, lexicon: Lexicon) -> None:
    """Sentences without a partner or a translation, doubtful pairs and failures stand in the figures."""
    libraries.write(tmp_path, {**ODD, "library.toml": 'min_confidence = 0.4\n[[text]]\nname = "bad"\n'})
    result = overview(study(tmp_path), lexicon, 10)
    bad, diary = result.texts
    assert (diary.pairs, diary.alone, diary.untranslated) == (0, 0, 2)
    assert bad.alone + bad.doubtful > 0
    assert bad.doubtful == len(bad.doubts)
    assert [failure.text.name for failure in result.failures] == ["draft"]
    confidences = [doubt.confidence for _, doubt in result.worst]
    assert confidences == sorted(confidences)
    assert all(confidence < 0.4 for confidence in confidences)


def test_the_words_that_stand_most_often_come_first(tmp_path: Path, lexicon: Lexicon) -> None:
    """火车 (train) stands four times in three texts; the words to learn are counted by their levels."""
    result = overview(study(libraries.write(tmp_path)), lexicon, 2)
    first = result.most_met[0]
    assert (first.word, first.count, first.texts) == ("火车", 4, 3)
    assert len(result.most_met) == 2
    assert sum(result.levels) == sum(text.new for text in result.texts)


COURSE = Course(0, "火车", Worth(1, 1, 1, 1), 5.0, count=4, texts=3)
DOUBT = Doubt(0.125, 4, "猫喜欢鱼。", "He lives here.")  # cats like fish


def sample(name: str = "01 morning", words: str = "He lives here.") -> Overview:
    """Make an overview of one text."""
    text = Text(name, ("a.txt",))
    numbers = figures_of(text)
    doubt = Doubt(DOUBT.confidence, DOUBT.pair, DOUBT.chinese, words)
    failure = Failure(Text("05 draft", ("b.txt",)), words)
    return Overview((numbers,), (failure,), (1, 0, 0, 0, 0, 0, 2), (COURSE,), ((text, doubt),))


def figures_of(text: Text) -> Figures:
    """Make the figures of a text."""
    return Figures(text, 40, 20, 30, 40, 3, 6, 4, 1, 1, (DOUBT,), 0)


def test_a_terminal_shows_all_parts() -> None:
    """The texts in columns, the words, the worst pairs, and what failed."""
    COURSE.counts.update({"train": 3, "by train": 1})
    assert table(sample()).splitlines() == [
        "pairs  alone  doubtful  words  known  before  after  new  level  text",
        "    4      1         1     40   50 %    75 %  100 %    3  HSK 6  01 morning",
        "",
        "3 words to learn: 1 HSK 1, 2 above HSK 6",
        "  4 ×  in 3 texts  火车  train 3, by train 1",
        "",
        "The most doubtful pairs:",
        "  0.12  01 morning, 4",
        "    猫喜欢鱼。",
        "    He lives here.",
        "",
        "Left out:",
        "  05 draft: He lives here.",
    ]


def test_json_lines_hold_every_text() -> None:
    """A text has its figures and its worst pairs; one that failed the reason."""
    whole, failed = map(json.loads, jsonl(sample()).splitlines())
    assert (whole["text"], whole["known"], whole["level"], whole["doubts"][0]["pair"]) == ("01 morning", 20, 6, 4)
    assert failed == {"text": "05 draft", "sources": ["b.txt"], "failed": "He lives here."}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 500])
def test_a_page_shows_hostile_text_as_text(tmp_path: Path, width: int) -> None:
    """Nothing of a name, a sentence or a reason runs, and the page never scrolls sideways."""
    page = tmp_path / "page.html"
    page.write_text(html(sample(HOSTILE, HOSTILE), "Tea & <b>").replace("</head>", MEASURE), encoding="utf-8")
    shown = browse(page, tmp_path, width=width)
    assert shown["title"] == "Tea & <b>"
    assert shown["text"].count("document.title='ran'") >= 4
    assert (shown["fetched"], shown["wide"] <= shown["room"]) == (0, True)


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("--show", "2"), "pairs  alone"),
        (("--format", "jsonl"), '{"text": "01 morning", "sources": ["course/01 morning.txt"], "words": '),
        (("--format", "html"), "<!doctype html>"),
    ],
)
def test_the_command_writes_each_form(
    arguments: Sequence[str], first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands on standard output or in a file, which it writes over again; a text that failed gives exit code 1."""
    libraries.write(tmp_path / "course", {**libraries.COURSE, "05 draft.txt": ODD["draft.txt"]})
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli.app, ["library", "report", "course", *arguments])
    assert (run.exit_code, run.stdout.startswith(first)) == (1, True)
    totals = "3 texts, 13 pairs of sentences, 86 words.\n1 text left out, as listed.\n"
    assert ("English only" in run.stdout, run.stderr.removeprefix(f"{LEGEND}\n")) == (True, totals)
    assert (LEGEND in run.stderr) == ("--format" not in arguments)
    for _ in range(2 if "--format" in arguments else 1):
        again = CliRunner().invoke(cli.app, ["library", "report", "course", *arguments, "-o", "a.out"])
        assert again.stderr == totals
    assert Path("a.out").read_text(encoding="utf-8") == run.stdout
