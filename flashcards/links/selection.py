"""From chances to what is shown: a learner forgives a missing rendering, not a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.links.features import SUPPORTED, rivals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chances import Chances
    from flashcards.links.chinese_types import ChineseType


_LEAST = 0.38
"""A link of function words below this chance is not shown."""
_SUPPORTED, _ALIKE_IN_MEANING, _UNSUPPORTED, _CONTESTED = 0.5, 0.6, 0.65, 0.8
"""A link of content words must be the likelier the less the dictionary says for it, most of all where two Chinese words
contend for one English word that no sense gives to either. Chosen out of fold where about six in ten of the links that
one more step down would show are right, and so 96 of 100 of all that are shown."""
_BARE = 0.55
"""A link of a content word to words of grammar alone."""
_FURTHER = 0.9
"""What a second token for the same word must reach."""
_ALIKE = 0.5
"""From this cosine on two words are alike in meaning."""
_RIVAL = 0.8
"""A link is contested where another word's chance of the same token comes so near to its own."""


def shown(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> list[list[int]]:
    """Give for each word the tokens that render it, where that is likely enough to be shown."""
    z_content = np.array([not (c.is_function or c.is_punctuation) for c in chinese])
    e_content = np.array([not (e.is_function or e.is_punctuation) for e in english])
    among_content = np.where(e_content, chances.links, 0.0)
    least = _least(chances, z_content)
    first = chances.links >= among_content.max(1, keepdims=True, initial=0.0)
    least = np.where(first, least, np.maximum(least, _FURTHER))
    held = chances.links >= np.where(z_content[:, None] & e_content, least, _LEAST)
    latin = np.array([c.text.isascii() and any(map(str.isalpha, c.text)) for c in chinese])
    held[latin] &= chances.support[latin] >= SUPPORTED
    bare = z_content & ~(held & e_content).any(1)
    held[bare] &= chances.links[bare] >= _BARE
    columns: list[list[int]] = [[] for _ in chinese]
    for row, column in np.argwhere(held).tolist():
        columns[row].append(column)
    return columns


def _least(chances: Chances, z_content: NDArray[np.bool_]) -> Floats:
    """Give the least chance at which a link of two content words is shown."""
    contended = rivals(np.where(z_content[:, None], chances.links, 0.0), -2) > _RIVAL * chances.links
    conditions = [chances.support >= SUPPORTED, contended, chances.nearness >= _ALIKE]
    least: Floats = np.select(conditions, [_SUPPORTED, _CONTESTED, _ALIKE_IN_MEANING], _UNSUPPORTED)
    return least
