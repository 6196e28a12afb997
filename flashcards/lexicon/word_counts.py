"""The maker of jieba's prefix dictionary: how often each word would stand in a text, and which words are listed."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.lexicon.cohesion import Cohesion
from flashcards.lexicon.word_classes import characters, chinese_words, chosen_words
from flashcards.records import Level

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from flashcards.lexicon.source_data import Sources

_TOTAL = 10**12
"""Counts are scaled to this many words, so that a rare word weakened by its features still counts."""
_OWN_WORD_COUNT = 10**9
"""A user's word is cut out wherever it stands: as frequent as the commonest words of several characters."""
_JIEBA_SHARE = 0.06
"""jieba's counts are of sixty million words, a Zipf frequency is of a thousand million."""
_LISTED_ZIPF = 2.3
"""From this frequency on a word that jieba's list has, too, may be cut out of a text though no dictionary has it."""
_LONGEST_LISTED = 4
"""Set by hand: what lists of frequencies have that is longer is a phrase or a name, hardly a word."""
_SAYING, _NAMING = "idiom", frozenset(("n", "adj", "adv", "conj", "onom", "part"))
"""The parts of speech of idioms in the learner's lexicon, and of other words that are one whoever else has them."""
_ACTING = _NAMING | {"v"}
_SHORT = 2
"""Characters of a word of the learner's lexicon that may be two words of grammar: 该国 (that country), but 一刻钟."""
_LONGEST_VERB, _BEGINNERS = 3, 3
"""Verbs of the learner's lexicon are words, too, if they are short, have no word of grammar in them and not only words
of the first three levels of HSK 2.0: 挪窝 (to budge), but neither 隶属于 (belong to) nor 关灯 (put out the light)."""
_LEAST_LEARNED = 20.0
"""How often a word of the learner's lexicon is taken to stand in a text of jieba's size at least, a Zipf frequency of
2.5: lists of frequencies, which cut their texts, hardly have everyday compounds (学号, student number). Set by hand."""
_NEVER_IN_TERMS = (
    characters("digit", "power_of_ten", "aspect_particle", "plural", "pronoun", "determiner")
    | characters("interrogative") - frozenset("何啥谁")
    | chosen_words("never_in_terms")
)
_NEVER_FIRST = characters("demonstrative", "direction") | chosen_words("never_first")
_NEVER_LAST = characters("relative_time") | chosen_words("never_last")
"""Words of grammar, and words that stand freely before or behind any other."""


def make_counts(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write jieba's prefix dictionary, one row for each first character, words of both scripts together.

    The count of a word that only lists of frequencies have is negative, so that nobody takes it for a headword. What
    the learner's lexicon explains but is never cut out has 0, as what longer words begin with has: so whatever is not
    there is no headword.
    """
    counts = dict.fromkeys(sources.learner, 0) | dict(_word_counts(sources))
    by_first: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in counts.items():
        row = by_first[word[0]]
        row[word] = count
        for end in range(1, len(word)):
            row.setdefault(word[:end], counts.get(word[:end], 0))
    connection.execute("CREATE TABLE prefix (first TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID")
    rows = ((first, json.dumps(row, ensure_ascii=False, separators=(",", ":"))) for first, row in by_first.items())
    connection.executemany("INSERT INTO prefix VALUES (?, ?)", rows)
    connection.execute("CREATE TABLE total (count INTEGER)")
    connection.execute("INSERT INTO total VALUES (?)", (_TOTAL,))


def _word_counts(sources: Sources) -> Iterator[tuple[str, int]]:
    """Give how often each word would stand in a text of `_TOTAL` words; of two with one spelling the last one holds."""
    cohesion = Cohesion(sources)
    learned = frozenset(_learned_words(sources))
    sayings = frozenset(word for word in learned if _SAYING in _kinds(word, sources))
    total = sum(text_count(raw.simplified, sources) for raw in sources.dictionary)

    def count(word: str) -> int:
        times = max(text_count(word, sources), _LEAST_LEARNED if word in learned else 0.0)
        correction = max(cohesion.correction(word), 0.0 if word in sayings else -math.inf)
        return max(1, round(times / total * math.exp(correction) * _TOTAL))

    counts = {raw.simplified: count(raw.simplified) for raw in (*sources.dictionary, *sources.own_words)}
    yield from ((word, -count(word)) for word in listed_words(sources))
    yield from ((word, count(word)) for word in learned)
    yield from ((raw.traditional, counts[raw.simplified]) for raw in sources.dictionary)
    yield from counts.items()
    yield from ((raw.simplified, max(_OWN_WORD_COUNT, counts[raw.simplified])) for raw in sources.own_words)


def _learned_words(sources: Sources) -> Iterator[str]:
    """Give the idioms and the nouns and the like of the learner's lexicon, words though no other dictionary has them.

    Its phrases (放在, to put in) are explained where a list has them, and are never cut out of a text by themselves,
    nor are two characters one of which is a word of grammar (该国, that country), unless they are a particle (来说).
    """
    particles = Cohesion(sources).particles
    for word in sources.learner:
        kinds = _kinds(word, sources)
        is_naming = kinds <= _NAMING and len(word) > 1 and (len(word) > _SHORT or not _has_grammar(word))
        is_particle = word in particles and len(word) > 1
        if _SAYING in kinds or is_naming or is_particle or (kinds <= _ACTING and _is_verb(word, sources)):
            yield word


def _kinds(word: str, sources: Sources) -> set[str]:
    """Give the parts of speech of a word of the learner's lexicon."""
    return {sense.pos for entry in sources.learner[word] for sense in entry.senses}


def _is_verb(word: str, sources: Sources) -> bool:
    """Tell whether what the learner's lexicon has for a verb is one word, not a verb and its object or complement."""
    is_short, levels = 1 < len(word) <= _LONGEST_VERB, (sources.levels.get(char, Level()).hsk2 for char in word)
    is_free = _has_grammar(word) or word[-1] in chinese_words("preposition")
    return is_short and not is_free and any(level is None or level > _BEGINNERS for level in levels)


def listed_words(sources: Sources) -> Iterator[str]:
    """Give the words that two lists of frequencies have and no dictionary: 评测 (to review and test).

    Such lists hold phrases, too: what has a word of grammar in it, or is made of words that lessons teach, is none of
    a word's own (喝水, to drink water).
    """
    measures = Cohesion(sources).measure_words
    known = {form for raw in (*sources.dictionary, *sources.own_words) for form in (raw.simplified, raw.traditional)}
    for word, zipf in sources.chinese.items():
        listed = zipf >= _LISTED_ZIPF and word in sources.counts and word not in known
        fits = 2 <= len(word) <= _LONGEST_LISTED and word[0] not in measures
        if listed and fits and not _is_phrase(word, sources):
            yield word


def _is_phrase(word: str, sources: Sources) -> bool:
    return _has_grammar(word) or all(_is_taught_early(char, sources) for char in word)


def _has_grammar(word: str) -> bool:
    return bool(_NEVER_IN_TERMS.intersection(word)) or word[0] in _NEVER_FIRST or word[-1] in _NEVER_LAST


def _is_taught_early(char: str, sources: Sources) -> bool:
    return sources.levels.get(char, Level()).hsk2 is not None


def text_count(word: str, sources: Sources) -> float:
    """Estimate how often a word stands in a text of jieba's size: the mean (geometric) of its counts and wordfreq's."""
    counted = max(sources.counts.get(word, 0), 0.5)
    estimated = max(10 ** sources.chinese.get(word, 0.0) * _JIEBA_SHARE, 0.5)
    return max(1.0, math.sqrt(counted * estimated))
