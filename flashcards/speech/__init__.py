"""Recorded audio: what stands on a card is spoken once, and kept.

    cards -> lines -> voice -> sound, checked -> recordings, named by what they hold

*The idea:* a voice reads what the card says. A line therefore holds the characters and their pinyin, and a voice that
can be told how a word is read is told so: 行 in 银行 is háng in the recording, too. Whatever a voice gives is looked
through to its last byte before it is kept, so that no card is ever silent; whatever is kept is never asked for again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from flashcards.chinese import orthography
from flashcards.progress import untold
from flashcards.records import SentenceCard
from flashcards.settings import Audio, Pinyin
from flashcards.speech._cache import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flashcards.progress import Progress
    from flashcards.records import AnnotatedPair, Card, Term

__all__ = ["LONGEST", "Line", "Recording", "Voice", "lines", "of_sentence", "of_term", "open_voice", "record"]

LONGEST = 500
"""The most characters of a line that is read aloud: two minutes. Longer ones are no sentences anybody listens to."""

_NUMBERED = orthography.Spelling(Pinyin.NUMBERS, sandhi=True)
_SPOKEN = re.compile(r"[a-zü]+[1-5]")
"""A syllable: without one there is nothing Chinese to read."""
_UNSPOKEN = re.compile(r"[^a-z0-9üê\s',.!?;:-]")
_ERHUA = re.compile(r"([1-5])r5?(?![a-zü])")


@dataclass(frozen=True, slots=True)
class Line:
    """What a voice reads: Chinese text, and its reading as pinyin with tone numbers (lü4, zher4), as spoken."""

    text: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file: `name` is made of its content, so that equal sounds are one file and another sound another."""

    name: str
    content: bytes


class Voice(Protocol):
    """Somebody who can read Chinese aloud."""

    @property
    def name(self) -> str:
        """What makes two recordings of a line the same: the engine, its version, its voice."""
        ...

    def speak(self, line: Line) -> bytes:
        """Read a line: the bytes of a WAV or MP3 file.

        Raises:
            InputError: it cannot; the sentence says what to do.

        """
        ...


def of_sentence(annotated: AnnotatedPair) -> Line:
    """Give what is read for a sentence."""
    return Line(annotated.pair.chinese_text.strip(), _numbered(orthography.line(annotated.words, _NUMBERED)))


def of_term(term: Term) -> Line:
    """Give what is read for a word."""
    return Line(term.text.strip(), _numbered(orthography.word(term.syllables, term.text, _NUMBERED)))


def lines(cards: Iterable[Card]) -> tuple[Line, ...]:
    """Give all that is read for some cards, each line once: sentences, words, and the sentences of the words."""
    found: dict[Line, None] = {}
    for card in cards:
        if isinstance(card, SentenceCard):
            found[of_sentence(card.annotated)] = None
        else:
            found |= dict.fromkeys((of_term(card.term), of_sentence(card.term.example.annotated)))
    return tuple(found)


def record(wanted: Iterable[Line], voice: Voice, progress: Progress = untold) -> dict[Line, Recording]:
    """Have lines read, those never read before by this voice; what nobody could read aloud has no recording.

    Raises:
        InputError: the voice cannot speak; what it has read by then is kept for the next time.

    """
    speakable = [line for line in dict.fromkeys(wanted) if len(line.text) <= LONGEST and _SPOKEN.search(line.pinyin)]
    made = {}
    for done, line in enumerate(speakable, 1):
        sound = kept(f"{voice.name}\0{line.text}\0{line.pinyin}", partial(voice.speak, line))
        made[line] = Recording(f"flashcards-{sound.digest}.{sound.ending}", sound.content)
        progress("Reading aloud", done, len(speakable))
    return made


def _numbered(pinyin: str) -> str:
    """Put the tone of an erhua behind its r, and leave out what a program that speaks may take for a command."""
    return " ".join(_UNSPOKEN.sub(" ", _ERHUA.sub(r"r\1", pinyin.lower())).split())


def open_voice(engine: Audio, notice: Callable[[str], None]) -> Voice:
    """Find the voice of an engine; `notice` is told what the user should know before it speaks.

    Raises:
        InputError: the engine is not installed.

    """
    if engine is Audio.EDGE:
        from flashcards.speech._edge import EdgeVoice

        voice = EdgeVoice.open()
        notice("Audio comes from Microsoft's online voices (edge-tts): the Chinese text of the cards is sent there.")
        return voice
    from flashcards.speech._espeak import EspeakVoice

    return EspeakVoice.open()
