"""Recorded audio: what stands on a card is spoken once, and kept.

    cards -> lines -> voice -> sound, checked -> recordings, named by what they hold

*The idea:* a voice reads what the card says. A line therefore holds the characters and their pinyin, and a voice that
can be told how a word is read is told so: 行 in 银行 is háng in the recording, too. Whatever a voice gives is looked
through to its last byte before it is kept, so that no card is ever silent; whatever is kept is never asked for again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.records import Record
from flashcards.settings import Audio
from flashcards.speech._cache import kept
from flashcards.speech._lines import LONGEST, Line, lines, of_sentence, of_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flashcards.common.progress import Progress
    from flashcards.speech._sound import Sound

__all__ = ["LONGEST", "Line", "Recording", "Voice", "lines", "of_sentence", "of_term", "open_voice", "record"]


class Recording(Record):
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

    def instead(self, error: InputError) -> Voice:
        """Name who reads what is left, since this voice cannot; where there is nobody, raise the error."""
        ...


def record(wanted: Iterable[Line], voice: Voice, progress: Progress = silent) -> dict[Line, Recording]:
    """Have lines read, those never read before by this voice; what nobody could read aloud has no recording.

    Raises:
        InputError: the voice cannot speak; what it has read by then is kept for the next time.

    """
    speakable = [line for line in dict.fromkeys(wanted) if line.is_speakable]
    recordings = {}
    for done, line in enumerate(speakable, 1):
        try:
            sound = _spoken(voice, line)
        except InputError as error:
            voice = voice.instead(error)
            sound = _spoken(voice, line)
        recordings[line] = Recording(f"flashcards-{sound.digest}.{sound.ending}", sound.content)
        progress("Reading aloud", done, len(speakable))
    return recordings


def _spoken(voice: Voice, line: Line) -> Sound:
    return kept(f"{voice.name}\0{line.text}\0{line.pinyin}", partial(voice.speak, line))


def open_voice(engine: Audio, notice: Callable[[str], None], name: str = "", speed: float = 1.0) -> Voice:
    """Find a voice of an engine, by its name there, '' for the usual one; `speed` is 1 as usual.

    `notice` is told what the user should know before it speaks.

    Raises:
        InputError: the engine is not installed.

    """
    if engine is Audio.EDGE:
        from flashcards.speech._edge import EdgeVoice

        voice = EdgeVoice.open(name, speed, notice)
        notice("Audio comes from Microsoft's online voices (edge-tts): the Chinese text of the cards is sent there.")
        return voice
    from flashcards.speech._espeak import EspeakVoice

    return EspeakVoice.open(name, speed)
