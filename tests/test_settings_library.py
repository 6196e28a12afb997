"""The settings of a library: what `library.toml`, a recipe and the call say, and which of them wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.errors import InputError, UsageError
from flashcards.settings.library import load_library

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_said_of_a_text_wins_over_the_library_and_the_call_over_both(tmp_path: Path) -> None:
    """`library.toml` < its [[text]] < the call; the package and the source are called as the folder and the text."""
    (tmp_path / "library.toml").write_text(
        'level = "hsk2"\nmin_count = 2\n[[text]]\nname = "tea"\nlevel = "hsk4"\nlimit = 9\n', encoding="utf-8"
    )
    library = load_library(tmp_path)
    assert (library.settings.level, library.settings.min_count, library.settings.limit) == ("hsk2", 2, None)
    tea, other = library.of_text("tea", ["tea.txt"]), library.of_text("unit 1/other", ["other.txt"])
    assert (tea.level, tea.limit, tea.min_count, tea.title) == ("hsk4", 9, 1, "tea")
    assert (other.level, other.limit, other.min_count, other.title) == ("hsk2", None, 1, "other")
    asked = load_library(tmp_path, level="hsk5", limit=3)
    assert (asked.of_text("tea", ["tea.txt"]).level, asked.of_text("tea", ["tea.txt"]).limit) == ("hsk5", 9)
    assert (asked.settings.limit, asked.settings.title) == (3, tmp_path.name)


def test_a_recipe_keeps_what_it_says(tmp_path: Path) -> None:
    """A folder with deck.toml is a text with its own title, sources and level."""
    folder = tmp_path / "tea"
    folder.mkdir()
    (folder / "deck.toml").write_text('sources = ["a.txt"]\ntitle = "Tea"\nlevel = "hsk1"\n', encoding="utf-8")
    (tmp_path / "library.toml").write_text('level = "hsk2"\n', encoding="utf-8")
    settings = load_library(tmp_path).of_text("tea", [str(folder)])
    assert (settings.title, settings.level, settings.sources) == ("Tea", "hsk1", (str(folder / "a.txt"),))


def test_what_a_package_has_once_no_recipe_changes(tmp_path: Path) -> None:
    """A recipe that spells pinyin or names its notes in a way of its own is read as the library asks for it."""
    folder = tmp_path / "tea"
    folder.mkdir()
    own = 'sources = ["a.txt"]\npinyin = "numbers"\nnamespace = "x"\ncards = ["cloze"]\nmode = "vocabulary"\n'
    (folder / "deck.toml").write_text(own, encoding="utf-8")
    library = load_library(tmp_path)
    settings = library.of_text("tea", [str(folder)])
    for name in ("pinyin", "namespace", "cards"):
        assert getattr(settings, name) == getattr(library.settings, name)
    assert settings.mode == "vocabulary"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('text = "tea"', "text: write each text as"),
        ("[[text]]\nlimit = 3", "text 1: its name is missing"),
        ('[[text]]\nname = "a"\n[[text]]\nname = "a"', "text 2: its name is missing or stands twice"),
        ('[[text]]\nname = "a"\ncards = ["cloze"]', "text a: cards is for all texts"),
        ('[[text]]\nname = "a"\nlevle = "hsk1"', "text a: levle: there is no such setting; did you mean level"),
        ('exclude = "a"', "exclude: write a list of patterns"),
        ('sources = ["a.txt"]', "sources: a library takes the texts of its folder"),
        ("level = ", "mend the recipe there"),
    ],
)
def test_a_broken_library_is_refused_with_its_place(written: str, message: str, tmp_path: Path) -> None:
    """What `library.toml` cannot say is refused in a sentence that names the file and the place in it."""
    file = tmp_path / "library.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_library(tmp_path)
    assert str(error.value).startswith(str(file))
    assert message in str(error.value)


def test_what_no_library_can_be_is_refused(tmp_path: Path) -> None:
    """A folder that is not there, and an output that asks for pairs, are refused."""
    with pytest.raises(InputError, match="there is no such folder"):
        load_library(tmp_path / "none")
    with pytest.raises(UsageError, match="translation memory"):
        load_library(tmp_path, output="a.tmx")


def test_a_text_without_files_is_named(tmp_path: Path) -> None:
    """A list of sources with nothing in it is refused with the name of its text."""
    (tmp_path / "library.toml").write_text('[[text]]\nname = "tea"\nsources = []\n', encoding="utf-8")
    with pytest.raises(InputError, match="text tea: sources names no file"):
        load_library(tmp_path)
