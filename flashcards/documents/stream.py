"""The Chinese of a text in one row, and which stretch of it is read by pinyin that stands apart from it.

The idea: pinyin far from its Chinese comes in the order of the text, so it is looked for first behind what was read
last, and elsewhere only while that is bearable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.pinyin import LONGEST_SYLLABLE, is_trusted, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.passages import Extract
    from flashcards.documents.pinyin import Readings
    from flashcards.records import Span

_FEWEST_OF_A_PART = 6
"""Syllables of pinyin that begins or ends within a passage of Chinese: a line of a page may."""
_MOST_IN_VAIN = 200_000
"""Characters that are compared in vain, in all, with pinyin that stands apart from its Chinese: where it comes in the
order of the text hardly any, while lines that read nothing would take time that grows with the square. Set by hand."""


class Stream:
    """What is read aloud in the Chinese passages of an extract; indexed once it is needed."""

    def __init__(self, extract: Extract, readings: Readings) -> None:
        self._passages = extract.passages
        self._texts = [extract.text[passage.start : passage.end] for passage in extract.passages]
        self._readings = readings
        self._characters: list[str] = []  # and names and numbers
        self._places: list[int] = []  # in the text, of each of them
        self._firsts: dict[int, int] = {}  # where in the row each passage begins
        self._lengths: dict[int, int] = {}  # of passages, by where in the row each begins
        self._starts: dict[str, list[int]] = {}  # where in the row each reading stands
        self._next = 0  # where in the row what was read last ends
        self._in_vain = 0  # characters that were compared with pinyin they have not

    def first(self, number: int) -> int:
        """Tell where in the row a passage begins."""
        if not self._characters:
            self._index()
        return self._firsts[number]

    def _index(self) -> None:
        """Put the characters of all Chinese passages in one row, and note where each reading is; once it is needed."""
        for number, text in enumerate(self._texts):
            if not HAN_CHARACTER.search(text):
                continue
            tokens = self._readings.tokens(text)
            self._firsts[number] = len(self._characters)
            self._lengths[len(self._characters)] = len(tokens)
            self._places += [self._passages[number].start + place for place in self._readings.places(text)]
            for token in tokens:
                for reading in self._readings.of(token):
                    self._starts.setdefault(reading, []).append(len(self._characters))
                self._characters.append(token)

    def read_by(self, latin: str, first: int, count: int = 0) -> dict[int, str]:
        """Give the syllables of a Latin text that reads so much of the row, by the places of their characters.

        Without `count` it reads the passage that begins there.
        """
        last = first + (count or self._lengths[first])
        tokens = self._characters[first:last]
        syllables = self._readings.syllables(latin, tokens) or [""] * len(tokens)
        return {
            place: syllable
            for place, token, syllable in zip(self._places[first:last], tokens, syllables, strict=True)
            if syllable and HAN_CHARACTER.match(token)
        }

    def stretch_read(self, latin: str, *, usual: bool) -> Span | None:
        """Tell what a passage reads, a whole Chinese passage of the text or a long part of some: its start, its length.

        Both are counted in the row.
        """
        if not self._characters:
            self._index()
        letters = spelling(latin).letters
        for start in self._beginnings(letters):
            in_vain = self._in_vain
            count = self._passage_read(letters, start) or self._run(letters, start)
            least = 1 if start in self._lengths else _FEWEST_OF_A_PART
            if count >= least and is_trusted(latin, count, usual=usual):
                self._next, self._in_vain = start + count, in_vain
                return start, count
        return None

    def _beginnings(self, letters: str) -> Iterator[int]:
        """Yield where in the row letters may begin: behind what was read last, then anywhere, while it is bearable.

        Pinyin far from its Chinese comes in the same order, so the first is nearly always right.
        """
        syllables = [letters[:length] for length in range(1, min(LONGEST_SYLLABLE, len(letters)) + 1)]
        if self._next < len(self._characters) and not self._readings.of(self._characters[self._next]).isdisjoint(
            syllables
        ):
            yield self._next
        for syllable in syllables:
            for start in self._starts.get(syllable, ()):
                if self._in_vain > _MOST_IN_VAIN:
                    return
                yield start

    def _passage_read(self, letters: str, start: int) -> int:
        """Tell how many characters a passage has that begins at `start` and is what letters read; 0 for none."""
        count = self._lengths.get(start, 0)
        self._in_vain += count
        is_read = count and len(letters) in self._readings.ends(letters, 0, self._characters[start : start + count])
        return count if is_read else 0

    def _run(self, letters: str, start: int) -> int:
        """Tell how many characters from `start` on all letters read; 0 where they do not."""
        reached = {0}
        for count, token in enumerate(self._characters[start : start + len(letters)], 1):
            reached = {end for place in reached for end in self._readings.ends(letters, place, (token,))}
            self._in_vain += 1
            if len(letters) in reached:
                return count
            if not reached:
                break
        return 0

    def part(self, number: int, span: Span) -> Span:
        """Tell where in the row a part of a passage begins, and how long it is there."""
        places = self._readings.places(self._texts[number])
        before = sum(place < span[0] for place in places)
        return self.first(number) + before, sum(span[0] <= place < span[1] for place in places)
