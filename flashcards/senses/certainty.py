"""How sure it is that the translator's word may stand beside the sense: 活动 "activity; event" (here: campaign).

A link that is right need not make a good remark: it may be another part of speech, half of what renders the word, or a
word that goes with its neighbour. What makes up a way of putting a sense is sure; for other words a logistic regression
on hand-judged renderings decides (`scripts/fit_certainty.py`).
"""

from __future__ import annotations

from functools import cache
from math import exp, log, log1p
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.common.weights import read_weights
from flashcards.glosses.comparison import holds_whole, phrase, same_family
from flashcards.glosses.english_types import english_type
from flashcards.glosses.nearness import nearness, relatedness
from flashcards.glosses.vectors import Space
from flashcards.lexicon.english import ways_of, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, Word

WEIGHTS = Path(__file__).with_name("certainty_weights.json")
_LEAST_DOUBT = 0.001
"""No link is surer than this leaves."""
_LEAST_USUAL = 0.01
"""Half of the least share that the table of usual translations holds."""
_COMMON_FROM = 4.0
"""The Zipf frequency from which an English word counts as common, as in `links.free_renderings`."""


def certainty(word: Word, lexicon: Lexicon) -> float:
    """Give the probability that the rendering of a word may stand beside its sense, the one that fits being first.

    Certain is what makes up a way of putting a sense as a whole ("campaign" of 活动), never what is another part of
    speech than the sense, half of a verb with a particle (bump *into*), or words of grammar alone.
    """
    if word.context is None or word.rendering is None or not word.senses:
        return 1.0
    tokens = [english_type(text, lexicon) for text in word.context.rendered]
    if any(_is_way(tokens, sense, lexicon) for sense in word.senses):
        return 1.0
    content = [token for token in tokens if not token.is_function]
    if not content or word.context.is_phrasal or word.context.is_verb not in (None, word.senses[0].is_verb):
        return 0.0
    weights = _weights()
    values = features(word, content, lexicon)
    return round(1 / (1 + exp(-weights["base"] - sum(weights[name] * value for name, value in values.items()))), 3)


def _is_way(tokens: Sequence[EnglishType], sense: Sense, lexicon: Lexicon) -> bool:
    """Whether these tokens are a way of putting a sense, word for word: "go" is none of "be going to".

    An infinitive's "to" and a leading "be" count for nothing, and an ending makes no other word.
    """
    if not holds_whole(sense, phrase(tokens), lexicon):
        return False
    forms = [{token.text, token.lemma, *token.parts} for token in tokens]
    written = (words(way.lower().removeprefix("to ").removeprefix("be ")) for way in ways_of(sense))
    return any(
        len(way) == len(forms) and all(_same(word, form, lexicon) for word, form in zip(way, forms, strict=True))
        for way in written
    )


def _same(word: str, forms: Collection[str], lexicon: Lexicon) -> bool:
    return word in forms or lexicon.lemma(word) in forms or any(same_family(word, form) for form in forms)


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = read_weights(WEIGHTS)
    return weights


def features(word: Word, content: Sequence[EnglishType], lexicon: Lexicon) -> dict[str, float]:
    """Describe a rendering that no sense holds: its link, its closeness to the senses, and how usual it is.

    `content` are its words with content.
    """
    near = nearness(word.senses, lexicon.derived(Space).of_tokens(content), lexicon)
    usual = lexicon.usual(word.text)
    lemmas = {token.lemma for token in content}
    seen = max((way.probability for way in usual if lemmas == set(way.english.split())), default=0.0)
    chance = word.rendering.confidence if word.rendering else 0.0
    return {
        "certain": log(min(chance, 1 - _LEAST_DOUBT) / max(1 - chance, _LEAST_DOUBT)),
        "near": float(max(0.0, *near)),
        "kin": float(max(0.0, *relatedness(word.senses, content, lexicon))),
        "common": max(0.0, max(token.zipf for token in content) - _COMMON_FROM),
        "seen": float(seen > 0),
        "usual": log((seen + _LEAST_USUAL) / _LEAST_USUAL),
        "never seen": log1p(sum(way.count for way in usual)) if not seen else 0.0,
        "one character": float(len(word.text) == 1),
        "phrase": float(len(content) > 1),
        "learner's sense": float(bool(word.senses[0].pos)),
    }
