"""In which languages a file is, told from its letters alone: quick enough to ask of every file of a large folder.

What has to be unpacked for that is slow, so what was told of it is kept.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.bilingual_lines import LETTERS_PER_CHARACTER
from flashcards.documents.encodings import decode
from flashcards.documents.formats.known_formats import by_content
from flashcards.documents.raw_files import load
from flashcards.documents.reading import extract_raw
from flashcards.errors import InputError
from flashcards.library.keeping import content_key, kept

if TYPE_CHECKING:
    from pathlib import Path

_LETTER = re.compile("[A-Za-z]")
_LEAST_SHARE = 0.2
"""Of a text in both languages each has about half, sizes made comparable; the markup of a page in Chinese counts as
English here and has less than four fifths. Set by hand."""


class Languages(StrEnum):
    """The languages of a file."""

    BOTH = "both"
    CHINESE = "zh"
    ENGLISH = "en"
    UNKNOWN = ""
    """It cannot be read; whoever reads it says why."""


def languages(path: Path) -> Languages:
    """Tell the languages of a file by the share of its letters that are Chinese."""
    try:
        raw = load(path)
        if by_content(raw) is None:
            return _shared(decode(raw).text)
        shared, _ = kept(Languages, content_key("languages", raw.data), lambda: _shared(extract_raw(raw).text))
    except InputError:
        return Languages.UNKNOWN
    return shared


def _shared(text: str) -> Languages:
    chinese = LETTERS_PER_CHARACTER * len(HAN_CHARACTER.findall(text))
    total = chinese + len(_LETTER.findall(text))
    if not total:
        return Languages.UNKNOWN
    if chinese < _LEAST_SHARE * total:
        return Languages.ENGLISH
    return Languages.CHINESE if total - chinese < _LEAST_SHARE * total else Languages.BOTH


def text_of(path: Path) -> str:
    """Give the text of a file, markup and all where it has any.

    Raises:
        InputError: it cannot be read.

    """
    raw = load(path)
    return decode(raw).text if by_content(raw) is None else extract_raw(raw).text
