"""Notes are told apart: a card that could ask for two of them shows which one is meant, or is not made.

*The idea:* a hint gives away as little as tells. Words that sound alike show their meaning on a listening card. Words
that would truly be as good an answer (`cards.rivals`), of the deck or not, show on a production card the beginning of
their pinyin; where that would be all of it, one of their characters (想象 beside 想像 is "＿象"); where no character
tells them from all others, one with the consonant that they begin with (培育 beside 培养 and 孕育 is "p… ＿育"). Where
one character would be the answer itself (做 beside 作), the production card is not made.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from flashcards.anki import markup
from flashcards.anki.notetypes import SWITCHES, VOCABULARY
from flashcards.cards.rivals import would_do
from flashcards.lexicon.english import ways
from flashcards.records import Record
from flashcards.settings import CardKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from flashcards.anki.note import Note

_PRODUCTION = SWITCHES[CardKind.PRODUCTION]
_LEAD = re.compile(r"(?:to|an?|the) (?=.)")
"""What a synonym may begin with, and mean the same without."""

_VOWELS = "aeiouüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = re.compile(rf"(zh|ch|sh|[bcdfghjklmnpqrstwxyz]?)[{_VOWELS}]+(?:ng?|r)?(?![{_VOWELS}])[1-5]?", re.IGNORECASE)
"""A syllable of pinyin, and the consonant that it begins with; what could be parted in two ways has an apostrophe
(GB/T 16159-2012)."""
_APART = frozenset(" '")
"""What may stand between the syllables of a word."""

_MANY = 20
"""Words that one card is told from by a character; a language has fewer."""


class Rival(Record):
    """What could be answered to a card, too: how it is read, and how it is written, in one script or both."""

    reading: str
    texts: tuple[str, ...]


class _Asked(Record):
    """What a production card asks by: the ways of putting it, and the characters of its gap, 0 without one."""

    ways: frozenset[str]
    length: int

    def is_like(self, other: _Asked) -> bool:
        """Whether who is asked for this could answer what is asked for by the other."""
        fits = self.length == other.length or 0 in (self.length, other.length)
        return fits and would_do(other.ways, self.ways)


class _Alike(Record):
    """What could be answered to the same card: for each reading the beginning that tells it, and all of it.

    Of the readings in `shared` there are several.
    """

    beginnings: Mapping[str, str]
    rivals: frozenset[Rival]
    shared: frozenset[str]

    @classmethod
    def of(cls, rivals: Iterable[Rival], readings: Iterable[str]) -> _Alike:
        """Take all of them, and the readings that are to be told apart."""
        distinct = frozenset(rivals)
        often = Counter(rival.reading for rival in distinct)
        return cls(_beginnings(readings), distinct, frozenset(each for each, count in often.items() if count > 1))


def with_hints(notes: Iterable[Note], rivals: Mapping[str, Sequence[Rival]] = MappingProxyType({})) -> tuple[Note, ...]:
    """Give a hint to notes that could not be told apart by what a listening or production card shows of them.

    `rivals` are words outside the deck that mean the same, by the GUID of a note. A note that no hint tells from
    another loses the switch of its production card.
    """
    notes = tuple(notes)
    sounds = [_sound(note) for note in notes]
    heard = Counter(sounds)
    asked = [_asked(note) for note in notes]
    alike = _all_alike(notes, asked)
    return tuple(
        _hinted(
            note,
            [*filter(None, (alike.get(by),)), *_outside(note, rivals.get(note.guid, ()))],
            is_heard_twice=heard[sound] > 1,
        )
        for note, by, sound in zip(notes, asked, sounds, strict=True)
    )


def _sound(note: Note) -> str:
    return f"{note.note_type.folder} {note.fields['Pinyin'].casefold() or note.guid}"


def _asked(note: Note) -> _Asked:
    """Take the meanings by which a production card asks: the synonyms of a sense, bare of asides; a whole sentence.

    A control character, which no field holds, keeps sentences apart from words.
    """
    if note.note_type is not VOCABULARY:
        return _Asked(frozenset((f"\0{note.fields['English'].casefold() or note.guid}",)), 0)
    meaning = note.fields["Meaning"].casefold()
    bare = (_LEAD.sub("", " ".join(way.split())) for way in ways(meaning))
    length = len(note.hanzi) if note.fields.get("Cloze") else 0
    return _Asked(frozenset(filter(None, bare)) or frozenset((meaning or note.guid,)), length)


def _all_alike(notes: Sequence[Note], asked: Sequence[_Asked]) -> dict[_Asked, _Alike]:
    """Find for what is asked all notes that could be answered to it, where there are several."""
    notes_of: dict[_Asked, list[Rival]] = {}
    for note, by in zip(notes, asked, strict=True):
        notes_of.setdefault(by, []).append(_rival(note))
    sharing: dict[str, list[_Asked]] = {}
    for by in notes_of:
        for way in by.ways:
            sharing.setdefault(way, []).append(by)
    alike = {}
    for by in notes_of:
        near = dict.fromkeys(other for way in by.ways for other in sharing[way] if by.is_like(other))
        rivals = [rival for other in near for rival in notes_of[other]]
        if len(rivals) > 1:
            alike[by] = _Alike.of(rivals, (rival.reading for rival in rivals))
    return alike


def _rival(note: Note) -> Rival:
    return Rival(note.fields["Pinyin"], (note.hanzi.strip(),))


def _outside(note: Note, rivals: Sequence[Rival]) -> list[_Alike]:
    """Give what a note is to be told from outside the deck, none of which reads as it does.

    One that begins the note's own (chūn of chūntiān) is told from it by any hint that says that it goes on.
    """
    reading = note.fields["Pinyin"]
    if not reading or not rivals:
        return []
    telling = [rival.reading for rival in rivals if not reading.startswith(rival.reading)]
    return [_Alike.of([_rival(note), *rivals], [reading, *telling])]


def _hinted(note: Note, alike: Sequence[_Alike], *, is_heard_twice: bool) -> Note:
    if not alike and not is_heard_twice:
        return note
    fields = dict(note.fields)
    if is_heard_twice:
        fields["Listening Hint"] = fields.get("Meaning") or fields["English"]
    if alike:
        fields["Production Hint"] = hint = _production(note, alike)
        if not hint:
            fields.pop(_PRODUCTION, None)
    return note.with_fields(fields)


def _production(note: Note, alike: Sequence[_Alike]) -> str:
    """Tell which of several notes of one meaning is asked for, by a part of the answer; '' where nothing does."""
    own = _rival(note)
    beginning = max([each.beginnings[own.reading] for each in alike], key=len)
    if beginning != html.unescape(own.reading) and not any(own.reading in each.shared for each in alike):
        return markup.plain(beginning)
    if any(len(each.rivals) > _MANY + 1 for each in alike):
        return ""
    others = {rival for each in alike for rival in each.rivals} - {own}
    return _written(own, others) if len(others) <= _MANY else ""


def _written(own: Rival, others: Collection[Rival]) -> str:
    """Show a character, of those that begin with another consonant told by that; '' where nothing tells."""
    onset, text = _onset(own.reading), own.texts[0]
    near = [rival for rival in others if _onset(rival.reading) == onset]
    for before, rivals in (("", others), (f"{onset}… ", near)):
        hint = _one_character(text, [other for rival in rivals for other in rival.texts])
        if hint and (onset or not before):
            return f'{before}<span lang="zh-CN">{hint}</span>'
    return ""


def _onset(reading: str) -> str:
    """Give the consonant that a word's pinyin begins with, '' without one."""
    first = _SYLLABLE.match(html.unescape(reading))
    return first[1].lower() if first else ""


def _one_character(text: str, others: Iterable[str]) -> str:
    """Show one character of a text, and hide the rest: one that no other has there; '' where that tells nothing."""
    rivals = [other for other in others if len(other) == len(text)]
    at = next((at for at, char in enumerate(text) if all(rival[at] != char for rival in rivals)), 0)
    masked = "".join("＿" if place != at and char.isalnum() else char for place, char in enumerate(text))
    tells = "＿" in masked and all(rival[at] != text[at] for rival in rivals)
    return markup.plain(masked) if tells else ""


def _beginnings(readings: Iterable[str]) -> dict[str, str]:
    """Give away as little of each reading as tells it from the others: the shortest beginning that no other shares.

    In the order of the alphabet those that share most stand side by side.
    """
    ordered = sorted((html.unescape(reading), reading) for reading in set(readings))
    shared = [_shared(left, right) for (left, _), (right, _) in pairwise(ordered)]
    return {
        reading: _beginning(spelled, max(sides) + 1)
        for (spelled, reading), sides in zip(ordered, zip([0, *shared], [*shared, 0], strict=True), strict=True)
    }


def _beginning(reading: str, least: int) -> str:
    """Give the beginning of a reading that holds its first letters, `least` of them, and ends where a hint may."""
    steps = _steps(reading) or [(at.start(), reading[: at.start()]) for at in re.finditer(" ", reading)]
    beginning = next((step for end, step in steps if end >= least), reading)
    return beginning if beginning == reading else f"{beginning}…"


def _steps(reading: str) -> list[tuple[int, str]]:
    """Give the beginnings of a word's pinyin that a hint may show, and where each ends: láibīn has lái and "lái b".

    A word of a single syllable has the consonant that it begins with; what is no word in pinyin has none.
    """
    syllables = list(_SYLLABLE.finditer(reading))
    if len("".join(syllable[0] for syllable in syllables)) != sum(char not in _APART for char in reading):
        return []
    steps, before = [], ""
    for syllable in syllables:
        if syllable[1] and (before or len(syllables) == 1):
            steps.append((syllable.end(1), f"{before} {syllable[1]}".strip()))
        before = reading[: syllable.end()]
        steps.append((syllable.end(), before))
    return steps


def _shared(left: str, right: str) -> int:
    """Count the characters that two texts begin with alike."""
    length = min(len(left), len(right))
    return next((at for at in range(length) if left[at] != right[at]), length)
