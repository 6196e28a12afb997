"""The cells of all pairs laid end to end."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flashcards.links.features import rivals
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


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5), st.data())
def test_lines_see_what_each_table_sees_by_itself(shapes: list[tuple[int, int]], data: st.DataObject) -> None:
    """The highest values and the rivals of all rows and columns at once are those of one table after the other."""
    grids = Grids(shapes)
    values = np.array([data.draw(st.sampled_from([-0.5, 0.0, 0.25, 1.0])) for _ in range(grids.starts[-1])])
    tables = grids.tables(values)
    for lines, axis in ((grids.rows, 1), (grids.columns, 0)):
        by_table = lines.by_table(lines.highest(values))
        assert all((own == table.max(axis)).all() for own, table in zip(by_table, tables, strict=True))
        alone = [rivals(table, -1 if axis else -2).ravel() for table in tables]
        assert (lines.rivals(values) == np.concatenate(alone)).all()
