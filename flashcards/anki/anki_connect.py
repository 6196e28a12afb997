"""A running Anki, spoken to through its add-on AnkiConnect (2055492159) on this machine.

The protocol: a POST of JSON, `{"action", "version", "params", "key"}`, answered by `{"result", "error"}`, one request a
connection. The add-on works in Anki's main thread, so that it falls silent while Anki is busy or shows certain dialogs:
no call lasts longer than a stated time, however slowly the answer drips. Whatever listens there may be something else:
an answer is bounded, and taken only if it has the shape that was asked for. Every way to fail has a sentence that says
what to do.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from flashcards.errors import AnkiError, InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ADDRESS = "http://127.0.0.1:8765"
"""Where AnkiConnect listens unless it was told otherwise."""
KEY_VARIABLE = "ANKICONNECT_API_KEY"
"""Names the environment variable with the key, for who set one in the add-on's configuration."""
PROTOCOL = 6
"""The version of AnkiConnect's protocol that `importPackage` and `notesInfo` are documented in."""
PATIENCE = 10.0
"""Seconds that a call may last that takes no work."""
LARGEST = 1 << 26
"""Bytes of an answer: a thousand notes of some twenty sentences each have ten times less."""

Answer = TypeVar("Answer")

_INSTALL = (
    "if it runs, install the add-on AnkiConnect (Tools → Add-ons → Get Add-ons, code 2055492159) and start Anki again"
)
_UPDATE = "update the add-on AnkiConnect (Tools → Add-ons → Check for Updates)"
_REMEDIES = {
    "valid api key must be provided": f"AnkiConnect asks for its key; put it into the environment as {KEY_VARIABLE}",
    "collection is not available": "Anki has no profile open; choose one in its window, and try again",
    "unsupported action": f"the add-on AnkiConnect is too old for this; {_UPDATE}",
}
_STRANGE = f"what listens there is not AnkiConnect, or an old one; {_UPDATE}, or give its address with --url."
_MISSHAPEN = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What is raised for an answer that is no JSON, or not of the shape asked for."""


class _Reply(msgspec.Struct):
    result: msgspec.Raw
    error: str | None


class RefusedError(AnkiError):
    """Anki answered with an error; `reason` is its own text."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        known = next((remedy for error, remedy in _REMEDIES.items() if error in reason), None)
        super().__init__(
            f"{known}." if known else f"Anki refuses: {reason.rstrip('.')}; see what it shows, and try again."
        )


class Anki(Record):
    """An Anki that listens on a port of this machine; `key` is that of AnkiConnect's configuration, '' for none."""

    host: str
    port: int
    key: str = ""

    def ask(self, action: str, shape: type[Answer], *, patience: float = PATIENCE, **params: Any) -> Answer:
        """Have Anki do something, and wait for its answer, a `shape`, but not longer than `patience` in seconds.

        Raises:
            AnkiError: it cannot be reached, does not answer in time, with something else, or refuses (`RefusedError`).

        """
        return _result(self._send(msgspec.json.encode(self._request(action, params)), patience), shape)

    def tell(self, requests: Sequence[tuple[str, dict[str, Any]]], *, patience: float = PATIENCE) -> None:
        """Have Anki do several things at once that give nothing back; errors as of `ask`."""
        actions = [self._request(action, params) for action, params in requests]
        for reply in self.ask("multi", list[_Reply], patience=patience, actions=actions):
            if reply.error is not None:
                raise RefusedError(reply.error)

    def _request(self, action: str, params: dict[str, Any]) -> dict[str, Any]:
        request = {"action": action, "version": PROTOCOL, "params": params}
        return request | ({"key": self.key} if self.key else {})

    def check(self) -> None:
        """See that Anki listens and speaks a protocol that is new enough.

        Raises:
            AnkiError: it does not.

        """
        version = self.ask("version", int)
        if version < PROTOCOL:
            raise AnkiError(f"AnkiConnect speaks version {version} of its protocol, {PROTOCOL} is needed; {_UPDATE}.")

    def _send(self, body: bytes, patience: float) -> bytes:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=patience)
        is_late = threading.Event()
        try:
            connection.connect()
            with _ended_after(patience, connection.sock, is_late):
                connection.request("POST", "/", body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                content = answer.read(LARGEST + 1)
        except ConnectionRefusedError as error:
            raise AnkiError(f"Anki does not listen on port {self.port}; start Anki, or, {_INSTALL}.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_late.is_set() or isinstance(error, TimeoutError):
                raise _silent(patience) from error
            raise AnkiError(
                f"the connection to Anki broke ({error or type(error).__name__}); start Anki anew."
            ) from error
        finally:
            connection.close()
        if is_late.is_set():  # what was read by then may look whole
            raise _silent(patience)
        if answer.status == http.client.FORBIDDEN:
            raise AnkiError(
                "AnkiConnect lets nobody in; restore its configuration (Tools → Add-ons → AnkiConnect → Config)."
            )
        if len(content) > LARGEST:
            raise AnkiError(_STRANGE)
        return content


def _silent(patience: float) -> AnkiError:
    return AnkiError(
        f"Anki gave no answer for {patience:.0f} seconds; close any dialog that is open in it, "
        "let a running sync or check end, and look whether the notes arrived before you try again."
    )


@contextmanager
def _ended_after(seconds: float, link: socket.socket, is_late: threading.Event) -> Iterator[None]:
    """End a call after so many seconds in all, which the timeout of a socket, begun anew with each byte, does not.

    A connection lets go of its socket with the head of an answer that ends with it; what is read on is the same socket.
    """

    def end() -> None:
        is_late.set()
        with suppress(OSError):  # it may be closed
            link.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def at(address: str, key: str = "") -> Anki:
    """Name the Anki at an address such as http://127.0.0.1:8765; it must be on this machine.

    Raises:
        InputError: the address is none, or another machine's: Anki could not read the package from there.

    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 80
    except ValueError:
        host, port, parts = "", 0, urlsplit("")
    if parts.scheme != "http" or not host:
        raise InputError(f"--url: {address!r} is no address; give one such as {ADDRESS}.")
    if not _is_here(host):
        raise InputError(
            f"--url: {host} is another machine, and Anki reads the package from its own disk; run this where Anki runs."
        )
    return Anki(host, port, key)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _result(content: bytes, shape: type[Answer]) -> Answer:
    """Take the result of an answer, if it has the shape asked for."""
    try:
        reply = msgspec.json.decode(content, type=_Reply)
        if reply.error is None:
            return msgspec.json.decode(reply.result, type=shape)
    except _MISSHAPEN as error:
        raise AnkiError(_STRANGE) from error
    raise RefusedError(reply.error)
