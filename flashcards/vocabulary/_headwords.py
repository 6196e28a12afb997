"""Headwords put together again that were cut: 感兴趣 "to be interested" of 感 and 兴趣, 百科全书 of 百科 and 全书.

Sentences are cut as treebanks cut them, finer than a learner learns: a card on 感 teaches nothing of 感兴趣. Where
neighbouring words make up a word of the dictionary, that word is the term, unless its parts say all that it says, as
those of 经济发展 "economic development" do, or it is a verb with its object. What the learner's lexicon lists is always
a word to be learned. Words of two characters are left apart: too often two words stand side by side that only look like
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.memory import afresh
from flashcards.glosses.comparison import fit, holds_whole, phrase
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import tokenize
from flashcards.lexicon.word_classes import chinese_words
from flashcards.records import AnnotatedPair, SenseContext, WordKind, replace
from flashcards.senses import rank
from flashcards.senses.quotations import quotation
from flashcards.vocabulary._exclusions import GRAMMAR, is_numeral
from flashcards.vocabulary._formed import is_transparent
from flashcards.vocabulary._phrases import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flashcards.common.memory import Remember
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, Entry, Rendering, Word

_PAIR = 2
"""Words of a headword that pinyin writes together at most: 上个月 (last month) has three, and is written apart."""
_MOST_WORDS = 5
"""Words that make up a headword at most, set by hand: 巴勒斯坦|民族|权力|机构 has four."""
_LEAST_CHARACTERS = 3
"""The shortest headword that is put together: two characters side by side are too often two words. Set by hand."""
_IDIOM = 4
"""Characters of what may be an idiom: its words of grammar are part of it (自行其是, to go one's own way)."""
_NEGATIONS = chinese_words("negation")
"""The words of grammar with which an idiom may begin: 不成样子."""
_SUFFIXED = frozenset("儿兒")
"""What makes no syllable of its own behind a word."""
_SAYING = "idiom"
"""The part of speech of idioms in the learner's lexicon."""
_COMBINATION = "phr"
"""The part of speech of what the learner's lexicon lists though it is a combination of words (说起来)."""


def with_headwords(pair: AnnotatedPair, lexicon: Lexicon, remember: Remember = afresh) -> AnnotatedPair:
    """Give a pair with the words joined that make up a headword; the words still join to the text exactly."""
    return replace(pair, words=remember(_words, pair.pair, pair.words, lexicon))


def as_written(pair: AnnotatedPair, lexicon: Lexicon, remember: Remember = afresh) -> AnnotatedPair:
    """Give a pair with those headwords joined that pinyin writes together: 裁缝车, but 感|兴趣 and 百科|全书."""
    return replace(pair, words=remember(_words, pair.pair, pair.words, lexicon, is_written_together))


def is_written_together(parts: Sequence[Word], entry: Entry) -> bool:
    """Whether pinyin writes a headword together: an idiom, or two words that name something in three characters.

    GB/T 16159-2012 parts a verb from its object, and a name of more characters into its words.
    """
    if entry.senses[0].pos == _SAYING:
        return True
    has_object = len(parts[0].text) == 1 and any(sense.is_verb for sense in parts[0].senses[:1])
    is_short = len(parts) == _PAIR and sum(len(word.text) for word in parts) == _LEAST_CHARACTERS
    return is_short and not has_object and not entry.senses[0].is_verb


def _words(
    pair: AlignedPair,
    words: tuple[Word, ...],
    lexicon: Lexicon,
    are_joined: Callable[[Sequence[Word], Entry], bool] | None = None,
) -> tuple[Word, ...]:
    return tuple(_joined(AnnotatedPair(pair, words, 0), lexicon, are_joined))


def _joined(
    pair: AnnotatedPair, lexicon: Lexicon, are_joined: Callable[[Sequence[Word], Entry], bool] | None
) -> Iterator[Word]:
    words, at = pair.words, 0
    listed = _listed(words, lexicon)
    while at < len(words):
        count, entry = _longest(words[at : at + _MOST_WORDS], listed.get(at, {}), lexicon)
        parts = words[at : at + count]
        if entry and (are_joined is None or are_joined(parts, entry)):
            joined = whole(pair, parts, "".join(word.text for word in parts), entry, lexicon)
            yield replace(joined, breaks=() if is_written_together(parts, entry) else _breaks(parts))
        else:
            yield from parts
        at += count


def _breaks(parts: Sequence[Word]) -> tuple[int, ...]:
    """Give where words of a headword meet; the r of 儿 belongs to the syllable before it (接茬儿 jiē chár)."""
    return tuple(word.start - parts[0].start for word in parts[1:] if word.text not in _SUFFIXED)


def _listed(words: Sequence[Word], lexicon: Lexicon) -> dict[int, dict[int, str]]:
    """Give the stretches of words that are written as a headword: by where they begin, and by the number of words.

    All of a sentence are asked for at once: nearly none is one. No longer stretch is tried than some word begins with.
    """
    texts: dict[tuple[int, int], str] = {}
    for at in range(len(words)):
        text = ""
        for count, word in enumerate(words[at : at + _MOST_WORDS], 1):
            if word.kind not in _PARTS:
                break
            text += word.text
            simplified = lexicon.simplify(text)
            if simplified not in lexicon.counts:
                break
            if count > 1 and len(text) >= _LEAST_CHARACTERS:
                texts[at, count] = simplified
    known = lexicon.headwords(texts.values())
    listed: dict[int, dict[int, str]] = {}
    for (at, count), text in texts.items():
        if text in known:
            listed.setdefault(at, {})[count] = text
    return listed


def _longest(words: Sequence[Word], listed: Mapping[int, str], lexicon: Lexicon) -> tuple[int, Entry | None]:
    """Count the first words that make up a headword, as many as possible; it comes with its entry, a word alone not.

    `listed` are the headwords that so many of them are written as.
    """
    for count in sorted(listed, reverse=True):
        parts, entry = words[:count], lexicon.entries(listed[count])[0]
        if _is_learned(parts, listed[count], entry, lexicon) and not _is_apart_in_english(parts, entry, lexicon):
            return count, entry
    return 1, None


_OF = "的"
"""The particle that ends a phrase before a noun, or stands for the noun: behind words of grammar the cut knows best."""
_PARTS = frozenset([WordKind.DICTIONARY, WordKind.UNKNOWN, WordKind.TERM, WordKind.PATTERN])


def _is_learned(parts: Sequence[Word], text: str, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a headword is learned as one: the learner's lexicon has it, or its parts do not tell what it means."""
    if not entry.senses:
        return False
    plain = [lexicon.simplify(word.text) for word in parts]
    of_grammar = [part in GRAMMAR or is_numeral(part) for part in plain]
    if entry.senses[0].pos:  # 是做什么|的 is no 什么的 (and so on).
        return entry.senses[0].pos != _COMBINATION and not (all(of_grammar) and plain[-1] == _OF)
    is_idiom = len(text) == _IDIOM and (not of_grammar[0] or plain[0] in _NEGATIONS)
    if all(of_grammar) or (any(of_grammar) and not is_idiom):
        return False
    if entry.senses[0].is_verb and any(sense.is_verb for sense in parts[0].senses[:1]):  # 打耳光 (to slap the face)
        return False
    return entry.syllables[0][:1].isupper() or not is_transparent(entry, lexicon)


def _is_apart_in_english(parts: Sequence[Word], entry: Entry, lexicon: Lexicon) -> bool:
    """Whether the translator put a part by what it means alone, the whole never: 运动|会 "movement", no games."""
    for word in parts:
        if word.rendering and len(word.text) > 1 and word.senses:
            wanted = phrase([english_type(token.text, lexicon) for token in tokenize(word.rendering.text)])
            says_part = holds_whole(word.senses[0], wanted, lexicon)
            if says_part and not any(fit(sense, wanted, lexicon) for sense in entry.senses):
                return True
    return False


def whole(pair: AnnotatedPair, parts: Sequence[Word], text: str, entry: Entry, lexicon: Lexicon) -> Word:
    """Make one word of parts, with the senses of its entry; it reaches from the first of them to the last."""
    rendering = _rendering(pair, parts, entry, lexicon)
    rendered = tuple(token.text for token in tokenize(rendering.text)) if rendering else ()
    context = SenseContext(entry.senses, rendered=rendered, word=lexicon.simplify(text))
    whole_word = replace(
        parts[0],
        text=text,
        end=parts[-1].end,
        kind=WordKind.DICTIONARY,
        syllables=entry.syllables,
        senses=rank(context, lexicon).senses,
        rendering=rendering,
        context=context,
        crossing=None,
    )
    if rendering:
        whole_word = replace(whole_word, rendering=replace(rendering, quotation=quotation(whole_word, lexicon)))
    return whole_word if len(whole_word.senses) > 1 else replace(whole_word, context=None)


def _rendering(pair: AnnotatedPair, parts: Sequence[Word], entry: Entry, lexicon: Lexicon) -> Rendering | None:
    """Give what renders all parts together, or the part that has a rendering which says what the whole means."""
    candidates = [together(pair, parts), *(word.rendering for word in parts)]
    for rendering in filter(None, candidates):
        wanted = phrase([english_type(token.text, lexicon) for token in tokenize(rendering.text)])
        if any(holds_whole(sense, wanted, lexicon) for sense in entry.senses):
            return rendering
    return candidates[0]
