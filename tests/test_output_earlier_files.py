"""Nothing is written over but what an earlier run wrote there, by whatever command."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards import cli
from flashcards.errors import FlashcardsError
from flashcards.output import earlier_files
from tests.test_cli import TEXT

RESULTS = (
    *(("align", form) for form in earlier_files.PAIRS),
    *(("annotate", form) for form in earlier_files.WORDS),
    *(("vocabulary", form) for form in earlier_files.TERMS),
    ("vocabulary --explain", "tsv"),
    ("vocabulary --explain", "jsonl"),
    ("preview", ""),
)
FOREIGN = ("my own notes\n", "茶\tchá\ttea\n", 'sources = ["harbor.txt"]\n', '{"chinese": "茶"}\n', "<html>tea</html>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "harbor.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, *more: str) -> None:
    """Run a command quietly in this process."""
    cli.app([*command.split(), "harbor.txt", "-q", *more], standalone_mode=False)


@pytest.mark.parametrize(("command", "form"), RESULTS)
def test_a_result_replaces_its_own_last_version_alone(folder: Path, command: str, form: str) -> None:
    """Each command writes into nothing and over its last result; a foreign file, also behind a link, stays as it is."""
    chosen = ["--format", form] if form else []
    run(command, *chosen, "-o", "result")
    is_known = form not in ("text", "table")
    if is_known:
        before = (folder / "result").read_bytes()
        run(command, *chosen, "-o", "result")
        assert (folder / "result").read_bytes() == before
    (folder / "link").symlink_to("foreign")
    for foreign in FOREIGN:
        (folder / "foreign").write_text(foreign, encoding="utf-8")
        with pytest.raises(FlashcardsError, match=r"link: .*name another"):
            run(command, *chosen, "-o", "link")
        assert (folder / "foreign").read_text(encoding="utf-8") == foreign


def test_what_is_read_is_never_written(folder: Path) -> None:
    """A list of words and the text are refused as outputs, under a second name, too."""
    words = folder / "words.tsv"
    words.write_text("灯塔\tdeng1 ta3\tlighthouse\n", encoding="utf-8")
    (folder / "second").hardlink_to(words)
    (folder / "text").hardlink_to("harbor.txt")
    for option, output in (("--words", "second"), ("--known", "second"), ("--ignore", "words.tsv"), ("-q", "text")):
        given = [option, "words.tsv"] if option != "-q" else []
        with pytest.raises(FlashcardsError, match="the text itself, or a list"):
            run("vocabulary", "--format", "tsv", *given, "-o", output)
    assert words.read_text(encoding="utf-8").startswith("灯塔")
