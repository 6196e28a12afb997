"""The review page: a text and its cards in the browser, where a person puts right what the program got wrong.

    actions (edits, typos) -> session -> settling (rebuilding, sketches)
        -> listing -> views (word_items, card_items) -> server (guard)

`actions` turn what was pressed into corrections, `session` has them saved and shown, `settling` makes the text anew,
what a change touches at once and all of it behind the pages. `listing` says what the pages look through, `views` what
stands on one of them, `server` serves them to this machine alone, from before there is a session: `opening` says how
far its text has come.
"""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.learner.known_words import collections
from flashcards.review.opening import LeftError, Opening
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


def serve(title: str, read: Callable[[Progress], Session], show: Callable[[str], None]) -> Session | None:
    """Serve the pages of a text until the reader is done, or Ctrl-C; give its session, None if it was not there yet.

    `read` opens the session, and tells the page meanwhile how far it is; what it raises is raised here once a page that
    is looked at has heard of it. `show` is told the address once there is something to be seen.
    """
    from flashcards.review.server import serving

    opening = Opening(title)
    with serving(opening) as (address, thread):
        opening.show(partial(show, address))
        try:
            opening.open(read(opening))
        except LeftError:
            return None
        except Exception as error:
            opening.fail(error)
            raise
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how a review ends
            while thread.is_alive():
                thread.join(1)  # one without an end hears no Ctrl-C on Windows
    return opening.session
