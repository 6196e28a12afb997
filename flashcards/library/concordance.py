"""A concordance: every place of a word in all texts, with what renders it there, counted by rendering.

*The idea:* what translators have made of a word no dictionary tells. Asked for a Chinese word, all places of its
characters are looked at: as a word by itself, parted (吃过亏 of 吃亏), within a longer word, or across several words;
asked for English, all its forms, and the Chinese that each renders.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.errors import UsageError
from flashcards.lexicon.english import FORMS, tokenize
from flashcards.records import Quotation
from flashcards.vocabulary import parted, with_headwords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Span, Word

BETWEEN_WORDS = "|"
"""Stands between the words of a place that is several: 人|才."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a word: the sentence, the number of its pair, from 1, and how sure that is, from 0 to 1.

    `word` is the Chinese word that stands there, as its dictionary form, `syllables` are those of it; of several words
    they are joined, with a bar between them. `rendering` is the dictionary form of what renders it, '' for nothing. A
    place without `word` is English that renders none.
    """

    quotation: Quotation
    pair: int
    confidence: float
    word: str
    syllables: tuple[str, ...]
    rendering: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a word was rendered: how often, in how many texts, and the places that are shown of it."""

    word: str
    syllables: tuple[str, ...]
    rendering: str
    count: int
    texts: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """The ways in which a word was rendered: those of the word by itself first, of each sort the most frequent first.

    `across` counts the places where its characters belong to several words that begin or end elsewhere; none of them
    is a place of the word.
    """

    word: str
    ways: tuple[Way, ...]
    count: int
    texts: int
    across: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a word in one text."""

    places: tuple[Place, ...]
    across: int = 0


def checked(word: str) -> str:
    """Give a word that can be looked up.

    Raises:
        UsageError: nothing of it is a letter or a character.

    """
    word = " ".join(word.split())
    if not re.search(r"\w", word):
        raise UsageError(f"{word!r}: there is no word in this; give one in Chinese or in English.")
    return word


def places(annotated: Iterable[AnnotatedPair], word: str, name: str, lexicon: Lexicon) -> Places:
    """Give the places of a word, in Chinese or in English, in a text of this name."""
    look = _chinese_places if HAN_CHARACTER.search(word) else _english_places
    asked = lexicon.simplify(word) if HAN_CHARACTER.search(word) else word
    found_here = [place for pair in annotated for place in look(pair, asked, lexicon)]
    named = (replace(p, quotation=replace(p.quotation, source=name)) for p in found_here if p is not None)
    return Places(tuple(named), sum(place is None for place in found_here))


def counted(word: str, texts: Iterable[Places], lexicon: Lexicon, most: int | None = None) -> Concordance:
    """Count the places in all texts by rendering; of each way at most so many are kept to be shown."""
    counts: dict[tuple[str, tuple[str, ...], str], int] = defaultdict(int)
    names: dict[tuple[str, tuple[str, ...], str], set[str]] = defaultdict(set)
    kept: dict[tuple[str, tuple[str, ...], str], list[Place]] = defaultdict(list)
    across = 0
    for text in texts:
        across += text.across
        for place in text.places:
            key = (lexicon.simplify(place.word), tuple(s.lower() for s in place.syllables), place.rendering)
            counts[key] += 1
            names[key].add(place.quotation.source)
            if most is None or len(kept[key]) < most:
                kept[key].append(place)
    asked = lexicon.simplify(word)
    order = sorted(counts, key=lambda key: (key[0] != asked, -counts[key]))
    ways = tuple(Way(*key, counts[key], len(names[key]), tuple(kept[key])) for key in order)
    return Concordance(word, ways, sum(counts.values()), len(set().union(*names.values())), across)


def _chinese_places(annotated: AnnotatedPair, word: str, lexicon: Lexicon) -> Iterator[Place | None]:
    """Give the places of Chinese in simplified characters; None for one whose characters other words share."""
    text = lexicon.simplify(annotated.pair.chinese_text)
    if not set(word) <= set(text):
        return
    whole = with_headwords(annotated, lexicon)
    for match in re.finditer(re.escape(word), text):
        words = _words_at(annotated, whole, match.span())
        yield _place(annotated, words, match.span()) if words else None
    for verb in parted(annotated, lexicon):
        is_apart = text[verb.word.start : verb.word.end] != word
        if is_apart and lexicon.simplify(verb.word.text) == word:
            yield _place(annotated, (verb.word,), (verb.word.start, verb.word.end))


def _words_at(annotated: AnnotatedPair, whole: AnnotatedPair, span: Span) -> tuple[Word, ...]:
    """Give the word that stands at a place, or the longer one around it, or the several that make it up; else none.

    `whole` is the pair with headwords put together.
    """
    start, end = span
    for pair in (annotated, whole):
        exact = [word for word in pair.words if (word.start, word.end) == span]
        if exact:
            return tuple(exact)
    words = tuple(word for word in annotated.words if word.start < end and start < word.end)
    is_within = len(words) == 1
    return words if is_within or (words[0].start, words[-1].end) == span else ()


def _english_places(annotated: AnnotatedPair, word: str, lexicon: Lexicon) -> Iterator[Place]:
    """Give the places of an English word or phrase, in any of its forms."""
    english = annotated.pair.english_text
    tokens = tokenize(english)
    asked = [_form(token.text, lexicon) for token in tokenize(word)]
    forms = [_form(token.text, lexicon) for token in tokens]
    for at in range(len(tokens) - len(asked) + 1):
        if forms[at : at + len(asked)] == asked:
            start, end = tokens[at].span[0], tokens[at + len(asked) - 1].span[1]
            words = tuple(each for each in annotated.words if _renders(each, (start, end)))
            place = _place(annotated, words, *((each.start, each.end) for each in words))
            rendered = place.quotation.rendered if words else ((start, end),)
            yield replace(place, rendering=" ".join(asked), quotation=replace(place.quotation, rendered=rendered))


def _form(token: str, lexicon: Lexicon) -> str:
    return FORMS.get(token) or lexicon.lemma(token)


def _renders(word: Word, span: Span) -> bool:
    """Whether a stretch of the English is among what renders a word."""
    return word.rendering is not None and any(start < span[1] and span[0] < end for start, end in word.rendering.spans)


def _place(annotated: AnnotatedPair, words: Sequence[Word], *spans: Span) -> Place:
    pair = annotated.pair
    renderings = [word.rendering for word in words if word.rendering]
    rendered = sorted({span for rendering in renderings for span in rendering.spans})
    in_order = sorted(renderings, key=lambda rendering: rendering.spans)
    return Place(
        quotation=Quotation(pair.chinese_text, pair.english_text, spans, tuple(rendered), ""),
        pair=annotated.position,
        confidence=pair.confidence,
        word=BETWEEN_WORDS.join(word.text for word in words),
        syllables=tuple(syllable for word in words for syllable in word.syllables),
        rendering=" ".join(dict.fromkeys(rendering.text for rendering in in_order)),
    )
