"""What stands on the pages: of the entries of each view those that were asked for, in the order that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flashcards import anki, output
from flashcards.anki.edits import words
from flashcards.output.card_preview import curve
from flashcards.records import Record, VocabularyCard
from flashcards.review import card_items, search, sentences, word_items
from flashcards.review.listing import Entry
from flashcards.settings import DOUBTFUL
from flashcards.vocabulary.coverage import coverage, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from flashcards.records import AlignedPair
    from flashcards.review.session import Session
    from flashcards.review.word_items import Item

PAGE = 40
"""Items of a page: what a browser lays out at once without a wait, cards among them. Set by hand."""


class Query(Record):
    """What is asked for: the view, its order, words to search for, a filter, and the page from 0."""

    view: str = "pairs"
    order: str = "text"
    search: str = ""
    only: str = ""
    page: int = 0


class Page(Record):
    """A page of a view: its items, how many there are on all pages, and its number, from 0.

    It is the page that is asked for; the last one where there are not as many any more. `total` is how many the view
    has, `unread` and `doubtful` how many of them are so.
    """

    items: tuple[Item, ...]
    count: int
    total: int
    unread: int
    doubtful: int
    number: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // PAGE))

    @property
    def start(self) -> int:
        """The number of its first item, from 1."""
        return self.number * PAGE + 1


class View(NamedTuple):
    """How the entries of a view are listed, which of them are changed or of some kind, and what is shown of them."""

    entries: Callable[[Session], Sequence[Entry]]
    shown: Callable[[Sequence[Entry], Session], Iterator[Item]]
    is_changed: Callable[[Entry, Session], bool] = lambda _entry, _session: True
    kinds: Callable[[Entry, Session], Collection[str]] = lambda _entry, _session: ()


def page_of(session: Session, query: Query) -> Page:
    """Give the page that is asked for."""
    view = VIEWS[query.view]
    entries = view.entries(session)
    unread = {entry.key for entry in entries if entry.key and not session.marks.is_read(entry.key)}
    wanted = [entry for entry in _wanted(entries, query, session) if query.only != "unread" or entry.key in unread]
    if query.order == "doubtful":
        wanted.sort(key=lambda entry: entry.doubt, reverse=True)
    number = min(query.page, max(0, len(wanted) - 1) // PAGE)
    shown = wanted[number * PAGE : (number + 1) * PAGE]
    items = zip(shown, view.shown(shown, session), strict=True)
    whole = (item | {"keys": (entry.key, *entry.also), "is_read": entry.key not in unread} for entry, item in items)
    doubtful = sum(entry.doubt >= DOUBTFUL for entry in entries if not entry.is_left)
    total = sum(not entry.is_left for entry in entries)
    return Page(tuple(whole), len(wanted), total, len(unread), doubtful, number)


def _wanted(entries: Sequence[Entry], query: Query, session: Session) -> Iterator[Entry]:
    """Give the entries that hold the words that are searched for, and pass the filter."""
    view, every = VIEWS[query.view], iter(search.entries(entries, query.search, session))
    match query.only:
        case "" | "doubtful":
            least = DOUBTFUL if query.only else 0.0
            yield from (entry for entry in every if entry.doubt >= least and not entry.is_left)
        case "unread":
            yield from every
        case "left":
            yield from (entry for entry in every if entry.is_left)
        case "changed":
            yield from (entry for entry in every if view.is_changed(entry, session))
        case kind:
            yield from (entry for entry in every if kind in view.kinds(entry, session))


def _pairs(entries: Sequence[Entry], session: Session) -> Iterator[Item]:
    last = len(session.deck.annotated) - 1
    for entry in entries:
        pair: AlignedPair = session.deck.annotated[entry.number].pair
        yield {
            "number": entry.number,
            "chinese": " ".join(pair.chinese_text.split()),
            "english": pair.english_text,
            "confidence": f"{pair.confidence:.2f}",
            "doubt": entry.doubt,
            "is_set": pair.is_settled,
            "is_alone": pair.is_null,
            "is_last": entry.number == last,
        }


def _is_mended(entry: Entry, _session: Session) -> bool:
    return card_items.is_mended(entry.of)


def _changes(session: Session) -> Sequence[Entry]:
    return [Entry(each, sentences.of(each).casefold(), number=at) for at, each in enumerate(session.corrections)]


def _changed(entries: Sequence[Entry], _session: Session) -> Iterator[Item]:
    for entry in entries:
        yield {"number": entry.number, "says": sentences.of(entry.of), "place": sentences.place(entry.of)}


def _in_anki(session: Session) -> Sequence[Entry]:
    return [Entry(each, f"{each.note.hanzi} {each.fields}".casefold()) for each in session.edited]


def _edited(entries: Sequence[Entry], session: Session) -> Iterator[Item]:
    for entry in entries:
        note = entry.of.note
        fields = [
            {
                "name": field.name,
                "texts": [words(html) for html in (field.given, field.built, field.held)],
                "can_keep": bool(session.presses(note, field)),
            }
            for field in entry.of.fields
        ]
        yield {"guid": note.guid, "hanzi": note.hanzi, "fields": fields}


VIEWS: Mapping[str, View] = {
    "pairs": View(lambda session: session.listing.pairs, _pairs, _is_mended),
    "words": View(lambda session: session.listing.words, word_items.shown, word_items.is_changed, word_items.kinds),
    "cards": View(lambda session: session.listing.cards, card_items.shown, card_items.is_changed, card_items.kinds),
    "changes": View(_changes, _changed),
    "anki": View(_in_anki, _edited),
}
"""The views, by what an address calls them."""


def summary(session: Session) -> Item:
    """Say how much of the text the cards cover, and draw it."""
    covered = coverage(session.deck.choice)
    words = sum(isinstance(card, VocabularyCard) for card in session.deck.cards)
    if not covered.running:
        return {"says": "", "curve": ""}
    who = "You know" if covered.is_told else "A beginner knows"
    says = f"{who} {percent(covered.now)} of the words of this text; with {words} cards {percent(covered.then)}."
    return {"says": says, "curve": curve(covered) if covered.after else ""}


def css(session: Session) -> str:
    """Give the CSS of the cards."""
    return anki.css(output.look(session.settings))
