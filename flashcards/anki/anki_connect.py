"""A running Anki, spoken to through its add-on AnkiConnect (2055492159) on this machine.

The protocol: a POST of JSON, `{"action", "version", "params", "key"}`, answered by `{"result", "error"}`, one request a
connection. The add-on works in Anki's main thread, so that it falls silent while Anki is busy or shows certain dialogs:
nothing is waited for longer than a stated time, and every way to fail has a sentence that says what to do.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flashcards.errors import AnkiError, InputError

ADDRESS = "http://127.0.0.1:8765"
"""Where AnkiConnect listens unless it was told otherwise."""
KEY_VARIABLE = "ANKICONNECT_API_KEY"
"""Names the environment variable with the key, for who set one in the add-on's configuration."""
PROTOCOL = 6
"""The version of AnkiConnect's protocol that `importPackage` and `notesInfo` are documented in."""
PATIENCE = 10.0
"""Seconds to wait for an answer that takes no work."""

_INSTALL = (
    "if it runs, install the add-on AnkiConnect (Tools → Add-ons → Get Add-ons, code 2055492159) and start Anki again"
)
_UPDATE = "update the add-on AnkiConnect (Tools → Add-ons → Check for Updates)"
_REMEDIES = {
    "valid api key must be provided": f"AnkiConnect asks for its key; put it into the environment as {KEY_VARIABLE}",
    "collection is not available": "Anki has no profile open; choose one in its window, and try again",
    "unsupported action": f"the add-on AnkiConnect is too old for this; {_UPDATE}",
}


class RefusedError(AnkiError):
    """Anki answered with an error; `reason` is its own text."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        known = next((remedy for error, remedy in _REMEDIES.items() if error in reason), None)
        super().__init__(
            f"{known}." if known else f"Anki refuses: {reason.rstrip('.')}; see what it shows, and try again."
        )


@dataclass(frozen=True, slots=True)
class Anki:
    """An Anki that listens on a port of this machine; `key` is that of AnkiConnect's configuration, '' for none."""

    host: str
    port: int
    key: str = ""

    def ask(self, action: str, *, patience: float = PATIENCE, **params: Any) -> Any:
        """Have Anki do something, and wait for its answer, but not longer than `patience` in seconds.

        Raises:
            AnkiError: it cannot be reached, does not answer, or refuses (`RefusedError`).

        """
        request = {"action": action, "version": PROTOCOL, "params": params} | ({"key": self.key} if self.key else {})
        reply = _reply(self._send(json.dumps(request).encode(), patience))
        if reply["error"] is not None:
            raise RefusedError(str(reply["error"]))
        return reply["result"]

    def check(self) -> None:
        """See that Anki listens and speaks a protocol that is new enough.

        Raises:
            AnkiError: it does not.

        """
        version = self.ask("version")
        if not isinstance(version, int) or version < PROTOCOL:
            raise AnkiError(f"AnkiConnect speaks version {version} of its protocol, {PROTOCOL} is needed; {_UPDATE}.")

    def _send(self, body: bytes, patience: float) -> bytes:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=patience)
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            content = answer.read()
        except TimeoutError as error:
            raise AnkiError(
                f"Anki gave no answer for {patience:.0f} seconds; close any dialog that is open in it, "
                "let a running sync or check end, and look whether the notes arrived before you try again."
            ) from error
        except ConnectionRefusedError as error:
            raise AnkiError(f"Anki does not listen on port {self.port}; start Anki, or, {_INSTALL}.") from error
        except (OSError, http.client.HTTPException) as error:
            raise AnkiError(
                f"the connection to Anki broke ({error or type(error).__name__}); start Anki anew."
            ) from error
        finally:
            connection.close()
        if answer.status == http.client.FORBIDDEN:
            raise AnkiError(
                "AnkiConnect lets nobody in; restore its configuration (Tools → Add-ons → AnkiConnect → Config)."
            )
        return content


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


def _reply(content: bytes) -> dict[str, Any]:
    try:
        reply = json.loads(content)
    except ValueError:
        reply = None
    if not isinstance(reply, dict) or not {"result", "error"} <= reply.keys():
        raise AnkiError(
            f"what listens there is not AnkiConnect, or an old one; {_UPDATE}, or give its address with --url."
        )
    return reply
