"""Lines to be read aloud: what of a card is spoken, and how it is read.

A line holds the characters and their pinyin, so that a voice that can be told how a word is read is told so: 行 in 银行
is háng in the recording, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.records import Record, SentenceCard
from flashcards.settings import Pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.records import AnnotatedPair, Card, Term

LONGEST = 500
"""The most characters of a line that is read aloud: two minutes. Longer ones are no sentences anybody listens to."""

_NUMBERED = orthography.Spelling(Pinyin.NUMBERS, sandhi=True)
_SPOKEN = re.compile(r"[a-zü]+[1-5]")
"""A syllable: without one there is nothing Chinese to read."""
_UNSPOKEN = re.compile(r"[^a-z0-9üê\s',.!?;:-]")
_ERHUA = re.compile(r"([1-5])r5?(?![a-zü])")


class Line(Record):
    """What a voice reads: Chinese text, and its reading as pinyin with tone numbers (lü4, zher4), as spoken."""

    text: str
    pinyin: str

    @property
    def is_speakable(self) -> bool:
        """Whether it is a line to listen to: Chinese, and no longer than `LONGEST`."""
        return len(self.text) <= LONGEST and bool(_SPOKEN.search(self.pinyin))


def of_sentence(annotated: AnnotatedPair) -> Line:
    """Give what is read for a sentence."""
    return Line(annotated.pair.chinese_text.strip(), _numbered(orthography.line(annotated.words, _NUMBERED)))


def of_term(term: Term) -> Line:
    """Give what is read for a word."""
    return Line(term.text.strip(), _numbered(orthography.word(term.syllables, term.text, _NUMBERED)))


def lines(cards: Iterable[Card]) -> tuple[Line, ...]:
    """Give all that is read for some cards, each line once: sentences, words, and the sentences of the words."""
    once: dict[Line, None] = {}
    for card in cards:
        if isinstance(card, SentenceCard):
            once[of_sentence(card.annotated)] = None
        else:
            once[of_term(card.term)] = None
            if not card.term.example.is_bare:
                once[of_sentence(card.term.example.annotated)] = None
    return tuple(once)


def _numbered(pinyin: str) -> str:
    """Put the tone of an erhua behind its r, and leave out what a program that speaks may take for a command."""
    return " ".join(_UNSPOKEN.sub(" ", _ERHUA.sub(r"r\1", pinyin.lower())).split())
