"""The words of a text gathered: each with every place where it stands and how it was rendered there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flashcards.vocabulary._phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word


@dataclass(slots=True)
class Gathered:
    """A word of the text, or a phrase of it, with the places where it stands, in the order of the text.

    `running` counts the places where it is a running word of the text: of a phrase whose words stand there as well,
    they are.
    """

    places: list[tuple[AnnotatedPair, Word]] = field(default_factory=list)
    is_phrase: bool = False
    running: int = 0

    @property
    def renderings(self) -> tuple[tuple[str, int], ...]:
        """How it was rendered, most frequent first, then as met."""
        told = Counter(w.rendering.text for _, w in self.places if w.rendering and w.rendering.text)
        return tuple(sorted(told.items(), key=lambda item: -item[1]))


def gather(pairs: Sequence[AnnotatedPair], lexicon: Lexicon) -> tuple[Gathered, ...]:
    """Gather the words of a text by how they are written and read, and the phrases that it repeats.

    A word that stands only inside such a phrase is no word of the text (锚 and 点 of 锚点).
    """
    phrases = Phrases(pairs, lexicon)
    found: dict[tuple[str, tuple[str, ...]], Gathered] = {}
    for one in pairs:
        words = tuple(phrases.words(one))
        begun = {word.start for word, is_phrase in words if not is_phrase}
        for word, is_phrase in words:
            key = (word.text, tuple(s.lower() for s in word.syllables))
            gathered = found.setdefault(key, Gathered(is_phrase=is_phrase))
            gathered.places.append((one, word))
            gathered.running += not is_phrase or word.start not in begun
    return tuple(found.values())
