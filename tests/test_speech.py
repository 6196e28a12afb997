"""Audio is whole or not there: what a voice gives is looked through, kept once, and played by its notes."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import math
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
import types
import wave
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import speech
from flashcards.anki import DeckOptions, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.common import files
from flashcards.errors import InputError
from flashcards.settings import Audio, CardKind
from flashcards.speech import Line, _cache, _edge, _espeak
from flashcards.speech._sound import UnsoundError, check
from tests import anki_cards
from tests.anki_backend import Learner
from tests.review_pages import BROWSERS, chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FRAME = bytes([0xFF, 0xF3, 0x64, 0xC4]) + bytes(140)
"""A frame of MP3: MPEG 2, layer 3, 48 kbit/s, 24 kHz, as online voices send it; 24 ms."""
MP3 = FRAME * 20
TEA = Line("茶", "cha2")  # tea


def wav(seconds: float = 0.5, *, loud: bool = True) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((b"\x01\x10" if loud else b"\0\0") * int(8000 * seconds))
    return out.getvalue()


@dataclass
class Reader:
    """A voice that says each line as a sound of its own, and remembers what it was asked."""

    name: str = "reader 1"
    gives: bytes | None = None
    asked: list[Line] = field(default_factory=list)

    def instead(self, error: InputError) -> Reader:
        """Let nobody else read."""
        raise error

    def speak(self, line: Line) -> bytes:
        """Make the sound, or give what it was told to give."""
        self.asked.append(line)
        return wav(0.2 + sum(map(ord, line.text)) % 997 / 2000) if self.gives is None else self.gives


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(files.CACHE_VARIABLE, str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("content", "ending"), [(wav(), "wav"), (MP3, "mp3"), (b"ID3\x04\0\0\0\0\0\x03abc" + MP3, "mp3")]
)
def test_a_whole_sound_is_taken(content: bytes, ending: str) -> None:
    """A WAV file and a chain of MP3 frames, with a tag or without, are sounds."""
    assert check(content).ending == ending


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"<html>busy</html>", b"RIFF", wav()[:-7], wav(0.01), wav(loud=False)),
        *(MP3[:-1], FRAME, MP3 + b"garbage", b"ID3\x04\0\0\0\0\0\x7f" + MP3[:50], b"\xff\xf3"),
    ],
)
def test_what_is_no_whole_sound_is_refused(content: bytes) -> None:
    """Nothing, a page of HTML, a file cut off, silence, or a click is never put on a card."""
    with pytest.raises(UnsoundError):
        check(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sound_or_refused(content: bytes) -> None:
    """Whatever a service sends, looking it through ends in one of two ways."""
    with contextlib.suppress(UnsoundError):
        assert check(content).content == content


def test_a_line_is_read_once(tmp_path: Path) -> None:
    """What a voice has read is taken from the cache, also by a later run; another voice reads it anew."""
    reader = Reader()
    first = speech.record([TEA, TEA], reader)
    assert speech.record([TEA], Reader(gives=b"never asked")) == first
    assert reader.asked == [TEA]
    other = Reader("reader 2")
    speech.record([TEA], other)
    assert other.asked == [TEA]
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.stat().st_size == 0] == []


def test_a_damaged_recording_is_read_anew(tmp_path: Path) -> None:
    """A file of the cache that lost its end is replaced, not played."""
    whole = speech.record([TEA], Reader())
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-9])
    assert speech.record([TEA], Reader()) == whole


def test_an_unsound_answer_is_never_kept(tmp_path: Path) -> None:
    """A voice that gives an empty file is asked again, then named; nothing of it stays."""
    reader = Reader(gives=b"")
    with pytest.raises(InputError, match="it is empty"):
        speech.record([TEA], reader)
    assert len(reader.asked) == _cache.ATTEMPTS
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_no_cache_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept, lines are read all the same."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(files.CACHE_VARIABLE, str(tmp_path / "file"))
    assert list(speech.record([TEA], Reader())) == [TEA]


def test_what_cannot_be_read_aloud_has_no_recording() -> None:
    """A line without a reading, and one of thousands of characters, are left alone."""
    long = Line("茶" * (speech.LONGEST + 1), "cha2 " * (speech.LONGEST + 1))
    assert speech.record([Line("API", "api"), Line("…", ""), long], Reader()) == {}


def test_a_voice_is_told_how_words_are_read() -> None:
    """A line carries the pinyin of the card, as it is spoken: with erhua in its syllable, 一 and 不 as they sound."""
    term = anki_cards.terms()[0]
    pair = anki_cards.annotated("not here", [("不是", "bu4 shi4", "not", ""), ("这儿", "zhe4 r5", "here", "")])
    assert speech.of_term(term) == Line("茶馆", "cha2guan3")  # teahouse
    assert speech.of_sentence(pair) == Line("不是这儿", "bu2shi4 zher4")


def test_a_voice_is_told_no_command() -> None:
    """What is no syllable, letter or mark of a sentence does not reach a voice: brackets of phonemes, tags, dollars."""
    pair = anki_cards.annotated("x", [("[[x]] <b>$(ls)|", "", "", ""), ("茶", "cha2", "tea", "")])
    assert speech.of_sentence(pair).pinyin == "x b ls cha2"


def _package(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read the media of a package and the fields of its notes."""
    with zipfile.ZipFile(path) as package, closing(sqlite3.connect(":memory:")) as db:
        media = {name: package.read(number) for number, name in json.loads(package.read("media")).items()}
        db.deserialize(package.read("collection.anki2"))
        return media, [fields for (fields,) in db.execute("select flds from notes")]


def _deck(path: Path, *kinds: CardKind) -> Path:
    deck = anki_cards.deck()
    recordings = speech.record([*speech.lines(deck), TEA], Reader())
    write_package(deck, DeckOptions(title="x", kinds=kinds or KINDS, recordings=recordings), path, now=1_800_000_000)
    return path


def test_media_are_those_that_notes_play(tmp_path: Path) -> None:
    """Every sound that a note names is in the package, and no other; names are made of the content."""
    media, fields = _package(_deck(tmp_path / "a.apkg"))
    named = {name for text in fields for name in re.findall(r"\[sound:([^]]+)\]", text)}
    assert named == set(media)
    assert len(media) == 7  # three sentences, four words, and not the one nobody asked for
    assert all(name == f"flashcards-{check(content).digest}.wav" for name, content in media.items())
    assert (tmp_path / "a.apkg").read_bytes() == _deck(tmp_path / "b.apkg").read_bytes()


@pytest.mark.anki
def test_anki_plays_recordings(tmp_path: Path) -> None:
    """A listening card plays on its front, every other on its back; Anki misses no file and finds none unused."""
    with Learner(tmp_path / "learner") as learner:
        learner.take(_deck(tmp_path / "a.apkg"))
        assert learner.faults() == []
        assert list(learner.col.media.check().unused) == []
        for card in learner.cards():
            shown, front = card.render_output(), card.template()["name"] == "Listening"
            played = [
                getattr(tag, "filename", "") for tag in (shown.question_av_tags if front else shown.answer_av_tags)
            ]
            assert played
            assert all(name.startswith("flashcards-") for name in played)
            if not front:
                assert not [tag for tag in shown.question_av_tags if hasattr(tag, "filename")]


@pytest.mark.anki
def test_importing_again_brings_no_second_file(tmp_path: Path) -> None:
    """The same recordings, imported again, are the same files."""
    with Learner(tmp_path / "learner") as learner:
        learner.take(_deck(tmp_path / "a.apkg"))
        folder = Path(learner.col.media.dir())
        before = sorted(path.name for path in folder.iterdir())
        learner.take(_deck(tmp_path / "b.apkg", CardKind.PRODUCTION))
        assert sorted(path.name for path in folder.iterdir()) == before


def test_espeak_is_given_pinyin_and_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text goes in as it is through standard input; what comes out gets the length it truly has."""
    ran: list[tuple[list[str], bytes]] = []

    def run(command: list[str], *, input: bytes, **_: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: A002  # its name
        ran.append((command, input))
        streamed = bytearray(wav())
        streamed[40:44] = b"\xff\xff\xff\x7f"  # a length nobody could know yet
        return subprocess.CompletedProcess(command, 0, bytes(streamed), b"")

    monkeypatch.setattr(subprocess, "run", run)
    line = Line("; rm -rf $HOME", "`cha2` $(x)")
    spoken = _espeak.EspeakVoice("espeak-ng", "1.51").speak(line)
    assert ran == [(["espeak-ng", "-v", "cmn-latn-pinyin", "-b", "1", "--stdin", "--stdout"], b"`cha2` $(x)")]
    assert check(spoken).ending == "mp3"
    assert len(spoken) < len(wav())
    slow = _espeak.EspeakVoice("espeak-ng", "1.51", "f2", 0.8)
    slow.speak(line)
    assert ran[1][0][1:5] == ["-v", "cmn-latn-pinyin+f2", "-s", "140"]
    assert slow.name == "1.51 cmn-latn-pinyin+f2 0.8 mp3"


_HEARD = """async text => {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(bytes.buffer);
  const samples = sound.getChannelData(0), loud = [...samples.keys()].filter(at => Math.abs(samples[at]) > 0.1);
  return [sound.duration, loud[0] / sound.sampleRate, loud[loud.length - 1] / sound.sampleRate];
}"""
"""Decode a sound: how many seconds it lasts, and when it is first and last loud."""


@pytest.mark.browser
@pytest.mark.parametrize("rate", [16000, 22050, 44100])
def test_a_recording_is_heard_as_it_was_spoken(monkeypatch: pytest.MonkeyPatch, rate: int) -> None:
    """What a browser decodes of a recording is whole: a tone lasts as long as in the wave, within 5 ms.

    An MP3 encoder sets some silence before and behind: two frames before at most, three in all.
    """
    seconds, begins, ends = 1.3, 0.4, 0.9
    hum = [
        round(12000 * math.sin(math.tau * 440 * at / rate)) * (begins * rate <= at < ends * rate)
        for at in range(round(seconds * rate))
    ]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(hum)}h", *hum))
    spoken = subprocess.CompletedProcess([], 0, out.getvalue(), b"")
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", lambda *_args, **_options: spoken)
        recording = speech.record([TEA], _espeak.EspeakVoice("espeak-ng", "1.51"))[TEA]
    assert recording.name.endswith(".mp3")
    with chromium():
        page = BROWSERS[-1].new_page()
        lasts, first, last = page.evaluate(_HEARD, base64.b64encode(recording.content).decode())
    frame = (576 if rate < 32000 else 1152) / rate  # ISO/IEC 13818-3: half as many samples at low rates
    assert 0 <= lasts - seconds < 3 * frame
    assert 0 <= first - begins < 2 * frame
    assert last - first == pytest.approx(ends - begins, abs=0.005)


def test_a_missing_program_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no espeak-ng learns how to get it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match=r"espeak-ng is not installed; install it \(apt install espeak-ng"):
        speech.open_voice(Audio.ESPEAK, notice=lambda _: None)


@pytest.mark.parametrize("answer", [b"RIFFdata", b"RIFF\x24\0\0\0WAVEfmt \x10data", wav()[:20] + b"data"])
def test_a_torn_answer_of_espeak_is_named(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """A sound that ends within its own head is no sound: the user reads one sentence."""
    torn = subprocess.CompletedProcess([], 0, answer, b"")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: torn)
    with pytest.raises(InputError, match="the voice gave no usable sound"):
        speech.record([TEA], _espeak.EspeakVoice("espeak-ng", "1.51"))


def test_espeak_without_mandarin_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program complains of is passed on."""
    failed = subprocess.CompletedProcess([], 1, b"", b"Error: no such voice\n")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: failed)
    with pytest.raises(InputError, match=r"espeak-ng failed \(Error: no such voice\); install it"):
        _espeak.EspeakVoice("espeak-ng", "1.51").speak(TEA)


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
def test_espeak_itself_speaks() -> None:
    """The real program says a longer sentence for longer, in sounds that are whole."""
    voice = speech.open_voice(Audio.ESPEAK, notice=lambda _: None)
    short, long = (check(voice.speak(Line("", pinyin))) for pinyin in ("cha2", "lao3ban3 cong2lai2 bu4 cui1 ke4."))
    assert len(short.content) < len(long.content)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Stand in for the online service: each item is an answer in turn, bytes or an error; asking removes it."""
    answers: list[Any] = []

    class Communicate:
        def __init__(self, text: str, voice: str, *, rate: str) -> None:
            assert (text, voice, rate) == (TEA.text, _edge.VOICE, "+0%")

        async def stream(self) -> AsyncIterator[dict[str, Any]]:
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            yield {"type": "audio", "data": answer[:100]}
            yield {"type": "WordBoundary", "text": "茶"}
            yield {"type": "audio", "data": answer[100:]}

    package, exceptions, aiohttp = (types.ModuleType(n) for n in ("edge_tts", "edge_tts.exceptions", "aiohttp"))
    package.Communicate = Communicate  # type: ignore[attr-defined]
    exceptions.EdgeTTSException = type("EdgeTTSException", (Exception,), {})  # type: ignore[attr-defined]
    aiohttp.ClientError = type("ClientError", (Exception,), {})  # type: ignore[attr-defined]
    for module in (package, exceptions, aiohttp):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return answers


def test_the_online_voice_is_tried_again(service: list[Any]) -> None:
    """A service that fails for a while is asked again; the pieces of sound it sends are joined."""
    notices: list[str] = []
    voice = speech.open_voice(Audio.EDGE, notices.append)
    service += [ConnectionResetError("busy"), TimeoutError(), MP3]
    assert speech.record([TEA], voice)[TEA].content == MP3
    assert "is sent there" in notices[0]


def test_an_online_voice_that_stays_away_is_named(service: list[Any]) -> None:
    """When all tries fail, the last reason is told, and what to do."""
    service += [ConnectionResetError("busy")] * (1 + len(_edge.PAUSES))
    with pytest.raises(InputError, match=r"ConnectionResetError: busy\); what was read so far is kept"):
        _edge.EdgeVoice.open().speak(TEA)
    assert service == []


def test_espeak_reads_what_an_online_voice_leaves(service: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the service stays away, the program on the machine reads the rest, and the user is told."""
    notices: list[str] = []
    service += [ConnectionResetError("busy")] * (1 + len(_edge.PAUSES))
    monkeypatch.setattr(shutil, "which", lambda _: "espeak-ng")
    spoken = subprocess.CompletedProcess([], 0, wav(), b"")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: spoken)
    recordings = speech.record([TEA], speech.open_voice(Audio.EDGE, notices.append))
    assert recordings[TEA].name.endswith(".mp3")
    assert notices[-1].endswith("The recordings that are still missing are made by espeak-ng.")


def test_where_nobody_else_can_read_the_error_stands(service: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program on the machine, the failure of the service is told as it is."""
    monkeypatch.setenv("PATH", "")
    service += [ConnectionResetError("busy")] * (1 + len(_edge.PAUSES))
    with pytest.raises(InputError, match="the online voice does not answer"):
        speech.record([TEA], speech.open_voice(Audio.EDGE, lambda _: None))


def test_an_online_voice_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package, the message names the extra to install."""
    monkeypatch.setitem(sys.modules, "edge_tts", None)
    with pytest.raises(InputError, match=r"pip install 'flashcards\[edge\]'"):
        speech.open_voice(Audio.EDGE, notice=lambda _: None)
