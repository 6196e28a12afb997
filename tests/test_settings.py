"""Settings: one name and one meaning for an option, wherever it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.errors import InputError, OutputError, UsageError
from flashcards.settings import OPTIONS, CardKind, Mode, Option, load_settings


def recipe(folder: Path, text: str) -> Path:
    (folder / "deck.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_deck_is_called_as_its_text() -> None:
    """Without options the package and the deck take the name of the text and stand in the current folder."""
    job = load_settings(["texts/essay.txt"])
    assert (job.output, job.title) == ((Path("essay.apkg"),), "essay")


def test_a_deck_is_called_as_its_package() -> None:
    """An output that was named gives the title: two files en.md and zh.md would else make a deck called en."""
    job = load_settings(["en.md", "zh.md"], output=[Path("out/tea.apkg")])
    assert (job.output, job.title) == ((Path("out/tea.apkg"),), "tea")


def test_paths_of_a_recipe_start_at_its_folder(tmp_path: Path) -> None:
    """A recipe can be built from anywhere: its paths are relative to the folder it stands in."""
    job = load_settings([recipe(tmp_path, 'sources = ["a.txt"]\noutput = ["a.apkg", "cards.tsv"]\nknown = "my.txt"')])
    assert job.known == (tmp_path / "my.txt",)
    assert job.sources == (str(tmp_path / "a.txt"),)
    assert job.output == (tmp_path / "a.apkg", tmp_path / "cards.tsv")


def test_files_of_a_recipe_start_at_its_folder(tmp_path: Path) -> None:
    """The dictionary, the list of own words and the last package of a recipe are named from its folder."""
    names = ("dictionary", "words", "previous")
    job = load_settings([recipe(tmp_path, 'sources = ["a.txt"]\n' + "\n".join(f'{n} = "{n}.txt"' for n in names))])
    assert [getattr(job, name) for name in names] == [tmp_path / f"{name}.txt" for name in names]


def test_options_win_over_the_recipe(tmp_path: Path) -> None:
    """What is given with the call wins over what the recipe says; what is not given is left to the recipe."""
    folder = recipe(tmp_path, 'sources = ["a.txt"]\nmode = "sentence"\nlimit = 3')
    job = load_settings([folder], mode="vocabulary", limit=None)
    assert (job.mode, job.limit) == (Mode.VOCABULARY, 3)


def test_lists_may_be_written_with_commas() -> None:
    """`--cards recognition,cloze` and `cards = ["recognition", "cloze"]` say the same."""
    kinds = (CardKind.RECOGNITION, CardKind.CLOZE)
    assert load_settings(["a.txt"], cards="recognition, cloze").cards == kinds
    assert load_settings(["a.txt"], cards=["recognition", "cloze"]).cards == kinds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no text"),
        ('sources = ["a.txt"]\nlimits = 3', "did you mean limit"),
        ('sources = ["a.txt"]\nmode = "all"', "sentence, vocabulary, both"),
        ('sources = ["a.txt"]\nmin_confidence = 70', "from 0 to 1"),
        ('sources = ["a.txt"]\nlimit = 0', "1 or more"),
        ('sources = ["a.txt"]\nlimit = true', "whole number"),
        ('sources = ["a.txt"]\nmode = "sentence"\nlevel = "expert"', "use hsk1 to hsk6"),
        ('sources = ["a.txt"]\nknown = 3', "use a list"),
        ('sources = ["a.txt"]\noutput = "cards.pdf"', ".apkg, .tsv, .csv, .txt, .html or .tmx"),
        ('sources = ["a.txt"]\ntitle = 3', "text in quotes"),
        ('sources = ["a.txt"', "end of document"),
        ("sources = 3", "use a list"),
        ('sources = ["a.txt"]\noutput = 3', "use a list"),
        ('sources = ["a.txt"]\ncards = []', "at least one"),
        ('source = ["a.txt"]', "did you mean sources"),
        ('[deck]\nsources = ["a.txt"]', "there are sources, sentences"),
    ],
)
def test_a_broken_recipe_is_named_with_its_remedy(tmp_path: Path, text: str, says: str) -> None:
    """Each fault of a recipe gives one sentence with the file and what to do."""
    with pytest.raises(InputError) as caught:
        load_settings([recipe(tmp_path, text)])
    assert "deck.toml" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_every_option_may_stand_in_a_recipe(tmp_path: Path, option: Option) -> None:
    """A recipe knows every option by its name, and refuses a value that it cannot have with that name."""
    with pytest.raises(InputError, match=rf"deck\.toml: {option.name} cannot be"):
        load_settings([recipe(tmp_path, f'sources = ["a.txt"]\n{option.name} = {{}}')])


def test_a_folder_without_a_recipe_is_a_text(tmp_path: Path) -> None:
    """A folder that holds no deck.toml is a source as a file is, and names the deck."""
    settings = load_settings([tmp_path])
    assert settings.sources == (str(tmp_path),)
    assert settings.title == tmp_path.name


def test_a_recipe_among_files_is_refused(tmp_path: Path) -> None:
    """A recipe is whole and cannot be one half of a text."""
    (tmp_path / "deck.toml").write_text('sources = ["a.txt"]', encoding="utf-8")
    with pytest.raises(InputError, match="give it alone"):
        load_settings([tmp_path, "zh.txt"])


def test_a_wrong_option_is_not_blamed_on_the_recipe(tmp_path: Path) -> None:
    """What the call gave is called an option, so that nobody looks for it in deck.toml."""
    with pytest.raises(InputError, match=r"^--cards cannot be 'foo'"):
        load_settings([recipe(tmp_path, 'sources = ["a.txt"]')], cards="foo")


def test_a_wrong_path_is_shown_as_it_was_given() -> None:
    """A message shows names of files, not objects of Python."""
    with pytest.raises(InputError, match=r"output cannot be 'cards\.pdf': name a file"):
        load_settings(["a.txt"], output=[Path("cards.pdf")])


def test_a_recipe_named_by_its_file_is_told_so(tmp_path: Path) -> None:
    """`flashcards build deck.toml` is told to give the folder: the recipe is no text."""
    with pytest.raises(InputError, match="give the folder"):
        load_settings([recipe(tmp_path, 'sources = ["a.txt"]') / "deck.toml"])


def test_a_name_too_long_is_left_to_the_reader_of_files() -> None:
    """A name that no system allows is no folder; whoever opens it says what is wrong with it."""
    assert load_settings(["a" * 5000 + ".txt"]).sources == ("a" * 5000 + ".txt",)


def test_the_same_output_twice_is_one(tmp_path: Path) -> None:
    """An output that is named twice is written once."""
    assert load_settings(["a.txt"], output=[tmp_path / "a.apkg"] * 2).output == (tmp_path / "a.apkg",)


def test_a_text_is_never_an_output(tmp_path: Path) -> None:
    """An output that is one of the sources, by whatever name, would destroy the learner's text."""
    (tmp_path / "a.tsv").write_text("茶\ttea\n", encoding="utf-8")  # tea
    (tmp_path / "link.tsv").symlink_to(tmp_path / "a.tsv")
    for name in ("a.tsv", "link.tsv", "./a.tsv"):
        with pytest.raises(OutputError, match="the text itself"):
            load_settings([tmp_path / "a.tsv"], output=[tmp_path / name])


def test_an_empty_title_is_none_given() -> None:
    """A title without a letter would be a deck without a name."""
    assert load_settings(["tea.txt"], title=" ").title == "tea"


def test_a_field_of_words_needs_a_collection(tmp_path: Path) -> None:
    """The name of a field without a collection is told, on the command line and in a recipe, not passed over."""
    with pytest.raises(UsageError, match="--known-field names a field of a collection"):
        load_settings(["text.txt"], known_field="Hanzi")
    (tmp_path / "deck.toml").write_text('sources = ["text.txt"]\nknown_field = "Hanzi"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="--known-field"):
        load_settings([tmp_path])
    assert load_settings([tmp_path], known=[tmp_path / "words.txt"]).known_field == "Hanzi"


@pytest.mark.parametrize("option", ["output", "corrections"])
@pytest.mark.parametrize("name", ["../a.apkg", "{outside}/a.apkg", "link.apkg", "there/a.apkg"])
def test_a_recipe_writes_into_its_folder_alone(tmp_path: Path, name: str, option: str) -> None:
    """A recipe, which may be a stranger's, names no file to write elsewhere, by a path or through a link; a call may.

    The review writes the corrections.
    """
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "recipe"
    folder.mkdir()
    (folder / "link.apkg").symlink_to(outside / "a.apkg")
    (folder / "there").symlink_to(outside)
    recipe(folder, f'sources = ["../a.txt"]\n{option} = "{name.format(outside=outside)}"')
    with pytest.raises(InputError, match="outside of the folder of the recipe"):
        load_settings([folder])
    recipe(folder, 'sources = ["../a.txt"]')
    assert load_settings([folder], output=outside / "a.apkg").output == (outside / "a.apkg",)
    assert load_settings([folder], corrections=outside / "a.toml").corrections == outside / "a.toml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sources = " + "[" * 5000, "too deep"),
        ('sources = "a.txt"\nlimit = ' + "9" * 5000, "mend the recipe"),
        ('sources = "a.txt"\nlimit = 0x' + "f" * 5000, "use a smaller number"),
        ('sources = "a.txt"\nmin_confidence = ' + "9" * 400, "use a smaller number"),
        ('sources = "a.txt"\nencoding = "idna"', "use a name such as"),
        ('sources = "a.txt"\noutput = "a\\u0000.apkg"', "zero byte"),
        ('sources = "a.txt"\ntemplates = "a\\u0000"', "zero byte"),
    ],
)
def test_a_hostile_recipe_is_named_with_its_remedy(tmp_path: Path, text: str, says: str) -> None:
    """Values beyond all measure end in one sentence, not in an error of Python's."""
    with pytest.raises(InputError, match=says) as caught:
        load_settings([recipe(tmp_path, text)])
    assert len(str(caught.value)) < 1000


def test_a_source_that_is_no_name_is_left_to_the_reader_of_files() -> None:
    """A name with a zero byte gives no error of Python's; whoever opens it says what is wrong."""
    assert load_settings(["a\0b.txt"]).sources == ("a\0b.txt",)
