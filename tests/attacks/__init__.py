"""Attacks on the program, each a module with a function `attack` that tells what it tried and what failed."""

from __future__ import annotations

from dataclasses import dataclass

from flashcards.common.signals import TooLongError

FAULTS = (Exception, TooLongError)
"""All that is no sentence is a find."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack tried how often, and a line on each that was not withstood."""

    name: str
    tried: int
    failures: tuple[str, ...]
