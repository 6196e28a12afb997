"""The works that examples are from, on a line below each."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.line_kinds import LineKind
from flashcards.documents.works import WORKS, without_works

EXAMPLES = [
    ("I cannot find my passport.", "我找不到护照了。"),
    ("Sorry to be late.", "对不起，我迟到了。"),
    ("What would you like to drink?", "你想喝点儿什么？"),
]


def texts(works: tuple[str, ...]) -> list[str]:
    """Read the examples, each with a work below it: the lines that stay."""
    text = "\n\n".join(
        f"{english}\n\n{chinese}\n\n{work}" for (english, chinese), work in zip(EXAMPLES, works, strict=True)
    )
    rest = without_works(extract("a.txt", text))
    assert len(rest.passages) + len(rest.left_out) == 3 * len(EXAMPLES)
    return [rest.text[passage.start : passage.end].strip() for passage in rest.passages]


@pytest.mark.parametrize("row", WORKS, ids=lambda row: row.fires)
def test_names_of_works(row: LineKind) -> None:
    """Each kind is known by its example, and spares the other."""
    assert row.pattern.fullmatch(row.fires)
    assert not row.pattern.fullmatch(row.spares)


def test_a_work_below_each_example() -> None:
    """They go; a line between them that is no work leaves the text as it is."""
    examples = [line for example in EXAMPLES for line in example]
    assert texts(("《牛津词典》", "网络", "wikipedia")) == examples
    assert len(texts(("《牛津词典》", "网络很慢。", "wikipedia"))) == 3 * len(EXAMPLES)
