"""What the user asks for: `deck.toml` and options become one frozen `Settings`.

An option has one name everywhere: `min_confidence` here and in `deck.toml` is `--min-confidence` on the command line.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

RECIPE = "deck.toml"
STDIN = "-"
OUTPUT_FORMATS = (".apkg", ".tsv")
"""The endings that tell what to write: a package for Anki, or the cards as a table."""


class Mode(StrEnum):
    """Which notes a deck holds."""

    SENTENCE = "sentence"
    VOCABULARY = "vocabulary"
    BOTH = "both"


class SentenceMode(StrEnum):
    """Where sentences end: found in the text, or one a line as the text stands."""

    SPLIT = "split"
    LINES = "lines"


class CardKind(StrEnum):
    """What a card asks. Every note can make every kind; a deck makes those that were chosen."""

    RECOGNITION = "recognition"
    PRODUCTION = "production"
    LISTENING = "listening"
    READING = "reading"
    CLOZE = "cloze"


class Tones(StrEnum):
    """A scheme of colours for the tones; each is a file of CSS in `templates/`."""

    PLECO = "pleco"
    MDBG = "mdbg"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A whole job. Every field but `sources` has a default that serves most texts.

    `sources` are one file with both languages, or one file a language; `output` are the files to write, their format
    told by their ending. `min_confidence` (0 to 1) is the least confidence at which a pair becomes a card.
    With `speech` the platform's voice reads the cards.
    `level` leaves out the words of that HSK level and below ("hsk4", or "hsk3.0-4" for the newer lists).
    `namespace` sets the notes of a deck apart from equal notes of other decks.
    """

    sources: tuple[str, ...]
    output: tuple[Path, ...] = ()
    title: str = ""
    mode: Mode = Mode.BOTH
    sentences: SentenceMode = SentenceMode.SPLIT
    cards: tuple[CardKind, ...] = (CardKind.RECOGNITION,)
    tones: Tones = Tones.PLECO
    speech: bool = False
    min_confidence: float = 0.5
    level: str = ""
    limit: int | None = None
    min_count: int = 1
    tags: tuple[str, ...] = ()
    namespace: str = ""
    previous: Path | None = None


def load(sources: Sequence[str | Path], **options: Any) -> Settings:
    """Make settings from the sources and options of a call; an option that is None was not given.

    A folder as the only source is a recipe: its `deck.toml` gives the settings, with paths relative to the folder, and
    options given here win over it.

    Raises:
        InputError: a recipe is missing or broken, or an option has no such name or value.

    """
    given = {name: value for name, value in options.items() if value is not None}
    if len(sources) == 1 and Path(sources[0]).is_dir():
        return _with_names(_from_recipe(Path(sources[0]), given), Path(sources[0]).resolve().name)
    for source in sources:
        if Path(source).is_dir():
            raise InputError(f"{source}: a folder stands for a whole recipe; give it alone, or give files.")
    settings = _checked({"sources": tuple(str(s) for s in sources), **given}, "option")
    return _with_names(settings, "flashcards" if str(sources[0]) == STDIN else Path(sources[0]).stem)


def _with_names(settings: Settings, stem: str) -> Settings:
    """Fill in the output and the title that were not given: a deck is called as its package, else as its text."""
    output = settings.output or (Path(f"{stem}.apkg"),)
    return replace(settings, output=output, title=settings.title or output[0].stem)


def _from_recipe(folder: Path, given: Mapping[str, Any]) -> Settings:
    path = folder / RECIPE
    try:
        recipe = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError(f"{folder}: this folder has no {RECIPE}; write one, or name the text file itself.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the recipe as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}; mend the recipe there.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions.") from error
    if not recipe.get("sources"):
        raise InputError(f'{path}: names no text; add a line such as sources = ["text.txt"].')
    settings = _checked(recipe, str(path))
    beside = {
        "sources": tuple(str(folder / s) for s in settings.sources),
        "output": tuple(folder / o for o in settings.output),
        **({"previous": folder / settings.previous} if settings.previous else {}),
    }
    return _checked({**recipe, **beside, **given}, str(path))


def _checked(values: Mapping[str, Any], where: str) -> Settings:
    """Turn plain values into `Settings`; `where` is what a message calls their place."""
    made = {}
    for name, value in values.items():
        if name not in _CONVERTERS:
            raise InputError(f"{where}: there is no setting {name!r}{_guess(name, list(_CONVERTERS))}.")
        try:
            made[name] = _CONVERTERS[name](value)
        except (TypeError, ValueError) as error:
            raise InputError(f"{where}: {name} cannot be {value!r}: {error}.") from error
    return Settings(**made)


def _guess(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"


def _choice(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def convert(value: Any) -> StrEnum:
        if value in list(kind):
            return kind(value)
        raise ValueError(f"use one of {', '.join(kind)}")

    return convert


def _many(convert: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Make a converter of a list, of a comma-separated string, or of a single value."""

    def convert_all(value: Any) -> tuple[Any, ...]:
        parts = value.split(",") if isinstance(value, str) else [value] if isinstance(value, Path) else value
        return tuple(convert(part.strip() if isinstance(part, str) else part) for part in parts)

    return convert_all


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("use a text in quotes")


def _path(value: Any) -> Path:
    return value if isinstance(value, Path) else Path(_text(value))


def _outputs(value: Any) -> tuple[Path, ...]:
    """Make paths of one path or a list; a comma may stand in a file name, so nothing is cut at commas."""
    paths = (_path(value),) if isinstance(value, str | Path) else tuple(_path(part) for part in value)
    for path in paths:
        if path.suffix not in OUTPUT_FORMATS:
            raise ValueError(f"name a file that ends in {' or '.join(OUTPUT_FORMATS)}")
    return paths


def _share(value: Any) -> float:
    number = _whole_or_real(value)
    if 0 <= number <= 1:
        return number
    raise ValueError("use a number from 0 to 1")


def _whole_or_real(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("use a number")
    return float(value)


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise TypeError("use true or false")


def _positive(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("use a whole number")
    if value < 1:
        raise ValueError("use 1 or more")
    return value


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "sources": lambda value: tuple(_text(part) for part in ([value] if isinstance(value, str) else value)),
    "output": _outputs,
    "title": _text,
    "mode": _choice(Mode),
    "sentences": _choice(SentenceMode),
    "cards": _many(_choice(CardKind)),
    "tones": _choice(Tones),
    "speech": _switch,
    "min_confidence": _share,
    "level": _text,
    "limit": _positive,
    "min_count": _positive,
    "tags": _many(_text),
    "namespace": _text,
    "previous": _path,
}
assert set(_CONVERTERS) == {f.name for f in fields(Settings)}, "every setting has one converter"
