"""Sets of cards with separators of their own, as Quizlet and others export them: `你好---hello;;;再见---bye`.

The idea: whoever exports cards may choose any signs to stand between the sides and between the cards. They show
themselves: these two take turns through the whole file, and what they part is Chinese on one side and not on the other,
in each card alike. Such a text is written anew with tabs and line ends, and is a table then.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.formats.tables.column_languages import SAMPLE, language_columns
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATIN = pattern("[A-Za-z]")
_SIGNS = pattern(r"(?<![ ])[ ]*+(?:[-=~|\\/#@$^&*+<>:;_]{1,8}|\t)[ ]*|\n+")
"""What may stand between two sides or two cards: a run of signs with the spaces around it, line ends, a tab."""
_HEAD = 10_000
"""Characters in which the signs are looked for. Set by hand."""
_FEWEST_CARDS = 3
"""Signs that part two lines or clauses may do so by chance. Set by hand."""
_SIDES = frozenset((2, 3, 4))
"""How many sides a card has: Chinese, pinyin, English, a note. Set by hand."""
_MOST_KINDS = 12
"""Kinds of signs that are looked at, the most frequent first. Set by hand."""
_NEARLY_EVERY = 0.9
"""The share of cards whose sides are in the languages of the others': one may quote the other language. Set by hand."""
_WEAK = frozenset("-:/;_+\\")
"""Signs that stand within words, hours and sentences: without spaces, or on lines, they may be the text's own."""
_OF_A_COMMENT = frozenset(("<!--", "-->"))
"""Signs around what a program keeps with a card."""
_OPENING = tuple("<{[#")
"""What a text in a markup, of data or of settings begins with."""


class _Card(NamedTuple):
    """The sides of a card, and the white space around it, of which the line ends count."""

    sides: tuple[str, ...]
    before: str = ""
    after: str = ""

    def on_a_line(self) -> str:
        """Write the sides with tabs between them, and as many line ends as the card has and had around it."""
        sides = [side.strip().replace("\n", "<br>") for side in self.sides]
        within = sum(side.count("\n") for side in (self.sides[0].lstrip(), *self.sides[1:]))
        return "\n" * self.before.count("\n") + "\t".join(sides) + "\n" * max(1, within + self.after.count("\n"))


def cards_on_lines(text: str) -> str:
    """Put each card of a set on a line, with tabs between its sides; any other text stays as it is.

    A card that stood on several lines is followed by empty ones, so that all lines keep their numbers.
    """
    body = text.removeprefix("\ufeff").rstrip()
    if body.lstrip().startswith(_OPENING) or not HAN_CHARACTER.search(body[:_HEAD]):
        return text
    cards = _by_two_signs(re.sub(r"\r\n?", "\n", body)) or _by_semicolons(body)
    return "".join(card.on_a_line() for card in cards) if cards else text


def _by_semicolons(body: str) -> list[_Card]:
    """Part a text on one line into cards by semicolons, where each of them holds both scripts."""
    cards = [card for card in body.split(";") if card.strip()]
    if len(cards) < _FEWEST_CARDS or "\n" in body.strip():
        return []
    are_of_both = all(HAN_CHARACTER.search(card) and _LATIN.search(card) for card in cards)
    return [_Card((card,)) for card in cards] if are_of_both else []


def _by_two_signs(body: str) -> list[_Card]:
    """Part a text into cards by two signs that take turns; empty where no two do so.

    They are looked for at its head, all cards there but the last, which may be cut.
    """
    head = body[:_HEAD]
    counts = Counter(sign.group() for sign in _SIGNS.finditer(head))
    frequent = [
        sign
        for sign, count in counts.most_common(_MOST_KINDS)
        if count >= _FEWEST_CARDS - 1 and sign.strip() not in _OF_A_COMMENT
    ]
    for between, after in permutations(frequent, 2):
        if _may_part(between, after) and 2 * counts[between] > counts[after]:
            cards = _parted(head, between, after)
            if _are_alike(cards[:-1] if len(body) > len(head) else cards):
                cards = _parted(body, between, after)
                return cards if _are_alike(cards) else []
    return []


def _parted(text: str, between: str, after: str) -> list[_Card]:
    """Part a text into cards at one sign, and these into sides at another."""
    sides = re.compile(_exactly(between))
    pieces = re.split(f"({_exactly(after)})", text)
    cards: list[_Card] = []
    before = ""
    for card, sign in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        before += card[: len(card) - len(card.lstrip())]
        if card.strip():
            cards.append(_Card(tuple(sides.split(card)), before, sign))
        before = "" if card.strip() else before + sign
    return cards


def _exactly(sign: str) -> str:
    """Write a pattern for a sign that is no part of a longer one, and after which no space begins."""
    if not sign.strip():
        return r"\n+" if "\n" in sign else r"(?<![ ])[ ]*+\t[ ]*"
    first, last = (re.escape(edge) for edge in (sign.strip()[0], sign.strip()[-1]))
    return f"(?<!{first}){re.escape(sign)}(?!{last}|[ ])\\n*" if not sign.startswith(" ") else f"{re.escape(sign)}\\n*"


def _may_part(between: str, after: str) -> bool:
    """Whether two signs can part sides and cards: lines alone do so in any text, and tabs on lines are a table."""
    if between.isspace() and (after.isspace() or "\n" in between):
        return False
    is_apart = between[0] == between[-1] == " " and not after.isspace()
    return is_apart or between.strip() not in _WEAK


def _are_alike(cards: Sequence[_Card]) -> bool:
    """Whether cards have as many sides each, one Chinese in nearly all, and another English with no Chinese in it."""
    rows = [card.sides for card in cards]
    if len(rows) < _FEWEST_CARDS or len(set(map(len, rows))) > 1 or len(rows[0]) not in _SIDES:
        return False
    least = _NEARLY_EVERY * len(rows)
    columns = list(zip(*rows, strict=True))
    chinese = [sum(bool(HAN_CHARACTER.search(side)) for side in column) for column in columns]
    letters = [sum(bool(_LATIN.search(side)) for side in column) for column in columns]
    others = (count <= len(rows) - least and filled >= least for count, filled in zip(chinese, letters, strict=True))
    return (
        max(chinese) >= least and any(others) and len(language_columns(list(enumerate(rows[:SAMPLE])))) == len(Language)
    )
