"""Languages that are neither English nor Chinese, but written like one of them: Japanese, Korean, French, German ….

The idea: Japanese and Korean show their own letters, Latin languages their commonest words; nothing more is needed to
tell a reader that she named the wrong file. A quotation in another language disturbs nobody: what counts is the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.languages import FUNCTION_WORDS
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

_KANA = pattern(r"[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = pattern(r"[\uac00-\ud7a3]")
_LATIN_WORD = pattern(r"[a-zà-öø-ÿœß]+(?:['’][a-z]+)?")
_LETTER = pattern(r"[^\W\d_]")
_KNOWN_LETTER = pattern(r"[A-Za-zÀ-ɏ]")
_COMMON = {
    "French": "le la les des une du et est dans que qui pour pas sur avec ce il elle nous vous sont mais plus au je",
    "German": "der die das und ist nicht ein eine den dem mit auf für von sich auch es wir sie ich zu im des wird sind",
    "Spanish": "el la los las una y es en que por con para se su del al lo como más pero muy fue son yo está",
    "Italian": "il la gli una di è che per con non si del della sono ma come più questo anche nel alla io lo le",
    "Portuguese": "o os as uma e é em que por com para não se do da dos das mas como mais seu ao foi são eu",
    "Dutch": "de het een en van is dat niet op te met voor zijn er maar ook als aan hij ze wij naar dan je",
}
"""The most frequent words of the languages that are most likely taken for English."""
_ONLY_THEIRS = {name: frozenset(words.split()) - FUNCTION_WORDS for name, words in _COMMON.items()}
_SAMPLE = 20_000
"""Characters that are looked at: some ten pages tell the language. Set by hand."""
_FEWEST_WORDS = 12
"""A few foreign words stand in any text. Set by hand."""
_SHARE_OF_KANA = 0.1
"""Of Japanese characters; Japanese prose has over half, a Chinese text that quotes some has less."""
_SHARE_OF_WORDS = 0.1
"""The share of function words of a language from which on a text is in it. Set by hand."""


def other_language(texts: Sequence[str], language: Language) -> str:
    """Name the language that a side is in, where it is not the one it was taken for; empty where it is."""
    text = "\n".join(texts[: _SAMPLE // 10])[:_SAMPLE]
    return _beside_chinese(text) if language == Language.CHINESE else _beside_english(text)


def _beside_chinese(text: str) -> str:
    """Tell Japanese and Korean from Chinese."""
    han = len(HAN_CHARACTER.findall(text))
    for name, letters in (("Japanese", _KANA), ("Korean", _HANGUL)):
        count = len(letters.findall(text))
        if count > _SHARE_OF_KANA * (han + count):
            return name
    return ""


def _beside_english(text: str) -> str:
    """Tell other languages in Latin letters, or in other letters altogether, from English."""
    if len(_KNOWN_LETTER.findall(text)) < len(_LETTER.findall(text)) / 2:
        return "another script"
    words = _LATIN_WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    english = sum(word in FUNCTION_WORDS for word in words)
    counts = {name: sum(word in common for word in words) for name, common in _ONLY_THEIRS.items()}
    likeliest = max(counts, key=counts.__getitem__)
    return likeliest if counts[likeliest] > max(english, _SHARE_OF_WORDS * len(words)) else ""
