"""One entry of two dictionaries: the learner's senses first, then what CC-CEDICT says besides.

The learner's lexicon decides which reading comes first and which senses; CC-CEDICT adds the traditional form, measure
words, senses that no learner's sense covers, and readings that the learner's lexicon does not have.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.records import Entry, Sense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon._learner import LearnerEntry

_WORD = re.compile(r"[a-z]+")
_ASIDE = re.compile(r"\([^)]*\)")
_EMPTY = frozenset(("a", "an", "the", "to", "be", "of", "or", "and", "in", "on", "sb", "sth", "one", "s", "etc"))
"""Words of a gloss that tell no two senses apart."""


def with_learner(word: str, listed: Sequence[Entry], learned: Sequence[LearnerEntry]) -> Iterator[Entry]:
    """Put the learner's entries of a word before those of CC-CEDICT (`listed`), and join the two where both read alike.

    Of entries that read alike but are written otherwise in traditional characters (后 and 後), each gets the learner's
    senses, those that it shares first.
    """
    rest = list(listed)
    for entry in learned:
        alike = _read_alike(entry, rest, learned)
        rest = [one for one in rest if one not in alike]
        plain = [one for one in alike if not _is_variant(one)] or alike
        if not plain:
            yield Entry(
                word, listed[0].traditional if listed else word, entry.syllables, entry.senses, entry.classifiers
            )
        for one in plain:
            yield _joined(one, entry, alone=len(plain) == 1)
        yield from (one for one in alike if one not in plain)
    yield from rest


def _read_alike(entry: LearnerEntry, listed: Sequence[Entry], learned: Sequence[LearnerEntry]) -> list[Entry]:
    """Give the entries with the same reading, else those that differ in neutral tones alone and nobody else reads so.

    Dictionaries differ in these: 恶心 has a neutral tone in the one and none in the other.
    """
    same = [one for one in listed if _lower(one.syllables) == _lower(entry.syllables)]
    if same:
        return same
    others = {_lower(other.syllables) for other in learned}
    return [one for one in listed if _toned(one.syllables, entry.syllables) and _lower(one.syllables) not in others]


def _lower(syllables: Sequence[str]) -> tuple[str, ...]:
    return tuple(syllable.lower() for syllable in syllables)


def _toned(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two readings are the same but for syllables of which one has a neutral tone."""
    pairs = list(zip(_lower(one), _lower(other), strict=False))
    return len(one) == len(other) and all(a == b or (a[:-1] == b[:-1] and "5" in (a[-1], b[-1])) for a, b in pairs)


def _is_variant(entry: Entry) -> bool:
    return "variant of" in entry.senses[-1].gloss


def _joined(entry: Entry, learned: LearnerEntry, *, alone: bool) -> Entry:
    """Give an entry of CC-CEDICT the learner's senses, and after them those of its own that say something else."""
    senses = learned.senses
    if not alone:
        senses = tuple(sorted(senses, key=lambda sense: not any(_same(sense, own) for own in entry.senses)))
    own = (one for one in entry.senses if not any(_same(sense, one) for sense in learned.senses))
    classifiers = tuple(dict.fromkeys((*learned.classifiers, *entry.classifiers)))
    # Which words begin with a capital CC-CEDICT says, as a whole by one rule.
    same = _lower(entry.syllables) == _lower(learned.syllables)
    syllables = entry.syllables if same else learned.syllables
    return replace(entry, syllables=syllables, senses=(*senses, *own), classifiers=classifiers)


def _same(learned: Sense, listed: Sense) -> bool:
    """Whether a sense of CC-CEDICT says no more than one of the learner's: it is put with a word of that."""
    said = _words(" ".join((learned.gloss, *learned.renderings)))
    ways = (_words(way) for way in listed.gloss.split(";"))
    return any(way and way <= said for way in ways)


def _words(gloss: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_ASIDE.sub(" ", gloss.lower()))) - _EMPTY
