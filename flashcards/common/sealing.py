"""Work that travels sealed: whoever passes it on need load nothing of what it is made of.

A scheduler reads each function and argument that goes through it, and would load the whole program for that, while all
workers wait. Given bytes, it has nothing to read but this module.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

seal = pickle.dumps


def opened(work: bytes, piece: bytes) -> object:
    """Do sealed work on a sealed piece; both come from whoever asked for it, who is trusted with more than that."""
    function: Callable[[object], object] = pickle.loads(work)  # noqa: S301 (of this program, by way of its cluster)
    return function(pickle.loads(piece))  # noqa: S301 (likewise)
