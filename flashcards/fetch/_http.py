"""One request, one answer: to an address that was looked at, within a time and a size that nothing exceeds."""

from __future__ import annotations

import http.client
import math
import socket
import ssl
import threading
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flashcards import __version__
from flashcards.errors import InputError
from flashcards.fetch.addresses import public_ip
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.fetch.addresses import Address

AGENT = "flashcards"
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, application/epub+zip, */*;q=0.5",
    "Accept-Language": "en, zh",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_CHUNK = 1 << 16
"""Bytes read at once, 64 KB: a convention, as that of `shutil.copyfileobj`."""


class Limits(Record):
    """What a download may take: seconds from beginning to end, redirects and all; bytes of one answer, unpacked.

    `allow_private` lets tests ask a server on this machine. `ends` is when the time is over, by the monotonic clock.
    """

    seconds: float = 30.0
    size: int = 30 << 20
    allow_private: bool = False
    ends: float = math.inf

    def begun(self) -> Limits:
        """Let the time run from now on."""
        return replace(self, ends=time.monotonic() + self.seconds)


class Reply(Record):
    """The answer of a server; `location` is where a redirect leads."""

    status: int
    data: bytes
    content_type: str
    location: str


def get(here: Address, limits: Limits) -> Reply:
    """Ask for a page.

    Raises:
        InputError: the server is private, does not answer, takes too long, or sends too much.

    """
    number = public_ip(here, allow_private=limits.allow_private)
    left = limits.ends - time.monotonic()
    if left <= 0:
        raise _too_slow(here, limits)
    try:
        connection = _connected(here, number, left)
        with _cut_off_after(connection.sock, left):
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            connection.request("GET", here.target, headers=_HEADERS)
            answer = connection.getresponse()
            data = _body(here, answer, limits)
        connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= limits.ends:
            raise _too_slow(here, limits) from error
        why = getattr(error, "strerror", None) or type(error).__name__
        raise InputError(f"{here.url}: {here.host} cannot be read ({why}); check the address, or try again.") from error
    if time.monotonic() >= limits.ends:
        raise _too_slow(here, limits)
    return Reply(answer.status, data, answer.getheader("Content-Type", ""), answer.getheader("Location", ""))


def _connected(here: Address, number: str, seconds: float) -> http.client.HTTPConnection:
    """Connect to that very address, whatever the name of the server would resolve to by now."""
    sock: socket.socket = socket.create_connection((number, here.port), timeout=seconds)
    connection = http.client.HTTPConnection(here.host, here.port, timeout=seconds)
    connection.sock = sock
    if here.scheme == "https":
        connection.default_port = 443  # so that the port stands in the header only where it is another
        # The handshake comes later, where the whole time is watched.
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(sock, server_hostname=here.host, do_handshake_on_connect=False)
    return connection


@contextmanager
def _cut_off_after(sock: socket.socket, seconds: float) -> Iterator[None]:
    """Break a connection when its time is over: a server that sends a byte now and then never runs into a timeout."""

    def cut() -> None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended by itself just now

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(here: Address, answer: http.client.HTTPResponse, limits: Limits) -> bytes:
    """Read the answer, unpacked, as long as it is not too large."""
    packed = answer.getheader("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"{here.url}: {here.host} packs the page in an unknown way ({packed[:40]}); save and give it.")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read(_CHUNK):
        try:
            part = unpack.decompress(chunk, limits.size + 1 - size) if unpack else chunk
        except zlib.error as error:
            raise InputError(f"{here.url}: the page arrives damaged; try again.") from error
        parts.append(part)
        size += len(part)
        if size > limits.size:
            raise InputError(
                f"{here.url}: this is larger than {limits.size >> 20} MB; save the part you want, and give that."
            )
    if answer.length or (unpack and not unpack.eof):
        raise InputError(f"{here.url}: the page arrives cut short; try again.")
    return b"".join(parts)


def _too_slow(here: Address, limits: Limits) -> InputError:
    return InputError(f"{here.url}: nothing whole came within {limits.seconds:g} seconds; try again later.")
