"""The words of a text for a terminal: pinyin above, the meaning below."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import orthography
from flashcards.output.annotations import brief_gloss
from flashcards.output.tables import display_width, padded
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.chinese.orthography import Spelling
    from flashcards.records import AnnotatedPair, Word

LINE_WIDTH = 96
"""Columns that an interlinear line fills where there is no terminal to ask."""


def interlinear(
    annotated: Iterable[AnnotatedPair], width: int = LINE_WIDTH, spelling: Spelling = orthography.STANDARD
) -> str:
    """Write each sentence for a terminal: words with pinyin above and the meaning here below, then the translation.

    `width` is how many columns the words may fill.
    """
    still = replace(spelling, sandhi=False)
    shown = ((_columns(orthography.toned(each.words, spelling), width, still), each.pair) for each in annotated)
    return "\n".join(
        "\n".join([*columns, *([f"  {pair.english_text}"] if pair.english else []), ""])
        for columns, pair in shown
        if pair.chinese
    )


_Cell: TypeAlias = tuple[str, str, str]
"""Pinyin, word and meaning, one above the other."""
_LONGEST_GLOSS = 18
"""Characters of a meaning; longer ones would tear the words of a sentence apart."""


def _columns(words: Iterable[Word], most: int, spelling: Spelling) -> Iterator[str]:
    """Lay words out in cells side by side, broken into lines of `most` columns."""
    line: list[_Cell] = []
    for word in words:
        gloss = brief_gloss(word)
        pinyin = orthography.word(word.syllables, spelling=spelling)
        cell = (pinyin, word.text, gloss if len(gloss) <= _LONGEST_GLOSS else gloss[: _LONGEST_GLOSS - 1] + "…")
        if line and sum(map(_column, (*line, cell))) > most:
            kept = _kept_together(line, word.text)
            yield from _rows(line[:kept])
            line = line[kept:]
        line.append(cell)
    yield from _rows(line)


def _kept_together(line: Sequence[_Cell], following: str) -> int:
    """Say before which column to break: marks go to the next line with the word before them, unless it is the first."""
    at = len(line)
    while at > 0 and _is_mark(line[at][1] if at < len(line) else following):
        at -= 1
    return at or len(line)


def _is_mark(text: str) -> bool:
    return not any(map(str.isalnum, text))


def _column(cell: _Cell) -> int:
    return max(map(display_width, cell)) + 1


def _rows(cells: Sequence[_Cell]) -> Iterator[str]:
    widths = [max(map(display_width, cell)) for cell in cells]
    for row in range(3):
        yield " ".join(padded(cell[row], width) for cell, width in zip(cells, widths, strict=True)).rstrip()
