"""What the pages of the review show of a text: what is searched for, how much the cards cover, a recipe's own text."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards import load_settings, pipeline
from flashcards.lexicon import open_lexicon
from flashcards.review import open_session
from flashcards.review.views import Query, page_of, summary
from tests.review_pages import ESSAY, under_review


@pytest.mark.usefixtures("own_cache")
def test_search_finds_both_languages(tmp_path: Path) -> None:
    """Words of either language, in any case, find the pair, the words and the cards that show it, and nothing else."""
    with under_review(tmp_path) as review:
        for view in ("pairs", "words", "cards"):
            pages = [
                page_of(review.session, Query(view, search=words)) for words in ("窗边", "BY THE WINDOW", "nowhere")
            ]
            assert pages[0].count > 0
            assert [page.count for page in pages] == [pages[0].count, pages[0].count, 0]
            assert pages[0].count < page_of(review.session, Query(view)).count


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("words", ["cháyè", "chaye", " cha  ye ", "Cháyè"])
def test_search_finds_how_a_word_is_read(tmp_path: Path, words: str) -> None:
    """Pinyin finds the word that is read so, with tones or without; English that the text has wins over it."""
    with under_review(tmp_path) as review:
        shown = {view: page_of(review.session, Query(view, search=words)).items for view in ("pairs", "words", "cards")}
        assert [len(shown[view]) for view in ("pairs", "words")] == [1, 1]
        assert "茶叶" in [item["word"] for item in shown["cards"]]
        assert page_of(review.session, Query("pairs", search="  she   SELLS ")).count == 1
        assert page_of(review.session, Query("pairs", search="he")).count == 5  # "the", "she", and no 喝 or 和 for it


@pytest.mark.usefixtures("own_cache")
def test_the_card_of_a_word_is_found_first(tmp_path: Path) -> None:
    """Whoever searches for a word sees its own card before those whose sentence holds it."""
    with under_review(tmp_path) as review:
        words = [item["word"] for item in page_of(review.session, Query("cards", search="茶叶")).items]
        assert len(words) > 1
        assert words[0] == "茶叶"


@pytest.mark.usefixtures("own_cache")
def test_the_curve_moves_with_the_cards(tmp_path: Path) -> None:
    """A card less covers less of the text, and the picture and the sentence say so; undone, they are as before."""
    with under_review(tmp_path) as review, review.session.alone():
        before = summary(review.session)
        review.session.act("card", {"word": ["茶叶"], "choice": ["drop"]})
        after = summary(review.session)
        assert after["says"] != before["says"]
        assert after["curve"] != before["curve"]
        review.session.act("undo", {})
        assert summary(review.session) == before


@pytest.mark.usefixtures("own_cache")
def test_a_recipe_is_reviewed_with_the_corrections_that_it_names(tmp_path: Path) -> None:
    """Of a folder with a recipe the text is shown, and what is corrected goes into the file that the recipe names."""
    (tmp_path / "deck.toml").write_text('sources = ["essay.txt"]\ncorrections = "mine.toml"\n', encoding="utf-8")
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "mine.toml").touch()
    settings = load_settings(tmp_path)
    session = open_session(settings, pipeline.read(settings), open_lexicon())
    with session.alone():
        session.act("card", {"word": ["茶叶"], "choice": ["drop"]})
    assert 'choice = "drop"' in (tmp_path / "mine.toml").read_text(encoding="utf-8")
    deck = pipeline.build(pipeline.read(settings), settings)
    assert "茶叶" not in {term.text for term in deck.choice.terms}


@pytest.mark.usefixtures("own_cache")
def test_a_place_is_told_by_few_words_that_stand_once(tmp_path: Path) -> None:
    """Two words on either side tell a place, more where they stand elsewhere, too; set again, it is one correction."""
    text = "He sells tea there. She sells tea there. I like tea.\n\n他在那里卖茶叶。她在那里卖茶叶。我非常喜欢茶叶。\n"
    with under_review(tmp_path, text) as review, review.session.alone():
        session = review.session
        for number, context in enumerate(("他在那里卖茶叶。", "她在那里卖茶叶。", "非常喜欢茶叶。")):
            word = next(each for each in session.deck.annotated[number].words if each.text == "茶叶")
            for meaning in ("leaf", "leaves"):
                form = {
                    "pair": [str(number)],
                    "start": [str(word.start)],
                    "own_meaning": [meaning],
                    "was_english": [""],
                }
                session.act("mean", form)
            (*_, own) = session.corrections.words
            assert (len(session.corrections.words), own.context, own.meaning) == (number + 1, context, "leaves")
