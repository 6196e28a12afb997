"""English words that say nearly the same as a token, as the lexicon holds them (see `lexicon._synonyms`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.lexicon.comparing import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon

Relatives: TypeAlias = "tuple[NDArray[np.uint16], NDArray[np.floating]]"
"""The numbers of stems, and how close each is, 0 to 1."""

_QUERY_SIZE = 500
_NONE = (np.zeros(0, np.uint16), np.zeros(0, np.float32))


def relatives(tokens: Sequence[EnglishType], lexicon: Lexicon) -> list[Relatives]:
    """Give the relatives of each token's parts. Each is asked for once in a process."""
    joined: dict[str, Relatives] = lexicon.derived(_none_joined)
    new = {t.text: t for t in tokens if t.text not in joined}
    joined.update(zip(new, _looked_up(list(new.values()), lexicon), strict=True))
    return [joined[t.text] for t in tokens]


def closeness_of(token: EnglishType, lexicon: Lexicon) -> Mapping[int, float]:
    """Give the relatives of a token as how close each stem is, by its number; each token's are laid out once."""
    known: dict[str, dict[int, float]] = lexicon.derived(_none_laid_out)
    found = known.get(token.text)
    if found is None:
        ((numbers, closeness),) = relatives([token], lexicon)
        found = known[token.text] = dict(zip(numbers.tolist(), closeness.tolist(), strict=True))
    return found


def _looked_up(tokens: Sequence[EnglishType], lexicon: Lexicon) -> list[Relatives]:
    known: dict[str, Relatives] = lexicon.derived(_none_known)
    stems = [tuple(dict.fromkeys(map(stem, t.parts))) for t in tokens]
    wanted = sorted({one for told in stems for one in told} - known.keys())
    known.update(dict.fromkeys(wanted, _NONE))
    for start in range(0, len(wanted), _QUERY_SIZE):
        chunk = wanted[start : start + _QUERY_SIZE]
        marks = ",".join("?" * len(chunk))
        query = f"SELECT word, stems, weights FROM synonym WHERE word IN ({marks})"  # noqa: S608  # marks are no values
        for word, numbers, weights in lexicon.rows(query, *chunk):
            closeness = np.frombuffer(weights, np.uint8).astype(np.float32) / 255
            known[word] = np.frombuffer(numbers, np.uint16), closeness
    return [_joined([known[one] for one in told]) for told in stems]


def _joined(told: Sequence[Relatives]) -> Relatives:
    if not told:
        return _NONE
    return np.concatenate([numbers for numbers, _ in told]), np.concatenate([weights for _, weights in told])


def _none_joined(_lexicon: Lexicon) -> dict[str, Relatives]:
    return {}


def _none_laid_out(_lexicon: Lexicon) -> dict[str, dict[int, float]]:
    return {}


def _none_known(_lexicon: Lexicon) -> dict[str, Relatives]:
    return {}
