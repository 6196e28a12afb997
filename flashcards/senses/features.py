"""What speaks for a sense of a word in its context: named values, the same for training and for serving.

A dictionary puts 究竟 as "outcome" first; before a verb it is "after all". Each sense is described by its place in the
dictionary, by its form (a verb's begins with "to", an adverb's often ends in -ly), by how common its English is, by
what stands before and after the word, by the English words that render it or nothing, and by how the word is usually
translated. `SOURCES` lists the functions that do so; another term of the ranking is one more function there, and a
weight for each name that it gives.
"""

from __future__ import annotations

import re
from math import log, sqrt
from typing import TYPE_CHECKING, TypeAlias

from flashcards.glosses.comparison import fit, phrase
from flashcards.glosses.english_types import english_type
from flashcards.glosses.nearness import nearness, relatedness
from flashcards.glosses.vectors import Space
from flashcards.glosses.word_glosses import gloss_lemmas
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FUNCTION_WORDS, asides, tokenize, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, SenseContext

_KINDS = {
    "v": "verb", "adv": "adverb", "n": "noun", "adj": "adjective", "mw": "measure", "comp": "complement",
}  # fmt: skip
"""The kinds of words that what stands about a word can tell, by the parts of speech of the learner's lexicon."""

Values: TypeAlias = dict[str, float]
"""Values by name; a name that is not there stands for 0."""

_LABELLED = re.compile(r"\b(?:literary|old|archaic|dialect|Tw|slang|loanword|surname|abbr)\b")
_COARSE = re.compile(r"\b(?:sexual|vulgar|rude|derogatory|slang|coarse|genital|prostitut|penis|fuck)|\(a girl\)")
_SAYS_NOTHING = FUNCTION_WORDS | {"'s"}
"""What is no word of a gloss: "to open one's mouth" is as common as "mouth"."""
_DATED = re.compile(r"\((?:literary|old|archaic|dialect|Tw)\b")
_FIELD = re.compile(r"\((?!of |sth|sb|to |a |the |in |on |at )[^)]*\) ")
_MOST_RANK = 6
"""Senses further down are as rare as this one."""
_MOST_WORDS = 6
"""A gloss of more words explains, and is as little shown as one of six."""
_COMMON = 5.5
"""Commoner English words are no likelier: "get" and "make" stand in senses of every kind."""
_LEAST_NEARNESS = 0.45
"""Less is what any two words have in common. Chosen with the weights of nearness."""
_NEAR_TO_UNLINKED = 0.65
"""Of common English words taken at random two in a hundred lie as near to each other."""

_HOLDS = 0.6
"""The fit from which on a sense holds a usual translation, as `scripts/fit_senses.py` has it for renderings."""
_LEAST_USUAL = 0.01
"""Half of the least share that the table of usual translations holds."""


def features(senses: tuple[Sense, ...], context: SenseContext, lexicon: Lexicon) -> list[Values]:
    """Describe each sense of a word in its context."""
    described: list[Values] = [{} for _ in senses]
    for source in SOURCES:
        for values, more in zip(described, source(senses, context, lexicon), strict=True):
            values.update(more)
    return described


def kind_of(sense: Sense) -> str:
    """Name the kind of word whose sense this is, '' where the dictionary does not tell."""
    if sense.pos:
        return _KINDS.get(sense.pos, "")
    return "verb" if sense.is_verb else "adverb" if sense.is_adverb else ""


def _by_place(senses: tuple[Sense, ...], context: SenseContext, _lexicon: Lexicon) -> list[Values]:
    """Say how late a sense stands in the dictionary, and which is first there for a sentence without translation."""
    return [
        {"rank": sqrt(min(rank, _MOST_RANK)), "later": sqrt(rank), "first, untranslated": not rank and context.is_alone}
        for rank in range(len(senses))
    ]


def _by_form(senses: tuple[Sense, ...], _context: SenseContext, lexicon: Lexicon) -> list[Values]:
    """Say what kind of gloss it is, and how common its English."""
    return [_form(sense, lexicon) for sense in senses]


@cached_in_lexicon
def _form(sense: Sense, lexicon: Lexicon) -> Values:
    ways = [[word for word in way if word not in _SAYS_NOTHING] for way in gloss_lemmas(sense, lexicon)]
    frequencies = [[lexicon.english_frequency(piece) for word in way for piece in word.split("-")] for way in ways]
    first = frequencies[0] if frequencies else []
    kind, is_coarse = kind_of(sense), bool(_COARSE.search(sense.gloss))
    values = {
        "labelled": bool(_LABELLED.search(sense.gloss)),
        "bound form": "(bound form)" in sense.gloss,
        "of a field": bool(_FIELD.match(sense.gloss)),
        "length": min(len(ways[0]) if ways else 0, _MOST_WORDS) ** 0.5,
        "no English": not first and not sense.pos,  # a measure word of the learner's lexicon has none to be rendered by
        "English": min(_COMMON, max((max(group, default=0.0) for group in frequencies), default=0.0)),
        "rarest English": min(_COMMON, min(first, default=0.0)),
        "synonyms": len(ways) > 1,
        "figurative": "(fig" in sense.gloss,
        "coarse": is_coarse,
        "dated": not is_coarse and bool(_DATED.search(sense.gloss)),
    }
    return {kind: 1.0} | values if kind else values


def _by_neighbours(senses: tuple[Sense, ...], context: SenseContext, _lexicon: Lexicon) -> list[Values]:
    """Say what stands about a word of some kind."""
    kinds = map(kind_of, senses)
    return [dict.fromkeys((f"{kind} {place}" for place in context.around), 1.0) if kind else {} for kind in kinds]


def _by_cue(senses: tuple[Sense, ...], context: SenseContext, _lexicon: Lexicon) -> list[Values]:
    """Say which sense a phrase of the lexicon or a rule about the neighbours tells."""
    return [{"told by its neighbours": sense.gloss == context.cue} if context.cue else {} for sense in senses]


def _by_rendering(senses: tuple[Sense, ...], context: SenseContext, lexicon: Lexicon) -> list[Values]:
    """Say how near a sense lies to the English words that render the word, and whether its remarks name one."""
    content = [token for token in (english_type(text, lexicon) for text in context.rendered) if not token.is_function]
    if not content:
        return [{} for _ in senses]
    near = nearness(senses, lexicon.derived(Space).of_tokens(content), lexicon).tolist()
    kin = relatedness(senses, content, lexicon).tolist()
    named = {form for token in content for form in (token.text, token.lemma)}
    remarks = ({word for aside in asides(sense.gloss.lower()) for word in words(aside)} for sense in senses)
    return [
        {
            "near the rendering": value if value >= _LEAST_NEARNESS else 0.0,
            "kin to the rendering": relative,
            "names the rendering": not named.isdisjoint(remark),
        }
        for value, relative, remark in zip(near, kin, remarks, strict=True)
    ]


def _by_unlinked(senses: tuple[Sense, ...], context: SenseContext, lexicon: Lexicon) -> list[Values]:
    """Say how near a sense lies to an English word that renders no other word."""
    tokens = [english_type(text, lexicon) for text in context.unlinked]
    near = nearness(senses, lexicon.derived(Space).of_tokens(tokens), lexicon).tolist()
    return [{"near an unlinked word": value} if value >= _NEAR_TO_UNLINKED else {} for value in near]


def _by_usage(senses: tuple[Sense, ...], context: SenseContext, lexicon: Lexicon) -> list[Values]:
    """Say how usually a sense is meant: by how translators put the word elsewhere, and by the learner's lexicon."""
    shares = _shares((context.word, senses), lexicon)
    learned = [bool(sense.pos) for sense in senses]
    return [
        {
            "usual": log((best + _LEAST_USUAL) / _LEAST_USUAL),
            "usual in all": share,
            "not usual": is_known * (not best),
            "learned": has_pos,
            "learned later": has_pos * sqrt(sum(learned[:place])),
        }
        for place, (has_pos, (best, share, is_known)) in enumerate(zip(learned, shares, strict=True))
    ]


@cached_in_lexicon
def _shares(key: tuple[str, tuple[Sense, ...]], lexicon: Lexicon) -> list[tuple[float, float, bool]]:
    """Give for each sense of a word the share of the likeliest usual translation that it holds, and of all it holds.

    The third value tells whether any usual translation of the word is known.
    """
    word, senses = key
    usual = lexicon.usual(word)
    ways = [[token.text for token in tokenize(way.english)] for way in usual]
    lexicon.read_english(text for way in ways for text in way)
    phrases = [phrase([english_type(text, lexicon) for text in way]) for way in ways]
    held = [
        [way.probability for way, put in zip(usual, phrases, strict=True) if fit(sense, put, lexicon) >= _HOLDS]
        for sense in senses
    ]
    return [(max(shares, default=0.0), sum(shares), bool(usual)) for shares in held]


SOURCES: tuple[Callable[[tuple[Sense, ...], SenseContext, Lexicon], Sequence[Values]], ...] = (
    _by_place,
    _by_form,
    _by_neighbours,
    _by_cue,
    _by_rendering,
    _by_unlinked,
    _by_usage,
)
"""What gives the features of all senses of a word, one value a name and sense.

A name counts nothing until it has a weight: fitted by `scripts/fit_senses.py --write`, or in `ranking.BY_HAND` with its
reason. What needs a new field of `SenseContext` is filled in `contexts.py`.
"""
