"""What English says for and against the names in a text: 李四清 beside "Li Siqing", none where it names nobody.

English writes names with a capital and spells Chinese ones in pinyin. A translation that is written with capitals and
has none but at its beginning speaks of no name, though a pronoun may stand for one: it speaks against names, no more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.word_classes import chosen_words
from flashcards.records import WordKind
from flashcards.words.formations import is_common_surname
from flashcards.words.lattice import Edge

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from flashcards.lexicon import Lexicon
    from flashcards.words.lattice import Lattice

SPELLED = 8.0
"""What a person's name counts for whose given name stands in the English in pinyin."""
NAMELESS, ONLY_NAMELESS = -6.0, -2.0
"""What a name counts for where the English names nobody; less is said against a common surname: 陈清扬 may be "she"."""
_RULES = frozenset({"person", "familiar", "foreign", "foreign pair"})
_CAPITAL = re.compile(r"(?<![.!?:;“\"‘(\[—–] )(?<![“\"‘(\[—–])(?<!^)\b(?!I\b)[A-Z][\w'’-]*")
_TOKEN = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_COMMON = 4.0
"""The Zipf frequency from which on a word that begins a sentence is taken for no name."""
_FULL = 3
"""Characters of a name whose given name, spelled by itself, is sure enough to go with a common surname."""
SPOKEN = -6.0
"""What a stretch is worth, as the logarithm of a word's probability, that a name in the English spells. Set by hand."""
_UNKNOWN = 3.0
"""The Zipf frequency from which on a word of either language is itself rather than a name: "long", 胡同."""
_KIN = chosen_words("kin")
_READINGS = 3
"""Characters of a given name at most, so that their spellings stay few: the longest given names have two."""


def weighed(edges: Lattice, text: str, english: str, lexicon: Lexicon) -> Lattice:
    """Weigh the names that a rule finds in a simplified text by its English; one without capitals says nothing."""
    if english == english.lower():
        return edges
    spelled = {_plain(token) for token in _TOKEN.findall(english) if token[0].isupper()}
    nameless = not _CAPITAL.search(english) and not _begins_with_name(english, lexicon)
    if nameless:
        return tuple(tuple(_less(edge, text[start], lexicon) for edge in row) for start, row in enumerate(edges))
    spoken = _spoken(text, _pinyin(english, lexicon), lexicon)
    return tuple(
        (*(_more(edge, text[start : edge.end], spelled, lexicon) for edge in row), *spoken.get(start, ()))
        for start, row in enumerate(edges)
    )


def _pinyin(english: str, lexicon: Lexicon) -> set[str]:
    """Give the names in an English text that may be spelled in pinyin, in small letters, those of two words joined."""
    capitals = [token for token in _TOKEN.finditer(english) if token[0][0].isupper()]
    pairs = [
        _plain(first[0]) + _plain(second[0])
        for first, second in pairwise(capitals)
        if english[first.end() : second.start()] == " "
    ]
    names = {*(_plain(token[0]) for token in capitals), *pairs}
    return {name for name in names if lexicon.english_frequency(name) < _UNKNOWN}


def _plain(token: str) -> str:
    """Write a token in small letters, without the signs within it and without the ending of a genitive."""
    return re.sub("['’]s$|[-'’]", "", token).lower()


def _spoken(text: str, spelled: AbstractSet[str], lexicon: Lexicon) -> dict[int, tuple[Edge, ...]]:
    """Give the stretches that a name in the English spells, where they are no common words: 小满 beside "Xiaoman"."""
    if not spelled:
        return {}
    syllables = [_syllables(char, lexicon) for char in text]
    by_start: defaultdict[int, tuple[Edge, ...]] = defaultdict(tuple)
    for start in range(len(text)):
        for end in range(start + 2, min(start + _READINGS, len(text)) + 1):
            is_spelled = any("".join(way) in spelled for way in product(*syllables[start:end]))
            if is_spelled and lexicon.frequency(text[start:end]) < _UNKNOWN:
                by_start[start] += (_name(text, start, end, lexicon),)
    return by_start


def _begins_with_name(english: str, lexicon: Lexicon) -> bool:
    """Tell whether a sentence begins with a word that is none of the common ones, and may be a name."""
    first = _TOKEN.search(english)
    return first is not None and lexicon.english_frequency(first[0].lower()) < _COMMON


def _less(edge: Edge, first: str, lexicon: Lexicon) -> Edge:
    if edge.rule not in _RULES:
        # What lists of frequencies have is no name then, though it is built like one: 微幅 (slightly).
        is_none = edge.kind is WordKind.NAME and not is_common_surname(first, lexicon)
        return edge._replace(kind=WordKind.TERM) if is_none else edge
    is_likely = edge.rule == "person" and is_common_surname(first, lexicon)
    return edge._replace(score=edge.score + (ONLY_NAMELESS if is_likely else NAMELESS))


def _more(edge: Edge, name: str, spelled: AbstractSet[str], lexicon: Lexicon) -> Edge:
    is_person = edge.kind is WordKind.NAME and edge.rule == "person" and len(name) > 1
    if not is_person or not any(spelling in spelled for spelling in _spellings(name[1:], lexicon)):
        return edge
    has_surname = any(spelling in spelled for spelling in _spellings(name[:1], lexicon))
    is_full = len(name) == _FULL and is_common_surname(name[0], lexicon)
    if not has_surname and not is_full:
        return edge
    return edge._replace(score=max(edge.score + SPELLED, SPOKEN))


def _name(text: str, start: int, end: int, lexicon: Lexicon) -> Edge:
    """Make a name of a stretch, with what calls one by kinship behind it; the dictionary's own names remain its."""
    if any(entry.syllables[0][:1].isupper() for entry in lexicon.entries(text[start:end])):
        return Edge(end, WordKind.DICTIONARY, SPOKEN, "spoken")
    behind = text[end : end + 1]
    is_called = behind in _KIN and behind != text[end + 1 : end + 2]
    return Edge(end + is_called, WordKind.NAME, SPOKEN, "spoken")


def _spellings(name: str, lexicon: Lexicon) -> set[str]:
    """Give the ways to spell a name in pinyin without tones, joined."""
    return {"".join(way) for way in product(*(_syllables(char, lexicon) for char in name[:_READINGS]))}


@cached_in_lexicon
def _syllables(char: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the syllables of a character without tones, as passports spell them."""
    readings = ("".join(filter(str.isalpha, entry.syllables[0])) for entry in lexicon.entries(char) if entry.syllables)
    return frozenset(reading.lower().replace("ü", "u") for reading in readings)
