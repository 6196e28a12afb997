"""What is searched for on the pages: words of either language, or of a word how it is read.

*The idea:* pinyin is searched by the words that are read so, and only where nothing has it as English, as `library
find` does; else *he* would find every 和. The card of the word itself comes before those whose sentence holds it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.records import SentenceCard
from flashcards.review.listing import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.records import Word
    from flashcards.review.listing import Entry
    from flashcards.review.session import Session


def entries(every: Sequence[Entry], search: str, session: Session) -> Sequence[Entry]:
    """Give the entries that hold what is searched for; all where nothing is."""
    sought = searchable(search)
    if not sought:
        return every
    holding = [entry for entry in every if sought in entry.searched]
    reading = holding or [entry for entry in every if _is_read(entry, "".join(sought.split()), session)]
    return sorted(reading, key=lambda entry: not _is_of(entry, search.strip()))


def _is_of(entry: Entry, word: str) -> bool:
    """Whether an entry is the card of a word, or the word itself that has none."""
    return getattr(entry.of, "hanzi", "") == word or (entry.is_left and entry.of.word.text == word)


def _is_read(entry: Entry, sought: str, session: Session) -> bool:
    """Whether a word of an entry is read so, with its tones or without; of the card of a word that word alone."""
    return any(sought in _readings(word) for word in _words(entry, session))


def _words(entry: Entry, session: Session) -> Iterable[Word]:
    if entry.is_left:
        return (entry.of.word,)
    card = getattr(entry.of, "card", None)
    if card is not None:
        return card.annotated.words if isinstance(card, SentenceCard) else (card.term.example.word,)
    annotated = session.deck.annotated
    return annotated[entry.number].words if entry.key else ()


def _readings(word: Word) -> tuple[str, str]:
    spelt = orthography.word(word.syllables).casefold().replace(" ", "").replace("’", "").replace("'", "")
    letters = unicodedata.normalize("NFD", spelt)
    return spelt, "".join(letter for letter in letters if not unicodedata.combining(letter))
