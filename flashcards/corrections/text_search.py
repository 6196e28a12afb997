"""Where words of a correction stand in a text, white space aside."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flashcards.corrections.phrases import squeezed
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import Sentence, Span


class Searchable(Record, dict=True):
    """A text without its white space, and where each of its characters stands."""

    text: str

    @cached_property
    def _squeezed(self) -> str:
        return squeezed(self.text)

    @cached_property
    def _places(self) -> list[int]:
        return [place for place, character in enumerate(self.text) if not character.isspace()]

    def spans(self, words: str) -> list[Span]:
        """Give where words stand, from the first on, none within another."""
        wanted = squeezed(words)
        if not wanted:
            return []
        spans, start = [], self._squeezed.find(wanted)
        while start >= 0:
            spans.append((self._places[start], self._places[start + len(wanted) - 1] + 1))
            start = self._squeezed.find(wanted, start + len(wanted))
        return spans

    def __contains__(self, words: str) -> bool:
        return squeezed(words) in self._squeezed


class Side(Record, dict=True):
    """The sentences of one language, one behind the other, as one text; where a stretch stands is told in its places.

    A line end between two sentences is no part of any stretch.
    """

    sentences: tuple[Sentence, ...]

    @cached_property
    def searchable(self) -> Searchable:
        """The text of all sentences."""
        return Searchable("\n".join(sentence.text for sentence in self.sentences))

    @cached_property
    def _starts(self) -> list[int]:
        starts, place = [], 0
        for sentence in self.sentences:
            starts.append(place)
            place += len(sentence.text) + 1
        return starts

    def parted(self, borders: Sequence[int]) -> tuple[tuple[Span, Sentence, int], ...]:
        """Part the sentences at places of the text; give each part with its span and the number of its sentence."""
        inner = sorted(set(borders))
        parts: list[tuple[Span, Sentence, int]] = []
        at = 0
        for number, (sentence, start) in enumerate(zip(self.sentences, self._starts, strict=True)):
            end = start + len(sentence.text)
            while at < len(inner) and inner[at] <= start:
                at += 1
            cuts = [start]
            while at < len(inner) and inner[at] < end:
                cuts.append(inner[at])
                at += 1
            spans = list(zip(cuts, [*cuts[1:], end], strict=True))
            parts += [(s, part, number) for s in spans for part in _part(sentence, s[0] - start, s[1] - start)]
        return tuple(parts)


def _part(sentence: Sentence, start: int, end: int) -> Iterator[Sentence]:
    """Give a part of a sentence without the white space about it; none where nothing else is in it."""
    text = sentence.text[start:end]
    if (start, end) == (0, len(sentence.text)):
        yield sentence
    elif text.strip():
        start += len(text) - len(text.lstrip())
        stop = start + len(text.strip())
        pinyin = tuple((at - start, syllable) for at, syllable in sentence.pinyin if start <= at < stop)
        place, twin = sentence.start, sentence.other_script[start:stop]
        yield replace(
            sentence, text=text.strip(), start=place + start, end=place + stop, pinyin=pinyin, other_script=twin
        )
