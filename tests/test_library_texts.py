"""The texts of a folder: which files belong together, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.library.keeping import analysis_key
from flashcards.library.texts import find, natural
from flashcards.settings.library import load_library
from tests import libraries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

EN, ZH, BOTH = libraries.STATION_ENGLISH, libraries.STATION_CHINESE, libraries.MORNING


@pytest.mark.parametrize(
    ("files", "texts"),
    [
        (("a.en.txt", "a.zh.txt"), {"a": ("a.en.txt", "a.zh.txt")}),
        (("en/a.txt", "zh/a.txt"), {"a": ("en/a.txt", "zh/a.txt")}),
        (("b/en/a.txt", "b/zh/a.txt"), {"b/a": ("b/en/a.txt", "b/zh/a.txt")}),
        (("a/en.txt", "a/zh.txt"), {"a": ("a/en.txt", "a/zh.txt")}),
        (("a_chinese.html", "a_english.html"), {"a": ("a_chinese.html", "a_english.html")}),
        (("a.txt", "b.txt"), {"a": ("a.txt",), "b": ("b.txt",)}),
        (("a.md", "a.txt"), {"a md": ("a.md",), "a txt": ("a.txt",)}),
        (("a.png", ".hidden/b.txt", "a.txt", "old/a.apkg", "Desktop.ini", "~$a.docx"), {"a": ("a.txt",)}),
        (("a.ini",), {"a": ("a.ini",)}),
        (("drafts/a.txt", "b.txt"), {"b": ("b.txt",)}),
    ],
)
def test_files_are_paired_by_their_names(
    files: Sequence[str], texts: Mapping[str, Sequence[str]], tmp_path: Path
) -> None:
    """Names that differ in the language alone are of one text; what is hidden, excluded or no text is left alone."""
    libraries.write(tmp_path, dict.fromkeys(files, BOTH) | {"library.toml": 'exclude = ["drafts/*"]'})
    paths = {name: tuple(str(tmp_path / source) for source in sources) for name, sources in texts.items()}
    assert {text.name: tuple(sorted(text.sources)) for text in find(load_library(tmp_path))} == paths


def test_files_whose_names_say_nothing_are_paired_by_their_languages(tmp_path: Path) -> None:
    """Two files that are called alike and hold a language each are one text."""
    libraries.write(tmp_path, {"a.md": EN, "a.txt": ZH, "b.txt": BOTH})
    texts = {text.name: [source.rpartition("/")[2] for source in text.sources] for text in find(load_library(tmp_path))}
    assert texts == {"a": ["a.txt", "a.md"], "b": ["b.txt"]}


def test_numbers_in_names_count_as_numbers() -> None:
    """Text 9 comes before text 10."""
    assert sorted(["text 10", "text 9", "a/2", "a/10"], key=natural) == ["a/2", "a/10", "text 9", "text 10"]


def test_a_number_may_have_any_length() -> None:
    """A name of thousands of digits, which `int` refuses, has its place as any other; leading zeros do not count."""
    names = ["9" * 5000, "1" + "0" * 5000, "10", "9", "0" * 5000 + "8"]
    assert sorted(names, key=natural) == [names[4], "9", "10", names[0], names[1]]


@pytest.mark.parametrize("source", [r"a\u0000.txt", "loop"])
def test_a_source_that_can_be_no_file_is_left_to_its_reader(tmp_path: Path, source: str) -> None:
    """A zero byte in a name, and a link that leads to itself, cost their text alone: whoever reads it says so."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "b.txt").write_text(BOTH, encoding="utf-8")
    (tmp_path / "library.toml").write_text(f'[[text]]\nname = "a"\nsources = ["{source}"]', encoding="utf-8")
    library = load_library(tmp_path)
    assert [text.name for text in find(library)] == ["a", "b"]
    assert analysis_key(library.of_text("a", find(library)[0].sources))


def test_the_order_is_that_of_library_toml_then_of_the_names(tmp_path: Path) -> None:
    """Texts that `library.toml` names come first, in its order; it may name the files of a text."""
    libraries.write(tmp_path, {"a.txt": BOTH, "b.txt": BOTH, "c.txt": BOTH, "x.txt": EN, "y.txt": ZH})
    (tmp_path / "library.toml").write_text(
        '[[text]]\nname = "c"\n[[text]]\nname = "pair"\nsources = ["x.txt", "y.txt"]\n', encoding="utf-8"
    )
    texts = find(load_library(tmp_path))
    assert [text.name for text in texts] == ["c", "pair", "a", "b"]
    assert texts[1].sources == (str(tmp_path / "x.txt"), str(tmp_path / "y.txt"))


def test_a_folder_with_a_recipe_is_one_text(tmp_path: Path) -> None:
    """Nothing else in that folder is taken for a text."""
    libraries.write(tmp_path, {"tea/deck.toml": 'sources = ["a.txt"]', "tea/a.txt": BOTH, "tea/cards.tsv": "x"})
    assert [(text.name, text.sources) for text in find(load_library(tmp_path))] == [("tea", (str(tmp_path / "tea"),))]
