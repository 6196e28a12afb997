"""Mojibake: text that was once read in a wrong encoding and saved so. It is named and left out, never put on a card.

The idea: UTF-8 has a pattern that other text does not meet by chance. What turns into UTF-8 when it is written in the
encoding it was wrongly read in, and holds Chinese or quotation marks then, has gone that way (as ftfy argues for Latin
encodings, Speer 2019). Nothing is repaired: mostly bytes were lost, and a learner's text is not ours to guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.errors import InputError
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract

_UTF8_AS_GBK = "mojibake: UTF-8 that was read as GBK"
_UTF8_AS_LATIN = "mojibake: UTF-8 that was read as Windows-1252"
_GBK_AS_LATIN = "mojibake: GBK that was read as Windows-1252"
_LOST = "lost characters (�)"

_PUNCTUATION_AS_GBK = pattern("锟斤|[鈥銆锛]")
"""What U+FFFD, English and Chinese punctuation become; in real texts these characters hardly stand."""
_SIGNS_OF_LOSS = pattern("\ufffd|ï¿½")
_LATIN_RUN = pattern(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]{2,200}"
)
"""Characters that Windows-1252 has for the bytes beyond ASCII, its five gaps as Latin-1."""
_HAN_RUN = pattern(r"[^\x00-\x7f]{3,200}")
_CHINESE = pattern(rf"[{HAN}，。、；：？！“”‘’…—《》（）]")
_HAN = pattern(f"[{HAN}]")
_MOST_RUNS = 50
"""Bounds the work; fewer tell as much. Set by hand."""
_FEWEST_CHARACTERS = 3
"""Shorter runs that make sense otherwise do so by chance. Set by hand."""
_MOST = 0.8
"""The share of runs from which on the whole text is damaged. Set by hand."""
_LONGEST_SHOWN = 200
"""As much of what is left out as a report shows. Set by hand."""


def without_damage(extract: Extract) -> Extract:
    """Leave out the passages with mojibake or lost characters.

    Raises:
        InputError: that is most of the text.

    """
    reasons = [damage(extract.text[passage.start : passage.end]) for passage in extract.passages]
    damaged = [(passage, reason) for passage, reason in zip(extract.passages, reasons, strict=True) if reason]
    if not damaged:
        return extract
    if 2 * len(damaged) > len(reasons):
        passage, reason = damaged[0]
        raise InputError(
            f"{extract.name}: most of this text is broken, the first in line {passage.line} ({reason}); "
            "get the text in its first form, before it was read and saved in the wrong encoding."
        )
    left_out = tuple(
        Omission(extract.name, passage.line, extract.text[passage.start : passage.end][:_LONGEST_SHOWN], reason)
        for passage, reason in damaged
    )
    kept = tuple(passage for passage, reason in zip(extract.passages, reasons, strict=True) if not reason)
    return replace(extract, passages=kept, left_out=extract.left_out + left_out)


def damage(text: str) -> str:
    """Name what has happened to the characters of a text; empty where nothing has."""
    if text.isascii():
        return ""
    if _PUNCTUATION_AS_GBK.search(text):
        return _UTF8_AS_GBK
    if _SIGNS_OF_LOSS.search(text):
        return _LOST
    for number, run in enumerate(_LATIN_RUN.finditer(text)):
        if number > _MOST_RUNS:
            break
        reason = _of_latin(run.group())
        if reason:
            return reason
    return _of_han(text)


def _of_latin(run: str) -> str:
    """Say whether a run of Latin signs is Chinese, or a quotation mark, in a wrong coat."""
    data = b"".join(_as_byte(character) for character in run)
    if _is_chinese(data.decode("utf-8", "replace")):
        return _UTF8_AS_LATIN
    try:
        pairs = data.decode("gb2312")
    except UnicodeDecodeError:
        return ""
    return _GBK_AS_LATIN if len(pairs) > 1 and _is_chinese(pairs) else ""


def _as_byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace")


def _is_chinese(text: str) -> bool:
    """Whether nearly all of a decoded run is Chinese or a quotation mark."""
    return len(_CHINESE.findall(text)) >= max(1, _MOST * len(text))


def _of_han(text: str) -> str:
    """Say whether Chinese characters turn into other ones when their GBK is read as UTF-8."""
    for number, run in enumerate(_HAN_RUN.finditer(text)):
        if number > _MOST_RUNS:
            break
        turned = run.group().encode("gb18030", "replace").decode("utf-8", "replace")
        lost = turned.count("\ufffd")
        fewest = _FEWEST_CHARACTERS if lost else _FEWEST_CHARACTERS - 1
        if lost <= (1 - _MOST) * len(turned) and len(_HAN.findall(turned)) >= max(fewest, len(turned) / 2):
            return _UTF8_AS_GBK
    return ""
