"""Terms that no dictionary lists but this text shows to be one: 锚点 "anchor", 世界模型 "world model".

Two neighbouring words are one term under one of three rules, all of which ask both languages:

* *a word the dictionary lacks*: at least one of the two is a single character; the translator rendered both by one
  English word in its forms, or one of them by it and the other by nothing, in at least half of the places and by no
  other word in any; and the text repeats the two, or general Chinese has the word (a frequency list knows it). A
  character that lessons teach early stands freely beside any other (玩, 见): with it the text must have the two three
  times, or the rendering be what neither part means by itself;
* *a term of several words*: the text repeats the two at least twice, they stand together in at least half of the places
  of the rarer one, and each time the translator put them by neighbouring words, or by one hyphened word, the same at
  least twice and in half of the places. Once is enough where general Chinese has the term (保险公司
  "insurance company") and its first word is no verb, so that it is no verb with its object, nor an adjective where both
  words say what they mean by themselves (巨大损失 "huge loss"); never where the last is a verb in the translation, too
  (结果显示 "results show"), or names persons by 们: that is a clause;
* *a compound*: two nouns of one character each, which the translator put by neighbouring words in the same order
  wherever they meet (竹椅 "bamboo chair"); such characters are words elsewhere, and here pieces of one.

Words that only hold a sentence together never take part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.common.memory import afresh
from flashcards.glosses.comparison import shares_a_word, squeezed
from flashcards.glosses.wording import says
from flashcards.lexicon.english import FUNCTION_WORDS, content_words
from flashcards.records import AnnotatedPair, Record, Rendering, Word, WordKind, replace
from flashcards.vocabulary._exclusions import GRAMMAR, is_measure, is_name, is_numeral

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from flashcards.common.memory import Remember
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, Sense

_LEAST_TIMES = 2
"""How often neighbours must stand in the text to be a term: what comes once may be chance."""
_LEAST_ZIPF = 1.5
"""The least frequency in general Chinese at which two neighbours that the text does not repeat are a word."""
_LEAST_TERM_ZIPF = 2.0
"""The same for neighbours of more than one character each."""
_LEAST_SHARE = 0.5
"""The least share of their places at which they are rendered as one; with fewer, they are mostly two words."""
_TAUGHT_EARLY = 3
"""The last level of HSK 2.0 whose characters stand freely."""
_LONGEST_WORD = 4
"""Characters of two neighbours that may be one word: longer ones are terms of several words."""
_POTENTIAL = frozenset("得不")
"""How what can be done or not begins behind its verb: 钓|得到 "can catch" is none that a dictionary lacks."""
_LEAST_CONFIDENCE = 0.6
"""Of the renderings of both; set by hand."""


class _Meeting(Record):
    """Two words side by side, how they are rendered as one, and whether they are nouns rendered in their order."""

    texts: tuple[str, str]
    rendering: Rendering | None
    are_nouns: bool


class Phrases:
    """The terms of several dictionary words that a text shows; `shown` are those of each of its pairs."""

    def __init__(self, pairs: Sequence[AnnotatedPair], lexicon: Lexicon, remember: Remember = afresh) -> None:
        self._lexicon = lexicon
        meetings: dict[tuple[str, str], list[Rendering | None]] = defaultdict(list)
        counts: Counter[str] = Counter()
        nouns: set[tuple[str, str]] = set()
        every = [remember(_meetings, pair.pair, pair.words, lexicon) for pair in pairs]
        for pair, own in zip(pairs, every, strict=True):
            counts.update([word.text for word in pair.words])
            for meeting in own:
                if meeting.are_nouns:
                    nouns.add(meeting.texts)
                meetings[meeting.texts].append(meeting.rendering)
        self._terms = {
            texts
            for texts, renderings in meetings.items()
            if self._is_word(texts, renderings)
            or (self._is_term(texts, renderings, counts) and not self._is_clause(texts[1], renderings))
            or (texts in nouns and all(r is not None and " " in r.text for r in renderings))
        }
        self.shown = [tuple([m.texts for m in own if m.texts in self._terms]) for own in every]

    def _is_word(self, texts: tuple[str, str], renderings: Sequence[Rendering | None]) -> bool:
        word = "".join(texts)
        if texts[1][0] in _POTENTIAL or min(map(len, texts)) > 1 or len(word) > _LONGEST_WORD or word in self._lexicon:
            return False
        one_word = (r.text for r in renderings if r is not None and len(r.spans) == 1 and " " not in r.text)
        wordings = Counter(text for text in one_word if text not in FUNCTION_WORDS)
        times = sum(wordings.values())
        if not _all_one(wordings) or times < _LEAST_SHARE * len(renderings):
            return False
        if any(self._means(text, next(iter(wordings))) for text in texts if len(text) > 1):
            return False
        free = any(self._stands_freely(text) for text in texts)
        if times < _LEAST_TIMES + free and any(self._means(text, next(iter(wordings))) for text in texts):
            return False
        return times >= _LEAST_TIMES + free or self._lexicon.frequency(word) >= _LEAST_ZIPF

    def _stands_freely(self, text: str) -> bool:
        level = self._lexicon.level(text).hsk2
        return len(text) == 1 and level is not None and level <= _TAUGHT_EARLY

    def _means(self, text: str, rendering: str) -> bool:
        """Whether a word has a sense that says what the two were rendered by, so that it owes nothing to the other."""
        return any(shares_a_word(sense, rendering) for entry in self._lexicon.entries(text) for sense in entry.glosses)

    def _is_term(self, texts: tuple[str, str], renderings: Sequence[Rendering | None], counts: Counter[str]) -> bool:
        times = len(renderings)
        if times == 1 and min(map(len, texts)) > 1:
            return self._is_common_term(texts, renderings[0])
        if min(map(len, texts)) < 2 or times < _LEAST_TIMES or times < _LEAST_SHARE * min(counts[t] for t in texts):
            return False
        wordings = Counter(squeezed(r.text) for r in renderings if r is not None and len(r.spans) == 1)
        return wordings.total() == times and max(wordings.values()) >= max(_LEAST_TIMES, _LEAST_SHARE * times)

    def _is_common_term(self, texts: tuple[str, str], rendering: Rendering | None) -> bool:
        term = "".join(texts)
        if rendering is None or len(rendering.spans) > 1 or " " not in rendering.text or term in self._lexicon:
            return False
        senses = [sense for entry in self._lexicon.entries(texts[0]) for sense in entry.senses]
        is_verb = not senses or any(sense.is_verb for sense in senses[:2])
        if is_verb or self._lexicon.frequency(term) < _LEAST_TERM_ZIPF:
            return False
        return not (senses[0].pos == "adj" and all(self._means(text, rendering.text) for text in texts))

    def _is_clause(self, last: str, renderings: Sequence[Rendering | None]) -> bool:
        """Whether two words are part of a clause: the last is a verb that is rendered by it, or names persons.

        结果显示 is "results show", 引导人们 "point people"; 机器学习 is "machine learning", which is no form of a verb.
        """
        meanings = _senses(last, self._lexicon)[:1]
        verbs = {way for sense in meanings if sense.is_verb for way in content_words(sense.gloss)}
        ends = {r.text.split()[-1] for r in renderings if r is not None and r.text}
        return last.endswith("们") or not verbs.isdisjoint(ends)


def with_phrases(
    pair: AnnotatedPair, terms: Collection[tuple[str, str]], lexicon: Lexicon
) -> Iterator[tuple[Word, bool]]:
    """Give the words of a pair and its terms; a word made of others stands in their stead."""
    taken: set[int] = set()
    for first, second in _neighbours(pair.words, lexicon) if terms else ():
        if (first.text, second.text) in terms and first.start not in taken:
            yield _joined(pair, first, second), True
            if min(len(first.text), len(second.text)) == 1:
                taken |= {first.start, second.start}
    for word in pair.words:
        if word.start not in taken:
            yield word, word.kind is WordKind.TERM and word.rendering is not None


def with_lacking(pair: AnnotatedPair, terms: Collection[tuple[str, str]], lexicon: Lexicon) -> AnnotatedPair:
    """Give a pair with the words joined that the dictionary lacks (锚点); terms of several words stay apart."""
    lacking = [texts for texts in terms if min(map(len, texts)) == 1]
    words = sorted((word for word, _ in with_phrases(pair, lacking, lexicon)), key=lambda word: word.start)
    return replace(pair, words=tuple(words)) if lacking else pair


def _meetings(pair: AlignedPair, words: tuple[Word, ...], lexicon: Lexicon) -> tuple[_Meeting, ...]:
    annotated = AnnotatedPair(pair, words, 0)
    return tuple(
        _Meeting(
            (first.text, second.text),
            together(annotated, (first, second)),
            are_nouns(first, second) and _in_order(first, second),
        )
        for first, second in _neighbours(words, lexicon)
    )


def is_half(word: Word, times: int, lexicon: Lexicon) -> bool:
    """Whether a term that no dictionary has is rendered by English that says only half of it.

    Words that stand apart are such (难以为继 "no … sustain"), and words of grammar alone (余名 "more than"). A single
    place of one word does not tell that it says all: 村口 (the end of a village) "village", 选错 (choose wrongly)
    "choose". Even in several the last part says only what kind of thing a term is, 全镇 (the whole town) "town", and an
    adjective before it how the thing is, 老婆子 "old". A noun before it may stand for the whole (锚点 "anchor").
    """
    rendering = word.rendering
    if word.senses or rendering is None:
        return False
    if len(rendering.spans) > 1 or not content_words(rendering.text):
        return True
    if len(rendering.text.split()) != 1:
        return False
    if times < _LEAST_TIMES:
        return True
    parts = [(word.text[:cut], word.text[cut:]) for cut in range(1, len(word.text))]
    return any(
        any(says(sense, rendering.text) for sense in _senses(last, lexicon))
        or any(sense.pos == "adj" and says(sense, rendering.text) for sense in _senses(first, lexicon))
        for first, last in parts
    )


def _senses(word: str, lexicon: Lexicon) -> list[Sense]:
    return [sense for entry in lexicon.entries(word) for sense in entry.senses]


def _all_one(wordings: Counter[str]) -> bool:
    """Whether these are forms of one word: reactive, reactivity."""
    usual = max(wordings, key=wordings.__getitem__, default="")
    return bool(wordings) and all(shares_a_word(usual, text) for text in wordings)


def _neighbours(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    for first, second in pairwise(words):
        if _may_begin(first, lexicon) and _may_end(second, lexicon):
            yield first, second


def are_nouns(*words: Word) -> bool:
    """Whether words are nouns of one character; only the learner's lexicon tells it surely."""
    return all(
        len(word.text) == 1 and word.senses and word.senses[0].pos in {"", "n"} and not word.senses[0].is_verb
        for word in words
    )


def _in_order(first: Word, second: Word) -> bool:
    """Whether two words are rendered, the first before the second."""
    return (
        first.rendering is not None and second.rendering is not None and first.rendering.spans < second.rendering.spans
    )


def _may_begin(word: Word, lexicon: Lexicon) -> bool:
    return _may_end(word, lexicon) and not is_measure(word, lexicon)


def _may_end(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word may end a term: one that measures may (锚点), though it may not begin one."""
    text = lexicon.simplify(word.text)
    plain = word.kind in (WordKind.DICTIONARY, WordKind.UNKNOWN) and text not in GRAMMAR
    return plain and not is_name(word) and not is_numeral(text)


def together(pair: AnnotatedPair, words: Sequence[Word]) -> Rendering | None:
    """Give the rendering of neighbouring words as one, None where they have none, or parts that stand apart."""
    renderings = [w.rendering for w in words if w.rendering is not None and w.rendering.text]
    if not renderings or min(r.confidence for r in renderings) < _LEAST_CONFIDENCE:
        return None
    if len(renderings) == 1:
        return renderings[0] if min(len(word.text) for word in words) == 1 else None
    spans = sorted({span for r in renderings for span in r.spans})
    if len(spans) > 1 and any(_apart(pair, a, b) for a, b in pairwise(spans)):
        return None
    span = (spans[0][0], spans[-1][1])
    last = max(renderings, key=lambda r: r.spans)
    written = pair.pair.english_text[span[0] : span[1]].lower()
    text = written if "-" in written else f"{written[: last.spans[-1][0] - span[0]]}{last.text}"
    return Rendering((span,), text, min(r.confidence for r in renderings))


def _apart(pair: AnnotatedPair, left: tuple[int, int], right: tuple[int, int]) -> bool:
    return pair.pair.english_text[left[1] : right[0]].strip(" -") != ""


def _joined(pair: AnnotatedPair, first: Word, second: Word) -> Word:
    return replace(
        first,
        text=first.text + second.text,
        end=second.end,
        kind=WordKind.TERM,
        syllables=first.syllables + second.syllables,
        senses=(),
        rendering=together(pair, (first, second)),
        breaks=(len(first.text),) if min(len(first.text), len(second.text)) > 1 else (),
        crossing=None,
    )
