"""What an option is. Each is declared once, at its field of `Settings`; whatever offers options reads it there.

A declaration holds the converter from plain values, the group in the help, and the text that explains the option in the
help and in the README; type and default are those of the field. The field's name is the option's everywhere:
`min_confidence` in `deck.toml` and in the library is `--min-confidence` on the command line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class Group(StrEnum):
    """Under which heading an option stands in the help, in the order of the headings."""

    READING = "Reading the text"
    CHOOSING = "Choosing what to learn"
    PINYIN = "Pinyin"
    CARDS = "Cards"
    ANKI = "Anki"
    OUTPUT = "Output"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option as it was declared.

    `convert` turns a plain value into one of the option's type, and raises a TypeError or ValueError that says what to
    give. `text` explains the option in Markdown; `metavar` stands for its value in the help; `without` says in words
    what happens where it is not given, '' if the default says it. `short` is a second name on the command line.
    `field`, `type` and `default` are the name, the type and the default of its field.
    """

    convert: Callable[[Any], Any]
    group: Group
    text: str
    metavar: str = ""
    without: str = ""
    short: str = ""
    field: str = ""
    type: Any = None
    default: Any = None

    @property
    def name(self) -> str:
        """Its name in a recipe: that of its field, without the underscore behind a word of Python (`from_`)."""
        return self.field.rstrip("_")

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def choices(self) -> tuple[str, ...]:
        """The values it can have, where these are few; else none."""
        return tuple(self.type) if isinstance(self.type, type) and issubclass(self.type, StrEnum) else ()

    @property
    def shown_default(self) -> str:
        """What is said of its default; '' where that is no more than not to ask for it."""
        if self.without or self.default in (None, False, "", ()):
            return self.without
        return ", ".join(self.default) if isinstance(self.default, tuple) else str(self.default)


def option(  # noqa: PLR0913 (a declaration has this many parts)
    default: Value,
    convert: Callable[[Any], Value],
    group: Group,
    text: str,
    *,
    metavar: str = "",
    without: str = "",
    short: str = "",
) -> Value:
    """Declare an option as the default of its field; the arguments are those of `Option`."""
    declaration = Option(convert=convert, group=group, text=text, metavar=metavar, without=without, short=short)
    declared: Value = field(default=default, metadata={"option": declaration})
    return declared


def declared_options(settings: type) -> dict[str, Option]:
    """Give the options declared in a dataclass, by the names of their fields, in their order."""
    types = get_type_hints(settings)
    return {
        part.name: replace(part.metadata["option"], field=part.name, type=types[part.name], default=part.default)
        for part in fields(settings)
        if "option" in part.metadata
    }
