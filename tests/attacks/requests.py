"""Requests to the review with values that no page of it sends: each is answered, and the corrections stay whole."""

from __future__ import annotations

import http.client
import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, urlsplit

from flashcards.corrections import files
from flashcards.errors import InputError
from flashcards.review.actions import _ACTIONS
from tests.attacks import Outcome

if TYPE_CHECKING:
    from tests.review_pages import Review

SECONDS = 120
"""Of the clock that an answer may take on a crowded machine."""
_ANSWERED = frozenset((200, 403, 404, 405, 409, 413, 414, 422))
_CHECKED = 25
"""Requests after which the file of corrections is read."""
_FIELDS = tuple(
    """
    at choice english everywhere field guid in_anki is_read key meaning number own_meaning own_pinyin pair picture
    pinyin revision scope sentence side start token up was_english was_meaning was_pinyin way word view order search
    only page
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""What the pages name in their requests."""
_USUAL = (
    b"0",
    b"1",
    b"2",
    b"3",
    b"all",
    b"here",
    b"chinese",
    b"next",
    b"pairs",
    b"words",
    b"cards",
    b"changes",
    b"text",
)
_WORDS = tuple(word.encode() for word in ("茶叶", "姑姑", "小店", "天气", "shop", "tea", "shuǐ", "cha2 ye4", ""))
_STRANGE = (
    *(
        b"",
        b" ",
        b"-1",
        b"1e9",
        b"9" * 400,
        b"0x1",
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\r\n",
        b'"""',
        b"'''",
        b"\\",
    ),
    *(b"[[pair]]", b"../../x", b"<script>ran()</script>", b"\x1b]0;x\x07", b"{{ 1 }}", b"a" * 20_000, b"None"),
    *(
        text.encode()
        for text in ("茶叶", "她在那里卖茶叶和杯子。", "茶" * 3000, "\u202e", "٣", "She sells tea", "cha2 ye4")
    ),
)
_PLACES = (
    *(("GET", place) for place in ("", "main", "settling", "word", "review.js", "act/drop", "../", "%00", "word/1")),
    *(("POST", place) for place in ("read", "picture", "act/undo", "act/redo", "act/keep", "act/%ff", "main")),
    *(("POST", f"act/{action}") for action in _ACTIONS for _ in range(3)),
)


def attack(count: int, seed: int = 1) -> Outcome:
    """Send so many requests to one review."""
    from tests.review_pages import under_review

    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder, under_review(Path(folder)) as review:
        for number in range(count):
            method, place = chance.choice(_PLACES)
            fields = b"&".join(_fields(chance, review))
            status = _asked(review, method, place, fields)
            if status not in _ANSWERED:
                failures.append(f"{method} {place} {fields[:200]!r}: {status}")
            if number % _CHECKED == 0 or number == count - 1:
                failures += _torn(review)
        if _asked(review, "GET", "", b"view=cards") != http.client.OK:
            failures.append("in the end the cards are not shown")
    return Outcome("requests to the review page with values that no page of it sends", count, tuple(failures))


def _fields(chance: random.Random, review: Review) -> list[bytes]:
    """Name some fields with values, usual ones and strange ones, most often of what the page shows now."""
    fields = [b"revision=" + review.session.shown.encode()] if chance.randrange(8) else []
    for name in chance.sample(_FIELDS, chance.choice((2, 8, 24))):
        usual = _WORDS if name in ("word", "meaning", "english", "pinyin") else _USUAL
        value = chance.choice(usual if chance.randrange(4) else _STRANGE)
        fields.append(name.encode() + b"=" + quote_from_bytes(value).encode())
    if chance.randrange(3):
        fields += [b"pair=%d" % chance.randrange(8), b"start=%d" % chance.randrange(12)]
    return fields


def _asked(review: Review, method: str, place: str, fields: bytes) -> int | str:
    """Send a request as the page would, and give the status of the answer, or the error."""
    own = urlsplit(review.address)
    connection = http.client.HTTPConnection(own.netloc, timeout=SECONDS)
    path = f"{own.path}{place}" + (f"?{fields.decode()}" if method == "GET" else "")
    headers = {"Origin": f"http://{own.netloc}", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, path, fields if method == "POST" else None, headers)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: {error}"
    finally:
        connection.close()
    return "a traceback" if re.search(rb"Traceback|Internal Server Error", body) else answer.status


def _torn(review: Review) -> list[str]:
    """Tell what is wrong with the file of corrections."""
    try:
        if review.corrections.exists():
            files.load(review.corrections)
    except InputError as error:
        return [f"the corrections: {error}"]
    return []
