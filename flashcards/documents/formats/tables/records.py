"""JSON and JSON Lines: records with Chinese and English values, read as the rows of a table with a column a key.

The idea: whatever the keys are called and however deep the records lie, a record with a value in each language is a
pair, and which key holds which language is told from the values, as for any table.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.encodings import whole_characters
from flashcards.documents.formats.tables import table
from flashcards.documents.formats.tables.separated import bare_cell
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.formats.tables.column_languages import Row
    from flashcards.documents.passages import Extract

_LATIN = pattern("[A-Za-z]{2}")
_SETTING = pattern(r"#?[\da-z_.-]+", re.IGNORECASE)
"""A colour, the name of a style, a version: a word that stands beside a list of records."""
_NAME = pattern(r"[A-Za-z][\w-]*[._\d][\w.-]*")
"""A name that programs give, rather than a word: rule_1, menu.open."""
_FEWEST_PARTS, _MOST_PARTS = 2, 20
"""Parts of an object that may be a language each: with the pinyin and further languages. Set by hand."""
_FEWEST_MESSAGES = 4
"""Texts of an object that is a list of messages; one with fewer may be a record with a note in Chinese. Set by hand."""
_DEEPEST = 6
"""Keys one within the other to a message of an app. Set by hand."""
_MOSTLY_PAIRS = 0.7
"""The share of keys under which both languages have a text. Set by hand."""


def looks_like_one(text: str) -> bool:
    """Whether a text is JSON with an object or list in it, or has such an object in each line."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    return start in ("{", "[") and _parsed(text) is not None


def extract(name: str, text: str) -> Extract:
    """Find the values of both languages; of a file in one language, all values.

    Raises:
        InputError: there is no text in it, or more records than a table can have rows.

    """
    return from_value(name, _parsed(text))


def holds_pairs(value: Any) -> bool:
    """Whether a record among some values holds a text in each language."""
    return any(_is_pair(row.values()) for row in _rows(value))


def from_value(name: str, value: Any) -> Extract:
    """Find the texts of both languages in values as JSON has them; of those in one language, all.

    Raises:
        InputError: as for `extract`.

    """
    rows = list(_rows(value))
    if any(_is_pair(row.values()) for row in rows):
        keys = list(dict.fromkeys(key for row in rows for key in row))
        return table.from_rows(name, _numbered(rows, keys), "a file of records")
    texts = [text for text in _strings(value) if HAN_CHARACTER.search(text[0]) or _LATIN.search(text[0])]
    if not texts:
        raise InputError(f"{name}: no value of this file is a text; give one with sentences in it.")
    draft = Draft(name)
    for number, (piece, is_setting) in enumerate(texts, 1):
        if is_setting:
            draft.omit(whole_characters(piece), number, "a setting")
        else:
            draft.add(whole_characters(piece), Mark(number))
    return draft.finish()


def _parsed(text: str) -> Any:
    """Parse a text as JSON, or line by line; None where it is neither."""
    bare = text.lstrip("\ufeff")
    try:
        return json.loads(bare)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in bare.splitlines() if line.strip()] or None
    except (ValueError, RecursionError):
        return None


def _rows(value: Any) -> Iterator[dict[str, str]]:
    """Yield the innermost records that hold a pair, and those without; lists of values are records, too.

    The messages of an app in Chinese are no record, though one may be called `OK`.
    """
    todo = [] if _is_catalogue(value) else [(value, False)]
    while todo:
        item, is_one_of_many = todo.pop()
        if isinstance(item, dict) and (translated := _translated(item)):
            yield from translated
            continue
        if isinstance(item, dict) and not any(isinstance(inner, (dict, list)) for inner in item.values()):
            yield from [_flat(item)] if is_one_of_many else _innermost(item)
            continue
        if isinstance(item, dict):
            flat = _flat(item, within=not _holds_records(item))
            if _is_pair(flat.values()):
                yield flat
            is_whole = _is_pair(flat.values()) and not _holds_records(item)
            todo += reversed(
                [
                    (_with_key(key, inner), False)
                    for key, inner in item.items()
                    if isinstance(inner, list) or not is_whole
                ]
            )
        elif isinstance(item, list):
            if item and all(isinstance(inner, str) for inner in item) and _is_pair(item):
                yield {str(at): inner for at, inner in enumerate(item)}
            else:
                have_the_same_keys = len(item) > 1 and all(map(_is_record, item)) and len(set(map(tuple, item))) == 1
                todo += reversed([(inner, have_the_same_keys) for inner in item if isinstance(inner, (dict, list))])


def _innermost(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield an object without others in it as a record, or what it translates its keys by as one each."""
    texts = {key: inner for key, inner in item.items() if isinstance(inner, str)}
    if item and all(map(_is_pair, texts.items())):
        yield from ({"key": key, "value": inner} for key, inner in texts.items())
    else:
        yield _flat(item)


def _holds_records(item: dict[str, Any]) -> bool:
    """Whether several values of an object are records with a pair each, so that its keys are but their names."""
    return sum(isinstance(inner, dict) and _is_pair(_flat(inner).values()) for inner in item.values()) >= _FEWEST_PARTS


def _is_catalogue(value: Any) -> bool:
    """Whether a whole file is one object whose texts, more than a record has, are mostly Chinese, its keys aside."""
    texts = [text for text in value.values() if isinstance(text, str)] if isinstance(value, dict) else []
    chinese = sum(bool(HAN_CHARACTER.search(text)) for text in texts)
    is_bare = len(texts) >= _FEWEST_MESSAGES and len(texts) == len(value) and 2 * chinese > len(texts)
    has_names = is_bare and sum(bool(_NAME.fullmatch(key)) for key in value) > _MOSTLY_PAIRS * len(value)
    return is_bare and (has_names or not all(_is_pair(item) for item in value.items()))


def _with_key(key: str, value: Any) -> Any:
    """Put the key of a record into it where that is Chinese: the sentence or word that the record is about."""
    return {"": key, **value} if isinstance(value, dict) and HAN_CHARACTER.search(key) else value


def _translated(item: dict[str, Any]) -> list[dict[str, str]]:
    """Pair the texts of an object with a part for each language that have the same keys: the messages of an app."""
    parts = {key: _leaves(part) for key, part in item.items() if isinstance(part, (dict, list))}
    if not _FEWEST_PARTS <= len(parts) <= _MOST_PARTS:
        return []
    keys = dict.fromkeys(key for part in parts.values() for key in part)
    rows = [{of: part[key] for of, part in parts.items() if key in part} for key in keys]
    return rows if sum(_is_pair(row.values()) for row in rows) > _MOSTLY_PAIRS * len(rows) else []


def _leaves(part: Any) -> dict[tuple[str, ...], str]:
    """Give the texts in a part by their keys, one within the other."""
    leaves: dict[tuple[str, ...], str] = {}
    todo: list[tuple[tuple[str, ...], Any]] = [((), part)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, str):
            leaves[path] = value
        elif isinstance(value, (dict, list)) and len(path) < _DEEPEST:
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            todo += reversed([((*path, str(key)), of) for key, of in inner])
    return leaves


def _flat(record: dict[str, Any], *, within: bool = True) -> dict[str, str]:
    """Take the texts of a record, and those of records within it by both keys."""
    flat: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, str):
            flat[key] = value
        elif isinstance(value, dict) and within:
            flat.update({f"{key}.{inner}": text for inner, text in value.items() if isinstance(text, str)})
    return flat


def _is_pair(values: Any) -> bool:
    """Whether some texts are in both scripts."""
    texts = [value for value in values if isinstance(value, str)]
    chinese = [bool(HAN_CHARACTER.search(text)) for text in texts]
    return any(chinese) and any(
        _LATIN.search(text) for text, is_chinese in zip(texts, chinese, strict=True) if not is_chinese
    )


def _numbered(rows: list[dict[str, str]], keys: list[str]) -> list[Row]:
    return [
        (number, tuple(bare_cell(whole_characters(row.get(key, ""))).strip() for key in keys))
        for number, row in enumerate(rows, 1)
    ]


def _strings(value: Any) -> Iterator[tuple[str, bool]]:
    """Yield all texts among the values, in order, and whether each is but a setting beside a list of records."""
    todo = [(value, False)]
    while todo:
        item, is_beside = todo.pop()
        if isinstance(item, str):
            yield item, is_beside and bool(_SETTING.fullmatch(item))
        elif isinstance(item, dict):
            holds_records = any(isinstance(inner, list) and any(map(_is_record, inner)) for inner in item.values())
            todo += reversed([(inner, holds_records) for inner in item.values()])
        elif isinstance(item, list):
            todo += reversed([(inner, False) for inner in item])


def _is_record(value: Any) -> bool:
    return isinstance(value, dict)
