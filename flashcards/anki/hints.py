"""Notes are told apart: a card that could ask for two of them shows which one is meant, or is not made.

*The idea:* a hint gives away as little as tells. Words that sound alike show their meaning on a listening card. Words
that share a meaning show on a production card the beginning of their pinyin; where all of their pinyin is the same, one
of their characters (想象 beside 想像 is "＿象"); where one character would be the answer itself (做 beside 作), the
sentence with a gap. A production card that not even this tells from another is not made.

Words outside the deck are told apart, too, as far as the lexicon knows that they say the same (`cards.rivals`); where
the translator put a word freely, nobody knows which others would do, and its first syllable is shown.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from flashcards.anki import markup
from flashcards.anki.notetypes import SWITCHES, VOCABULARY
from flashcards.lexicon.english import ways
from flashcards.settings import CardKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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

_GAP = re.compile(r"<[^>]*>|＿")
_MANY = 20
"""Notes of one meaning and one reading that are compared with each other; a language has fewer."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """Notes that share a meaning: by their pinyin, how it begins as far as it tells, and those that read the same."""

    beginnings: Mapping[str, str]
    twins: Mapping[str, Sequence[Note]]


def with_hints(notes: Iterable[Note], rivals: Mapping[str, Sequence[str]] = MappingProxyType({})) -> tuple[Note, ...]:
    """Give a hint to notes that could not be told apart by what a listening or production card shows of them.

    `rivals` are the readings of words outside the deck that mean the same, by the GUID of a note. A note that no hint
    tells from another loses the switch of its production card.
    """
    notes = tuple(notes)
    sounds = [_sound(note) for note in notes]
    heard = Counter(sounds)
    meanings = [_meanings(note) for note in notes]
    sharing: dict[str, list[Note]] = {}
    for note, asked in zip(notes, meanings, strict=True):
        for meaning in asked:
            sharing.setdefault(meaning, []).append(note)
    alike = {meaning: _alike(sharers) for meaning, sharers in sharing.items() if len(sharers) > 1}
    return tuple(
        _hinted(
            note,
            [*(alike[meaning] for meaning in asked if meaning in alike), *_outside(note, rivals.get(note.guid, ()))],
            is_heard_twice=heard[sound] > 1,
        )
        for note, asked, sound in zip(notes, meanings, sounds, strict=True)
    )


def _sound(note: Note) -> str:
    return f"{note.note_type.folder} {note.fields['Pinyin'].casefold() or note.guid}"


def _meanings(note: Note) -> Collection[str]:
    """Take the meanings by which a production card asks: the synonyms of a sense, bare of asides; a whole sentence.

    A control character, which no field holds, keeps sentences apart from words.
    """
    if note.note_type is not VOCABULARY:
        return (f"\0{note.fields['English'].casefold() or note.guid}",)
    asked = note.fields["Meaning"].casefold()
    if ";" not in asked and "(" not in asked:
        return (_LEAD.sub("", " ".join(asked.split())) or note.guid,)
    bare = (_LEAD.sub("", " ".join(way.split())) for way in ways(asked))
    return dict.fromkeys(filter(None, bare)) or (asked,)


def _alike(notes: Sequence[Note]) -> _Alike:
    twins: dict[str, list[Note]] = {}
    for note in notes:
        twins.setdefault(note.fields["Pinyin"], []).append(note)
    return _Alike(_beginnings(list(twins)), {reading: same for reading, same in twins.items() if len(same) > 1})


def _outside(note: Note, rivals: Sequence[str]) -> Iterator[_Alike]:
    """Give what a note is to be told from outside the deck, by readings of others, none of which is its own.

    One that begins the note's own (chūn of chūntiān) is told from it by any hint that says that it goes on.
    """
    reading = note.fields["Pinyin"]
    if reading and (rivals or note.fields.get("Here")):
        yield _Alike(_beginnings([reading, *(rival for rival in rivals if not reading.startswith(rival))]), {})


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
    """Tell which of several notes of one meaning is asked for; '' where nothing does."""
    reading = note.fields["Pinyin"]
    groups = [sharers.twins[reading] for sharers in alike if reading in sharers.twins]
    if not groups and reading:
        return markup.plain(max([sharers.beginnings[reading] for sharers in alike], key=len))
    if any(len(group) > _MANY for group in groups):
        return ""
    twins = {twin.guid: twin for group in groups for twin in group if twin is not note}
    others = tuple(twins.values())
    hint = _one_character(note, others) or _gapped(note, others)
    return f'{reading} <span lang="zh-CN">{hint}</span>' if hint else ""


def _one_character(note: Note, others: Sequence[Note]) -> str:
    """Show one character of a text, and hide the rest: one that no other has there; '' where that tells nothing."""
    text = note.hanzi.strip()
    rivals = [rival for rival in (other.hanzi.strip() for other in others) if len(rival) == len(text)]
    at = next((at for at, char in enumerate(text) if all(rival[at] != char for rival in rivals)), 0)
    masked = "".join("＿" if place != at and char.isalnum() else char for place, char in enumerate(text))
    tells = "＿" in masked and all(rival[at] != text[at] for rival in rivals)
    return markup.plain(masked) if tells else ""


def _gapped(note: Note, others: Iterable[Note]) -> str:
    """Show the sentence with a gap, where something of it is left and no other word stands in the same gap."""
    gapped = note.fields.get("Cloze", "") if note.note_type is VOCABULARY else ""
    is_left = any(map(str.isalnum, html.unescape(_GAP.sub("", gapped))))
    return gapped if is_left and all(other.fields.get("Cloze") != gapped for other in others) else ""


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
