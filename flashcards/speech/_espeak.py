"""The voice of espeak-ng, a program that speaks without any network: a robot's voice, with every tone right.

It is given pinyin. Given characters, espeak-ng 1.51 guesses their readings one by one, and the data of many
distributions read them in English; from pinyin it speaks what the card says, and the tone changes with it (nǐ hǎo as
ní hǎo). Text goes in through standard input, never through a shell.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from typing import TYPE_CHECKING, NoReturn, Self

from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.speech._lines import Line

PROGRAM = "espeak-ng"
VOICE = "cmn-latn-pinyin"
BIT_RATE = 48
"""Kilobits a second of MP3: what online voices send, and a seventh of the WAV file."""
WORDS_A_MINUTE = 175
"""The speed of espeak-ng unless it is told otherwise (its manual)."""

_TIMEOUT = 60
"""Seconds; a line takes a tenth of one."""

_REMEDY = (
    "install it (apt install espeak-ng, brew install espeak-ng, or from github.com/espeak-ng/espeak-ng), "
    "or leave out --audio"
)


class EspeakVoice(Record):
    """The program at `path`; `variant` is one of its voices ("f2", "m3"), '' for its own; `speed` is 1 as usual."""

    path: str
    version: str
    variant: str = ""
    speed: float = 1.0

    @classmethod
    def open(cls, variant: str = "", speed: float = 1.0) -> Self:
        """Find the program.

        Raises:
            InputError: it is not installed.

        """
        path = shutil.which(PROGRAM)
        if path is None:
            raise InputError(f"--audio: the program {PROGRAM} is not installed; {_REMEDY}.")
        version = _run([path, "--version"], b"").decode("utf-8", "replace").partition("Data at")[0]
        return cls(path, " ".join(version.split()), variant, speed)

    @property
    def name(self) -> str:
        """The version, the voice, its speed and the kind of file."""
        return " ".join([self.version, self._voice, *[f"{self.speed:g}"] * (self.speed != 1), "mp3"])

    @property
    def _voice(self) -> str:
        return f"{VOICE}+{self.variant}" if self.variant else VOICE

    def speak(self, line: Line) -> bytes:
        """Read a line as its pinyin says."""
        speed = ["-s", str(round(WORDS_A_MINUTE * self.speed))] if self.speed != 1 else []
        command = [self.path, "-v", self._voice, *speed, "-b", "1", "--stdin", "--stdout"]
        return _small(_run(command, line.pinyin.encode("utf-8")))

    def instead(self, error: InputError) -> NoReturn:
        """Let nobody read instead of the voice that needs no network."""
        raise error


def _run(command: Sequence[str], text: bytes) -> bytes:
    try:
        run = subprocess.run(command, input=text, capture_output=True, timeout=_TIMEOUT, check=False)  # noqa: S603  # no shell; the text is no argument
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InputError(f"--audio: {PROGRAM} does not answer ({error}); {_REMEDY}.") from error
    if run.returncode:
        reason = " ".join(run.stderr.decode("utf-8", "replace").split())
        raise InputError(f"--audio: {PROGRAM} failed ({reason or run.returncode}); {_REMEDY}.")
    return run.stdout


def _small(spoken: bytes) -> bytes:
    """Turn what was spoken into an MP3 file, its length counted, which a program that streams cannot know.

    What is no sound becomes no bytes, which nobody takes for one.
    """
    marker = spoken.find(b"data")
    if spoken[:4] != b"RIFF" or marker < 0:
        return b""
    try:
        with wave.open(io.BytesIO(spoken)) as file:
            rate = file.getframerate()
    except (wave.Error, EOFError):  # cut off in its head
        return b""
    samples = spoken[marker + 8 :]
    samples = samples[: len(samples) // 2 * 2]
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())
