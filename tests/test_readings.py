"""Readings: laws that hold for any text, and golden cases of characters with several readings."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.readings import read, read_all
from flashcards.records import WordKind
from flashcards.words import cut

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

CASES = json.loads((Path(__file__).parent / "cases" / "readings.json").read_text(encoding="utf-8"))
TEXTS = st.text(st.sampled_from("我们得地了还都长行重银着过为没教王小明斯特兰看高兴孩子龘乾說AaB5/，。 \n"))


@given(text=st.one_of(TEXTS, st.text(max_size=20)))
def test_one_syllable_for_each_character(lexicon: Lexicon, text: str) -> None:
    """A word has no reading or one syllable for each character; reading changes nothing else about it."""
    words = cut(text, lexicon)
    for word, before in zip(read(words, lexicon), words, strict=True):
        assert (word.text, word.start, word.end, word.kind) == (before.text, before.start, before.end, before.kind)
        assert len(word.syllables) in (0, len(word.text))


@given(texts=st.lists(TEXTS, max_size=4))
def test_many_texts_are_read_as_one_by_one(lexicon: Lexicon, texts: list[str]) -> None:
    """What stands in the other texts has no effect on how one is read."""
    cuts = [cut(text, lexicon) for text in texts]
    assert read_all(cuts, lexicon) == [read(words, lexicon) for words in cuts]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text']}-{case['word']}" for case in CASES])
def test_golden_cases(lexicon: Lexicon, case: dict[str, str]) -> None:
    """Each word is read as in this sentence, not as it is read most often."""
    words = read(cut(case["text"], lexicon, english=case["english"]), lexicon, english=case["english"])
    readings = {word.text: " ".join(word.syllables) for word in words}
    assert readings.get(case["word"]) == case["syllables"]


@pytest.mark.parametrize("text", ["5/18", "iPhone 15", "，。！", " \n"])
def test_what_is_not_chinese_has_no_reading(lexicon: Lexicon, text: str) -> None:
    """Latin words, digits, punctuation and white space get no pinyin."""
    assert all(not word.syllables for word in read(cut(text, lexicon), lexicon))


def test_a_digit_is_not_asked_of_pypinyin(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs that are no characters load no pypinyin, whose tables take a tenth of an essay's build."""
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    words = read(cut("3亿人", lexicon), lexicon)  # 300 million people
    assert [word.text for word in words if word.syllables] == ["3亿", "人"]


def test_senses_are_those_of_the_reading(lexicon: Lexicon) -> None:
    """The senses of a word go with how it is read: 还 (huán) is to pay back, not still."""
    (word,) = [w for w in read(cut("他要还我的钱。", lexicon), lexicon) if w.text == "还"]  # he will pay me back
    assert word.syllables == ("huan2",)
    assert word.senses[0].gloss.startswith("to return")


def test_a_character_that_the_dictionary_lacks(lexicon: Lexicon) -> None:
    """Pypinyin knows more characters; what nobody knows gets no reading, and no error."""
    words = read(cut("\U0002a6d6", lexicon), lexicon)
    assert [word.kind for word in words] == [WordKind.UNKNOWN]
