"""Lines between a sentence and its translation that render it word by word, as linguists and some textbooks set them.

The idea: `1SG yesterday buy-PFV book` is no English, and would be paired with the Chinese above it. It shows itself by
as many words as that or its pinyin has, or by the abbreviations of glosses (Leipzig Glossing Rules, 2015); and
a translation that ends as a sentence does stands below it. Spaces between Chinese words are set for its sake, and go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.cuts import Cut, without_stretches
from flashcards.documents.passages import with_sections
from flashcards.documents.pinyin import is_all_syllables
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.documents.passages import Extract

_LONGEST = 500
"""Characters of a line that is looked at. Set by hand."""
_LETTER = pattern("[A-Za-z]{2}|[A-Z]")
_ENDED = pattern(r"""[.!?…]["'”’)\]]*$""")
_NUMBER = pattern(r"[(（\[]?\d{1,3}[.)）\]、]\s*")
"""What may stand before the words of a sentence: its number."""
_ABBREVIATION = pattern(
    r"(?<![A-Za-z])(?:[123](?:SG|PL|S|P)?(?![A-Za-z\d])|(?:PFV|PERF|PRF|PRT|PTCL?|CLF?|NEG|DE|LE|GUO|ZHE|BA|BEI|PROG|DUR|ASP|Q|"
    r"REL|NMLZ|COP|LOC|EXP|SFP|PASS|GEN|ATTR|POSS|ADV|COMP|CRS|DISP|HON|DEM|MOD|NOM|ACC|FUT|PST|IMP|TOP|FOC)(?![A-Za-z]))"
)
_JOINED = pattern(r"(?<=[a-z])[.-](?=[a-zA-Z])")
"""What joins words that render one: `noodle.shop`, `buy-PFV`."""
_ARTICLE = pattern(r"\b(?:the|an?)\b", re.IGNORECASE)
_FEWEST_WORDS, _FEWEST = 3, 2
"""Words of a line that are as many as those above it by no chance, and lines that show the habit. Set by hand."""
_SPACE = pattern(rf"(?<=[{HAN}，。、；：？！“”‘’《》])[ \t\u3000]+(?=[{HAN}\d“‘《])|(?<=\d)[ \t\u3000]+(?=[{HAN}])")
_REASON = "a rendering word by word"


class _Entry(NamedTuple):
    """The places of a sentence and of the line that renders it, and whether that shows itself as such."""

    sentence: int
    gloss: int
    is_sure: bool


def without_renderings_by_word(extract: Extract) -> Extract:
    """Leave out the lines that render the sentences above them word by word, where they are a habit."""
    texts = [
        extract.text[passage.start : passage.end].strip() if passage.row is None else "" for passage in extract.passages
    ]
    entries = list(_entries(extract, texts))
    sure = sum(entry.is_sure for entry in entries)
    if sure < _FEWEST or 2 * sure < len(entries):
        return extract
    glosses = {entry.gloss for entry in entries}
    left_out = (Omission(extract.name, extract.passages[at].line, texts[at], _REASON) for at in sorted(glosses))
    kept = [passage for at, passage in enumerate(extract.passages) if at not in glosses]
    passages = with_sections(extract.passages, kept)
    bare = replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))
    return without_stretches(bare, list(_spaces(extract, [entry.sentence for entry in entries])))


def _entries(extract: Extract, texts: Sequence[str]) -> Iterator[_Entry]:
    """Yield each sentence below which stand, perhaps behind its pinyin, a line without an end and one with it."""
    for at, text in enumerate(texts):
        if not HAN_CHARACTER.search(text) or len(text) > _LONGEST:
            continue
        below = list(_section_below(extract, texts, at))
        pinyin = below[0] if below and is_all_syllables(texts[below[0]]) else None
        lines = below[pinyin is not None :][:2]
        if len(lines) == 2 and not _ENDED.search(texts[lines[0]]) and _ENDED.search(texts[lines[1]]):
            above = [_NUMBER.sub("", text, 1), *([] if pinyin is None else [texts[pinyin]])]
            yield _Entry(at, lines[0], _renders(texts[lines[0]], above))


def _section_below(extract: Extract, texts: Sequence[str], at: int) -> Iterator[int]:
    """Yield the places of the next lines in letters, as far as no blank line and no Chinese comes between."""
    for below in range(at + 1, min(at + 4, len(texts))):
        text = texts[below]
        if extract.passages[below].begins_section or HAN_CHARACTER.search(text) or len(text) > _LONGEST:
            return
        if not _LETTER.search(text):
            return
        yield below


def _renders(line: str, above: Sequence[str]) -> bool:
    """Whether a line shows that it renders word by word what stands above it."""
    count = len(line.split())
    if count >= _FEWEST_WORDS and any(count == len(text.split()) for text in above):
        return True
    return bool(_ABBREVIATION.search(line)) or (bool(_JOINED.search(line)) and not _ARTICLE.search(line))


def _spaces(extract: Extract, sentences: Sequence[int]) -> Iterator[Cut]:
    """Find the spaces between the words of some sentences."""
    for at in sentences:
        passage = extract.passages[at]
        yield from (Cut(*space.span(), _REASON) for space in _SPACE.finditer(extract.text, passage.start, passage.end))
