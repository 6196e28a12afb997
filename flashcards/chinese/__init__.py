"""Chinese as it is written: which characters are Chinese, and how readings are spelled."""

from __future__ import annotations

import re

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The ranges of Chinese characters, for use between the brackets of a regular expression: the blocks of the Unicode
Standard up to extension H, with the signs 々, 〆 and 〇 that are read as characters."""

HAN_CHARACTER = re.compile(f"[{HAN}]")

_NUMBERING = re.compile(r"[\s\"'“”*•…~～—-]*(?:[(（]?[0-9]+[.)）、:：\s]\s*|[①-⑳]\s*)?[…~～—]*")
_PIECE = re.compile(rf"(?P<bracket>[\[(（【〔])?(?P<word>[{HAN}]+)[\])）】〕]?[\s/|｜、，,·…-]*")
_SENTENCE_END = re.compile(r"[。！？]")


def leading_words(cell: str) -> tuple[str, ...]:
    """Give the words at the beginning of a cell: 银行 and 銀行 of "1. 银行[銀行] yínháng bank".

    A sentence is no word.
    """
    return words_and_end(cell)[0]


def words_and_end(cell: str) -> tuple[tuple[str, ...], int]:
    """Give the words at the beginning of a cell, and where in it what follows them begins."""
    words: list[str] = []
    numbering = _NUMBERING.match(cell)
    at = numbering.end() if numbering else 0
    if _SENTENCE_END.search(cell):
        return (), at
    pieces = []
    while piece := _PIECE.match(cell, at):
        pieces.append(piece)
        at = piece.end()
    for piece in pieces:
        # A bracket as long as the word holds another form of it; any other says what may stand beside it: 打(电话).
        is_aside = piece["bracket"] and (words or len(pieces) > 1)
        if not is_aside or (words and len(piece["word"]) == len(words[0])):
            words.append(piece["word"])
    return tuple(words), at
