"""Cards within notes, as plugins of Obsidian for spaced repetition know them: `茶::tea`, or a line of `?` between two.

The idea: the sign alone may be code (`std::vector`) or a property of a note (`type:: book`); a card has Chinese on one
side of it and none on the other, and comes with others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TURN = pattern(r"(?P<space>[ \t]?):{2,3}(?P<after>[ \t]?)")
_BACKWARDS_TAIL = pattern(r"[:\s]*")
"""Of a line read backwards: colons behind which nothing stands turn to nothing."""
_TURN_OF_LINES = frozenset(("?", "??"))
"""What stands on a line of its own between the sides of a card of several lines."""
_LATIN = pattern("[A-Za-z]")
_ENDED = pattern(r"""[.!?…。！？]["'”’」』)）]*$""")
_FEWEST = 2
"""A single one may be anything. Set by hand."""


class NoteCard(NamedTuple):
    """The sides of a card, and which of its paragraph's lines it begins on."""

    line: int
    chinese: str
    english: str


def cards_in(paragraphs: Mapping[int, str]) -> dict[int, tuple[NoteCard, ...]]:
    """Find the paragraphs of a note that are cards and nothing else, by their numbers."""
    cards = {at: tuple(_cards(paragraph.split("\n"))) for at, paragraph in paragraphs.items()}
    return {at: each for at, each in cards.items() if each} if sum(map(len, cards.values())) >= _FEWEST else {}


def _cards(lines: Sequence[str]) -> Iterator[NoteCard]:
    """Yield the cards of a paragraph, one on each line, or one of several lines; none where it holds more."""
    turns = [at for at, line in enumerate(lines) if line.strip() in _TURN_OF_LINES]
    if len(turns) == 1:
        cards = [_card(0, "\n".join(lines[: turns[0]]), "\n".join(lines[turns[0] + 1 :]))]
    else:
        cards = [_card_on_line(at, line) for at, line in enumerate(lines)]
    if None not in cards:
        yield from filter(None, cards)


def _card_on_line(at: int, line: str) -> NoteCard | None:
    """Give the card on a line; a property has its colons at its name and no end, a name in a program is Latin."""
    tail = _BACKWARDS_TAIL.match(line[::-1])
    turns = list(_TURN.finditer(line, 0, len(line) - (tail.end() if tail else 0)))
    if len(turns) != 1:
        return None
    front, back = line[: turns[0].start()].strip(), line[turns[0].end() :].strip()
    is_property = not turns[0]["space"] and turns[0]["after"] and not (_ENDED.search(front) or _ENDED.search(back))
    is_code = front[-1:].isascii() and front[-1:].isalnum() and back[:1].isascii() and back[:1].isalnum()
    return None if is_property or is_code else _card(at, front, back)


def _card(at: int, front: str, back: str) -> NoteCard | None:
    """Give a card if one side of it is Chinese and the other holds none."""
    sides = sorted((front.strip(), back.strip()), key=lambda side: not HAN_CHARACTER.search(side))
    is_one = HAN_CHARACTER.search(sides[0]) and not HAN_CHARACTER.search(sides[1]) and _LATIN.search(sides[1])
    return NoteCard(at, *sides) if is_one else None
