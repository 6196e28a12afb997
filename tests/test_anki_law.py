"""The law: importing any packages of ours, in any order, with any options, harms nothing that the learner has.

A matrix in the real backend: two and three texts that share words, in several kinds of cards, modes and options, in
all orders, with reviews and edits in between, corrections, and the older package once more. After every import it is
asked whether a card was blanked, a sentence, source, tag or recording taken away, a kind of card emptied, a review
reset, or an edit of the learner's lost.
"""

from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import cards
from flashcards.anki import DeckOptions, Look, write_package
from flashcards.anki.notetypes import KINDS, SWITCHES
from flashcards.chinese.orthography import Spelling
from flashcards.records import Card, Record, Sense, replace
from flashcards.settings import CardKind, Mode, Pinyin, Tones
from flashcards.speech import Recording, lines
from tests import anki_cards
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

pytestmark = pytest.mark.anki

NOW = 1_780_000_000
R, P, C, L = CardKind.RECOGNITION, CardKind.PRODUCTION, CardKind.CLOZE, CardKind.LISTENING

TEXTS: Mapping[str, tuple[tuple[str, tuple[anki_cards.Cut, ...]], ...]] = {
    "a": (
        (
            "The old town has a teahouse.",
            (
                ("老城", "lao3 cheng2", "old town", "old town"),
                ("有", "you3", "to have", "has"),
                ("茶馆", "cha2 guan3", "teahouse; tea shop", "teahouse"),
                ("。", "", "", ""),
            ),
        ),
        (
            "Nobody hurries the guests.",
            (
                ("没人", "mei2 ren2", "nobody", "Nobody"),
                ("催", "cui1", "to urge; to press", "hurries"),
                ("客人", "ke4 ren2", "guest", "guests"),
                ("。", "", "", ""),
            ),
        ),
    ),
    "b": (
        (
            "They drink tea there.",
            (
                ("他们", "ta1 men5", "they", "They"),
                ("在", "zai4", "at", ""),
                ("茶馆", "cha2 guan3", "teahouse; tea shop", ""),
                ("喝茶", "he1 cha2", "to drink tea", "drink tea"),
                ("。", "", "", ""),
            ),
        ),
        (
            "The guests talk.",
            (("客人", "ke4 ren2", "guest", "guests"), ("聊天", "liao2 tian1", "to chat", "talk"), ("。", "", "", "")),
        ),
    ),
    "c": (
        (
            "The teahouse stands in the old town.",
            (
                ("茶馆", "cha2 guan3", "teahouse; tea shop", "teahouse"),
                ("在", "zai4", "at", "in"),
                ("老城", "lao3 cheng2", "old town", "old town"),
                ("。", "", "", ""),
            ),
        ),
        # The same sentence as in "a", translated otherwise.
        (
            "No one rushes the guests.",
            (
                ("没人", "mei2 ren2", "nobody", "No one"),
                ("催", "cui1", "to urge; to press", "rushes"),
                ("客人", "ke4 ren2", "guest", "guests"),
                ("。", "", "", ""),
            ),
        ),
    ),
}
"""Three texts, each sentence with its English and its words. 茶馆 stands in all of them; b lacks a word for it."""

WORDS = ("茶馆", "老城", "催", "客人", "喝茶", "聊天")


class Package(Record):
    """A package of a text: its kinds of cards, its mode, one more option, and whether it is the corrected version.

    `over` are the kinds of the package that it is built over, where these are others.
    """

    text: str
    kinds: tuple[CardKind, ...] = (R,)
    mode: Mode = Mode.BOTH
    option: str = ""
    version: int = 1
    over: tuple[CardKind, ...] = ()


def deck(package: Package) -> tuple[Card, ...]:
    """Make the cards of a package; a corrected text has other translations and other senses."""
    wording = " (corrected)" if package.version > 1 else ""
    pairs = [
        anki_cards.annotated(english + wording, cuts, position=at)
        for at, (english, cuts) in enumerate(TEXTS[package.text], 1)
    ]
    terms, taken = [], set()
    for pair in pairs:
        for word in pair.words:
            if word.text in WORDS and word.text not in taken:
                taken.add(word.text)
                term = anki_cards.term(pair, word.text)
                senses = (*term.senses[:-1], Sense(term.senses[-1].gloss + wording))
                terms.append(replace(term, senses=senses))
    source, tags = f"Text {package.text}", ("mine",) if package.option == "tags" else ()
    batch: tuple[Card, ...] = ()
    if package.mode is not Mode.VOCABULARY:
        batch += cards.sentence_cards(pairs, source=source, tags=tags)
    if package.mode is not Mode.SENTENCE:
        batch += cards.vocabulary_cards(terms, source=source, tags=tags)
    return batch


def options(package: Package, batch: Sequence[Card], collection: Path) -> DeckOptions:
    """Make the options of a package; one is built with the learner's collection at hand."""
    extra: dict[str, Any] = {}
    if package.option == "speech":
        extra["speech"] = True
    elif package.option == "numbers":
        extra["spelling"] = Spelling(Pinyin.NUMBERS)
    elif package.option == "look":
        extra["look"] = Look(Tones.MDBG, hide_pinyin=True)
    elif package.option == "known":
        extra["standing"] = anki_cards.held(collection)
    elif package.option == "recorded":
        extra["recordings"] = {
            line: Recording(f"flashcards-{package.text}{at}.mp3", b"\xff\xfb" + package.text.encode())
            for at, line in enumerate(lines(batch))
        }
    return DeckOptions(title=f"Text {package.text}", kinds=package.kinds, **extra)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lend an empty collection to copy, which is faster than to have Anki make one."""
    folder = tmp_path_factory.mktemp("empty")
    with Learner(folder):
        pass
    return folder / "collection.anki2"


class Shelf:
    """A folder in which a learner builds packages when they are to be imported, a later version over the first."""

    def __init__(self, folder: Path, collection: Path) -> None:
        folder.mkdir(parents=True)
        self.folder, self._collection = folder, collection
        self._paths: dict[Package, Path] = {}

    def path(self, package: Package) -> Path:
        """Build a package, if that was not done; the last version of it stays as it was."""
        if package not in self._paths:
            first = self._paths.get(replace(package, version=1, kinds=package.over or package.kinds, over=()))
            path = self.folder / f"{package.text}{len(self._paths)}.apkg"
            batch = deck(package)
            deck_options = options(package, batch, self._collection)
            write_package(batch, deck_options, path, previous=first, now=NOW + 86_400 * len(self._paths))
            self._paths[package] = path
        return self._paths[package]


class Held(Record):
    """What a learner has: reviews by card; and by note its fields and its tags."""

    reviews: Mapping[tuple[str, int], tuple[Any, ...]]
    fields: Mapping[str, Mapping[str, str]]
    tags: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, learner: Learner) -> Held:
        """Look at a collection."""
        notes = [learner.col.get_note(number) for number in learner.col.find_notes("")]
        return cls(
            learner.scheduling(),
            {note.guid: dict(note.items()) for note in notes},
            {note.guid: frozenset(note.tags) for note in notes},
        )


SENTENCES = ("Sentence", "English", "Source", "Audio", "Sentence Audio")


def losses(before: Held, after: Held, arrived: Package) -> Iterator[str]:
    """Name what an import took away; a corrected text may change what it brought itself, and nothing else."""
    for card, reviews in before.reviews.items():
        if after.reviews.get(card) != reviews:
            yield f"reset: the card {card}"
    for guid, old in before.fields.items():
        new = after.fields[guid]
        if missing := before.tags[guid] - after.tags[guid]:
            yield f"lost: the tags {missing} of {old['Hanzi']}"
        for switch in SWITCHES.values():
            if old[switch] and not new[switch]:
                yield f"emptied: {switch} of {old['Hanzi']}"
        if old["Source"] != f"Text {arrived.text}" or "edited" in before.tags[guid]:
            yield from (
                f"lost: {name} of {old['Hanzi']}: {old[name]!r} became {new[name]!r}"
                for name in old
                if old[name] not in new[name]
            )
        else:
            yield from (
                f"lost: {name} of {old['Hanzi']}"
                for name in ("Audio", "Sentence Audio")
                if name in old and old[name] and not new[name]
            )


def blanks(learner: Learner) -> Iterator[str]:
    """Name the cards that show nothing, or that Anki would clear away as empty."""
    for card in learner.cards():
        if "front of this card is blank" in card.question():
            yield f"blank: {card.note().fields[0]}, card {card.ord}"
    for note in learner.col.get_empty_cards().notes:
        yield f"empty: {learner.col.get_note(note.note_id).fields[0]}"


def act(learner: Learner, what: str) -> None:
    """Let the learner do something between two imports."""
    if what == "review":
        learner.review()
    elif what == "edit":
        for number in learner.col.find_notes(""):
            note = learner.col.get_note(number)
            note["Note"] = "my own remark"
            note.tags = [*note.tags, "edited"]
            learner.col.update_note(note)
    elif what == "move":
        ids = [card.id for card in learner.cards()]
        learner.col.set_deck(ids, learner.col.decks.id("Mine"))  # type: ignore[arg-type]
        learner.col.sched.suspend_cards(ids[:2])
        learner.col.tags.bulk_add([card.nid for card in learner.cards()], "marked")


def _orders() -> Iterator[tuple[Package, ...]]:
    """Give the packages in the order in which each case imports them."""
    kinds = ((R,), (P,), (R, P), (R, C, P), tuple(KINDS))
    a, b, c = (Package(text) for text in TEXTS)
    for left, right in itertools.product(kinds, kinds):
        first, second = replace(a, kinds=left), replace(b, kinds=right)
        yield from ((first, second), (second, first), (first, second, first), (second, first, second))
        yield from ((first, second, replace(first, version=2)), (first, second, replace(second, version=2), first))
        yield (first, replace(first, version=2), second, replace(second, version=2), first, second)
    for mode, other in itertools.product(Mode, Mode):
        first, second = replace(a, mode=mode, kinds=(R, P)), replace(c, mode=other)
        yield from ((first, second, first), (second, first, second), (first, second, replace(second, version=2), first))
    for option in ("speech", "numbers", "recorded", "tags", "look", "known"):
        first = replace(a, option=option, kinds=(R, L))
        yield from ((first, b, first), (b, first, b), (first, a), (a, first), (first, replace(first, version=2), a))
        yield (first, replace(c, option=option), replace(c, option=option, version=2), first)
    for order in itertools.permutations((replace(a, kinds=(R, C)), b, replace(c, kinds=(P, L)))):
        yield order
        yield (*order, order[0], replace(order[1], version=2), order[2])
    # The same text with other kinds, built anew over the last package and without it.
    for left, right in itertools.permutations(kinds, 2):
        yield (replace(a, kinds=left), replace(a, kinds=right), b)
        yield (replace(a, kinds=left), replace(a, kinds=right, over=left, version=2), b)


CASES = [(order, what) for order in _orders() for what in ("nothing", "review", "edit", "move")]
PARTS = 12
"""Parts of the matrix; the first is looked at in every run, the others with `-m slow`."""


def harms(case: tuple[tuple[Package, ...], str], folder: Path, empty: Path) -> Iterator[str]:
    """Import the packages of a case in their order, and name what each import did that it must not."""
    order, what = case
    shelf = Shelf(folder / "packages", folder / "collection.anki2")
    shutil.copy(empty, folder / "collection.anki2")
    with Learner(folder) as learner:
        for step, package in enumerate(order, 1):
            before = Held.of(learner)
            learner.take(shelf.path(package))
            named = f"{what}, {[(p.text, '+'.join(p.kinds), p.version) for p in order[:step]]}"
            for harm in (*losses(before, Held.of(learner), package), *blanks(learner)):
                yield f"{named}: {harm}"
            act(learner, what)


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, PARTS))])
def test_no_import_harms_what_the_learner_has(empty: Path, tmp_path: Path, part: int) -> None:
    """0 blank, 0 lost, 0 reset, in every case of the matrix."""
    named: list[str] = []
    for at, case in enumerate(CASES[part::PARTS]):
        named += harms(case, tmp_path / str(at), empty)
        shutil.rmtree(tmp_path / str(at))
    assert not named, "\n".join([f"{len(named)} harms, such as", *named[:20]])
