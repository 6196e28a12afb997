"""Which language a passage is in, told from its words and characters and from the passages around it.

The idea: each token speaks for a language, in units that behave like logarithms of odds: English function words most,
because Chinese text borrows names and nouns from English but no grammar; capital words least. One passage can mislead
(a Chinese line with nothing but a company's name in it), so the whole text is read as a chain that changes language at
a rate of its own: rarely where one language follows the other, at every line where they take turns. The rate is learned
from the passages that leave no doubt.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import ANNOTATION
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Passage

_CHINESE = f"[{HAN}。，、；：？！《》「」]"
_LATIN = "[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]*"
_CHINESE_TOKEN, _LATIN_TOKEN = pattern(_CHINESE), pattern(_LATIN)
TOKEN = pattern(f"{_CHINESE}|{_LATIN}")
"""What speaks for a language: a Chinese character or punctuation mark, or a Latin word."""

FUNCTION_WORDS = frozenset(
    """
    the of and to a an in is am was were are be been it that this these those he she his her its they their them we
    our us you your my me i for on with as at by from or but not if so than then when where who which what how
    there has have had do does did will would can could should may must about into over after before between
    because while no all any some one each more most every other such only also very just it's don't didn't isn't
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Frequent English words that Chinese text hardly ever borrows."""

_FUNCTION_WORD, _WORD, _NAME, _CHARACTER = 3.0, 1.2, 0.7, -1.2
"""What a token speaks for English. Set by hand so that a Chinese sentence with half a dozen English names, and an
English sentence that quotes half a dozen Chinese characters, stay what they are; the cases of
tests/cases/documents_languages.json hold that."""

_LATIN_WORD = pattern("[a-zà-ɏ']+")
_FEW_GRAMMAR = 0.1
"""The share of words of grammar from which on Latin words are English: about half of those of any English text are, but
a Chinese text borrows names and nouns."""
_LAST_LATIN = "ɏ"
_NO_DOUBT = 4.0
"""Evidence of a language, in function words and characters, that a neighbour does not change. Set by hand."""
_CERTAIN = 20.0
"""More than two changes of language cost; an English text has no line of nothing but Chinese characters."""
_SAMPLE = 20_000
"""In characters: the beginning of a passage that is looked at. More would tell nothing new."""


def evidence(text: str) -> float:
    """Say how much speaks for English: positive for English, negative for Chinese, near zero for neither."""
    text = ANNOTATION.sub("", text)
    chinese = len(_CHINESE_TOKEN.findall(text, 0, _SAMPLE)) * _CHARACTER
    return chinese + sum(map(weight, _LATIN_TOKEN.findall(text, 0, _SAMPLE)))


def weight(token: str) -> float:
    """Say what one token speaks for English."""
    if token[0] > _LAST_LATIN:
        return _CHARACTER
    if token.lower() in FUNCTION_WORDS:
        return _FUNCTION_WORD
    return _WORD if token[0].islower() else _NAME


def holds_grammar(text: str) -> bool:
    """Whether the Latin words of a text are English, not just names and nouns, or pinyin."""
    words = _LATIN_WORD.findall(text.lower())
    return sum(word in FUNCTION_WORDS for word in words) > _FEW_GRAMMAR * len(words)


def main_language(text: str, passages: Sequence[Passage]) -> Language | None:
    """Tell in which language most of a text is; None where nothing speaks for either."""
    total = sum(_scores(text, passages))
    return (Language.ENGLISH if total > 0 else Language.CHINESE) if total else None


def find_languages(text: str, passages: Sequence[Passage]) -> tuple[Language, ...]:
    """Find the language of each passage of a text; one in Chinese characters alone leaves no doubt, however short."""
    scores = [
        min(score, -_CERTAIN) if _is_chinese_alone(text, passage) else score
        for score, passage in zip(_scores(text, passages), passages, strict=True)
    ]
    rates = _rates_of_change(scores, [passage.begins_section for passage in passages])
    prices = {begins: math.log((1 - rate) / rate) for begins, rate in rates.items()}
    chain = likeliest_chain(scores, [prices[passage.begins_section] for passage in passages])
    return tuple(Language.ENGLISH if is_english else Language.CHINESE for is_english in chain)


def _scores(text: str, passages: Sequence[Passage]) -> list[float]:
    """Weigh the evidence of each passage."""
    return [evidence(text[passage.start : min(passage.end, passage.start + _SAMPLE)]) for passage in passages]


def _is_chinese_alone(text: str, passage: Passage) -> bool:
    """Whether a passage has Chinese characters and no Latin word."""
    end = min(passage.end, passage.start + _SAMPLE)
    return bool(HAN_CHARACTER.search(text, passage.start, end)) and not _LATIN_TOKEN.search(text, passage.start, end)


def _rates_of_change(scores: Sequence[float], begins_section: Sequence[bool]) -> dict[bool, float]:
    """Estimate how likely the language changes before a passage that begins a section, and before another.

    A passage without doubt is compared with the one before it; one that begins a section, with the last without doubt
    in the section before. The half and the two are what is thought before anything is seen: one change in four.
    """
    changes: dict[bool, list[bool]] = {False: [], True: []}
    here = before = 0.0  # the last scores without doubt: of this section up to here, of the section before
    previous = 0.0
    for score, begins in zip(scores, begins_section, strict=True):
        if begins:
            before, here = here, 0.0
        neighbour = before if begins else previous
        if min(abs(score), abs(neighbour)) >= _NO_DOUBT:
            changes[begins].append((score < 0) != (neighbour < 0))
        here = score if abs(score) >= _NO_DOUBT else here
        previous = score
    return {begins: (sum(seen) + 0.5) / (len(seen) + 2) for begins, seen in changes.items()}


def likeliest_chain(scores: Sequence[float], prices: Sequence[float]) -> list[bool]:
    """Find the likeliest sequence of languages, True for English (Viterbi 1967).

    `scores` say what speaks for English at each place, `prices` what a change of language before it costs, both as
    logarithms of odds.
    """
    chinese = english = 0.0  # of the best chain that ends in this language
    came_from: list[tuple[bool, bool]] = []
    for score, price in zip(scores, prices, strict=True):
        from_english, from_chinese = english - price, chinese - price
        came_from.append((from_english > chinese, english >= from_chinese))
        chinese, english = max(chinese, from_english) - score / 2, max(english, from_chinese) + score / 2
    chain = [english > chinese] if scores else []
    for previous in reversed(came_from[1:]):
        chain.append(previous[chain[-1]])
    return chain[::-1]
