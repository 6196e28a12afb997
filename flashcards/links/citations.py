"""How the English words that render a word are cited: their places, and their dictionary form.

"needs an anchor project" is cited as "anchor", "ran into" as "run into", and of "open-weights" the half that is meant.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.glosses.english_types import english_type, stem_key
from flashcards.glosses.word_glosses import glosses
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FORMS, tokenize
from flashcards.links.whole_renderings import is_half, lacking
from flashcards.records import Record, Rendering, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.lexicon.english import Token
    from flashcards.records import Sense, Span, Word

_DEGREES = frozenset(["a", "an", "the", "very", "most", "more", "so", "too", "quite", "rather", "as"])
"""After these a form in -ed or -ing is an adjective, and is cited as it stands: "the most grounded"."""
_BRIDGES = frozenset(["'s", "-", "of", "each", "the", "one"])
"""Words that may stand between two parts of a rendering without breaking it."""
_PREPOSITIONS = frozenset(["of", "in", "on", "at", "for", "with", "by", "to", "from"])
_NEVER_LAST = frozenset(["and", "or", "a", "an", "the"])
"""What ends no rendering of other words, whatever a gloss goes on with: "looked up and down", and."""
_ARTICLES = frozenset(["a", "an", "the", "to", "be"])
_LEAST_PIECE = 0.2
"""What a half of a hyphened word must make up of a gloss to be what is meant: one of up to ten words."""
_COMMON_VERB = 3.5
"""The Zipf frequency of a verb in common use; rarer forms are made up by the rule (buil of building)."""
_TIGHT = re.compile(r" (?=')| ?([-/]) ?")
"""No space stands before 's, nor about a hyphen."""


class Citer(Record):
    """Cites from one English text: the text, its tokens, and what is known of each."""

    text: str
    tokens: Sequence[Token]
    english: Sequence[EnglishType]
    lexicon: Lexicon
    taken: frozenset[int] = frozenset()
    """The columns that render some word."""

    def rendering(self, word: Word, columns: Sequence[int], chances: Sequence[float]) -> Rendering | None:
        """Cite the tokens that render a word, None where there are none, or half of what does.

        A sign is linked, but never cited.
        """
        if not columns:
            return None
        confidence = round(sum(chances[k] for k in columns) / len(columns), 3)
        completing = (
            set()
            if word.kind is WordKind.OTHER
            else {
                *self._completion(word, columns),
                *self._nots(columns),
                *lacking(word, columns, self.english, self.taken, self.lexicon),
            }
        )
        whole = sorted({*columns, *completing})
        if is_half(word, [self.english[column] for column in whole], self.lexicon):
            return None
        runs = self._closed(self._runs(whole)) or list(self._runs(whole))
        spans = tuple(self._span(run, word) for run in runs)
        if word.kind is WordKind.OTHER:
            return Rendering(spans, "", confidence)
        cited = (self._cited(self._trimmed(run, completing), word) for run in runs)
        return Rendering(spans, " … ".join(dict.fromkeys(filter(None, cited))), confidence)

    def _completion(self, word: Word, columns: Sequence[int]) -> Iterator[int]:
        """Give the neighbours that complete a gloss: "this" of 今年 "this year", linked to "year" alone.

        A sense may also write as one word what the translator wrote as two: "teahouse", "tea house".
        """
        in_senses, phrases = _words_of(word.senses), _by_lemma(word.text, self.lexicon)
        for column in columns:
            for left, right in ((column - 1, column), (column, column + 1)):
                if left >= 0 and right < len(self.english) and self._written(left, right) in in_senses:
                    yield from (left, right)
            for part in self.english[column].parts:
                for wanted in phrases.get(part, ()):
                    yield from self._completed(column, wanted)

    def _nots(self, columns: Sequence[int]) -> Iterator[int]:
        """Give both parts of don't, won't and the like where one is linked; neither is a word of its own."""
        return (k for column in columns for at in (column - 1, column) if self._is_denied(at) for k in (at, at + 1))

    def _is_denied(self, column: int) -> bool:
        return 0 <= column < len(self.english) - 1 and self.english[column + 1].text == "'t"

    def _completed(self, column: int, wanted: frozenset[str]) -> Iterator[int]:
        """Give the unbroken neighbours that are words of a gloss; a preposition leads only a gloss that is whole."""
        places = [column]
        for step in (-1, 1):
            place = column + step
            while 0 <= place < len(self.english) and self._goes_on(place, wanted):
                places.append(place)
                place += step
        if len(places) == 1:
            return
        met = {part for place in places for part in self.english[place].parts}
        first = min(places)
        if not wanted <= met and self.english[first].text in _PREPOSITIONS:
            places.remove(first)
        yield from places[1:]

    def _goes_on(self, place: int, wanted: frozenset[str]) -> bool:
        """Whether a gloss goes on with a token; of a hyphened one no part is enough: the "by" of "passers-by"."""
        token = self.english[place]
        return (
            token.text in wanted
            or token.lemma in wanted
            or ("-" in token.text and wanted.issuperset(token.text.split("-")))
        )

    def _written(self, left: int, right: int) -> str:
        """Write two neighbouring words as one."""
        return self.tokens[left].text + self.tokens[right].text

    def _runs(self, columns: Sequence[int]) -> Iterator[list[int]]:
        """Part the tokens into stretches; a small word between two of them is taken in."""
        run = [columns[0]]
        for column in columns[1:]:
            between = range(run[-1] + 1, column)
            if len(between) <= 1 and all(self.english[k].text in _BRIDGES for k in between):
                run += [*between, column]
            else:
                yield run
                run = [column]
        yield run

    def _closed(self, runs: Iterator[list[int]]) -> list[list[int]]:
        """Take what ends no rendering off the ends of its stretches, where something else is left of all."""
        closed = [run[: max((n for n, k in enumerate(run, 1) if not self._is_open(k)), default=0)] for run in runs]
        return [run for run in closed if run]

    def _is_open(self, column: int) -> bool:
        return self.english[column].text in _NEVER_LAST

    def _trimmed(self, run: list[int], completing: set[int]) -> list[int]:
        """Take function words off the ends, but for those that complete a gloss, unless there is nothing else."""
        kept = [
            k for k in run if k in completing or not (self.english[k].is_function or self.english[k].is_punctuation)
        ]
        return list(range(kept[0], kept[-1] + 1)) if kept else run

    def _span(self, run: Sequence[int], word: Word) -> Span:
        start, end = self.tokens[run[0]].span[0], self.tokens[run[-1]].span[1]
        if len(run) == 1 and (piece := self._piece(run[0], word)):
            start += piece[0]
            end = start + len(piece[1])
        return start, end

    def _piece(self, place: int, word: Word) -> tuple[int, str] | None:
        """Find the part of a hyphened word that is meant, where a sense knows one part and not the others."""
        token = self.english[place]
        pieces = token.text.split("-")
        if len(pieces) == 1 or not all(pieces):
            return None
        known = glosses(word.text, self.lexicon).within
        meant = [k for k, piece in enumerate(pieces) if self._known(piece, known)]
        if len(meant) != 1:
            return None
        return sum(len(piece) + 1 for piece in pieces[: meant[0]]), pieces[meant[0]]

    def _known(self, piece: str, known: Mapping[str, float]) -> bool:
        token = english_type(piece, self.lexicon)
        if not token.is_function and max((known.get(part, 0.0) for part in token.parts), default=0.0) >= _LEAST_PIECE:
            return True
        keys = {stem_key(lemma, self.lexicon) for lemma in known if known[lemma] >= _LEAST_PIECE}
        return not token.is_function and bool(keys & set(token.keys))

    def _cited(self, run: Sequence[int], word: Word) -> str:
        """Give the dictionary form of a stretch of tokens."""
        if len(run) == 1 and (piece := self._piece(run[0], word)):
            return self._form(english_type(piece[1], self.lexicon), run[0], word)
        forms = (self._as_written(k, word) or self._form(self.english[k], k, word) for k in run)
        return _TIGHT.sub(r"\1", " ".join(forms))

    def _as_written(self, place: int, word: Word) -> str:
        """Give a token as it is written where a sense writes it so, too (tea leaves), or where it is a name."""
        start, end = self.tokens[place].span
        written = self.text[start:end]
        named = word.kind in (WordKind.NAME, WordKind.FOREIGN) or any(s[:1].isupper() for s in word.syllables[:1])
        if written[:1].isupper() and named:
            return written
        return written if written in _words_of(word.senses) else ""

    def _form(self, token: EnglishType, place: int, word: Word) -> str:
        known = glosses(word.text, self.lexicon).within
        if token.text in known or token.is_function or self._is_denied(place):
            return token.text
        if FORMS.get(token.text) in known:
            return FORMS[token.text]
        if token.text.endswith("s") and token.text[:-1] in known:
            return token.text[:-1]
        if token.text.endswith(("ed", "ing")):
            if place > 0 and self.english[place - 1].text in _DEGREES:
                return token.text
            stem = token.text.removesuffix("ing").removesuffix("ed")
            verbs = (token.lemma, stem, f"{stem}e", stem[:-1])
            return next((verb for verb in verbs if verb in known), self._verb(token, verbs, word))
        return token.lemma

    def _verb(self, token: EnglishType, forms: Sequence[str], word: Word) -> str:
        """Give the verb of a form that is also a noun or an adjective of its own (building), if the word is a verb."""
        if token.lemma != token.text or not word.senses or not all(sense.is_verb for sense in word.senses[:2]):
            return token.lemma
        verb = max(forms[1:], key=self.lexicon.english_frequency)
        return verb if self.lexicon.english_frequency(verb) >= _COMMON_VERB else token.lemma


@lru_cache(maxsize=4000)
def _words_of(senses: tuple[Sense, ...]) -> frozenset[str]:
    return frozenset(sense.gloss[slice(*token.span)] for sense in senses for token in tokenize(sense.gloss))


@cached_in_lexicon
def _by_lemma(word: str, lexicon: Lexicon) -> Mapping[str, Sequence[frozenset[str]]]:
    """Give for each lemma in a gloss of several words the words of these glosses, those that lead them left out."""
    phrases: dict[str, list[frozenset[str]]] = {}
    for gloss in glosses(word, lexicon).phrases:
        for lemma in gloss.lemma_set:
            phrases.setdefault(lemma, []).append(gloss.lemma_set - _ARTICLES)
    return phrases
