"""Texts and dictionaries that no author writes, through the whole program: a deck or a sentence, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import build, load_settings, pipeline, write
from flashcards.common import files
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon, source_data
from flashcards.library.limits import Limits, limited

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards import Deck

LIMITS = Limits(seconds=100, megabytes=2000)
"""What a text of a few lines may take: seconds of the clock, on a crowded machine, and addresses of memory."""


def built(folder: Path, chinese: str, english: str, suffix: str = ".txt", **options: Path) -> Deck:
    """Build a deck of a sentence among others, and write it."""
    text = folder / f"tea{suffix}"
    lines = ("We drink tea.", english, "The guests talk.", "我们喝茶。", chinese, "客人聊天。")
    text.write_text("\n\n".join(lines), encoding="utf-8")
    settings = load_settings(text, output=folder / "tea.apkg", **options)
    with limited(LIMITS):
        deck = build(pipeline.read(settings), settings)
        write(deck, settings, now=1_800_000_000)
    return deck


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("茶" + "." * 3000, "Tea" + "." * 3000),
        ("茶" + "…" * 2000 + "。", "Tea " + ". " * 2000),
        ("茶" + "_" * 1000, "Tea " + "_" * 1000),
        ("_" * 2000, "_" * 2000),
        (f"有{'9' * 310}杯茶。", f"There are {'9' * 310} cups of tea."),
        (f"有{'九' * 310}杯茶。", f"There are {'nine ' * 310} cups of tea."),
        ("（" * 2000 + "茶" + "）" * 2000, "(" * 2000 + "tea" + ")" * 2000),
    ],
    ids=["dots", "ellipses", "underscores", "a rule", "digits", "figures", "brackets"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_sentence_of_one_sign_makes_a_deck(tmp_path: Path, chinese: str, english: str, suffix: str) -> None:
    """Thousands of dots, of underscores, of digits take no memory beyond measure, and the sentences around are learned.

    Dots took 8 GB; underscores and a number of 310 digits ended in a traceback.
    """
    deck = built(tmp_path, chinese, english, suffix)
    assert {"我们喝茶。", "客人聊天。"} <= {pair.chinese_text for pair in deck.pairs}
    assert (tmp_path / "tea.apkg").exists()


@pytest.mark.usefixtures("lexicon")
def test_a_sentence_of_one_word_makes_a_deck(tmp_path: Path) -> None:
    """So does a word that stands in a sentence as often as one may be long."""
    deck = built(tmp_path, "茶" * 4900, "tea " * 1200)
    assert {"我们喝茶。", "客人聊天。"} <= {pair.chinese_text for pair in deck.pairs}


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    "sides", [("茶" * 500_000 + "。", "Tea."), ("我们喝茶，然后回家。" * 10_000, "tea " * 125_000)]
)
def test_a_sentence_of_half_a_million_characters_is_refused(tmp_path: Path, sides: tuple[str, str]) -> None:
    """It is named before any word is looked for, which would take 6 GB."""
    with pytest.raises(InputError, match=r"tea\.txt: a sentence of (500,001|499,999) characters"):
        built(tmp_path, *sides)


def test_a_dictionary_of_one_word_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary of one entry and a list of own words that holds a full stop are compiled, and a deck is built."""
    monkeypatch.setenv(files.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(
        source_data, "_zipf", lambda _language: iter([("茶", 5.0), ("tea", 5.0)])
    )  # all take ten seconds
    monkeypatch.setattr(source_data.Sources, "counts", {"茶": 100})
    dictionary, words = tmp_path / "cedict.u8", tmp_path / "words.tsv"
    dictionary.write_text("茶 茶 [cha2] /tea/\n", encoding="utf-8")
    words.write_text("。\tju4\tfull stop\n", encoding="utf-8")
    assert open_lexicon(dictionary=dictionary, word_list=words).entries("茶")
    deck = built(tmp_path, "茶很好。", "Tea is good.", dictionary=dictionary, words=words)
    assert len(deck.pairs) == 3
