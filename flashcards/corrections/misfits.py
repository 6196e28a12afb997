"""Corrections that fit nothing: each is reported with the place of the text that is most like it, none is dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.corrections.cards import example_of, holders_of
from flashcards.corrections.entries import (
    CardChoice,
    CardCorrection,
    CutCorrection,
    PairCorrection,
    TypoCorrection,
    WordCorrection,
)
from flashcards.corrections.files import at
from flashcards.corrections.pairs import mended
from flashcards.corrections.phrases import Index, squeezed
from flashcards.corrections.words import rendering_spans, values_of
from flashcards.readings import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.corrections.entries import Correction, Corrections
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Bitext, Term

_SHOWN = 60
"""Characters shown of a place: a line of a terminal, with what stands before it. Set by hand."""


def in_text(bitext: Bitext, corrections: Corrections) -> tuple[str, ...]:
    """Say of each correction whose words do not stand in a text that it fits nothing, and where it nearly would."""
    if not corrections:
        return ()
    sentences = [sentence.text for sentence in (*bitext.chinese, *bitext.english)]
    wanted = Index((words, words) for each in corrections for words in _wanted(each))
    standing = {
        words
        for side in (bitext.chinese, bitext.english)
        for text in {"".join(s.text for s in side), "".join(_as_shown(s.text, corrections) for s in side)}
        for words in wanted.within(text)
    }
    lost = [
        (each, words)
        for each in corrections
        if (words := next((words for words in _wanted(each) if words not in standing), ""))
    ]
    nearest = _Nearest(sentences) if lost else None
    return tuple(_notice(corrections.name, each, words, nearest) for each, words in lost if nearest)


def _as_shown(text: str, corrections: Corrections) -> str:
    typos = corrections.typos_by_place.within(text) if corrections.typos else ()
    return mended(text, typos) if typos else text


def _wanted(correction: Correction) -> Iterator[str]:
    """Give the words that must stand in the text for a correction to fit."""
    match correction:
        case PairCorrection(chinese=chinese, english=english):
            yield from (chinese, english)
        case TypoCorrection(wrong=wrong, context=context):
            yield context or wrong
        case CutCorrection(context=context):
            yield context or correction.stretch
        case WordCorrection(word=word, context=context):
            yield context or word
        case CardCorrection(word=word, sentence=sentence, example=example):
            yield from (sentence or word, example or "")


def _notice(name: str, correction: Correction, words: str, nearest: _Nearest) -> str:
    place = nearest.to(words)
    hint = f"the nearest place is “{_short(place)}”" if place else "nothing in the text is like it"
    return f"{at(name, correction.line)}: “{_short(words)}” is not in the text; {hint}."


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class _Nearest:
    """Finds the sentence that shares most pairs of neighbouring characters with some words."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = sentences
        self._holders: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for neighbours in set(pairwise(squeezed(sentence))):
                self._holders[neighbours].append(number)

    def to(self, words: str) -> str:
        """Give the nearest sentence, of equal ones the shortest; '' where none shares anything."""
        shared = Counter(number for each in set(pairwise(squeezed(words))) for number in self._holders.get(each, ()))
        if not shared:
            return ""
        return self._sentences[max(shared, key=lambda number: (shared[number], -len(self._sentences[number])))]


def in_pairs(pairs: Sequence[AnnotatedPair], corrections: Corrections) -> tuple[str, ...]:
    """Say of each correction of a pair whose words stand in a text that it became none, or was not left out."""
    if not corrections.pairs:
        return ()
    sides = [(squeezed(each.pair.written_chinese), _english(each)) for each in pairs]
    settled = {side for side, each in zip(sides, pairs, strict=True) if each.pair.is_settled}
    whole = ["".join(texts) for texts in zip(*sides, strict=True)] or ["", ""]
    notices = []
    for each in corrections.pairs:
        own = squeezed(each.chinese), squeezed(each.english)
        if own in settled or not all(words in text for words, text in zip(own, whole, strict=True)):
            continue
        what = "no pair holds all of these words; drop each by itself"
        notices.append(
            f"{at(corrections.name, each.line)}: "
            f"{what if each.drop else 'the two sides stand too far apart to be a pair'}."
        )
    return tuple(notices)


def _english(annotated: AnnotatedPair) -> str:
    return squeezed("".join(sentence.written or sentence.text for sentence in annotated.pair.english))


def in_words(pairs: Sequence[AnnotatedPair], corrections: Corrections, lexicon: Lexicon) -> tuple[str, ...]:
    """Say of each correction of a word that no word of these pairs takes it, and why."""
    notices: dict[str, None] = {}
    fitted: set[int] = set()
    for annotated in pairs if corrections.words else ():
        for word in annotated.words:
            places = corrections.places_by_word.get(word.text)
            for each in places.within(annotated.pair.chinese_text) if places else ():
                if not each.context or values_of(word, annotated.pair.chinese_text, _only(each, corrections)):
                    fitted.add(id(each))
                    if each.context and each.english and not rendering_spans(each.english, annotated.pair.english_text):
                        place = _short(annotated.pair.english_text)
                        why = f"“{each.english}” does not stand in the translation, “{place}”"
                        notices[f"{at(corrections.name, each.line)}: {why}."] = None
    whole = "\n".join(squeezed(pair.pair.chinese_text) for pair in pairs) if corrections.words else ""
    for each in corrections.words:
        place = f"{at(corrections.name, each.line)}: {each.word}"
        if id(each) not in fitted and squeezed(each.context or each.word) in whole:
            notices[f"{place} is no word there as the text is cut; set it with [[cut]]."] = None
        if each.pinyin and not written.syllables(each.pinyin, each.word, lexicon):
            notices[f"{place} cannot be read {each.pinyin!r}; write one syllable for each character."] = None
    return tuple(notices)


def _only(correction: WordCorrection, corrections: Corrections) -> Corrections:
    return type(corrections)(words=(correction,), name=corrections.name)


def in_cards(terms: Iterable[Term], pairs: Sequence[AnnotatedPair], corrections: Corrections) -> tuple[str, ...]:
    """Say of each correction of a word's card that there is no such card, or that its example does not show it."""
    by_text = {term.text: term for term in terms}
    holders = holders_of({each.word for each in corrections.cards if each.example}, pairs)
    notices = []
    for each in corrections.cards:
        place, term = f"{at(corrections.name, each.line)}: {each.word}", by_text.get(each.word)
        if not each.word or each.choice in (CardChoice.DROP, CardChoice.KNOWN):
            continue
        if term is None:
            notices.append(f'{place} has no card to change; write choice = "keep" to have one, or cut it as a word.')
        elif each.example and example_of(term, each.example, holders.get(each.word, ())) is None:
            notices.append(f"{place} does not stand in “{_short(each.example)}” as a word with this reading.")
    return tuple(notices)
