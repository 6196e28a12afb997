"""A text under review: what is made of it now, and every change, saved before anything else happens."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from flashcards import output
from flashcards.anki import edits
from flashcards.common import files
from flashcards.common.progress import silent
from flashcards.corrections import editing, pictures
from flashcards.errors import FlashcardsError, InputError, OutputError
from flashcards.records import SentenceCard
from flashcards.review import in_anki
from flashcards.review.actions import Edit, Text, edit_of, edit_of_all
from flashcards.review.making import Maker, State
from flashcards.review.marks import Marks
from flashcards.review.sketches import Sketcher
from flashcards.settings.sources import CORRECTIONS
from flashcards.vocabulary.coverage import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flashcards.anki import EditedField, EditedNote, Note
    from flashcards.common.progress import Progress
    from flashcards.corrections import Corrections
    from flashcards.lexicon import Lexicon
    from flashcards.pipeline import Deck
    from flashcards.records import Bitext, Card
    from flashcards.review.actions import Form
    from flashcards.settings import Settings

AT_ONCE = 100
"""Pairs of a text that is made anew in full at each change: a third of a second. Set by hand."""
SKETCHED = "~"
"""Behind the number of a revision: of a text that has not settled."""
ELSEWHERE = "The corrections were changed elsewhere, by hand or on another page; here is what holds now."


class _OutdatedError(Exception):
    """What is being made is of no use any more."""


class Session:
    """Holds a text, its corrections and its deck, and changes them one request after the other.

    `revision` grows with every change; a page that was made of an older one is told so, and what it asks for is not
    done. A long text is shown as a sketch of what a change touches until it has settled, in a thread behind the pages;
    `trouble` says what a change was taken back for that could not settle.
    """

    def __init__(
        self, settings: Settings, bitext: Bitext, lexicon: Lexicon, path: Path, progress: Progress = silent
    ) -> None:
        self.settings, self.lexicon, self.path = settings, lexicon, path
        self.collections: tuple[Path, ...] = ()
        self.marks = Marks(path)
        self.revision = 1
        self.trouble = ""
        self.settling = ""
        self._lock = threading.Lock()
        self._past: list[Edit] = []
        self._future: list[Edit] = []
        self._unsettled = 0
        self._remembered: dict[str, Any] = {}
        self._maker = Maker(settings, bitext, lexicon, path)
        self._sketcher = Sketcher(self._maker.bitext, lexicon)
        self._settler: threading.Thread | None = None
        self._saved = self._text()
        self._state = self._maker.make(progress)
        self._sketch = self._state

    @contextmanager
    def alone(self) -> Iterator[str]:
        """Hold others back; give a notice, if the file was changed meanwhile and all was made anew."""
        with self._lock:
            notice = ""
            if self._text() != self._saved:
                self._make()
                self._past, self._future = [], []
                notice = ELSEWHERE
            yield notice

    @property
    def deck(self) -> Deck:
        """The deck as it is shown."""
        return self._state.deck

    @property
    def corrections(self) -> Corrections:
        """What holds now."""
        return self._state.corrections

    @property
    def misfits(self) -> tuple[str, ...]:
        """Which corrections fit nothing, in sentences."""
        return self._state.misfits

    @property
    def is_settled(self) -> bool:
        """Whether all of the text is what a build makes of it now."""
        return self._state.is_settled

    @property
    def shown(self) -> str:
        """The name of what is shown now: the revision, and whether it is a sketch."""
        return f"{self.revision}{'' if self.is_settled else SKETCHED}"

    @property
    def text(self) -> Text:
        """The text as it is shown."""
        return Text(self.deck.annotated, self.corrections)

    def text_of(self, shown: str) -> Text | None:
        """Give the text as a page shows it, which may be the sketch of what has settled since; None if it changed."""
        if shown.removesuffix(SKETCHED) != str(self.revision):
            return None
        state = self._sketch if shown.endswith(SKETCHED) else self._state
        return Text(state.deck.annotated, self.corrections)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of this session to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._future)

    def act(self, action: str, form: Form, text: Text | None = None) -> str:
        """Do what a page asks for, of the text as it shows it, save it, and say what was done.

        Raises:
            InputError: it cannot be done, and nothing was changed.

        """
        if action == "undo":
            return self._take(self._past, self._future)
        if action == "redo":
            return self._take(self._future, self._past)
        edit = self._kept(form) if action == "keep" else edit_of(action, form, text or self.text)
        self._save(edit)
        self._past.append(edit)
        self._future = []
        return f"Saved: {edit.what}."

    def card_of(self, note: Note) -> Card | None:
        """Give the card that a note was made of."""
        cards: dict[tuple[str, str], Card] = self.remembered("cards", lambda: dict(map(_named, self.deck.cards)))
        return cards.get((note.note_type.folder, note.hanzi))

    @property
    def edited(self) -> tuple[EditedNote, ...]:
        """What was edited in the learner's Anki, and is not yet put right here."""
        if not self.collections:
            return ()
        notes: tuple[EditedNote, ...] = self.remembered(
            "edited", lambda: output.edited_in_anki(self.deck, self.settings, self.collections)
        )
        return notes

    def presses(self, note: Note, field: EditedField) -> tuple[in_anki.Press, ...]:
        """Give the presses that keep an edited field of a note; () where no correction can carry it."""
        card = self.card_of(note)
        return in_anki.presses(field, in_anki.Shown(card, self.deck.annotated, self.lexicon)) if card else ()

    def _kept(self, form: Form) -> Edit:
        """Make the edit that keeps what was edited in Anki: a field of a note, or all that can be kept."""
        wanted = form.get("guid", [""])[0], form.get("field", [""])[0]
        presses = [
            (action, self._with_picture(values))
            for each in self.edited
            for field in each.fields
            if wanted in ((each.note.guid, field.name), ("", ""))
            for action, values in self.presses(each.note, field)
        ]
        if not presses:
            raise InputError("no correction can carry this; it stays in Anki.")
        return edit_of_all(presses, self.text, "kept what was edited in Anki")

    def _with_picture(self, form: dict[str, list[str]]) -> dict[str, list[str]]:
        """Take the picture that a form names from Anki, and keep it beside the corrections."""
        names = form.get("in_anki")
        if not names:
            return form
        return form | {"picture": [self.keep_picture(edits.picture(self.collections, names[0]))]}

    def _take(self, source: list[Edit], target: list[Edit]) -> str:
        if not source:
            raise InputError("there is nothing to undo or redo.")
        edit = source[-1].undone if source is self._past else source[-1]
        self._save(edit)
        target.append(source.pop())
        return f"Saved: {edit.what}."

    def _save(self, edit: Edit) -> None:
        """Write an edit, and take it back where the text cannot be made with it."""
        before = self._text()
        editing.change(self.path, partial(editing.replaced, old=edit.old, new=edit.new))
        try:
            self._make()
        except FlashcardsError:
            editing.change(self.path, lambda _: before)
            self._saved = self._text()
            raise
        self._unsettled += 1

    def _make(self) -> None:
        """Make a short text anew of what the file says now, and of a long one what is touched, then all behind it."""
        saved = self._text()
        is_short = len(self._state.pairs) <= AT_ONCE
        state = self._maker.make() if is_short else self._sketcher.sketch(self._state, self._maker.settings)
        self._saved, self.trouble = saved, ""
        self.revision += 1
        self._show(state)
        self._sketch = state
        if not state.is_settled and not (self._settler and self._settler.is_alive()):
            self._settler = threading.Thread(target=self._settle, daemon=True)
            self._settler.start()

    def _show(self, state: State) -> None:
        self._state, self._remembered = state, {}
        if state.is_settled:
            self._unsettled, self.settling = 0, ""

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the text has settled, or so long."""
        settler = self._settler
        if settler is not None:
            settler.join(seconds)

    def _settle(self) -> None:
        """Make all of the text, until it is what the file says; whatever is changed meanwhile is taken in."""
        is_due = True
        while is_due:
            revision = self.revision
            result: State | FlashcardsError
            try:
                result = self._maker.make(partial(self._go_on, revision))
            except _OutdatedError:
                continue
            except FlashcardsError as error:
                result = error
            with self._lock:
                is_due = revision != self.revision or self._is_taken_back(result)
                if not is_due:
                    self._settler = None

    def _is_taken_back(self, result: State | FlashcardsError) -> bool:
        """Show what has settled; else tell whether a change was taken back, so that it is tried anew without it.

        What somebody has written into the file meanwhile is for the next request to look at.
        """
        if self._text() != self._saved:
            return False
        if isinstance(result, State):
            self._show(result)
            return False
        if not self._unsettled or not self._past:
            self.trouble = str(result)
            return False
        edit = self._past.pop()
        self._unsettled -= 1
        editing.change(self.path, partial(editing.replaced, old=edit.new, new=edit.old))
        self._make()
        self.trouble = f"Taken back ({edit.what}): {result}"
        return True

    def _go_on(self, revision: int, _stage: str, done: int, total: int) -> None:
        """Break off what is outdated, and note how far it has come."""
        if revision != self.revision:
            raise _OutdatedError
        self.settling = percent(done / total)

    def _text(self) -> str:
        return editing.text_of(self.path)

    def remembered(self, name: str, make: Callable[[], Any]) -> Any:
        """Give what was made of the text as it is now, made once until it changes."""
        if name not in self._remembered:
            self._remembered[name] = make()
        return self._remembered[name]

    def keep_picture(self, content: bytes) -> str:
        """Keep a picture in a folder beside the corrections, and give the name by which they call it.

        Raises:
            InputError: it is none that every Anki shows.

        """
        picture = pictures.of_content(content)
        if picture is None:
            raise InputError(f"this is no picture that Anki shows; {pictures.ADVICE}.")
        folder = self.path.with_name(f"{self.path.name.removesuffix(CORRECTIONS)}.pictures")
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made ({error.strerror}); make room for pictures there.") from error
        files.write_all({folder / picture.name: picture.content})
        return f"{folder.name}/{picture.name}"


def _named(card: Card) -> tuple[tuple[str, str], Card]:
    if isinstance(card, SentenceCard):
        return ("sentence", card.annotated.pair.written_chinese), card
    return ("vocabulary", card.term.text), card
