"""Corrections as a file: tables of TOML, `[[pair]]` and the like, that a person reads and writes as well as a program.

*The idea:* what is wrong in the file is said in one sentence with its line, and nothing of it is used then: half of
somebody's corrections would be worse than a build that waits. Two that contradict each other are such a mistake.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flashcards.common.files import read_text
from flashcards.corrections.entries import (
    CardChoice,
    CardCorrection,
    Correction,
    Corrections,
    CutCorrection,
    PairCorrection,
    TypoCorrection,
    WordCorrection,
)
from flashcards.corrections.phrases import squeezed
from flashcards.errors import InputError
from flashcards.records import LONGEST_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KINDS: Mapping[str, tuple[type[Correction], str]] = {
    "pair": (PairCorrection, "pairs"),
    "typo": (TypoCorrection, "typos"),
    "cut": (CutCorrection, "cuts"),
    "word": (WordCorrection, "words"),
    "card": (CardCorrection, "cards"),
}
"""What each table is called in the file: its record, and the field of `Corrections` that holds it."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "pair": ("chinese", "english", "drop"),
    "typo": ("wrong", "right", "in"),
    "cut": ("words", "in"),
    "word": ("word", "in", "pinyin", "meaning", "english"),
    "card": ("word", "sentence", "choice", "example", "meaning", "note", "picture"),
}
"""The keys of each table, in the order in which they are written."""
FIELDS = {"in": "context"}
"""Keys of the file that are called otherwise in the records: `in` is no name in Python."""
_NEEDS = {"pair": "chinese or english", "typo": "wrong", "cut": "words", "word": "word", "card": "word or sentence"}
_ONLY_OF_WORDS = ("example", "meaning")
_SIGNS = re.compile(
    r"""^[ \t]*\[\[[ \t]*["']?(?P<kind>[\w-]+)["']?[ \t]*\]\]"""
    r"""|#[^\n]*"""
    r'''|"{3}(?:\\[\s\S]|[^\\])*?"{3,5}|"(?:\\.|[^"\\\n])*"'''
    r"""|'{3}[\s\S]*?'{3,5}|'[^'\n]*'""",
    re.MULTILINE,
)
"""The heading of a table; else a comment or a text, in which there is none, whatever it says (TOML 1.0)."""


def load(path: Path) -> Corrections:
    """Read a file of corrections.

    Raises:
        InputError: it cannot be read, or something in it cannot be meant.

    """
    try:
        text = read_text(path)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the corrections as UTF-8.") from error
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name the file of your corrections with --corrections."
        ) from error
    return parse(text, str(path))


@lru_cache(maxsize=2)
def parse(text: str, name: str = "corrections") -> Corrections:
    """Read corrections from the text of a file; `name` is what messages call it.

    Several stages of a build ask for the same file: what it says is made out once.

    Raises:
        InputError: something in it cannot be meant.

    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: {error}; mend the corrections there.") from error
    lines = heading_lines(text)
    kinds: dict[str, tuple[Any, ...]] = {}
    for kind, rows in tables.items():
        if kind not in KINDS:
            raise InputError(f"{name}: there is no correction called {kind!r}; there are {', '.join(KINDS)}.")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InputError(f"{name}: {kind!r} is no table; write [[{kind}]] above each.")
        places = lines.get(kind, [])
        placed = zip(rows, [*places, *[0] * (len(rows) - len(places))], strict=False)
        kinds[KINDS[kind][1]] = tuple(_correction(kind, row, line, name) for row, line in placed)
    corrections = Corrections(**kinds, name=name)
    _refuse_contradictions(corrections)
    return corrections


def kind_of(correction: Correction) -> str:
    """Name the table that a correction is written as."""
    return next(kind for kind, (record_type, _) in KINDS.items() if isinstance(correction, record_type))


def at(name: str, line: int) -> str:
    """Name a place in a file of corrections."""
    return f"{name}, line {line}" if line else name


def contradiction(name: str, first: int, second: int, what: str) -> InputError:
    """Make the error that two corrections contradict each other."""
    return InputError(f"{name}, lines {min(first, second)} and {max(first, second)}: {what}; take one of them away.")


def heading_lines(text: str) -> dict[str, list[int]]:
    """Tell in which lines the tables of each kind begin."""
    lines: dict[str, list[int]] = {}
    line, at = 1, 0
    for sign in _SIGNS.finditer(text):
        if sign["kind"]:
            line += text.count("\n", at, sign.start("kind"))
            at = sign.start("kind")
            lines.setdefault(sign["kind"], []).append(line)
    return lines


def _correction(kind: str, row: Mapping[str, Any], line: int, name: str) -> Correction:
    """Make one correction of its table."""
    place = f"{at(name, line)}: [[{kind}]]"
    for key, value in row.items():
        if key not in KEYS[kind]:
            raise InputError(f"{place} has no {key!r}; there are {', '.join(KEYS[kind])}.")
        if problem := _problem(key, value):
            raise InputError(f"{place}: {key} cannot be {value!r}; {problem}.")
    if not any(row.get(key) for key in _NEEDS[kind].split(" or ")):
        raise InputError(f"{place} says nothing without {_NEEDS[kind]}; write it, or take the table away.")
    correction = record(kind, row, line)
    if problem := _nonsense(correction):
        raise InputError(f"{place}: {problem}.")
    return correction


def record(kind: str, row: Mapping[str, Any], line: int = 0) -> Correction:
    """Make the record of a table whose values are right."""
    values: dict[str, Any] = {FIELDS.get(key, key): value for key, value in row.items()}
    if "words" in values:
        values["words"] = tuple(values["words"])
    if "choice" in values:
        values["choice"] = CardChoice(values["choice"])
    return KINDS[kind][0](**values, line=line)


def _problem(key: str, value: Any) -> str:
    """Say what to give for a value of a wrong type, '' if it is right."""
    if key == "words":
        right = isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)
        return "" if right else 'list the words, such as ["银", "行"]'
    if key == "drop":
        return "" if isinstance(value, bool) else "use true or false"
    if key == "choice":
        return "" if value in list(CardChoice) else f"use one of {', '.join(CardChoice)}"
    return "" if isinstance(value, str) else "use a text in quotes"


def _nonsense(correction: Correction) -> str:
    """Say why a correction cannot be meant, and what to do; '' if it can."""
    match correction:
        case PairCorrection(chinese=chinese, english=english) if max(len(chinese), len(english)) > LONGEST_SENTENCE:
            return f"a side can have {LONGEST_SENTENCE:,} characters; pair sentence with sentence"
        case TypoCorrection(wrong=wrong, right=right) if not right or wrong == right:
            return "right is to say what stands for wrong; write it"
        case CardCorrection(word=word, sentence=sentence) if word and sentence:
            return "a card is of a word or of a sentence; write two tables"
        case CardCorrection(sentence=sentence, choice=CardChoice.KEEP) if sentence:
            return "a sentence is kept by its pair; write it as a [[pair]] with both sides"
        case CardCorrection(sentence=sentence) if sentence and any(getattr(correction, k) for k in _ONLY_OF_WORDS):
            return "a card of a sentence has no example and no meaning of its own; take them away"
        case _:
            return ""


def _refuse_contradictions(corrections: Corrections) -> None:
    """Refuse two corrections that say different things of the same."""
    first: dict[tuple[str, ...], tuple[Any, int]] = {}
    for correction in corrections:
        for key, value in statements(correction):
            earlier, line = first.setdefault(key, (value, correction.line))
            if earlier != value:
                what = f"{key[-1]} is {earlier!r} and {value!r} of the same {key[0]}"
                raise contradiction(corrections.name, line, correction.line, what)


def statements(correction: Correction) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give what a correction says: of what, the name of the value last, and the value."""
    match correction:
        case PairCorrection(chinese=chinese, english=english, drop=drop):
            yield from _of_pair(squeezed(chinese), squeezed(english), drop=drop)
        case TypoCorrection(wrong=wrong, right=right, context=context):
            yield ("typo", wrong, squeezed(context), "right"), right
        case CutCorrection(words=words, context=context):
            yield ("cut", correction.stretch, squeezed(context), "words"), words
        case WordCorrection(word=word, context=context):
            for name in ("pinyin", "meaning", "english"):
                if (value := getattr(correction, name)) is not None:
                    yield ("word", word, squeezed(context), name), value
        case CardCorrection(word=word, sentence=sentence):
            for name in KEYS["card"][2:]:
                if (value := getattr(correction, name)) is not None:
                    yield ("card", word, squeezed(sentence), name), value


def _of_pair(chinese: str, english: str, *, drop: bool) -> Iterator[tuple[tuple[str, ...], Any]]:
    if drop:
        yield ("pair", chinese, english, "drop"), drop
        return
    if chinese:
        yield ("pair", "chinese", chinese, "english"), english
    if english:
        yield ("pair", "english", english, "chinese"), chinese
