"""The server of the review page: for this machine alone, for whoever knows the address, and for as long as it is open.

*The idea:* any page of the web can send requests to this machine. So the address holds a secret, a request must name
the host that was given out (else another name would be bent to this machine), and what changes something must come
from our own page. Nothing else is served, and the pages may load nothing from elsewhere.
"""

from __future__ import annotations

import secrets
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from flashcards.corrections.pictures import MOST_BYTES
from flashcards.errors import FlashcardsError
from flashcards.output.styles import by_choice, template
from flashcards.review import views, word_items
from flashcards.review.session import ELSEWHERE, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from flashcards.review.actions import Form

HOST = "127.0.0.1"
_MOST_BYTES = MOST_BYTES + 1
"""Of a request: a picture that is a byte too large is told so, and none is larger."""
_MOST_FIELDS = 2000
"""Of a form: the words of the longest sentence, each with a box."""
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


class Pages:
    """The pages of a session, below a path that holds the secret; `leave` is called when the reader is done."""

    def __init__(self, session: Session, secret: str, leave: Callable[[], None]) -> None:
        self._session, self._root, self._leave = session, f"/{secret}", leave
        self._templates = Environment(
            loader=PackageLoader("flashcards", "templates/review"), autoescape=True, undefined=StrictUndefined
        )

    def routes(self) -> list[Mount]:
        """Give what is served."""
        own = [
            Route("/", self.show),
            Route("/main", self.main),
            Route("/settling", self.settling),
            Route("/word", self.word),
            Route("/act/{action}", self.act, methods=["POST"]),
            Route("/read", self.read, methods=["POST"]),
            Route("/picture", self.picture, methods=["POST"]),
            Route("/done", self.done, methods=["POST"]),
            Route("/review.js", self.script),
            Route("/review.css", self.style),
        ]
        return [Mount(self._root, routes=own)]

    def show(self, request: Request) -> Response:
        """Show a page of a view."""
        query = _query(request.query_params)
        try:
            with self._session.alone() as notice:
                return HTMLResponse(self._page("page.html", query, notice))
        except FlashcardsError as error:
            return PlainTextResponse(f"{error}\n\nMend it, and load this page again.", 409)

    def main(self, request: Request) -> Response:
        """Show a view anew, without the page about it."""
        try:
            with self._session.alone():
                return HTMLResponse(self._page("main.html", _query(request.query_params)))
        except FlashcardsError as error:
            return PlainTextResponse(str(error), 409)

    def settling(self, request: Request) -> Response:
        """Tell what is shown now, how far the rest of the text has settled, and what an old page should know."""
        session = self._session
        try:
            with session.alone():
                trouble, is_old = session.trouble, session.text_of(request.query_params.get("revision", "")) is None
        except FlashcardsError as error:
            trouble, is_old = str(error), False
        says = (trouble or ELSEWHERE) if is_old else ""
        return JSONResponse({"shown": session.shown, "done": session.settling, "trouble": trouble, "says": says})

    def word(self, request: Request) -> Response:
        """Show what can be chosen for a word."""
        asked = request.query_params
        try:
            with self._session.alone():
                text = self._session.text_of(asked["revision"])
                panel = text and word_items.panel(self._session, text, int(asked["pair"]), int(asked["start"]))
        except (KeyError, ValueError, IndexError, StopIteration, FlashcardsError):
            panel = None
        if panel is None:
            return PlainTextResponse("there is no such word any more; load the page again.", 409)
        return HTMLResponse(self._templates.get_template("word.html").render(panel))

    async def act(self, request: Request) -> Response:
        """Do what a page asks for; it is answered with the view as it is then."""
        form = _form(await request.body())
        return await run_in_threadpool(self._act, request.path_params["action"], form, _query(request.query_params))

    def _act(self, action: str, form: Form, query: views.Query) -> Response:
        try:
            with self._session.alone() as notice:
                text = self._session.text_of(form.get("revision", [""])[0])
                if notice or text is None:
                    return self._shown(self._session.trouble or ELSEWHERE, query, 409)
                return self._shown(self._session.act(action, form, text), query)
        except FlashcardsError as error:
            return JSONResponse({"says": f"Not done: {error}"}, 422)

    def _shown(self, says: str, query: views.Query, status: int = 200) -> Response:
        return JSONResponse({"says": says, "html": self._page("main.html", query)}, status)

    async def read(self, request: Request) -> Response:
        """Note that an item was read."""
        form = _form(await request.body())
        if "key" not in form:
            return JSONResponse({"says": "Not done: nothing is named."}, 422)
        self._session.marks.mark(form["key"][0], is_read=form.get("is_read") == ["1"])
        return JSONResponse({})

    async def picture(self, request: Request) -> Response:
        """Keep a picture for a card, and give its name."""
        try:
            return JSONResponse({"name": self._session.keep_picture(await request.body())})
        except FlashcardsError as error:
            return JSONResponse({"says": f"Not done: {error}"}, 422)

    def done(self, request: Request) -> Response:
        """End the review once all has settled, unless that brings trouble which the reader has not seen."""
        seen = self._session.trouble
        self._session.wait()
        try:
            with self._session.alone():
                if self._session.trouble not in ("", seen):
                    return self._shown(f"Not done: {self._session.trouble}", _query(request.query_params), 409)
        except FlashcardsError as error:
            return JSONResponse({"says": f"Not done: {error}"}, 422)
        says = "Done. Everything is saved; you can close this page."
        return PlainTextResponse(says, background=BackgroundTask(self._leave))

    def script(self, _request: Request) -> Response:
        """Serve the script of the page."""
        return Response(self._file("review.js"), media_type="text/javascript")

    def style(self, _request: Request) -> Response:
        """Serve the style of the page, behind that of the cards."""
        css = (
            by_choice(views.css(self._session))
            + by_choice(template("preview.css"))
            + by_choice(self._file("review.css"))
        )
        return Response(css, media_type="text/css")

    def _file(self, name: str) -> str:
        loader = self._templates.loader
        assert loader is not None
        return loader.get_source(self._templates, name)[0]

    def _page(self, name: str, query: views.Query, notice: str = "") -> str:
        page = views.page_of(self._session, query)
        return self._templates.get_template(name).render(
            session=self._session,
            title=self._session.settings.title,
            root=self._root,
            query=query,
            page=page,
            notice=notice,
            summary=views.summary(self._session) if query.view == "cards" else None,
            link=lambda **changes: "?" + urlencode({**_given(query), **changes}),
        )


def _form(body: bytes) -> Form:
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)


def _given(query: views.Query) -> dict[str, Any]:
    return {"view": query.view, "order": query.order, "search": query.search, "only": query.only}


def _query(given: Any) -> views.Query:
    view, page = given.get("view", "pairs"), given.get("page", "0")
    return views.Query(
        view if view in views.VIEWS else "pairs",
        given.get("order", "text"),
        given.get("search", "").strip(),
        given.get("only", ""),
        int(page) if page.isdecimal() and len(page) < 7 else 0,
    )


def listen() -> socket.socket:
    """Take a free port of this machine, which no other machine reaches."""
    listening = socket.socket()
    listening.bind((HOST, 0))
    listening.listen()
    return listening


def application(session: Session, port: int, leave: Callable[[], None], secret: str = "") -> tuple[Starlette, str]:
    """Make the application, and give the address that opens it."""
    secret = secret or secrets.token_urlsafe(24)
    app = Starlette(routes=Pages(session, secret, leave).routes())
    app.add_middleware(Guard, host=f"{HOST}:{port}")
    return app, f"http://{HOST}:{port}/{secret}/"
