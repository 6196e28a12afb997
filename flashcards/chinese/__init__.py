"""Chinese as it is written: which characters are Chinese, and how readings are spelled."""

from __future__ import annotations

from flashcards.chinese.characters import HAN, HAN_CHARACTER, leading_words

__all__ = ["HAN", "HAN_CHARACTER", "leading_words"]
