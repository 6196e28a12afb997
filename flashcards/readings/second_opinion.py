"""A second opinion on characters with several readings: g2pM's small network, run here over many sentences at once.

g2pM (Park and Lee 2020, "g2pM: A Neural Grapheme-to-Phoneme Conversion Package for Mandarin Chinese") reads a sentence
with one bidirectional LSTM layer of 32 cells each way. Its weights are 1.6 MB; its own program reads one sentence at a
time. Only its data files are used, and only their arrays: they are pickles, so nothing else in them may load.
"""

from __future__ import annotations

import pickle
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_UNKNOWN, _BEGIN, _END = "<UNK>", "시", "끝"
_CELLS = 32
"""The size of the network's memory, in each direction; given by the weights of g2pM."""
_BATCH = 64
"""Sentences that are read at once. Set by hand, to bound memory."""
_LEAST = 0.001
"""Less likely readings are not told: one in a thousand changes no choice (`reading_weights.LEAST_LOGARITHM`)."""
_ALLOWED = {
    ("numpy.core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy.core.multiarray", "scalar"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("collections", "OrderedDict"),
}
Opinion = dict[int, dict[str, float]]
"""For places in a text, how likely each reading of the character there is (at least 0.001)."""


class SecondOpinion:
    """The network with its weights; `None` stands for it where g2pM is not installed."""

    def __init__(self, folder: Path) -> None:
        weights = _load(folder / "np_ckpt.pkl")
        self._index: dict[str, int] = _load(folder / "char2idx.pkl")
        classes: dict[str, int] = _load(folder / "class2idx.pkl")
        self._names = {at: name.replace("u:", "ü") for name, at in classes.items()}
        readings: dict[str, list[str]] = _load(folder / "digest_cedict.pkl")
        self._several = frozenset(char for char, choices in readings.items() if len(choices) > 1 and len(char) == 1)
        self._embedding = weights["embedding.weight"]
        self._ways = [
            (
                weights[f"lstm.weight_ih_l0{w}"].T,
                weights[f"lstm.weight_hh_l0{w}"].T,
                weights[f"lstm.bias_ih_l0{w}"] + weights[f"lstm.bias_hh_l0{w}"],
            )
            for w in ("", "_reverse")
        ]
        self._layers = [(weights[f"logit_layer.{n}.weight"].T, weights[f"logit_layer.{n}.bias"]) for n in (0, 2)]

    def ask(self, texts: Sequence[str]) -> list[Opinion]:
        """Give the opinion on every character of several readings in each text."""
        opinions: list[Opinion] = [{} for _ in texts]
        order = sorted(
            (at for at, text in enumerate(texts) if self._several & set(text)), key=lambda at: len(texts[at])
        )
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            for at, opinion in zip(batch, self._ask_batch([texts[at] for at in batch]), strict=True):
                opinions[at] = opinion
        return opinions

    def _ask_batch(self, texts: Sequence[str]) -> list[Opinion]:
        import numpy as np

        unknown = self._index[_UNKNOWN]
        rows = [
            [self._index[_BEGIN], *(self._index.get(c, unknown) for c in text), self._index[_END]] for text in texts
        ]
        forward = self._run(rows, 0)
        backward = self._run([row[::-1] for row in rows], 1)
        places = [(n, at) for n, text in enumerate(texts) for at, char in enumerate(text) if char in self._several]
        hidden = np.stack(
            [np.concatenate((forward[n, at + 1], backward[n, len(rows[n]) - at - 2])) for n, at in places]
        )
        shares = self._shares(hidden)
        opinions: list[Opinion] = [{} for _ in texts]
        for (n, at), row in zip(places, shares, strict=True):
            likely = np.flatnonzero(row > _LEAST)
            opinions[n][at] = {self._names[int(k)]: float(row[k]) for k in likely}
        return opinions

    def _run(self, rows: Sequence[Sequence[int]], way: int) -> Floats:
        """Run the cells over padded rows; what follows a row's end is never looked at."""
        import numpy as np

        inward, onward, bias = self._ways[way]
        length = max(map(len, rows))
        padded = np.array([[*row, *[0] * (length - len(row))] for row in rows])
        inputs = self._embedding[padded] @ inward + bias
        hidden = np.zeros((len(rows), _CELLS), np.float32)
        memory = np.zeros_like(hidden)
        out = np.empty((len(rows), length, _CELLS), np.float32)
        for at in range(length):
            gates = inputs[:, at] + hidden @ onward
            opened = 1 / (1 + np.exp(-gates))
            taken, kept, shown = opened[:, :_CELLS], opened[:, _CELLS : 2 * _CELLS], opened[:, 3 * _CELLS :]
            memory = kept * memory + taken * np.tanh(gates[:, 2 * _CELLS : 3 * _CELLS])
            hidden = shown * np.tanh(memory)
            out[:, at] = hidden
        return out

    def _shares(self, hidden: Floats) -> Floats:
        import numpy as np

        (first, first_bias), (last, last_bias) = self._layers
        scores = np.maximum(hidden @ first + first_bias, 0) @ last + last_bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares


def open_second_opinion() -> SecondOpinion | None:
    """Load the network; None where g2pM or numpy is not installed."""
    spec = find_spec("g2pM")
    if spec is None or not spec.submodule_search_locations or find_spec("numpy") is None:
        return None
    return SecondOpinion(Path(spec.submodule_search_locations[0]))


class _Arrays(pickle.Unpickler):
    """Loads arrays and plain containers, and refuses everything else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is no array")
        return super().find_class(module, name)


def _load(path: Path) -> Any:
    with path.open("rb") as file:
        return _Arrays(file).load()
