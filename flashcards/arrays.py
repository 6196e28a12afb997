"""Types of the arrays that the program computes with; what each axis stands for, its function says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.floating]"
Integers: TypeAlias = "NDArray[np.int64]"
