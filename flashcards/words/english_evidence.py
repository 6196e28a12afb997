"""What the English beside a text says for each word that may stand in it.

English decides between cuts that say different things, not between a word and the same characters taken apart: it
speaks against 运动会 (sports meeting) where it has "movement", which is 运动; it does not speak for 打电话 as one word
rather than two. What it says for the parts of a word of general Chinese may be chance, like "home" for the 家 of 企业家
(entrepreneur): unless it renders both, and not by what the whole means, they do not take the word apart.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.glosses import text_support
from flashcards.records import WordKind
from flashcards.words.formations import GRAMMAR, NUMBER, measure_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span, Word
    from flashcards.words.lattice import Lattice

ENGLISH = 2.5
"""What each character of a word counts for whose sense stands in the English beside the text."""
WHOLE = 0.1
"""What a word counts for beyond the words within it, where one of its senses stands whole in the English."""
TAKEN_APART = 2.0
"""What English may say at most for the parts of a word of general Chinese, and only if it renders both."""
GENERAL = 2.0
"""The Zipf frequency from which on a word is one of general Chinese."""
_IDIOM = 4
"""From this length on a word is an idiom or a name: what its parts mean says nothing against it (异国他乡)."""


def bonuses(text: str, edges: Lattice, english: str, lexicon: Lexicon) -> Mapping[Span, float]:
    """Tell what is added to the score of each dictionary word that may stand in the text."""
    lemmas = text_support.lemmas(english, lexicon)
    by_span: dict[Span, float] = {}
    spans = sorted(
        {(at, e.end) for at, row in enumerate(edges) for e in row if e.kind in (WordKind.DICTIONARY, WordKind.TERM)},
        key=lambda span: (span[1] - span[0], span),
    )
    shared: defaultdict[Span, float] = defaultdict(float)
    for start, end in spans:
        word = text[start:end]
        support = max((text_support.support(entry, lemmas, lexicon) for entry in lexicon.entries(word)), default=0.0)
        own, inside = ENGLISH * support * (end - start), _most_within(start, end, by_span)
        is_firm = inside > own and (end - start >= _IDIOM or word not in lexicon)
        by_span[start, end] = (inside if is_firm else own) + WHOLE * support
        if end - start > 1 and own > inside:
            _share(own - inside, (start, end), spans, shared)
    return {span: value + shared[span] for span, value in by_span.items()}


def held_together(
    text: str, words: Sequence[Word], bonus: Mapping[Span, float], english: str, lexicon: Lexicon
) -> Mapping[Span, float]:
    """Tell what is added to words of general Chinese that a cut takes apart, so that the Chinese decides about them."""
    lemmas = text_support.lemmas(english, lexicon)
    by_span: dict[Span, float] = {}
    for at in range(len(words)):
        for parts in (words[at : at + 2], words[at : at + 3]):
            span = parts[0].start, parts[-1].end
            if len(parts) > 1 and _is_general(text[slice(*span)], lexicon):
                support = sum(bonus.get((part.start, part.end), 0.0) for part in parts)
                by_span[span] = support - _against(parts, lemmas, lexicon)
    return {span: support for span, support in by_span.items() if support > bonus.get(span, 0.0)}


def _is_general(word: str, lexicon: Lexicon) -> bool:
    return len(word) < _IDIOM and word in lexicon and lexicon.frequency(word) >= GENERAL


def _against(parts: Sequence[Word], english: text_support.Lemmas, lexicon: Lexicon) -> float:
    """Tell how much may speak for the parts of a word: all of it for an ordinal and a measure word (第二 次)."""
    if NUMBER.fullmatch(parts[0].text) and parts[1].text in measure_words(lexicon):
        return math.inf
    return TAKEN_APART if _are_rendered(parts, english, lexicon) else 0.0


def _are_rendered(parts: Sequence[Word], english: text_support.Lemmas, lexicon: Lexicon) -> bool:
    """Tell whether the English has two words for two; one of grammar behind a longer one need not show."""
    first, second = parts[0].text, "".join(part.text for part in parts[1:])
    rendered = (text_support.rendering(part, english, lexicon) for part in (first, second))
    first_renderings, second_renderings = (
        {lemma for lemma in lemmas if not text_support.means(first + second, lemma, lexicon)} for lemmas in rendered
    )
    if not second_renderings:
        return bool(first_renderings) and len(first) > 1 and second in GRAMMAR
    return bool(first_renderings) and len(first_renderings | second_renderings) > 1


def _share(value: float, whole: Span, spans: list[Span], shared: defaultdict[Span, float]) -> None:
    """Give what speaks for a word, half each, to the first and the last of the words within it, too.

    So a cut that runs across the word loses it, and one that takes the word apart does not.
    """
    start, end = whole
    for first, last in spans:
        if (first == start and last < end) or (last == end and first > start):
            shared[first, last] += value / 2


def _most_within(start: int, end: int, by_span: Mapping[Span, float]) -> float:
    """Add up what the words within a stretch have at most, if they do not overlap."""
    if end - start == 1:
        return 0.0
    most = {end: 0.0}
    for at in range(end - 1, start - 1, -1):
        ends = range(at + 1, end + (at > start))
        most[at] = max([most[at + 1], *(by_span.get((at, to), 0.0) + most[to] for to in ends)])
    return most[start]
