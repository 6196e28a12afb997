"""What was learned of a text, kept on disk by all that it depends on, so that a rerun does only what changed.

*The idea:* a name is made of the bytes of the text and of whatever else the result depends on: settings, lists, the
program and its lexicon. Nothing is ever out of date; what nobody asks for any more may be deleted at any time. Each
field of a record is packed by itself, so that whoever needs one unpacks no other.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import zstandard

from flashcards.common.files import MOST_BYTES, cache_directory, write_all
from flashcards.errors import InputError, OutputError
from flashcards.lexicon import fingerprint
from flashcards.records import Record
from flashcards.settings import OPTIONS, Group
from flashcards.settings.sources import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flashcards.settings import Settings

Value = TypeVar("Value")

_PACKAGE = Path(__file__).parents[1]
"""The folder of the program: that above the folder of this room."""
_MADE = frozenset(("__pycache__", "packed"))
"""Folders in it of what was made of its files."""
_DAY = 86_400
"""Seconds for which a page of the web is taken for the same, as long as `fetch` keeps its copy."""
_READING = frozenset(name for name, option in OPTIONS.items() if option.group is Group.READING)
_LEVEL = 3
"""Of Zstandard, its default: a text takes a ninth of its records, and a millisecond."""
_SUM = 4
"""Bytes of the check sum (CRC-32) before what it is the sum of."""
_WHOLE = ""
"""Stands for the name of a field where what is kept is no record of several."""
_DAMAGED = (OSError, zstandard.ZstdError, msgspec.MsgspecError)
"""What reading a record raises."""


class Shelved(Record):
    """The bytes of a record: in a file, or here where no file could be written."""

    place: Path | bytes

    def read(self, kind: type[Value]) -> Value:
        """Read the record, or the fields of it that `kind` has.

        Raises:
            OutputError: its file was deleted meanwhile.

        """
        if isinstance(self.place, bytes):
            return unpacked(kind, self.place)
        try:
            return unpacked(kind, self.place.read_bytes())
        except _DAMAGED as error:
            raise OutputError(f"{self.place}: was deleted or changed meanwhile; run the command again.") from error


def analysis_key(settings: Settings) -> str:
    """Name the analysis of a text: the same for every learner."""
    return "analysis-" + _digest(_parts(settings, _READING))


def partners_key(settings: Settings) -> str:
    """Name what was told of two files: whether they are one text in two languages."""
    return analysis_key(settings).replace("analysis", "partners")


def lesson_key(settings: Settings) -> str:
    """Name what a text has to teach: by all settings, and the lists that say what is known."""
    return "lesson-" + _digest(
        _parts(settings, frozenset(each.name for each in fields(settings)) - {"output", "previous"})
    )


def content_key(name: str, content: bytes, lexicon: str = "") -> str:
    """Name what is known of some bytes, with the help of a lexicon of this fingerprint."""
    return f"{name}-{_digest((program(), lexicon, content))}"


def kept(kind: type[Value], key: str, make: Callable[[], Value]) -> tuple[Value, bytes]:
    """Give a record that is kept under this name, else make and keep it; with its bytes.

    Where nothing can be kept, as on a full disk, it is made anew each time.

    Raises:
        InputError: the name of the text, which the record holds, cannot be written.

    """
    try:
        packed = _path(key).read_bytes()
        return unpacked(kind, packed), packed
    except _DAMAGED:  # none there, or a damaged one
        record = make()
    try:
        packed = pack(record)
    except UnicodeEncodeError as error:
        raise InputError("the name of this file or of its folder is not UTF-8; give it another.") from error
    shelved(key, packed)
    return record, packed


def sought(key: str) -> Shelved | None:
    """Look for a record that is kept under this name and whole, as the sum of its bytes tells without reading it."""
    try:
        _checked(_path(key).read_bytes())
    except _DAMAGED:
        return None
    return Shelved(_path(key))


def shelved(key: str, packed: bytes) -> Shelved:
    """Keep the bytes of a record under this name, where a file can be written and none stands there with them."""
    path = _path(key)
    try:
        if not path.is_file() or path.read_bytes() != packed:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_all({path: packed})
    except (OSError, OutputError):
        return Shelved(packed)
    return Shelved(path)


def pack(record: object) -> bytes:
    """Make bytes of a record."""
    names = record.__struct_fields__ if isinstance(record, Record) else ()
    parts = {name: getattr(record, name) for name in names} or {_WHOLE: record}
    compress = zstandard.ZstdCompressor(level=_LEVEL).compress
    packed = {name: compress(msgspec.msgpack.encode(part)) for name, part in parts.items()}
    content = msgspec.msgpack.encode(packed)
    return _sum(content) + content


def unpacked(kind: type[Value], packed: bytes) -> Value:
    """Read a record from its bytes; of one that has more fields, those of `kind`."""
    parts = msgspec.msgpack.decode(_checked(packed), type=dict[str, bytes])
    if not (isinstance(kind, type) and issubclass(kind, Record)):
        return msgspec.msgpack.decode(zstandard.decompress(parts[_WHOLE]), type=kind)
    plain = {name: msgspec.Raw(zstandard.decompress(parts[name])) for name in kind.__struct_fields__ if name in parts}
    return msgspec.msgpack.decode(msgspec.msgpack.encode(plain), type=kind)


def _checked(packed: bytes) -> bytes:
    """Give what stands behind the check sum, if it is right.

    Raises:
        msgspec.DecodeError: it is not.

    """
    content = packed[_SUM:]
    if packed[:_SUM] != _sum(content):
        raise msgspec.DecodeError("damaged")
    return content


def _sum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM, "big")


def _path(key: str) -> Path:
    digest = key.rpartition("-")[2]
    return cache_directory() / "library" / digest[:2] / key


def _parts(settings: Settings, names: Iterable[str]) -> Iterator[str | bytes]:
    yield program()
    yield fingerprint(dictionary=settings.dictionary, word_list=settings.words)
    values = {name: getattr(settings, name) for name in sorted(names)}
    yield repr(values)
    for value in values.values():
        for path in value if isinstance(value, tuple) else (value,):
            if isinstance(path, Path):
                yield _content_of_list(path)
    for source in settings.sources:
        yield f"source={source}"
        yield str(int(time.time()) // _DAY) if is_address(source) else _content(Path(source))


def _content_of_list(path: Path) -> bytes:
    """Name the content of a file that many texts share, such as the learner's collection, read once."""
    if not path.is_file():
        return _content(path)
    state = path.stat()
    return _digest_of_file(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)  # more lists than a library names
def _digest_of_file(path: Path, _modified: int, _size: int) -> bytes:
    return hashlib.sha256(_content(path)).digest()


def _content(path: Path) -> bytes:
    """Read a file or the files of a folder; whoever needs them says what is wrong with them."""
    try:
        if path.is_dir():
            files = (_content(file) for file in sorted(path.rglob("*")) if file.is_file())
            return b"".join(hashlib.sha256(content).digest() for content in files)
        if path.exists() and not path.is_file():
            return str(time.time_ns()).encode()  # a pipe or a device, which may never end, or say all things once
        state = path.stat()
        if state.st_size > MOST_BYTES:
            return f"{state.st_size} {state.st_mtime_ns}".encode()  # no text; a collection with all its recordings
        return path.read_bytes()
    except (OSError, ValueError):  # a name with a zero byte is none
        return b""


@cache
def program() -> str:
    """Name the program by the content of its files: another version, or a change of one line, is another.

    The lexicon that comes with it has a name of its own.
    """
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.*")):
        if path.is_file() and _MADE.isdisjoint(path.parts):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _digest(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]
