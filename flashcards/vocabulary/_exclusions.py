"""Which words are no vocabulary: those that hold a sentence together, numbers, names, and what is no word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN_CHARACTER, numerals
from flashcards.glosses.comparison import shares_a_word
from flashcards.lexicon import word_classes as classes
from flashcards.lexicon.word_classes import chinese_words
from flashcards.records import Level, WordKind
from flashcards.vocabulary._verdicts import Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

GRAMMAR = chinese_words(*classes.GRAMMAR)
MEASURES = chinese_words(*classes.MEASURES)
CONNECTIVES = chinese_words(*classes.CONNECTIVES)

NOT_CHINESE = "not Chinese"
NAME = "name"
PART = "part of words"
FUNCTION_WORD, MEASURE_WORD = "function word", "measure word"
_ONE = "一半每"
_INTERMEDIATE = 3
"""The first level of HSK, 2.0 or else 3.0, whose connectives are worth a card: those below stand in every sentence."""
_ADVANCED = 4
"""The first level of HSK 2.0 whose measure words are worth a card: those of use to a beginner are taught before it."""
_NO_COUNT = frozenset(("adv", "conj", "idiom"))
"""The parts of speech in which numerals count nothing: 万一 "in case", 半天 "for a long time", 千万 "be sure to"."""
_NUMERAL = re.compile(rf"好?(?![.,]+$)[{numerals.NUMERALS}两几半第0-9０-９.,%％]+[多余来几]?(?:[年月日天次个]半?)?")


class Case(NamedTuple):
    """A word in a sentence and its translation."""

    word: str
    chinese: str
    english: str


class Reason(NamedTuple):
    """Why a word gets no card: its name in reports, how the word then stands, and when it holds.

    `holds` takes the word, its text in simplified characters, and the lexicon. It holds of the word of `fires`, not of
    that of `spares`.
    """

    name: str
    standing: Standing
    holds: Callable[[Word, str, Lexicon], bool]
    fires: Case
    spares: Case


def why_not(word: Word, lexicon: Lexicon) -> tuple[Standing, str]:
    """Say how a word that is no vocabulary stands to a learner, and why it is none; the reason is '' if it is."""
    text = lexicon.simplify(word.text)
    reason = next((reason for reason in REASONS if reason.holds(word, text, lexicon)), None)
    return (reason.standing, reason.name) if reason else (Standing.TAKEN, "")


def _is_not_chinese(word: Word, _text: str, _lexicon: Lexicon) -> bool:
    return word.kind in (WordKind.FOREIGN, WordKind.OTHER) or not HAN_CHARACTER.search(word.text)


def _is_number(word: Word, text: str, _lexicon: Lexicon) -> bool:
    counts = not word.senses or word.senses[0].pos not in _NO_COUNT
    return counts and (word.kind is WordKind.NUMBER or is_numeral(text))


def _is_grammar(_word: Word, text: str, lexicon: Lexicon) -> bool:
    """Whether a word holds a sentence together as beginners learn it; 甚至 and 无论 are taught with their patterns."""
    level = lexicon.level(text)
    is_taught = len(text) > 1 and text in CONNECTIVES and (level.hsk2 or level.hsk3 or 0) >= _INTERMEDIATE
    return text in GRAMMAR and not is_taught


def _counts(_word: Word, text: str, lexicon: Lexicon) -> bool:
    """Whether a word counts things as the first courses teach it, alone or behind "one"; 艘 and 一度 are no such."""
    level = lexicon.level(text)
    if text in MEASURES:
        return level.hsk2 is None or level.hsk2 < _ADVANCED
    return text[:1] in _ONE and text[1:] in MEASURES and level == Level()


def _is_part(word: Word, text: str, lexicon: Lexicon) -> bool:
    """Whether a word is a character that no list teaches as a word, and nothing shows it to be one here.

    The translator may render it as one, or a phrase of the learner's lexicon tell one of its senses (抵 in 抵房租).
    """
    is_told = word.context is not None and bool(word.context.cue)
    return len(text) == 1 and lexicon.level(text) == Level() and not is_told and not is_rendered(word)


REASONS = (
    Reason(
        NOT_CHINESE,
        Standing.APART,
        _is_not_chinese,
        Case("iPhone", "我用iPhone打电话。", "I call with an iPhone."),
        Case("电话", "我用iPhone打电话。", "I call with an iPhone."),
    ),
    Reason(
        "number",
        Standing.APART,
        _is_number,
        Case("三", "他有三个苹果。", "He has three apples."),
        Case("苹果", "他有三个苹果。", "He has three apples."),
    ),
    Reason(
        FUNCTION_WORD,
        Standing.KNOWN,
        _is_grammar,
        Case("因为", "因为下雨，我没去。", "I did not go because it rained."),
        Case("无论", "无论下不下雨，我都去。", "I will go no matter whether it rains."),
    ),
    Reason(
        MEASURE_WORD,
        Standing.KNOWN,
        _counts,
        Case("个", "他有三个苹果。", "He has three apples."),
        Case("苹果", "他有三个苹果。", "He has three apples."),
    ),
    Reason(
        NAME,
        Standing.APART,
        lambda word, _text, _lexicon: is_name(word),
        Case("李明", "李明会说英语。", "Li Ming speaks English."),
        Case("英语", "李明会说英语。", "Li Ming speaks English."),
    ),
    Reason(
        "not in the dictionary",
        Standing.LEFT,
        lambda word, _text, _lexicon: not word.senses,
        Case("微幅", "股价微幅上涨。", "The share price rose slightly."),
        Case("上涨", "股价微幅上涨。", "The share price rose slightly."),
    ),
    Reason(
        PART,
        Standing.LEFT,
        _is_part,
        Case("锚", "船抛了锚。", "The boat stopped."),
        Case("锚", "船抛了锚。", "The ship cast anchor."),
    ),
)
"""The reasons, the first that holds counts."""


def is_measure(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word counts things: one of the usual measure words, or a character that the dictionary calls one."""
    text = lexicon.simplify(word.text)
    return text in MEASURES or (len(text) == 1 and any(sense.startswith("classifier for") for sense in word.glosses))


def is_rendered(word: Word) -> bool:
    """Whether the translator's word is a sense of it: then even a character that no list teaches is a word (锚)."""
    return word.rendering is not None and any(shares_a_word(sense, word.rendering.text) for sense in word.glosses)


def _is_called(word: Word) -> bool:
    """Whether the translator left a word as it sounds: 李 is "Li" here, not a plum.

    亩 is "mu" and yet a measure, 旗袍 "qipao" and yet a dress.
    """
    if word.rendering is None or any(sense.pos == "mw" for sense in word.senses):
        return False
    sound = _sound(word.syllables)
    is_english = any(sound in sense.renderings for sense in word.senses)
    return word.rendering.text.lower() == sound and not is_english


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
    of_people = word.text.endswith(("语", "語", "文", "人", "族", "教"))
    return capital and not (of_people and not any("," in gloss for gloss in word.glosses[:1]))
