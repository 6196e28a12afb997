"""Known words: from whatever file tells them, in one set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.errors import InputError
from flashcards.learner import known_words

if TYPE_CHECKING:
    from pathlib import Path


def test_files_are_read_together(tmp_path: Path) -> None:
    """Several lists give one set of words."""
    (tmp_path / "one.txt").write_text("银行\n", encoding="utf-8")  # bank
    (tmp_path / "two.csv").write_text("word,meaning\n犀利,sharp\n银行,bank\n", encoding="utf-8")
    assert known_words.read_words([tmp_path / "one.txt", tmp_path / "two.csv"]).words == {"银行", "犀利"}
    assert known_words.read_words([]).words == frozenset()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file, one without Chinese and one that is no text each get a sentence with their name."""
    (tmp_path / "empty.txt").write_text("nothing\n", encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(bytes(100))
    for name, sentence in (("none.txt", "no such file"), ("empty.txt", "no Chinese word"), ("old.txt", "binary file")):
        with pytest.raises(InputError, match=sentence) as caught:
            known_words.read_words([tmp_path / name])
        assert name in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00broken"])
def test_a_damaged_package_is_no_list(tmp_path: Path, content: bytes) -> None:
    """What is called a package and is none is refused, whatever characters its bytes may be read as."""
    (tmp_path / "reviews.apkg").write_bytes(content)
    with pytest.raises(InputError, match=r"reviews\.apkg: is no Anki collection"):
        known_words.read_words([tmp_path / "reviews.apkg"])
