"""The guard of the review page: who may ask for it, from where, and what its answers forbid a browser.

*The idea:* any page of the web can send requests to this machine. So the address holds a secret, a request must name
the host that was given out (else another name would be bent to this machine), and what changes something must come
from our own page. Nothing else is served, and the pages may load nothing from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response

from flashcards.corrections.pictures import MOST_BYTES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_MOST_BYTES = MOST_BYTES + 1
"""Of a request: a picture that is a byte too large is told so, and none is larger."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets requests through that name our host, and changes that come from our own page; answers carry our headers."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app, self._host = app, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def dressed(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
            await send(message)

        await self._app(scope, receive, dressed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", ())}
        if scope["type"] != "http" or headers.get("host") != self._host:
            return PlainTextResponse("this address is not served here", 421)
        origin = headers.get("origin", "")
        is_change = scope["method"] not in ("GET", "HEAD")
        if (origin or is_change) and origin != f"http://{self._host}":
            return PlainTextResponse("requests of other pages are refused", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MOST_BYTES or "transfer-encoding" in headers:
            return PlainTextResponse("this request is too long", 413)
        return None
