"""Beads scored by sentence vectors, with a model of a few words made here."""

from __future__ import annotations

import sys
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from flashcards import alignment
from flashcards.alignment.vector_scorer import MODEL, VectorScorer
from flashcards.errors import InputError
from flashcards.lexicon import Lexicon
from flashcards.records import Bitext, Sentence

SAME = (("乌龙", "blorp"), ("茉莉", "snaff"), ("普洱", "quix"), ("龙井", "drell"), ("菊花", "womp"))
"""Teas (oolong, jasmine, pu'er, longjing, chrysanthemum) and words of no language; only the model can pair them."""


class TinyModel:
    """Knows the pairs of `SAME` and nothing else: a text's vector tells which of them it holds."""

    def __init__(self, name: str = MODEL, *, local_files_only: bool = True) -> None:
        assert (name, local_files_only) == (MODEL, True), "no model is fetched unasked"

    def encode(self, sentences: list[str], **options: bool) -> NDArray[np.float32]:
        """Give each text a vector of length 1."""
        assert options["normalize_embeddings"]
        meanings = np.array([[any(w in s for w in pair) for pair in SAME] for s in sentences], np.float32) + 0.01
        unit: NDArray[np.float32] = meanings / np.linalg.norm(meanings, axis=1, keepdims=True)
        return unit


def encode(texts: list[str]) -> NDArray[np.float32]:
    """Give each text a vector of the tiny model."""
    return TinyModel().encode(texts, normalize_embeddings=True)


def side(texts: list[str]) -> tuple[Sentence, ...]:
    """Make sentences of texts."""
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
    return tuple(Sentence(text, at, at + len(text), 0) for text, at in zip(texts, starts, strict=False))


def test_vectors_decide(lexicon: Lexicon) -> None:
    """Where no dictionary helps, sentences whose vectors are near are paired, one to one or two to one."""
    chinese = ["乌龙。", "茉莉。", "普洱。", "龙井。", "菊花。"]
    english = ["Blorp blorp.", "snaff, and quix.", "drell.", "womp."]
    pairs = alignment.align(
        Bitext(side(chinese), side([e.lower() for e in english])), lexicon, scorer=VectorScorer(encode)
    )
    texts = [(pair.chinese_text, pair.english_text) for pair in pairs]
    assert texts == [
        ("乌龙。", "blorp blorp."),
        ("茉莉。普洱。", "snaff, and quix."),
        ("龙井。", "drell."),
        ("菊花。", "womp."),
    ]
    assert all(0.5 < pair.confidence <= 1 for pair in pairs)


def test_strangers_stay_alone(lexicon: Lexicon) -> None:
    """Sentences that no vector brings together are nulls."""
    pairs = alignment.align(
        Bitext(side(["乌龙。", "茉莉。"]), side(["drell.", "womp."])), lexicon, scorer=VectorScorer(encode)
    )
    assert all(pair.is_null for pair in pairs)


def test_the_model_is_read_from_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is imported when asked for, its model read from this machine alone."""
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = TinyModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    assert isinstance(alignment.sentence_vectors(), VectorScorer)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, or without its model, one sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match=r"pip install 'flashcards\[embed\]'"):
        alignment.sentence_vectors()

    def absent(_name: str, **_options: bool) -> None:
        raise OSError("not in the cache")

    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = absent  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    with pytest.raises(InputError, match="fetch it once"):
        alignment.sentence_vectors()
