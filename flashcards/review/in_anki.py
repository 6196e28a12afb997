"""What was edited in Anki, as presses of this page: what a correction can carry is what a person could set here.

*The idea:* nothing is written but by the actions of the page, so that what comes back from Anki is checked, saved and
undone as all else is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from flashcards.anki import edits
from flashcards.chinese import orthography
from flashcards.chinese.syllables import small
from flashcards.readings import written
from flashcards.records import Record, SentenceCard
from flashcards.review.card_places import annotated_of, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flashcards.anki import EditedField
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Card, Word
    from flashcards.review.card_places import CardPlace

Press: TypeAlias = tuple[str, dict[str, list[str]]]
"""An action of the page with its form."""
_UP_TO_A_TAG = r"((?:(?!</?(?:ruby|rt|tr|th|td)\b).)*)"
"""What stands in one part of a reading or a row; another part within it is none that was written here."""
_RUBY = re.compile(rf"<ruby>{_UP_TO_A_TAG}<rt>{_UP_TO_A_TAG}</rt></ruby>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(
    rf"<tr>\s*<th[^<>]*>{_UP_TO_A_TAG}</th>\s*<td>{_UP_TO_A_TAG}</td>\s*<td>{_UP_TO_A_TAG}</td>",
    re.IGNORECASE | re.DOTALL,
)


class Shown(Record):
    """A card of the text under review: it shows one of the `pairs`, or a part of it."""

    card: Card
    pairs: Sequence[AnnotatedPair]
    lexicon: Lexicon

    @property
    def annotated(self) -> AnnotatedPair:
        """The sentence that the card shows."""
        return annotated_of(self.card)

    @property
    def place(self) -> CardPlace:
        """Where the sentence stands in the text."""
        place = place_of(self.card, self.pairs)
        assert place is not None  # the card is one of this text
        return place

    @property
    def number(self) -> int:
        """The number of the pair of the text that the sentence stands in."""
        return self.place.number

    @property
    def whole(self) -> AnnotatedPair:
        """The pair of the text that the sentence stands in."""
        return self.pairs[self.number]

    @property
    def owner(self) -> dict[str, list[str]]:
        """By what a correction of this card is known."""
        if isinstance(self.card, SentenceCard):
            return {"sentence": [" ".join(self.card.annotated.pair.chinese_text.split())]}
        return {"word": [self.card.term.text]}

    def start(self, word: Word) -> int:
        """Tell where a word of the card begins in its whole pair."""
        return self.place.start(word)


def presses(field: EditedField, shown: Shown) -> tuple[Press, ...]:
    """Give the presses that keep an edited field of a card; () where no correction can carry it."""
    ways = _OF_SENTENCES if isinstance(shown.card, SentenceCard) else _OF_WORDS
    return tuple(ways[field.name](field, shown)) if field.name in ways else ()


def _meaning(field: EditedField, shown: Shown) -> Iterator[Press]:
    if text := edits.words(field.held):
        yield "card", {**shown.owner, "meaning": [" ".join(text.split())], "was_meaning": [""]}


def _note(field: EditedField, shown: Shown) -> Iterator[Press]:
    """Keep a note without what the program remarks behind it, and the first picture in it."""
    text, built = (edits.words(html).replace("[picture]", "").strip() for html in (field.held, field.built))
    own = shown.card.note
    text = text.removesuffix(built.removeprefix(own).strip()).strip()
    new = [name for name in edits.pictures(field.held) if name not in edits.pictures(field.built)]
    yield "card", {**shown.owner, "note": [text], "was_note": [own], "in_anki": new[:1]}


def _pinyin(field: EditedField, shown: Shown) -> Iterator[Press]:
    """Read a word as it was typed, wherever the text reads it as the card did."""
    if isinstance(shown.card, SentenceCard):
        return
    above = _RUBY.search(field.held)
    typed, term = edits.words(above[2] if above else field.held), shown.card.term
    every = [(number, word) for number, each in enumerate(shown.pairs) for word in each.words if word.text == term.text]
    own = [(number, word) for number, word in every if small(word.syllables) == small(term.syllables)]
    if own and written.syllables(typed, term.text, shown.lexicon):
        is_only = len(own) == len(every)
        for number, word in own[:1] if is_only else own:
            yield _of_word(number, word.start, scope="everywhere" if is_only else "here", own_pinyin=typed)


def _of_word(number: int, start: int, **values: str) -> Press:
    form = {"pair": str(number), "start": str(start), "was_pinyin": "", "was_meaning": "", "was_english": ""} | values
    return "mean", {name: [value] for name, value in form.items()}


def _sentence_pinyin(field: EditedField, shown: Shown) -> Iterator[Press]:
    """Read the words of a sentence as they were typed, where every other stands as it stood."""
    built, held = (edits.words(html).split() for html in (field.built, field.held))
    if len(built) == len(held):
        yield from _typed(shown, list(zip(map(_bare, built), map(_bare, held), strict=True)))


def _typed(shown: Shown, tokens: Sequence[tuple[str, str]]) -> Iterator[Press]:
    at = 0
    for word in shown.annotated.words:
        spelled = _bare(orthography.word(word.syllables, word.text))
        place = next((n for n in range(at, len(tokens)) if tokens[n][0] == spelled), None) if spelled else None
        if place is not None:
            at = place + 1
            yield from _if_changed(shown, word, *tokens[place])


def _if_changed(shown: Shown, word: Word, before: str, after: str) -> Iterator[Press]:
    if before != after and written.syllables(after, word.text, shown.lexicon):
        yield _of_word(shown.number, shown.start(word), own_pinyin=after)


def _bare(token: str) -> str:
    return "".join(sign for sign in token.casefold() if sign.isalnum())


def _ruby(field: EditedField, shown: Shown) -> Iterator[Press]:
    """Read the words of a sentence as was typed above them; long ones have a reading above each character."""
    built, held = (
        [tuple(map(edits.words, pair)) for pair in _RUBY.findall(html)] for html in (field.built, field.held)
    )
    if [text for text, _ in built] != [text for text, _ in held]:
        return
    at = 0
    for word in shown.annotated.words:
        if not word.syllables:
            continue
        end, text = at, ""
        while end < len(built) and len(text) < len(word.text):
            text, end = text + built[end][0], end + 1
        if text == word.text:
            before, after = ("".join(reading for _, reading in side[at:end]) for side in (built, held))
            yield from _if_changed(shown, word, _bare(before), _bare(after))
            at = end


def _words(field: EditedField, shown: Shown) -> Iterator[Press]:
    """Give the words of a sentence the meanings that were written beside them."""
    built, held = ([tuple(map(edits.words, row)) for row in _ROW.findall(html)] for html in (field.built, field.held))
    for before, after in zip(built, held, strict=True) if len(built) == len(held) else ():
        word = next((word for word in shown.annotated.words if word.text == after[0]), None)
        if word and before[0] == after[0] and after[2] and before[2] != after[2]:
            yield _of_word(shown.number, shown.start(word), own_meaning=after[2])


def _chinese(field: EditedField, shown: Shown) -> Iterator[Press]:
    yield from _written(field, shown, "chinese")


def _english(field: EditedField, shown: Shown) -> Iterator[Press]:
    yield from _written(field, shown, "english")


def _written(field: EditedField, shown: Shown, side: str) -> Iterator[Press]:
    """Mend the words of a pair where they were mended on the card of it, or of a part of it."""
    pair = shown.whole.pair
    sides = {"chinese": " ".join(pair.chinese_text.split()), "english": " ".join(pair.english_text.split())}
    before, after = (" ".join(edits.words(html).split()) for html in (field.built, field.held))
    if after and before in sides[side]:
        sides[side] = sides[side].replace(before, after, 1)
        yield "write", {"pair": [str(shown.number)], **{name: [text] for name, text in sides.items()}}


_Way: TypeAlias = "Callable[[EditedField, Shown], Iterator[Press]]"
_OF_WORDS: Mapping[str, _Way] = {
    "Meaning": _meaning,
    "Note": _note,
    "Pinyin": _pinyin,
    "Pinyin Color": _pinyin,
    "Ruby": _pinyin,
    "Sentence": _chinese,
    "Sentence Marked": _chinese,
    "Sentence English": _english,
    "Sentence English Marked": _english,
    "Sentence Pinyin": _sentence_pinyin,
    "Sentence Ruby": _ruby,
}
_OF_SENTENCES: Mapping[str, _Way] = {
    "Hanzi": _chinese,
    "English": _english,
    "Note": _note,
    "Pinyin": _sentence_pinyin,
    "Ruby": _ruby,
    "Words": _words,
}
"""How an edit of each field is kept, on cards of words and of sentences; what is made of others is not listed."""
