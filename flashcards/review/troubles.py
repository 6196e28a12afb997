"""What went wrong, as the page says it."""

from __future__ import annotations

from flashcards.errors import FlashcardsError


def sentence(error: Exception) -> str:
    """Say what went wrong in a sentence."""
    if isinstance(error, FlashcardsError):
        return str(error)
    what = f"{type(error).__name__}: {error}"
    return f"the program failed on this text ({what}); what is saved stays saved. Please report it with the text."
