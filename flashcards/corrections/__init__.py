"""What a person has put right about a text, kept in a file beside it, and applied whenever the text is built.

`entries` are the corrections, `files` reads them, `editing` writes them; `pairs`, `words` and `cards` apply them to
what a stage has made, and `misfits` reports those that fit nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.corrections import misfits, pairs
from flashcards.corrections.cards import choose, learner
from flashcards.corrections.cards import finish as on_cards
from flashcards.corrections.entries import (
    CardChoice,
    CardCorrection,
    Correction,
    Corrections,
    CutCorrection,
    PairCorrection,
    TypoCorrection,
    WordCorrection,
)
from flashcards.corrections.files import load
from flashcards.corrections.words import cut, given, unless_set
from flashcards.corrections.words import finish as on_words
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Bitext, Term
    from flashcards.settings import Settings

__all__ = [
    "CardChoice",
    "CardCorrection",
    "Correction",
    "Corrections",
    "CutCorrection",
    "PairCorrection",
    "TypoCorrection",
    "WordCorrection",
    "align",
    "choose",
    "cut",
    "given",
    "learner",
    "notices",
    "of",
    "on_cards",
    "on_words",
    "unless_set",
    "with_misfits",
]


def of(settings: Settings) -> Corrections:
    """Read the corrections of a job: the file that is named, else the one beside the text; none where there is none.

    Raises:
        InputError: the file is broken, or a named one is missing.

    """
    path = settings.corrections
    return Corrections() if path is None else load(path)


def align(bitext: Bitext, corrections: Corrections, aligner: pairs.Align) -> tuple[AlignedPair, ...]:
    """Pair the sentences of a text as its corrections say, all others as the aligner does; mend the typos.

    Raises:
        InputError: two corrections contradict each other.

    """
    return pairs.finish(pairs.align(bitext, corrections, aligner), corrections)


def with_misfits(bitext: Bitext, settings: Settings) -> Bitext:
    """Let a text say that it has corrections, and which of them fit nothing; of a part of a text nobody can tell."""
    corrected = of(settings)
    if not corrected:
        return bitext
    is_part = settings.chapter or settings.from_ or settings.to
    lost = () if is_part else misfits.in_text(bitext, corrected)
    count = f"{corrected.name}: {len(corrected)} correction{'s' if len(corrected) > 1 else ''}."
    return replace(bitext, notices=(*bitext.notices, count, *lost))


def notices(
    annotated: Sequence[AnnotatedPair], terms: Iterable[Term], corrections: Corrections, lexicon: Lexicon
) -> tuple[str, ...]:
    """Say which corrections fit none of the pairs, words and cards that were made."""
    return (
        *misfits.in_pairs(annotated, corrections),
        *misfits.in_words(annotated, corrections, lexicon),
        *misfits.in_cards(terms, annotated, corrections),
    )
