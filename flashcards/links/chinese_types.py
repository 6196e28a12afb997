"""The Chinese side of a pair: what is known of each word without the English."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.word_classes import chosen_words
from flashcards.links import transcription
from flashcards.links.numbers import english_forms
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

FUNCTION_WORDS = chosen_words("linked")
"""Words that hold a sentence together: the closed classes, and what is said in nearly every text."""

_PUNCTUATION = {
    "，": ",", "、": ",", "。": ".", "；": ";", "：": ":", "（": "(", "）": ")", "“": '"', "”": '"',
    "？": "?", "！": "!",
    "《": '"', "》": '"', "「": '"', "」": '"', "『": '"', "』": '"', "——": "—", "—": "—", "……": "…",
}  # fmt: skip
_TAIWANESE, _PARTICLE = "著", "着"
"""How the particle of 坐着 is written in Taiwan: by itself it may be 著 "to write", and is not simplified."""
_CURLY = {'"': ('"', "“", "”"), "—": ("—", "–", "-"), "…": ("…", ".")}


class ChineseType(Record, eq=False):
    """What is known of a word, wherever it stands.

    `signs` are the English signs that may stand for a punctuation mark, `numbers` the English tokens that may render a
    number with how well they fit, `skeletons` those of the name it may be, `sounds` stretches of its pinyin with the
    share of the word each makes up.
    """

    text: str
    is_function: bool
    is_punctuation: bool
    is_known: bool
    zipf: float
    signs: tuple[str, ...]
    numbers: Mapping[str, float]
    skeletons: tuple[str, ...]
    sounds: Mapping[str, float]


def chinese_type(word: Word, lexicon: Lexicon) -> ChineseType:
    """Gather what is known of a word."""
    return _type((word.text, word.syllables), lexicon)


@cached_in_lexicon
def _type(word: tuple[str, tuple[str, ...]], lexicon: Lexicon) -> ChineseType:
    written, syllables = word
    text = _PARTICLE if written == _TAIWANESE and syllables[:1] != ("zhu4",) else lexicon.simplify(written)
    entries = lexicon.entries(text)
    is_function = text in FUNCTION_WORDS
    is_punctuation = not re.search(r"[\w%％]", text)
    may_be_name = not is_function and (not entries or any(e.syllables[0][:1].isupper() for e in entries))
    sign = _PUNCTUATION.get(text, text)
    return ChineseType(
        text=text,
        is_function=is_function,
        is_punctuation=is_punctuation,
        is_known=bool(entries),
        zipf=lexicon.frequency(text),
        signs=_CURLY.get(sign, (sign,)) if is_punctuation else (),
        numbers={} if is_punctuation else english_forms(text),
        skeletons=_skeletons(written, syllables) if may_be_name and len(text) > 1 else (),
        sounds={} if is_function else _sounds(syllables),
    )


def _skeletons(text: str, syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Spell the whole name, and each part of one with dots between: 阿什拉夫·哈尼."""
    starts = [0, *(m.end() for m in re.finditer("[·•—-]", text)), len(text) + 1]
    parts = (transcription.spelled(syllables[a : b - 1]) for a, b in pairwise(starts))
    whole = transcription.spelled(syllables)
    return tuple(s for s in dict.fromkeys((whole, *parts)) if len(s) > 1)


def _sounds(syllables: tuple[str, ...]) -> dict[str, float]:
    """Give the pinyin of each stretch of a word, without tones: li, feifei, lifeifei of 李飞飞, with shares."""
    plain = [re.sub(r"[^a-z]", "", s.lower().replace("ü", "u")) for s in syllables]
    if len(plain) < 2 or not all(plain):
        return {}
    stretches = ((a, b) for a in range(len(plain)) for b in range(a + 1, len(plain) + 1))
    return {"".join(plain[a:b]): (b - a) / len(plain) for a, b in stretches if len("".join(plain[a:b])) > 1}
