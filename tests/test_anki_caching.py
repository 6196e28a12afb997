"""What is made of a sentence is made once, and never taken for another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki.caching import KEPT, remembered
from flashcards.chinese.orthography import STANDARD, ZHUYIN
from flashcards.records import replace
from tests import anki_cards

if TYPE_CHECKING:
    from flashcards.chinese.orthography import Spelling
    from flashcards.records import AnnotatedPair


def test_a_sentence_is_made_once_for_each_spelling() -> None:
    """The second word of a sentence finds what was made for the first."""
    calls: list[tuple[int, Spelling]] = []
    make = remembered(lambda annotated, spelling: calls.append((annotated.position, spelling)))
    town, pot, _ = anki_cards.pairs()
    for sentence, spelling in ((town, STANDARD), (town, STANDARD), (pot, STANDARD), (town, ZHUYIN), (town, ZHUYIN)):
        make(sentence, spelling)
    assert calls == [(1, STANDARD), (2, STANDARD), (1, ZHUYIN)]


def test_no_sentence_is_taken_for_another() -> None:
    """However many sentences come and go, each gets its own: one that is forgotten leaves no id to be found by."""

    def position(annotated: AnnotatedPair, _spelling: Spelling) -> int:
        return annotated.position

    make, town = remembered(position), anki_cards.pairs()[0]
    assert all(make(replace(town, position=n), STANDARD) == n for n in range(2 * KEPT + 1))
