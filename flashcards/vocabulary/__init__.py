"""Which words of a text are worth a card, and what stands on it.

*The idea:* whether a learner should see a word is decided here and nowhere else, by rules that can be said in one line
each; what is left out comes back with the rule that left it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese.syllables import small
from flashcards.common.memory import afresh, steady
from flashcards.glosses.characters import sense_within
from flashcards.learner import BEGINNERS, Learner
from flashcards.lexicon import scripts
from flashcards.records import Record, Term, field, replace
from flashcards.settings import Names
from flashcards.vocabulary import _headwords
from flashcards.vocabulary._examples import Examples
from flashcards.vocabulary._exclusions import (
    FUNCTION_WORD,
    GRAMMAR,
    MEASURE_WORD,
    NAME,
    NOT_CHINESE,
    PART,
    is_name,
    why_not,
)
from flashcards.vocabulary._formed import parts
from flashcards.vocabulary._headwords import with_headwords
from flashcards.vocabulary._meanings import beside, is_untold
from flashcards.vocabulary._occurrences import Gathered, gather
from flashcards.vocabulary._order import easiest_first, order_sentences, order_terms
from flashcards.vocabulary._other_senses import in_another_sense
from flashcards.vocabulary._parted import parted
from flashcards.vocabulary._phrases import Phrases, is_half, with_lacking
from flashcards.vocabulary._unsure import is_unsure
from flashcards.vocabulary._verdicts import Standing, Verdict, Worth
from flashcards.vocabulary._worth import central, weigh
from flashcards.vocabulary.word_difficulty import difficulty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from flashcards.common.memory import Remember
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word
    from flashcards.settings import Order, Settings

__all__ = [
    "Choice",
    "Examples",
    "Standing",
    "Verdict",
    "Worth",
    "as_written",
    "central",
    "choose",
    "difficulty",
    "easiest_first",
    "in_order",
    "judge",
    "parted",
    "with_headwords",
]

OVER = "over the limit"
UNTOLD = "a character of several meanings, and the translation does not tell which"
UNSURE = "may be parts of other words, as another cut is about as likely"
HALF = "not in the dictionary, and rendered by what a part of it means"
FORMED, FORMED_OF_BEGINNERS = "formed of words you know", "formed of beginner's words"
TAKEN_FOR_KNOWN = frozenset((BEGINNERS, FORMED_OF_BEGINNERS))
"""Reasons of words that count as known though nobody called them so."""
GRAMMATICAL = frozenset((FUNCTION_WORD, MEASURE_WORD))
"""Reasons of words that hold a sentence together."""


class Choice(Record):
    """The terms worth a card, in the order in which they are to be learned, and a verdict on every word of the text.

    The verdicts are in the order of the text; `new` holds for each pair that was given the words that the learner does
    not know; `learner` is for whom was chosen.
    """

    terms: tuple[Term, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    new: tuple[tuple[Word, ...], ...] = ()
    learner: Learner = field(default_factory=Learner)

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Every other word of the text, once, with the reason why it gets no card."""
        reasons: dict[str, str] = {}
        for verdict in self.verdicts:
            if verdict.standing is not Standing.TAKEN:
                reasons.setdefault(verdict.word.text, verdict.reason)
        return tuple(reasons.items())


def choose(
    pairs: Sequence[AnnotatedPair],
    known: Learner,
    lexicon: Lexicon,
    settings: Settings,
    remember: Remember = afresh,
) -> Choice:
    """Choose the terms of a text for a learner."""
    known = steady(known, remember)
    pairs = [remember(with_headwords, pair, lexicon, remember) for pair in pairs]
    judged = [
        (gathered, remember(_verdict, gathered, known, lexicon, settings.names, settings.min_count))
        for word in gather(pairs, lexicon, remember)
        for gathered in remember(_by_sense, word, known, lexicon)
    ]
    judged = [gathered for gathered in judged if gathered[1].reason != NOT_CHINESE]
    running = sum(verdict.running for _, verdict in judged)
    new = _new_words(pairs, judged)
    examples = remember(Examples, lexicon)
    weighed = [
        _weighed(verdict, remember(_term, gathered, examples, lexicon), running, known)
        if verdict.standing is Standing.TAKEN
        else verdict
        for gathered, verdict in judged
    ]
    verdicts = limited(weighed, settings.limit, known.wanted)
    terms = [v.term for v in verdicts if v.term and v.standing is Standing.TAKEN]
    order = order_terms(terms, [new[id(term.example.origin)] for term in terms], settings.order, lexicon)
    return Choice(
        terms=tuple(terms[number] for number in order),
        verdicts=tuple(verdicts),
        new=tuple(new[id(gathered)] for gathered in pairs),
        learner=known,
    )


def as_written(pairs: Sequence[AnnotatedPair], lexicon: Lexicon, remember: Remember = afresh) -> list[AnnotatedPair]:
    """Give the pairs of a text with the words that have cards whole, as far as pinyin writes them together.

    So a sentence says 锚点 máodiǎn where the card does, and explains it by what it means as one.
    """
    whole = [remember(with_headwords, pair, lexicon, remember) for pair in pairs]
    shown = Phrases(whole, lexicon, remember).shown
    written = [remember(_headwords.as_written, pair, lexicon, remember) for pair in pairs]
    return [remember(with_lacking, pair, terms, lexicon) for pair, terms in zip(written, shown, strict=True)]


def in_order(pairs: Sequence[AnnotatedPair], choice: Choice, order: Order, lexicon: Lexicon) -> list[AnnotatedPair]:
    """Give the pairs from which was chosen in the order in which their sentences are to be learned."""
    return [pairs[number] for number in order_sentences(choice.new, order, lexicon)]


def _new_words(
    pairs: Sequence[AnnotatedPair], judged: Iterable[tuple[Gathered, Verdict]]
) -> dict[int, tuple[Word, ...]]:
    """Give the words of each pair, by its identity, that the learner does not know."""
    new: dict[int, list[Word]] = {id(pair): [] for pair in pairs}
    for gathered, verdict in judged:
        if verdict.standing in (Standing.TAKEN, Standing.LEFT):
            for pair, word in gathered.places:
                new[id(pair)].append(word)
    return {key: tuple(words) for key, words in new.items()}


def _by_sense(gathered: Gathered, known: Learner, lexicon: Lexicon) -> tuple[Gathered, ...]:
    """Part a word that is known in its first sense alone: the places where it surely has another, and the rest."""
    _, reason = judge(gathered.places[0][1], known, lexicon, is_phrase=gathered.is_phrase)
    if reason not in {BEGINNERS, MEASURE_WORD}:
        return (gathered,)
    others = in_another_sense(gathered.places, lexicon, counts=reason == MEASURE_WORD)
    if not others:
        return (gathered,)
    starts = {(id(pair), word.start) for pair, word in others}
    rest = tuple(place for place in gathered.places if (id(place[0]), place[1].start) not in starts)
    apart = replace(gathered, places=others, running=len(others), cut_off=0, is_told_apart=True)
    return (apart, replace(gathered, places=rest, running=len(rest), cut_off=0)) if rest else (apart,)


def _verdict(gathered: Gathered, known: Learner, lexicon: Lexicon, names: Names, least: int) -> Verdict:
    """Judge a word by the rules; a word that none of them leaves out is taken, as far as they can tell."""
    place, word = gathered.places[0]
    standing, reason = judge(word, known, lexicon, is_phrase=gathered.is_phrase)
    if gathered.is_told_apart:
        standing, reason = Standing.TAKEN, ""
    if lexicon.simplify(word.text) in known.wanted:
        return Verdict(word, len(gathered.places), gathered.running, Standing.TAKEN, place=place)
    if standing is Standing.TAKEN and gathered.is_loose:
        standing, reason = Standing.LEFT, PART
    rendered = next((other for _, other in gathered.places if other.rendering), word)
    if standing is Standing.TAKEN and is_half(rendered, len(gathered.places), lexicon):
        standing, reason = Standing.LEFT, HALF
    if standing is Standing.TAKEN and is_unsure(gathered.places):
        standing, reason = Standing.LEFT, UNSURE
    if standing is Standing.TAKEN and is_untold(gathered.places, lexicon):
        standing, reason = Standing.LEFT, UNTOLD
    if reason == NAME and names is not Names.EXCLUDE and (word.senses or word.rendering):
        reason = known.knows(word.text, lexicon)
        standing = Standing.KNOWN if reason else Standing.TAKEN
    if standing is Standing.TAKEN and len(gathered.places) < least:
        standing, reason = Standing.LEFT, f"stands fewer than {least} times"
    return Verdict(word, len(gathered.places), gathered.running, standing, reason, place=place)


def judge(word: Word, known: Learner, lexicon: Lexicon, *, is_phrase: bool = False) -> tuple[Standing, str]:
    """Tell how a word stands to a learner, and why; a phrase that the text shows is no dictionary word to be judged."""
    if lexicon.simplify(word.text) in known.ignored:
        return Standing.APART, "ignored by you"
    standing, reason = (Standing.TAKEN, "") if is_phrase else why_not(word, lexicon)
    if standing in (Standing.TAKEN, Standing.LEFT):
        if known_by := known.knows(word.text, lexicon):
            return Standing.KNOWN, known_by
        made_of = () if is_phrase else parts(word, lexicon)
        if made_of and all(known.knows(part, lexicon) or part in GRAMMAR for part in made_of):
            return Standing.KNOWN, FORMED if known.is_told else FORMED_OF_BEGINNERS
    return standing, reason


def _weighed(verdict: Verdict, term: Term, running: int, known: Learner) -> Verdict:
    return replace(verdict, term=term, worth=weigh(term, running, known))


def limited(verdicts: Sequence[Verdict], limit: int | None, wanted: Collection[str] = ()) -> list[Verdict]:
    """Leave out what is worth less than the limit allows, `wanted` last; of equal words the first of the text stays."""

    def rank(verdict: Verdict) -> tuple[bool, float]:
        is_wanted = verdict.term is not None and verdict.term.simplified in wanted
        return not is_wanted, -verdict.worth.total if verdict.worth else 0.0

    weighed = sorted((v for v in verdicts if v.worth is not None), key=rank)
    over = {id(verdict) for verdict in weighed[limit:]} if limit is not None else set()
    return [replace(v, standing=Standing.LEFT, reason=OVER) if id(v) in over else v for v in verdicts]


def _term(gathered: Gathered, examples: Examples, lexicon: Lexicon) -> Term:
    renderings = gathered.renderings
    example = examples.best(gathered.places, renderings[0][0] if renderings else "")
    word = example.word
    entry = next((e for e in lexicon.entries(word.text) if small(e.syllables) == small(word.syllables)), None)
    simplified, traditional = _in_both_scripts(word, example.annotated, lexicon)
    return Term(
        text=word.text,
        traditional=traditional,
        syllables=word.syllables,
        senses=word.senses,
        classifiers=entry.classifiers if entry else (),
        renderings=renderings,
        level=lexicon.level(word.text),
        frequency=lexicon.frequency(word.text),
        count=len(gathered.places),
        example=example,
        simplified=simplified,
        main_sense=entry.senses[0].gloss if entry else "",
        parts=() if word.senses else _parts(word, lexicon),
        is_name=not gathered.is_phrase and is_name(word),
        own_meaning=word.own_meaning,
        beside=beside(word, lexicon),
        breaks=word.breaks,
    )


def _in_both_scripts(word: Word, annotated: AnnotatedPair, lexicon: Lexicon) -> tuple[str, str]:
    """Write a word in simplified and in traditional characters, as its sentence has it where that is in both.

    A parted verb is written by itself (吃亏 of 吃過虧).
    """
    text, twin = annotated.pair.chinese_text, annotated.pair.other_script
    traditional = scripts.traditional([word], lexicon)
    if word.text != text[word.start : word.end]:
        return lexicon.simplify(word.text), traditional
    simplified = lexicon.simplify(text)
    if simplified == text and twin:
        traditional = twin[word.start : word.end]
    return (twin if twin and simplified != text else simplified)[word.start : word.end], traditional


def _parts(word: Word, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Take a term apart into words, each with the sense that the translator's words go with, else its likeliest."""
    translated = word.rendering.text if word.rendering else ""
    parts = ((e, sense_within(e.senses, word.text, [translated])) for e in scripts.parts(word, lexicon))
    return tuple((entry.simplified, sense.gloss) for entry, sense in parts if sense)
