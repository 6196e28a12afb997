"""Changes of a file of corrections: what else stands in it, comments among it, stays as it was.

*The idea:* a change is made to what the file says *now*, not to what was read of it some time ago, and the file is
replaced only if it is still that: what somebody else has written meanwhile is read anew, and never written over. Tables
are found by their headings and taken out by their lines: tomlkit, which keeps comments as well, puts tables of a kind
together and their comments elsewhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flashcards.common.files import read_bytes, write_text
from flashcards.corrections.files import FIELDS, KEYS, heading_lines, kind_of, parse
from flashcards.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from flashcards.corrections.entries import Correction
    from flashcards.records import Span

HEADING = "# Corrections of the text beside this file; how to write them: docs/corrections.md\n"
_MAY_BE_EMPTY = {"word": KEYS["word"][2:], "card": KEYS["card"][3:]}
"""Keys whose empty value says something else than that it is not there: no English renders the word."""
_ATTEMPTS = 20
"""Times to read anew while another program writes; each takes a few milliseconds. Set by hand."""


def change(path: Path, edit: Callable[[str], str]) -> str:
    """Change the text of a file, the newest there is, and give what it says now; '' stands for no file.

    Raises:
        InputError: the file is broken, before the change or by it; it is left as it is.
        OutputError: it cannot be written.

    """
    for _ in range(_ATTEMPTS):
        before = text_of(path)
        parse(before, str(path))
        after = edit(before)
        parse(after, str(path))
        if after == before:
            return before
        if text_of(path) == before:
            write_text(path, after)
            return after
    raise OutputError(f"{path}: another program writes it all the time; close that, and try again.")


def text_of(path: Path) -> str:
    """Read a file as it is now; '' stands for none, errors are those of `change`."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the corrections as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions.") from error


def replaced(text: str, old: Sequence[Correction], new: Sequence[Correction]) -> str:
    """Take corrections out of the text of a file, and write others at its end; a table of another form stays."""
    standing = parse(text) if old else ()
    gone = [_span(text, correction, standing) for correction in old if correction in standing]
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:].lstrip("\r\n")
    for correction in new:
        before = f"{text.rstrip()}\n" if text.strip() else HEADING
        text = f"{before}\n{table(correction)}"
    return text


def _span(text: str, correction: Correction, standing: Iterable[Correction]) -> Span:
    """Give where the table of a correction stands; what is written behind it belongs to the next."""
    alike = next(each for each in standing if each == correction)
    lines = text.splitlines(keepends=True)
    headings = [line for places in heading_lines(text).values() for line in places]
    if not alike.line:
        raise InputError(f"a correction is no table of its own; write [[{kind_of(correction)}]] above its values.")
    last = min((line for line in headings if line > alike.line), default=len(lines) + 1) - 1
    while last > alike.line and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    start = sum(map(len, lines[: alike.line - 1]))
    return start, start + sum(map(len, lines[alike.line - 1 : last]))


def table(correction: Correction) -> str:
    """Write a correction as a table: a line for each of its values."""
    kind = kind_of(correction)
    lines = [f"[[{kind}]]"]
    for key in KEYS[kind]:
        value = getattr(correction, FIELDS.get(key, key))
        if value not in (None, False) and (value or key in _MAY_BE_EMPTY.get(kind, ())):
            # What JSON writes TOML reads, but for one sign.
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f"))
    return "\n".join(lines) + "\n"
