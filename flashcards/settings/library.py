"""A library: a folder of texts, what is asked for all of them, and what `library.toml` says of single ones.

    library.toml < deck.toml of a text < its [[text]] in library.toml < options of a call

Each wins over those before it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.errors import InputError, UsageError
from flashcards.settings.declaration import Group
from flashcards.settings.options import OPTIONS, Settings
from flashcards.settings.recipes import checked, checked_call, recipe, refuse_outside, toml, within
from flashcards.settings.sources import corrections_beside, refuse_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIBRARY = "library.toml"
_OF_THE_WHOLE = frozenset(
    name
    for name, option in OPTIONS.items()
    if option.group in (Group.PINYIN, Group.CARDS, Group.ANKI, Group.OUTPUT)
    and name not in ("mode", "context", "speakers", "title", "tags")
)
"""Settings that a package has once: how its cards look and spell, and what they ask."""
_COUNTED = ("limit", "min_count")
"""Settings that count words: over all texts for a library, in it for a text."""


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """What a library asks for.

    `settings` are those of the package, its only source the `folder`. `own` is what `library.toml` says of single
    texts, by their names, in the order in which it names them; of `exclude` each is a pattern of files to leave alone.
    """

    folder: Path
    settings: Settings
    shared: Mapping[str, Any]
    asked: Mapping[str, Any]
    own: Mapping[str, Mapping[str, Any]]
    exclude: tuple[str, ...] = ()

    def of_text(self, name: str, sources: Sequence[str]) -> Settings:
        """Make the settings of a text; a folder as its only source is a recipe, of which holds what is of its text.

        Raises:
            InputError: its recipe is broken.

        """
        own = dict(self.own.get(name, {}))
        if len(sources) == 1 and os.path.isdir(sources[0]):  # noqa: PTH112 (as in `recipes`)
            of_recipe = recipe(Path(sources[0]))
            own = {name: value for name, value in of_recipe.items() if name not in _OF_THE_WHOLE} | own
            sources = own.pop("sources")
        whole = {key: value for key, value in (*self.shared.items(), *self.asked.items()) if key not in _COUNTED}
        asked = {key: value for key, value in self.asked.items() if key in whole}
        values = {**whole, **own, **asked, "sources": tuple(sources), "output": self.settings.output}
        values["title"] = own.get("title") or name.rpartition("/")[2]
        settings = Settings(**values)
        beside = None if settings.corrections else corrections_beside(settings.sources)
        return replace(settings, corrections=beside) if beside is not None and beside.is_file() else settings


def load_library(folder: str | Path, **options: Any) -> LibrarySettings:
    """Make the settings of a library from its folder and options, named as in `Settings`; None was not given.

    Raises:
        InputError: there is no such folder, or its `library.toml` is broken.
        UsageError: an option has no such name or value.
        OutputError: an output is one of the inputs.

    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; name the folder that holds the texts.")
    asked = checked_call(options)
    file = folder / LIBRARY
    given = toml(file) if file.exists() else {}
    exclude, texts = given.pop("exclude", []), given.pop("text", [])
    shared = _within(file, checked(given, partial("{}: {}".format, file)))
    if "sources" in shared:
        raise InputError(f"{file}: sources: a library takes the texts of its folder; write a [[text]] for one of them.")
    refuse_outside(file, shared.get("output", ()))
    settings = Settings(sources=(str(folder),), **{**shared, **asked})
    if any(path.suffix == ".tmx" for path in settings.output):
        raise UsageError("--output: a library is no translation memory; write one of each text with `align`.")
    output = tuple(dict.fromkeys(settings.output)) or (Path(f"{folder.resolve().name}.apkg"),)
    refuse_inputs(settings.inputs, output)
    title = settings.title.strip() or output[0].stem
    return LibrarySettings(
        folder,
        replace(settings, output=output, title=title),
        shared,
        asked,
        _own(file, texts),
        _patterns(file, exclude),
    )


def _own(file: Path, texts: Any) -> dict[str, dict[str, Any]]:
    """Read what `library.toml` says of single texts."""
    if not isinstance(texts, list) or not all(isinstance(text, dict) for text in texts):
        raise InputError(f"{file}: text: write each text as [[text]], with its name and options below it.")
    own: dict[str, dict[str, Any]] = {}
    for place, text in enumerate(texts, 1):
        name = text.pop("name", "")
        if not isinstance(name, str) or not name or name in own:
            raise InputError(f'{file}: text {place}: its name is missing or stands twice; add name = "…".')
        values = _within(file, checked(text, partial("{}: text {}: {}".format, file, name)))
        if "sources" in values:
            if not values["sources"]:
                raise InputError(f"{file}: text {name}: sources names no file; name one, or take the line away.")
            values["sources"] = tuple(str(file.parent / source) for source in values["sources"])
        for option in values.keys() & _OF_THE_WHOLE:
            raise InputError(f"{file}: text {name}: {option} is for all texts; write it above the first [[text]].")
        own[name] = values
    return own


def _within(file: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """Let paths start at the folder of `library.toml`."""
    return {name: within(file.parent, value) for name, value in values.items()}


def _patterns(file: Path, exclude: Any) -> tuple[str, ...]:
    if not isinstance(exclude, list) or not all(isinstance(pattern, str) for pattern in exclude):
        raise InputError(f'{file}: exclude: write a list of patterns, such as exclude = ["drafts/*"].')
    return (*exclude, LIBRARY)
