"""The law for libraries: whatever becomes of their texts, each word is taught once, and the learner loses nothing.

Short texts are removed, added, put in another order and edited, one after the other; each time the library is built and
imported into the real Anki, and between two builds the learner reviews, or writes something into a note.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import library, output
from flashcards.anki import VOCABULARY
from flashcards.anki.notetypes import SWITCHES
from flashcards.settings.library import load_library
from tests import libraries
from tests.anki_backend import Learner
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.anki

NOW = 1_780_000_000
GRADED = ROOT / "tests" / "cases" / "graded"
FILLED = ("Hanzi", "Pinyin", "English", "Meaning", "Sentence", "Source")
"""Fields that no change of a library may empty; which sentence shows a word may change with the texts."""


def pieces() -> dict[str, str]:
    """Cut the graded texts into texts of two pairs, of which each takes up words of others."""
    texts = {}
    for file in sorted(GRADED.glob("*.txt")):
        blocks = file.read_text(encoding="utf-8").strip().split("\n\n")
        for at in range(0, len(blocks) - 1, 2):
            texts[f"{file.stem}/{at // 2 + 1:02}.txt"] = "\n\n".join(blocks[at : at + 2]) + "\n"
    return texts


@dataclass
class Course:
    """A library in a folder: the texts that are in it, in their order, and those that are not; `share` is moved."""

    texts: dict[str, str]
    waiting: dict[str, str]
    share: float
    chance: random.Random

    def some(self, texts: Mapping[str, str]) -> list[str]:
        """Pick some of the texts."""
        return self.chance.sample(sorted(texts), max(1, int(self.share * len(texts))))

    def remove(self) -> None:
        """Take texts out, the first among them."""
        for name in {*self.some(self.texts), next(iter(self.texts))}:
            self.waiting[name] = self.texts.pop(name)

    def add(self) -> None:
        """Put texts in, before all others."""
        self.texts = {**{name: self.waiting.pop(name) for name in self.some(self.waiting)}, **self.texts}

    def reorder(self) -> None:
        """Shuffle the texts."""
        names = list(self.texts)
        self.chance.shuffle(names)
        self.texts = {name: self.texts[name] for name in names}

    def edit_english(self) -> None:
        """Translate otherwise."""
        for name in self.some(self.texts):
            self.texts[name] = self.texts[name].replace(" is ", " truly is ").replace("We ", "All of us ")

    def edit_chinese(self) -> None:
        """Write the first sentence in Chinese otherwise."""
        for name in self.some(self.texts):
            self.texts[name] = self.texts[name].replace("。", "！", 1)

    def write(self, folder: Path) -> None:
        """Write all texts, and their order."""
        for file in folder.glob("*/*.txt"):
            file.unlink()
        order = "".join(f'[[text]]\nname = "{name.removesuffix(".txt")}"\n' for name in self.texts)
        libraries.write(folder, {**self.texts, "library.toml": order})


def review(learner: Learner) -> None:
    """Answer all cards."""
    learner.review()


def scribble(learner: Learner) -> None:
    """Write into every fifth note."""
    for number in sorted(learner.col.find_notes(""))[::5]:
        note = learner.col.get_note(number)
        note["Note"] = "my own remark"
        note["English"] += ", in my words"
        note.tags = [*note.tags, "edited"]
        learner.col.update_note(note)


Fields = dict[str, dict[str, str]]
Held = tuple[Fields, dict[tuple[str, int], tuple[Any, ...]]]


def held(learner: Learner) -> Held:
    """Give the fields of all notes, with whether the learner has edited them, and the reviews of all cards."""
    notes = map(learner.col.get_note, learner.col.find_notes(""))
    fields = {note.guid: {**dict(note.items()), "edited": "edited" * note.has_tag("edited")} for note in notes}
    return fields, learner.scheduling()


def harms(before: Held, after: Held) -> Iterator[str]:
    """Name what an import took away."""
    yield from (f"reset: the card {card}" for card, reviews in before[1].items() if after[1].get(card) != reviews)
    for guid, old in before[0].items():
        new, word = after[0].get(guid, {}), old["Hanzi"]
        if old["edited"] and new != old:
            yield f"edited by hand, and changed: {word}"
        yield from (
            f"emptied: {name} of {word}" for name in (*FILLED, *SWITCHES.values()) if old.get(name) and not new[name]
        )


def twice(fields: Fields) -> list[tuple[str, ...]]:
    """Name the words that stand on two notes which ask for the same."""
    own = [note for note in fields.values() if set(VOCABULARY.names) <= note.keys()]
    asked = Counter((note["Hanzi"], note["Pinyin"], *(note[switch] for switch in SWITCHES.values())) for note in own)
    return [key for key, count in asked.items() if count > 1]


def build(folder: Path, package: Path, now: int) -> int:
    """Build a library as the command does, and give how many texts it has."""
    settings = load_library(folder, output=package, title="course")
    studied = library.study(settings)
    assert not studied.failures
    output.write(library.build(studied), settings.settings, {}, now=now)
    return len(studied.studied)


ACTS: tuple[Callable[[Learner], None], ...] = (review, scribble)


@pytest.mark.parametrize(
    ("count", "rounds"), [(6, 1), pytest.param(66, 3, marks=pytest.mark.slow)], ids=["six", "sixty-six"]
)
def test_no_change_of_a_library_harms_what_the_learner_has(tmp_path: Path, count: int, rounds: int) -> None:
    """0 lost, 0 blank, 0 reset, and each word on one note, after every change."""
    texts = list(pieces().items())
    chance = random.Random(17)  # noqa: S311 (nothing secret here)
    spare = max(1, count // 6)
    course = Course(dict(texts[spare:count]), dict(texts[:spare]), 0.1, chance)
    steps = [course.remove, course.add, course.reorder, course.edit_english, course.edit_chinese] * rounds
    folder, package = tmp_path / "course", tmp_path / "course.apkg"
    with Learner(tmp_path / "anki") as learner:
        for number, step in enumerate([lambda: None, *steps]):
            step()
            course.write(folder)
            assert build(folder, package, NOW + number) == len(course.texts)
            before = held(learner)
            assert learner.take(package).conflicting == 0
            after = held(learner)
            assert list(harms(before, after)) == []
            assert learner.faults() == []
            assert twice(after[0]) == []
            ACTS[number % 2](learner)
    assert len(after[0]) > 5 * count
