"""Which words are no vocabulary: those that hold a sentence together, numbers, names, and what is no word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.glosses.comparison import shares_a_word
from flashcards.lexicon import word_classes as classes
from flashcards.lexicon.word_classes import chinese_words
from flashcards.records import Level, WordKind
from flashcards.vocabulary._verdicts import Standing

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

GRAMMAR = chinese_words(*classes.GRAMMAR)
MEASURES = chinese_words(*classes.MEASURES)

NOT_CHINESE = "not Chinese"
NAME = "name"
PART = "part of words"
FUNCTION_WORD, MEASURE_WORD = "function word", "measure word"
_ONE = "一半每"
_NUMERAL = re.compile(r"好?[零〇○一二三四五六七八九十百千万亿两几半第0-9０-９.,%％]+[多余来几]?[年月日天次个]?")


def why_not(word: Word, lexicon: Lexicon) -> tuple[Standing, str]:
    """Say how a word that is no vocabulary stands to a learner, and why it is none; the reason is '' if it is."""
    if word.kind in (WordKind.FOREIGN, WordKind.OTHER) or not HAN_CHARACTER.search(word.text):
        return Standing.APART, NOT_CHINESE
    text = lexicon.simplify(word.text)
    reasons = (
        (Standing.APART, "number", word.kind is WordKind.NUMBER or is_numeral(text)),
        (Standing.KNOWN, FUNCTION_WORD, text in GRAMMAR),
        (Standing.KNOWN, MEASURE_WORD, text in MEASURES or (text[:1] in _ONE and text[1:] in MEASURES)),
        (Standing.APART, NAME, is_name(word)),
        (Standing.LEFT, "not in the dictionary", not word.senses),
        (Standing.LEFT, PART, len(text) == 1 and lexicon.level(text) == Level() and not _is_told(word)),
    )
    return next(((standing, reason) for standing, reason, holds in reasons if holds), (Standing.TAKEN, ""))


def is_measure(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word counts things: one of the usual measure words, or a character that the dictionary calls one."""
    text = lexicon.simplify(word.text)
    return text in MEASURES or (len(text) == 1 and any(sense.startswith("classifier for") for sense in word.glosses))


def _is_told(word: Word) -> bool:
    """Whether the translator's word is a sense of it: then even a character that no list teaches is a word (锚)."""
    return word.rendering is not None and any(shares_a_word(sense, word.rendering.text) for sense in word.glosses)


def _is_called(word: Word) -> bool:
    """Whether the translator left a word as it sounds: 李 is "Li" here, not a plum."""
    return word.rendering is not None and word.rendering.text.lower() == _sound(word.syllables)


@lru_cache(maxsize=1 << 14)
def _sound(syllables: tuple[str, ...]) -> str:
    return "".join(re.sub(r"[^a-zü]", "", s.lower()) for s in syllables).replace("ü", "u")


def is_numeral(text: str) -> bool:
    """Whether a word is a number and nothing else: 三, 好几, 第二, 十多."""
    return bool(_NUMERAL.fullmatch(text))


def is_name(word: Word) -> bool:
    """Whether a word names one person, place or thing; languages and peoples are no names."""
    if word.kind is WordKind.NAME or _is_called(word):
        return True
    capital = bool(word.syllables) and word.syllables[0][:1].isupper()
    return capital and not word.text.endswith(("语", "語", "文", "人", "族", "教"))
