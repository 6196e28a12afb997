"""By what Anki knows a note again: numbers that stay the same however a note is corrected.

*The idea:* reviews hang on a note's GUID, so it is made of nothing that may ever be put right: no pinyin, no meaning,
no translation, no title, no place in the text. What is left is the Chinese itself, and what the note asks. One word is
therefore one note of each kind, in however many texts it is met; a namespace sets the notes of one deck apart from
those of all others. Every kind of card is a note of its own, since a note of several cards cannot be shared: what one
text says of a word may lack what another asks about, and a card whose note lacks it is blank.

A word that is written alike and read otherwise is another word where a frozen list says so: 长 is *long* as cháng, its
usual reading, and *to grow* as zhǎng. Readings that no list tells apart may be put right without another note; of those
that the list tells apart, `rereading` keeps the note of the last package.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from typing import TYPE_CHECKING

from flashcards.anki.markup import clean
from flashcards.settings import CardKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.anki.notetypes import NoteType

_GUID_BYTES = 10
"""80 bits: among 100,000 notes the chance that any two meet is below 1 in 10^14."""


def key(text: str) -> str:
    """Fold what does not tell two Chinese texts apart: the Unicode form and the width of white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def guid(note_type: NoteType, namespace: str, text: str, apart: str = "") -> str:
    """Make the GUID of the note that asks what a word or a sentence says: 16 letters and digits.

    `apart` is what sets a word apart from the same characters in their usual reading and sense, '' for those.
    """
    parts = (note_type.folder, namespace, key(text))
    return _digest((*parts, apart) if apart else parts)


def guid_of_kind(guid: str, kind: CardKind) -> str:
    """Make the GUID of the note that asks for the same in another way."""
    return guid if kind is CardKind.RECOGNITION else _digest((guid, kind))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()
    return base64.b32encode(digest[:_GUID_BYTES]).decode("ascii").lower()


def deck_number(name: str) -> int:
    """Make the number of a deck from its full name; Anki itself goes by the name."""
    digest = hashlib.sha256(name.casefold().encode("utf-8", "replace")).digest()
    return (1 << 40) + int.from_bytes(digest[:5], "big")


def deck_title(title: str) -> str:
    """Make a title Anki can call a deck by: one line, and no `::`, which would nest."""
    line = " ".join(clean(title).split())
    while "::" in line:
        line = line.replace("::", ":")
    return line.strip(": ") or "Flashcards"
