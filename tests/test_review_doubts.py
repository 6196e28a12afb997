"""Which cards are in doubt, and why: those whose sense the translation does not confirm."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards import cards
from flashcards.lexicon import open_lexicon
from flashcards.records import Card, Rendering, Sense, VocabularyCard, replace
from flashcards.review import doubts
from flashcards.settings import DOUBTFUL
from tests import anki_cards
from tests.review_pages import under_review

OTHERWISE = Rendering(((0, 4),), "shop", 0.9)
CONFIRMED = Rendering(((5, 13),), "teahouse", 0.9, "teahouse")
TWO = (Sense("teahouse"), Sense("tavern"))
TALK = "He speaks French, and everybody was happy with it.\n\n他会说法语，大家都很痛快。\n"


def card(
    senses: tuple[Sense, ...],
    rendering: Rendering | None,
    *,
    own: str = "",
    confidence: float = 1.0,
    text: tuple[str, ...] = ("茶馆",),
) -> VocabularyCard:
    """Make the card of the first word of a sentence with these senses and this rendering."""
    cut = [(word, "cha2 guan3" if word == "茶馆" else "bo1" if word == "剥" else "x5", "x", "") for word in text]
    pair = anki_cards.annotated("This teahouse.", cut, confidence=confidence)
    word = replace(pair.words[0], rendering=rendering, senses=senses)
    pair = replace(pair, words=(word, *pair.words[1:]))
    term = replace(anki_cards.term(pair, text[0]), senses=senses, own_meaning=own)
    (card,) = cards.vocabulary_cards([term], source="Text")
    return card


def test_what_the_translation_confirms_comes_last() -> None:
    """A word that may be cut otherwise comes first, then one that no dictionary has, or is read otherwise."""
    order = [
        card(TWO, None, text=("身上", "当")),  # 上当, to be fooled
        card((), OTHERWISE),
        card(TWO, None, text=("剥",)),  # to peel: bāo, but in compounds
        card(TWO, None),
        card(TWO, OTHERWISE),
        card(TWO[:1], None),
        card(TWO[:1], OTHERWISE),
        card(TWO, CONFIRMED),
    ]
    every = [doubts.of(each, open_lexicon()) for each in order]
    assert [each.share for each in every] == sorted({each.share for each in every}, reverse=True)
    assert [each.share >= DOUBTFUL for each in every] == [True] * 6 + [False] * 2
    assert every[0].reason == "上当 may be the word here"
    assert "bāo" in every[2].reason
    assert every[-1] == doubts.Doubt()


@pytest.mark.parametrize(
    ("meaning", "rendered", "quotation", "is_doubtful"),
    [
        ("of course; certainly", "of course", "", False),
        ("surprised", "surprises", "", False),
        ("to recall", "remember", "remember", False),  # kin, and known to the dictionary
        ("to recall", "shop", "", True),
        ("question", "problem", "problem", True),  # on the card: here: problem
    ],
)
def test_a_reason_names_no_word_that_is_shown(meaning: str, rendered: str, quotation: str, is_doubtful: bool) -> None:
    """What the translation says is no reason to doubt where the card says it, too, in any form; else it is one."""
    own = card((Sense(meaning), Sense("tavern")), Rendering(((0, 4),), rendered, 0.9, quotation))
    doubt = doubts.of(own, open_lexicon())
    assert (doubt.share >= DOUBTFUL) == is_doubtful
    assert doubt.reason == (f"the translation says “{rendered}”" if is_doubtful else "")


@pytest.mark.parametrize(("confidence", "says"), [(1.0, ""), (0.4, "may not belong together")])
def test_a_pair_in_doubt_is_one_for_its_cards(confidence: float, says: str) -> None:
    """A confirmed word, or one that a person has set, is as doubtful as its pair, and so is the sentence."""
    words: list[Card] = [
        card(TWO, CONFIRMED, confidence=confidence),
        card(TWO, None, own="my own", confidence=confidence),
    ]
    sentences = cards.sentence_cards(
        [anki_cards.annotated("It.", [("它", "ta1", "", "")], confidence=confidence)], source="Text"
    )
    for each in (*words, *sentences):
        assert doubts.of(each, open_lexicon()).share == pytest.approx(1 - confidence)
        assert says in doubts.of(each, open_lexicon()).reason


@pytest.mark.usefixtures("own_cache")
def test_what_a_person_has_judged_is_doubtful_no_more(tmp_path: Path) -> None:
    """A card that is kept, or whose word is linked by hand, is no longer in doubt; undone, it is again."""
    with under_review(tmp_path, TALK, level="hsk0") as review:
        session = review.session
        with session.alone():

            def shares(word: str) -> list[float]:
                entries = (each for each in session.listing.cards if not each.is_left)
                return [each.doubt for each in entries if each.of.hanzi == word]

            (before,) = shares("痛快")
            assert before >= DOUBTFUL
            linked = {"pair": ["0"], "start": ["10"], "token": [], "was_english": ["happy"]}
            for action, form in (("card", {"word": ["痛快"], "choice": ["keep"]}), ("mean", linked)):
                session.act(action, form)
                assert shares("痛快")[0] < DOUBTFUL
                session.act("undo", {})
                assert shares("痛快") == [before]
