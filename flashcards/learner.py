"""What the learner already knows: by a level of the HSK lists, by how common a word is, by lists of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flashcards.lexicon import Lexicon

_LEVEL = re.compile(r"hsk(?:(?P<edition>[23])\.0-)?(?P<level>[0-9])", re.IGNORECASE)
_RANK = re.compile(r"top(?P<rank>\d+)", re.IGNORECASE)
_HIGHEST = {"2": 6, "3": 9}
_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003134f]")


@dataclass(frozen=True, slots=True)
class Learner:
    """What somebody knows.

    Where no level is given these are a beginner's words: those of HSK 2.0 level 1, and the characters that HSK 3.0
    teaches first.

    `edition` is that of the HSK lists, "2" or "3"; `hsk` the level reached in them; `zipf` the frequency from which
    on every word is known; `words` are known by themselves.
    """

    edition: str = "2"
    hsk: int = 0
    zipf: float | None = None
    words: frozenset[str] = frozenset()
    is_given: bool = False

    def knows(self, word: str, lexicon: Lexicon) -> str:
        """Say why the learner knows a word, '' if not.

        A word that one edition of the HSK lists lacks is judged by the other: 找到 stands only in the newer one.
        """
        if word in self.words or lexicon.simplify(word) in self.words:
            return "known to you"
        level = lexicon.level(word)
        if not self.is_given and (level.hsk2 == 1 or (len(word) == 1 and level.hsk3 == 3)):
            return "beginner's word"
        own, other = (level.hsk2, level.hsk3) if self.edition == "2" else (level.hsk3, level.hsk2)
        if own is not None and own <= self.hsk:
            return level.names[self.edition]
        if own is None and other is not None and other <= self.hsk:
            return next(iter(level.names.values()))
        if self.zipf is not None and lexicon.frequency(word) >= self.zipf:
            return "among the most frequent words"
        return ""


def learner(level: str, lexicon: Lexicon, known: Sequence[Path] = ()) -> Learner:
    """Make a learner of the options: a level ("hsk4", "hsk3.0-6", or "top5000" for a frequency rank) and word lists.

    Raises:
        InputError: the level says nothing, or a list cannot be read.

    """
    words = frozenset(word for path in known for word in read_words(path))
    if not level:
        return Learner(words=words)
    if match := _RANK.fullmatch(level):
        return Learner(zipf=_zipf_at(int(match["rank"]), lexicon), words=words, is_given=True)
    match = _LEVEL.fullmatch(level)
    edition = match["edition"] or "2" if match else ""
    if match is None or int(match["level"]) > _HIGHEST[edition]:
        raise InputError(
            f"level: {level!r} is none; use hsk1 to hsk6 for HSK 2.0 (hsk0 for no word at all), hsk3.0-3,"
            " hsk3.0-6 or hsk3.0-9 for HSK 3.0, or top5000 for the 5000 most frequent words."
        )
    return Learner(edition=edition, hsk=int(match["level"]), words=words, is_given=True)


def read_words(path: Path) -> tuple[str, ...]:
    """Read a list of words: one a line, or the first column of a table (tabs, commas or semicolons) that holds Chinese.

    Raises:
        InputError: the file cannot be read as UTF-8, or holds no Chinese word.

    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the word list as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name of the word list.") from error
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    columns = (cell.strip().strip('"') for line in lines for cell in re.split(r"[\t,;]", line)[:1])
    words = tuple(cell for cell in columns if _HAN.search(cell))
    if not words:
        raise InputError(f"{path}: holds no Chinese word in its first column; put one word on each line.")
    return words


def _zipf_at(rank: int, lexicon: Lexicon) -> float:
    """Give the Zipf frequency of the word at a rank of the frequency list."""
    rows = lexicon.rows("SELECT zipf FROM chinese ORDER BY zipf DESC LIMIT 1 OFFSET ?", max(rank - 1, 0))
    return float(rows[0][0]) if rows else 0.0
