"""Whether a text tells what a word means in it, and which of its senses a card shows together.

A word of two characters means what it means nearly everywhere; a single one has many uses (冒: to risk, to give off),
or is a piece that the cut left over. Where the translation does not say which, more than half of the cards on such
characters were wrong when they were read by a teacher, against one in ten of all others; so they get none. Those with
one reading and one sense in the learner's lexicon (惹 "to provoke") do: of 77 that the translation passed over, in
novels, news and talk, three were wrong. So do verbs that lessons teach by themselves (熬 "to endure").

A Chinese word is often a noun and a verb, and its translation tells little of which: 做贡献 is put as "to contribute".
Of 83 faults that teachers saw in ten texts, 24 were such a word shown as the other part of speech. Both are right
to learn, so a card shows both: "to contribute; to devote; contribution".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import shares_a_word
from flashcards.glosses.wording import shared_way
from flashcards.lexicon.english import content_words, without_asides
from flashcards.senses import Rule, chances_of, rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Sense, Word

_UNTOLD = (Rule.LIKELIEST, Rule.NEAREST)
"""The rules by which a sense comes first though nothing in the translation says it."""
_KINDS = frozenset(("n", "v", "adj", "adv", "comp", "conj"))
"""The parts of speech between which a word goes over with its meaning; measure words and particles mean another."""
_MOST_LISTED = 2
"""Senses of CC-CEDICT that stand beside its first: three ways of putting a word are what a learner takes in at once."""
_LISTED_WORDS = 4
"""Words with content of such a sense at most: longer ones explain, and would hide the short ones. Both set by hand."""
_LITERAL, _FIGURATIVE = "(lit.)", "(fig.)"
"""How the compiled CC-CEDICT begins what the characters of a phrase say, and what is meant by them."""
_POINTER = "variant of"
"""What CC-CEDICT says of a word that may be written as another."""
_MOST_CONTENT = 2
"""Words with content of a gloss that says the same as another part of speech; "to find new sources of income" says
more than "open-source". Set by hand."""
_LEAST_TAUGHT, _SURE = 4, 0.55
"""The level of HSK 2.0 from which on a character has a card by its likeliest sense, and how likely that must be of a
verb. What this edition teaches is a word by itself (夸 to praise, 攒 to save up); of 28 such places in 24 texts, read
by hand, 26 had the sense that is shown. Of nouns and adjectives, and of characters that only HSK 3.0 lists, a third was
another word's piece or another sense (根, 硬, 亏)."""
_CONTENDS = 0.2
"""The probability from which on another sense stands beside the first where nothing in the translation tells which is
meant (相当 "to be equal to; quite"). Set by hand: of 16 judged cards that it adds a sense to four had been wrong
or doubtful, and the others are as right with it."""


def is_untold(places: Iterable[tuple[AnnotatedPair, Word]], lexicon: Lexicon) -> bool:
    """Tell whether a character has several senses of which no translation of its places says one.

    A text without a translation tells nothing, and is not asked.
    """
    asked = [word for pair, word in places if pair.pair.english_text]
    return bool(asked) and all(
        len(word.text) == 1 and _is_guessed(word, lexicon) and not _is_plain(word, lexicon) for word in asked
    )


def _is_plain(word: Word, lexicon: Lexicon) -> bool:
    """Whether a character means what it says first of all, though nothing in the translation tells so."""
    return _has_one_use(word, lexicon) or _is_taught(word, lexicon)


def _is_taught(word: Word, lexicon: Lexicon) -> bool:
    """Whether HSK 2.0 teaches a character by itself, and it has one sense here or is most likely a verb."""
    level = lexicon.level(word.text).hsk2
    first = word.senses[0]
    if level is None or level < _LEAST_TAUGHT or not first.pos or word.context is None:
        return False
    is_one = sum(bool(sense.pos) for sense in word.senses) == 1
    return is_one or (first.pos == "v" and chances_of(word.context, lexicon)[first] >= _SURE)


def _has_one_use(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word that nothing renders has but one reading and one sense in the learner's lexicon."""
    learned = [entry for entry in lexicon.entries(word.text) if any(sense.pos for sense in entry.senses)]
    is_one = len(learned) == 1 and sum(bool(sense.pos) for sense in learned[0].senses) == 1
    return is_one and bool(word.senses[0].pos) and word.rendering is None


def _is_guessed(word: Word, lexicon: Lexicon) -> bool:
    """Whether the first of several senses is but the likeliest, and no sure rendering stands beside it."""
    if word.context is None or rank(word.context, lexicon).rule not in _UNTOLD:
        return False
    return word.rendering is None or not word.rendering.quotation


def beside(word: Word, lexicon: Lexicon) -> tuple[Sense, ...]:
    """Give the senses of a word that a card shows beside its first.

    They are those of another part of speech that say the same (困难 "difficulty; difficult"), and, where nothing in
    the translation tells the sense, one that is about as likely. Beside what CC-CEDICT alone says stands what the word
    means first of all (人员 "crew; personnel").
    """
    first, *others = word.senses or (None,)
    if first is None or word.own_meaning:
        return ()
    if not first.pos:
        usual = next((sense for sense in others if sense.pos in _KINDS), None)
        if usual:
            return () if shares_a_word(first.gloss, usual.gloss) else (usual,)
        return _listed(word, first, others, lexicon)
    if first.pos not in _KINDS:
        return ()
    learned = [sense for sense in others if sense.pos in _KINDS]
    kin = tuple(sense for sense in learned if sense.pos != first.pos and _is_kin(first, sense))
    return kin or _contender(word, learned, lexicon)


def _is_kin(first: Sense, other: Sense) -> bool:
    """Whether two senses say the same, each as its part of speech does."""
    return len(content_words(without_asides(shared_way(first, other)))) in range(1, _MOST_CONTENT + 1)


def _listed(word: Word, first: Sense, others: Iterable[Sense], lexicon: Lexicon) -> tuple[Sense, ...]:
    """Give short senses that CC-CEDICT lists with the first, if nothing in the translation tells the sense.

    CC-CEDICT parts what is nearly the same (稳当 reliable / secure / stable / firm): one of these alone misleads. The
    figurative sense stands beside the literal one whatever the translation tells.
    """
    if first.gloss.startswith(_LITERAL):
        return tuple(sense for sense in others if sense.gloss.startswith(_FIGURATIVE))[:1]
    if len(word.text) == 1 or not _is_guessed(word, lexicon):
        return ()
    return tuple(sense for sense in others if _is_listed_with(first, sense))[:_MOST_LISTED]


def _is_listed_with(first: Sense, other: Sense) -> bool:
    """Whether a sense of CC-CEDICT is short, said without reserve, and of the same kind of word as another.

    A word that is written so as well is none (女工, 女红).
    """
    if _POINTER in other.gloss:
        return False
    is_short = len(content_words(without_asides(other.gloss))) in range(1, _LISTED_WORDS + 1)
    return other.is_verb == first.is_verb and is_short and not other.gloss.startswith("(")


def _contender(word: Word, candidates: Iterable[Sense], lexicon: Lexicon) -> tuple[Sense, ...]:
    """Give the likeliest of other senses, if it is likely enough and nothing in the translation tells the sense."""
    if not _is_guessed(word, lexicon):
        return ()
    likely = chances_of(word.context, lexicon) if word.context else {}
    best = max(candidates, key=lambda sense: likely.get(sense, 0.0), default=None)
    return (best,) if best and likely.get(best, 0.0) >= _CONTENDS else ()
