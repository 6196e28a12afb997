"""Fields that were made into bytes before, and wait beside others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.packed_fields import PackedFields, pack
from flashcards.anki.waiting import WaitingFields

named = st.dictionaries(st.sampled_from(("Hanzi", "Pinyin", "English", "Position")), st.text(max_size=9))


@given(named, named, named)
def test_packed_fields_are_those_that_were_packed_and_the_others_before_them(
    packed: dict[str, str], others: dict[str, str], more: dict[str, str]
) -> None:
    """Whatever is asked of them, they are a mapping of both, the latest first."""
    fields, whole = PackedFields(pack(packed), others).beside(more), {**packed, **others, **more}
    assert dict(fields) == whole
    assert len(fields) == len(whole)
    assert all(name in fields for name in whole)
    assert "Audio" not in fields
    assert fields.get("Audio") is None


@given(st.lists(st.tuples(named, named)))
def test_fields_come_back_from_where_they_waited(put: list[tuple[dict[str, str], dict[str, str]]]) -> None:
    """Packed ones and plain ones, in any order."""
    with WaitingFields() as waiting:
        for packed, others in put:
            waiting.put(PackedFields(pack(packed), others))
            waiting.put(others)
        for place, (packed, others) in reversed(list(enumerate(put))):
            assert waiting[2 * place] == {**packed, **others}
            assert waiting[2 * place + 1] == others
