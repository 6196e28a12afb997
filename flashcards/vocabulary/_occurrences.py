"""The words of a text gathered: each with every place where it stands and how it was rendered there."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.chinese.syllables import small
from flashcards.common.memory import afresh
from flashcards.glosses.comparison import shares_a_word, squeezed
from flashcards.lexicon.word_classes import chosen_words
from flashcards.records import AnnotatedPair, Level, Record, Word, WordKind, replace
from flashcards.vocabulary._exclusions import GRAMMAR, MEASURES, is_rendered
from flashcards.vocabulary._parted import parted
from flashcards.vocabulary._phrases import Phrases, are_nouns, with_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.common.memory import Remember
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair

    Terms = tuple[tuple[str, str], ...]
    """The phrases of a sentence: two words each."""

_NEUTRAL = "5"
_COMPOUND_ENDS = chosen_words("compound_end")
_LEAST_ENGLISH = 2.0
"""The Zipf frequency from which on a word with a capital is a word of English: "Octopuses" has 2.4, "Tamsui" 1.2."""


class Occurrence(Record):
    """A place of a word, or of a phrase: its sentence, and the word as it stands there.

    It `is_running` where it is a running word of the text: of a phrase whose words stand there as well, they are. It
    `is_cut_off` where it is a character beside another such, and the translator does not show both as words: a piece of
    a word that no dictionary has.
    """

    annotated: AnnotatedPair
    word: Word
    is_phrase: bool
    is_running: bool
    is_cut_off: bool


class Gathered(Record):
    """A word of the text, or a phrase of it, with the places where it stands, in the order of the text.

    `running` counts those where it is a running word, `cut_off` those where it is a piece of another.
    `is_told_apart` tells that these are the places where it has another sense than the one that the learner knows.
    """

    places: tuple[tuple[AnnotatedPair, Word], ...]
    is_phrase: bool
    running: int
    cut_off: int
    is_told_apart: bool = False

    @property
    def is_loose(self) -> bool:
        """Whether it never stands as a word of its own."""
        return self.cut_off == len(self.places)

    @property
    def renderings(self) -> tuple[tuple[str, int], ...]:
        """How it was rendered, most frequent first, then as met; a hyphen for a space makes no other rendering."""
        texts = [w.rendering.text for _, w in self.places if w.rendering and w.rendering.text]
        written: dict[str, str] = {}
        counts = Counter(written.setdefault(squeezed(text), text) for text in texts)
        return tuple(sorted(counts.items(), key=lambda item: -item[1]))


def gather(pairs: Sequence[AnnotatedPair], lexicon: Lexicon, remember: Remember = afresh) -> tuple[Gathered, ...]:
    """Gather the words of a text by how they are written and read, and the phrases that it repeats.

    A word that stands only inside such a phrase is no word of the text (锚 and 点 of 锚点), nor is half of a verb that
    is parted (吃 and 亏 of 吃过亏).
    """
    phrases = Phrases(pairs, lexicon, remember)
    by_word: dict[tuple[str, tuple[str, ...]], list[Occurrence]] = defaultdict(list)
    for annotated, terms in zip(pairs, phrases.shown, strict=True):
        for key, place in remember(_places, annotated, terms, lexicon, remember):
            by_word[key].append(place)
    return tuple([remember(_gathered, *places) for places in by_word.values()])


def _gathered(*places: Occurrence) -> Gathered:
    return Gathered(
        tuple((place.annotated, place.word) for place in places),
        places[0].is_phrase,
        sum(place.is_running for place in places),
        sum(place.is_cut_off for place in places),
    )


def _places(
    annotated: AnnotatedPair, terms: Terms, lexicon: Lexicon, remember: Remember
) -> tuple[tuple[tuple[str, tuple[str, ...]], Occurrence], ...]:
    """Give the places of the words of a sentence, each with how its word is written and read."""
    standing = remember(_standing, annotated.pair, annotated.words, terms, lexicon)
    return tuple(((word.text, small(word.syllables)), Occurrence(annotated, word, *how)) for word, *how in standing)


def _standing(
    pair: AlignedPair, words: tuple[Word, ...], terms: Terms, lexicon: Lexicon
) -> tuple[tuple[Word, bool, bool, bool], ...]:
    """Give the words and phrases of a sentence, and how each stands in it: see `Occurrence`."""
    annotated = AnnotatedPair(pair, words, 0)
    named = replace(annotated, words=tuple(_as_name(word, annotated, lexicon) for word in words))
    every = tuple(_with_parted(named, with_phrases(named, terms, lexicon), lexicon))
    begun = {word.start for word, is_phrase in every if not is_phrase}
    whole = [] if pair.is_untranslated else [word for word, is_phrase in every if not is_phrase]
    pieces = _pieces(whole, lexicon)  # without a translation nothing tells 喝 茶 (drink tea) from pieces
    return tuple(
        (word, is_phrase, not is_phrase or word.start not in begun, word.start in pieces) for word, is_phrase in every
    )


def _as_name(word: Word, annotated: AnnotatedPair, lexicon: Lexicon) -> Word:
    """Take for a name what the translator writes with a capital though it is no word of English: 淡水 "Tamsui"."""
    if word.kind is not WordKind.DICTIONARY or word.rendering is None or len(word.rendering.spans) != 1:
        return word
    ((start, end),) = word.rendering.spans
    english = annotated.pair.english_text
    is_capital = english[start:end].istitle() and english[:start].rstrip()[-1:].isalnum()
    if not is_capital or lexicon.english_frequency(english[start:end].lower()) >= _LEAST_ENGLISH:
        return word
    is_sense = any(shares_a_word(sense, word.rendering.text) for sense in word.glosses)
    return word if is_sense else replace(word, kind=WordKind.NAME)


def _with_parted(
    annotated: AnnotatedPair, words: Iterable[tuple[Word, bool]], lexicon: Lexicon
) -> Iterator[tuple[Word, bool]]:
    """Put the parted verbs of a sentence in the place of their halves."""
    verbs = parted(annotated, lexicon)
    halves = frozenset().union(*(verb.halves for verb in verbs))
    yield from ((word, is_phrase) for word, is_phrase in words if word.start not in halves)
    yield from ((verb.word, False) for verb in verbs)


def _pieces(words: Sequence[Word], lexicon: Lexicon) -> set[int]:
    """Give where pieces begin that were cut off a word, of words side by side that are none of grammar."""
    starts: set[int] = set()
    for first, second in pairwise(words):
        if first.end == second.start and all(_is_content(word, lexicon) for word in (first, second)):
            starts |= _of_one_word(first, second, lexicon)
    return starts


def _of_one_word(first: Word, second: Word, lexicon: Lexicon) -> set[int]:
    """Give where the pieces among two neighbours begin.

    * Of two characters neither is rendered; or one is, and no list teaches either: its rendering is that of both
      (触达 "reach"). A character that is not rendered beside one that no list teaches belongs to it (抽穗).
    * Two that general Chinese has as one word (含水量) are pieces if neither is rendered, nor the longer one taught.
    * Of two characters one English word, which means neither, renders both (擦黑 "dusk").
    * A character that tells the kind of a compound (仪 of 监护仪, a monitor), and the longer word before it: each but
      where the translator renders it by what it means.
    * Two nouns of one character are one word (石凳), and so is a character, no verb, that the learner's lexicon does
      not have with the one beside it (稻秆).
    """
    both = (first, second)
    bare = {word.start for word in both if word.rendering is None}
    starts = {word.start for word in both}
    untaught = {word.start for word in both if lexicon.level(word.text) == Level()}
    if len(first.text) > 1 and lexicon.simplify(second.text) in _COMPOUND_ENDS:
        return {word.start for word in both if not is_rendered(word)}
    if not all(len(word.text) == 1 for word in both):
        is_listed = lexicon.counts.get(lexicon.simplify(first.text + second.text), 0) < 0
        is_one = is_listed and all(len(word.text) == 1 or word.start in untaught for word in both)
        return starts if bare == starts and is_one else set()
    if bare == starts or (bare and untaught == starts) or _is_one(first, second):
        return starts
    rare = {word.start for word in both if are_nouns(word) and not word.senses[0].pos}
    return starts if are_nouns(*both) else rare | (bare - untaught if untaught else set())


def _is_one(first: Word, second: Word) -> bool:
    """Whether the same English word, which means neither, renders two words."""
    if first.rendering is None or second.rendering is None or first.rendering.spans != second.rendering.spans:
        return False
    text = first.rendering.text
    return not any(shares_a_word(sense, text) for sense in (*first.glosses, *second.glosses))


def _is_content(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word neither holds a sentence together, as a particle does by its neutral tone (著), nor counts."""
    if [syllable[-1:] for syllable in word.syllables] == [_NEUTRAL]:
        return False
    text = lexicon.simplify(word.text)
    return word.kind in (WordKind.DICTIONARY, WordKind.UNKNOWN) and text not in GRAMMAR and text not in MEASURES
