"""Answers that are kept with the lexicon they were drawn from, so that each question is asked once in a process."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from flashcards.lexicon._lexicon import Lexicon

_Key = TypeVar("_Key", bound="Hashable")
_Answer = TypeVar("_Answer")


def cached_in_lexicon(function: Callable[[_Key, Lexicon], _Answer]) -> Callable[[_Key, Lexicon], _Answer]:
    """Make a function of a key and a lexicon ask once for each key; the answers live as long as the lexicon."""

    def answers(_lexicon: Lexicon) -> dict[_Key, _Answer]:
        return {}

    @wraps(function)
    def ask(key: _Key, lexicon: Lexicon) -> _Answer:
        known = lexicon.derived(answers)
        try:
            return known[key]  # asked a hundred times for each time that it is not there
        except KeyError:
            pass
        answer = known[key] = function(key, lexicon)
        return answer

    return ask
