"""The server of the review page: how far a text has come, then the pages of its session, behind the guard."""

from __future__ import annotations

import json
import secrets
import socket
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, Router

from flashcards.errors import FlashcardsError, InputError
from flashcards.output.styles import by_choice, template
from flashcards.records import LONGEST_SENTENCE
from flashcards.review import views, word_items
from flashcards.review.guard import Guard
from flashcards.review.session import ELSEWHERE, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from flashcards.review.actions import Form
    from flashcards.review.opening import Opening

HOST = "127.0.0.1"
_JUDGING = ("right", "mean", "card")
"""The actions that judge the item that they are asked at, so that it is read."""
_MOST_FIELDS = 2 * LONGEST_SENTENCE
"""Of a form: the words of the longest sentence, of at least one character each, and what is said of them."""


class _Bytes(Response):
    """An answer whose text may name a file by bytes that are no UTF-8, for which a question mark stands."""

    def render(self, content: Any) -> bytes:
        """Write the text."""
        return str(content).encode("utf-8", "replace")


class _Page(_Bytes, HTMLResponse):
    """A page, or a part of one."""


class _Line(_Bytes, PlainTextResponse):
    """A sentence."""


class _Answer(JSONResponse):
    """What a script is told; of the name of a file as above it gets the bytes as halves of characters."""

    def render(self, content: Any) -> bytes:
        """Write values in ASCII alone."""
        return json.dumps(content).encode()


@cache
def _templates() -> Environment:
    loader = PackageLoader("flashcards", "templates/review")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


def _file(name: str) -> str:
    loader = _templates().loader
    assert loader is not None
    return loader.get_source(_templates(), name)[0]


def _script(name: str) -> Response:
    return Response(_file(name), media_type="text/javascript")


def _style(*cards: str) -> Response:
    """Serve the style of a page, behind that of the cards on it."""
    styles = map(by_choice, (*cards, template("preview.css"), _file("review.css")))
    return Response("".join(styles), media_type="text/css")


def _done(command: str, leave: Callable[[], None]) -> Response:
    """Say that all is done, and what builds the deck, where there is something to build; then leave."""
    page = _templates().get_template("done.html").render(command=command)
    return _Page(page, background=BackgroundTask(leave))


class Waiting:
    """The page of a text that is still read: what is being done, how far it is, and what is in the way."""

    def __init__(self, opening: Opening, root: str, leave: Callable[[], None]) -> None:
        self._opening, self._root, self._leave = opening, root, leave

    def routes(self) -> list[Route]:
        """Give what is served."""
        return [
            Route("/", self.show),
            Route("/opening", self.far),
            Route("/done", self.done, methods=["POST"]),
            Route("/opening.js", lambda _request: _script("opening.js")),
            Route("/review.css", lambda _request: _style()),
        ]

    def show(self, _request: Request) -> Response:
        """Show the page."""
        page = _templates().get_template("opening.html")
        return _Page(page.render(title=self._opening.title, root=self._root, **self._opening.says))

    def far(self, _request: Request) -> Response:
        """Tell how far it is."""
        return _Answer(self._opening.says)

    def done(self, _request: Request) -> Response:
        """Leave before there is anything to review."""
        self._opening.is_left = True
        return _done("", self._leave)


class Pages:
    """The pages of a session; `leave` is called when the reader is done."""

    def __init__(self, session: Session, root: str, leave: Callable[[], None]) -> None:
        self._session, self._root, self._leave = session, root, leave

    def routes(self) -> list[Route]:
        """Give what is served."""
        return [
            Route("/", self.show),
            Route("/main", self.main),
            Route("/settling", self.settling),
            Route("/word", self.word),
            Route("/act/{action}", self.act, methods=["POST"]),
            Route("/read", self.read, methods=["POST"]),
            Route("/picture", self.picture, methods=["POST"]),
            Route("/done", self.done, methods=["POST"]),
            Route("/review.js", lambda _request: _script("review.js")),
            # A browser may ask for it only now, for a page that it has from before the text was there.
            Route("/opening.js", lambda _request: _script("opening.js")),
            Route("/review.css", lambda _request: _style(views.css(self._session))),
        ]

    def show(self, request: Request) -> Response:
        """Show a page of a view."""
        query = _query(request.query_params)
        try:
            with self._session.alone() as notice:
                return _Page(self._page("page.html", query, notice))
        except FlashcardsError as error:
            return _Line(f"{error}\n\nMend it, and load this page again.", 409)

    def main(self, request: Request) -> Response:
        """Show a view anew, without the page about it."""
        try:
            with self._session.alone():
                return _Page(self._page("main.html", _query(request.query_params)))
        except FlashcardsError as error:
            return _Line(str(error), 409)

    def settling(self, request: Request) -> Response:
        """Tell what is shown now, how far the rest of the text has settled, and what an old page should know."""
        session = self._session
        try:
            with session.alone():
                trouble, is_old = session.trouble, session.text_of(request.query_params.get("revision", "")) is None
        except FlashcardsError as error:
            trouble, is_old = str(error), False
        says = (trouble or ELSEWHERE) if is_old else ""
        what, share = session.settling
        return _Answer({"shown": session.shown, "settling": what, "share": share, "trouble": trouble, "says": says})

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
            return _Line("there is no such word any more; load the page again.", 409)
        return _Page(_templates().get_template("word.html").render(panel))

    async def act(self, request: Request) -> Response:
        """Do what a page asks for; it is answered with the view as it is then."""
        body = await request.body()
        return await run_in_threadpool(self._act, request.path_params["action"], body, _query(request.query_params))

    def _act(self, action: str, body: bytes, query: views.Query) -> Response:
        try:
            form = _form(body)
            with self._session.alone() as notice:
                text = self._session.text_of(form.get("revision", [""])[0])
                if notice or text is None:
                    return self._shown(self._session.trouble or ELSEWHERE, query, 409)
                says = self._session.act(action, form, text)
                if "key" in form and action in _JUDGING:
                    self._session.marks.mark(form["key"], is_read=True)
                return self._shown(says, query)
        except FlashcardsError as error:
            return _Answer({"says": f"Not done: {error}"}, 422)

    def _shown(self, says: str, query: views.Query, status: int = 200) -> Response:
        return _Answer({"says": says, "html": self._page("main.html", query)}, status)

    async def read(self, request: Request) -> Response:
        """Note that an item was read."""
        try:
            form = _form(await request.body())
        except FlashcardsError as error:
            return _Answer({"says": f"Not done: {error}"}, 422)
        if "key" not in form:
            return _Answer({"says": "Not done: nothing is named."}, 422)
        self._session.marks.mark(form["key"], is_read=form.get("is_read") == ["1"])
        return _Answer({})

    async def picture(self, request: Request) -> Response:
        """Keep a picture for a card, and give its name."""
        try:
            return _Answer({"name": self._session.keep_picture(await request.body())})
        except FlashcardsError as error:
            return _Answer({"says": f"Not done: {error}"}, 422)

    def done(self, request: Request) -> Response:
        """End the review once what was changed has settled, unless that brings trouble that the reader has not seen."""
        seen = self._session.trouble
        if self._session.is_changed:
            self._session.wait()
        try:
            with self._session.alone():
                if self._session.trouble not in ("", seen):
                    return self._shown(f"Not done: {self._session.trouble}", _query(request.query_params), 409)
        except FlashcardsError as error:
            return _Answer({"says": f"Not done: {error}"}, 422)
        return _done(self._session.command, self._leave)

    def _page(self, name: str, query: views.Query, notice: str = "") -> str:
        page = views.page_of(self._session, query)
        return (
            _templates()
            .get_template(name)
            .render(
                session=self._session,
                title=self._session.settings.title,
                root=self._root,
                query=query,
                page=page,
                notice=notice,
                summary=views.summary(self._session) if query.view == "cards" else None,
                link=lambda **changes: "?" + urlencode({**_given(query), **changes}),
            )
        )


def _form(body: bytes) -> Form:
    """Read what a page sends.

    Raises:
        InputError: it has more fields than any sentence has words.

    """
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise InputError("the page asks for more at once than any sentence has words; load it again.") from error


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


class Door:
    """Serves the page of a text that is still read, and from when it is open the pages of its session."""

    def __init__(self, opening: Opening, root: str, leave: Callable[[], None]) -> None:
        self._opening = opening
        self._waiting = Router(Waiting(opening, root, leave).routes())
        self._pages = cache(lambda session: Router(Pages(session, root, leave).routes()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        session = self._opening.session
        await (self._pages(session) if session else self._waiting)(scope, receive, send)


def listen() -> socket.socket:
    """Take a free port of this machine, which no other machine reaches."""
    listening = socket.socket()
    listening.bind((HOST, 0))
    listening.listen()
    return listening


def application(opening: Opening, port: int, leave: Callable[[], None], secret: str = "") -> tuple[ASGIApp, str]:
    """Make the application, and give the address that opens it; `leave` is called when the reader is done."""
    root = f"/{secret or secrets.token_urlsafe(24)}"
    host = f"{HOST}:{port}"
    app = Starlette(routes=[Mount(root, app=Door(opening, root, leave))])
    app.add_middleware(Guard, host=host)
    return app, f"http://{host}{root}/"


@contextmanager
def serving(opening: Opening) -> Iterator[tuple[str, threading.Thread]]:
    """Serve a text until the block is done; give its address, and the thread that serves it, which the reader ends."""
    listening = listen()
    app, address = application(opening, listening.getsockname()[1], lambda: setattr(server, "should_exit", True))
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="serving")
    thread.start()
    try:
        yield address, thread
    finally:
        server.should_exit = True
        thread.join()
