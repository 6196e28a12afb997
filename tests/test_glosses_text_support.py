"""Evidence from English: laws of what it says for a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from flashcards.glosses import text_support
from flashcards.records import Entry, Sense

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def test_lemmas_leave_grammar_out(lexicon: Lexicon) -> None:
    """Words come in their dictionary form; those of grammar, which stand everywhere, are left out."""
    assert text_support.lemmas("The movements coalesced around it.", lexicon) == {"movement", "coalesce", "around"}


def test_a_whole_sense_speaks_most(lexicon: Lexicon) -> None:
    """A sense that stands whole in the English counts 1, half of one a half, remarks in brackets nothing."""
    entry = Entry("供应链", "供應鏈", ("gong1", "ying4", "lian4"), (Sense("supply chain (of goods)"),))
    chain, supply_chain = (text_support.lemmas(text, lexicon) for text in ("a chain", "the supply chains"))
    assert text_support.support(entry, chain, lexicon) == 0.5
    assert text_support.support(entry, supply_chain, lexicon) == 1.0
    assert text_support.support(entry, frozenset(), lexicon) == 0.0


@given(english=st.text())
def test_support_is_a_share(lexicon: Lexicon, english: str) -> None:
    """Whatever the English, what it says for a word lies between 0 and 1."""
    known = text_support.lemmas(english, lexicon)
    assert all(0.0 <= text_support.support(entry, known, lexicon) <= 1.0 for entry in lexicon.entries("行"))
