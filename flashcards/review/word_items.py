"""What stands on the page of the words of a text, and what can be chosen for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flashcards import output
from flashcards.chinese import orthography
from flashcards.chinese.syllables import small
from flashcards.corrections.words import values_of
from flashcards.glosses import wording
from flashcards.lexicon.english import parted
from flashcards.records import replace
from flashcards.review.actions import TOKEN, rendering

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from flashcards.corrections import WordCorrection
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word
    from flashcards.review.edits import Text
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
    tokens = _tokens(word, annotated)
    following = annotated.words[at + 1] if at + 1 < len(annotated.words) else None
    ticked = [number for number, token in enumerate(tokens) if token["is_on"]]
    groups = _by_reading(word, session.lexicon)
    meaning = word.own_meaning or (word.senses[0].gloss if word.senses else "")
    is_own = all(meaning != sense for group in groups for sense, _ in group["senses"])
    chinese, english = annotated.pair.chinese_text, annotated.pair.english_text
    return {
        "pair": pair,
        "start": start,
        "text": word.text,
        "chinese": (chinese[: word.start], chinese[word.end :]),
        "groups": groups,
        "pinyin": orthography.word(word.syllables),
        "meaning": meaning,
        "own": meaning if is_own else "",
        "tokens": tokens,
        "after": english[tokens[-1]["end"] :] if tokens else english,
        "was_english": rendering(ticked, english),
        "cuts": [(n, word.text[:n], word.text[n:]) for n in range(1, len(word.text))],
        "next": following.text if following and following.syllables else "",
        "proposals": proposals(word, annotated, session),
        "places": sum(other.text == word.text for each in session.deck.annotated for other in each.words),
    }


def _tokens(word: Word, annotated: AnnotatedPair) -> list[Item]:
    """Give the English words, what stands before each, and which of them render a word."""
    linked = word.rendering.spans if word.rendering else ()
    english = annotated.pair.english_text
    tokens: list[Item] = []
    for token in TOKEN.finditer(english):
        before = english[tokens[-1]["end"] if tokens else 0 : token.start()]
        is_on = any(s < token.end() and token.start() < e for s, e in linked)
        tokens.append({"text": token.group(), "before": before, "is_on": is_on, "end": token.end()})
    return tokens


def _by_reading(word: Word, lexicon: Lexicon) -> list[Item]:
    """Give the readings of a word, that of its place first, and under each its senses with the ways of putting them.

    The senses keep the order of the dictionary, whichever is chosen, so that each keeps its key. What a person has
    typed is none of them, but takes nothing away either.
    """
    senses: dict[tuple[str, ...], tuple[tuple[str, ...], list[str]]] = {small(word.syllables): (word.syllables, [])}
    for entry in lexicon.entries(word.text):  # a surname is read no other way
        senses.setdefault(small(entry.syllables), (entry.syllables, []))[1].extend(entry.glosses)
    own = senses[small(word.syllables)][1]
    ways = {way for gloss in own for way in parted(gloss)}
    own += [gloss for gloss in word.glosses if gloss != word.own_meaning and not ways.issuperset(parted(gloss))]
    return [
        {"pinyin": orthography.word(syllables), "senses": [(gloss, parted(gloss)) for gloss in dict.fromkeys(glosses)]}
        for syllables, glosses in senses.values()
    ]
