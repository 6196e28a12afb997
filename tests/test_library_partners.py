"""Files whose names do not tell that they belong together: put together by what they say, and never wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from flashcards import cli, library
from flashcards.chinese import HAN_CHARACTER
from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.library import file_languages, partners
from flashcards.library.engine import ALONE, Workers
from flashcards.library.file_languages import Languages, languages
from flashcards.settings.library import load_library
from tests import libraries
from tests.makers import docx, paragraph
from tests.test_library_readability import GRADED

if TYPE_CHECKING:
    from collections.abc import Mapping

EN, ZH = libraries.STATION_ENGLISH, libraries.STATION_CHINESE


def sides() -> list[tuple[str, str]]:
    """Give the Chinese and the English of each graded text."""
    texts = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in sorted(GRADED.glob("*.txt"))]
    return [
        (
            "".join(line for line in lines if HAN_CHARACTER.search(line)),
            "".join(line for line in lines if line.strip() and not HAN_CHARACTER.search(line)),
        )
        for lines in texts
    ]


def put_together(folder: Path, files: Mapping[str, str], workers: Workers = ALONE) -> dict[str, tuple[str, ...]]:
    """Write files, and give the names of the texts that they make, with those of their files."""
    texts = partners.jobs(load_library(libraries.write(folder, files)), workers, silent)
    return {text.name: tuple(Path(source).relative_to(folder).as_posix() for source in text.sources) for text in texts}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lexicon: object) -> None:
    assert lexicon
    libraries.own_cache(tmp_path / "cache", monkeypatch)


@pytest.mark.parametrize("jobs", [1, 2])
def test_translations_find_each_other(tmp_path: Path, jobs: int) -> None:
    """Of ten texts in twenty files that are called by numbers each gets its own translation."""
    files: dict[str, str] = {}
    for number, (chinese, english) in enumerate(sides()):
        files |= {f"{number * 7 % 10:02}.txt": chinese, f"{10 + number * 3 % 10}.txt": english}
    texts = put_together(tmp_path / "shelf", files, Workers(jobs))
    assert set(texts.values()) == {(f"{n * 7 % 10:02}.txt", f"{10 + n * 3 % 10}.txt") for n in range(10)}
    assert list(texts) == [f"{number:02}" for number in range(10)]


def test_strangers_stay_alone(tmp_path: Path) -> None:
    """Chinese texts and the translations of others, two of each level among them, are put together by nothing."""
    texts = sides()
    files = {f"a{number}.txt": chinese for number, (chinese, _) in enumerate(texts) if number % 2}
    files |= {f"b{number}.txt": english for number, (_, english) in enumerate(texts) if not number % 2}
    assert set(put_together(tmp_path / "shelf", files).values()) == {(name,) for name in files}


@pytest.mark.parametrize(
    ("files", "texts"),
    [
        ({"one.txt": EN, "deux.txt": ZH}, {"deux": ("deux.txt", "one.txt")}),
        ({"station new.txt": EN, "station old.txt": ZH}, {"station": ("station old.txt", "station new.txt")}),
        ({"a/first.txt": EN, "a/x.txt": ZH}, {"a/x": ("a/x.txt", "a/first.txt")}),
        ({"a/first.txt": EN, "b/x.txt": ZH}, {"x": ("b/x.txt", "a/first.txt")}),
        ({"one.txt": EN, "library.toml": '[[text]]\nname = "one"\n', "x.txt": ZH}, {"one": ("x.txt", "one.txt")}),
        (
            {"one.txt": EN, "library.toml": '[[text]]\nname = "x"\nsources = ["x.txt"]\n', "x.txt": ZH},
            {"x": ("x.txt",), "one": ("one.txt",)},
        ),
        ({"one.txt": EN, "x/deck.toml": 'sources = ["x.txt"]', "x/x.txt": ZH}, {"one": ("one.txt",), "x": ("x",)}),
        ({"a.txt": EN, "b.txt": EN.replace("old", "ancient"), "c.txt": ZH}, {"b": ("b.txt",), "c": ("c.txt", "a.txt")}),
    ],
)
def test_names_and_what_is_said_hold(
    files: Mapping[str, str], texts: Mapping[str, tuple[str, ...]], tmp_path: Path
) -> None:
    """A text is called as its files are alike, or as `library.toml` calls it; what that names, and recipes, stay so.

    Of two translations one, the likelier, has the text.
    """
    assert put_together(tmp_path / "shelf", files) == texts


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    """What `library.toml` says of a text that no file makes is not lost in silence; the others are taken."""
    toml = '[[text]]\nname = "01 mornin"\n[[text]]\nname = "elephant"\n'
    folder = libraries.write(tmp_path / "shelf", {"01 morning.txt": libraries.MORNING, "library.toml": toml})
    texts = partners.jobs(load_library(folder), ALONE, silent)
    reasons = {text.name: reason for text, reason in texts.items() if isinstance(reason, str)}
    assert reasons == {
        "01 mornin": f"{folder / 'library.toml'}: no text is called so; did you mean 01 morning?",
        "elephant": f"{folder / 'library.toml'}: no text is called so",
    }
    with pytest.raises(InputError, match=r"01 mornin: .* no text is called so"):
        library.study(load_library(folder), strict=True)


def test_what_was_compared_is_not_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run does not even align the samples; a changed file is looked at anew."""
    files = {"one.txt": EN, "deux.txt": ZH}
    put_together(tmp_path / "shelf", files)
    compared: list[str] = []

    def noted(settings: object) -> bool:
        compared.append(str(settings))
        return True

    monkeypatch.setattr(partners, "_says_the_same", noted)
    put_together(tmp_path / "shelf", files)
    assert not compared
    put_together(tmp_path / "shelf", {**files, "one.txt": EN + "It is five.\n"})
    assert len(compared) == 1


def test_the_language_of_what_is_packed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that has to be unpacked to be told is unpacked once; what cannot be read is unknown."""
    packed, broken = tmp_path / "a.docx", tmp_path / "b.docx"
    packed.write_bytes(docx("".join(map(paragraph, ZH.splitlines()))))
    broken.write_bytes(packed.read_bytes()[:40])
    assert (languages(packed), languages(broken)) == (Languages.CHINESE, Languages.UNKNOWN)

    def unpacked(_raw: object) -> None:
        raise InputError("unpacked again")

    monkeypatch.setattr(file_languages, "extract_raw", unpacked)
    assert languages(packed) is Languages.CHINESE


def test_the_build_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds reads that files were put together, and which with --verbose."""
    libraries.write(tmp_path / "shelf", {"one.txt": EN, "deux.txt": ZH})
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli.app, ["library", "build", "shelf", "--verbose"])
    assert run.exit_code == 0, run.output
    assert "1 text put together by what its two files say" in run.stderr
    assert "from shelf/deux.txt, shelf/one.txt" in run.stderr
