"""From a deck to what the learner takes away: packages, tables, pages and recordings, each told by its ending.

deck -> voice, recordings -> packages and other files, all of them or none
"""

from __future__ import annotations

import base64
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from flashcards import anki, speech
from flashcards.chinese.orthography import Spelling
from flashcards.common import files
from flashcards.common.memory import afresh
from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.learner.known_words import collections
from flashcards.output import earlier_files
from flashcards.output.aligned_pairs import pairs_tmx
from flashcards.output.card_preview import preview_page
from flashcards.output.card_tables import anki_text, cards_csv, cards_tsv
from flashcards.records import replace
from flashcards.settings import Audio
from flashcards.vocabulary.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from flashcards.common.memory import Remember
    from flashcards.common.progress import Progress
    from flashcards.pipeline import Deck
    from flashcards.records import Card, Picture
    from flashcards.settings import Settings


def voice(settings: Settings, notice: Callable[[str], None] = lambda _: None) -> speech.Voice | None:
    """Find who reads the cards aloud, if anybody is to; `notice` is told what the user should know before.

    Raises:
        InputError: the engine is not installed.

    """
    is_heard = any(path.suffix == ".apkg" for path in settings.output)
    if not is_heard or settings.audio is Audio.OFF:
        return None
    return speech.open_voice(settings.audio, notice, settings.voice, settings.speed)


def asks_for_words(settings: Settings) -> bool:
    """Whether what is written of cards whose fields are made asks for the words of sentences: recordings and tables."""
    return settings.audio is not Audio.OFF or any(path.suffix != ".apkg" for path in settings.output)


def record(
    deck: Deck, voice: speech.Voice | None, progress: Progress = silent
) -> dict[speech.Line, speech.Recording] | None:
    """Have the words and sentences of a deck read aloud, those that no earlier deck had read; None without a voice.

    Raises:
        InputError: the voice cannot speak.

    """
    return speech.record(speech.lines(deck.cards), voice, progress) if voice else None


def write(
    deck: Deck,
    settings: Settings,
    recordings: Mapping[speech.Line, speech.Recording] | None = None,
    *,
    now: int | None = None,
) -> tuple[tuple[Path, anki.Summary | None], ...]:
    """Write a deck to all outputs of the settings or to none; the ending of each tells its format.

    Returns each path in their order, for a package with what changed in it. `now` is the time that new and changed
    notes carry, in seconds since 1970; without it, the clock's. `recordings` go into the packages; without any, those
    that the settings ask for are made.

    Raises:
        InputError: there is no card to write, or the previous package is missing or none of ours; the voice is not
            installed or cannot speak.
        OutputError: an output cannot be written, or is something that is not ours to replace.

    """
    _refuse_an_empty_deck(deck, settings)
    if recordings is None:
        recordings = record(deck, voice(settings))
    now = int(time.time()) if now is None else now
    contents: dict[Path, bytes | Path] = {}
    summaries: list[anki.Summary | None] = []
    with ExitStack() as lent:
        standing = lent.enter_context(anki.standing(collections(settings.known)))
        options = replace(_options(settings), recordings=recordings or {}, standing=standing)
        for path in settings.output:
            summary = None
            if path.suffix == ".apkg":
                package = anki.made_package(deck.cards, options, path, previous=settings.previous, now=now)
                contents[path], summary = lent.enter_context(package)
            else:
                contents[path] = _written(deck, options, path)
            summaries.append(summary)
        files.write_all(contents)
    return tuple(zip(settings.output, summaries, strict=True))


def _refuse_an_empty_deck(deck: Deck, settings: Settings) -> None:
    if not deck.cards:
        raise InputError(
            f"{', '.join(settings.sources)}: no word is left for a card; `flashcards vocabulary --verbose` says why, "
            "--level and --min-count decide."
        )


def _written(deck: Deck, options: anki.DeckOptions, path: Path) -> bytes:
    """Write a deck in the format that the ending of a path tells, over nothing but a deck.

    Raises:
        OutputError: something stands at the path that cannot be read, or that no deck was written to.

    """
    earlier_files.refuse_foreign(path, earlier_files.DECK[path.suffix])
    return _FORMS[path.suffix](deck, options).encode("utf-8", "replace")


def preview_path(settings: Settings) -> Path:
    """Name the page of a preview that was not named: it stands beside the package.

    Raises:
        OutputError: something else stands there.

    """
    path = settings.output[0].with_suffix(".cards.html")
    earlier_files.refuse_foreign(path, earlier_files.PREVIEW)
    return path


def preview(deck: Deck, settings: Settings) -> str:
    """Make a page that shows every card, front and back, as Anki will.

    Raises:
        InputError: a template of the user's is broken.

    """
    return _page(deck, _options(settings))


def _page(deck: Deck, options: anki.DeckOptions) -> str:
    all_faces = _faces(anki.deck_notes(deck.cards, options).notes, deck.cards, options)
    return preview_page(all_faces, anki.css(options.look), options.title, coverage(deck.choice))


def outlines(cards: Iterable[Card], settings: Settings, remember: Remember = afresh) -> anki.Notes:
    """Make the notes of some cards, with those fields alone by which they are told apart, in a fraction of the time."""
    return anki.deck_outlines(cards, _options(settings), remember)


def completed(outline: anki.Note, card: Card, settings: Settings) -> anki.Note:
    """Give the outline of a note all its fields."""
    return anki.completed(outline, card, spelling(settings))


def with_places(
    notes: Sequence[anki.Note], cards: Sequence[Card], edits: anki.Edits, settings: Settings
) -> Sequence[anki.Note]:
    """Give notes as the next package will hold them: one that is read otherwise is known by that of the last one."""
    return anki.with_places(notes, cards, {**edits.touched, **edits.given}, settings.namespace)


def edits_in_anki(settings: Settings, paths: Iterable[Path]) -> anki.Edits:
    """Read the notes that were edited in some collections, and what the last package of a deck gave them.

    Raises:
        InputError: one of them is no collection, or cannot be read.

    """
    last = settings.previous or next((path for path in settings.output if path.suffix == ".apkg"), None)
    with anki.standing(tuple(paths)) as standing:
        return anki.edits_of(standing, anki.last_given(last) if last else {})


def faces(notes: Iterable[anki.Note], cards: Iterable[Card], settings: Settings) -> tuple[anki.Face, ...]:
    """Render the cards of some notes of a deck, front and back, as Anki will; errors as for `preview`."""
    return _faces(notes, cards, _options(settings))


def _faces(notes: Iterable[anki.Note], cards: Iterable[Card], options: anki.DeckOptions) -> tuple[anki.Face, ...]:
    rendered = anki.faces(notes, options.look, anki.deck_title(options.title))
    pictures = anki.pictures(cards)
    return tuple(_with_pictures(face, pictures) for face in rendered)


def _with_pictures(face: anki.Face, pictures: Iterable[Picture]) -> anki.Face:
    """Let the pictures of a card stand in the page itself."""
    for picture in pictures:
        if f'"{picture.name}"' in face.back or f'"{picture.name}"' in face.front:
            address = _address(picture)
            front, back = (side.replace(picture.name, address) for side in (face.front, face.back))
            face = replace(face, front=front, back=back)
    return face


def _address(picture: Picture) -> str:
    kind = picture.name.rpartition(".")[2].replace("jpg", "jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(picture.content).decode()}"


def _anki_text(deck: Deck, options: anki.DeckOptions) -> str:
    return anki_text(anki.deck_notes(deck.cards, options).notes, anki.deck_title(options.title))


def _memory(deck: Deck, _options: anki.DeckOptions) -> str:
    if not any(pair.english for pair in deck.pairs):
        raise InputError("a translation memory (.tmx) asks for a text in both languages; leave that output away.")
    doubtful = set(deck.doubtful)
    return pairs_tmx(pair for pair in deck.pairs if pair not in doubtful)


_FORMS: Mapping[str, Callable[[Deck, anki.DeckOptions], str]] = {
    ".tsv": lambda deck, options: cards_tsv(deck.cards, options.spelling),
    ".csv": lambda deck, options: cards_csv(deck.cards, options.spelling),
    ".txt": _anki_text,
    ".html": _page,
    ".tmx": _memory,
}
"""What each ending of an output but that of a package stands for; `settings` takes no other."""


def spelling(settings: Settings) -> Spelling:
    """Tell how readings are written."""
    return Spelling(settings.pinyin, settings.pinyin_spacing, settings.sandhi)


def look(settings: Settings) -> anki.Look:
    """Tell how cards look; pages share the colours of their tones."""
    return anki.Look(settings.tones, settings.templates, settings.hide_pinyin)


def _options(settings: Settings) -> anki.DeckOptions:
    return anki.DeckOptions(
        title=settings.title,
        kinds=settings.cards,
        namespace=settings.namespace,
        look=look(settings),
        spelling=spelling(settings),
        speech=settings.speech,
    )
