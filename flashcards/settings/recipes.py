"""From a recipe (`deck.toml`) and the options of a call to one frozen `Settings`."""

from __future__ import annotations

import difflib
import keyword
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.errors import InputError, UsageError
from flashcards.settings.converters import listed, texts
from flashcards.settings.options import OPTIONS, Settings
from flashcards.settings.sources import corrections_beside, is_address, name_of, refuse_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

RECIPE = "deck.toml"
_LONGEST_SHOWN = 300
"""Characters of a wrong value that a message shows."""
_CONVERTERS = {"sources": texts} | {name: option.convert for name, option in OPTIONS.items()}


def load_settings(sources: str | Path | Sequence[str | Path], **options: Any) -> Settings:
    """Make settings from one or two sources and options, named as in `Settings`; one that is None was not given.

    Values may be plain, as in a recipe (`level="hsk4"`, `cards="recognition,cloze"`), or of the type of the field. A
    folder with a `deck.toml` is a recipe, which gives the settings, with paths relative to the folder; options given
    here win over it. Of any other folder the files are the text.

    Raises:
        InputError: a recipe is broken, or not given alone.
        UsageError: an option has no such name or value, or none of the meaning it has with another that is missing.
        OutputError: an output is one of the sources.

    """
    sources = listed(sources)
    given = checked_call(options)
    if len(sources) == 1 and _is_recipe(Path(sources[0])):
        return _with_names(Settings(**{**recipe(Path(sources[0])), **given}), Path(sources[0]).resolve().name)
    for source in map(Path, sources):
        if _is_recipe(source):
            raise InputError(f"{source}: a folder stands for a whole recipe; give it alone, or give files.")
        if source.name == RECIPE:
            raise InputError(f"{source}: this is a recipe, not a text; give the folder it stands in.")
    settings = Settings(sources=tuple(str(s) for s in sources), **given)
    return _with_names(settings, name_of(settings.sources))


def _is_recipe(folder: Path) -> bool:
    return os.path.isfile(folder / RECIPE)  # noqa: PTH113 (Path.is_file raises for names too long)


def _with_names(settings: Settings, stem: str) -> Settings:
    """Fill in the output and the title that were not given: a deck is called as its package, else as its text."""
    if settings.known_field and not settings.known:
        raise UsageError(
            "--known-field names a field of a collection, and there is none; name the collection with --known, or take "
            "the option away."
        )
    beside = None if settings.corrections else corrections_beside(settings.sources)
    if beside is not None and os.path.isfile(beside):  # noqa: PTH113 (Path.is_file raises for names too long)
        settings = replace(settings, corrections=beside)
    output = tuple(dict.fromkeys(settings.output)) or (Path(f"{stem}.apkg"),)
    refuse_inputs(settings.inputs, output)
    return replace(settings, output=output, title=settings.title.strip() or output[0].stem)


def recipe(folder: Path) -> dict[str, Any]:
    """Read the settings of a recipe, its paths made to start at its folder."""
    path = folder / RECIPE
    values = checked(toml(path), lambda name: f"{path}: {name}")
    if not values.get("sources"):
        raise InputError(f'{path}: names no text; add a line such as sources = ["text.txt"].')
    values["sources"] = tuple(source if is_address(source) else str(folder / source) for source in values["sources"])
    values = {name: within(folder, value) for name, value in values.items()}
    refuse_outside(path, (*values.get("output", ()), *filter(None, [values.get("corrections")])))
    return values


def refuse_outside(recipe: Path, written: Iterable[Path]) -> None:
    """Let a recipe, which may be a stranger's, write nowhere but into its folder."""
    folder = os.path.realpath(recipe.parent)
    for path in written:
        if os.path.commonpath([folder, os.path.realpath(path)]) != folder:
            raise InputError(
                f"{recipe}: {path} lies outside of the folder of the recipe; name a file within, or give it on the "
                "command line, where --output and --corrections may lead anywhere."
            )


def within(folder: Path, value: Any) -> Any:
    """Let paths start at a folder; other values stay as they are."""
    if isinstance(value, tuple):
        return tuple(within(folder, part) for part in value)
    return folder / value if isinstance(value, Path) else value


def toml(path: Path) -> dict[str, Any]:
    """Read a file of settings.

    Raises:
        InputError: it is missing, or no TOML.

    """
    from flashcards.common.files import read_text  # loaded when there is a recipe to read

    try:
        return tomllib.loads(read_text(path))
    except FileNotFoundError as error:
        raise InputError(
            f"{path.parent}: this folder has no {RECIPE}; write one, or name the text file itself."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the recipe as UTF-8.") from error
    except ValueError as error:  # tomllib's own, or Python's about a number of thousands of digits
        raise InputError(f"{path}: {error}; mend the recipe there.") from error
    except RecursionError as error:
        raise InputError(f"{path}: lists lie too deep in each other; mend the recipe.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions.") from error


def checked_call(options: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the options of a call into values of `Settings`; one that is None was not given.

    Raises:
        UsageError: an option has no such name or value.

    """
    try:
        return checked({name: value for name, value in options.items() if value is not None}, _flag)
    except InputError as error:
        raise UsageError(*error.args) from error


def checked(values: Mapping[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    """Turn plain values into those of `Settings`; `named` tells what a message calls an option."""
    converted = {}
    for name, value in values.items():
        field = f"{name}_" if keyword.iskeyword(name) else name  # `from` is no name in Python
        if field not in _CONVERTERS:
            raise InputError(f"{named(name)}: there is no such setting; {_guess(field, list(_CONVERTERS))}.")
        try:
            converted[field] = _CONVERTERS[field](value)
        except (TypeError, ValueError) as error:
            raise InputError(f"{named(name)} cannot be {_shown(value)[:_LONGEST_SHOWN]}: {error}.") from error
    return converted


def _shown(value: Any) -> str:
    """Show a value as it was given; command lines give paths as objects."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value)) or "empty"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value.bit_length() < _LONGEST_SHOWN else "a number so large"
    return repr(str(value)) if isinstance(value, str | Path) else str(value).lower()


def _guess(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}" if near else f"there are {', '.join(known)}"


def _flag(name: str) -> str:
    """Name an option as the command line does."""
    return f"--{name.rstrip('_').replace('_', '-')}"
