"""Regular expressions that are compiled when they first meet a text.

Most texts meet few of the expressions of a reader: those of other formats, of damage, of rare dress. A class of Chinese
characters takes a millisecond to compile, or five where case makes no difference, so modules that hold many leave it to
the first text.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give what stands for `re.compile(expression, flags)`, and is compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(expression, flags))


class _Uncompiled(Generic[AnyStr]):
    """Takes the methods of the compiled expression with the first that is asked for, and costs nothing from then on."""

    def __init__(self, expression: AnyStr, flags: int) -> None:
        self._source: tuple[AnyStr, int] = expression, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._source)
        vars(self).update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("_")})
        return getattr(compiled, name)
