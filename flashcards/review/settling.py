"""What is shown of a text: each change at once, of a long text as a sketch, until all has settled behind the pages.

*The idea:* a change is saved before anything else happens, and whoever reads on need not wait for the rest of the text.
Whatever goes wrong with the rest is said on the page, and nothing that was changed is lost by it: a change that the
text cannot be made with is taken back, all else is kept.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from flashcards.corrections import editing
from flashcards.errors import InputError
from flashcards.lexicon import open_again
from flashcards.records import replace
from flashcards.review.history import History
from flashcards.review.listing import Listing
from flashcards.review.sketches import Sketcher
from flashcards.review.troubles import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.review.edits import Edit
    from flashcards.review.rebuilding import Maker, State

AT_ONCE = 100
"""Pairs of a text that is made anew in full at each change: a third of a second. Set by hand."""
CALM = 1.0
"""Seconds without a change before a text settles: who presses one button after the other is not slowed by it. Set by
hand."""

_Outcome = TypeVar("_Outcome")


class _OutdatedError(Exception):
    """What is being made is of no use any more."""


class Settler:
    """Shows a text as it stands with its corrections, and changes these; `lock` is held by whoever looks or changes.

    `revision` grows with every change. `listing` is of what is shown now, `sketch` is what was shown of it at first;
    `settling` is the stage that the rest is in and the share of it that is done, and `trouble` says why it does not
    come to an end. A text `is_new` while nothing was made of it but its pairs: a long one begins so.
    """

    def __init__(self, maker: Maker, lexicon: Lexicon, path: Path, progress: Progress) -> None:
        self.lock = threading.Lock()
        self.history = History()
        self.revision = 1
        self.settling, self.trouble = ("", 0.0), ""
        self._maker, self._path = maker, path
        self._sketcher, self._asked = Sketcher(maker, lexicon), lexicon
        self._saved = editing.text_of(path)
        self._lexicon = open_again(lexicon)  # one for each thread
        self._thread: threading.Thread | None = None
        self._hurry = threading.Event()
        self._is_over = False
        self._given_way: tuple[Edit, ...] = ()
        pairs = maker.aligned(maker.settings, self._lexicon, progress)
        self._is_long = self.is_new = len(pairs) > AT_ONCE
        state = maker.paired(pairs) if self._is_long else maker.make(self._lexicon, progress)
        self.listing, self.sketch = Listing(state, maker.settings, lexicon, maker.remember), state
        if self._is_long:
            self._begin()

    @property
    def state(self) -> State:
        """The text as it is shown."""
        return self.listing.state

    @property
    def is_outdated(self) -> bool:
        """Whether somebody else has written the file of corrections."""
        return editing.text_of(self._path) != self._saved

    def change(self, edit: Edit, action: str) -> None:
        """Write the edit of an action, and take it back where the text cannot be made with it.

        Raises:
            InputError: it was taken back, and this is why.

        """
        edit = self._written(edit)
        outcome = _outcome(partial(self.make, edit.pair))
        if isinstance(outcome, Exception):
            self._written(edit.undone)
            raise InputError(sentence(outcome)) from outcome
        self.history.note(edit, action)
        if self.state.is_settled:
            self.history.settle()

    def _written(self, edit: Edit) -> Edit:
        """Write an edit into the file, and give it with what that has made of the text there."""
        before, self._saved = editing.change(self._path, edit.written)
        return replace(edit, splice=editing.splice(before or editing.HEADING, self._saved))

    def make(self, near: int = 0) -> None:
        """Make a short text anew of what the file says now, and of a long one what is touched, then all behind it.

        Of a long text that is touched at many places those are seen first that are near the pair of this number.

        Raises:
            InputError: the file is broken, or corrections contradict each other.

        """
        saved = editing.text_of(self._path)
        settings = self._maker.settings
        state = self._sketcher.sketch(self.state, settings, near) if self._is_long else self._maker.make(self._lexicon)
        self._saved, self.trouble = saved, ""
        self.revision += 1
        self.listing, self.sketch = self.listing.after(state, self._asked), state
        if self._is_long and self._thread is None:
            self._begin()

    def _begin(self) -> None:
        self._hurry.clear()
        self._thread = threading.Thread(target=self._settle, name="settling", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the text has settled, or cannot."""
        while thread := self._thread:
            self._hurry.set()
            thread.join()

    def end(self) -> None:
        """Wait until what was changed has settled, or cannot; what nobody has changed is left as it is."""
        self._is_over = not self.history.has_unsettled
        self.wait()

    def _settle(self) -> None:
        """Make all of the text, until it is what the file says; whatever is changed meanwhile is taken in."""
        is_due = True
        while is_due:
            revision = self._calm()
            result = _outcome(partial(self._whole, revision))
            with self.lock:
                due = not self._is_over and (revision != self.revision or _outcome(partial(self._is_due, result)))
                if isinstance(due, Exception):
                    self.trouble = sentence(due)
                is_due = due is True
                if not is_due:
                    self._thread = None

    def _whole(self, revision: int) -> Listing:
        """Make all of the text, and what its pages look through, so that nobody waits for either."""
        state = self._maker.make(self._lexicon, partial(self._go_on, revision))
        listing = self.listing.after(state, self._lexicon)
        listing.prepare()
        return listing

    def _calm(self) -> int:
        """Wait until nothing was changed for a while, and give the revision that stands."""
        revision = 0
        while revision != self.revision:
            revision = self.revision
            self._hurry.wait(CALM)
        return revision

    def _go_on(self, revision: int, stage: str, done: int, total: int) -> None:
        """Break off what is of no use, and note how far it has come.

        What is made of a new text is of use after a change, too, for most of it stays so.
        """
        if self._is_over or (revision != self.revision and not self.is_new):
            raise _OutdatedError
        self.settling = stage, done / total

    def _is_due(self, result: Listing | Exception) -> bool:
        """Show what has settled; else tell whether a change gave way, so that all is tried anew without it.

        What somebody has written into the file meanwhile is for the next request to look at.
        """
        if self.is_outdated:
            return False
        if not isinstance(result, Exception):
            self.listing, self._given_way, self.is_new = result, (), False
            self.history.settle()
            return False
        if isinstance(result, InputError) and self.history.has_unsettled:
            self._give_way(result)
            return True
        self._come_back()
        self.trouble = sentence(result)
        return False

    def _give_way(self, error: InputError) -> None:
        """Take the last change back: it may be the one that the text cannot be made with."""
        edit = self.history.take_back()
        self._given_way = (*self._given_way, edit)
        self._write(edit.undone)
        taken = "; ".join(each.what for each in self._given_way)
        self.trouble = f"Taken back ({taken}), and Redo would do it again: {error}"

    def _come_back(self) -> None:
        """Do again what gave way in vain: the fault is elsewhere."""
        given_way, self._given_way = self._given_way, ()
        for edit in reversed(given_way):
            self.history.note(self._write(edit), "")

    def _write(self, edit: Edit) -> Edit:
        edit = self._written(edit)
        self.make(edit.pair)
        return edit


def _outcome(work: Callable[[], _Outcome]) -> _Outcome | Exception:
    """Do some work, and give what comes of it; whatever fails is an outcome that the page has to tell."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 (of a thread nobody else would hear of it)
        return error
