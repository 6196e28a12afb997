"""Progress of the stages: how a stage reports how far it has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called by a stage after each piece of its work."""

    def __call__(self, stage: str, done: int, total: int) -> object:
        """Note that of the `total` pieces of a stage `done` are done; `stage` says in a few words what it does."""


def silent(stage: str, done: int, total: int) -> None:
    """Ignore progress."""


def together(*every: Progress) -> Progress:
    """Let several be called by one."""

    def tell(stage: str, done: int, total: int) -> None:
        for progress in every:
            progress(stage, done, total)

    return tell
