"""Pairs that are cut, read and linked as the program does, for tests of what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flashcards import links, readings, senses, words
from flashcards.records import AlignedPair, AnnotatedPair
from tests.samples import pair

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

PODS = (
    ("每个云舱都有一扇窗户。", "Every pod has a window."),
    ("云舱里很安静。", "It is quiet in the pod."),
    ("孩子们喜欢在云舱里看书。", "The children love to read in the pod."),
    ("深海地图告诉我们鱼在哪里。", "The deep-sea map tells us where the fish are."),
    ("没有深海地图，船就回不来。", "Without the deep-sea map the ship cannot come back."),
    ("我的祖母每天早上泡一壶绿茶。", "My grandmother brews a pot of green tea every morning."),
    ("她从昆明坐火车到伦敦。", "She took the train from Kunming to London."),
    ("他的建议非常接地气。", "His advice was the most grounded of all."),
    ("这条供应链很长。", "The supply chain is long."),
)
"""A text with a word that no dictionary has (云舱 pod), a term of two words (深海地图), names and plain words."""


def read(pairs: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    """Cut and read the Chinese of pairs."""
    return tuple(_read(pair(chinese, english), n, lexicon) for n, (chinese, english) in enumerate(pairs, 1))


def _read(pair: AlignedPair, position: int, lexicon: Lexicon) -> AnnotatedPair:
    cut_words = words.cut(pair.chinese_text, lexicon, english=pair.english_text)
    return AnnotatedPair(pair, readings.read(cut_words, lexicon, english=pair.english_text), position)


def link(pairs: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    """Cut, read and link pairs as one text."""
    return linked(read(pairs, lexicon), lexicon)


def linked(pairs: Iterable[AnnotatedPair], lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    """Link pairs that are read, and choose the readings and senses of their words."""
    return tuple(senses.choose(readings.reread(pair, lexicon), lexicon) for pair in links.link(tuple(pairs), lexicon))
