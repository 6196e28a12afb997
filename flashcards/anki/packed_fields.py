"""Fields of a note as bytes, made by whoever read its text: few of them are looked at before they are written.

*The idea:* the fields of a card are some five thousand bytes. Whoever writes a package looks at three of them, puts all
aside, and takes them out once; to make texts of them and bytes again took a quarter of that time.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

pack = msgspec.msgpack.Encoder().encode
"""Makes bytes of fields."""
unpack = msgspec.msgpack.Decoder(dict[str, str]).decode
"""Makes fields of bytes."""

_PARTS = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_TEXT = msgspec.msgpack.Decoder(str)


class PackedFields(Mapping[str, str]):
    """Fields by name: those that are `packed`, and `others`, which win over them."""

    def __init__(self, packed: bytes, others: Mapping[str, str] = MappingProxyType({})) -> None:
        self.packed, self.others = packed, others

    def beside(self, others: Mapping[str, str]) -> PackedFields:
        """Give the same with more fields, which win."""
        return PackedFields(self.packed, {**self.others, **others})

    @cached_property
    def _parts(self) -> Mapping[str, bytes]:
        return _PARTS.decode(self.packed)

    def __getitem__(self, name: str) -> str:
        return self.others[name] if name in self.others else _TEXT.decode(self._parts[name])

    def __contains__(self, name: object) -> bool:
        return name in self.others or name in self._parts

    def __iter__(self) -> Iterator[str]:
        yield from {**self._parts, **self.others}

    def __len__(self) -> int:
        return len(self._parts.keys() | self.others.keys())
