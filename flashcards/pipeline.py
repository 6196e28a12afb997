"""The stages in order: the whole program on one screen.

    documents -> sentences -> alignment -> words -> readings, meanings -> vocabulary -> cards -> anki -> .apkg

Each function takes what the one before it returned. What a stage leaves out comes back beside what it made, with the
reason, so that nothing is lost in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards import (
    alignment,
    anki,
    cards,
    clauses,
    documents,
    exports,
    files,
    known,
    meanings,
    pages,
    parts,
    readings,
    speech,
    words,
)
from flashcards import vocabulary as vocabulary_
from flashcards.coverage import coverage
from flashcards.errors import InputError, OutputError
from flashcards.learner import learner
from flashcards.orthography import Spelling
from flashcards.progress import untold
from flashcards.records import AnnotatedPair
from flashcards.settings import Audio, Mode, Names, Scoring
from flashcards.sources import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from flashcards.lexicon import Lexicon
    from flashcards.progress import Progress
    from flashcards.records import AlignedPair, Bitext, Card, Omission
    from flashcards.settings import Settings
    from flashcards.vocabulary import Choice


PORTION = 10_000
"""Sentences of a book that are aligned at once."""


@dataclass(frozen=True, slots=True)
class Deck:
    """What became of a text: all its pairs, those too doubtful for a card, the terms chosen or not, and the cards.

    A deck without vocabulary has no terms, only the verdicts on its words.
    `left_out` is what the documents lost when they were read: code, comments, and the like.
    """

    pairs: tuple[AlignedPair, ...]
    doubtful: tuple[AlignedPair, ...]
    choice: Choice
    cards: tuple[Card, ...]
    left_out: tuple[Omission, ...]


def downloads(settings: Settings) -> tuple[str, ...]:
    """Tell which sources `read` will download, so that whoever asks for that can be told before."""
    if not any(map(is_address, settings.sources)):
        return ()
    from flashcards import fetch

    return fetch.missing(settings.sources)


def read(settings: Settings, *, chinese_alone: bool = False) -> Bitext:
    """Read the sources and find their sentences; with `chinese_alone` a text without its translation will do.

    Raises:
        InputError: the sources cannot be read, or are not in both languages.

    """
    bitext = documents.read_bitext(
        settings.sources, sentences=settings.sentences, encodings=settings.encoding, chinese_alone=chinese_alone
    )
    return parts.only_chapters(bitext, settings.chapter)


def align(bitext: Bitext, settings: Settings, lexicon: Lexicon, progress: Progress = untold) -> tuple[AlignedPair, ...]:
    """Pair the sentences; those without a partner stand in null pairs.

    Raises:
        InputError: sentence vectors are asked for and not at hand, or the part asked for is not in the text.

    """
    scorer = alignment.sentence_vectors() if settings.scorer == Scoring.VECTORS else None
    pairs = tuple(
        pair
        for portion in parts.portions(bitext, PORTION)
        for pair in alignment.align(portion, lexicon, scorer=scorer, progress=progress)
    )
    return parts.between(pairs, settings.from_, settings.to)


def annotate(pairs: Sequence[AlignedPair], lexicon: Lexicon, progress: Progress = untold) -> tuple[AnnotatedPair, ...]:
    """Find the words of each pair, how they are read, and what they mean in this text."""
    english = [pair.english_text for pair in pairs]
    found = [words.cut(pair.chinese_text, lexicon, english=text) for pair, text in zip(pairs, english, strict=True)]
    read = readings.read_all(found, lexicon, english=english)
    annotated = [AnnotatedPair(pair, its, at) for at, (pair, its) in enumerate(zip(pairs, read, strict=True), 1)]
    # The whole text at once: how a word is rendered elsewhere is evidence here.
    return meanings.link(annotated, lexicon, progress=progress)


def build(bitext: Bitext, settings: Settings, lexicon: Lexicon, progress: Progress = untold) -> Deck:
    """Make a deck of a text that was read.

    Raises:
        InputError: no pair is sure enough for a card, or a list of words cannot be read.

    """
    words_known = known.read_words(settings.known, field=settings.known_field, interval=settings.known_interval)
    user = learner(settings.level, lexicon, words_known, known.read_words(settings.ignore))
    annotated = annotate(align(bitext, settings, lexicon, progress), lexicon, progress)
    sure = tuple(one for one in annotated if not one.pair.is_null and one.pair.confidence >= settings.min_confidence)
    if not sure:
        best = max((one.pair.confidence for one in annotated if not one.pair.is_null), default=0.0)
        raise InputError(
            f"{', '.join(settings.sources)}: no pair reaches the confidence of {settings.min_confidence}, the best "
            f"has {best:.2f}; see that both texts say the same, or lower --min-confidence."
        )
    sure = clauses.split_all(sure, settings.max_length)
    made: tuple[Card, ...] = ()
    choice = vocabulary_.choose(sure, user, lexicon, settings)
    if settings.mode in (Mode.SENTENCE, Mode.BOTH):
        ordered = vocabulary_.in_order(sure, choice, settings.order, lexicon)
        made += cards.sentence_cards(ordered, source=settings.title, tags=settings.tags, lexicon=lexicon)
    if settings.mode in (Mode.VOCABULARY, Mode.BOTH):
        made += cards.vocabulary_cards(
            choice.terms, source=settings.title, tags=settings.tags, names=settings.names is Names.SEPARATE
        )
    else:
        choice = replace(choice, terms=())
    pairs = tuple(one.pair for one in annotated)
    doubtful = tuple(p for p in pairs if not p.is_null and p.confidence < settings.min_confidence)
    return Deck(pairs, doubtful, choice, made, bitext.left_out)


def voice(settings: Settings, notice: Callable[[str], None]) -> speech.Voice | None:
    """Find who reads the cards aloud, if anybody is to; `notice` is told what the user should know before.

    Raises:
        InputError: the engine is not installed.

    """
    is_heard = any(path.suffix == ".apkg" for path in settings.output)
    return speech.open_voice(settings.audio, notice) if is_heard and settings.audio is not Audio.OFF else None


def record(
    deck: Deck, voice: speech.Voice | None, progress: Progress = untold
) -> dict[speech.Line, speech.Recording] | None:
    """Have the words and sentences of a deck read aloud, those that no earlier deck had read; None without a voice.

    Raises:
        InputError: the voice cannot speak.

    """
    return speech.record(speech.lines(deck.cards), voice, progress) if voice else None


def write(
    deck: Deck, settings: Settings, recordings: Mapping[speech.Line, speech.Recording] | None = None, *, now: int
) -> tuple[tuple[Path, anki.Summary | None], ...]:
    """Write a deck to all outputs or none, each format told by the ending; a package tells what changed in it.

    `now` is the time that new and changed notes carry, in seconds since 1970; `recordings` go into the packages.

    Raises:
        InputError: there is no card to write, or the previous package is missing or none of ours.
        OutputError: an output cannot be written, or is something that is not ours to replace.

    """
    if not deck.cards:
        raise InputError(
            f"{', '.join(settings.sources)}: no word is left for a card; `flashcards vocabulary --verbose` says why, "
            "--level and --min-count decide."
        )
    options = replace(_options(settings), recordings=recordings or {})
    contents: dict[Path, bytes] = {}
    summaries: list[anki.Summary | None] = []
    for path in settings.output:
        if path.suffix == ".apkg":
            contents[path], summary = anki.make_package(deck.cards, options, path, previous=settings.previous, now=now)
            summaries.append(summary)
        else:
            _refuse_foreign(path)
            contents[path] = _WRITERS[path.suffix](deck, options).encode("utf-8", "replace")
            summaries.append(None)
    files.write_all(contents)
    return tuple(zip(settings.output, summaries, strict=True))


def _refuse_foreign(path: Path) -> None:
    """See to it that a deck is written over a deck alone; a device or a pipe takes anything."""
    try:
        is_foreign = path.is_file() and not exports.is_ours(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror}); name another output.") from error
    if is_foreign:
        raise OutputError(
            f"{path}: was not written by flashcards and is left alone; name another output, or move the file away."
        )


def preview(deck: Deck, settings: Settings) -> str:
    """Make a page that shows every card, front and back, as Anki will.

    Raises:
        InputError: a template of the user's is broken.

    """
    return _page(deck, _options(settings))


def _page(deck: Deck, options: anki.DeckOptions) -> str:
    faces = tuple(anki.faces(anki.deck_notes(deck.cards, options).notes, options.look, anki.deck_title(options.title)))
    return pages.cards(faces, anki.css(options.look), options.title, coverage(deck.choice))


def _anki_text(deck: Deck, options: anki.DeckOptions) -> str:
    return exports.anki_text(anki.deck_notes(deck.cards, options).notes, anki.deck_title(options.title))


def _memory(deck: Deck, _options: anki.DeckOptions) -> str:
    doubtful = set(deck.doubtful)
    return exports.pairs_tmx(pair for pair in deck.pairs if pair not in doubtful)


_WRITERS: dict[str, Callable[[Deck, anki.DeckOptions], str]] = {
    ".tsv": lambda deck, options: exports.cards_tsv(deck.cards, options.spelling),
    ".csv": lambda deck, options: exports.cards_csv(deck.cards, options.spelling),
    ".txt": _anki_text,
    ".html": _page,
    ".tmx": _memory,
}
"""What each ending of an output but that of a package stands for."""


def spelling(settings: Settings) -> Spelling:
    """Tell how readings are written."""
    return Spelling(settings.pinyin, settings.pinyin_spacing, settings.sandhi)


def _options(settings: Settings) -> anki.DeckOptions:
    return anki.DeckOptions(
        title=settings.title,
        kinds=settings.cards,
        namespace=settings.namespace,
        look=anki.Look(settings.tones, settings.templates, settings.hide_pinyin),
        spelling=spelling(settings),
        speech=settings.speech,
    )
