"""The voices of Microsoft's reader, over the network: natural, and nobody's promise. Used only when asked for by name.

The service is free, needs no account, and now and then refuses for a while. So each line is tried several times, each
time after a longer pause, and no try may take for ever.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from flashcards.errors import InputError
from flashcards.speech._espeak import PROGRAM, EspeakVoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.speech._lines import Line

VOICE = "zh-CN-XiaoxiaoNeural"
PAUSES = (1.0, 3.0, 9.0)
"""Seconds between one try and the next."""
TIMEOUT = 30.0
"""Seconds that one try may take."""

_REMEDY = "what was read so far is kept, so build again later; or use --audio espeak-ng, which needs no network"


@dataclass(frozen=True, slots=True)
class EdgeVoice:
    """An online voice; `speed` is 1 as usual. `notice` is told who reads instead when it stays away."""

    voice: str = VOICE
    speed: float = 1.0
    notice: Callable[[str], None] = field(default=lambda _: None, compare=False)

    @classmethod
    def open(cls, voice: str = "", speed: float = 1.0, notice: Callable[[str], None] = lambda _: None) -> Self:
        """Find the package.

        Raises:
            InputError: it is not installed.

        """
        try:
            import edge_tts  # noqa: F401  # only to see whether it is there
        except ImportError as error:
            raise InputError(
                "--audio: edge-tts is not installed; pip install 'flashcards[edge]', or use --audio espeak-ng."
            ) from error
        return cls(voice or VOICE, speed, notice)

    @property
    def name(self) -> str:
        """The service and its voice; a newer package that asks for it changes nothing in the sound."""
        return f"edge-tts {self.voice}" + (f" {self.speed:g}" if self.speed != 1 else "")

    def speak(self, line: Line) -> bytes:
        """Have a line read."""
        import aiohttp
        from edge_tts.exceptions import EdgeTTSException

        failures = (OSError, TimeoutError, asyncio.TimeoutError, aiohttp.ClientError, EdgeTTSException)
        last: Exception | None = None
        for pause in (0.0, *PAUSES):
            time.sleep(pause)
            try:
                return asyncio.run(asyncio.wait_for(self._ask(line.text), TIMEOUT))
            except failures as error:
                last = error
        reason = f"{type(last).__name__}: {last}".strip(": ")
        raise InputError(f"--audio: the online voice does not answer ({reason}); {_REMEDY}.") from last

    def instead(self, error: InputError) -> EspeakVoice:
        """Let espeak-ng read what is left, and say so; where it is not installed, the error stands."""
        try:
            other = EspeakVoice.open(speed=self.speed)
        except InputError:
            raise error from None
        self.notice(f"{error} The recordings that are still missing are made by {PROGRAM}.")
        return other

    async def _ask(self, text: str) -> bytes:
        """Collect the pieces of sound that the service sends; it sends times of words between them."""
        import edge_tts

        pieces = edge_tts.Communicate(text, self.voice, rate=f"{round((self.speed - 1) * 100):+d}%").stream()
        return b"".join([piece["data"] async for piece in pieces if piece["type"] == "audio"])
