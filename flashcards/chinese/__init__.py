"""Chinese as it is written: which characters are Chinese, and how readings are spelled."""

from __future__ import annotations

import re

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The ranges of Chinese characters, for use between the brackets of a regular expression: the blocks of the Unicode
Standard up to extension H, with the signs 々, 〆 and 〇 that are read as characters."""

HAN_CHARACTER = re.compile(f"[{HAN}]")

_NUMBERING = re.compile(r"[\s\"'“”*•-]*(?:[0-9]+[.)、:：\s]\s*)?")
_PIECE = re.compile(rf"(?P<bracket>[\[(（【〔])?(?P<word>[{HAN}]+)[\])）】〕]?[\s/|｜、，,·…-]*")
_SENTENCE_END = re.compile(r"[。！？]")


def leading_words(cell: str) -> tuple[str, ...]:
    """Give the words at the beginning of a cell: 银行 and 銀行 of "1. 银行[銀行] yínháng bank".

    A sentence is no word.
    """
    if _SENTENCE_END.search(cell):
        return ()
    words: list[str] = []
    numbering = _NUMBERING.match(cell)
    at = numbering.end() if numbering else 0
    while piece := _PIECE.match(cell, at):
        # A bracket as long as the word holds another form of it; any other says what may follow: 打(电话).
        if not (piece["bracket"] and words) or len(piece["word"]) == len(words[0]):
            words.append(piece["word"])
        at = piece.end()
    return tuple(words)
