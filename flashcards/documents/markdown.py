"""Markdown."""

from __future__ import annotations

from flashcards.documents.passages import Extract
from flashcards.documents.plain import extract as plain_extract


def extract(name: str, text: str) -> Extract:
    """Fallback."""
    return plain_extract(name, text)
