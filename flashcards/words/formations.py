"""Words that no dictionary lists but a rule builds: numbers, names, reduplications, questions of the kind 喜不喜欢.

Each rule looks at a text and proposes words with a score, the logarithm of how likely their characters are under it;
`lattice` weighs them against the words of the dictionary. A rule never decides. The rules stand in `formations.toml`,
each with its source and with a sentence for and against it.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from flashcards.chinese import HAN_CHARACTER, numerals
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.rules import read_rules
from flashcards.lexicon.word_classes import chosen_words
from flashcards.records import Record, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.lexicon import Lexicon
    from flashcards.lexicon.rules import Pattern

RULES = Path(__file__).with_name("formations.toml")
_LATIN = r"[A-Za-zＡ-Ｚａ-ｚ\u00c0-\u024f\u0370-\u052f]"
_ANY = rf"(?:{_LATIN}|[0-9０-９])"
FOREIGN = re.compile(rf"{_ANY}+(?:['’.+#&@_/:,．，：-](?={_ANY}){_ANY}+)*[%％+#]*")
"""Latin words and Arabic numbers, with the signs that may stand inside: e-mail, 5/18, 16,250, C++, 25%."""

_DIGITS = r"[0-9０-９]+(?:[.,:/．，：][0-9０-９]+)*"
NUMBER = re.compile(
    rf"百分之(?:[{numerals.ALL_DIGITS}{numerals.ALL_POWERS}]+(?:点[{numerals.ALL_DIGITS}]+)?|{_DIGITS})"
    rf"|[{numerals.ALL_DIGITS}{numerals.ALL_POWERS}两]+分之[{numerals.ALL_DIGITS}{numerals.ALL_POWERS}两]+"
    rf"|第?{_DIGITS}[{numerals.ALL_POWERS}]*[多余]?[{numerals.ALL_POWERS}]*"
    rf"|第?(?:[{numerals.ALL_DIGITS}两]?[{numerals.ALL_POWERS}]+(?:零(?=[{numerals.ALL_DIGITS}]))?)+[{numerals.ALL_DIGITS}]?"
    rf"|[{numerals.ALL_DIGITS}]{{3,}}|第[{numerals.ALL_DIGITS}]"
)
_LONGEST_FOREIGN = 8
"""Characters of a transcribed name or a part of one. Set by hand: 陀思妥耶夫斯基 (Dostoevsky) has seven."""
GRAMMAR = chosen_words("never_in_names")
"""Characters that are words of grammar. Parents do not choose them: 钱太多 is too much money, no Qian Taiduo."""
_COMMON_SURNAME, _MOST_COMMON = -7.0, -6.0
"""Logarithms of a surname's share among the persons of CC-CEDICT, set by hand: 234 surnames are common, 78 most common.
"""


class Candidate(NamedTuple):
    """A word that a rule proposes: `text[start:end]`.

    `score` is the logarithm of how likely its characters are in a word of this rule, 0 for rules that ask nothing of
    them.
    """

    start: int
    end: int
    kind: WordKind
    rule: str
    score: float = 0.0


class _Names(Record):
    """Logarithms of the shares of characters among surnames, in given names and in foreign names."""

    surnames: dict[str, float]
    given: dict[str, float]
    foreign: dict[str, float]
    foreign_runs: re.Pattern[str]
    measures: frozenset[str]
    surname_firsts: frozenset[str]
    unseen: float


def candidates(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose every word that a rule finds in a text of simplified characters."""
    yield from _numbers(text)
    yield from _questions(text, lexicon)
    yield from _plurals(text, lexicon)
    names: _Names = lexicon.derived(_names)
    yield from _reduplications(text, lexicon, names)
    yield from _familiar_names(text, names)
    yield from _titled_names(text, names)
    yield from _persons(text, names)
    yield from _foreign_names(text, names)


def _numbers(text: str) -> Iterator[Candidate]:
    """Propose numbers, ordinals and fractions: 二十五, 25亿, 第三, 三分之一, 百分之五."""
    for match in NUMBER.finditer(text):
        if len(match[0]) > 1:
            rule = "ordinal" if match[0].startswith("第") else "number"
            yield Candidate(match.start(), match.end(), WordKind.NUMBER, rule)


def _reduplications(text: str, lexicon: Lexicon, names: _Names) -> Iterator[Candidate]:
    """Propose 尝尝 (have a taste), from a verb, not in a name (李飞飞), and 高高兴兴 (happily), from 高兴."""
    for match in rules()["repeated"].matches(text):
        start, first, second = match.start(), match[1], match[2]
        if second is not None and _is_doubled(first, second, lexicon):
            yield Candidate(start, start + 4, WordKind.PATTERN, "repeated")
        if first * 2 not in lexicon and not _is_surname(text, start - 1, names) and _is_verb(first, lexicon):
            yield Candidate(start, start + 2, WordKind.PATTERN, "repeated")


def _is_doubled(first: str, second: str, lexicon: Lexicon) -> bool:
    """Tell whether 高高兴兴 is made of 高兴, and is neither listed nor two nouns, as 爸爸妈妈 is (dad and mum)."""
    doubled = first * 2, second * 2
    is_two_nouns = all(entry.senses[0].pos == "n" for word in doubled for entry in lexicon.entries(word)[:1])
    is_two_nouns = is_two_nouns and all(word in lexicon for word in doubled)
    return first + second in lexicon and "".join(doubled) not in lexicon and not is_two_nouns


def _is_verb(char: str, lexicon: Lexicon) -> bool:
    return any(entry.senses[0].gloss.startswith("to ") for entry in lexicon.entries(char)[:1])


def _questions(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose 喜不喜欢 (does one like it?), whose first part is no word by itself, as it is in 好不好玩."""
    for match in rules()["question"].matches(text):
        alone = lexicon.level(match[1])
        if match[1] + match[2] in lexicon and alone.hsk2 is None and alone.hsk3 is None:
            yield Candidate(match.start(), match.end(), WordKind.PATTERN, "question")


def _plurals(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Propose 孩子们 (children), from 孩子."""
    for match in re.finditer("们", text):
        for start in (match.start() - 2, match.start() - 3):
            if start >= 0 and text[start : match.start()] in lexicon:
                yield Candidate(start, match.end(), WordKind.PATTERN, "plural")


def _familiar_names(text: str, names: _Names) -> Iterator[Candidate]:
    """Propose 小李, 老王; not behind a surname, where 小 begins a given name: 王小明."""
    for match in rules()["familiar"].matches(text):
        if match[1] in names.surnames and not _is_surname(text, match.start() - 1, names):
            yield Candidate(match.start(), match.end(), WordKind.NAME, "familiar", names.surnames[match[1]])


def _is_surname(text: str, at: int, names: _Names) -> bool:
    """Tell whether a common surname of one character stands at a place of a text; places before it hold none."""
    return at >= 0 and names.surnames.get(text[at], _COMMON_SURNAME) > _COMMON_SURNAME


def _titled_names(text: str, names: _Names) -> Iterator[Candidate]:
    """Propose the surname before a title: 林 in 林阿姨 (Aunt Lin)."""
    rule = rules()["titled"]
    for match in rule.matches(text):
        if _is_surname(text, match.start(), names) and match[1] not in rule.never:
            yield Candidate(match.start(), match.end(), WordKind.NAME, "titled", names.surnames[match[1]])


def _persons(text: str, names: _Names) -> Iterator[Candidate]:
    """Propose surnames of one or two characters with given names of one or two."""
    for start, first in enumerate(text):
        if first not in names.surname_firsts:
            continue
        for after in (start + 1, start + 2):
            score = names.surnames.get(text[start:after])
            if score is None:
                continue
            for end in (after + 1, after + 2):
                given = text[end - 1 : end]
                share = names.given.get(given) or (names.unseen if HAN_CHARACTER.fullmatch(given) else None)
                if share is None or given in GRAMMAR:
                    break
                # Given names like 飞飞 repeat a character; what it says counts once.
                score += 0.0 if end > after + 1 and text[end - 2] == given else share
                yield Candidate(start, end, WordKind.NAME, "person", score)


def _foreign_names(text: str, names: _Names) -> Iterator[Candidate]:
    """Propose each run of characters that often transliterate foreign names."""
    for run in names.foreign_runs.finditer(text):
        for start in range(run.start(), run.end() - 1):
            score = names.foreign[text[start]]
            for at in range(start + 1, min(start + _LONGEST_FOREIGN, run.end())):
                score += names.foreign[text[at]]
                rule = "foreign pair" if at == start + 1 else "foreign"
                yield Candidate(start, at + 1, WordKind.NAME, rule, score)


def is_common_surname(char: str, lexicon: Lexicon) -> bool:
    """Tell whether a character is a surname above all: 陈, but neither 方 nor 红."""
    names: _Names = lexicon.derived(_names)
    return char not in rules()["titled"].never and names.surnames.get(char, -math.inf) > _MOST_COMMON


def surname_length(name: str, lexicon: Lexicon) -> int:
    """Tell how many characters of a name are a Chinese surname; 0 for a name that is likelier a foreign one."""
    names: _Names = lexicon.derived(_names)
    person = max((c.score for c in _persons(name, names) if (c.start, c.end) == (0, len(name))), default=-math.inf)
    foreign = max((c.score for c in _foreign_names(name, names) if c.end - c.start == len(name)), default=-math.inf)
    if any(match.end() == len(name) for match in rules()["familiar"].matches(name)):
        return 1
    if foreign > person:
        return 0
    return next((length for length in (2, 1) if name[:length] in names.surnames and len(name) > length), 0)


def measure_words(lexicon: Lexicon) -> frozenset[str]:
    """Give the measure words of one character, and the units of time that are used like them."""
    names: _Names = lexicon.derived(_names)
    return names.measures


@cached_in_lexicon
def is_counted(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word of two characters looks like a measure word and a noun that it counts: 张嘴, 本书."""
    return len(word) == len("张嘴") and any(word[0] in entry.classifiers for entry in lexicon.entries(word[1])[:1])


def _names(lexicon: Lexicon) -> Any:
    tables = json.loads(lexicon.table("names"))
    foreign = {char: share for char, share in tables["foreign"].items() if char not in rules()["foreign"].never}
    return _Names(
        tables["surnames"],
        tables["given"],
        foreign,
        foreign_runs=re.compile(f"[{''.join(foreign)}]{{2,}}" if foreign else "(?!)"),
        measures=frozenset(tables["measures"]),
        surname_firsts=frozenset(name[0] for name in tables["surnames"]) - set(rules()["person"].never),
        unseen=min(tables["given"].values(), default=0.0) - 1,
    )


@cache
def rules() -> dict[str, Pattern]:
    """Give the rules by their names."""
    return {pattern.name: pattern for pattern in read_rules(RULES).patterns}
