"""All glosses of a word, ready to be compared with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.glosses.word_glosses import glosses

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(("word", "form"), [("联合国", "un"), ("世贸组织", "wto"), ("中华人民共和国", "prc")])
def test_names_are_known_by_their_initials(word: str, form: str, lexicon: Lexicon) -> None:
    """A gloss that is a name of several words stands for its initials too; a small word between counts not."""
    assert glosses(word, lexicon).whole[form] == 1


def test_capitals_are_no_form_of_another_word(lexicon: Lexicon) -> None:
    """US, a gloss of 美国 (America), is not read as a form of we."""
    words = glosses("美国", lexicon).whole
    assert "us" in words
    assert "we" not in words
