"""Cards of words: a term with its level and sub-deck, and the characters that it is made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flashcards.cards import filing
from flashcards.glosses.characters import sense_within
from flashcards.records import Character, VocabularyCard, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Term

NAMES = "Names"
"""The sub-deck of names, where they have one."""

_OTHERS = 4
"""Other words of a deck that are named beside a character: a line of a phone."""


def vocabulary_cards(
    terms: Sequence[Term],
    *,
    source: str,
    tags: Sequence[str] = (),
    names: bool = False,
    lexicon: Lexicon | None = None,
) -> tuple[VocabularyCard, ...]:
    """Make a card of every term, in the order given; `source` and `tags` as in `sentence_cards`.

    Terms are also tagged with their level, as `filing.levels` writes it; names with `name`, and with `names` they go
    into a sub-deck of their own. With a `lexicon` a card knows the characters of its word.
    """
    cards = tuple(
        VocabularyCard(
            term,
            filing.origin(source, term.example.annotated.pair),
            position,
            (
                *filing.tags(source, tags, term.example.annotated.pair, is_confirmed=term.is_confirmed),
                *filing.levels(term.level),
                *[filing.NAME] * term.is_name,
            ),
            NAMES if names and term.is_name else "",
            term.example.annotated.pair.chinese[0].chapter,
        )
        for position, term in enumerate(terms, 1)
    )
    return cards if lexicon is None else tuple(with_characters(cards, [term.text for term in terms], lexicon))


def with_characters(
    cards: Iterable[VocabularyCard], words: Iterable[str], lexicon: Lexicon
) -> Iterator[VocabularyCard]:
    """Take each word of several characters apart, and name other `words` of the deck that hold each of them."""
    holders = _holders(words)
    return (_apart(card, holders, partial(_gloss, term=card.term, lexicon=lexicon)) for card in cards)


def with_holders(cards: Iterable[VocabularyCard], words: Iterable[str]) -> Iterator[VocabularyCard]:
    """Name other `words` beside the characters of words that were taken apart in a deck of other words."""
    holders = _holders(words)
    for card in cards:
        glosses = {(each.text, each.syllable): each.gloss for each in card.characters}
        yield _apart(card, holders, partial(_known, glosses=glosses))


def _holders(words: Iterable[str]) -> dict[str, dict[str, None]]:
    """List by each character the first words that hold it."""
    holders: dict[str, dict[str, None]] = {}
    for word in words:
        for char in word:
            known = holders.setdefault(char, {})
            if len(known) <= _OTHERS:  # one may be the word itself
                known[word] = None
    return holders


def _known(char: str, syllable: str, glosses: Mapping[tuple[str, str], str]) -> str:
    return glosses.get((char, syllable), "")


def _apart(
    card: VocabularyCard, holders: Mapping[str, Iterable[str]], gloss: Callable[[str, str], str]
) -> VocabularyCard:
    return replace(card, characters=_characters(card.term, holders, gloss)) if len(card.term.text) > 1 else card


def _characters(
    term: Term, holders: Mapping[str, Iterable[str]], gloss_of: Callable[[str, str], str]
) -> tuple[Character, ...]:
    if len(term.syllables) != len(term.text):
        return ()
    characters = {}
    for char, syllable in zip(term.text, term.syllables, strict=True):
        gloss = gloss_of(char, syllable.lower())
        others = tuple(word for word in holders[char] if word != term.text)[:_OTHERS]
        if gloss or others:
            characters[char] = Character(char, syllable.lower(), gloss, others)
    return tuple(characters.values())


def _gloss(char: str, syllable: str, term: Term, lexicon: Lexicon) -> str:
    """Say what a character means in this reading inside a word, its neutral tone taken for any."""
    entries = [entry for entry in lexicon.entries(char) if not entry.syllables[0][:1].isupper()]
    same = [e for e in entries if e.syllables[0].lower() == syllable]
    alike = [e for e in entries if syllable.endswith("5") and e.syllables[0].lower()[:-1] == syllable[:-1]]
    senses = next((entry.senses for entry in (*same, *alike) if entry.senses), ())
    sense = sense_within(senses, term.simplified or term.text, _meanings(term))
    return sense.gloss if sense else ""


def _meanings(term: Term) -> tuple[str, ...]:
    """Give what a term means here: its first sense, else how the translator put it.

    What a person typed may say it in other words, and its characters mean the same as before.
    """
    return (term.glosses if term.own_meaning else term.glosses[:1]) or tuple(text for text, _ in term.renderings[:1])
