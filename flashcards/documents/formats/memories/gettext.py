"""Catalogues of gettext (`.po`): messages of a program and their translations, paired already.

Parsed by polib (MIT). What a translator has marked as doubtful, has not translated yet or has given up makes no cards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.languages import evidence
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from polib import POEntry

    from flashcards.documents.passages import Extract

_MESSAGE = pattern(r'^msgid\s+"', re.MULTILINE)
_TRANSLATION = pattern(r'^msgstr(?:\[\d\])?\s+"', re.MULTILINE)
_ACCELERATOR = pattern(r"[(（][_&][A-Za-z][)）]|[_&](?=\w)")
"""The mark of a key in a menu: `_Open`, `打开(_O)`."""


def looks_like_one(text: str) -> bool:
    """Whether a text is such a catalogue."""
    return bool(_MESSAGE.search(text) and _TRANSLATION.search(text))


def extract(name: str, text: str) -> Extract:
    """Find the messages; each is a row.

    Raises:
        InputError: the catalogue is damaged, or no message is in both languages.

    """
    import polib

    try:
        entries = polib.pofile(text + "\n")
    except (OSError, ValueError, UnicodeError, IndexError, KeyError) as error:
        raise InputError(f"{name}: this catalogue of messages is damaged ({error}); get a whole copy.") from error
    draft = Draft(name, settled=True)
    row = 0
    for entry in entries:
        sides = dict(_sides(entry))
        if entry.fuzzy or entry.obsolete or len(sides) < len(Language):
            draft.omit(entry.msgid, entry.linenum or 1, "a message without a finished translation")
            continue
        row += 1
        for language, message in sides.items():
            draft.add(message, Mark(entry.linenum or 1, row=row, language=language))
    if not row:
        raise InputError(f"{name}: no message is in both Chinese and English; give a catalogue of these two languages.")
    return draft.finish()


def _sides(entry: POEntry) -> Iterator[tuple[Language, str]]:
    """Yield a message and its translation, by language; of a message in the plural, its last forms."""
    translated = entry.msgstr or (list(entry.msgstr_plural.values()) or [""])[-1]
    for message in (entry.msgid_plural or entry.msgid, translated):
        shown = " ".join(_ACCELERATOR.sub("", message).split())
        score = evidence(shown)
        if score:
            yield (Language.ENGLISH if score > 0 else Language.CHINESE), shown
