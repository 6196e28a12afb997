"""Notes exported from Evernote (`.enex`): each note a heading and a page of its own, in their order.

The idea: an export is XML whose notes hold XHTML as text, or as elements where another program wrote them, so each is
read as a page is, and what hangs on it (pictures, recordings) is set aside before, for it can be larger than any text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.formats.html.flow import flow
from flashcards.documents.formats.markup import local_name, markup_within, parse_html, parse_xml
from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards.documents.formats.markup import Element
    from flashcards.documents.passages import Extract

_DECLARATION = pattern(r"^\ufeff?\s*<\?xml[^>]*\?>")
_ATTACHED = pattern(r"<data\b[^<>]*>[A-Za-z\d+/=\s]*</data>")
"""What hangs on a note, as letters and digits (base64)."""
_CODE_BLOCK = "--en-codeblock"
_LOCKED = "en-crypt"


def extract(name: str, text: str) -> Extract:
    """Find the passages of the notes of an export.

    Raises:
        InputError: the file is damaged, or no text is in it.

    """
    bare = _ATTACHED.sub("", _DECLARATION.sub("", text))
    root = parse_xml(name, bare.encode("utf-8", "replace"))
    draft = Draft(name)
    row = 0
    for note in root.iterchildren("{*}note"):
        for part in note:
            if local_name(part) == "title":
                draft.add(part.text or "", Mark(part.sourceline or 1, heading=1))
            elif local_name(part) == "content":
                row = _read_content(name, draft, part, row)
    extracted = draft.finish()
    if not extracted.passages:
        raise InputError(f"{name}: no text is in these notes; if they hold pictures of a text, have them recognised.")
    return extracted


def _read_content(name: str, draft: Draft, content: Element, row: int) -> int:
    """Read the page of a note; returns the number of the first row that is still free."""
    page, _ = parse_html(name, markup_within(content))
    if page is None:
        return row
    left_out = dict.fromkeys(page.iter(_LOCKED), "locked text")
    left_out |= {element: "code" for element in page.iter("div") if _CODE_BLOCK in element.get("style", "")}
    return flow(page, draft, left_out, row)
