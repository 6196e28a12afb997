"""Senses: which comes first in a sentence, and what else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import links, senses
from flashcards.records import LinkedPair, replace
from tests.linked import PODS, link, read

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def test_the_sense_that_fits_comes_first(lexicon: Lexicon) -> None:
    """The sense that the translator's word is found in leads, the others follow in their order."""
    (annotated,) = link([("他在公司负责三个项目。", "He is responsible for three projects at the company.")], lexicon)
    (word,) = (w for w in annotated.words if w.text == "项目")
    assert word.senses[0].gloss == "project"
    (entry,) = lexicon.entries("项目")
    assert sorted(word.glosses) == sorted(entry.glosses)
    assert list(word.senses[1:]) == [s for s in entry.senses if s.gloss != "project"]


def test_nothing_but_senses_is_touched(lexicon: Lexicon) -> None:
    """Words keep their places, readings and renderings, and no sense is lost."""
    for pair in links.link(read(PODS, lexicon), lexicon):
        chosen = senses.choose(pair, lexicon)
        for old, new in zip(pair.annotated.words, chosen.words, strict=True):
            sure = new.rendering and replace(new.rendering, quotation="")
            assert replace(new, senses=(), rendering=sure) == replace(old, senses=())
            assert len(new.senses) == len(old.senses)


def test_a_decision_can_be_asked_for_again(lexicon: Lexicon) -> None:
    """What a word keeps of its context gives the same ranking, with the terms that decided."""
    for annotated in link(PODS, lexicon):
        for word in annotated.words:
            if word.context:
                ranking = senses.rank(word.context, lexicon)
                assert ranking.senses == word.senses
                assert ranking == senses.rank(word.context, lexicon)


def test_a_pair_without_links_keeps_its_senses(lexicon: Lexicon) -> None:
    """Where nothing could be linked, the dictionary's order stands."""
    (pair,) = read([("这条供应链很长。", "")], lexicon)  # The supply chain is long.
    assert senses.choose(LinkedPair(pair), lexicon) == pair
