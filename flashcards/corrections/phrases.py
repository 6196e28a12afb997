"""Words of corrections in texts, white space aside: which of many stand in one is found in a single pass over it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_Thing = TypeVar("_Thing")

_LENGTHS = (8, 4, 2, 1)
"""Characters of a phrase that it is found by, as many as it has: few phrases share eight, and each length costs a look
at every place of a text. Set by hand."""
_FEW = 20
"""Phrases that are looked for one by one, which takes less time than a pass over the text. Set by hand."""


def squeezed(text: str) -> str:
    """Take white space out of a text: lines may be wrapped otherwise another day."""
    return "".join(text.split())


class Index(Generic[_Thing]):
    """Things by the words that must stand in a text for them to fit; where these are none they fit everywhere."""

    def __init__(self, things: Iterable[tuple[str, _Thing]]) -> None:
        self._things: list[_Thing] = []
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, (words, thing) in enumerate(things):
            self._things.append(thing)
            self._numbers[squeezed(words)].append(number)
        self._everywhere = self._numbers.pop("", [])
        self._by_start: dict[int, dict[str, list[str]]] = {}
        for phrase in self._numbers:
            length = next(each for each in _LENGTHS if each <= len(phrase))
            self._by_start.setdefault(length, {}).setdefault(phrase[:length], []).append(phrase)

    def within(self, text: str) -> list[_Thing]:
        """Give the things that fit a text, in their order."""
        bare = squeezed(text) if self._numbers else ""
        numbers = [number for phrase in self._phrases_in(bare) for number in self._numbers[phrase]]
        return [self._things[number] for number in sorted((*self._everywhere, *numbers))]

    def _phrases_in(self, text: str) -> Iterable[str]:
        if len(self._numbers) <= _FEW:
            return [phrase for phrase in self._numbers if phrase in text]
        return {
            phrase
            for length, by_start in self._by_start.items()
            for at in range(len(text) - length + 1)
            for phrase in by_start.get(text[at : at + length], ())
            if text.startswith(phrase, at)
        }
