"""One entry of two dictionaries: the learner's senses first, then what CC-CEDICT says besides.

The learner's lexicon decides which reading comes first and which senses; CC-CEDICT adds the traditional form, measure
words, senses that no learner's sense covers, and readings that the learner's lexicon does not have.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.chinese.syllables import small
from flashcards.records import Entry, Sense, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon._learner import LearnerEntry

_WORD = re.compile(r"[a-z]+")
_ASIDE = re.compile(r"\([^)]*\)")
_EMPTY = frozenset(("a", "an", "the", "to", "be", "of", "or", "and", "in", "on", "sb", "sth", "one", "s", "etc"))
"""Words of a gloss that tell no two senses apart."""


def with_learner(word: str, listed: Sequence[Entry], learned: Sequence[LearnerEntry]) -> Iterator[Entry]:
    """Put the learner's entries of a word before those of CC-CEDICT (`listed`), and join the two where both read alike.

    Entries may read alike and be written otherwise in traditional characters (后 and 後).
    """
    rest = list(listed)
    for entry in learned:
        alike = _read_alike(entry, rest, learned)
        rest = [candidate for candidate in rest if candidate not in alike]
        plain = [candidate for candidate in alike if not _is_variant(candidate)] or alike
        if not plain:
            yield Entry(
                word, listed[0].traditional if listed else word, entry.syllables, entry.senses, entry.classifiers
            )
        joined = (_joined(candidate, entry, plain) for candidate in plain)
        yield from sorted(joined, key=lambda candidate: _place(candidate, entry))
        yield from (candidate for candidate in alike if candidate not in plain)
    yield from rest


def _place(entry: Entry, learned: LearnerEntry) -> int:
    """Give the place of the first of an entry's senses among the learner's, behind all where it has none of them."""
    places = (place for place, sense in enumerate(learned.senses) if sense in entry.senses)
    return next(places, len(learned.senses))


def _read_alike(entry: LearnerEntry, listed: Sequence[Entry], learned: Sequence[LearnerEntry]) -> list[Entry]:
    """Give the entries with the same reading, those that begin with a capital only where no other does (王, Wáng).

    Else those that differ in neutral tones alone: dictionaries do in these (恶心 with one and without).
    """
    exact = [candidate for candidate in listed if candidate.syllables == entry.syllables]
    alike = exact or [candidate for candidate in listed if small(candidate.syllables) == small(entry.syllables)]
    if alike:
        return alike
    others = {small(other.syllables) for other in learned}
    toned = (candidate for candidate in listed if _toned(candidate.syllables, entry.syllables))
    return [candidate for candidate in toned if small(candidate.syllables) not in others]


def _toned(syllables: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two readings are the same but for syllables of which one has a neutral tone."""
    pairs = list(zip(small(syllables), small(others), strict=False))
    return len(syllables) == len(others) and all(
        a == b or (a[:-1] == b[:-1] and "5" in (a[-1], b[-1])) for a, b in pairs
    )


def _is_variant(entry: Entry) -> bool:
    return "variant of" in entry.senses[-1].gloss


def _joined(entry: Entry, learned: LearnerEntry, alike: Sequence[Entry]) -> Entry:
    """Give an entry of CC-CEDICT the learner's senses, and after them those of its own that say something else.

    Of several entries that read alike each gets the senses that it shares, the first those that none does. Capitals
    stay as CC-CEDICT writes them, by one rule in the whole dictionary; neutral tones are the learner's (懒得 lǎnde,
    刚刚 gānggāng).
    """
    senses = tuple(sense for sense in learned.senses if _belongs(sense, entry, alike))
    own = (own_sense for own_sense in entry.senses if not any(_same(sense, own_sense) for sense in senses))
    classifiers = tuple(dict.fromkeys((*learned.classifiers, *entry.classifiers)))
    return replace(entry, syllables=_toned_as(entry, learned), senses=(*senses, *own), classifiers=classifiers)


def _toned_as(entry: Entry, learned: LearnerEntry) -> tuple[str, ...]:
    """Give the reading of an entry with full and neutral tones as the learner's lexicon has them."""
    pairs = zip(entry.syllables, learned.syllables, strict=True)
    return tuple(f"{own[:-1]}{other[-1]}" for own, other in pairs)


def _belongs(sense: Sense, entry: Entry, alike: Sequence[Entry]) -> bool:
    """Whether a learner's sense is one of an entry among those that read alike."""
    sharing = [candidate for candidate in alike if any(_same(sense, own) for own in candidate.senses)] or alike[:1]
    return entry in sharing


def _same(learned: Sense, listed: Sense) -> bool:
    """Whether a sense of CC-CEDICT says no more than one of the learner's: it is put with a word of that."""
    learned_words = _words(" ".join((learned.gloss, *learned.renderings)))
    ways = (_words(way) for way in listed.gloss.split(";"))
    return any(way and way <= learned_words for way in ways)


@lru_cache(maxsize=256)  # the senses of one entry are each compared with all of the other
def _words(gloss: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_ASIDE.sub(" ", gloss.lower()))) - _EMPTY
