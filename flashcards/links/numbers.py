"""Numbers as both languages write them: 4.6亿 is "460 million", 22日 is "22nd", 三 is "three" or "third"."""

from __future__ import annotations

import re

from flashcards.chinese import numerals

_MEASURES = "[年月]份|[年月日号点时分秒岁个名位次条件种届家倍]"
_WRITTEN = re.compile(rf"第?([\d.,]+)([{numerals.ALL_POWERS}]*)[多余]?(?:{_MEASURES}|[%％])?[多余]?")
_SPOKEN = re.compile(rf"第?([{numerals.NUMERALS}{numerals.ALL_TWO}]+)[多余]?(?:{_MEASURES})?")
_LONGEST = 30
"""Characters of a number that anybody translates: a hundred digits are a code, and more than 308 no float holds."""
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905  # words read better as words
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905  # words read better as words
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905  # words read better as words
# English scales as American and today's British English count them.
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
# English words that say a number without naming it; chosen by hand.
_PARTICULAR = {
    1: ("a", "an", "once", "single"),
    2: ("both", "twice", "double", "couple"),
    10: ("decade",),
    12: ("dozen",),
}


def value(word: str) -> float | None:
    """Read a Chinese number, alone or with a measure word: 4.6亿, 27日, 第三, 两千; None where it is no number."""
    if len(word) > _LONGEST:
        return None
    if match := _WRITTEN.fullmatch(word):
        try:
            number = float(match[1].replace(",", ""))
        except ValueError:
            return None
        for unit in match[2]:
            number *= numerals.POWERS[unit]
        return round(number, 6)
    match = _SPOKEN.fullmatch(word)
    return float(numerals.value(match[1])) if match else None


def english_forms(word: str) -> dict[str, float]:
    """Give the English tokens that may render a Chinese number, each with how well it fits, 0 to 1."""
    number = value(word)
    if number is None:
        return {}
    forms = {_plain(number): 1.0}
    if number == int(number) and number < 10**6:
        forms |= _small_forms(word, int(number))
    for name, scale in _SCALES.items():
        if number >= scale:
            forms[name] = 0.8 if number < scale * 1000 else 0.3
            forms.setdefault(_plain(number / scale), 0.9)
            if (number / scale).is_integer() and number / scale < len(_CARDINALS):
                forms.setdefault(_CARDINALS[int(number / scale)], 0.9)
    if word.endswith(("%", "％")):
        forms |= {"percent": 0.8, f"{_plain(number)}%": 1.0, f"{number:.1f}%": 1.0}
    return forms


def _small_forms(word: str, number: int) -> dict[str, float]:
    forms = {f"{number}{ending}": 1.0 for ending in ("st", "nd", "rd", "th", "s")}
    forms[f"{number:,}"] = 1.0
    if number < len(_CARDINALS):
        forms[_CARDINALS[number]] = 1.0
    if number < len(_ORDINALS):
        forms[_ORDINALS[number]] = 1.0 if word.startswith("第") else 0.5
    if word.endswith(("月", "月份")) and 1 <= number <= len(_MONTHS):
        forms |= {_MONTHS[number - 1]: 1.0, _MONTHS[number - 1][:3]: 1.0}
    return forms | dict.fromkeys(_PARTICULAR.get(number, ()), 0.5)


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
