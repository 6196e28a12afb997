"""Changes of a file of corrections: what else stands in it, comments among it, stays as it was.

*The idea:* a change is made to what the file says *now*, not to what was read of it some time ago, and the file is
replaced only if it is still that: what somebody else has written meanwhile is read anew, and never written over. Tables
are found by their headings and taken out by their lines: tomlkit, which keeps comments as well, puts tables of a kind
together and their comments elsewhere.
"""

from __future__ import annotations

import io
import json
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

from flashcards.common.files import read_bytes, write_text
from flashcards.corrections.files import FIELDS, KEYS, heading_lines, kind_of, parse
from flashcards.errors import InputError, OutputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from flashcards.corrections.entries import Correction
    from flashcards.records import Span

HEADING = "# Corrections of the text beside this file; how to write them: docs/corrections.md\n"
_MAY_BE_EMPTY = {"word": KEYS["word"][2:], "card": KEYS["card"][3:]}
"""Keys whose empty value says something else than that it is not there: no English renders the word."""
_ATTEMPTS = 20
"""Times to read anew while another program writes; each takes a few milliseconds. Set by hand."""


class Splice(Record):
    """What made one text of another: at a place some lines went, and others came; it fits no text but that one.

    `before` and `after` are the hashes of the two.
    """

    at: int
    gone: str
    come: str
    before: int
    after: int

    @property
    def undone(self) -> Splice:
        """The splice that makes the first text of the second."""
        return Splice(self.at, self.come, self.gone, self.after, self.before)

    def fits(self, text: str) -> bool:
        """Whether a text is the one that this was made of."""
        return hash(text) == self.before

    def applied(self, text: str) -> str:
        """Make the other text of the one that it fits."""
        return text[: self.at] + self.come + text[self.at + len(self.gone) :]


def splice(before: str, after: str) -> Splice:
    """Tell what makes one text of another."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    gone, come = ("".join(lines[start : len(lines) - end]) for lines in (old, new))
    return Splice(sum(map(len, old[:start])), gone, come, hash(before), hash(after))


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """Count the lines that begin both texts."""
    return sum(1 for _ in takewhile(bool, map(eq, first, second)))


def change(path: Path, edit: Callable[[str], str]) -> tuple[str, str]:
    """Change the text of a file, the newest there is; give what it said before and says now, '' for no file.

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
            return before, after
        if text_of(path) == before:
            write_text(path, after)
            return before, after
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
    """Take corrections out of the text of a file, and write others in their place, or else at its end.

    What is set anew stays where it was set first, so that a change is seen as such by whoever compares two versions.
    """
    standing = parse(text) if old else ()
    gone = sorted(_span(text, each) for each in standing if each in old)
    tables = "\n".join(map(table, new))
    for start, end in reversed(gone[1:] if new else gone):
        text = text[:start] + text[end:].lstrip("\r\n")
    if not new:
        return text
    if gone:
        start, end = gone[0]
        return text[:start] + tables + text[end:]
    before = f"{text.rstrip()}\n" if text.strip() else HEADING
    return f"{before}\n{tables}"


def _span(text: str, correction: Correction) -> Span:
    """Give where the table of a correction stands; what is written behind it belongs to the next."""
    lines = list(io.StringIO(text, newline="\n"))  # nothing else ends a line of TOML, whatever Unicode says of it
    headings = [line for places in heading_lines(text).values() for line in places]
    if not correction.line:
        raise InputError(f"a correction is no table of its own; write [[{kind_of(correction)}]] above its values.")
    last = min((line for line in headings if line > correction.line), default=len(lines) + 1) - 1
    while last > correction.line and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    start = sum(map(len, lines[: correction.line - 1]))
    return start, start + sum(map(len, lines[correction.line - 1 : last]))


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
