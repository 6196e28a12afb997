"""Texts of one to five sentences: right pairs are trusted by themselves, wrong ones are not."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from flashcards import pipeline
from flashcards.lexicon import open_lexicon
from flashcards.records import Bitext, Sentence
from flashcards.settings import Settings

CASES = Path(__file__).with_name("cases")
SETTINGS = Settings(sources=("short.txt",))


def everyday() -> list[tuple[str, str]]:
    """Read fifty pairs of everyday sentences, on which the check of pairs was fitted."""
    rows = (line.split("\t") for line in (CASES / "everyday_pairs.tsv").read_text(encoding="utf-8").splitlines())
    return [(chinese, english) for chinese, english in rows]


@cache
def short_texts() -> list[list[tuple[str, str]]]:
    """Read a hundred texts, nothing fitted on them: dialogues, captions, posts, proverbs, songs, of 1 to 5 pairs."""
    texts: list[list[tuple[str, str]]] = []
    for line in (CASES / "short_texts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            texts.append([])
        else:
            chinese, english = line.split("|")
            texts[-1].append((chinese, english))
    return texts


def trusted(pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Give the pairs that come out of a text with a confidence of a half, its sentences in order."""
    chinese = tuple(Sentence(z, 0, len(z), 0) for z, _ in pairs)
    english = tuple(Sentence(e, 0, len(e), 0) for _, e in pairs)
    aligned = pipeline.align(Bitext(chinese, english), SETTINGS, open_lexicon())
    return {(p.chinese_text, p.english_text) for p in aligned if not p.is_null and p.confidence >= 0.5}


@pytest.mark.parametrize("size", [1, 3])
def test_short_texts(size: int) -> None:
    """Of right pairs at least 98 in 100 are trusted, of wrong ones at most 5, however few sentences a text has."""
    chance = random.Random(size)  # noqa: S311 (a choice is no secret)
    right = wrong = every = 0
    known = everyday()
    for first in range(len(known)):
        pairs = [known[first], *chance.sample([pair for pair in known if pair != known[first]], size - 1)]
        others = chance.sample([english for chinese, english in known if (chinese, english) not in pairs], size)
        right += len(trusted(pairs) & set(pairs))
        wrong += len(trusted([(chinese, other) for (chinese, _), other in zip(pairs, others, strict=True)]))
        every += size
    assert right >= 0.98 * every
    assert wrong <= 0.05 * every


def test_short_texts_held_apart() -> None:
    """Of the right pairs of a hundred texts at least 98 in 100 are trusted, of wrong ones at most 3."""
    chance = random.Random(5)  # noqa: S311 (a choice is no secret)
    texts = short_texts()
    every = sum(map(len, texts))
    right = wrong = 0
    for pairs in texts:
        right += len(trusted(pairs) & set(pairs))
        others = [english for text in texts for _, english in text if text is not pairs]
        strangers = chance.sample(others, len(pairs))
        wrong += len(trusted([(chinese, other) for (chinese, _), other in zip(pairs, strangers, strict=True)]))
    assert right >= 0.98 * every
    assert wrong <= 0.03 * every
