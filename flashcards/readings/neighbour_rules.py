"""Readings that neighbours tell: 得, 地, 过, 还 and the like, each where it is a word.

The rules stand in `rules.toml`, each with its source, a sentence in which it holds and one in which it does not. The
file also names readings of the dictionary that are in doubt.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.lexicon.rules import Rules, read_rules

if TYPE_CHECKING:
    from flashcards.lexicon.rules import Rule

RULES = Path(__file__).with_name("rules.toml")


def rule_for(word: str, text: str, start: int) -> Rule | None:
    """Give the rule for a word that begins at this place of a simplified text, None where none fits."""
    return rules().first(word, text, start)


def is_doubtful(char: str, reading: str) -> bool:
    """Tell whether a reading that the dictionary gives within a word is in doubt."""
    return (char, reading) in _doubtful()


@cache
def rules() -> Rules:
    """Give the rules of the file."""
    return read_rules(RULES)


@cache
def _doubtful() -> frozenset[tuple[str, str]]:
    rows = tomllib.loads(RULES.read_text(encoding="utf-8"))["doubtful"]
    return frozenset((row["char"], row["reading"]) for row in rows)
