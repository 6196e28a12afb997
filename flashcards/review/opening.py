"""A text on its way to the review page: what is being done, and how far, until its session is there.

*The idea:* a book is read for a minute, and nobody should look at an empty browser meanwhile, or wonder whether to
wait. So the page is there at once and says how far it is; a reader who leaves is heard by whoever does the work.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flashcards.review.troubles import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.review.session import Session

READING = "Reading the text"
"""The first stage, of which nobody knows how long it is."""
PATIENCE = 0.5
"""Seconds that a text may take to be opened, or refused, before its page is shown: whoever misspelt an option needs no
browser to hear of it. Set by hand."""
_HEARING = 3.0
"""Seconds that a page which is shown has to hear why there is nothing to review: a browser takes one or two to start.
Set by hand."""


class LeftError(Exception):
    """The reader was done before there was anything to review."""


class Opening:
    """Hears how far the reading of a text has come, as a `Progress`, until there is its session, or trouble."""

    def __init__(self, title: str, session: Session | None = None) -> None:
        self.title, self.session = title, session
        self.stage, self.share = READING, -1.0
        self.trouble = ""
        self.is_left = False
        self._is_decided, self._is_heard = threading.Event(), threading.Event()
        self._showing: threading.Thread | None = None
        self._is_shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how far it is.

        Raises:
            LeftError: nobody waits for it any more.

        """
        if self.is_left:
            raise LeftError
        self.stage, self.share = stage, done / total

    def show(self, show: Callable[[], None]) -> None:
        """Show the page once the session is there, or after a moment; not where there is trouble before."""

        def wait() -> None:
            self._is_decided.wait(PATIENCE)
            self._is_shown = not self.trouble
            if self._is_shown:
                show()

        self._showing = threading.Thread(target=wait, daemon=True)
        self._showing.start()

    def open(self, session: Session) -> None:
        """Let the pages be those of a session."""
        self.session = session
        self._is_decided.set()

    def fail(self, error: Exception) -> None:
        """Let a page that is shown say why there is nothing to review, and wait until it does."""
        self.trouble = sentence(error)
        self._is_decided.set()
        if self._showing:
            self._showing.join()
        if self._is_shown:
            self._is_heard.wait(_HEARING)

    @property
    def says(self) -> dict[str, str | float]:
        """What the page is told: the stage, the share of it that is done, -1 where nobody knows, and any trouble."""
        if self.trouble:
            self._is_heard.set()
        return {"stage": self.stage, "share": self.share, "trouble": self.trouble}
