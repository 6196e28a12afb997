"""Dictionary forms of English words that no table lists: the regular endings, where what they leave is a known word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("'s", ("",)),
    ("’s", ("",)),
    ("s'", ("s", "")),
    ("ies", ("y", "ie")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
_LEAST_STEM = 3


def lemma_by_rule(word: str, is_known: Callable[[str], bool]) -> str:
    """Take off a regular ending if a known word is left, else give the word back."""
    return next((form for form in _candidates(word) if is_known(form)), word)


def _candidates(word: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _LEAST_STEM or (ending == "s" and stem[-1] in "sui"):
            continue
        for replacement in replacements:
            yield stem + replacement
        if stem[-1] == stem[-2] and ending in ("ed", "ing"):
            yield stem[:-1]
