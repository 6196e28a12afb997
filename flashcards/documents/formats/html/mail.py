"""Pages that a browser saved whole (MHTML) and mails: the page in them, or the text where there is none.

Read by `email` of the standard library: both are messages of several parts (RFC 2557).
"""

from __future__ import annotations

from email import message_from_bytes
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, cast

from flashcards.documents.encodings import decode, whole_characters
from flashcards.documents.formats.html import page
from flashcards.documents.formats.text import plain
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from flashcards.documents.passages import Extract

_LONGEST_FIELD = 998
"""Characters of a field of the head, those of a line in RFC 5322; `email` takes time that grows with their square.
"""


def _content(name: str, body: MIMEPart) -> str:
    """Decode the page; where its head names no encoding, as browsers leave it out, it is found as for any file."""
    if body.get_content_charset():
        return whole_characters(cast("str", body.get_content()))  # UTF-7 can write half a character
    payload = body.get_payload(decode=True)
    return decode(RawFile(name, ".html", payload)).text if isinstance(payload, bytes) else ""


class _Policy(EmailPolicy):
    """Reads messages as `policy.default` does, but the beginning alone of fields that are too long."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Read a field."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


_POLICY = _Policy()


def extract(raw: RawFile) -> Extract:
    """Find the passages of the page in a message.

    Raises:
        InputError: there is neither a page nor a text in it.

    """
    try:
        message = cast("EmailMessage", message_from_bytes(raw.data, policy=_POLICY))
        body = message.get_body(("html", "plain"))
        content = _content(raw.name, body) if body else ""
    except (LookupError, ValueError, UnicodeError, RecursionError) as error:
        raise InputError(f"{raw.name}: the page saved in this file is damaged; save it anew.") from error
    if not body or not content.strip():
        raise InputError(f"{raw.name}: no page is in this file; save the page anew, as HTML.")
    read = page.extract if body.get_content_type() == "text/html" else plain.extract
    return read(raw.name, content)
