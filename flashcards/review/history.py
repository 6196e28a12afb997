"""The changes of a session in their order: which can be undone and done again, and which have not settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.review.edits import Edit

UNDO, REDO = "undo", "redo"
_Edits = tuple["Edit", ...]


class _Change(Record):
    """An edit that was written, whether it was a new one, and what could be undone and done again before it."""

    edit: Edit
    is_new: bool
    past: _Edits
    future: _Edits


class History:
    """What was changed in a session; a change is noted here once it is written."""

    def __init__(self) -> None:
        self._past: _Edits = ()
        self._future: _Edits = ()
        self._unsettled: tuple[_Change, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._future)

    @property
    def has_unsettled(self) -> bool:
        """Whether all of the text is still to be made with some change."""
        return bool(self._unsettled)

    def next(self, action: str) -> Edit:
        """Give the edit that undoes the last change, or does again the last that was undone.

        Raises:
            InputError: there is none.

        """
        edits = self._past if action == UNDO else self._future
        if not edits:
            raise InputError("there is nothing to undo or redo.")
        return edits[-1].undone if action == UNDO else edits[-1]

    def note(self, edit: Edit, action: str) -> None:
        """Note that an edit holds now."""
        is_new = action not in (UNDO, REDO)
        self._unsettled = (*self._unsettled, _Change(edit, is_new, self._past, self._future))
        if action == UNDO:
            self._past, self._future = self._past[:-1], (*self._future, self._past[-1])
        else:
            self._past = (*self._past, edit)
            self._future = () if is_new else self._future[:-1]

    def take_back(self) -> Edit:
        """Take the last change back that has not settled, as if it had been undone, and give its edit."""
        *rest, last = self._unsettled
        self._unsettled = tuple(rest)
        self._past, self._future = last.past, (*last.future, last.edit) if last.is_new else last.future
        return last.edit

    def settle(self) -> None:
        """Note that all of the text was made with every change."""
        self._unsettled = ()

    def forget(self) -> None:
        """Forget all changes: the file says something else now."""
        self._past = self._future = ()
        self._unsettled = ()
