"""The loading of libraries without what they bring along and never use here."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Deferred(ModuleType):
    """Stands for the module of its name, which is loaded when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def stand_ins(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Let others stand for modules, by name, while a library is loaded; None for one that it can do without.

    A module that is loaded already is left as it is, and none of the others stays.
    """
    new = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(new)  # type: ignore[arg-type]  # None is how the import system marks what must not be loaded
    try:
        yield
    finally:
        for name in new:
            del sys.modules[name]
