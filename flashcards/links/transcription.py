"""Foreign names in Chinese characters and in Latin letters: 伦敦 lundun and London, 拉穆尔 lamuer and Lamour.

Both sides are reduced to skeletons of a few classes of consonants, a vowel being only a vowel, and compared by a
weighted edit distance (after Knight and Graehl, 1998, without training: the costs are set by hand from the usual
tables of transcription).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_INITIAL = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcswy]")
_INITIALS = dict(zip("b p m f d t n l g k h j q x r z c s w y".split(), "ppmfttnlkkhjjslzzswy", strict=True)) | {  # noqa: SIM905  # words read better as words
    "zh": "j",
    "ch": "j",
    "sh": "s",
}
_SPELLINGS = """
    sch:s tch:j sh:s ch:j ph:f th:t ck:k gh:k ts:z x:ks qu:kw c:k q:k g:k j:j z:z s:s b:p p:p m:m f:f v:w w:w d:t t:t
    n:n l:l r:l k:k h:h y:y a:a e:a i:a o:a u:a
"""
_LETTERS = dict(pair.split(":") for pair in _SPELLINGS.split())
_LONGEST_LETTER = 3
"""Letters of the longest spelling above: sch, tch."""
_SOFT = {"c": "s", "g": "j"}
_VOWEL = "a"
_NEAR = {
    "pf": 0.5, "wf": 0.8, "wp": 0.6, "kh": 0.6, "kj": 0.6, "sz": 0.8, "sj": 0.6, "zj": 0.7, "nm": 0.6, "ln": 0.3,
    "yj": 0.5, "ya": 0.8, "wa": 0.8, "hw": 0.4, "tz": 0.4, "tj": 0.3, "yl": 0.2, "hf": 0.3, "ts": 0.4, "kz": 0.3,
    "ks": 0.2,
}  # fmt: skip
_UNLIKE = -0.6
"""What two sounds cost that are not near; like all costs here, set by hand."""
_GAPS = {"a": -0.15, "h": -0.3, "l": -0.35, "n": -0.5, "w": -0.4, "y": -0.4, "s": -0.5, "t": -0.5, "k": -0.6}
"""What it costs to leave a sound out: vowels and h come and go, stops seldom. Set by hand, as all costs here."""
_GAP = -0.7
"""The same for all other sounds."""
_VOWEL_WEIGHT = 0.3
"""How much a vowel counts beside a consonant: transcriptions keep consonants."""
_NEVER = -9.0
"""Below every sum of costs of a name that is read."""
_SOUNDS = "apftkjszmnlwyh"


def spelled(syllables: Sequence[str]) -> str:
    """Reduce syllables of pinyin to a skeleton: ("lun2", "dun1") -> "lantan"."""
    skeleton = []
    for syllable in syllables:
        letters = re.sub(r"[^a-zü]", "", syllable.lower())
        match = _INITIAL.match(letters)
        initial = match[0] if match else ""
        rest = letters[len(initial) :]
        if rest == "er":
            skeleton.append("l")
        elif letters:
            nasal = "n" if rest.endswith(("n", "ng")) else ""
            skeleton.append(_INITIALS.get(initial, "") + _VOWEL + nasal)
    return "".join(skeleton)


@lru_cache(maxsize=20_000)
def written(word: str) -> str:
    """Reduce an English spelling to a skeleton: "london" -> "lantan"."""
    skeleton, place = "", 0
    while place < len(word):
        letters = next(
            (word[place : place + n] for n in range(_LONGEST_LETTER, 0, -1) if word[place : place + n] in _LETTERS),
            word[place],
        )
        sound = _LETTERS.get(letters, "")
        if letters in _SOFT and word[place + 1 : place + 2] in tuple("eiy"):
            sound = _SOFT[letters]
        if sound and not skeleton.endswith(sound):
            skeleton += sound
        place += len(letters)
    return skeleton


def likenesses(lefts: Sequence[str], rights: Sequence[str]) -> NDArray[np.float64]:
    """Compare skeletons pair by pair: 1 for the same, 0 for nothing in common; all pairs at once."""
    if not lefts:
        return np.zeros(0)
    left, right = _encoded(lefts), _encoded(rights)
    rows, columns = left.shape[1], right.shape[1]
    # best[k] is the value of the best path to the k-th prefix of `right`; what is past a skeleton's end costs nothing.
    best = np.concatenate([np.zeros((len(lefts), 1)), np.cumsum(_GAP_COSTS[right], axis=1)], axis=1)
    for row in range(rows):
        gap = _GAP_COSTS[left[:, row]]
        new = np.empty_like(best)
        new[:, 0] = best[:, 0] + gap
        for column in range(columns):
            matched = best[:, column] + _MATCHES[left[:, row], right[:, column]]
            skipped = np.maximum(best[:, column + 1] + gap, new[:, column] + _GAP_COSTS[right[:, column]])
            new[:, column + 1] = np.maximum(matched, skipped)
        best = new
    longest = np.maximum(_WEIGHTS[left].sum(axis=1), _WEIGHTS[right].sum(axis=1))
    likeness: NDArray[np.float64] = np.maximum(best[:, -1] / longest, 0.0)
    return likeness


def _encoded(skeletons: Sequence[str]) -> NDArray[np.int64]:
    """Give the sounds as numbers; shorter skeletons are filled up with 0, which stands for no sound."""
    rows = {skeleton: row for row, skeleton in enumerate(dict.fromkeys(skeletons))}
    numbered = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for skeleton, row in rows.items():
        numbered[row, : len(skeleton)] = [_SOUNDS.index(sound) + 1 for sound in skeleton]
    return numbered[[rows[skeleton] for skeleton in skeletons]]


def _costs() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Lay the costs out by the numbers of sounds: of matches, of gaps, and how much each sound weighs."""
    size = len(_SOUNDS) + 1
    matches = np.full((size, size), _NEVER)
    for row, sound in enumerate(_SOUNDS, 1):
        for column, rival in enumerate(_SOUNDS, 1):
            weight = _VOWEL_WEIGHT if _VOWEL in (sound, rival) else 1.0
            unlike = _NEVER if _VOWEL in (sound, rival) else _UNLIKE
            near = _NEAR.get(sound + rival, _NEAR.get(rival + sound))
            matches[row, column] = weight if sound == rival else unlike if near is None else near * weight
    gaps = np.array([0.0, *(_GAPS.get(sound, _GAP) for sound in _SOUNDS)])
    weights = np.array([0.0, *(_VOWEL_WEIGHT if sound == _VOWEL else 1.0 for sound in _SOUNDS)])
    return matches, gaps, weights


_MATCHES, _GAP_COSTS, _WEIGHTS = _costs()
