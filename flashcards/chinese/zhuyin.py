"""Pinyin syllables as zhuyin (bopomofo) and back, by initial and final."""

from __future__ import annotations

import re

_INITIALS = dict(
    zip(
        ("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s"),
        "ㄓㄔㄕㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄖㄗㄘㄙ",
        strict=True,
    )
)
_FINALS = {
    "": "", "a": "ㄚ", "o": "ㄛ", "e": "ㄜ", "ê": "ㄝ", "ai": "ㄞ", "ei": "ㄟ", "ao": "ㄠ", "ou": "ㄡ", "an": "ㄢ",
    "en": "ㄣ", "ang": "ㄤ", "eng": "ㄥ", "er": "ㄦ", "r": "ㄦ", "ong": "ㄨㄥ", "i": "ㄧ", "ia": "ㄧㄚ",
    "io": "ㄧㄛ", "ie": "ㄧㄝ", "iao": "ㄧㄠ", "iu": "ㄧㄡ", "ian": "ㄧㄢ", "in": "ㄧㄣ", "iang": "ㄧㄤ",
    "ing": "ㄧㄥ", "iong": "ㄩㄥ", "iai": "ㄧㄞ", "u": "ㄨ", "ua": "ㄨㄚ", "uo": "ㄨㄛ", "uai": "ㄨㄞ",
    "ui": "ㄨㄟ", "uan": "ㄨㄢ", "un": "ㄨㄣ", "uang": "ㄨㄤ", "ueng": "ㄨㄥ", "ü": "ㄩ", "üe": "ㄩㄝ",
    "üan": "ㄩㄢ", "ün": "ㄩㄣ", "m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ",
}  # fmt: skip
_WHOLE = {
    "yi": "i",
    "wu": "u",
    "yu": "ü",
    "you": "iu",
    "wei": "ui",
    "wen": "un",
    "weng": "ueng",
    "yin": "in",
    "ying": "ing",
    "yong": "iong",
}
"""Syllables without an initial whose spelling shortens the final, or hides it."""
_TONES = {1: "", 2: "ˊ", 3: "ˇ", 4: "ˋ"}
"""The marks behind a syllable; the neutral tone has its dot before it."""
_INITIALS_BACK = {sign: letters for letters, sign in _INITIALS.items()}
_FINALS_BACK = {signs: letters for letters, signs in reversed(_FINALS.items()) if letters not in ("r", "ueng")}
_MARKS = {mark: tone for tone, mark in _TONES.items() if mark} | {"˙": 5}
"""The tones by their marks; CC-CEDICT numbers the neutral one 5."""
SYLLABLE = re.compile(r"˙?(?:[ㄅ-ㄙ][ㄧㄨㄩ]?[ㄚ-ㄦ]?|[ㄧㄨㄩ][ㄚ-ㄦ]?|[ㄚ-ㄦ])[ˊˇˋ˙]?")
"""A syllable in zhuyin, with the mark of its tone."""
_BUZZED = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
"""Initials whose i is no vowel and is not written."""


def zhuyin(letters: str, tone: int) -> str:
    """Write a syllable of lower-case letters; what is no syllable of Mandarin stays as it is.

    The first tone has no mark; the dot of the neutral tone stands before the syllable.
    """
    initial, final = _split(letters)
    if final not in _FINALS:
        return letters
    body = _INITIALS.get(initial, "") + _FINALS[final]
    return f"˙{body}" if tone == 5 else body + _TONES[tone]


def is_sign(character: str) -> bool:
    """Whether a character is a letter of zhuyin, or the mark of a tone."""
    return "\u3105" <= character <= "\u312f" or character in _MARKS


def syllable(zhuyin: str) -> tuple[str, int]:
    """Read a syllable in zhuyin: its letters in pinyin, with ü, and its tone."""
    tone = next((_MARKS[sign] for sign in zhuyin if sign in _MARKS), 1)
    body = zhuyin.strip("".join(_MARKS))
    initial = _INITIALS_BACK.get(body[:1], "")
    final = _FINALS_BACK.get(body[bool(initial) :], "")
    if not initial:
        return _alone(final), tone
    if initial in ("j", "q", "x"):
        final = final.replace("ü", "u")
    return initial + (final or "i" * (initial in _BUZZED)), tone


def _alone(final: str) -> str:
    """Spell a final that is a syllable by itself: i as yi, uo as wo, ü as yu."""
    whole = "weng" if final == "ong" else next((word for word, spelled in _WHOLE.items() if spelled == final), None)
    if whole or not final:
        return whole or ""
    return {"i": "y", "u": "w", "ü": "yu"}.get(final[0], final[0]) + final[1:]


def _split(letters: str) -> tuple[str, str]:
    """Part a syllable into initial and final, the final spelled out: "yuan" -> ("", "üan"), "ju" -> ("j", "ü")."""
    if letters in _FINALS and letters[0] not in "iuü":
        return "", letters
    if letters in _WHOLE:
        return "", _WHOLE[letters]
    if letters.startswith("yu"):
        return "", "ü" + letters[2:]
    if letters[0] in "yw":
        return "", ("i" if letters[0] == "y" else "u") + letters[1:]
    initial = next((i for i in _INITIALS if letters.startswith(i)), "")
    final = letters[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    if initial in _BUZZED and final == "i":
        final = ""
    return initial, final
