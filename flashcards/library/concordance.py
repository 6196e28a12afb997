"""A concordance: every place of a word in all texts, with what renders it there, counted by rendering.

*The idea:* what translators have made of a word no dictionary tells. `word_search` looks for it in a text; here the
places of all texts are counted, each longer word that holds it by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.errors import UsageError
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Quotation

BETWEEN_WORDS = "|"
"""Stands between the words of a place that is several: 人|才."""


class Place(Record):
    """A place of a word: the sentence, the number of its pair, from 1, and how sure that is, from 0 to 1.

    `word` is the Chinese word that stands there, as its dictionary form, `syllables` are those of it; of several words
    they are joined, with a bar between them. `rendering` is the dictionary form of what renders it, '' for nothing. A
    place without `word` is English that renders none.
    """

    quotation: Quotation
    pair: int
    confidence: float
    word: str
    syllables: tuple[str, ...]
    rendering: str


class Way(Record):
    """A way in which a word was rendered: how often, in how many texts, and the places that are shown of it."""

    word: str
    syllables: tuple[str, ...]
    rendering: str
    count: int
    texts: int
    places: tuple[Place, ...]


class Concordance(Record):
    """The ways in which a word was rendered: those of the word by itself first, of each sort the most frequent first.

    `across` counts the places where its characters belong to several words that begin or end elsewhere; none of them
    is a place of the word. `is_chinese` tells that it was asked for in Chinese, `is_pinyin` by its pinyin.
    """

    word: str
    ways: tuple[Way, ...]
    count: int
    texts: int
    across: int = 0
    is_chinese: bool = True
    is_pinyin: bool = False


class Places(Record):
    """The places of a word in one text; `read` are those of Chinese that is read so, where it may be pinyin."""

    places: tuple[Place, ...]
    across: int = 0
    read: tuple[Place, ...] = ()


def checked(word: str) -> str:
    """Give a word that can be looked up.

    Raises:
        UsageError: nothing of it is a letter or a character.

    """
    word = " ".join(word.split())
    if not re.search(r"\w", word):
        raise UsageError(f"{word!r}: there is no word in this; give one in Chinese, in English or in pinyin.")
    return word


def counted(word: str, texts: Mapping[str, Places], lexicon: Lexicon, most: int | None = None) -> Concordance:
    """Count the places in all texts, given by their names, by rendering; of each way at most so many are kept."""
    is_pinyin = any(text.read for text in texts.values()) and not any(text.places for text in texts.values())
    counts: dict[tuple[str, tuple[str, ...], str], int] = defaultdict(int)
    names: dict[tuple[str, tuple[str, ...], str], set[str]] = defaultdict(set)
    kept: dict[tuple[str, tuple[str, ...], str], list[Place]] = defaultdict(list)
    for name, text in texts.items():
        for place in text.read if is_pinyin else text.places:
            key = (lexicon.simplify(place.word), tuple(s.lower() for s in place.syllables), place.rendering)
            counts[key] += 1
            names[key].add(name)
            if most is None or len(kept[key]) < most:
                kept[key].append(replace(place, quotation=replace(place.quotation, source=name)))
    asked = lexicon.simplify(word)
    order = sorted(counts, key=lambda key: (key[0] != asked, -counts[key]))
    ways = tuple(Way(*key, counts[key], len(names[key]), tuple(kept[key])) for key in order)
    return Concordance(
        word,
        ways,
        count=sum(counts.values()),
        texts=len(set().union(*names.values())),
        across=sum(text.across for text in texts.values()),
        is_chinese=is_pinyin or bool(HAN_CHARACTER.search(word)),
        is_pinyin=is_pinyin,
    )
