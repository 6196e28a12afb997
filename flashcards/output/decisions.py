"""What decided about a word where it stands: that it is one, how it is read, and which of its senses comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import readings, senses, words
from flashcards.senses import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Decision, Example, Word
    from flashcards.senses import Ranking

_LEAST_SHOWN = 0.005
"""Terms that make less of a difference are left out: they would be shown as 0.00."""
_MOST_TERMS = 4
"""The terms that are told in words, the largest first."""


class Decisions:
    """Asks again how words were read and ranked; each sentence is asked about once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._readings: dict[int, Mapping[int, Decision]] = {}
        """The decisions about the words of a sentence by their places, by its identity."""
        self._cuts: dict[int, Callable[[Word], tuple[Decision, ...]]] = {}
        """What tells of a word of a sentence why it is one, by the sentence's identity."""

    def reading(self, example: Example) -> dict[str, str]:
        """Tell which source or rule decided how a word is read, and between what; of a term, of each of its words."""
        by_start = self._readings.get(id(example.annotated))
        if by_start is None:
            by_start = self._readings[id(example.annotated)] = self._read(example.annotated)
        word = example.word
        return _together(decision for start, decision in by_start.items() if word.start <= start < word.end)

    def cut(self, example: Example) -> dict[str, str]:
        """Tell which source or rule made a stretch of text a word, and instead of what; of a term, for each word."""
        sentence = example.annotated
        ask = self._cuts.get(id(sentence))
        if ask is None:
            pair = sentence.pair
            ask = words.explain(pair.chinese_text, self._lexicon, english=pair.english_text)
            self._cuts[id(sentence)] = ask
        return _together(ask(example.word))

    def _read(self, annotated: AnnotatedPair) -> Mapping[int, Decision]:
        pair = annotated.pair
        decisions = readings.explain(annotated.words, self._lexicon, english=pair.english_text, given=pair.pinyin)
        pairs = zip(annotated.words, decisions, strict=True)
        return {word.start: readings.overruled(word, decision) for word, decision in pairs}

    def sense(self, word: Word) -> dict[str, object] | None:
        """Tell by which rule the first sense of a word leads, and by which terms; None where there was no choice."""
        ranking = self._ranking(word)
        if ranking is None:
            return None
        return {
            "rule": ranking.rule,
            "score": round(ranking.ranked[0].score, 3),
            "terms": {name: round(value, 3) for name, value in ranking.ranked[0].terms.items()},
            "next": ranking.second.sense.gloss if ranking.second else None,
            "ahead": {name: round(by, 3) for name, by in ranking.lead.items()},
        }

    def sense_in_words(self, word: Word) -> str:
        """Tell the same in a few words, '' where there was no choice."""
        ranking = self._ranking(word)
        if ranking is None:
            return ""
        if ranking.second is None or ranking.rule is Rule.FIRST:
            return ranking.rule
        by = [f"{name} {value:+.2f}" for name, value in ranking.lead.items() if abs(value) >= _LEAST_SHOWN]
        lead = sum(ranking.lead.values())
        return f"{ranking.rule}, {lead:.2f} ahead of “{ranking.second.sense.gloss}”: {', '.join(by[:_MOST_TERMS])}"

    def _ranking(self, word: Word) -> Ranking | None:
        return senses.rank(word.context, self._lexicon) if word.context else None


def _together(decisions: Iterable[Decision]) -> dict[str, str]:
    """Join what was decided about the words of a term, each thing said once."""
    decided = list(decisions)
    return {
        "source": "; ".join(dict.fromkeys(decision.source for decision in decided)),
        "detail": "; ".join(dict.fromkeys(decision.detail for decision in decided)),
    }
