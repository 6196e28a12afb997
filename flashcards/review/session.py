"""A text under review: what is made of it now, and every change, saved before anything else happens."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flashcards import corrections, output, pipeline
from flashcards.anki import edits
from flashcards.common import files
from flashcards.common.progress import silent
from flashcards.corrections import Corrections, editing, pictures
from flashcards.errors import FlashcardsError, InputError, OutputError
from flashcards.pipeline import Deck
from flashcards.records import SentenceCard
from flashcards.review import in_anki
from flashcards.review.actions import Edit, Text, edit_of, edit_of_all
from flashcards.settings.sources import CORRECTIONS
from flashcards.vocabulary import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from flashcards.anki import EditedField, EditedNote, Note
    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Bitext, Card, Word
    from flashcards.review.actions import Form
    from flashcards.settings import Settings

ELSEWHERE = "The corrections were changed elsewhere, by hand or on another page; here is what holds now."


class Session:
    """Holds a text, its corrections and its deck, and changes them one request after the other.

    `revision` grows with every change of what is shown; a page that was made of an older one is told so, and what it
    asks for is not done.
    """

    def __init__(
        self, settings: Settings, bitext: Bitext, lexicon: Lexicon, path: Path, progress: Progress = silent
    ) -> None:
        self.settings, self.lexicon, self.path = settings, lexicon, path
        self.collections: tuple[Path, ...] = ()
        self._bitext = replace(bitext, notices=())  # those on corrections are made anew with each change
        self._lock = threading.Lock()
        self._past: list[Edit] = []
        self._future: list[Edit] = []
        self._remembered: dict[str, Any] = {}
        self._words: dict[AlignedPair, tuple[Word, ...]] = {}
        self._saved = ""
        self.revision = 0
        self.corrections = Corrections()
        self.deck: Deck
        self.misfits: tuple[str, ...] = ()
        self._read_keys = self._load_read()
        self._make(progress)

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
    def text(self) -> Text:
        """The text as it is shown."""
        return Text(self.deck.annotated, self.corrections)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of this session to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._future)

    def act(self, action: str, form: Form) -> str:
        """Do what a page asks for, save it, and say what was done.

        Raises:
            InputError: it cannot be done, and nothing was changed.

        """
        if action == "undo":
            return self._take(self._past, self._future)
        if action == "redo":
            return self._take(self._future, self._past)
        edit = self._kept(form) if action == "keep" else edit_of(action, form, self.text)
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
            self._make()
            raise

    def _make(self, progress: Progress = silent) -> None:
        """Make everything anew of what the file says now."""
        saved = self._text()
        path = self.path if self.path.exists() else None
        settings = replace(self.settings, corrections=path)
        corrected = corrections.of(settings)
        bitext = corrections.with_misfits(self._bitext, settings)
        self.deck = self._built(bitext, settings, progress, self._annotated(bitext, corrected, settings, progress))
        notices = (*bitext.notices, *self.deck.notices)
        self.misfits = tuple(notice for notice in notices if notice.startswith(f"{corrected.name}, line "))
        self.corrections, self._saved = corrected, saved
        self._remembered = {}
        self.revision += 1

    def _annotated(
        self, bitext: Bitext, corrected: Corrections, settings: Settings, progress: Progress
    ) -> tuple[AnnotatedPair, ...]:
        """Annotate the pairs as a build would, with no more work than what changed asks for."""
        before = self.corrections
        is_paired = self.revision and (before.pairs, before.typos) == (corrected.pairs, corrected.typos)
        if is_paired and before.words == corrected.words and before.cuts == corrected.cuts:
            return self.deck.annotated
        if is_paired and _is_quick(before, corrected):
            return tuple(corrections.on_words(each, corrected, self.lexicon) for each in self.deck.annotated)
        pairs = self.deck.pairs if is_paired else pipeline.align(bitext, settings, self.lexicon, progress)
        known = self._words_of(pairs, _retold(before, corrected), settings)
        return pipeline.annotate(pairs, settings, self.lexicon, progress, known)

    def _words_of(
        self, pairs: Sequence[AlignedPair], retold: Collection[str], settings: Settings
    ) -> list[tuple[Word, ...]]:
        """Read the words of pairs, those alone that were not read before, or hold characters that are `retold`."""
        kept = {
            pair: words
            for pair, words in self._words.items()
            if not any(characters in pair.chinese_text for characters in retold)
        }
        new = [pair for pair in dict.fromkeys(pairs) if pair not in kept]
        fresh = pipeline.read_words(new, settings, self.lexicon) if new else []
        self._words = kept | dict(zip(new, fresh, strict=True))
        return [self._words[pair] for pair in pairs]

    def _built(
        self, bitext: Bitext, settings: Settings, progress: Progress, annotated: tuple[AnnotatedPair, ...]
    ) -> Deck:
        """Build the deck; of a text in which no pair is sure enough, its pairs, which can be set."""
        try:
            return pipeline.build(bitext, settings, self.lexicon, progress, annotated)
        except InputError as error:
            pairs = tuple(each.pair for each in annotated)
            return Deck(annotated, pairs, Choice(), (), bitext.left_out, (str(error),))

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

    def is_read(self, key: str) -> bool:
        """Whether an item was read."""
        return _digest(key) in self._read_keys

    def mark(self, key: str, *, is_read: bool) -> None:
        """Note that an item was read, or is to be read again; it is remembered in the cache folder."""
        if is_read:
            self._read_keys.add(_digest(key))
        else:
            self._read_keys.discard(_digest(key))
        path = self._read_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_text(path, json.dumps(sorted(self._read_keys)))
        except (OSError, OutputError):  # what was read is a convenience: no folder for it, no memory of it
            return

    def _load_read(self) -> set[str]:
        try:
            return set(json.loads(self._read_path().read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return set()

    def _read_path(self) -> Path:
        return files.cache_directory() / "review" / f"{_digest(str(self.path.resolve()))}.json"


def _named(card: Card) -> tuple[tuple[str, str], Card]:
    if isinstance(card, SentenceCard):
        return ("sentence", card.annotated.pair.written_chinese), card
    return ("vocabulary", card.term.text), card


def _retold(before: Corrections, after: Corrections) -> frozenset[str]:
    """Give the characters that two files of corrections cut or read otherwise."""
    cuts = set(before.cuts).symmetric_difference(after.cuts)
    words = set(before.words).symmetric_difference(after.words)
    return frozenset((*(each.stretch for each in cuts), *(each.word for each in words if each.pinyin)))


def _is_quick(before: Corrections, after: Corrections) -> bool:
    """Whether corrections of words differ by new meanings and renderings alone."""
    more = set(after.words).difference(before.words)
    return before.cuts == after.cuts and set(before.words) <= set(after.words) and not any(each.pinyin for each in more)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]
