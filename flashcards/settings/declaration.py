"""What an option is. Each is declared once, at its field of `Settings`; whatever offers options reads it there.

A declaration holds the group in the help, the text that explains the option there and in the README, and where the
type does not tell it the converter from plain values; type and default are those of the field. The field's name is the
option's everywhere: `min_confidence` in `deck.toml` and in the library is `--min-confidence` on the command line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from flashcards.settings.converters import METAVARS, converter_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value = TypeVar("Value")


class Group(StrEnum):
    """Under which heading an option stands in the help, in the order of the headings."""

    READING = "Reading the text"
    CHOOSING = "Choosing what to learn"
    PINYIN = "Pinyin"
    CARDS = "Cards"
    ANKI = "Anki"
    OUTPUT = "Output"

    def option(  # noqa: PLR0913 (a declaration has this many parts)
        self,
        default: Value,
        text: str,
        *,
        convert: Callable[[Any], Value] | None = None,
        metavar: str = "",
        without: str = "",
        short: str = "",
    ) -> Value:
        """Declare an option of this group as the default of its field; the arguments are those of `Option`."""
        parts = {
            "group": self,
            "text": text,
            "convert": convert,
            "metavar": metavar,
            "without": without,
            "short": short,
        }
        declared: Value = field(default=default, metadata={"option": parts})
        return declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option as it was declared.

    `text` explains the option in Markdown. `convert` turns a plain value into one of the option's type, and raises a
    TypeError or ValueError that says what to give; `metavar` stands for its value in the help. Where neither is
    declared, they are those of the type. `without` says in words what happens where the option is not given, '' if the
    default says it. `short` is a second name on the command line. `field`, `type` and `default` are the name, the type
    and the default of its field.
    """

    field: str
    type: Any
    default: Any
    group: Group
    text: str
    convert: Callable[[Any], Any]
    metavar: str
    without: str
    short: str

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


def declared_options(settings: type) -> dict[str, Option]:
    """Give the options declared in a dataclass, by the names of their fields, in their order."""
    types = get_type_hints(settings)
    return {
        part.name: _whole(part.metadata["option"], part.name, types[part.name], part.default)
        for part in fields(settings)
        if "option" in part.metadata
    }


def _whole(parts: Mapping[str, Any], field: str, type_: Any, default: Any) -> Option:
    """Make an option of its declared parts and its field."""
    convert = parts["convert"] or converter_of(type_)
    metavar = parts["metavar"] or METAVARS.get(convert, "")
    return Option(**{**parts, "convert": convert, "metavar": metavar}, field=field, type=type_, default=default)
