"""Turn a text that exists in English and in Chinese into an Anki deck worth learning from.

    load_settings -> read -> align -> annotate, or build -> write

What stands in `__all__` is the library: the stages, the settings, the lexicon, the records that flow between the
stages, and the errors. The stages are loaded when they are first asked for, so that importing the package costs next to
nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from flashcards.errors import AnkiError, FlashcardsError, InputError, OutputError, UsageError
from flashcards.records import (
    AlignedPair,
    AnnotatedPair,
    Bitext,
    Card,
    Chapter,
    Example,
    Level,
    ListedWord,
    Omission,
    Rendering,
    Sense,
    Sentence,
    SentenceCard,
    Span,
    Term,
    VocabularyCard,
    Word,
    WordKind,
)
from flashcards.settings import Settings, load_settings

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon, open_lexicon
    from flashcards.output import write
    from flashcards.pipeline import Deck, align, annotate, build, read
    from flashcards.vocabulary import Choice, Standing, Verdict

# Threads never make the small matrices here faster, and beside other work they make them slower. numpy reads this when
# it is loaded; whoever has set it, or has loaded numpy before, keeps what is set.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"

__all__ = [
    "AlignedPair",
    "AnkiError",
    "AnnotatedPair",
    "Bitext",
    "Card",
    "Chapter",
    "Choice",
    "Deck",
    "Example",
    "FlashcardsError",
    "InputError",
    "Level",
    "Lexicon",
    "ListedWord",
    "Omission",
    "OutputError",
    "Rendering",
    "Sense",
    "Sentence",
    "SentenceCard",
    "Settings",
    "Span",
    "Standing",
    "Term",
    "UsageError",
    "Verdict",
    "VocabularyCard",
    "Word",
    "WordKind",
    "align",
    "annotate",
    "build",
    "load_settings",
    "open_lexicon",
    "read",
    "write",
]

_ROOMS = {
    **dict.fromkeys(("Deck", "align", "annotate", "build", "read"), "pipeline"),
    **dict.fromkeys(("Choice", "Standing", "Verdict"), "vocabulary"),
    **dict.fromkeys(("Lexicon", "open_lexicon"), "lexicon"),
    "write": "output",
}
"""The names whose rooms take time to load, and these rooms."""


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for."""
    if name in _ROOMS:
        return getattr(import_module(f"flashcards.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'flashcards' has no attribute {name!r}")
