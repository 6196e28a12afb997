"""What a record is: frozen, equal to another with the same fields, and cheap.

A record is a structure of msgspec's. Its class is made in a fiftieth of the time that a frozen dataclass takes, and a
run begins by making some two hundred of them; a record in a sixth, its copy with another field in a twentieth.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PartlyCompared", "Record", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True, omit_defaults=True):
    """The base of all records: `class Bead(Record)`, with fields written as those of a dataclass are."""


class PartlyCompared(Record):
    """The base of records that are the same whatever stands in some of their fields, which `beside` names."""

    beside: ClassVar[tuple[str, ...]] = ()

    def __eq__(self, other: object) -> bool:
        """Compare all that counts."""
        if type(other) is not type(self):
            return NotImplemented
        compared = _compared(type(self))
        return bool(compared(self) == compared(other))

    def __ne__(self, other: object) -> bool:
        """Compare as `==` does; what is inherited would take every field."""
        return not self == other

    def __hash__(self) -> int:
        """Go by what is compared."""
        return hash(_compared(type(self))(self))


@cache
def _compared(kind: type[PartlyCompared]) -> Callable[[object], Any]:
    """Give what takes the fields of a record that are compared."""
    return attrgetter(*(name for name in kind.__struct_fields__ if name not in kind.beside))
