"""The options of the commands, those of `Settings` and the command line's own, and how the help lists them."""

from __future__ import annotations

import inspect
import os
import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from flashcards.errors import UsageError
from flashcards.settings import Group, Option
from flashcards.settings.converters import choice
from flashcards.settings.sources import is_address


class PairFormat(StrEnum):
    """How `align` writes its pairs."""

    TSV = "tsv"
    IDS = "ids"
    JSONL = "jsonl"
    TMX = "tmx"
    HTML = "html"


class AnnotationFormat(StrEnum):
    """How `annotate` writes its words."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"


class TermFormat(StrEnum):
    """How `vocabulary` writes its terms."""

    TABLE = "table"
    TSV = "tsv"
    JSONL = "jsonl"


class ConcordanceFormat(StrEnum):
    """How `library find` writes the places of a word."""

    TEXT = "text"
    TSV = "tsv"
    JSONL = "jsonl"
    HTML = "html"


class LibraryFormat(StrEnum):
    """How `library next` and `library report` write what they tell of texts."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


def parameter(option: Option) -> inspect.Parameter:
    """Offer an option of `Settings`: None, or an empty list, stands for one that was not given.

    Its converter does the checking, so that every way to give an option is refused in the same words.
    """
    help_ = option.text.replace("`", "")
    if option.shown_default:
        help_ += f"  [default: {option.shown_default}]"
    names = [*([option.short] * bool(option.short)), option.flag]
    more: dict[str, Any] = {"help": help_, "rich_help_panel": option.group}
    hint: Any = str
    if option.type is bool:
        hint = bool
    elif option.choices:
        more |= _few(option.choices)
    elif option.type in (tuple[Path, ...], Path | None):
        hint = list[Path] if option.type == tuple[Path, ...] else Path
        more |= {"metavar": option.metavar}
    else:
        is_number = option.type in (int, float, int | None)
        more |= {"metavar": option.metavar} | ({"parser": _number} if is_number else {})
    return _parameter(option.field, Annotated[hint | None, typer.Option(*names, **more)], default=None)


def _parameter(name: str, hint: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def _few(values: tuple[str, ...]) -> dict[str, Any]:
    """Describe an option with few values; the converter refuses others, and names these."""
    return {
        "metavar": f"<{'|'.join(values)}>",
        "autocompletion": lambda incomplete: [value for value in values if value.startswith(incomplete)],
    }


def _number(text: str) -> float | str:
    """Read a number; what is none is left to the converter, which says what it takes."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def format_of(kind: type[StrEnum], help_: str) -> Any:
    """Offer the formats of a command."""

    def parse(text: str) -> StrEnum:
        try:
            return choice(kind)(text)
        except ValueError as error:
            raise UsageError(f"--format cannot be {text!r}: {error}.") from error

    return typer.Option(help=help_, parser=parse, rich_help_panel=Group.OUTPUT, **_few(tuple(kind)))


SOURCES = _parameter(
    "sources",
    Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="One file with both languages or in Chinese, or two, one for each; a list of words; https://..., to "
            "download a page; a folder of such files, or one with deck.toml; - for standard input.",
            show_default=False,
        ),
    ],
)
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The file to write, instead of standard output.",
        rich_help_panel=Group.OUTPUT,
    ),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="List all words of the text: why each was taken or left out, its worth, and what decided its sense, its "
        "reading and its cut.",
        rich_help_panel=Group.OUTPUT,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.", rich_help_panel=Group.OUTPUT)]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say what was left out, and why.", rich_help_panel=Group.OUTPUT)
]
Push = Annotated[
    bool, typer.Option("--push", help="Put the package into the Anki that runs, too.", rich_help_panel=Group.OUTPUT)
]

_OTHERS = "Other options"


class Commands(TyperGroup):
    """The commands; whoever names a text and no command is told the one that makes a deck of it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the first word names.

        Raises:
            UsageError: it names a text.

        """
        first = args[0]
        if first not in self.commands and (Path(first).suffix or os.path.exists(first) or is_address(first)):  # noqa: PTH110 (a name may be too long)
            raise UsageError(f"{first}: a command goes before a text; for a deck: flashcards build {shlex.join(args)}")
        return super().resolve_command(ctx, args)


class GroupedCommand(TyperCommand):
    """A command whose help lists its options by the groups in which they were declared, in the order of `Group`."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the argument, then the groups that have options, then what belongs to none."""
        records: dict[str, list[tuple[str, str]]] = {"Arguments": [], **{group: [] for group in Group}, _OTHERS: []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record:
                heading = "Arguments" if parameter.param_type_name == "argument" else _OTHERS
                records[getattr(parameter, "rich_help_panel", None) or heading].append(record)
        for heading, listed in records.items():
            if listed:
                with formatter.section(heading):
                    formatter.write_dl(listed)
