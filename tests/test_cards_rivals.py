"""Which other words could be answered to the English of a card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards import cards
from flashcards.records import Entry, Sense
from tests import anki_cards

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def _rivals(text: str, reading: str, sense: Sense, lexicon: Lexicon) -> set[str]:
    base = anki_cards.vocabulary()[0]
    term = replace(base.term, text=text, simplified=text, syllables=tuple(reading.split()), senses=(sense,))
    (card,) = cards.with_rivals([replace(base, term=term)], lexicon)
    return {rival.simplified for rival in getattr(card, "rivals", ()) if isinstance(rival, Entry)}


def test_a_common_synonym_is_a_rival(lexicon: Lexicon) -> None:
    """A word that says the same is a rival, whatever articles and plurals its sense has; the word itself is none."""
    assert "药房" in _rivals("药店", "yao4 dian4", Sense("pharmacy; drugstore"), lexicon)
    settle = _rivals("付账", "fu4 zhang4", Sense("to settle an account"), lexicon)
    assert "结账" in settle
    assert "付账" not in settle


def test_only_what_would_do_as_well_is_a_rival(lexicon: Lexicon) -> None:
    """No rival is a word of another length, which the gap shows, one far rarer, or one that shares a way only."""
    assert "执照" not in _rivals("许可证", "xu3 ke3 zheng4", Sense("license; permit"), lexicon)
    assert "新近" not in _rivals("最近", "zui4 jin4", Sense("recently; lately"), lexicon)
    assert "加入" not in _rivals("参加", "can1 jia1", Sense("to take part in; to attend; to join"), lexicon)
    assert "最近" in _rivals("近来", "jin4 lai2", Sense("recently; lately"), lexicon)


def test_what_only_sounds_alike_is_none(lexicon: Lexicon) -> None:
    """A noun is no rival of a verb, nor a word of the same reading, nor a sentence anything."""
    assert "步行" in _rivals("走路", "zou3 lu4", Sense("to walk"), lexicon)
    assert "散步" not in _rivals("步道", "bu4 dao4", Sense("walk"), lexicon)
    assert "药房" not in _rivals("x", "yao4 fang2", Sense("pharmacy"), lexicon)
    sentences = anki_cards.sentences()
    assert cards.with_rivals(sentences, lexicon) == tuple(sentences)
