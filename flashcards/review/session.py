"""A text under review: what pages show of it, and every change, saved before anything else happens."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flashcards import output
from flashcards.anki import edits
from flashcards.common import files
from flashcards.common.progress import silent
from flashcards.corrections import pictures
from flashcards.errors import InputError, OutputError
from flashcards.review import in_anki
from flashcards.review.actions import edit_of, edit_of_all
from flashcards.review.edits import Text
from flashcards.review.history import REDO, UNDO
from flashcards.review.listing import Noted
from flashcards.review.marks import Marks
from flashcards.review.rebuilding import Maker
from flashcards.review.settling import Settler
from flashcards.settings.sources import CORRECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from flashcards.anki import EditedField, EditedNote, Edits, Note
    from flashcards.common.progress import Progress
    from flashcards.corrections import Corrections
    from flashcards.lexicon import Lexicon
    from flashcards.pipeline import Deck
    from flashcards.records import Bitext
    from flashcards.review.actions import Form
    from flashcards.review.edits import Edit
    from flashcards.review.listing import Listing
    from flashcards.settings import Settings

REST = "The rest of the text is settling …"
SKETCHED = "~"
"""Behind the number of a revision: of a text that has not settled."""
_DONE = {UNDO: "Undone", REDO: "Done again"}
"""What is said of what was undone, or done again; anything else was saved."""
ELSEWHERE = "The corrections were changed elsewhere, by hand or on another page; here is what holds now."


class Session:
    """Holds a text, its corrections and its deck, and changes them one request after the other.

    A page that was made of an older text is told so, and what it asks for is not done. `command` is what builds the
    deck with what was put right, as the last page says.
    """

    def __init__(
        self, settings: Settings, bitext: Bitext, lexicon: Lexicon, path: Path, progress: Progress = silent
    ) -> None:
        self.settings, self.lexicon, self.path = settings, lexicon, path
        self.collections: tuple[Path, ...] = ()
        self.command = ""
        self.marks = Marks(path)
        self._settler = Settler(Maker(settings, bitext, path), lexicon, path, progress)
        self._in_anki: tuple[tuple[int, ...], Edits] | None = None
        self._remembered: dict[str, Any] = {}
        self._remembers = self._settler.state

    @contextmanager
    def alone(self) -> Iterator[str]:
        """Hold others back; give a notice, if the file was changed meanwhile and all was made anew."""
        with self._settler.lock:
            notice = ""
            if self._settler.is_outdated:
                self._settler.make()
                self._settler.history.forget()
                notice = ELSEWHERE
            yield notice

    @property
    def deck(self) -> Deck:
        """The deck as it is shown."""
        return self._settler.state.deck

    @property
    def corrections(self) -> Corrections:
        """What holds now."""
        return self._settler.state.corrections

    @property
    def misfits(self) -> tuple[str, ...]:
        """Which corrections fit nothing, in sentences."""
        return self._settler.state.misfits

    @property
    def is_settled(self) -> bool:
        """Whether all of the text is what a build makes of it now."""
        return self._settler.state.is_settled

    @property
    def is_new(self) -> bool:
        """Whether nothing was made of a long text yet but its pairs."""
        return self._settler.is_new

    @property
    def is_changed(self) -> bool:
        """Whether something was changed that has not settled yet."""
        return self._settler.history.has_unsettled

    @property
    def settling(self) -> tuple[str, float]:
        """What is done with the rest of the text, in a sentence, and the share that is done; '' where nothing is."""
        if self.is_settled or self.trouble:
            return "", 1.0
        stage, share = self._settler.settling
        says = f"Words and cards are still to come: {stage.lower()} …" if self.is_new and stage else REST
        return says, share

    @property
    def trouble(self) -> str:
        """Why the text did not settle with all that was changed; '' where nothing is in the way."""
        return self._settler.trouble

    @property
    def shown(self) -> str:
        """The name of what is shown now: the revision, and whether it is a sketch."""
        return f"{self._settler.revision}{'' if self.is_settled else SKETCHED}"

    @property
    def text(self) -> Text:
        """The text as it is shown."""
        return Text(self.deck.annotated, self.corrections)

    def text_of(self, shown: str) -> Text | None:
        """Give the text as a page shows it, which may be the sketch of what has settled since; None if it changed."""
        if shown.removesuffix(SKETCHED) != str(self._settler.revision):
            return None
        state = self._settler.sketch if shown.endswith(SKETCHED) else self._settler.state
        return Text(state.deck.annotated, self.corrections)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of this session to take back."""
        return self._settler.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return self._settler.history.can_redo

    def act(self, action: str, form: Form, text: Text | None = None) -> str:
        """Do what a page asks for, of the text as it shows it, save it, and say what was done.

        Raises:
            InputError: it cannot be done, and nothing was changed.

        """
        edit = self._edit(action, form, text or self.text)
        self._settler.change(edit, action)
        return f"{_DONE.get(action, 'Saved')}: {edit.what}."

    def _edit(self, action: str, form: Form, text: Text) -> Edit:
        if action in (UNDO, REDO):
            return self._settler.history.next(action)
        return self._kept(form) if action == "keep" else edit_of(action, form, text)

    def wait(self) -> None:
        """Wait until the text has settled, or cannot."""
        self._settler.wait()

    def end(self) -> None:
        """Wait until what was changed has settled, or cannot; what nobody has changed is left as it is."""
        self._settler.end()

    @property
    def listing(self) -> Listing:
        """The entries of all views."""
        return self._settler.listing

    @property
    def edited(self) -> tuple[EditedNote, ...]:
        """What was edited in the learner's Anki, and is not yet put right here."""
        if not self.collections:
            return ()
        notes: tuple[EditedNote, ...] = self.remembered("edited", lambda: tuple(self._edited()))
        return notes

    def _edited(self) -> Iterator[EditedNote]:
        edited = self._read_collections()
        touched = (noted for noted in self._noted.values() if noted.note.guid in edited.touched)
        whole = (edited.of(output.completed(noted.note, noted.card, self.settings)) for noted in touched)
        return filter(None, whole)

    def _read_collections(self) -> Edits:
        """Read the collections of the learner, anew when one was written meanwhile."""
        stamps = tuple(path.stat().st_mtime_ns for path in self.collections if path.exists())
        if self._in_anki is None or self._in_anki[0] != stamps:
            self._in_anki = stamps, output.edits_in_anki(self.settings, self.collections)
        return self._in_anki[1]

    @property
    def _noted(self) -> Mapping[str, Noted]:
        """The notes of the deck with their cards, by GUID."""
        noted: dict[str, Noted] = self.remembered("noted", lambda: {each.note.guid: each for each in self._placed()})
        return noted

    def _placed(self) -> Iterator[Noted]:
        """Give the notes of the deck as the next package will hold them."""
        entries = [entry.of for entry in self.listing.cards if not entry.is_left]
        notes, cards = [each.note for each in entries], [each.card for each in entries]
        return map(Noted, output.with_places(notes, cards, self._read_collections(), self.settings), cards)

    def presses(self, note: Note, field: EditedField) -> tuple[in_anki.Press, ...]:
        """Give the presses that keep an edited field of a note; () where no correction can carry it."""
        noted = self._noted.get(note.guid)
        return in_anki.presses(field, in_anki.Shown(noted.card, self.deck.annotated, self.lexicon)) if noted else ()

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

    def remembered(self, name: str, make: Callable[[], Any]) -> Any:
        """Give what was made of the text as it is now, made once until it changes."""
        if self._remembers is not self._settler.state:
            self._remembers, self._remembered = self._settler.state, {}
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
