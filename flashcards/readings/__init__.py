"""Words into pinyin: a syllable for each character, chosen among its readings by all that speaks for each.

The dictionary's reading of the word, what lessons teach first, what neighbouring characters tell by rule, a second
opinion by g2pM's network, and the English beside the sentence each add to a reading's score; the highest is taken. The
weights are fitted by scripts/fit_readings.py on CPP and UD_Chinese-Beginner, both development parts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.glosses import text_support
from flashcards.readings._rules import DISPUTED, HESITATION, is_hesitation, reading_by_rule
from flashcards.readings._second_opinion import open_second_opinion
from flashcards.records import Sense, Word, WordKind
from flashcards.words.formations import surname_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.readings._second_opinion import Opinion, SecondOpinion
    from flashcards.records import Entry

OPINION_ON_WORDS = 0.49
OPINION_ON_CHARACTERS = 0.55
"""What the logarithm of the network's probability counts for, within a dictionary word and for a character alone."""
LEAST_LOGARITHM = -7.0
FIRST_READING = {"taught": 6.3, "frequent": 6.7, "common": 4.8, "known": 5.0, "rare": 4.4}
"""For the dictionary's first reading of a word, by how well the word is known."""
LONGER_WORD = 0.3
OTHER_READING = 2.5
DISPUTED_READING = -3.1
NEUTRAL_IN_WORD = 6.0
"""The dictionary's neutral tones hold: the network was taught full ones."""
CHARACTER_FIRST = 0.6
CHARACTER_OTHER = 0.8
TAUGHT_READING = 1.2
TAUGHT_LATER = 0.5
SURNAME = 0.7
NEUTRAL_CHARACTER = 1.2
RULE = 9.0
ENGLISH = 2.5
"""For a reading one of whose senses stands whole in the English sentence."""

_NO_OPINION: Opinion = {}
_Reading: TypeAlias = tuple[tuple[str, ...], tuple[Sense, ...]]
"""Syllables and senses."""


def read(words: Sequence[Word], lexicon: Lexicon, *, english: str = "") -> tuple[Word, ...]:
    """Give the words of one text their syllables, and the senses of the reading each has here.

    The syllables are one for each character; words of punctuation, Latin letters or digits have none.
    """
    return read_all([words], lexicon, english=[english])[0]


def read_all(
    texts: Sequence[Sequence[Word]], lexicon: Lexicon, *, english: Sequence[str] = ()
) -> list[tuple[Word, ...]]:
    """Read the words of many texts; faster than one after the other."""
    written = [lexicon.simplify("".join(word.text for word in words)) for words in texts]
    network = network_of(lexicon)
    opinions: Sequence[Opinion] = network.ask(written) if network else [_NO_OPINION] * len(texts)
    sides = english or [""] * len(texts)
    return [
        tuple(Reader(lexicon, text, opinion, text_support.lemmas(side, lexicon)).read(words))
        for words, text, opinion, side in zip(texts, written, opinions, sides, strict=True)
    ]


def network_of(lexicon: Lexicon) -> SecondOpinion | None:
    """Give the network for a second opinion, loaded once; None where it is not installed."""
    network: SecondOpinion | None = lexicon.derived(_load)
    return network


def _load(_lexicon: Lexicon) -> SecondOpinion | None:
    return open_second_opinion()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one text: its simplified form, the network's opinion on it, the lemmas of the English beside it."""

    lexicon: Lexicon
    text: str
    opinion: Opinion
    english: text_support.Lemmas

    def read(self, words: Iterable[Word]) -> Iterator[Word]:
        """Give each word its syllables and senses."""
        for word in words:
            if word.kind in (WordKind.OTHER, WordKind.FOREIGN):
                yield word
                continue
            entries = self.lexicon.entries(word.text) or self.lexicon.entries(self.text[word.start : word.end])
            syllables, senses = self._read_word(word, entries)
            known = any(syllable[-1].isdigit() and len(syllable) > 1 for syllable in syllables)
            yield Word(word.text, word.start, word.end, word.kind, syllables, senses) if known else word

    def _read_word(self, word: Word, entries: Sequence[Entry]) -> _Reading:
        if not entries or word.kind is WordKind.NAME:
            return self._formation(word), ()
        return self._character_word(word, entries) if len(word.text) == 1 else self._dictionary_word(word, entries)

    def _dictionary_word(self, word: Word, entries: Sequence[Entry]) -> _Reading:
        """Read a headword of several characters: its entries' readings, unless the network is sure of another."""
        if is_hesitation(self.text, word.start, word.end):
            return HESITATION, entries[0].senses
        agreed = len(entries) == 1 or len({_lower(e.syllables) for e in entries}) == 1
        if agreed and self.opinion.keys().isdisjoint(range(word.start, word.end)):
            return entries[0].syllables, entries[0].senses
        familiarity = self._familiarity(self.text[word.start : word.end])
        chosen = []
        for offset in range(len(word.text)):
            scores = self._word_scores(word, offset, entries, familiarity)
            chosen.append(max(scores, key=scores.__getitem__))
        entry = max(entries, key=lambda e: sum(s.lower() == c for s, c in zip(e.syllables, chosen, strict=True)))
        return tuple(s if s.lower() == c else c for s, c in zip(entry.syllables, chosen, strict=True)), entry.senses

    def _familiarity(self, word: str) -> str:
        level = self.lexicon.level(word)
        if level.hsk2 or level.hsk3:
            return "taught"
        frequency = self.lexicon.frequency(word)
        return "frequent" if frequency >= 4 else "common" if frequency >= 3 else "known" if frequency >= 2 else "rare"

    def _word_scores(self, word: Word, offset: int, entries: Sequence[Entry], familiarity: str) -> dict[str, float]:
        at = word.start + offset
        char = self.text[at]
        scores = self._opinions(at, OPINION_ON_WORDS, (s for e in entries for s in (e.syllables[offset].lower(),)))
        for place, reading in enumerate(dict.fromkeys(e.syllables[offset].lower() for e in entries)):
            bonus = FIRST_READING[familiarity] + LONGER_WORD * (len(word.text) > 2) if place == 0 else OTHER_READING
            if place == 0 and reading.endswith("5"):
                bonus += NEUTRAL_IN_WORD
            if familiarity != "taught" and (char, reading) in DISPUTED:
                bonus += DISPUTED_READING
            scores[reading] += bonus
        if len(entries) > 1:
            for entry in entries:
                scores[entry.syllables[offset].lower()] += ENGLISH * self._support(entry)
        return scores

    def _character_word(self, word: Word, entries: Sequence[Entry]) -> _Reading:
        scores = self._character_scores(word.start, entries)
        ruled = self._ruled(word.start)
        if ruled is not None:
            scores[ruled] = scores.get(ruled, 0.0) + RULE
        for entry in entries:
            scores[entry.syllables[0].lower()] += ENGLISH * self._support(entry)
        chosen = max(scores, key=scores.__getitem__)
        found = next((e for e in entries if e.syllables[0].lower() == chosen), None)
        return (found.syllables, found.senses) if found else ((chosen,), ())

    def _character_scores(self, at: int, entries: Sequence[Entry]) -> dict[str, float]:
        scores = self._opinions(at, OPINION_ON_CHARACTERS, (e.syllables[0].lower() for e in entries))
        taught = _taught(self.lexicon, self.text[at])
        for place, reading in enumerate(dict.fromkeys(e.syllables[0].lower() for e in entries)):
            scores[reading] += CHARACTER_OTHER if place else CHARACTER_FIRST
        for reading in scores:
            scores[reading] += taught if entries and reading == entries[0].syllables[0].lower() else 0.0
            scores[reading] += NEUTRAL_CHARACTER if reading.endswith("5") else 0.0
        return scores

    def _opinions(self, at: int, weight: float, readings: Iterable[str]) -> dict[str, float]:
        """Begin the scores of the readings that stand to choice, and of those that only the network offers."""
        opinion = self.opinion.get(at)
        scores = dict.fromkeys(readings, 0.0)
        if opinion is None:
            return scores
        offered = (reading for reading, share in opinion.items() if share > 0.02)
        return {
            reading: weight * max(LEAST_LOGARITHM, math.log(opinion.get(reading, 1e-9)))
            for reading in (*scores, *(r for r in offered if r not in scores))
        }

    def _support(self, entry: Entry) -> float:
        return text_support.support(entry, self.english, self.lexicon)

    def _formation(self, word: Word) -> tuple[str, ...]:
        """Read a word that a rule built, from the words or characters it was built of."""
        if word.kind is WordKind.NAME:
            return self._name(word)
        if word.kind is WordKind.PATTERN:
            return self._pattern(word)
        if word.kind is WordKind.TERM:
            return self._term(word)
        return tuple(self._alone(at) for at in range(word.start, word.end))

    def _term(self, word: Word) -> tuple[str, ...]:
        """Read a term from the word that it ends or begins with: 参数化 from 参数, 多模态 from 模态."""
        form, last = self.text[word.start : word.end], word.end - 1
        if len(form) > 2 and form[:-1] in self.lexicon:  # a word and one character more
            return (*self._whole(form[:-1], word.start), self._ruled(last) or self._alone(last))
        if len(form) > 2 and form[1:] in self.lexicon:
            return (self._ruled(word.start) or self._alone(word.start), *self._whole(form[1:], word.start + 1))
        return tuple(self._ruled(at) or self._alone(at) for at in range(word.start, word.end))

    def _ruled(self, at: int) -> str | None:
        return reading_by_rule(self.text[at], self.text[max(0, at - 8) : at], self.text[at + 1 : at + 33])

    def _name(self, word: Word) -> tuple[str, ...]:
        """Read a name, with a capital where it begins and where the given name does: Li3 Fei1 fei1."""
        if len(word.text) == 1:
            return (self._alone(word.start, surname=RULE).capitalize(),)
        surname = surname_length(self.text[word.start : word.end], self.lexicon)
        syllables = [
            self._alone(at, surname=SURNAME * (at < word.start + surname)) for at in range(word.start, word.end)
        ]
        return tuple(s.capitalize() if at in (0, surname) else s for at, s in enumerate(syllables))

    def _pattern(self, word: Word) -> tuple[str, ...]:
        """Read 看看 (a verb: the second neutral), 舒舒服服 as 舒服 (full tones), 喜不喜欢 as 喜欢, 孩子们 as 孩子."""
        form = self.text[word.start : word.end]
        if form.endswith("们"):
            return (*self._whole(form[:-1], word.start), "men5")
        if form[0] == form[1] and len(form) > 2:
            one, two = self._whole(form[0] + form[2], word.start)
            full = two if two[-1] != "5" else self._alone(word.start + 2)
            return one, one, full, full
        if len(form) == 2:
            first = self._alone(word.start)
            return first, first[:-1] + "5" if self._is_verb(form[0]) else first
        one, two = self._whole(form[2:], word.start)
        return one, self._alone(word.start + 1), one, two

    def _is_verb(self, char: str) -> bool:
        return any(entry.senses[0].gloss.startswith("to ") for entry in self.lexicon.entries(char)[:1])

    def _whole(self, word: str, start: int) -> tuple[str, ...]:
        entries = self.lexicon.entries(word)
        return entries[0].syllables if entries else tuple(self._alone(start + n) for n in range(len(word)))

    def _alone(self, at: int, *, surname: float = 0.0) -> str:
        """Read a character that is no word here; one that is no Chinese character reads as itself."""
        char = self.text[at]
        entries = self.lexicon.entries(char)
        if not entries:
            return _rare(char)
        if not surname and at not in self.opinion:  # the rare reading of 圣 is none that parents choose
            return entries[0].syllables[0].lower()
        scores = self._character_scores(at, entries)
        for entry in entries:
            if entry.syllables[0][0].isupper():
                scores[entry.syllables[0].lower()] += surname
        return max(scores, key=scores.__getitem__)


def _taught(lexicon: Lexicon, char: str) -> float:
    """Tell how much lessons speak for the first reading of a character: the early ones more."""
    level = lexicon.level(char).hsk2
    return 0.0 if level is None else TAUGHT_READING if level <= 4 else TAUGHT_LATER


def _lower(syllables: Iterable[str]) -> tuple[str, ...]:
    return tuple(syllable.lower() for syllable in syllables)


@lru_cache(maxsize=1 << 10)
def _rare(char: str) -> str:
    """Read a character that the dictionary lacks, by pypinyin; what it does not know either reads as itself."""
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True, errors="ignore")
    return str(found[0][0]) if found else char
