"""Whether a first row of a table names its columns, and is none of its pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.languages import evidence
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.documents.formats.tables.column_languages import Row


_HEADINGS = frozenset(
    """
    chinese english zh en cn zh-cn zh-tw zh-hans zh-hant en-us en-gb mandarin source target original translation text
    sentence sentences confidence pinyin front back term definition word words meaning hanzi characters simplified
    traditional question answer note notes expression native example phrase gloss dish dishes item price
    中文 英文 汉语 漢語 英语 英語 原文 译文 譯文 句子 翻译 翻譯 拼音 汉字 漢字 词语 詞語 生词 生詞 单词 單詞 意思
    释义 釋義 解释 解釋 例句 菜名 菜品 名称 名稱 价格 價格 简体 簡體 繁体 繁體 正面 背面 问题 問題 答案 短语 短語
    词 詞 词汇 詞彙
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""What columns are called; a first row of nothing else is a heading."""
_NAMES_OF_SENTENCES = ("sentence", "translation", "句", "译", "譯", "课文", "課文", "翻")
_ENDED_CELL = pattern(r"""[.!?…。！？]["'”’」』)）]*$""")
_LONGEST_NAME = 30
"""In characters: names of columns are short. Set by hand."""
_ENDED = pattern(r"[。！？!?]")
_LATIN = pattern("[A-Za-z]")
_LETTERED = pattern(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)
_NAMES_A_LANGUAGE = pattern("chinese|english|mandarin|[中英汉漢][文语語]|[简簡繁]体|[簡繁]體", re.IGNORECASE)


def names_columns(row: Sequence[str], columns: Mapping[int, Language], others: Sequence[Row] = ()) -> bool:
    """Whether a first row names its columns: with known names, or in the wrong language for a pair of sentences.

    Where all `others` are whole sentences, one known name among more words is enough in a row that is none.
    """
    cells = {language: row[column].strip() for column, language in columns.items() if column < len(row) and row[column]}
    if all(_is_name(cell) for cell in cells.values()):
        return True
    says_name = any(name in cell.casefold() for name in _NAMES_OF_SENTENCES for cell in cells.values())
    if says_name and _are_sentences(others, columns) and not any(map(_ENDED_CELL.search, cells.values())):
        return True
    if len(cells) < len(Language):
        return False
    chinese, english = cells[Language.CHINESE], cells[Language.ENGLISH]
    if not HAN_CHARACTER.search(chinese) or not _LATIN.search(english):
        return max(len(chinese), len(english)) <= _LONGEST_NAME and not _ENDED.search(chinese + english)
    signs = {Language.CHINESE: 1, Language.ENGLISH: -1}
    return any(
        _NAMES_A_LANGUAGE.search(cell) and evidence(cell) * signs[language] > 0 for language, cell in cells.items()
    )


def _is_name(cell: str) -> bool:
    """Whether a cell is what columns are called, in one language or both: `Sentence (1)`, `中文：`, `译文/Target`."""
    lettered = _LETTERED.search(cell.casefold())
    name = lettered[0] if lettered else ""
    parts = [part for part in re.split(r"[\s\d/|()（）]+", name) if part]
    return name in _HEADINGS or all(part in _HEADINGS for part in parts)


def _are_sentences(rows: Sequence[Row], columns: Mapping[int, Language]) -> bool:
    """Whether all cells of some rows end as sentences do."""
    cells = [row[column] for _, row in rows for column in columns if column < len(row) and row[column]]
    return len(cells) > len(columns) and all(_ENDED_CELL.search(cell) for cell in cells)
