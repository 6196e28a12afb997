"""From chances to what is shown: a learner forgives a missing rendering, not a wrong one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from flashcards.links.features import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats
    from flashcards.links.chances import Chances, PairWords


_LEAST = 0.42
"""A link of function words below this chance is not shown. Chosen out of fold: from there to 0.5 one link in
three is right."""
_SUPPORTED, _ALIKE_IN_MEANING, _UNSUPPORTED, _CONTESTED = 0.5, 0.6, 0.65, 0.8
"""A link of content words must be the likelier the less the dictionary says for it, most of all where two Chinese words
contend for one English word that no sense gives to either. Chosen out of fold where about six in ten of the links that
one more step down would show are right, and so 96 of 100 of all that are shown."""
_BARE = 0.55
"""A link of a content word to words of grammar alone."""
_FURTHER = 0.8
"""What a second token for the same word must reach. Chosen out of fold, as far as 96 of 100 shown are right."""
_ALIKE = 0.5
"""From this cosine on two words are alike in meaning."""
_RIVAL = 0.8
"""A link is contested where another word's chance of the same token comes so near to its own."""


def shown(chances: Chances, pairs: Sequence[PairWords]) -> list[list[list[int]]]:
    """Give for each word of each pair the tokens that render it, where that is likely enough to be shown."""
    rows, columns = chances.grids.rows, chances.grids.columns
    chinese = [word for pair in pairs for word in pair.chinese_types]
    z_content = np.array([not (c.is_function or c.is_punctuation) for c in chinese])
    e_content = np.array([not (e.is_function or e.is_punctuation) for pair in pairs for e in pair.english_types])
    z_cells, e_cells = z_content[rows.line], e_content[columns.line]
    among_content = rows.highest(np.where(e_cells, chances.links, 0.0))
    least = _least(chances, z_cells)
    first = chances.links >= among_content[rows.line]
    least = np.where(first, least, np.maximum(least, _FURTHER))
    held = chances.links >= np.where(z_cells & e_cells, least, _LEAST)
    latin = np.array([c.text.isascii() and any(map(str.isalpha, c.text)) for c in chinese])
    held &= (chances.support >= SUPPORTED) | ~latin[rows.line]
    bare = z_content & (rows.highest((held & e_cells).astype(np.float32)) == 0)
    held &= (chances.links >= _BARE) | ~bare[rows.line]
    tokens: list[list[int]] = [[] for _ in chinese]
    for line, column in zip(rows.line[held].tolist(), columns.place[held].tolist(), strict=True):
        tokens[line].append(column)
    return [tokens[start:end] for start, end in pairwise([0, *rows.ends.tolist()])]


def _least(chances: Chances, z_content: NDArray[np.bool_]) -> Floats:
    """Give the least chance at which a link of two content words is shown; `z_content` tells which cells' word is."""
    contended = chances.grids.columns.rivals(np.where(z_content, chances.links, 0.0)) > _RIVAL * chances.links
    conditions = [chances.support >= SUPPORTED, contended, chances.nearness >= _ALIKE]
    least: Floats = np.select(conditions, [_SUPPORTED, _CONTESTED, _ALIKE_IN_MEANING], _UNSUPPORTED)
    return least
