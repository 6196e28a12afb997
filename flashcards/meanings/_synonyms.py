"""English words that say nearly the same as another, as the lexicon holds them (see `lexicon._synonyms`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from flashcards.lexicon import Lexicon

Relatives: TypeAlias = "tuple[tuple[str, float], ...]"

_QUERY_SIZE = 500


def relatives(words: Collection[str], lexicon: Lexicon) -> Mapping[str, Relatives]:
    """Give for each word its relatives with their closeness, 0 to 1; each word is asked for once in a process."""
    known: dict[str, Relatives] = lexicon.derived(_none_known)
    wanted = sorted(set(words) - known.keys())
    known.update(dict.fromkeys(wanted, ()))
    for start in range(0, len(wanted), _QUERY_SIZE):
        chunk = wanted[start : start + _QUERY_SIZE]
        marks = ",".join("?" * len(chunk))
        query = f"SELECT word, relatives FROM synonym WHERE word IN ({marks})"  # noqa: S608  # marks are no values
        known.update((word, _read(told)) for word, told in lexicon.rows(query, *chunk))
    return known


def _none_known(_lexicon: Lexicon) -> dict[str, Relatives]:
    return {}


def _read(told: str) -> Relatives:
    pairs = (entry.split(":") for entry in told.split())
    return tuple((word, int(closeness) / 100) for word, closeness in pairs)
