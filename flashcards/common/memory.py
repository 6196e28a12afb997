"""What was made of the same inputs before, for work that is done again and again upon what has hardly changed.

*The idea:* the stages of a build are functions of records, and records do not change. So a session that builds a text
anew after each change hands its memory through the stages; whatever rests on nothing that is new is taken from it. A
build that is done once hands `afresh`, which remembers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable

_Made = TypeVar("_Made")


class Remember(Protocol):
    """Gives what some work makes of its inputs, which decide it alone."""

    def __call__(self, work: Callable[..., _Made], /, *inputs: Any) -> _Made:
        """Do the work, or give what it made of the same inputs."""
        ...


def afresh(work: Callable[..., _Made], /, *inputs: Any) -> _Made:
    """Do the work, and remember nothing."""
    return work(*inputs)


class _Value(NamedTuple):
    """An input that is compared by what stands in it."""

    of: Any

    def given(self) -> Any:
        """Give the input."""
        return self.of


def steady(value: _Made, remember: Remember) -> _Made:
    """Give what is equal to something of before as that same object, so that what was made of it is known."""
    as_before: _Made = remember(_Value.given, _Value(value))
    return as_before


class Memory:
    """Remembers what was made since the last but one `settle`.

    A record is the same where it is the same object, since comparing what stands in it would take as long as the work;
    so is a tuple of records. All other inputs are compared.
    """

    def __init__(self) -> None:
        self._now: dict[Any, tuple[Any, Any]] = {}
        self._before: dict[Any, tuple[Any, Any]] = {}

    def __call__(self, work: Callable[..., _Made], /, *inputs: Any) -> _Made:
        """Do the work, or give what it made of the same inputs."""
        key = (work, *map(_key, inputs))
        kept = self._now.get(key)
        if kept is None:
            kept = self._before.get(key) or (inputs, work(*inputs))  # with the inputs, so that an id stays its own
            self._now[key] = kept
        outcome: _Made = kept[1]
        return outcome

    def settle(self) -> None:
        """Forget what was not asked for since this was called last."""
        self._before, self._now = self._now, {}


def _key(given: Any) -> Any:
    is_record = isinstance(given, Record) or (type(given) is tuple and given and isinstance(given[0], Record))
    return id(given) if is_record else given
