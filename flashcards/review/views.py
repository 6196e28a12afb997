"""What stands on the pages: the items of each view, those that were asked for, in the order that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flashcards import anki, output
from flashcards.chinese import orthography
from flashcards.corrections import editing
from flashcards.corrections.words import values_of
from flashcards.glosses import wording
from flashcards.output.card_preview import curve, shown_sides
from flashcards.records import SentenceCard, VocabularyCard
from flashcards.review.actions import TOKEN, rendering, source
from flashcards.settings import DOUBTFUL
from flashcards.vocabulary import Standing
from flashcards.vocabulary.coverage import coverage, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flashcards.anki import Face
    from flashcards.records import AnnotatedPair, Card, Word
    from flashcards.review.session import Session

PAGE = 40
"""Items of a page: what a browser lays out at once without a wait, cards among them. Set by hand."""
VIEWS = ("pairs", "words", "cards", "changes")
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: the view, its order, words to search for, a filter, and the page from 0."""

    view: str = "pairs"
    order: str = "text"
    search: str = ""
    only: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a view: its items, how many there are on all pages, and how many of the view are unread."""

    items: tuple[Item, ...]
    count: int
    unread: int


def page_of(session: Session, query: Query) -> Page:
    """Give the page that is asked for."""
    items = list(_ITEMS[query.view](session))
    for item in items:
        item["is_read"] = bool(item.get("key")) and session.is_read(item["key"])
    unread = sum(not item["is_read"] for item in items if item.get("key"))
    wanted = [item for item in items if _is_wanted(item, query)]
    if query.order == "doubtful":
        wanted.sort(key=lambda item: item.get("doubt", 0.0), reverse=True)
    shown = wanted[query.page * PAGE : (query.page + 1) * PAGE]
    shown = [item | item.pop("more")() if "more" in item else item for item in shown]
    return Page(tuple(shown), len(wanted), unread)


def _is_wanted(item: Item, query: Query) -> bool:
    if query.search.casefold() not in item["searched"].casefold():
        return False
    if query.only in _FILTERS:
        return _FILTERS[query.only](item)
    return query.only in item.get("kinds", ())


_FILTERS: Mapping[str, Callable[[Item], bool]] = {
    "": lambda item: not item.get("is_left"),
    "doubtful": lambda item: item.get("doubt", 0.0) >= DOUBTFUL,
    "changed": lambda item: item["is_changed"],
    "unread": lambda item: not item["is_read"] and bool(item.get("key")),
    "left": lambda item: bool(item.get("is_left")),
}
"""What can be asked for beside kinds of cards and levels."""


def _pairs(session: Session) -> Iterator[Item]:
    last = len(session.deck.annotated) - 1
    is_translated = any(each.pair.english for each in session.deck.annotated)
    for number, annotated in enumerate(session.deck.annotated):
        pair = annotated.pair
        yield {
            "number": number,
            "chinese": " ".join(pair.chinese_text.split()),
            "english": pair.english_text,
            "confidence": f"{pair.confidence:.2f}",
            "is_set": pair.is_settled,
            "is_alone": pair.is_null,
            "is_last": number == last,
            "doubt": 0.0 if pair.is_settled else 1 - pair.confidence if not pair.is_null else float(is_translated),
            "is_changed": pair.is_settled or any(s.written for s in (*pair.chinese, *pair.english)),
            "searched": f"{pair.chinese_text} {pair.english_text}",
            "key": "pair " + " ".join(source(pair)),
        }


def _words(session: Session) -> Iterator[Item]:
    for number, annotated in enumerate(session.deck.annotated):
        pair = annotated.pair
        if not pair.chinese:
            continue
        own = [word for word in annotated.words if word.syllables]
        bare = sum(word.rendering is None for word in own)
        changes = [bool(values_of(word, pair.chinese_text, session.corrections)) for word in annotated.words]
        yield {
            "number": number,
            "words": [
                _word(word, session) | {"is_changed": is_changed}
                for word, is_changed in zip(annotated.words, changes, strict=True)
            ],
            "english": pair.english_text,
            "doubt": (1 - pair.confidence + bare / max(len(own), 1)) / 2,
            "is_changed": any(changes),
            "searched": f"{pair.chinese_text} {pair.english_text}",
            "key": "words " + " ".join(source(pair)),
        }


def _word(word: Word, session: Session) -> Item:
    return {
        "text": word.text,
        "start": word.start,
        "pinyin": orthography.word(word.syllables, word.text, output.spelling(session.settings))
        if word.syllables
        else "",
        "gloss": wording.gloss(word) if word.syllables else "",
        "is_word": bool(word.syllables),
    }


def word_panel(session: Session, pair: int, start: int) -> Item:
    """Give what can be chosen for a word: its readings, its senses, the English beside it, where it can be cut.

    Raises:
        IndexError, StopIteration: there is no such word.

    """
    annotated = session.deck.annotated[pair]
    at, word = next((at, word) for at, word in enumerate(annotated.words) if word.start == start)
    entries = session.lexicon.entries(word.text)
    readings = dict.fromkeys([word.syllables, *(entry.syllables for entry in entries)])
    english = annotated.pair.english_text
    linked = set(word.rendering.spans) if word.rendering else set()
    tokens = [
        {"text": token.group(), "is_on": any(s < token.end() and token.start() < e for s, e in linked)}
        for token in TOKEN.finditer(english)
    ]
    following = annotated.words[at + 1] if at + 1 < len(annotated.words) else None
    return {
        "pair": pair,
        "start": start,
        "text": word.text,
        "readings": [orthography.word(syllables) for syllables in readings if syllables],
        "pinyin": orthography.word(word.syllables),
        "senses": _senses(word, session),
        "meaning": word.own_meaning or (word.senses[0].gloss if word.senses else ""),
        "tokens": tokens,
        "was_english": rendering([n for n, token in enumerate(tokens) if token["is_on"]], english),
        "cuts": [(n, word.text[:n], word.text[n:]) for n in range(1, len(word.text))],
        "next": following.text if following and following.syllables else "",
        "places": sum(other.text == word.text for each in session.deck.annotated for other in each.words),
    }


def _senses(word: Word, session: Session) -> list[str]:
    """Give the senses of a word's reading, then those of its others."""
    others = (sense.gloss for entry in session.lexicon.entries(word.text) for sense in entry.senses)
    return list(dict.fromkeys([*word.glosses, *others]))


def _cards(session: Session) -> Iterator[Item]:
    faces = output.faces(session.deck, session.settings)
    cards = {_hanzi(card): card for card in session.deck.cards}
    changed = {each.word or "".join(each.sentence.split()) for each in session.corrections.cards}
    for face in faces:
        card = cards.get((face.note.note_type.folder, face.note.hanzi))
        if card is not None:
            yield _card(face, card, changed, session)
    for verdict in session.deck.choice.verdicts:
        if verdict.standing is not Standing.TAKEN:
            yield {
                "word": verdict.word.text,
                "reason": verdict.reason,
                "is_left": True,
                "is_changed": verdict.word.text in changed,
                "searched": verdict.word.text,
                "key": "",
            }


def _hanzi(card: Card) -> tuple[str, str]:
    if isinstance(card, SentenceCard):
        return "sentence", card.annotated.pair.written_chinese
    return "vocabulary", card.term.text


def _card(face: Face, card: Card, changed: set[str], session: Session) -> Item:
    is_word = isinstance(card, VocabularyCard)
    annotated = card.term.example.annotated if isinstance(card, VocabularyCard) else card.annotated
    hanzi = card.term.text if isinstance(card, VocabularyCard) else annotated.pair.chinese_text
    in_doubt = isinstance(card, VocabularyCard) and card.term.is_in_doubt
    level = card.term.level if isinstance(card, VocabularyCard) else card.level
    item: Item = {
        "word": hanzi if is_word else "",
        "sentence": "" if is_word else " ".join(hanzi.split()),
        "kind": face.kind,
        "kinds": ("vocabulary" if is_word else "sentence", f"hsk{level.hsk2}" if level.hsk2 else "beyond", face.kind),
        "note": card.note,
        "meaning": wording.meaning(card.term) if isinstance(card, VocabularyCard) else "",
        "doubt": 1.0 if in_doubt else 1 - annotated.pair.confidence,
        "is_changed": "".join(hanzi.split()) in changed,
        "is_left": False,
        "searched": f"{annotated.pair.chinese_text} {annotated.pair.english_text} {hanzi}",
        "key": f"card {face.note.guid}",
        "more": lambda: {"sides": shown_sides(face), **_examples(card, session)},
    }
    return item


def _examples(card: Card, session: Session) -> Item:
    """List the sentences that show a word, the chosen one first."""
    if not isinstance(card, VocabularyCard):
        return {"examples": [], "example": ""}
    own = card.term.example.annotated.pair.chinese_text
    holders = (each.pair.chinese_text for each in session.deck.annotated if _shows(each, card))
    return {"examples": list(dict.fromkeys([own, *holders])), "example": own}


def _shows(annotated: AnnotatedPair, card: VocabularyCard) -> bool:
    syllables = [syllable.lower() for syllable in card.term.syllables]
    return any(
        word.text == card.term.text and [syllable.lower() for syllable in word.syllables] == syllables
        for word in annotated.words
    )


def _changes(session: Session) -> Iterator[Item]:
    for number, each in enumerate(session.corrections):
        table = editing.table(each)
        yield {"number": number, "table": table.rstrip(), "is_changed": True, "searched": table}


_ITEMS: Mapping[str, Callable[[Session], Iterator[Item]]] = {
    "pairs": _pairs,
    "words": _words,
    "cards": _cards,
    "changes": _changes,
}


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
