"""What a card says of a word: its gloss in a sentence, the meaning of a term, and the translator's word beside it.

*The idea:* words of grammar do in nearly every sentence what a course says they do, and no list of senses says it as
shortly; so they have glosses of their own (`grammar.toml`). All other words have the sense that fits, and the
translator's word where it says something else.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from flashcards.glosses.comparison import in_short, shares_a_word, squeezed
from flashcards.lexicon.english import parted, without_asides, words
from flashcards.records import WordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flashcards.records import Sense, Term, Word


_MOST_SENSES = 3
"""Senses of a word that no sentence shows: as many as a learner takes in at once. Set by hand."""
_NEGATES = re.compile(r"\b(?:cannot|can't|not|never|no|unable)\b").search
"""Finds what says that something is not so, or cannot be done."""
_SURE, _SURE_OF_A_CHARACTER = 0.8, 0.9
"""From which chance of its link the translator's word stands beside a sense. A single character has many senses, of
which one or another holds any common word (放 "to put", beside "to set eyes on"). Chosen on six novels as what loses
fewest right ones of all that leave three wrong in a hundred; `docs/meanings.md` has the figures of all texts."""
_LEAST_PART = 4
"""Letters of a word that ends or begins a longer one: bookshelf, lifetime; shorter ones do so by chance."""
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"grey", "gray"),
        (r"tyre", "tire"),
        (r"ou(?=r(?:s|ed|ing|ful|ite|able|hood)?$)", "o"),  # colour
        (r"ll(?=ed|ing|er|or|ery)", "l"),  # traveller, counsellor
        (r"is(?=e[ds]?$|ing$|ations?$)", "iz"),  # organise
        (r"(?<=[tb])re(?=s?$)", "er"),  # centre, fibre
        (r"(?<=[fc])ence(?=s?$)", "ense"),  # defence, licence
        (r"ogue(?=s?$)", "og"),  # catalogue
        (r"(?<=gram)me(?=s?$)", ""),  # programme
        (r"ough(?=s?$)", "ow"),  # plough
        (r"ou(?=ld(?:s|y)?$|stache)", "o"),  # mould
    )
)
"""How British English spells what American spells otherwise (Merriam-Webster, s. vv.)."""


@cache
def _grammar() -> Mapping[str, Mapping[str, str]]:
    """Read the glosses of words of grammar, by word and reading."""
    table: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / "grammar.toml").read_text(encoding="utf-8"))
    return table


def gloss(word: Word) -> str:
    """Say what a word means in its sentence, '' where nothing is known of it."""
    if word.own_meaning:
        return word.own_meaning
    translated = word.rendering.text if word.rendering else ""
    grammar = _grammar().get(word.text, {}).get(" ".join(word.syllables))
    if grammar and word.kind is not WordKind.NAME:
        return grammar
    if not word.senses or not word.rendering:
        return word.senses[0].gloss if word.senses else translated
    shown = in_short(word.senses[0].gloss, translated) if translated else word.senses[0].gloss
    shown = parted(shown)[0]
    quoted = _quoted(word.senses[0], word)
    return f"{shown} (here: {quoted})" if quoted else shown


def meaning(term: Term) -> str:
    """Say in a few words what a term means here: the sense that fits, else the translator's word.

    Where both say the same, the translator's word stands for a sense that only explains it at length ("time" for
    "(concept of) time"), and the sense for a word that is but a part of it ("to grow up" for "grow"). The senses beside
    it add what they begin with ("to contribute; to devote; contribution"). What the learner's own list says stands as
    it is; of a word that no sentence shows all main senses are given.
    """
    if term.own_meaning:
        return term.own_meaning
    if term.example.is_bare:
        return "; ".join(sense.gloss for sense in main_senses(term))
    rendering = term.example.word.rendering
    translated = rendering.text if rendering else ""
    if not term.senses or not translated:
        first = term.senses[0].gloss if term.senses else translated
    else:
        first = _shortened(term.senses[0], translated)
    return "; ".join((first, *_added(term, first)))


def shared_way(sense: Sense, other: Sense) -> str:
    """Give the way of putting another sense that shares a word with a sense, '' where none does."""
    gloss = without_asides(sense.gloss)  # two that say "(in compounds)" are not the same
    return next((way for way in parted(other.gloss) if shares_a_word(gloss, without_asides(way))), "")


def _added(term: Term, shown: str) -> Iterator[str]:
    """Give a way of putting each sense beside the first, of which this is shown; once, hyphens aside.

    It is the way that says the same, without remarks, which stand with the first already; else what it begins with.
    """
    before = {squeezed(without_asides(way)) for way in parted(shown)}
    for other in term.beside:
        way = without_asides(shared_way(term.senses[0], other)).strip() or parted(other.gloss)[0]
        if squeezed(way) not in before:
            before.add(squeezed(way))
            yield way


def main_senses(term: Term) -> tuple[Sense, ...]:
    """Give the senses that a card shows before the others: the first with those beside it; or some, without a sentence.

    These are the learner's, where there are any; what only an editor's dictionary adds is for the others.
    """
    if term.own_meaning or not term.example.is_bare:
        return (*term.senses[:1], *term.beside)
    return tuple(sense for sense in term.senses if bool(sense.pos) == bool(term.senses[0].pos))[:_MOST_SENSES]


def _shortened(sense: Sense, translated: str) -> str:
    """Say a sense in few words; a learner's sense is short, and its dictionary form is not that of the translator."""
    return sense.gloss if sense.pos else in_short(sense.gloss, translated)


def says(sense: Sense, translated: str) -> bool:
    """Whether a card that shows the gloss of a sense says what the translator's words say."""
    return shares_a_word(sense.gloss, translated)


def here(term: Term) -> str:
    """Give the translator's word where it surely says something else than the sense that fits, else ''."""
    word = term.example.word
    if word.rendering and any(says(sense, word.rendering.quotation) for sense in term.beside):
        return ""
    return _quoted(term.senses[0], word) if term.senses else ""


def _quoted(sense: Sense, word: Word) -> str:
    """Give the translator's word as the dictionary writes it, '' where the sense says it or the dictionary does not.

    Nor is it said where its link is not sure enough; where it is but the sense in another spelling, or a part of a word
    of it; or where the sense negates what it does not: the translator did so with other words (看不清 "cannot see
    clearly": could make out nothing).
    """
    rendering = word.rendering
    if not rendering or rendering.confidence < (_SURE if len(word.text) > 1 else _SURE_OF_A_CHARACTER):
        return ""
    if _is_within(sense, rendering.quotation) or (_NEGATES(sense.gloss) and not _NEGATES(rendering.quotation)):
        return ""
    unhyphened = rendering.quotation.replace("-", " ")  # large-model beside "large model"
    ways = (rendering.quotation, rendering.text, unhyphened)
    return "" if any(says(sense, way) for way in ways) else rendering.quotation


def _is_within(sense: Sense, quotation: str) -> bool:
    """Whether a word is one of a gloss, spelt otherwise or in its plural, or what such a word begins or ends with."""
    word = _in_american(quotation.lower())
    written = {_in_american(each) for each in words(sense.gloss.lower(), split_hyphens=True)}
    if len(word) < _LEAST_PART:
        return not written.isdisjoint((word, f"{word}s"))
    return any(each.startswith(word) or each.endswith(word) for each in written)


@lru_cache(maxsize=1 << 14)  # the words of the glosses of a text come again and again
def _in_american(word: str) -> str:
    """Write a word as one spelling for British and American; it need be none that is in use."""
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word
