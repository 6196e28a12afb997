"""The look of the cards: templates and CSS from the files in `flashcards/templates`.

Every front stands inside its switch, so that a template changed by hand cannot make cards that nobody asked for.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from flashcards.anki.notetypes import KINDS, SWITCHES, NoteType
from flashcards.settings import Tones

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from flashcards.settings import CardKind

REVISED = 1795461060
"""When the files in `templates` last changed (Unix time): what Anki compares to see whether a look is newer.

Decks of one version of the program then never overwrite each other's look, nor what a learner changed in it since.
A test fails when the files change and this does not.
"""


_TOP = '<div id="answer"></div>\n'
"""To where Anki scrolls when it shows an answer: the top, since the answer repeats what the front shows."""


@dataclass(frozen=True, slots=True)
class Template:
    """The two sides of a kind of card, as Anki's templates."""

    kind: CardKind
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The look of a note type: its templates in Anki's order, and its CSS."""

    templates: tuple[Template, ...]
    css: str


@functools.cache
def layout(note_type: NoteType, tones: Tones = Tones.PLECO) -> Layout:
    """Read the look of a note type."""
    root = resources.files("flashcards") / "templates"
    css = _read(root / "cards.css") + _read(root / f"tones-{tones}.css")
    return Layout(tuple(_template(root / note_type.folder, kind) for kind in KINDS), css)


def _template(folder: Traversable, kind: CardKind) -> Template:
    """Put a template together: a back is what this kind alone shows, if anything, and the answer all share."""
    own = folder / f"{kind}.back.html"
    back = _TOP + (_read(own) if own.is_file() else "") + _read(folder / "answer.html")
    switch = SWITCHES[kind]
    return Template(kind, f"{{{{#{switch}}}}}\n{_read(folder / f'{kind}.front.html')}{{{{/{switch}}}}}\n", back)


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
