"""Which English text is the likeliest translation: told from words alone, without aligning a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.library import likeness
from flashcards.library.likeness import likeliest
from flashcards.library.texts import Text
from flashcards.settings.library import load_library
from tests import libraries
from tests.test_library_partners import sides

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lexicon: object) -> Path:
    """Write the sides of the ten graded texts, and keep what is learned of them apart."""
    assert lexicon
    libraries.own_cache(tmp_path / "cache", monkeypatch)
    files = {f"{number}.{side}": text for number, pair in enumerate(sides()) for side, text in enumerate(pair)}
    return libraries.write(tmp_path / "shelf", files)


def texts(folder: Path, side: int) -> list[Text]:
    """Give the texts of a side, 0 for the Chinese."""
    return [Text(str(number), (str(folder / f"{number}.{side}"),)) for number in range(10)]


def test_each_translation_comes_first(folder: Path) -> None:
    """It does so among ten, and none is as likely; the likelihoods are from 0 to 1, in falling order."""
    library = load_library(folder)
    for text, others in likeliest(texts(folder, 0), texts(folder, 1), library).items():
        shares = [share for share, _ in others]
        assert others[0][1].name == text.name
        assert shares == sorted(shares, reverse=True)
        assert 0 < shares[-1] <= shares[0] <= 1
        assert len(others) == 1 or shares[0] > 2 * shares[1]


def test_words_that_were_counted_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second time no text is read; the answer is the same."""
    library = load_library(folder)
    first = likeliest(texts(folder, 0), texts(folder, 1), library)
    monkeypatch.setattr(likeness, "text_of", lambda path: pytest.fail(f"{path} was read again"))
    assert likeliest(texts(folder, 0), texts(folder, 1), library) == first
