"""How long it takes to write many notes, and how large the package is, beside plain genanki in the same run.

    python benchmarks/notes.py [10000 100000]

Plain genanki writes notes with the same fields, templates and cards, but with neither times nor numbers of their own,
without looking for the last package, and without compression. Our side is given cards, and makes the fields as well;
the row "package" is the share of it that does what genanki does. Where the package `anki` is installed, Anki's own
export of the same notes gives the size to beat.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import genanki

from flashcards.records import replace

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flashcards import cards
from flashcards.anki import DeckOptions, notes, package, write_package
from flashcards.anki.archive import archive
from flashcards.anki.notetypes import KINDS
from flashcards.anki.previous_package import Previous, read
from flashcards.anki.stamping import Stamps
from flashcards.anki.templates import SHIPPED, layout
from flashcards.settings import CardKind
from tests import anki_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flashcards.anki import Note
    from flashcards.records import AnnotatedPair, Term, VocabularyCard

NOW = 1_790_000_000
RUNS = 3
INITIALS = ("b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "zh", "ch", "sh", "r", "z", "c", "s")
FINALS = ("a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "ie", "in", "ing", "ong", "ou", "u", "ua", "uan", "uo")
SHARE_OF_THREE = 0.7
"""Sentences with three words to learn; the others have two. An essay of 48 sentences gives 2.7 words a sentence."""
OF_ONE_MEANING = 30
"""Words from which those of one meaning come: then two of three have a rival, as 139 of 211 words of an essay have."""
OF_A_TEXT = 1000
"""Words of a text; of a library, one text after the other gives its cards."""
KINDS_MADE = (CardKind.RECOGNITION, CardKind.PRODUCTION)


def texts(number: int) -> Iterator[tuple[VocabularyCard, ...]]:
    """Make so many vocabulary cards by text, each of another word and reading, 2.7 a sentence: always the same ones."""
    chance = random.Random(number)  # noqa: S311  # nothing secret here
    cuts = [cut for cut in (*anki_cards.TOWN, *anki_cards.POT, *anki_cards.CHARM) if cut[1]]
    for start in range(0, number, OF_A_TEXT):
        terms: list[Term] = []
        while len(terms) < OF_A_TEXT:
            chosen = chance.sample(cuts, 16)
            english = " ".join(f"{phrase} {chance.randrange(10**6)}" for *_, phrase in chosen)
            sentence = anki_cards.annotated(english, chosen)
            count = 3 if chance.random() < SHARE_OF_THREE else 2
            terms += [
                _term(chance, sentence, text, start + len(terms) + at) for at, (text, *_) in enumerate(chosen[:count])
            ]
        yield cards.vocabulary_cards(terms[: min(OF_A_TEXT, number - start)], source=anki_cards.SOURCE)


def _term(chance: random.Random, sentence: AnnotatedPair, text: str, place: int) -> Term:
    term = anki_cards.term(sentence, text)
    senses = tuple([replace(sense, gloss=f"{sense.gloss} {place // OF_ONE_MEANING}") for sense in term.senses])
    reading = tuple(f"{chance.choice(INITIALS)}{chance.choice(FINALS)}{chance.randint(1, 4)}" for _ in term.text)
    return replace(
        term,
        text=f"{term.text}{place}",
        syllables=reading,
        senses=senses,
        count=chance.randrange(1, 9),
        frequency=chance.uniform(1, 6),
    )


def plainly(given_notes: tuple[Note, ...], path: Path) -> None:
    """Write notes as plain genanki would."""
    note_type = given_notes[0].note_type
    templates = [
        {"name": kind.title(), "qfmt": template.front, "afmt": template.back}
        for kind, template in zip(KINDS, layout(note_type).templates, strict=True)
    ]
    fields = [{"name": name} for name in note_type.names]
    model = genanki.Model(note_type.number, note_type.name, fields, templates, layout(note_type).css)
    deck = genanki.Deck(1 << 40, "x")
    for note in given_notes:
        deck.add_note(genanki.Note(model, list(note.values), tags=list(note.tags), guid=note.guid))
    deck.write_to_file(str(path))


def packed(given_notes: tuple[Note, ...], path: Path) -> None:
    """Write a package of notes, as ours are written."""
    stamps, collection = Stamps(given_notes, Previous(), NOW), path.with_suffix(".collection")
    package.write(collection, given_notes, lambda at: stamps.of(given_notes[at]), package.Frame("x", SHIPPED, {}, NOW))
    archive(collection, {}, path)
    collection.unlink()


def exported(path: Path, folder: Path) -> int | None:
    """Return the size of the same notes in a package that Anki itself exports, in bytes; None without Anki."""
    try:
        from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

        from tests.anki_backend import Learner
    except ImportError:
        return None
    with Learner(folder / "learner") as learner:
        learner.take(path)
        number = learner.col.decks.id_for_name("x")
        assert number is not None
        options = ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=False, legacy=False
        )
        learner.col.export_anki_package(out_path=str(folder / "own.apkg"), options=options, limit=DeckIdLimit(number))
        return (folder / "own.apkg").stat().st_size


class Times(NamedTuple):
    """How long some work took, in seconds: by the clock, and of the processor."""

    clock: float
    processor: float


def seconds(works: Mapping[str, Callable[[], object]]) -> dict[str, Times]:
    """Take the times of some works in turns, each the shortest: what else the machine does only ever adds to them."""
    rounds = [{name: _once(work) for name, work in works.items()} for _ in range(RUNS)]
    return {name: Times(*map(min, zip(*(each[name] for each in rounds), strict=True))) for name in works}


def _once(work: Callable[[], object]) -> Times:
    gc.collect()
    start = Times(time.perf_counter(), time.process_time())
    work()
    return Times(time.perf_counter() - start.clock, time.process_time() - start.processor)


def measure(number: int, folder: Path) -> None:
    """Print one table: everything about so many notes."""
    deck = DeckOptions(title="x", kinds=KINDS_MADE)
    path, plain = folder / f"{number}.apkg", folder / f"{number}-plain.zip"
    write_package(chain.from_iterable(texts(number)), deck, path, now=NOW)
    memory_by_text = _memory()
    cards = tuple(chain.from_iterable(texts(number)))
    memory_of_cards = _memory()

    def write_anew() -> None:
        path.unlink(missing_ok=True)
        write_package(cards, deck, path, now=NOW)

    write_anew()
    memory = _memory()
    ready = notes(cards, KINDS_MADE)
    works = {
        "plain genanki": lambda: plainly(ready.notes, plain),
        "package": lambda: packed(ready.notes, path.with_suffix(".zip")),
        "write_package": write_anew,
        "write_package again": lambda: write_package(cards, deck, path, now=NOW + 1),
        "reading the last": lambda: read(path),
    }
    rows = seconds(works)
    plain_times = rows["plain genanki"]
    print(f"\n{number:,} words, {len(ready.notes):,} notes and cards, {len(ready.notes[0].values)} fields")
    print(f"  {'':<20} {'clock':>9} {'x genanki':>11} {'processor':>12} {'x genanki':>11}")
    for name, (clock, processor) in rows.items():
        shares = clock / plain_times.clock, processor / plain_times.processor
        print(f"  {name:<20} {clock:7.2f} s {shares[0]:11.2f} {processor:10.2f} s {shares[1]:11.2f}")
    own = exported(path, folder)
    for name, size in (("plain genanki", plain.stat().st_size), ("ours", path.stat().st_size), ("Anki's export", own)):
        print(f"  {name:<20} {size / 1e6:7.2f} MB" if size is not None else f"  {name:<20} (package anki is missing)")
    print(
        f"  memory at most       {memory_by_text:7.0f} MB in write_package, given the cards of one text after the other"
    )
    print(f"                       {memory:7.0f} MB, given them all; {memory_of_cards:.0f} MB before")


def _memory() -> float:
    """Return the most memory that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="*", default=[10_000, 100_000], help="how many notes")
    for number in parser.parse_args().numbers:
        with tempfile.TemporaryDirectory() as folder:
            measure(number, Path(folder))


if __name__ == "__main__":
    main()
