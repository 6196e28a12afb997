"""Sentences that somebody put right: the right one stays, the wrong one is reported."""

from __future__ import annotations

import time

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.line_kinds import LineKind
from flashcards.documents.mistakes import RIGHT, WRONG, without_mistakes


def texts(text: str) -> tuple[list[str], list[str]]:
    """Read a text: what stays of it, and what is left out."""
    rest = without_mistakes(extract("a.txt", text))
    kept = [rest.text[passage.start : passage.end].strip() for passage in rest.passages]
    return kept, [omission.text for omission in rest.left_out]


@pytest.mark.parametrize("row", [*WRONG, *RIGHT], ids=lambda row: row.fires)
def test_signs(row: LineKind) -> None:
    """Each sign is known by its example, and spares the other."""
    assert row.pattern.match(row.fires)
    assert not row.pattern.match(row.spares)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I went yesterday.\n\n❌ 我去了商店昨天。\n\n✅ 我昨天去了商店。", ["I went yesterday.", "我昨天去了商店。"]),
        ("❌ 我去了商店昨天。 → ✅ 我昨天去了商店。", ["我昨天去了商店。"]),
        ("错误：他不是会来。\n\n正确：他不会来。", ["他不会来。"]),
        ("❌ 不要摸。\n\n✅ 可以拍照。", ["❌ 不要摸。", "✅ 可以拍照。"]),  # what visitors may not do, and may
        ("❌ 我去了商店昨天。", ["❌ 我去了商店昨天。"]),
    ],
)
def test_what_is_put_right(text: str, kept: list[str]) -> None:
    """Only where a line with most of the same words follows is the first one wrong; nothing goes in silence."""
    stays, gone = texts(text)
    assert stays == kept
    assert sum(map(len, gone)) + sum(map(len, stays)) >= len("".join(text.split()))


def test_time_grows_as_the_text_does() -> None:
    """A line of spaces between a sign and nothing is looked at once."""
    before = time.process_time()
    texts("❌ 茶" + " " * 80_000 + "茶")
    assert time.process_time() - before < 2
