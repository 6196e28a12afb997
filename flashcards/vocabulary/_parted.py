"""Verbs parted from their objects: 吃过亏 is 吃亏 (to lose out), 咬咬牙 is 咬牙, 弯得下腰 is 弯腰, 心一软 is 心软.

A verb of Chinese that is made of a verb and its object takes aspect, measure and complement between the two (Chao 1968,
"A Grammar of Spoken Chinese", chapter 6). A card for each half, "to eat" and "deficit", teaches nothing of the whole.
So where a word of one character and a later one make up a verb of the dictionary, and nothing but what may part them
stands between, that verb is the term. Where the translator renders both halves by what they mean themselves, as in
写了一封信 "wrote a letter", they are words of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN_CHARACTER
from flashcards.glosses.comparison import shares_a_word
from flashcards.lexicon.word_classes import chinese_words, chosen_words
from flashcards.records import WordKind, replace
from flashcards.vocabulary._exclusions import GRAMMAR, MEASURES, is_numeral
from flashcards.vocabulary._headwords import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Entry, Word

_FARTHEST = 6
"""Characters between the halves at most. Set by hand: 帮了我一个大忙 has five."""
_BETWEEN = chosen_words("between_verb_and_object") | chinese_words(
    "aspect_particle", "pronoun", "determiner", "direction", "result", "power_of_ten", "digit"
)
"""What may part a verb from its object: aspect, complement, number and measure, whom it concerns, how much."""
_COUNTING = chosen_words("counting")
_ASPECT, _AGAIN, _POTENTIAL = chinese_words("aspect_particle"), frozenset("了一"), frozenset("不得")
_COMPLEMENTS = chinese_words("direction", "result") | frozenset("上下过到")
_NO_OBJECTS = _COMPLEMENTS | chinese_words("aspect_particle", "auxiliary", "structural_particle")
_NO_VERBS = chinese_words("negation")
"""Adverbs with which words of the dictionary begin, too: 凑不成一支 holds no 不一 (to vary)."""
_WHICH = frozenset("这那這哪上下每")
"""What stands before a word that counts times or things: 上回来我家 (when he last came to my home) holds no 回家."""
_ENDS = chinese_words("result") | frozenset("透稳够满紧")
"""Complements that a verb may take before its object: 伤透了脑筋 of 伤脑筋 (to rack one's brains), 站稳了脚跟."""
_PLACES = (["上", "的"], ["里", "的"], ["裡", "的"])
"""What makes a place of a noun that stands before another."""
_MOST_WORDS = 2
"""Words that make up the object at most: 迷|藏 of 捉过迷藏."""


class Parted(NamedTuple):
    """A verb whose halves stand apart, and where those begin.

    It is one word as the dictionary writes it, which reaches from the one half to the other: its text is not the
    stretch of the sentence.
    """

    word: Word
    halves: frozenset[int]


def parted(pair: AnnotatedPair, lexicon: Lexicon) -> tuple[Parted, ...]:
    """Give the parted verbs of a sentence, none within another."""
    verbs: list[Parted] = []
    for at, first in enumerate(pair.words):
        if verbs and first.start < verbs[-1].word.end:
            continue
        if verb := next(_from(pair, at, lexicon), None):
            verbs.append(verb)
    return tuple(verbs)


def _from(pair: AnnotatedPair, at: int, lexicon: Lexicon) -> Iterator[Parted]:
    """Give the parted verbs that begin with a word of a sentence, the nearest first."""
    first = pair.words[at]
    written = lexicon.simplify(first.text)
    base = written[0]
    is_complement = base in _COMPLEMENTS and at > 0 and any(s.is_verb for s in pair.words[at - 1].senses[:1])
    is_time = base in MEASURES and at > 0 and pair.words[at - 1].text in _WHICH
    is_word = (bool(first.senses) or first.kind is WordKind.PATTERN) and base not in _NO_VERBS
    if not is_word or base in _ASPECT or is_complement or is_time or not (verbs := _verbs_of(written)):
        return
    yield from _again(pair.words[at : at + 3], base, lexicon)
    for start, end in _objects(pair.words, at, base, lexicon):
        halves = (first, *pair.words[start:end])
        behind = "".join(word.text for word in halves[1:])
        verb, entry = _listed(verbs, lexicon.simplify(behind), lexicon)
        if entry and not _are_rendered(halves):
            word = whole(pair, halves, first.text[: len(verb)] + behind, entry, lexicon)
            again = (word.start for word in pair.words[at:start] if lexicon.simplify(word.text) == base)
            yield Parted(word, frozenset([*(half.start for half in halves), *again]))


def _again(words: Sequence[Word], base: str, lexicon: Lexicon) -> Iterator[Parted]:
    """Give the verb that is said twice at the beginning of a few words, the second time with its object: 眨了眨眼."""
    for first, middle, last in (words,) if len(words) == len("眨了眨") else ():
        text = lexicon.simplify(last.text)
        if middle.text in _AGAIN and text[0] == base and len(text) > 1:
            yield Parted(replace(last, start=first.start), frozenset([first.start, last.start]))


def _verbs_of(word: str) -> tuple[str, ...]:
    """Give the verbs that a word may be: one character, what repeats it (咬咬, 咬了咬, 咬一咬) or ends it (伤透)."""
    base = word[0]
    if word == base or (word[-1] == base and set(word) <= {base, "一", "了"}):
        return (base,)
    return (word, base) if word[1:] in _ENDS else ()


def _listed(verbs: Sequence[str], behind: str, lexicon: Lexicon) -> tuple[str, Entry | None]:
    """Give the first of the verbs that makes up a verb of the dictionary with what stands behind, and its entry.

    What brings a verb to an end belongs as often to an object of one character: 放好手 is no 放手 (to let go).
    """
    for verb in verbs if len(behind) > 1 or len(verbs) == 1 else ():
        entry = lexicon.entries(verb + behind)[0] if verb + behind in lexicon else None
        if entry and _is_verb(entry):
            return verb, entry
    return "", None


def _objects(words: Sequence[Word], at: int, base: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Give where the other half of a word may stand, one word or two; not beside it unless that one is repeated."""
    texts = [lexicon.simplify(word.text) for word in words[at : at + _FARTHEST + _MOST_WORDS]]
    for number in range(1, len(texts)):
        if words[at + number].kind is WordKind.OTHER:  # no word reaches over a comma: 装不来，一装
            return
        before = texts[number - 1]
        if (number > 1 or len(texts[0]) > 1) and before not in _POTENTIAL and not _counts(texts, number):
            places = ((at + number, at + number + count) for count in range(1, _MOST_WORDS + 1))
            for start, end in places:
                is_single = end == start + 1
                is_measure = is_single and texts[number] in MEASURES and _is_count(before)
                is_free = is_measure or (is_single and _is_thing(texts[: number + 1]))
                if _is_object(words[start:end], lexicon) and not (is_free or _is_before_its_noun(words, start, end)):
                    yield start, end
        is_again = texts[number] == base and before in _AGAIN
        is_relative = texts[number] == "的" and (number == 1 or before in _ASPECT)
        is_between = texts[number] in _BETWEEN or texts[number] in MEASURES or is_numeral(texts[number]) or is_again
        if not is_between or is_relative or words[at + number].end - words[at].end > _FARTHEST:
            return


def _is_object(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether words may be what a verb governs: no complement, and no number (混过一年 holds no 混一)."""
    first = lexicon.simplify(words[0].text)
    return all(word.senses for word in words) and first not in _NO_OBJECTS and not is_numeral(first)


def _is_before_its_noun(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the object stands behind that: 换了新布 (replaced by new cloth), 跺了跺脚上的泥 (stamped off the mud)."""
    behind = words[end : end + 2]
    pos = [word.senses[0].pos for word in (*words[start:end], *behind[:1]) if word.senses]
    return pos == ["adj", "n"] or [word.text for word in behind] in _PLACES


def _counts(texts: Sequence[str], number: int) -> bool:
    """Whether a word is the measure of what follows: 本 in 翻出一本书 (turned up a book), 座 in 在这座城里."""
    before, behind = texts[number - 1], texts[number + 1 : number + 2]
    return texts[number] in MEASURES and _is_count(before) and any(_is_content(text) for text in behind)


def _is_thing(texts: Sequence[str]) -> bool:
    """Whether the last word is a thing that is counted, and is there or comes out: 有一件事, 有件事, 打不出一个屁.

    Of 有事 (to be busy) and 打屁 (to chat) nothing is left in that; 吃了一顿饭 is still 吃饭 (to have a meal).
    """
    is_counted = len(texts) > len("有件") and texts[-2] in MEASURES and (len(texts) == 3 or _is_count(texts[-3]))
    return is_counted and len(texts[-1]) == 1 and (texts[0] == "有" or not _POTENTIAL.isdisjoint(texts))


def _is_count(text: str) -> bool:
    """Whether a word says how many, so that a measure behind it is no object: 响了两遍 (rang twice) is no 响遍."""
    return is_numeral(text) or text in _COUNTING


def _is_verb(entry: Entry) -> bool:
    return any(sense.is_verb for sense in entry.senses[:1])


def _are_rendered(words: Sequence[Word]) -> bool:
    """Whether the translator rendered each word by a word of its own that it means."""
    renderings = [word.rendering for word in words]
    if len({rendering.spans for rendering in renderings if rendering}) < len(words):
        return False
    return all(
        any(shares_a_word(sense, rendering.text) for sense in word.glosses)
        for word, rendering in zip(words, renderings, strict=True)
        if rendering
    )


def _is_content(text: str) -> bool:
    return text not in GRAMMAR and HAN_CHARACTER.match(text) is not None
