"""Whether some bytes are a sound file, whole and not silent: looked through to the end, not trusted for its name.

Services that fail leave empty files, half files and error pages under the name of a sound; a learner finds out months
later, when the card comes up. A WAV file says how long it is; an MP3 file is a chain of frames, each of which says how
long it is (ISO 11172-3, 2.4.1).
"""

from __future__ import annotations

import hashlib
import io
import wave

from flashcards.records import Record

_SHORTEST = 0.1
"""Seconds: no syllable is shorter."""

_BIT_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1, layer 3
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2.5
}
"""Kilobits a second by the version bits of a frame."""
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second by the same bits (ISO/IEC 11172-3, 13818-3)."""
_HEADER = 4
"""Bytes of the header of a frame."""


class UnsoundError(Exception):
    """Some bytes are no whole sound; the text says what is wrong with them."""


class Sound(Record):
    """A sound file that was found whole; `ending` is that of its kind of file, `digest` is made of its content."""

    content: bytes
    ending: str
    digest: str


def check(content: bytes) -> Sound:
    """Look a sound file through.

    Raises:
        UnsoundError: it is empty, cut off, silent, or no WAV or MP3 file at all.

    """
    if not content:
        raise UnsoundError("it is empty")
    ending, seconds = ("wav", _wav(content)) if content[:4] == b"RIFF" else ("mp3", _mp3(content))
    if seconds < _SHORTEST:
        raise UnsoundError(f"it lasts {seconds:.2f} seconds")
    return Sound(content, ending, hashlib.sha256(content).hexdigest()[:20])


def _wav(content: bytes) -> float:
    try:
        with wave.open(io.BytesIO(content)) as file:
            samples = file.readframes(file.getnframes())
            whole = len(samples) == file.getnframes() * file.getsampwidth() * file.getnchannels()
            seconds: float = file.getnframes() / file.getframerate()
    except (wave.Error, EOFError, ZeroDivisionError) as error:
        raise UnsoundError(f"it is a damaged WAV file ({error})") from error
    if not whole:
        raise UnsoundError("it is cut off")
    if not any(samples):
        raise UnsoundError("it is silent")
    return seconds


def _mp3(content: bytes) -> float:
    """Walk from frame to frame to the end, and count the seconds."""
    at, seconds, frames = _after_tag(content), 0.0, 0
    while at + _HEADER <= len(content):
        if content[at : at + 3] == b"TAG":  # the old kind of tag, at the end
            break
        length, lasts = _frame(content[at : at + _HEADER])
        at, seconds, frames = at + length, seconds + lasts, frames + 1
    if at > len(content):
        raise UnsoundError("it is cut off")
    if not frames:
        raise UnsoundError("it is no sound file")
    return seconds


def _after_tag(content: bytes) -> int:
    """Find where the frames begin: after an ID3 tag, whose length stands in four times seven bits."""
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    length = 0
    for byte in content[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length


def _frame(header: bytes) -> tuple[int, float]:
    """Read the header of a frame: its length in bytes, and how many seconds it lasts."""
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, sampling, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if header[0] != 0xFF or header[1] >> 5 != 7 or layer != 1 or version == 1 or rate in (0, 15) or sampling == 3:
        raise UnsoundError("it is no sound file, or damaged")
    samples = 1152 if version == 3 else 576
    frequency = _SAMPLE_RATES[version][sampling]
    return samples // 8 * _BIT_RATES[version][rate] * 1000 // frequency + padding, samples / frequency
