"""The format of a text, told from its first words and from how its lines look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats import kinds
from flashcards.documents.formats.memories import gettext
from flashcards.documents.formats.subtitles import cues
from flashcards.documents.formats.tables import app_strings, records, table
from flashcards.documents.formats.text import clippings, latex

if TYPE_CHECKING:
    from flashcards.documents.formats.kinds import Format

_HEAD = 4096
"""Characters at the beginning that are searched for the root of an XML or HTML text."""
_PROLOGUE = pattern(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?P<kind>[\w:-]+)[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = pattern(r"<(?:[\w-]+:)?([A-Za-z][\w-]*)[\s/>]")
_ROOTS = {
    "html": kinds.HTML,
    "head": kinds.HTML,
    "body": kinds.HTML,
    "sami": kinds.HTML,
    "tt": kinds.HTML,
    "tmx": kinds.MEMORY,
    "xliff": kinds.MEMORY,
    "resources": kinds.XML_RECORDS,
}
"""Formats by the root of their XML or HTML, in small letters; SAMI and TTML are paragraphs, as of a page."""


def by_structure(suffix: str, text: str) -> Format:
    """Tell the format of a decoded text."""
    if cues.looks_like_one(text):
        return kinds.SUBTITLES
    promised = kinds.BY_SUFFIX.get(suffix)
    if promised == kinds.SUBTITLES and not cues.has_cues(text):
        promised = None
    if promised == kinds.RECORDS and not records.looks_like_one(text):
        promised = None
    if promised == kinds.CATALOGUE and not gettext.looks_like_one(text):
        promised = None
    return _by_root(text) or promised or _by_lines(text)


def _by_root(text: str) -> Format | None:
    """Tell the format from the root element, where the text is XML or a whole page of HTML."""
    head = text.lstrip()[:_HEAD]
    prologue = _PROLOGUE.match(head)
    kind = (prologue["kind"] or "").lower() if prologue else ""
    if kind in _ROOTS:
        return _ROOTS[kind]
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    known = _ROOTS.get(root[1].lower()) if root else None
    if not known and root and head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return kinds.XML_RECORDS
    return known


def _by_lines(text: str) -> Format:
    """Tell the format of a text whose name says nothing."""
    if records.looks_like_one(text):
        return kinds.RECORDS
    if gettext.looks_like_one(text):
        return kinds.CATALOGUE
    if latex.looks_like_one(text):
        return kinds.LATEX
    if app_strings.looks_like_one(text):
        return kinds.APP_STRINGS
    if clippings.looks_like_one(text):
        return kinds.CLIPPINGS
    return kinds.TABLE if table.looks_like_one(text) else kinds.PLAIN
