"""The words of a text gathered: each with every place where it stands and how it was rendered there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.glosses.comparison import squeezed
from flashcards.records import Level, WordKind
from flashcards.vocabulary._kinds import GRAMMAR, MEASURES
from flashcards.vocabulary._phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word


@dataclass(slots=True)
class Gathered:
    """A word of the text, or a phrase of it, with the places where it stands, in the order of the text.

    `running` counts the places where it is a running word of the text: of a phrase whose words stand there as well,
    they are. `cut_off` counts those where it is a character beside another such, and the translator does not show both
    as words: pieces of a word that no dictionary has.
    """

    places: list[tuple[AnnotatedPair, Word]] = field(default_factory=list)
    is_phrase: bool = False
    running: int = 0
    cut_off: int = 0

    @property
    def is_loose(self) -> bool:
        """Whether it never stands as a word of its own."""
        return self.cut_off == len(self.places)

    @property
    def renderings(self) -> tuple[tuple[str, int], ...]:
        """How it was rendered, most frequent first, then as met; a hyphen for a space makes no other rendering."""
        texts = [w.rendering.text for _, w in self.places if w.rendering and w.rendering.text]
        written: dict[str, str] = {}
        counts = Counter(written.setdefault(squeezed(text), text) for text in texts)
        return tuple(sorted(counts.items(), key=lambda item: -item[1]))


def gather(pairs: Sequence[AnnotatedPair], lexicon: Lexicon) -> tuple[Gathered, ...]:
    """Gather the words of a text by how they are written and read, and the phrases that it repeats.

    A word that stands only inside such a phrase is no word of the text (锚 and 点 of 锚点).
    """
    phrases = Phrases(pairs, lexicon)
    by_word: dict[tuple[str, tuple[str, ...]], Gathered] = {}
    for annotated in pairs:
        words = tuple(phrases.words(annotated))
        begun = {word.start for word, is_phrase in words if not is_phrase}
        whole = [] if annotated.pair.is_untranslated else [word for word, is_phrase in words if not is_phrase]
        pieces = _pieces(whole, lexicon)  # without a translation nothing tells 喝 茶 (drink tea) from pieces
        for word, is_phrase in words:
            key = (word.text, tuple(s.lower() for s in word.syllables))
            gathered = by_word.setdefault(key, Gathered(is_phrase=is_phrase))
            gathered.places.append((annotated, word))
            gathered.running += not is_phrase or word.start not in begun
            gathered.cut_off += word.start in pieces
    return tuple(by_word.values())


def _pieces(words: Sequence[Word], lexicon: Lexicon) -> set[int]:
    """Give where characters begin that were cut off a word: two side by side, no grammar, neither rendered.

    Of two that no list teaches one may be rendered: the translator's word is then that of both (触达 "reach").
    """
    starts: set[int] = set()
    for first, second in pairwise(words):
        both = (first, second)
        if first.end != second.start or not all(map(_is_single, both)):
            continue
        bare = sum(word.rendering is None for word in both)
        if bare == len(both) or (bare and all(lexicon.level(word.text) == Level() for word in both)):
            starts |= {first.start, second.start}
    return starts


def _is_single(word: Word) -> bool:
    """Whether this is a character that neither holds a sentence together nor counts."""
    is_single = len(word.text) == 1 and word.kind in (WordKind.DICTIONARY, WordKind.UNKNOWN)
    return is_single and word.text not in GRAMMAR and word.text not in MEASURES
