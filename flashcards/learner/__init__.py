"""What the learner already knows: by a level of the HSK lists, by how common a word is, by words known one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.learner import known_words
from flashcards.records import Record
from flashcards.settings import levels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.lexicon import Lexicon
    from flashcards.settings import Settings


BEGINNERS = "beginner's word"
"""Why a word counts as known that nobody called so."""
_LONG_LIST = 300
"""Words of a list from which on every other word is new: HSK 2.0 level 2 has as many."""


class Learner(Record):
    """What somebody knows.

    Where nothing is given these are a beginner's words: those of HSK 2.0 level 1, and the characters that HSK 3.0
    teaches first.

    `edition` is that of the HSK lists, "2" or "3"; `hsk` the level reached in them; `zipf` the frequency from which
    on every word is known; `words` are known by themselves, `ignored` are nothing to learn, `wanted` get a card
    whatever speaks against it, `marked` were called known one by one, which tells nothing of other words; all in
    simplified characters.
    """

    edition: str = "2"
    hsk: int = 0
    zipf: float | None = None
    words: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    has_level: bool = False
    """Whether a level was given, even one that holds no word."""

    @property
    def is_told(self) -> bool:
        """Whether anything was told of what this learner knows."""
        return self.has_level or bool(self.words)

    @property
    def is_placed(self) -> bool:
        """Whether enough was told to take every other word for new: a level, or a list as long as that of HSK 2."""
        return self.has_level or len(self.words) >= _LONG_LIST

    def knows(self, word: str, lexicon: Lexicon) -> str:
        """Say why the learner knows a word, '' if not.

        A word that one edition of the HSK lists lacks is judged by the other: 找到 stands only in the newer one.
        """
        simplified = lexicon.simplify(word)
        if simplified in self.words or simplified in self.marked:
            return "known to you"
        level = lexicon.level(word)
        if not self.has_level and (level.hsk2 == 1 or (len(word) == 1 and level.hsk3 == 3)):
            return BEGINNERS
        own, other = (level.hsk2, level.hsk3) if self.edition == "2" else (level.hsk3, level.hsk2)
        if own is not None and own <= self.hsk:
            return level.names[self.edition]
        if own is None and other is not None and other <= self.hsk:
            return next(iter(level.names.values()))
        if self.zipf is not None and lexicon.frequency(word) >= self.zipf:
            return "among the most frequent words"
        return ""


def learner(level: str, lexicon: Lexicon, known: Iterable[str] = (), ignored: Iterable[str] = ()) -> Learner:
    """Make a learner of a level, as `levels.parse` reads it ('' for none), and of words in either script.

    Raises:
        ValueError: the level says nothing.

    """
    words, nothing = (frozenset(map(lexicon.simplify, given)) for given in (known, ignored))
    if not level:
        return Learner(words=words, ignored=nothing)
    reached = levels.parse(level)
    zipf = None if reached.rank is None else _zipf_at(reached.rank, lexicon)
    return Learner(reached.edition, reached.hsk, zipf, words, nothing, has_level=True)


def of_settings(settings: Settings, lexicon: Lexicon) -> tuple[Learner, tuple[str, ...]]:
    """Make the learner of a job: what she knows and never wants to see, with notices about files that say nothing.

    Raises:
        InputError: a file of known or ignored words cannot be read, or tells none.

    """
    known = known_words.read_words(settings.known, field=settings.known_field, interval=settings.known_interval)
    ignored = known_words.read_words(settings.ignore)
    return learner(settings.level, lexicon, known.words, ignored.words), (*known.notices, *ignored.notices)


def _zipf_at(rank: int, lexicon: Lexicon) -> float:
    """Give the Zipf frequency of the word at a rank of the frequency list, from 1."""
    rows = lexicon.rows("SELECT zipf FROM chinese ORDER BY zipf DESC LIMIT 1 OFFSET ?", rank - 1)
    return float(rows[0][0]) if rows else 0.0
