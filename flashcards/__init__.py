"""Turn a text that exists in English and in Chinese into an Anki deck worth learning from.

    load_settings -> read -> align -> annotate, or build -> write

What stands in `__all__` is the library: the stages, the settings, the lexicon, the records that flow between the
stages, and the errors. The stages are loaded when they are first asked for, so that importing the package costs next to
nothing.

The rooms, from the bottom up, and what has its home in each; a room imports only from those before it in this list:

    records, errors         what flows between the stages
    common                  files, progress, signals, weights; settings: every option, declared once (`options.py`)
    chinese                 characters, scripts, how pinyin is written; fetch: addresses
    lexicon                 dictionary, the learner's lexicon, frequencies, levels, word classes; sentences: their ends
    documents               files become text: `formats/` has a module a format; glosses: what a sense says in English
    links                   which English words render a Chinese word; words: where one ends
    alignment               which sentences belong together; readings: how a word is read (`rules.toml`, by neighbours)
    senses                  which sense fits: `ranking.py` adds up named terms; cards: what is learned of a pair or term
    speech                  recordings; anki: note types, fields, packages, push
    templates               the look of cards, the colours of tones; after a change: `scripts/revise_look.py --write`
    learner                 what somebody knows; vocabulary: which words are worth a card, and why not
    corrections             what a person put right, kept in a file beside the text
    pipeline                the stages in order, on one screen
    output                  packages, tables, pages, reports
    library                 many texts as one course: found, read one by one, each word taught once
    review                  the page in the browser on which pairs, words and cards are put right; cli: commands
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from flashcards.errors import AnkiError, FlashcardsError, InputError, OutputError, UsageError
    from flashcards.lexicon import Lexicon, open_lexicon
    from flashcards.output import write
    from flashcards.pipeline import Deck, align, annotate, build, read
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
    **dict.fromkeys(("AnkiError", "FlashcardsError", "InputError", "OutputError", "UsageError"), "errors"),
    **dict.fromkeys(("Deck", "align", "annotate", "build", "read"), "pipeline"),
    **dict.fromkeys(("Settings", "load_settings"), "settings"),
    **dict.fromkeys(("Choice", "Standing", "Verdict"), "vocabulary"),
    **dict.fromkeys(("Lexicon", "open_lexicon"), "lexicon"),
    "write": "output",
}
"""The rooms of the names that are no records."""


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for: before the command line runs, an interrupt would end in a traceback."""
    if name not in __all__:
        raise AttributeError(f"module 'flashcards' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"flashcards.{_ROOMS.get(name, 'records')}"), name)
