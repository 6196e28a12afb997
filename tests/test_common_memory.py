"""What was made of the same inputs is not made again."""

from __future__ import annotations

from flashcards.common.memory import Memory, afresh, steady
from flashcards.records import Bead


def test_work_is_done_once_for_the_same_inputs() -> None:
    """Records and tuples of them are the same where they are the same object, all else where it is equal."""
    asked: list[object] = []

    def work(bead: Bead, beads: tuple[Bead, ...], name: str) -> str:
        asked.append(bead)
        return f"{name} {bead.chinese} {len(beads)}"

    memory, bead = Memory(), Bead((1,), (2,))
    beads = (bead,)
    assert [memory(work, bead, beads, "ab") for _ in range(3)] == ["ab (1,) 1"] * 3
    assert len(asked) == 1
    memory(work, Bead((1,), (2,)), beads, "ab")
    memory(work, bead, (bead, bead), "ab")
    memory(work, bead, beads, "cd")
    assert len(asked) == 4
    assert [afresh(work, bead, beads, "ab") for _ in range(2)] == ["ab (1,) 1"] * 2
    assert len(asked) == 6


def test_what_is_not_asked_for_is_forgotten() -> None:
    """What was made outlives one turn without being asked for, and no second one."""
    asked: list[Bead] = []
    memory, bead = Memory(), Bead((1,), ())
    for turns, times in ((0, 1), (1, 1), (2, 2)):
        for _ in range(turns):
            memory.settle()
        memory(asked.append, bead)
        assert len(asked) == times


def test_an_equal_record_is_the_one_of_before() -> None:
    """What is equal to something of before is given as that, so that what was made of it is known."""
    memory, first = Memory(), Bead((1,), ())
    assert steady(first, memory) is first
    assert steady(Bead((1,), ()), memory) is first
    assert steady(Bead((2,), ()), memory) is not first
    assert steady(first, afresh) is first
