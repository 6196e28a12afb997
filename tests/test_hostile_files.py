"""Files that never end or cannot be opened, pipes, folders that are gone, disks without room: one sentence each."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards import build, load_settings, pipeline, write
from flashcards.anki import DeckOptions, templates, write_package
from flashcards.anki.pushing import foretell
from flashcards.common import files
from flashcards.common.signals import ended_after
from flashcards.corrections import editing
from flashcards.corrections import files as corrections
from flashcards.errors import FlashcardsError, InputError
from flashcards.learner import known_words
from flashcards.lexicon import open_lexicon
from tests import anki_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flashcards.anki.anki_connect import Anki

TEA = "We drink tea.\n\nThe guests talk.\n\n我们喝茶。\n\n客人聊天。\n"  # the same in both languages
ENDLESS = Path("/dev/zero")
NEVER: Anki = None  # type: ignore[assignment]  # nobody gets so far as to ask Anki


@pytest.mark.skipif(not ENDLESS.exists(), reason="this system has no file without an end")
@pytest.mark.parametrize(
    "read",
    [
        lambda path: open_lexicon(dictionary=path),
        lambda path: open_lexicon(word_list=path),
        corrections.load,
        editing.text_of,
        lambda path: known_words.read_words([path]),
    ],
    ids=["dictionary", "words", "corrections", "review", "known"],
)
def test_a_file_without_an_end_is_refused(read: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a recipe may name, as dictionary, words or corrections, is read up to a bound and refused in a sentence."""
    monkeypatch.setattr(files, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr("flashcards.documents.raw_files.MOST_BYTES", 1 << 20)
    with pytest.raises(InputError, match=r"^/dev/zero: .*(too large|more than)"):
        read(ENDLESS)


def test_a_recipe_and_a_template_are_read_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are the recipe itself and its templates."""
    monkeypatch.setattr(files, "MOST_BYTES", 20)
    (tmp_path / "deck.toml").write_text(f"sources = 'tea.txt'\n{'#' * 20}", encoding="utf-8")
    with pytest.raises(InputError, match=r"deck\.toml: cannot be read \(File too large\)"):
        load_settings(tmp_path)
    (tmp_path / "cards.css").write_text(f"/*{' ' * 20}*/", encoding="utf-8")
    (tmp_path / "deck.toml").unlink()
    with pytest.raises(InputError, match=r"cards\.css: cannot be read \(File too large\)"):
        templates.css(templates.Look(templates=tmp_path))


@contextmanager
def pipe(path: Path) -> Iterator[Path]:
    """Lend a pipe into which nobody writes, and which nobody reads; whoever waits for it is woken."""
    os.mkfifo(path)
    with ended_after(10):
        yield path


@pytest.mark.parametrize(
    "use",
    [
        lambda path: write_package((), DeckOptions(title="x"), path, now=1),
        lambda path: write_package((), DeckOptions(title="x"), path.with_name("b.apkg"), previous=path, now=1),
        lambda path: known_words.read_words([path]),
        anki_cards.held,
        lambda path: foretell(path, NEVER),
    ],
    ids=["output", "previous", "known", "standing", "push"],
)
def test_a_pipe_is_no_package(tmp_path: Path, use: Callable[[Path], object]) -> None:
    """A pipe that is called as a package is refused wherever one can be named, and nobody waits for it."""
    with pipe(tmp_path / "deck.apkg") as path, pytest.raises(FlashcardsError, match=r"deck\.apkg: "):
        use(path)
    assert [each.name for each in tmp_path.iterdir()] == ["deck.apkg"]


@pytest.mark.usefixtures("lexicon")
def test_names_as_long_as_the_system_allows_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text whose name has 255 bytes is built; a name that is longer, of a text or of its package, is named."""
    monkeypatch.chdir(tmp_path)
    whole, longer = f"{'茶' * 83}12.txt", f"{'x' * 252}.txt"
    Path(whole).write_text(TEA, encoding="utf-8")
    built(whole, output=Path("tea.apkg"))
    for text, options in ((whole, {}), (longer, {}), (whole, {"output": Path("x" * 251 + ".apkg")})):
        with pytest.raises(FlashcardsError, match="File name too long"):
            built(text, **options)


def built(text: str, **options: Path) -> None:
    settings = load_settings(text, **options)
    write(build(pipeline.read(settings), settings), settings, now=1_800_000_000)


@pytest.mark.usefixtures("lexicon")
def test_a_folder_that_is_gone_is_no_traceback(tmp_path: Path) -> None:
    """In a folder that was deleted a text of elsewhere is built to elsewhere, and what leads into it is named."""
    (tmp_path / "tea.txt").write_text(TEA, encoding="utf-8")
    for name, code in ((tmp_path / "tea.apkg", 0), ("tea.apkg", 1)):
        (tmp_path / "gone").mkdir()
        command = f"rmdir ../gone && exec {sys.executable} -m flashcards build {tmp_path / 'tea.txt'} -q -o {name}"
        environment = {**os.environ, "PYTHONPATH": str(Path(files.__file__).parents[2])}
        run = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path / "gone", env=environment, capture_output=True, text=True, check=False
        )
        sentences = [line for line in run.stderr.splitlines() if line.startswith("flashcards: ")]
        assert (run.returncode, len(sentences), "Traceback" in run.stderr) == (code, code, False)


_WITHOUT_ROOM = """
import errno, runpy, sys, tempfile
def full(*_):
    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")
tempfile._get_default_tempdir = full
sys.argv[0] = "flashcards"
runpy.run_module("flashcards", run_name="__main__")
"""
"""A program whose temporary folders are all full; Python writes into each to find out."""


@pytest.mark.usefixtures("lexicon")
def test_no_room_for_the_moment_is_named(tmp_path: Path) -> None:
    """Where no temporary folder has room, what needs one says so and what to do; what needs none is made."""
    (tmp_path / "tea.txt").write_text(TEA, encoding="utf-8")
    for output, code in (("tea.apkg", 1), ("tea.tsv", 0)):
        command = [sys.executable, "-c", _WITHOUT_ROOM, "build", "tea.txt", "-q", "-o", output]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr.count("\n")) == (code, code), run.stderr
        assert ("name another folder with TMPDIR" in run.stderr) is bool(code)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tea.tsv", "tea.txt"]
