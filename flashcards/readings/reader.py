"""The reader of one text: for each word its syllables, and the senses that go with them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import HAN_CHARACTER
from flashcards.chinese.syllables import small, toneless
from flashcards.glosses import text_support
from flashcards.readings import votes as sources
from flashcards.readings.authors import as_given
from flashcards.readings.neighbour_rules import is_doubtful, rule_for
from flashcards.readings.reading_weights import (
    COMMON,
    DOUBTFUL_READING,
    EARLY,
    ENGLISH,
    FIRST_READING,
    FREQUENT,
    KNOWN,
    LEAST_LOGARITHM,
    LEAST_SHARE,
    LONGER_WORD,
    NEUTRAL_IN_WORD,
    OPINION_ON_WORDS,
    OTHER_READING,
    RULE,
    Weights,
    committed_weights,
)
from flashcards.readings.votes import Vote, decision, unheard, winner
from flashcards.records import Record, Sense, Word, WordKind, field, replace
from flashcards.words.formations import surname_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.readings.second_opinion import Opinion
    from flashcards.readings.votes import Heard
    from flashcards.records import Decision, Entry

_IMPOSSIBLE = 1e-9
"""The probability of a reading that the network leaves out: any below e to the power of LEAST_LOGARITHM does."""
_Reading: TypeAlias = tuple[tuple[str, ...], tuple[Sense, ...]]
"""Syllables and senses."""


class Reader(Record):
    """Reads one text: its simplified form, the network's opinion on it, the lemmas of the English beside it.

    `heard` is told of every choice between readings. `given` says how the author reads characters, by their places:
    that decides wherever it can be a reading of the character.
    """

    lexicon: Lexicon
    text: str
    opinion: Opinion
    english: text_support.Lemmas
    weights: Weights = field(default_factory=committed_weights)
    heard: Heard = unheard
    given: Mapping[int, str] = field(default_factory=dict)

    def read(self, words: Iterable[Word]) -> Iterator[Word]:
        """Give each word its syllables and senses."""
        for word in words:
            if word.kind in (WordKind.OTHER, WordKind.FOREIGN):
                yield word
                continue
            entries = self.lexicon.entries(word.text) or self.lexicon.entries(self.text[word.start : word.end])
            syllables, senses = self._read_word(word, entries)
            if self.given:
                syllables, senses = self._as_given(word, entries, (syllables, senses))
            is_read = any(syllable[-1].isdigit() and len(syllable) > 1 for syllable in syllables)
            yield replace(word, syllables=syllables, senses=senses) if is_read else word

    def _read_word(self, word: Word, entries: Sequence[Entry]) -> _Reading:
        if not entries or word.kind is WordKind.NAME:
            return self._formation(word), ()
        return self._character_word(word, entries) if len(word.text) == 1 else self._dictionary_word(word, entries)

    def _as_given(self, word: Word, entries: Sequence[Entry], own: _Reading) -> _Reading:
        """Read a word as its author does; where that can be no reading of a character, as without."""
        places = range(word.start, word.start + len(own[0]))
        syllables = tuple(
            as_given(self.given.get(place, ""), syllable, self._possible(place, entries, place - word.start))
            for place, syllable in zip(places, own[0], strict=True)
        )
        given = (self.given.get(place) for place in places)
        if any(theirs and theirs in syllable.lower() for theirs, syllable in zip(given, syllables, strict=True)):
            self.heard(word.start, [Vote(" ".join(syllables), sources.AUTHOR, RULE), Vote(" ".join(own[0]), "", 0.0)])
        if syllables == own[0]:
            return own
        entry = next((entry for entry in entries if small(entry.syllables) == small(syllables)), None)
        same_letters = toneless(syllables) == toneless(own[0])
        return syllables, entry.senses if entry else own[1] if same_letters else ()

    def _possible(self, at: int, entries: Sequence[Entry], offset: int) -> list[str]:
        """Give the readings of a character in a word's entries, and those that it has alone."""
        inside = [entry.syllables[offset] for entry in entries if offset < len(entry.syllables)]
        return [*inside, *(entry.syllables[0] for entry in self.lexicon.entries(self.text[at]))]

    def _choose(self, at: int, votes: Sequence[Vote]) -> str:
        self.heard(at, votes)
        return winner(votes)

    def _dictionary_word(self, word: Word, entries: Sequence[Entry]) -> _Reading:
        """Read a headword of several characters: its entries' readings, unless the network is sure of another."""
        form = self.text[word.start : word.end]
        if rule := rule_for(form, self.text, word.start):
            self.heard(word.start, [Vote(rule.says, f"{sources.RULE} “{rule.name}”", RULE), *_first_votes(entries)])
            syllables = tuple(rule.says.split())
            return syllables, _senses(next((e for e in entries if e.syllables == syllables), entries[0]), entries)
        agreed = len(entries) == 1 or len({small(e.syllables) for e in entries}) == 1
        if agreed and self.opinion.keys().isdisjoint(range(word.start, word.end)):
            return entries[0].syllables, _senses(entries[0], entries)
        familiarity = self._familiarity(form)
        chosen = [
            self._choose(word.start + offset, self._word_votes(word, offset, entries, familiarity))
            for offset in range(len(word.text))
        ]
        entry = max(entries, key=lambda e: sum(s.lower() == c for s, c in zip(e.syllables, chosen, strict=True)))
        if _is_mixed(chosen, entries):
            return entry.syllables, _senses(entry, entries)
        syllables = tuple(s if s.lower() == c else c for s, c in zip(entry.syllables, chosen, strict=True))
        return syllables, _senses(entry, entries)

    def _familiarity(self, word: str) -> str:
        level = self.lexicon.level(word)
        if level.hsk2 or level.hsk3:
            return "taught"
        frequency = self.lexicon.frequency(word)
        known = "common" if frequency >= COMMON else "known" if frequency >= KNOWN else "rare"
        return "frequent" if frequency >= FREQUENT else known

    def _word_votes(self, word: Word, offset: int, entries: Sequence[Entry], familiarity: str) -> list[Vote]:
        readings = [e.syllables[offset].lower() for e in entries]
        votes = list(self._opinions(word.start + offset, OPINION_ON_WORDS, readings))
        first, *others = dict.fromkeys(readings)
        longer = LONGER_WORD * (len(word.text) > 2)
        votes.append(Vote(first, sources.DICTIONARY, FIRST_READING[familiarity] + longer))
        votes += (Vote(reading, sources.DICTIONARY, OTHER_READING) for reading in others)
        if first.endswith("5"):
            votes.append(Vote(first, sources.NEUTRAL, NEUTRAL_IN_WORD))
        if familiarity != "taught":
            char = self.text[word.start + offset]
            doubtful = (reading for reading in (first, *others) if is_doubtful(char, reading))
            votes += (Vote(reading, sources.DICTIONARY, DOUBTFUL_READING) for reading in doubtful)
        if len(entries) > 1:
            votes += (self._support(entry, reading) for entry, reading in zip(entries, readings, strict=True))
        return votes

    def _character_word(self, word: Word, entries: Sequence[Entry]) -> _Reading:
        ruled = self._ruled(word.start)
        first = entries[0].syllables[0].lower()
        agreed = len(entries) == 1 or all(entry.syllables[0].lower() == first for entry in entries)
        if agreed and not ruled and word.start not in self.opinion:
            return entries[0].syllables, _senses(entries[0], entries)
        votes = self._character_votes(word.start, entries)
        votes += ruled
        votes += (self._support(entry, entry.syllables[0].lower()) for entry in entries)
        chosen = self._choose(word.start, votes)
        entry = next((e for e in entries if e.syllables[0].lower() == chosen), None)
        return (entry.syllables, _senses(entry, entries)) if entry else ((chosen,), ())

    def _character_votes(self, at: int, entries: Sequence[Entry]) -> list[Vote]:
        weights, readings = self.weights, [e.syllables[0].lower() for e in entries]
        votes = list(self._opinions(at, weights.opinion, readings))
        for place, reading in enumerate(dict.fromkeys(readings)):
            weight = weights.other if place else weights.first
            votes.append(Vote(reading, sources.DICTIONARY, weight))
        if readings and (taught := self._taught(self.text[at])):
            votes.append(Vote(readings[0], sources.LESSONS, taught))
        neutral = [reading for reading in dict.fromkeys(vote.reading for vote in votes) if reading.endswith("5")]
        return [*votes, *(Vote(reading, sources.NEUTRAL, weights.neutral) for reading in neutral)]

    def _taught(self, char: str) -> float:
        """Tell how much lessons speak for the first reading of a character: the early ones more."""
        level = self.lexicon.level(char).hsk2
        return 0.0 if level is None else self.weights.taught_early if level <= EARLY else self.weights.taught_later

    def _opinions(self, at: int, weight: float, readings: Sequence[str]) -> Iterator[Vote]:
        """Give the network's votes on the readings that stand to choice, and on those that it alone offers."""
        opinion = self.opinion.get(at)
        if opinion is None:
            return
        offered = (reading for reading, share in opinion.items() if share > LEAST_SHARE)
        for reading in dict.fromkeys((*readings, *offered)):
            logarithm = max(LEAST_LOGARITHM, math.log(opinion.get(reading, _IMPOSSIBLE)))
            yield Vote(reading, sources.NETWORK, weight * logarithm)

    def _support(self, entry: Entry, reading: str) -> Vote:
        return Vote(reading, sources.ENGLISH, ENGLISH * text_support.support(entry, self.english, self.lexicon))

    def _ruled(self, at: int) -> list[Vote]:
        """Give the vote of the rule for a character that is a word, or a part that a word is made of, here."""
        rule = rule_for(self.text[at], self.text, at)
        return [Vote(rule.says, f"{sources.RULE} “{rule.name}”", RULE)] if rule else []

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
            return (*self._whole(form[:-1], word.start), self._part(last))
        if len(form) > 2 and form[1:] in self.lexicon:
            return (self._part(word.start), *self._whole(form[1:], word.start + 1))
        return tuple(map(self._part, range(word.start, word.end)))

    def _part(self, at: int) -> str:
        """Read a character that is a part of a term: by its neighbours, where they tell."""
        ruled = self._ruled(at)
        return self._choose(at, ruled) if ruled else self._alone(at)

    def _name(self, word: Word) -> tuple[str, ...]:
        """Read a name, with a capital where it begins and where the given name does: Li3 Fei1 fei1."""
        if len(word.text) == 1:
            return (self._alone(word.start, surname=RULE).capitalize(),)
        surname = surname_length(self.text[word.start : word.end], self.lexicon)
        syllables = [
            self._alone(at, surname=self.weights.surname * (at < word.start + surname))
            for at in range(word.start, word.end)
        ]
        return tuple(s.capitalize() if at in (0, surname) else s for at, s in enumerate(syllables))

    def _pattern(self, word: Word) -> tuple[str, ...]:
        """Read 看看 (a verb: the second neutral), 舒舒服服 as 舒服 (full tones), 喜不喜欢 as 喜欢, 孩子们 as 孩子."""
        form = self.text[word.start : word.end]
        if form.endswith("们"):
            return (*self._whole(form[:-1], word.start), "men5")
        if form[0] == form[1] and len(form) > 2:
            first, second = self._whole(form[0] + form[2], word.start)
            full = second if second[-1] != "5" else self._alone(word.start + 2)
            return first, first, full, full
        if len(form) == 2:
            first = self._alone(word.start)
            return first, first[:-1] + "5" if self._is_verb(form[0]) else first
        first, second = self._whole(form[2:], word.start)
        return first, self._alone(word.start + 1), first, second

    def _is_verb(self, char: str) -> bool:
        return any(entry.glosses[0].startswith("to ") for entry in self.lexicon.entries(char)[:1])

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
        names = (entry.syllables[0] for entry in entries if entry.syllables[0][0].isupper())
        votes = (Vote(name.lower(), sources.SURNAME, surname) for name in names)
        return self._choose(at, [*self._character_votes(at, entries), *votes])


def decisions(reader: Reader, words: Iterable[Word]) -> Iterator[Decision]:
    """Tell for each word which rule or source decided how it is read."""
    choices: list[tuple[int, Sequence[Vote]]] = []
    listening = replace(reader, heard=lambda at, votes: choices.append((at, votes)))
    for word in words:
        choices.clear()
        (read,) = listening.read([word])
        yield decision(read, choices)


def _senses(entry: Entry, entries: Sequence[Entry]) -> tuple[Sense, ...]:
    """Give the senses of all entries that read like this one: 台风 is 颱風 (typhoon) and 臺風 (stage presence)."""
    alike = (other.senses for other in entries if other is not entry and other.syllables == entry.syllables)
    others = (sense for senses in alike for sense in senses if "variant of" not in sense.gloss)
    return tuple(dict.fromkeys((*entry.senses, *others)))


def _is_mixed(chosen: Sequence[str], entries: Sequence[Entry]) -> bool:
    """Whether syllables are taken from several readings of a word and make none: 琢磨 is no zhuo2 mo5."""
    readings = [small(entry.syllables) for entry in entries]
    return tuple(chosen) not in readings and all(map(set.__contains__, map(set, zip(*readings, strict=True)), chosen))


def _first_votes(entries: Sequence[Entry]) -> list[Vote]:
    return [Vote(" ".join(entry.syllables).lower(), sources.DICTIONARY, 0.0) for entry in entries]


@lru_cache(maxsize=1 << 10)
def _rare(char: str) -> str:
    """Read a character that the dictionary lacks, by pypinyin; what it does not know either reads as itself."""
    if not HAN_CHARACTER.match(char):  # a digit is no reason to load pypinyin, a tenth of an essay's build
        return char
    from pypinyin import Style, pinyin

    syllables = pinyin(char, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True, errors="ignore")
    return str(syllables[0][0]) if syllables else char
