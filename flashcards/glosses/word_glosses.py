"""The senses of a Chinese word as dictionary forms of English words, ready to be compared with a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FUNCTION_WORDS, ways, ways_of, words
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense

_NAME = re.compile(r"[A-Z][A-Za-z'’]+(?:(?:[ -]| of | and | for | for the | of the )[A-Z][A-Za-z]+)+")
"""A name of several words: World Trade Organization, People's Republic of China."""
_PLACEHOLDERS = frozenset("sb sth esp etc".split())  # noqa: SIM905  # words read better as words
_LATER_SENSE = 0.97
"""What a sense counts beside the one before it."""
_LENGTH_POWER = 0.7
"""How fast a gloss of several words counts less: two words of one say more than two words of five. With the sense's
rank set by hand on a trial of 225 linked pairs; the linker is fitted with both."""
_FUNCTION_SHARE = 0.3
"""A function word inside a longer gloss says little: it gets this share of the gloss's weight. Set by hand, too."""
_MOST_SENSES = 30
"""Of the words with one reading none has more senses."""


class Gloss(Record):
    """One way in which a sense puts a word: its dictionary forms, and how early the sense stands (0 to 1)."""

    lemmas: tuple[str, ...]
    content: tuple[str, ...]
    rank: float
    lemma_set: frozenset[str]


class Glosses(Record):
    """All glosses of a word.

    `phrases` are those of more than one word, each once. `whole` weighs English words that make up a gloss alone,
    `within` all that stand in one, less the longer it is.
    """

    phrases: tuple[Gloss, ...]
    whole: Mapping[str, float]
    within: Mapping[str, float]


@cached_in_lexicon
def gloss_lemmas(sense: Sense, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Give the ways a sense puts it, parted by semicolons, each as dictionary forms; remarks in brackets left out."""
    return tuple([tuple([_lemma(word, lexicon) for word in _worded(way)]) for way in worded_ways(sense)])


def worded_ways(sense: Sense) -> list[str]:
    """Give the ways a sense puts it as they are written, those that say something: "sth" alone does not."""
    return [way for way in ways_of(sense) if _worded(way)]


def _worded(way: str) -> list[str]:
    return [word for word in words(way) if word not in _PLACEHOLDERS]


def _lemma(word: str, lexicon: Lexicon) -> str:
    """Give the dictionary form in lower case; capitals alone are short for something: US is no form of we."""
    return word.lower() if len(word) > 1 and word.isupper() else lexicon.lemma(word.lower())


@cached_in_lexicon
def glosses(word: str, lexicon: Lexicon) -> Glosses:
    """Read all glosses of a Chinese word from its entries."""
    senses = [sense for entry in lexicon.entries(word) for sense in entry.senses]
    return _gathered(_read(senses, lexicon), _initials(senses))


def _read(senses: Iterable[Sense], lexicon: Lexicon) -> tuple[Gloss, ...]:
    glosses = []
    for rank, lemmas in enumerate(lemmas for sense in senses for lemmas in gloss_lemmas(sense, lexicon)):
        if rank == _MOST_SENSES:
            break
        content = tuple(t for t in lemmas if t not in FUNCTION_WORDS) or lemmas
        glosses.append(Gloss(lemmas, content, _LATER_SENSE**rank, frozenset(lemmas)))
    return tuple(glosses)


def _initials(senses: Iterable[Sense]) -> frozenset[str]:
    """Give what the names among glosses are shortened to: un and u.n. of United Nations."""
    names = (name for sense in senses for way in ways(sense.gloss) for name in _NAME.findall(way))
    letters = ([piece[0].lower() for piece in re.split(r"[ -]", name) if piece[0].isupper()] for name in names)
    return frozenset(
        form for initials in letters for form in ("".join(initials), "".join(f"{letter}." for letter in initials))
    )


def _gathered(glosses: tuple[Gloss, ...], initials: Iterable[str]) -> Glosses:
    whole: dict[str, float] = dict.fromkeys(initials, 1.0)
    within: dict[str, float] = {}
    for gloss in glosses:
        weight = gloss.rank / len(gloss.content) ** _LENGTH_POWER
        for lemma in gloss.lemmas:
            share = weight if lemma in gloss.content else weight * _FUNCTION_SHARE
            for part in (lemma, *lemma.split("-")) if "-" in lemma else (lemma,):
                within[part] = max(share, within.get(part, 0.0))
        if len(gloss.content) == 1:
            whole[gloss.content[0]] = max(gloss.rank, whole.get(gloss.content[0], 0.0))
    phrases = {gloss.lemma_set: gloss for gloss in reversed(glosses) if len(gloss.lemma_set) > 1}
    return Glosses(tuple(phrases.values()), whole, within)
