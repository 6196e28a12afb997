"""The entries of each view of a text as it stands: what all its items are looked through by, at each request.

*The idea:* a book has ten thousands of items, and a page shows a few. So an entry holds what all are searched, sorted
and counted by, and what stands on the page is made of those that are shown. While what it was made of is the same
object, an entry is that of before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from flashcards import output
from flashcards.anki import HINTS
from flashcards.common.memory import afresh
from flashcards.corrections import CardChoice
from flashcards.corrections.words import values_of
from flashcards.records import Record, SentenceCard, replace
from flashcards.review import doubts
from flashcards.review.card_places import annotated_of
from flashcards.review.edits import source
from flashcards.vocabulary import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.anki import Note
    from flashcards.common.memory import Remember
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Card
    from flashcards.review.rebuilding import State
    from flashcards.settings import Settings
    from flashcards.vocabulary import Verdict


class Noted(NamedTuple):
    """A note, by its outline, and the card that it is made of."""

    note: Note
    card: Card

    @property
    def pair(self) -> AlignedPair:
        """The pair that the card shows, or a part of it."""
        return annotated_of(self.card).pair

    @property
    def hanzi(self) -> str:
        """The word, or the sentence in one line."""
        if isinstance(self.card, SentenceCard):
            return " ".join(self.pair.chinese_text.split())
        return self.card.term.text


class Entry(Record):
    """An item of a view: what it is made of, by what it is searched and known as read, how doubtful it is, and why.

    `number` is that of its pair in the text, from 0. One that `is_left` is not in the deck. Who has read it has read,
    too, what is known by the keys `also`.
    """

    of: Any
    searched: str
    key: str = ""
    doubt: float = 0.0
    reason: str = ""
    number: int = 0
    is_left: bool = False
    also: tuple[str, ...] = ()


_Kept = dict[tuple[int, ...], tuple[Entry, ...]]
"""Entries by the ids of what they are made of, which they hold, so that an id stays its own."""


@dataclass
class Listing:
    """The entries of a text in a state of it; `kept` are those that were made for states before, by view.

    The lexicon is that of the thread that makes them.
    """

    state: State
    settings: Settings
    lexicon: Lexicon
    remember: Remember = afresh
    kept: dict[str, _Kept] = field(default_factory=dict)

    def after(self, state: State, lexicon: Lexicon) -> Listing:
        """Make the listing of a later state."""
        return Listing(state, self.settings, lexicon, self.remember, dict(self.kept))

    def prepare(self) -> None:
        """Make all entries now, before somebody waits for them."""
        _ = self.pairs, self.words, self.cards

    @cached_property
    def pairs(self) -> tuple[Entry, ...]:
        """All pairs."""
        make = partial(_of_pair, is_translated=any(each.pair.english for each in self.state.deck.annotated))
        return self._of_each("pairs", lambda each: (id(each.pair),), make)

    @cached_property
    def words(self) -> tuple[Entry, ...]:
        """All pairs whose words were found, which are those with Chinese in them."""
        every = self._of_each("words", lambda each: (id(each.pair), id(each.words)), _of_words)
        return tuple(entry for entry in every if entry.of.words)

    def _of_each(
        self, view: str, ids: Callable[[AnnotatedPair], tuple[int, ...]], make: Callable[[AnnotatedPair], Entry]
    ) -> tuple[Entry, ...]:
        """Give an entry of each pair of the text, making those alone that are new."""
        before, kept = self.kept.get(view, {}), _Kept()
        for number, annotated in enumerate(self.state.deck.annotated):
            own = ids(annotated)
            (entry,) = before.get(own) or (make(annotated),)
            kept[own] = (entry if entry.number == number else replace(entry, number=number),)
        self.kept[view] = kept
        return tuple(entry for (entry,) in kept.values())

    @cached_property
    def cards(self) -> tuple[Entry, ...]:
        """All notes of the deck, then the words that have none."""
        cards, before = self.state.deck.cards, self.kept.get("cards", {})
        standing = {} if self.state.is_settled else before  # beside others of a deck a note may show something else
        new = [card for card in cards if (id(card),) not in standing]
        kept: _Kept = {(id(card),): standing.get((id(card),), ()) for card in cards}
        for noted in self._outlined(new, before):
            kept[id(noted.card),] += (_of_note(noted, self.lexicon),)
        self.kept["cards"] = kept
        left = (each for each in self.state.deck.choice.verdicts if each.standing is not Standing.TAKEN)
        return (*(self._judged(entry) for own in kept.values() for entry in own), *map(_of_verdict, left))

    def _judged(self, entry: Entry) -> Entry:
        """Give the entry of a card, of which nothing is in doubt that a person has kept, or has set at its place."""
        card, every = entry.of.card, self.state.corrections
        if not entry.doubt or isinstance(card, SentenceCard):
            return entry
        about = every.cards_by_word.get(card.term.text, ())
        if any(each.choice is CardChoice.KEEP or each.meaning for each in about):
            return replace(entry, doubt=0.0, reason="")
        shown = card.term.example
        if card.term.text in every.words_by_text and values_of(shown.word, shown.annotated.pair.chinese_text, every):
            doubt = doubts.of_pair(card)
            return replace(entry, doubt=doubt.share, reason=doubt.reason)
        return entry

    def _outlined(self, cards: Sequence[Card], before: _Kept) -> Iterator[Noted]:
        """Outline the notes of new cards; in a sketch each is told from others as it was, and none comes twice."""
        outlined = output.outlines(cards, self.settings, self.remember)
        every = map(Noted, outlined.notes, [cards[place] for place in outlined.places])
        if self.state.is_settled:
            yield from every
            return
        known = {entry.of.note.guid: entry.of for own in before.values() for entry in own}
        standing = set(map(id, self.state.deck.cards))
        for noted in every:
            old = known.get(noted.note.guid)
            if old is None:
                yield noted
            elif id(old.card) not in standing:
                hints = {name: text for name, text in old.note.fields.items() if name in HINTS}
                yield Noted(noted.note.with_fields(hints | noted.note.fields), noted.card)


def _of_pair(annotated: AnnotatedPair, *, is_translated: bool) -> Entry:
    pair = annotated.pair
    doubt = 0.0 if pair.is_settled else 1 - pair.confidence if not pair.is_null else float(is_translated)
    return Entry(pair, _searched(pair), _keys(pair)[0], doubt)


def _of_words(annotated: AnnotatedPair) -> Entry:
    pair = annotated.pair
    own = [word for word in annotated.words if word.syllables]
    bare = sum(word.rendering is None for word in own) / max(len(own), 1)
    doubt = max(1 - pair.confidence, bare) if pair.english else 0.0
    return Entry(annotated, _searched(pair), _keys(pair)[1], doubt)


def _keys(pair: AlignedPair) -> tuple[str, str]:
    """Give what a pair and its words are known by as read."""
    written = " ".join(source(pair))
    return f"pair {written}", f"words {written}"


def _of_note(noted: Noted, lexicon: Lexicon) -> Entry:
    searched = f"{_searched(noted.pair)} {noted.hanzi.casefold()}"
    also = _keys(noted.pair) if isinstance(noted.card, SentenceCard) else ()
    return Entry(noted, searched, f"card {noted.note.guid}", *doubts.of(noted.card, lexicon), also=also)


def _of_verdict(verdict: Verdict) -> Entry:
    return Entry(verdict, verdict.word.text.casefold(), is_left=True)


def searchable(*texts: str) -> str:
    """Write texts as they are searched: in one line, whatever their capitals."""
    return " ".join(" ".join(texts).casefold().split())


def _searched(pair: AlignedPair) -> str:
    return searchable(pair.chinese_text, pair.english_text)
