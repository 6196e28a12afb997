"""What stands on the pages: the items of each view, those that were asked for, in the order that was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flashcards import anki, output
from flashcards.anki.edits import words
from flashcards.chinese import orthography
from flashcards.chinese.syllables import small
from flashcards.corrections import CardChoice, WordCorrection
from flashcards.corrections.words import values_of
from flashcards.glosses import wording
from flashcards.output.card_preview import curve, shown_sides
from flashcards.records import SentenceCard, VocabularyCard
from flashcards.review import sentences
from flashcards.review.actions import TOKEN, Text, rendering, source
from flashcards.settings import DOUBTFUL
from flashcards.vocabulary import Standing
from flashcards.vocabulary.coverage import coverage, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from flashcards.anki import Note
    from flashcards.records import AlignedPair, AnnotatedPair, Card, Level, Word
    from flashcards.review.session import Session

PAGE = 40
"""Items of a page: what a browser lays out at once without a wait, cards among them. Set by hand."""
VIEWS = ("pairs", "words", "cards", "changes", "anki")
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
    items: list[Item] = session.remembered(query.view, lambda: list(_ITEMS[query.view](session)))
    unread = {item["key"] for item in items if item["key"] and not session.marks.is_read(item["key"])}
    wanted = [item for item in items if _is_wanted(item, query, unread)]
    if query.order == "doubtful":
        wanted.sort(key=lambda item: item["doubt"], reverse=True)
    shown = wanted[query.page * PAGE : (query.page + 1) * PAGE]
    sides = _sides(shown, session)
    whole = (item | item["more"]() | {"is_read": item["key"] not in unread} for item in shown)
    return Page(tuple(item | {"sides": sides.get(item["key"])} for item in whole), len(wanted), len(unread))


def _sides(shown: Iterable[Item], session: Session) -> dict[str, tuple[str, str]]:
    """Render the cards that are shown, by the keys of their items."""
    notes = {item["key"]: item["anki_note"] for item in shown if "anki_note" in item}
    faces = output.faces(notes.values(), session.deck, session.settings) if notes else ()
    return dict(zip(notes, map(shown_sides, faces), strict=True))


def _is_wanted(item: Item, query: Query, unread: Container[str]) -> bool:
    if query.search.casefold() not in item["searched"].casefold():
        return False
    if query.only == "unread":
        return item["key"] in unread
    return _FILTERS[query.only](item) if query.only in _FILTERS else query.only in item["kinds"]


_FILTERS: Mapping[str, Callable[[Item], bool]] = {
    "": lambda item: not item["is_left"],
    "doubtful": lambda item: item["doubt"] >= DOUBTFUL and not item["is_left"],
    "changed": lambda item: item["is_changed"],
    "left": lambda item: item["is_left"],
}
"""What can be asked for beside what is unread, kinds of cards and levels."""


def _item(searched: str, more: Callable[[], Item] = dict, **values: Any) -> Item:
    """Make an item: what it is searched and sorted by, and `more`, which is made for those that are shown alone."""
    usual = {"key": "", "doubt": 0.0, "is_changed": False, "is_left": False, "kinds": ()}
    return {**usual, "searched": searched, "more": more, **values}


def _pairs(session: Session) -> Iterator[Item]:
    last = len(session.deck.annotated) - 1
    is_translated = any(each.pair.english for each in session.deck.annotated)
    for number, annotated in enumerate(session.deck.annotated):
        pair = annotated.pair
        yield _item(
            f"{pair.chinese_text} {pair.english_text}",
            number=number,
            chinese=" ".join(pair.chinese_text.split()),
            english=pair.english_text,
            confidence=f"{pair.confidence:.2f}",
            is_set=pair.is_settled,
            is_alone=pair.is_null,
            is_last=number == last,
            doubt=0.0 if pair.is_settled else 1 - pair.confidence if not pair.is_null else float(is_translated),
            is_changed=_is_mended(pair),
            key="pair " + " ".join(source(pair)),
        )


def _is_mended(pair: AlignedPair) -> bool:
    """Whether a person has set a pair, or mended a typo in it."""
    return pair.is_settled or any(sentence.written for sentence in (*pair.chinese, *pair.english))


def _words(session: Session) -> Iterator[Item]:
    for number, annotated in enumerate(session.deck.annotated):
        pair = annotated.pair
        if not pair.chinese:
            continue
        own = [word for word in annotated.words if word.syllables]
        bare = sum(word.rendering is None for word in own)
        yield _item(
            f"{pair.chinese_text} {pair.english_text}",
            partial(_with_words, annotated, session),
            number=number,
            english=pair.english_text,
            doubt=(1 - pair.confidence + bare / max(len(own), 1)) / 2 if pair.english else 0.0,
            is_changed=any(_is_changed(word, annotated, session) for word in annotated.words),
            kinds=("proposed",) if any(proposals(word, annotated, session) for word in annotated.words) else (),
            key="words " + " ".join(source(pair)),
        )


def _with_words(annotated: AnnotatedPair, session: Session) -> Item:
    words = [
        _word(word, session)
        | {
            "is_changed": _is_changed(word, annotated, session),
            "is_proposed": bool(proposals(word, annotated, session)),
        }
        for word in annotated.words
    ]
    return {"words": words}


def proposals(word: Word, annotated: AnnotatedPair, session: Session) -> list[WordCorrection]:
    """Give what was set of a word at other places, of this text or another, and is not so here."""
    about = session.corrections.words_by_text.get(word.text, ())
    if not any(each.context for each in about) or _is_changed(word, annotated, session):
        return []
    pinyin, meaning = orthography.word(word.syllables), wording.gloss(word)
    others = [replace(each, context="", english=None, line=0) for each in about if each.context]
    wanted = (each for each in others if each.pinyin not in (None, pinyin) or each.meaning not in (None, meaning))
    return list(dict.fromkeys(wanted))


def _is_changed(word: Word, annotated: AnnotatedPair, session: Session) -> bool:
    return bool(values_of(word, annotated.pair.chinese_text, session.corrections))


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


def word_panel(session: Session, text: Text, pair: int, start: int) -> Item:
    """Give what can be chosen for a word: its readings, its senses, the English beside it, where it can be cut.

    Raises:
        IndexError, StopIteration: there is no such word.

    """
    annotated = text.pairs[pair]
    at, word = next((at, word) for at, word in enumerate(annotated.words) if word.start == start)
    entries = session.lexicon.entries(word.text)
    readings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for syllables in (word.syllables, *(entry.syllables for entry in entries)):
        readings.setdefault(small(syllables), syllables)  # a surname is read no other way
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
        "readings": [orthography.word(syllables) for syllables in readings.values() if syllables],
        "pinyin": orthography.word(word.syllables),
        "senses": _senses(word, session),
        "meaning": word.own_meaning or (word.senses[0].gloss if word.senses else ""),
        "tokens": tokens,
        "was_english": rendering([n for n, token in enumerate(tokens) if token["is_on"]], english),
        "cuts": [(n, word.text[:n], word.text[n:]) for n in range(1, len(word.text))],
        "next": following.text if following and following.syllables else "",
        "proposals": proposals(word, annotated, session),
        "places": sum(other.text == word.text for each in session.deck.annotated for other in each.words),
    }


def _senses(word: Word, session: Session) -> list[str]:
    """Give the senses of a word's reading, then those of its others."""
    others = (sense.gloss for entry in session.lexicon.entries(word.text) for sense in entry.senses)
    return list(dict.fromkeys([*word.glosses, *others]))


def _cards(session: Session) -> Iterator[Item]:
    changed = {each.word or "".join(each.sentence.split()) for each in session.corrections.cards}
    changed.update(each.word for each in session.corrections.words)
    kept = {each.word for each in session.corrections.cards if each.choice is CardChoice.KEEP}
    for note in output.notes(session.deck, session.settings):
        card = session.card_of(note)
        if card is not None:
            yield _card(note, card, changed, session) | {"is_kept": note.hanzi in kept}
    for verdict in session.deck.choice.verdicts:
        if verdict.standing is not Standing.TAKEN:
            text = verdict.word.text
            yield _item(text, word=text, reason=verdict.reason, is_left=True, is_changed=text in changed)


def _card(note: Note, card: Card, changed: set[str], session: Session) -> Item:
    about, kinds = _of_sentence(card) if isinstance(card, SentenceCard) else _of_word(card)
    pair = card.annotated.pair if isinstance(card, SentenceCard) else card.term.example.annotated.pair
    hanzi = about["word"] or about["sentence"]
    return _item(
        f"{pair.chinese_text} {pair.english_text} {hanzi}",
        partial(_examples, card, session),
        **({"doubt": 1 - pair.confidence} | about),
        kind=note.kinds[0],
        kinds=(*kinds, note.kinds[0]),
        anki_note=note,
        note=card.note,
        is_changed="".join(hanzi.split()) in changed or (isinstance(card, SentenceCard) and _is_mended(pair)),
        key=f"card {note.guid}",
    )


def _of_sentence(card: SentenceCard) -> tuple[Item, tuple[str, str]]:
    text = " ".join(card.annotated.pair.chinese_text.split())
    return {"word": "", "sentence": text, "meaning": ""}, ("sentence", _level(card.level))


def _of_word(card: VocabularyCard) -> tuple[Item, tuple[str, str]]:
    term = card.term
    doubt = {"doubt": 1.0} if term.is_in_doubt else {}
    about = {"word": term.text, "sentence": "", "meaning": wording.meaning(term)}
    return about | doubt, ("vocabulary", _level(term.level))


def _level(level: Level) -> str:
    return f"hsk{level.hsk2}" if level.hsk2 else "beyond"


def _examples(card: Card, session: Session) -> Item:
    """List the sentences that show a word, the chosen one first."""
    if isinstance(card, SentenceCard):
        return {"examples": [], "example": ""}
    own = card.term.example.origin.pair.chinese_text
    holders = session.remembered("holders", lambda: _holders(session))
    key = (card.term.text, small(card.term.syllables))
    return {"examples": list(dict.fromkeys([own, *holders.get(key, ())])), "example": own}


def _holders(session: Session) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """Give the sentences that hold each word in each of its readings."""
    holders: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for annotated in session.deck.annotated:
        for word in annotated.words:
            key = (word.text, small(word.syllables))
            holders.setdefault(key, []).append(annotated.pair.chinese_text)
    return holders


def _changes(session: Session) -> Iterator[Item]:
    for number, each in enumerate(session.corrections):
        says = sentences.of(each)
        yield _item(says, number=number, says=says, place=sentences.place(each), is_changed=True)


def _in_anki(session: Session) -> Iterator[Item]:
    for each in session.edited:
        fields = [
            {
                "name": field.name,
                "texts": [words(html) for html in (field.given, field.built, field.held)],
                "can_keep": bool(session.presses(each.note, field)),
            }
            for field in each.fields
        ]
        hanzi = each.note.hanzi
        yield _item(f"{hanzi} {fields}", guid=each.note.guid, hanzi=hanzi, fields=fields, is_changed=True)


_ITEMS: Mapping[str, Callable[[Session], Iterator[Item]]] = {
    "pairs": _pairs,
    "words": _words,
    "cards": _cards,
    "changes": _changes,
    "anki": _in_anki,
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
