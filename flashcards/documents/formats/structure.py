"""The format of a text, told from its first words and from how its lines look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.known_formats import (
    APP_STRINGS,
    BY_SUFFIX,
    CATALOGUE,
    CLIPPINGS,
    EVERNOTE,
    HTML,
    LATEX,
    MEMORY,
    PLAIN,
    PROGRAM_DATA,
    RECORDS,
    SUBTITLES,
    TABLE,
    XML_RECORDS,
)
from flashcards.documents.formats.memories import gettext
from flashcards.documents.formats.subtitles import subtitle_file
from flashcards.documents.formats.tables import app_strings, program_data, records, table
from flashcards.documents.formats.text import clippings, latex

if TYPE_CHECKING:
    from flashcards.documents.formats.known_formats import Format

_HEAD = 4096
"""Characters at the beginning that are searched for the root of an XML or HTML text."""
_PROLOGUE = pattern(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?P<kind>[\w:-]+)[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = pattern(r"<(?:[\w-]+:)?([A-Za-z][\w-]*)[\s/>]")
_ROOTS = {
    "html": HTML,
    "head": HTML,
    "body": HTML,
    "sami": HTML,
    "tt": HTML,
    "en-export": EVERNOTE,
    "tmx": MEMORY,
    "xliff": MEMORY,
    "resources": XML_RECORDS,
}
"""Formats by the root of their XML or HTML, in small letters; SAMI and TTML are paragraphs, as of a page."""


_PROMISES = {
    SUBTITLES: subtitle_file.has_cues,
    RECORDS: records.looks_like_one,
    CATALOGUE: gettext.looks_like_one,
    PROGRAM_DATA: program_data.holds_keys,
}
"""What a text must hold for what its name promises; any other promise is believed."""
_BY_LINES = (
    (RECORDS, records.looks_like_one),
    (CATALOGUE, gettext.looks_like_one),
    (LATEX, latex.looks_like_one),
    (APP_STRINGS, app_strings.looks_like_one),
    (PROGRAM_DATA, program_data.looks_like_one),
    (CLIPPINGS, clippings.looks_like_one),
    (TABLE, table.looks_like_one),
)
"""Formats with how their lines look, in the order in which they are asked of a text whose name says nothing."""


def by_structure(suffix: str, text: str) -> Format:
    """Tell the format of a decoded text."""
    if subtitle_file.looks_like_one(text):
        return SUBTITLES
    promised = BY_SUFFIX.get(suffix)
    if promised in _PROMISES and not _PROMISES[promised](text):
        promised = None
    return _by_root(suffix, text) or promised or next((known for known, fits in _BY_LINES if fits(text)), PLAIN)


def _by_root(suffix: str, text: str) -> Format | None:
    """Tell the format from the root element: where a text is XML, by its suffix or its head, or a page of HTML."""
    head = text.lstrip()[:_HEAD]
    prologue = _PROLOGUE.match(head)
    kind = (prologue["kind"] or "").lower() if prologue else ""
    if kind in _ROOTS:
        return _ROOTS[kind]
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    known = _ROOTS.get(root[1].lower()) if root else None
    if not known and root and (suffix == ".xml" or head.lstrip("\ufeff \t\r\n").startswith("<?xml")):
        return XML_RECORDS
    return known
