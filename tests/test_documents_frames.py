"""Names of the parts of a lesson and remarks on a text go; sentences and words that look like them stay."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.frames import LETTERS, MAIL, PARTS, REMARKS, without_frames
from flashcards.documents.line_kinds import LineKind

CHINESE = "老师站在门口。\n昨天下雨了，路很滑。"  # the teacher stands at the door; it rained, the road was slippery
ENGLISH = "The teacher stands at the door.\nIt rained yesterday, and the road was slippery."


def _rest(text: str) -> str:
    bare = without_frames(extract("a.txt", text))
    return "\n".join(bare.text[passage.start : passage.end] for passage in bare.passages)


@pytest.mark.parametrize("row", [*PARTS, *LETTERS, *MAIL, *REMARKS], ids=lambda row: row.fires)
def test_every_row(row: LineKind) -> None:
    """Each row fires on its own example, and spares what only looks like it."""
    assert row.pattern.fullmatch(row.fires)
    assert not row.pattern.fullmatch(row.spares)


@pytest.mark.parametrize("row", [*PARTS, *LETTERS], ids=lambda row: row.fires)
def test_names_of_parts_go_wherever_they_stand(row: LineKind) -> None:
    """Above, between and below the languages."""
    name = row.fires
    assert _rest(f"{name}\n{CHINESE}\n\n{name}\n{ENGLISH}\n\n{name}\n") == f"{CHINESE}\n{ENGLISH}"


@pytest.mark.parametrize("row", REMARKS, ids=lambda row: row.fires)
def test_remarks_go_at_the_edge_alone(row: LineKind) -> None:
    """The same words in the middle of a text are the text's own."""
    remark = row.fires
    assert _rest(f"{remark}\n\n{CHINESE}\n\n{ENGLISH}\n\n{remark}") == f"{CHINESE}\n{ENGLISH}"
    within = f"{CHINESE}\n{remark}\n{ENGLISH}"
    assert _rest(within) == within


@pytest.mark.parametrize("row", MAIL, ids=lambda row: row.fires)
def test_the_head_of_a_letter_goes_as_a_whole(row: LineKind) -> None:
    """Lines beside one with an address; the same line alone, or in a form, is the text's own."""
    head = f"{row.fires}\nTo: Li <li@example.com>\nDate: 4 March"
    assert _rest(f"{head}\n\n{CHINESE}\n{ENGLISH}") == f"{CHINESE}\n{ENGLISH}"
    form = f"From: Beijing\nDate: 4 March\n{CHINESE}\n{ENGLISH}"
    assert _rest(form) == form


def test_a_list_of_words_loses_none() -> None:
    """课文 may be a word to learn."""
    words = "课文\nkèwén\ntext\n词汇\ncíhuì\nvocabulary\n老师\nlǎoshī\nteacher"
    assert _rest(words) == words


def test_what_goes_is_reported() -> None:
    """Nothing is lost in silence."""
    bare = without_frames(extract("a.txt", f"课文\n{CHINESE}\n\n{ENGLISH}"))
    assert [(omission.text, omission.line) for omission in bare.left_out] == [("课文", 1)]
