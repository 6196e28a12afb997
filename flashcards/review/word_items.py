"""What stands on the page of the words of a text, and what can be chosen for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flashcards import output
from flashcards.chinese import orthography
from flashcards.chinese.syllables import small
from flashcards.corrections.words import values_of
from flashcards.glosses import wording
from flashcards.records import replace
from flashcards.review.actions import TOKEN, rendering

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from flashcards.corrections import WordCorrection
    from flashcards.records import AnnotatedPair, Word
    from flashcards.review.actions import Text
    from flashcards.review.listing import Entry
    from flashcards.review.session import Session

Item = dict[str, Any]
"""What stands of an entry on the page, by the names that the templates use."""
_PROPOSED = ("proposed",)
"""The kind of sentences with a word that was set otherwise elsewhere."""


def is_changed(entry: Entry, session: Session) -> bool:
    """Whether a person has set a word of a pair."""
    return any(_is_set(word, entry.of, session) for word in entry.of.words)


def kinds(entry: Entry, session: Session) -> Collection[str]:
    """Tell whether something is proposed for a word of a pair."""
    return _PROPOSED if any(proposals(word, entry.of, session) for word in entry.of.words) else ()


def shown(entries: Sequence[Entry], session: Session) -> Iterator[Item]:
    """Give the words of pairs, as they are cut and read, and what they mean."""
    for entry in entries:
        annotated: AnnotatedPair = entry.of
        words = [_word(word, annotated, session) for word in annotated.words]
        yield {"number": entry.number, "english": annotated.pair.english_text, "words": words}


def _word(word: Word, annotated: AnnotatedPair, session: Session) -> Item:
    is_word, spelling = bool(word.syllables), output.spelling(session.settings)
    return {
        "text": word.text,
        "start": word.start,
        "pinyin": orthography.word(word.syllables, word.text, spelling) if is_word else "",
        "gloss": wording.gloss(word) if is_word else "",
        "is_word": is_word,
        "is_changed": _is_set(word, annotated, session),
        "is_proposed": bool(proposals(word, annotated, session)),
    }


def _is_set(word: Word, annotated: AnnotatedPair, session: Session) -> bool:
    return bool(values_of(word, annotated.pair.chinese_text, session.corrections))


def proposals(word: Word, annotated: AnnotatedPair, session: Session) -> list[WordCorrection]:
    """Give what was set of a word at other places, of this text or another, and is not so here."""
    about = session.corrections.words_by_text.get(word.text, ())
    if not any(each.context for each in about) or _is_set(word, annotated, session):
        return []
    pinyin, meaning = orthography.word(word.syllables), wording.gloss(word)
    others = [replace(each, context="", english=None, line=0) for each in about if each.context]
    wanted = (each for each in others if each.pinyin not in (None, pinyin) or each.meaning not in (None, meaning))
    return list(dict.fromkeys(wanted))


def panel(session: Session, text: Text, pair: int, start: int) -> Item:
    """Give what can be chosen for a word: its readings, its senses, the English beside it, where it can be cut.

    Raises:
        IndexError, StopIteration: there is no such word.

    """
    annotated = text.pairs[pair]
    at, word = next((at, word) for at, word in enumerate(annotated.words) if word.start == start)
    readings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for syllables in (word.syllables, *(entry.syllables for entry in session.lexicon.entries(word.text))):
        readings.setdefault(small(syllables), syllables)  # a surname is read no other way
    tokens = _tokens(word, annotated)
    following = annotated.words[at + 1] if at + 1 < len(annotated.words) else None
    ticked = [number for number, token in enumerate(tokens) if token["is_on"]]
    return {
        "pair": pair,
        "start": start,
        "text": word.text,
        "readings": [orthography.word(syllables) for syllables in readings.values() if syllables],
        "pinyin": orthography.word(word.syllables),
        "senses": _senses(word, session),
        "meaning": word.own_meaning or (word.senses[0].gloss if word.senses else ""),
        "tokens": tokens,
        "was_english": rendering(ticked, annotated.pair.english_text),
        "cuts": [(n, word.text[:n], word.text[n:]) for n in range(1, len(word.text))],
        "next": following.text if following and following.syllables else "",
        "proposals": proposals(word, annotated, session),
        "places": sum(other.text == word.text for each in session.deck.annotated for other in each.words),
    }


def _tokens(word: Word, annotated: AnnotatedPair) -> list[Item]:
    """Give the English words, and which of them render a word."""
    linked = word.rendering.spans if word.rendering else ()
    return [
        {"text": token.group(), "is_on": any(s < token.end() and token.start() < e for s, e in linked)}
        for token in TOKEN.finditer(annotated.pair.english_text)
    ]


def _senses(word: Word, session: Session) -> list[str]:
    """Give the senses of a word's reading, then those of its others."""
    others = (sense.gloss for entry in session.lexicon.entries(word.text) for sense in entry.senses)
    return list(dict.fromkeys([*word.glosses, *others]))
