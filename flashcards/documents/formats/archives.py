"""ZIP archives, as Word, Excel and EPUB files are, from people we do not know.

The idea: nothing is ever unpacked to disk, and nothing is read before the sizes that the archive states were added up.
Python's `zipfile` hands out no more bytes of a member than the archive states, so the stated sizes are a bound. A link
from one member to another is a name to look up, never a path to open.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import KeysView

    from flashcards.documents.raw_files import RawFile

_MOST_MEMBERS = 20_000
"""Bounds the work. Set by hand."""
_MOST_BYTES = 1 << 30
"""Of all members, unpacked: an illustrated book has a tenth of that."""
_MOST_BYTES_OF_ONE = 100 << 20
"""Of a member that is read: as text, twenty novels."""
_HIGHEST_RATIO = 200
"""Unpacked to packed; the XML of real documents stays below 50, a bomb of one letter reaches 1,000."""
_TOO_SMALL_FOR_A_BOMB = 16 << 20
"""Up to 16 MB a member may be packed as well as it likes: no machine minds. Set by hand."""
_ENCRYPTED = 0x1
"""The bit of a member's flags that says so (APPNOTE.TXT of PKWARE, 4.4.4)."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a")
"""How PNG, JPEG, GIF, BMP, TIFF, EMF and WMF begin."""
_HEAD = 4
"""Bytes by which those are told from all else: the longest that all of them have."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What unpacking raises; NotImplementedError, about unknown methods, is a RuntimeError."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The methods that Word, Excel and EPUB use."""


class Archive(Record):
    """An archive whose sizes were found harmless: `names` are its members, in their order."""

    name: str
    names: KeysView[str]
    _members: zipfile.ZipFile

    def read(self, member: str) -> bytes:
        """Unpack one member.

        Raises:
            InputError: the member is missing, damaged, encrypted or too large.

        """
        try:
            info = self._members.getinfo(member)
        except KeyError as error:
            raise InputError(
                f"{self.name}: its part {member} is missing; the file is damaged, get a whole copy."
            ) from error
        self._refuse_unreadable(info)
        try:
            return self._members.read(info)
        except _DAMAGE as error:
            raise InputError(
                f"{self.name}: its part {member} is damaged or cut short; get a whole copy of the file."
            ) from error

    @property
    def text_bytes(self) -> int:
        """How many bytes the members have, unpacked, that are no pictures; one that stands twice counts twice."""
        return sum(info.file_size for info in self._members.infolist() if not self._is_picture(info))

    def is_picture(self, member: str) -> bool:
        """Whether a member begins as pictures do, and no XML in any encoding, whatever its name says."""
        return self._is_picture(self._members.getinfo(member))

    def _is_picture(self, info: zipfile.ZipInfo) -> bool:
        try:
            with self._members.open(info) as content:
                return content.read(_HEAD).startswith(_PICTURES)
        except _DAMAGE:
            return False  # whoever reads it says so

    def _refuse_unreadable(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _ENCRYPTED:
            raise InputError(f"{self.name}: this file is protected by a password; save it without one, and give that.")
        if info.file_size > _MOST_BYTES_OF_ONE:
            raise InputError(f"{self.name}: its part {info.filename} is too large to be a text; give a smaller file.")
        if info.compress_type not in _METHODS:
            raise InputError(f"{self.name}: its part {info.filename} is packed in an unusual way; save the file anew.")


def open_archive(raw: RawFile) -> Archive:
    """Open an archive whose members are not too many, not too large, and not packed as only a bomb is.

    Raises:
        InputError: it is damaged, or a bomb.

    """
    try:
        members = zipfile.ZipFile(io.BytesIO(raw.data))
        infos = members.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{raw.name}: this archive is damaged or cut short; get a whole copy of the file.") from error
    if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > _MOST_BYTES or any(map(_is_bomb, infos)):
        raise InputError(
            f'{raw.name}: unpacked, this archive is far larger than a text can be (a "zip bomb"); it was not opened.'
        )
    return Archive(raw.name, dict.fromkeys(info.filename for info in infos).keys(), members)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(_TOO_SMALL_FOR_A_BOMB, _HIGHEST_RATIO * info.compress_size)


def linked(member: str, link: str) -> str | None:
    """Tell which member a link in another one leads to; None where it leads out of the archive."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(member), unquote(parts.path)))
    outside = posixpath.normpath(posixpath.join(posixpath.dirname(member), unquote(parts.path))).startswith("..")
    return None if outside else path.lstrip("/")
