"""The sounds and pictures of a package: those that its notes name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.anki.notetypes import PLAYING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from flashcards.anki.note import Note

_SHOWN = re.compile(r'<img src="(flashcards-[0-9a-f]+\.[a-z]+)">')
"""Pictures of ours, by the names that corrections give them."""
_PLAYED = re.compile(r"\[sound:((?:(?!\[sound:)[^]])*)\]")


def named(note: Note) -> Iterator[str]:
    """Name the files that a note plays and shows."""
    for name in PLAYING:
        if note.fields.get(name):
            yield from _PLAYED.findall(note.fields[name])
    if note.fields.get("Note"):
        yield from _SHOWN.findall(note.fields["Note"])


def chosen(
    names: Collection[str], media: Mapping[str, bytes], earlier: Callable[[Collection[str]], Mapping[str, bytes]]
) -> dict[str, bytes]:
    """Choose the files of these names, in their order: new ones, and those of an `earlier` package."""
    files = {**earlier(set(names) - media.keys()), **media}
    return {name: files[name] for name in sorted(names) if name in files}
