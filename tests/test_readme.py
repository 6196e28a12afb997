"""The README is a promise: every command and every option stands in it, and what it shows is what happens."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import flashcards
from flashcards import cli
from flashcards.output.interlinear import LINE_WIDTH
from flashcards.settings import OPTIONS, Group, Option, Settings
from tests import libraries
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
APP = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
LIBRARY = APP.pop("library").commands
COMMANDS = APP | {f"library {name}": command for name, command in LIBRARY.items()}


def section(command: str) -> str:
    """Return the part of the README about a command."""
    part = re.search(rf"^### `flashcards {command} .*?(?=^##)", README, flags=re.MULTILINE | re.DOTALL)
    assert part, f"README has no section on {command}"
    return part[0]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_stands_in_the_readme(command: str) -> None:
    """Each option of a command, in each of its spellings, is named in the section on the command."""
    options = {name for p in COMMANDS[command].params for name in p.opts if name.startswith("-")}
    described = section(command) + section("build") * command.startswith("library")  # it says which of them it has
    missing = {name for name in options - {"--help", "-h"} if f"`{name}`" not in described}
    assert not missing


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_value_stands_in_the_readme(command: str) -> None:
    """Each value that an option can take is named in the section on a command that has it, or in that of build."""
    shown = (param.metavar or "" for param in COMMANDS[command].params)
    values = [value for metavar in shown if metavar.startswith("<") for value in metavar.strip("<>").split("|")]
    assert [value for value in values if f"`{value}`" not in section(command) + section("build")] == []


def test_an_option_has_one_name_everywhere() -> None:
    """Every option of `build` is a setting of the same name, and every setting an option."""
    options = {p.name for p in COMMANDS["build"].params} - {"push", "quiet", "verbose"}
    assert options == set(Settings.__dataclass_fields__) == {"sources", *OPTIONS}


def row(option: Option) -> str:
    """Write the line of the README's table that an option's declaration asks for."""
    names = ", ".join(f"`{name}`" for name in (option.short, option.flag) if name)
    value = f"`{option.shown_default}`" if option.shown_default else "off" if option.type is bool else "none"
    return f"| {names} | {option.text} | {option.without or value} |"


@pytest.mark.parametrize("group", list(Group))
def test_the_table_of_options_says_what_is_declared(group: Group) -> None:
    """Under each group's heading the README has the declarations of its options, word for word and in their order."""
    rows = [f"| **{group}** | | |", *(row(option) for option in OPTIONS.values() if option.group is group)]
    assert "\n".join(rows) in section("build")


def test_the_help_lists_the_options_of_each_group_under_its_heading() -> None:
    """`build --help` names each group once, and behind it, before the next one, the options declared in it."""
    help_ = CliRunner().invoke(cli.app, ["build", "--help"]).output
    parts = re.split(rf"^({'|'.join(Group)}|Other options):$", help_, flags=re.MULTILINE)
    listed = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(listed) == [*Group, "Other options"]
    for option in OPTIONS.values():
        assert re.search(rf"{option.flag}\b", listed[option.group])


def test_a_preview_can_be_made_of_every_deck() -> None:
    """What decides which cards a deck has and what they show can be asked of its preview, too."""
    build, preview = ({p.name for p in COMMANDS[name].params} for name in ("build", "preview"))
    of_packages_alone = {"output", "tags", "namespace", "previous", "audio", "voice", "speed", "push", "verbose"}
    assert build - preview == of_packages_alone


def test_pictures_and_links_lead_somewhere() -> None:
    """Each file that the README points to is there."""
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]


LEARNED = ("--level", "hsk4", "--limit", "30")


@pytest.mark.parametrize(
    ("command", "first", "last"),
    [
        (("build", "tea-house.txt"), "38 pairs", "Next: "),
        (("build", "tea-house.txt", *LEARNED), "38 pairs", "Next: "),
        (("vocabulary", "tea-house.txt", "--explain", *LEARNED), "Taken, by worth", "  2.15 ="),
        (("annotate", "tea-house.txt"), "fùjìn ", "  Everyone in the neighborhood"),
    ],
)
def test_what_the_readme_shows_is_what_one_gets(
    command: Sequence[str], first: str, last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines that the README prints for the sample text are those that the tool prints."""
    (tmp_path / "tea-house.txt").write_bytes((ROOT / "decks/tea-house/tea-house.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(LINE_WIDTH))  # the terminal of whoever runs the tests has a width of its own
    lines = CliRunner().invoke(cli.app, list(command)).output.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith(first))
    end = next(at for at, line in enumerate(lines) if at > begin and line.startswith(last))
    assert "".join(f"    {line}\n" for line in lines[begin : end + 1]) in README


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    ("command", "first", "last"),
    [
        (("build", "course"), "3 texts", "Next: "),
        (("next", "course", "--level", "hsk2"), "To learn from", "  10  03 office"),
        (("find", "course", "车"), "4 ×", "    The [train]"),
    ],
)
def test_the_library_of_the_readme_prints_what_it_shows(
    command: Sequence[str], first: str, last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines that the README prints for a folder of three texts are those that the tool prints."""
    libraries.write(tmp_path / "course")
    monkeypatch.chdir(tmp_path)
    lines = CliRunner().invoke(cli.app, ["library", *command]).output.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith(first))
    end = next(at for at, line in enumerate(lines) if at > begin and line.startswith(last))
    shown = "".join(f"    {line}\n" if line else "\n" for line in lines[begin : end + 1])
    assert shown in README


def test_the_list_of_the_readme_becomes_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of words that the README shows, built with the sample text as its examples, gives the lines below it."""
    blocks = [inspect.cleandoc(block) for block in re.findall(r"(?:^    .*\n)+", README, flags=re.MULTILINE)]
    at = next(at for at, block in enumerate(blocks) if block.startswith("# lesson 7"))
    listed, command, says = blocks[at : at + 3]
    (tmp_path / "words.txt").write_text(listed, encoding="utf-8")
    (tmp_path / "tea-house.txt").write_bytes((ROOT / "decks/tea-house/tea-house.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli.app, command.split()[1:]).output.strip() == says


def test_the_code_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of the README runs as it stands, one block after the other, and writes what it says."""
    (tmp_path / "essay.txt").write_bytes((ROOT / "decks/tea-house/tea-house.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    exec("".join(blocks), {})  # noqa: S102 (our own README)
    assert len(blocks) == 2
    assert (tmp_path / "essay.apkg").exists()


def test_the_library_has_the_functions_of_the_readme() -> None:
    """Every function in the table of the library is a public name of the package, with the parameters shown."""
    table = re.findall(r"^\| `(\w+)\(([\w, *]+)\)` \|", README, flags=re.MULTILINE)
    assert {name for name, _ in table} == {n for n in flashcards.__all__ if n.islower()} - {"open_lexicon"}
    for name, arguments in table:
        parameters = list(inspect.signature(getattr(flashcards, name)).parameters)
        assert parameters[: arguments.count(",") + 1] == arguments.replace("*", "").split(", ")
