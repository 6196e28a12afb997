"""How far a stage has come: told by whoever works, shown by whoever asked."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told by a stage each time it has done some more."""

    def __call__(self, stage: str, done: int, total: int) -> object:
        """Hear that of `total` pieces of a stage, called in a few words what it does, `done` are done."""


def untold(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
