"""The cells of all pairs laid end to end."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flashcards.links.grids import Grids, joined


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5), st.data())
def test_cells_laid_end_to_end_come_back(shapes: list[tuple[int, int]], data: st.DataObject) -> None:
    """Tables laid end to end are cut into the same tables; a cell is found in the table that it came from."""
    grids = Grids(shapes)
    values = joined([np.full(shape, number) for number, shape in enumerate(shapes)])
    assert [table.shape for table in grids.tables(values)] == shapes
    assert all((table == number).all() for number, table in enumerate(grids.tables(values)))
    cells = np.array(sorted(data.draw(st.sets(st.integers(0, len(values) - 1)))), np.int64)
    for number, own in enumerate(grids.places(cells)):
        assert len(own) == (values[cells] == number).sum()
        assert all(0 <= place < np.prod(shapes[number]) for place in own)
