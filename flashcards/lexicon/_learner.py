"""The learner's lexicon: the senses of common words in the order in which they are met, written for this project.

CC-CEDICT is made for editors: 官方 is "government" there first, 店 an inn. The files in `learner/` say of each word
that lessons teach or that is frequent what it means in what is read today, one line a sense:

    活动 huo2 dong4
    n | activity; event | activity, event, campaign
    v | to move about; to exercise | move, exercise, be active | use: 活动一下

A head line is a word and its reading, one syllable a character and none for a comma within a saying; a word has an
entry for each reading, the commonest first. A sense is its part of speech, its gloss, the English words that render it,
and notes, each led by its name (`docs/lexicon.md`). What no sense here says but CC-CEDICT does follows behind, so
that nothing is lost.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from flashcards.lexicon._cedict import parse_reading
from flashcards.records import Record, Sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARTS_OF_SPEECH = frozenset(
    (
        *("n", "v", "adj", "adv", "conj", "prep", "part", "pron", "num", "mw", "aux", "intj", "suf", "pre", "comp"),
        *("idiom", "phr", "name", "onom"),
    )
)
"""Those a sense may have: comp is a complement of result or direction, mw a measure word, phr a fixed phrase."""
NOTES = {"lit": "literal", "pattern": "pattern", "use": "use", "reg": "register", "cl": ""}
"""The notes a sense may carry, and the field of `Sense` that each fills; measure words (cl) are the entry's."""
_HEAD = re.compile(r"(?P<word>[㐀-鿿·，]+) (?P<reading>(?:[A-Za-zü]+[1-5](?: |$))+)$")
_MARKS = {"，": ",", "·": "·"}
"""Marks within a word, and what CC-CEDICT writes in their place among the syllables."""
_NOTE = re.compile(r"(?:^|; )(?P<name>lit|pattern|use|reg|cl): (?P<text>.*?)(?=; (?:lit|pattern|use|reg|cl): |$)")


class LearnerEntry(Record):
    """A word with one reading: its senses, the one met most first, and its usual measure words."""

    word: str
    syllables: tuple[str, ...]
    senses: tuple[Sense, ...]
    classifiers: tuple[str, ...] = ()


def read_learner() -> Iterator[LearnerEntry]:
    """Read every file of the learner's lexicon, in the order of their names."""
    folder = files(__package__).joinpath("learner")
    for file in sorted(folder.iterdir(), key=lambda path: path.name):
        if file.name.endswith(".txt"):
            yield from parse_learner(file.name, file.read_text(encoding="utf-8").splitlines())


def parse_learner(name: str, lines: Iterable[str]) -> Iterator[LearnerEntry]:
    """Read entries from the lines of a file; a line that is none is refused.

    Raises:
        ValueError: a line is neither head nor sense, or a sense says something that none may; with file and line.

    """
    head: tuple[str, tuple[str, ...]] | None = None
    senses: list[Sense] = []
    classifiers: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if match := _HEAD.match(line):
            if head:
                yield LearnerEntry(*head, tuple(senses), classifiers)
            head, senses, classifiers = (match["word"], _reading(name, number, match)), [], ()
        elif head is None:
            raise ValueError(f"{name}, line {number}: a sense stands before any word: {line}")
        else:
            sense, own = _sense(name, number, line)
            senses.append(sense)
            classifiers = (*classifiers, *own)
    if head:
        yield LearnerEntry(*head, tuple(senses), classifiers)


def _reading(name: str, number: int, head: re.Match[str]) -> tuple[str, ...]:
    """Read the syllables of a head, with the mark itself in the place of a comma, as CC-CEDICT has it."""
    syllables, word = list(parse_reading(head["reading"])), head["word"]
    for place, mark in enumerate(word):
        if mark in _MARKS:
            syllables.insert(place, _MARKS[mark])
    if len(syllables) != len(word):
        raise ValueError(f"{name}, line {number}: not one syllable for each character: {head.string}")
    return tuple(syllables)


def _sense(name: str, number: int, line: str) -> tuple[Sense, tuple[str, ...]]:
    """Read a line of a sense: the sense, and the measure words that it tells."""
    pos, gloss, renderings, notes = (*(field.strip() for field in line.split("|")), "", "", "")[:4]
    fields = {match["name"]: match["text"].strip() for match in _NOTE.finditer(notes)}
    if pos not in PARTS_OF_SPEECH or not gloss or (notes and not fields):
        raise ValueError(f"{name}, line {number}: no sense of the form `n | gloss | renderings | notes`: {line}")
    sense = Sense(
        gloss,
        pos,
        tuple(filter(None, (rendering.strip() for rendering in renderings.split(",")))),
        **{field: fields[note] for note, field in NOTES.items() if field and note in fields},
    )
    return sense, tuple(re.findall("[㐀-鿿]+", fields.get("cl", "")))
