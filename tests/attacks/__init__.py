"""Attacks on the program, each a module with a function `attack` that tells what it tried and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.common.signals import TooLongError, ended_after
from flashcards.errors import FlashcardsError

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 20
"""Of the clock that an attempt may take."""
_ATTEMPTS = 2
"""Of which one must be quick enough: a crowded machine may be slow for a while."""


def fault(attempt: Callable[[], object], refusals: tuple[type[Exception], ...] = (FlashcardsError,)) -> str:
    """Tell how an attempt ends that is neither an end nor a refusal, nor soon; '' where it is one of these."""
    for _ in range(_ATTEMPTS):
        try:
            with ended_after(SECONDS):
                attempt()
        except refusals:
            return ""
        except TooLongError:
            continue
        except Exception as error:  # noqa: BLE001 (all that is no sentence is a find)
            return f"{type(error).__name__}: {str(error)[:100]}"
        return ""
    return f"more than {SECONDS} seconds"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack tried how often, and a line on each that was not withstood."""

    name: str
    tried: int
    failures: tuple[str, ...]
