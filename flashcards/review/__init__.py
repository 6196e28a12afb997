"""The review page: a text and its cards in the browser, where a person puts right what the program got wrong.

    actions -> session -> settling (making, sketches) -> listing -> views (word_items, card_items) -> server

`actions` turn what was pressed into corrections, `session` has them saved and shown, `settling` makes the text anew,
what a change touches at once and all of it behind the pages. `listing` says what the pages look through, `views` what
stands on one of them, `server` serves them to this machine alone.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.learner.known_words import collections
from flashcards.review.session import Session
from flashcards.settings.sources import corrections_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.records import Bitext
    from flashcards.settings import Settings

__all__ = ["Session", "open_session", "serve"]


def open_session(
    settings: Settings,
    bitext: Bitext,
    lexicon: Lexicon,
    progress: Progress = silent,
    collection: Path | None = None,
) -> Session:
    """Open a text for review, with the file that its corrections go into.

    Of a `collection`, or of those that known words are read from, it is shown what was edited there.

    Raises:
        InputError: a list of words is no text, a text without a file has no place for corrections, or the collection
            cannot be read.

    """
    if bitext.words:
        raise InputError(f"{', '.join(settings.sources)}: a list of words has no pairs to review; correct the list.")
    if collection and not collections((collection,)):
        raise InputError(f"{collection}: is no Anki collection; give collection.anki2 of your profile, or its folder.")
    session = Session(settings, bitext, lexicon, _path(settings), progress)
    session.collections = collections((*settings.known, *filter(None, (collection,))))
    return session


def _path(settings: Settings) -> Path:
    path = settings.corrections or corrections_beside(settings.sources)
    if path is None:
        raise InputError(
            f"{', '.join(settings.sources)}: there is no file beside which corrections could stand; name one with "
            "--corrections."
        )
    return path


def serve(session: Session, show: Callable[[str], None]) -> None:
    """Serve the pages of a session until the reader is done; `show` is told the address once it can be opened."""
    import uvicorn

    from flashcards.review.server import application, listen

    listening = listen()
    app, address = application(session, listening.getsockname()[1], lambda: setattr(server, "should_exit", True))
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
    )
    show(address)
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how a review ends
        server.run(sockets=[listening])
