"""What English says for and against the names in a text: 李四清 beside "Li Siqing", none where it names nobody.

English writes names with a capital and spells Chinese ones in pinyin. A translation that is written with capitals and
has none but at its beginning speaks of no name, though a pronoun may stand for one: it speaks against names, no more.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from flashcards.records import WordKind
from flashcards.words.formations import is_common_surname

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from flashcards.lexicon import Lexicon
    from flashcards.words.lattice import Edge, Lattice

SPELLED = 8.0
"""What a person's name counts for whose given name stands in the English in pinyin."""
NAMELESS, ONLY_NAMELESS = -6.0, -2.0
"""What a name counts for where the English names nobody; less is said against a common surname: 陈清扬 may be "she"."""
_RULES = frozenset({"person", "familiar", "foreign", "foreign pair"})
_CAPITAL = re.compile(r"(?<![.!?:;“\"‘(\[—–] )(?<![“\"‘(\[—–])(?<!^)\b(?!I\b)[A-Z][\w'’-]*")
_TOKEN = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_COMMON = 4.0
"""The Zipf frequency from which on a word that begins a sentence is taken for no name."""
_READINGS = 3
"""Characters of a given name at most, so that their spellings stay few: the longest given names have two."""


def weighed(edges: Lattice, text: str, english: str, lexicon: Lexicon) -> Lattice:
    """Weigh the names that a rule finds in a simplified text by its English; one without capitals says nothing."""
    if english == english.lower() or not any(edge.kind is WordKind.NAME for row in edges for edge in row):
        return edges
    spelled = {re.sub("[-'’]", "", token).lower() for token in _TOKEN.findall(english) if token[0].isupper()}
    nameless = not _CAPITAL.search(english) and not _begins_with_name(english, lexicon)
    if nameless:
        return tuple(tuple(_less(edge, text[start], lexicon) for edge in row) for start, row in enumerate(edges))
    return tuple(
        tuple(_more(edge, text[start : edge.end], spelled, lexicon) for edge in row) for start, row in enumerate(edges)
    )


def _begins_with_name(english: str, lexicon: Lexicon) -> bool:
    """Tell whether a sentence begins with a word that is none of the common ones, and may be a name."""
    first = _TOKEN.search(english)
    return first is not None and lexicon.english_frequency(first[0].lower()) < _COMMON


def _less(edge: Edge, first: str, lexicon: Lexicon) -> Edge:
    is_likely = is_common_surname(first, lexicon)
    if edge.rule not in _RULES:
        # What lists of frequencies have is no name then, though it is built like one: 微幅 (slightly).
        return edge._replace(kind=WordKind.TERM) if edge.kind is WordKind.NAME and not is_likely else edge
    is_likely = is_likely and edge.rule == "person"
    return edge._replace(score=edge.score + (ONLY_NAMELESS if is_likely else NAMELESS))


def _more(edge: Edge, name: str, spelled: AbstractSet[str], lexicon: Lexicon) -> Edge:
    is_person = edge.kind is WordKind.NAME and edge.rule == "person" and len(name) > 1
    if not is_person or not any(spelling in spelled for spelling in _spellings(name[1:], lexicon)):
        return edge
    has_surname = any(spelling in spelled for spelling in _spellings(name[:1], lexicon))
    return edge._replace(score=edge.score + SPELLED) if has_surname else edge


def _spellings(name: str, lexicon: Lexicon) -> set[str]:
    """Give the ways to spell a name in pinyin without tones, joined."""
    readings = [
        {"".join(filter(str.isalpha, entry.syllables[0])).lower().replace("ü", "u") for entry in lexicon.entries(char)}
        for char in name[:_READINGS]
    ]
    return {"".join(syllables) for syllables in product(*readings)} if all(readings) else set()
