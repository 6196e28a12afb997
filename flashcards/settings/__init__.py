"""What is asked for: every option with its type, default, converter and help, and recipes made of them.

    plain values, deck.toml -> converters -> Settings

`options` declares all options, `recipes` reads them.
"""

from __future__ import annotations

from flashcards.settings.choices import (
    Audio,
    CardKind,
    Mode,
    Names,
    Order,
    Pinyin,
    Scoring,
    SentenceMode,
    SourceKind,
    Spacing,
    Tones,
)
from flashcards.settings.converters import OUTPUT_FORMATS
from flashcards.settings.declaration import Group, Option
from flashcards.settings.options import DOUBTFUL, OPTIONS, Settings
from flashcards.settings.recipes import load_settings

__all__ = [
    "DOUBTFUL",
    "OPTIONS",
    "OUTPUT_FORMATS",
    "Audio",
    "CardKind",
    "Group",
    "Mode",
    "Names",
    "Option",
    "Order",
    "Pinyin",
    "Scoring",
    "SentenceMode",
    "Settings",
    "SourceKind",
    "Spacing",
    "Tones",
    "load_settings",
]
