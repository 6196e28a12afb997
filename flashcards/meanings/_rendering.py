"""From chances to what is shown: which links hold, and how the English words that render a word are cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.meanings._features import SUPPORTED
from flashcards.meanings._glosses import glosses
from flashcards.records import Rendering, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon
    from flashcards.meanings._chances import Chances, PairWords
    from flashcards.meanings._chinese import ChineseType
    from flashcards.meanings._english import EnglishType
    from flashcards.records import Span, Word

Floats: TypeAlias = "NDArray[np.float64]"

_LEAST = 0.42
"""A link of function words below this chance is not shown; out of fold the alignment error rate is flat from 0.4 to 0.5."""
_SUPPORTED_WELL, _SUPPORTED, _SUPPORTED_BY_MEANING, _UNSUPPORTED = 0.42, 0.5, 0.7, 0.8
"""A link of content words must be the likelier the less the dictionary says for it: a learner forgives a missing
rendering, not a wrong one. Chosen out of fold for 96 of 100 shown links right."""
_FURTHER = 0.8
"""What a second token for the same word must reach."""
_WELL = 0.5
_ALIKE = 0.3
_DEGREES = frozenset("a an the very most more so too quite rather as be is are was were been being".split())
"""After these a form in -ed or -ing is an adjective, and is cited as it stands: "the most grounded"."""
_BRIDGES = frozenset(["'s", "-", "of", "each", "the", "one"])
"""Words that may stand between two parts of a rendering without breaking it."""


def shown(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> list[list[int]]:
    """Give for each word the tokens that render it, where that is likely enough to be shown."""
    z_content = np.array([not (c.is_function or c.is_punctuation) for c in chinese])
    e_content = np.array([not (e.is_function or e.is_punctuation) for e in english])
    among_content = np.where(e_content, chances.links, 0.0)
    first = chances.links >= among_content.max(1, keepdims=True, initial=0.0)
    least = np.where(first, _least(chances), np.maximum(_least(chances), _FURTHER))
    held = chances.links >= np.where(z_content[:, None] & e_content, least, _LEAST)
    # Function words alone seldom render a content word.
    bare = z_content & ~(held & e_content).any(1)
    held[bare] &= chances.links[bare] >= _UNSUPPORTED
    return [np.flatnonzero(row).tolist() for row in held]


def _least(chances: Chances) -> Floats:
    """Give the least chance at which a link of two content words is shown."""
    conditions = [chances.support >= _WELL, chances.support >= SUPPORTED, chances.nearness >= _ALIKE]
    least: Floats = np.select(conditions, [_SUPPORTED_WELL, _SUPPORTED, _SUPPORTED_BY_MEANING], _UNSUPPORTED)
    return least


def rendering(
    word: Word,
    columns: Sequence[int],
    chances: Floats,
    pair: PairWords,
    english: Sequence[EnglishType],
    lexicon: Lexicon,
) -> Rendering | None:
    """Cite the tokens that render a word: their spans, joined where they touch, and their dictionary form."""
    if not columns:
        return None
    runs = list(_runs(columns, pair))
    spans = tuple((pair.english[run[0]].span[0], pair.english[run[-1]].span[1]) for run in runs)
    text = (
        ""
        if word.kind is WordKind.OTHER
        else " … ".join(filter(None, (_cited(run, word, english, lexicon) for run in runs)))
    )
    return Rendering(spans, text, round(float(np.mean(chances[list(columns)])), 3))


def _runs(columns: Sequence[int], pair: PairWords) -> Iterator[list[int]]:
    """Part the tokens into stretches; a small word between two of them is taken in."""
    run = [columns[0]]
    for column in columns[1:]:
        between = range(run[-1] + 1, column)
        if all(pair.english[k].text in _BRIDGES for k in between) and len(between) <= 1:
            run += [*between, column]
        else:
            yield run
            run = [column]
    yield run


def _cited(run: Sequence[int], word: Word, english: Sequence[EnglishType], lexicon: Lexicon) -> str:
    """Give the dictionary form of a stretch of tokens, without articles and the like at its ends."""
    content = [k for k in run if not (english[k].is_function or english[k].is_punctuation)]
    kept = range(content[0], content[-1] + 1) if content else run
    known = glosses(word.text, lexicon).within
    return re.sub(r" '|(?<=[-/]) | (?=[-/])", lambda m: m[0].strip(), " ".join(_form(k, english, known) for k in kept))


def _form(place: int, english: Sequence[EnglishType], known: object) -> str:
    token = english[place]
    participle = token.text.endswith(("ed", "ing"))
    adjective = participle and place > 0 and english[place - 1].text in _DEGREES
    as_it_stands = token.is_function or adjective or token.text in known  # type: ignore[operator]
    return token.text if as_it_stands else token.lemma


def span_texts(text: str, spans: Sequence[Span]) -> list[str]:
    """Give the text of each span."""
    return [text[start:end] for start, end in spans]
