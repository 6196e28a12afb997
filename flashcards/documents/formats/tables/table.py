"""Tables with a column of Chinese and one of English: a text whose sentences somebody has paired already.

Which column is which, what separates them, and whether the first row is a heading is told from what stands in them.
Further columns (a confidence, pinyin, notes) are left out. Spreadsheets come here with their cells.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import ANNOTATION, Draft, Mark, annotation
from flashcards.documents.formats.tables.directions import in_one_direction
from flashcards.documents.languages import evidence
from flashcards.documents.other_script import first_script
from flashcards.documents.pinyin import chinese_among, pinyin_among
from flashcards.documents.romanised import is_pinyin_of
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.documents.passages import Extract

Row: TypeAlias = tuple[int, tuple[str, ...]]
"""The line in which a row begins, and its cells."""

_HEADINGS = frozenset(
    """
    chinese english zh en cn zh-cn zh-tw zh-hans zh-hant en-us en-gb mandarin source target original translation text
    sentence sentences confidence pinyin front back term definition word words meaning hanzi characters simplified
    traditional question answer note notes expression native example phrase gloss dish dishes item price
    中文 英文 汉语 漢語 英语 英語 原文 译文 譯文 句子 翻译 翻譯 拼音 汉字 漢字 词语 詞語 生词 生詞 单词 單詞 意思
    释义 釋義 解释 解釋 例句 菜名 菜品 名称 名稱 价格 價格 简体 簡體 繁体 繁體 正面 背面 问题 問題 答案 短语 短語
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""What columns are called; a first row of nothing else is a heading."""
_NAMES_OF_SENTENCES = ("sentence", "translation", "句", "译", "譯", "课文", "課文", "翻")
_ENDED_CELL = pattern(r"""[.!?…。！？]["'”’」』)）]*$""")
_LONGEST_NAME = 30
"""In characters: names of columns are short. Set by hand."""
_ENDED = pattern(r"[。！？!?]")
_LATIN = pattern("[A-Za-z]")
_NAMES_A_LANGUAGE = pattern("chinese|english|mandarin|[中英汉漢][文语語]|[简簡繁]体|[簡繁]體", re.IGNORECASE)
_SEPARATORS = "\t,;|"
_NEARLY_EVERY = 0.9
"""The share of rows in which two columns are in different languages, if they are a text and its translation. Set by
hand."""
_MOST_COLUMNS = 30
"""Bounds the work: what stands further right is no text beside a text. Set by hand."""
_MOST_ROWS = 200_000
"""Bounds the work: all pairs of Tatoeba in these two languages are fewer. Set by hand."""
_READING_BEHIND = pattern(rf"(?<=[{HAN}])\[[^\[\]{HAN}]{{1,60}}\]|{ANNOTATION.pattern}")
_FEWEST_CARDS = 3
"""A line with fewer semicolons is a sentence with two clauses. Set by hand."""
_LONGEST_CELL = 1 << 20
"""Characters, a million: far more than a sentence, far less than memory. Set by hand; Python's own limit is 131,072."""
_FAIR_SHARE = 0.2
"""Of the lines of a column that holds both languages, the least of either: with pinyin and labels, a third. Set by
hand."""
_WORDS = pattern(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}")
_SAMPLE = 50
"""Rows by which the columns are judged. Set by hand."""
_WORD = pattern(r"[^\W\d_]+")
_FEWEST_FOR_TAGS, _MOST_OF = 4, 0.7
"""From so many rows on, what stands in more than this share of a column's cells says nothing about its language."""
_SETTING = pattern(r"#[a-z ]+:[^\r\n]*(?:[\r\n]+|$)")
_SETTINGS = pattern(r"\ufeff?(?:#[a-z ]+:[^\r\n]*[\r\n]+)+")
"""The lines at the head of an Anki export: `#separator:tab`, `#tags column:4`."""
_NAMES_SEPARATOR = pattern(r"^\ufeff?#separator:[ ]*(\S+)", re.MULTILINE)
_SEPARATORS_BY_NAME = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":"}
"""The signs that Anki sets between fields, by the names in the head of its exports."""
_CLOZE = pattern(r"\{\{(?:c\d+::)?([^{}]*?)(?:::[^{}]*)?\}\}")
"""A gap to be filled, of Anki or of Clozemaster."""
_READING_ABOVE = pattern(r"<rt\b[^<>]*>((?:[^<]|<(?!/?r))*)(?:</rt>)?", re.IGNORECASE)
_BRACKET_OF_RUBY = pattern(r"<rp\b[^<>]*>[^<]*(?:</rp>)?", re.IGNORECASE)
_SOUND = pattern(r"\[sound:[^\]]*\]|<img[^<>]*>")
_LINE_TAG = pattern(r"<(?:br|/?div|/?p|/?li)\b[^<>]*>", re.IGNORECASE)
_TAG = pattern(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_QUOTED_CELL = pattern(r'(?:^|[\t\r\n])"((?:[^"]++|"")*+)"(?=[\t\r\n]|$)')
_NEEDS_QUOTING = pattern(r'""|[\t\r\n]')
_OPENING_MARKS = frozenset('“"‘「『«')
_LINE = pattern(r"[^\r\n]+|\r\n?|\n")


def extract(name: str, text: str) -> Extract:
    """Find the cells of both languages in a text with separators.

    Raises:
        InputError: no column holds Chinese.

    """
    return from_rows(name, list(rows_of(text)))


def rows_of(text: str) -> Iterator[Row]:
    """Part a text into rows of cells, whatever separates them, the markup of fields undone."""
    head = _SETTINGS.match(text)
    body = text[head.end() :] if head else text
    skipped = text[: head.end()].count("\n") if head else 0
    for line, row in _rows(body, _declared(text) or _separator(body)):
        yield line + skipped, tuple(map(bare_cell, row))


def _declared(text: str) -> str:
    """Give the separator that the head of an export names; empty where it names none."""
    head = _SETTINGS.match(text)
    named = _NAMES_SEPARATOR.search(head.group()) if head else None
    return _SEPARATORS_BY_NAME.get(named[1].lower(), named[1] if len(named[1]) == 1 else "") if named else ""


def rows_on_lines(text: str) -> str:
    """Put the rows of a set of cards on lines where it has semicolons between them, as Quizlet exports it."""
    pieces = [piece for piece in text.split(";") if piece.strip()]
    if len(pieces) < _FEWEST_CARDS or text.lstrip()[:1] in "<{[" or len(text.strip().splitlines()) != 1:
        return text
    return text.replace(";", "\n") if all(HAN_CHARACTER.search(p) and _LATIN.search(p) for p in pieces) else text


def from_rows(name: str, rows: Sequence[Row], unit: str = "a table") -> Extract:
    """Take the cells of both languages; a cell counts as one sentence, and carries the number of its row.

    Of a table in Chinese alone nothing stands beside a cell, and it carries none.

    Raises:
        InputError: no column holds Chinese, or the rows are more than anybody reads.

    """
    if len(rows) > _MOST_ROWS:
        raise InputError(f"{name}: {unit} of {len(rows):,} rows is too long, {_MOST_ROWS:,} can be read; part it.")
    rows = in_one_direction(rows, _evidence)
    columns = _language_columns(rows)
    stacked = _stacked(rows, columns)
    if stacked is not None:
        return _lines_of(name, rows, stacked)
    _refuse_one_language(name, rows, columns, unit)
    is_paired = len(columns) == len(Language)
    draft = Draft(name, settled=True)
    for number, (line, row) in enumerate(rows):
        is_heading = number == 0 and names_columns(row, columns, rows[1:_SAMPLE])
        others = [cell for column, cell in enumerate(row) if column not in columns]
        beside = pinyin_among(others), chinese_among(others)
        for column, cell in enumerate(row):
            if is_heading or column not in columns:
                draft.omit(cell, line, "a heading row" if is_heading else "a further column")
            else:
                language, of = columns[column], number if is_paired else None
                draft.add(cell, Mark(line, row=of, language=language, pinyin=beside[0], twin=beside[1]))
    return draft.finish()


def _stacked(rows: Sequence[Row], columns: Mapping[int, Language]) -> int | None:
    """Find the column in which the languages stand one below the other, where no two stand beside each other."""
    chinese, english = (_texts(rows, columns, language) for language in (Language.CHINESE, Language.ENGLISH))
    if len(columns) == len(Language) and 2 * len(english) >= len(chinese):
        return None
    lines: dict[int, list[str]] = {}
    for _, row in rows:
        for column, cell in enumerate(row):
            lines.setdefault(column, []).extend(filter(None, cell.splitlines()))
    both = {column: len(texts) for column, texts in lines.items() if _are_of_both(texts)}
    return max(both, key=both.__getitem__, default=None)


def _texts(rows: Sequence[Row], columns: Mapping[int, Language], language: Language) -> set[str]:
    """Collect what stands in the column of a language and speaks for that language.

    What stands there again and again counts once: a kind of message, a label.
    """
    sign = -1 if language == Language.CHINESE else 1
    filled = [{of: row[at] for at, of in columns.items() if at < len(row) and row[at]} for _, row in rows]
    return {row[language] for row in filled if language in row and sign * _evidence(row[language]) > 0}


def _are_of_both(texts: Sequence[str]) -> bool:
    """Whether a fair share of some lines is Chinese, and of them English, or they mostly hold both."""
    has_chinese = [bool(HAN_CHARACTER.search(text)) for text in texts]
    english = sum(not chinese and _evidence(text) > 0 for text, chinese in zip(texts, has_chinese, strict=True))
    mixed = sum(chinese and bool(_WORDS.search(text)) for text, chinese in zip(texts, has_chinese, strict=True))
    fewest = _FAIR_SHARE * len(texts)
    return (english >= fewest and sum(has_chinese) >= fewest and english > 0) or 2 * mixed > len(texts)


def _lines_of(name: str, rows: Sequence[Row], column: int) -> Extract:
    """Take the lines of the cells of a column as those of a text; the next cell may repeat one, as chats keep them."""
    draft = Draft(name)
    before = ""
    for line, row in rows:
        for at, cell in enumerate(row):
            if at != column or cell == before:
                draft.omit(cell, line, "a further column" if at != column else "the same again")
                continue
            before = cell
            for number, text in enumerate(cell.splitlines()):
                draft.add(text, Mark(line, begins_section=number == 0))
    return draft.finish()


def bare_cell(cell: str) -> str:
    """Undo the markup of a field of Anki: HTML, gaps to be filled, sounds and pictures."""
    if not any(sign in cell for sign in "<&{["):
        return cell
    shown = _TAG.sub("", _LINE_TAG.sub("\n", _SOUND.sub("", _CLOZE.sub(r"\1", _with_annotations(cell)))))
    return html.unescape(shown).replace("\xa0", " ").strip()


def _with_annotations(cell: str) -> str:
    """Mark the readings above characters, and leave out the brackets for those who cannot show them so."""
    if "<rt" not in cell:
        return cell
    return _READING_ABOVE.sub(lambda above: annotation(_TAG.sub("", above[1])), _BRACKET_OF_RUBY.sub("", cell))


def looks_like_one(text: str) -> bool:
    """Whether a text without a telling name is such a table.

    Its head names a separator, or in nearly every line there are a tab, and cells of two languages.
    """
    if _declared(text):
        return True
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    rows = [line.split("\t", _MOST_COLUMNS) for line in lines if not _SETTING.match(line)]
    scores = [[_evidence(bare_cell(cell)) for cell in row] for row in rows]
    opposed = sum(len(row) > 1 and min(row) < 0 < max(row) for row in scores)
    return opposed > _NEARLY_EVERY * len(rows)


def _separator(text: str) -> str:
    """Find the sign between the columns: the one that sets Chinese and English apart best."""
    head = "".join(_LINE.findall(text[:_LONGEST_CELL])[: 2 * _SAMPLE])
    return max(_SEPARATORS, key=lambda sign: _contrast(list(_rows(head, sign))))


def _contrast(rows: Sequence[Row]) -> float:
    """Say how well the columns are of two languages."""
    scores = _scores(rows)
    return min(-min(scores.values(), default=0.0), max(scores.values(), default=0.0))


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Find the rows that hold something.

    Tables with tabs mostly have no quoting, and a quotation mark is then the sentence's own.
    """
    quoted = separator != "\t" or any(_NEEDS_QUOTING.search(cell[1]) for cell in _QUOTED_CELL.finditer(text))
    if not quoted:
        rows: Iterator[tuple[int, Sequence[str]]] = _lines(text)
    else:
        csv.field_size_limit(_LONGEST_CELL)
        rows = _quoted(text, separator)
    for line, row in rows:
        cells = tuple(cell.strip() for cell in row[:_MOST_COLUMNS])
        if any(cells):
            yield line, cells


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    line = 1
    for match in _LINE.finditer(text):
        if match.group()[0] in "\r\n":
            line += 1
        else:
            yield line, _unquoted(match.group().split("\t", _MOST_COLUMNS))


def _unquoted(row: list[str]) -> list[str]:
    """Take off the quotation marks that Excel sets around a cell with a comma; a text has them on both sides."""
    cells = [cell.strip() for cell in row]
    quoted = [len(cell) > 2 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1] for cell in cells]
    is_speech = any(cell[:1] in _OPENING_MARKS and not own for cell, own in zip(cells, quoted, strict=True) if cell)
    if is_speech or all(own for cell, own in zip(cells, quoted, strict=True) if cell):
        return row
    return [cell[1:-1] if own else cell for cell, own in zip(cells, quoted, strict=True)]


def _quoted(text: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(re.sub(r"\r\n?", "\n", text).splitlines(keepends=True), delimiter=separator)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond all measure: the rows after it can still be read
            row = []
        yield line, row
        line = reader.line_num + 1


def _scores(rows: Sequence[Row]) -> dict[int, float]:
    """Weigh what speaks for English in each column; of what stands in most of its cells, nothing does."""
    columns = {column: [row[column] for _, row in rows if column < len(row)] for column in range(_MOST_COLUMNS)}
    return {column: sum(map(_evidence, _telling(cells))) for column, cells in columns.items() if cells}


def _evidence(cell: str) -> float:
    """Weigh what speaks for English in a cell, the readings of its characters aside."""
    return evidence(_READING_BEHIND.sub("", cell))


def _telling(cells: Sequence[str]) -> Iterator[str]:
    """Take the words that stand in most cells out of a column: an attribution, a tag."""
    if len(cells) < _FEWEST_FOR_TAGS:
        yield from cells
        return
    words = [_WORD.findall(cell) for cell in cells]
    counts = Counter(word for cell in words for word in set(cell))
    common = {word for word, count in counts.items() if count > _MOST_OF * len(cells)}
    for cell in cells:
        yield _WORD.sub(lambda word: "" if word.group() in common else word.group(), cell) if common else cell


def _without_pinyin(rows: Sequence[Row], scores: Mapping[int, float]) -> dict[int, float]:
    """Take out the columns that are the pinyin of the most Chinese one, or of another that goes before."""
    chinese = min(scores, key=scores.__getitem__, default=0)
    some = [row for _, row in rows[:_SAMPLE] if chinese < len(row) and row[chinese]]
    return {
        column: score
        for column, score in scores.items()
        if score <= 0
        or not is_pinyin_of([(row[column], row[chinese]) for row in some if column < len(row) and row[column]])
    }


def _language_columns(rows: Sequence[Row]) -> Mapping[int, Language]:
    """Tell which column is most Chinese and which most English; what has neither has no column."""
    scores = _without_pinyin(rows, _scores(rows))
    chinese, english = min(scores, key=scores.__getitem__, default=0), max(scores, key=scores.__getitem__, default=0)
    chinese = first_script([row for _, row in rows[:_SAMPLE]], chinese)
    columns = {}
    if scores.get(chinese, 0.0) < 0:
        columns[chinese] = Language.CHINESE
    if scores.get(english, 0.0) > 0:
        columns[english] = Language.ENGLISH
    return columns


def _refuse_one_language(name: str, rows: Sequence[Row], columns: Mapping[int, Language], unit: str) -> None:
    is_one_column = max((len(row) for _, row in rows), default=0) < len(Language)
    if is_one_column and not all(HAN_CHARACTER.search(cell) for _, row in rows for cell in row):
        raise InputError(f"{name}: no line holds a tab or comma; {unit} needs two columns, Chinese and English.")
    if Language.CHINESE not in columns.values():
        raise InputError(f"{name}: no column is in Chinese; {unit} needs two, one Chinese and one English.")


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
    name = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", cell.casefold())
    parts = [part for part in re.split(r"[\s\d/|()（）]+", name) if part]
    return name in _HEADINGS or all(part in _HEADINGS for part in parts)


def _are_sentences(rows: Sequence[Row], columns: Mapping[int, Language]) -> bool:
    """Whether all cells of some rows end as sentences do."""
    cells = [row[column] for _, row in rows for column in columns if column < len(row) and row[column]]
    return len(cells) > len(columns) and all(_ENDED_CELL.search(cell) for cell in cells)
