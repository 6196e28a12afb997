"""What can be at fault outside the program. Each message is a sentence: what, where, and what to do next.

Only the command line turns these into exit codes; the library raises them.
"""

from __future__ import annotations


class FlashcardsError(Exception):
    """The base of every error that this package raises on purpose."""


class InputError(FlashcardsError):
    """A text, recipe or option is at fault, not the program."""


class UsageError(InputError):
    """An option has no such name or value."""


class OutputError(FlashcardsError):
    """A result cannot be written where it was asked for."""


class AnkiError(FlashcardsError):
    """A running Anki cannot be reached, or does not do what it is asked."""
