"""From passages to a document: each passage gets its language, and lines that hold both languages are cut in two.

Nothing here knows a format, so every format gets every layout: one language after the other, paragraphs or lines in
turn, a sentence and its translation on one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents import titles
from flashcards.documents.bilingual_lines import LETTERS_PER_CHARACTER, Part, divide, divide_as_usual, holds_both
from flashcards.documents.languages import find_languages
from flashcards.documents.wrappings import without_wrappings
from flashcards.lexicon import open_lexicon
from flashcards.records import Block, Document, Language, Omission, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.documents.passages import Extract, Passage

_LONE = "a heading in one language only"
_FEW = 3
"""Fewer passages show no habit. Set by hand."""
_LEAST_SHARE = 0.05
"""Of the whole text, sizes made comparable: less of a language is quotation, and the text is in the other language."""


def lay_out(extract: Extract, language: Language | None = None) -> Document:
    """Make a document of passages: all in one language where it is given, each in its own where it is not."""
    blocks: list[Block] = []
    left_out = list(extract.left_out)
    languages = _languages(extract, language)
    cuts = [()] * len(extract.passages) if language or extract.settled else _divided(extract, languages)
    for passage, spoken, cut in zip(extract.passages, languages, cuts, strict=True):
        blocks += cut or [_block(passage, passage.start, passage.end, spoken)]
        left_out += _signs_between(extract, passage, cut)
    document = Document(extract.name, extract.text, tuple(blocks), tuple(left_out), extract.pinyin, extract.variants)
    return document if language or extract.settled else without_wrappings(document, extract)


def without_lone_headings(document: Document, extract: Extract) -> Document:
    """Leave out the headings of a text in both languages where all are in one: none has a partner.

    Where the text has no more in that language than its headings, they are what the rest translates; and a single one
    with which both languages have as many blocks has its partner.
    """
    headings = [block for block in document.blocks if block.heading]
    sizes = {language: sum(block.language == language for block in document.blocks) for language in Language}
    may_be_a_sentence = len(headings) == 1 and len(set(sizes.values())) == 1
    if len({block.language for block in headings}) != 1 or may_be_a_sentence:
        return document
    lines = {passage.start: passage.line for passage in extract.passages}
    left_out = [
        Omission(document.name, lines.get(block.start, 1), document.text[block.start : block.end], _LONE)
        for block in headings
    ]
    kept = replace(document, blocks=tuple(block for block in document.blocks if not block.heading))
    return replace(kept, left_out=(*document.left_out, *left_out)) if is_bilingual(kept) else document


def _languages(extract: Extract, language: Language | None) -> tuple[Language, ...]:
    """Tell the language of each passage: as given, as its format says, or as its words show."""
    if language:
        return (language,) * len(extract.passages)
    guesses = find_languages(extract.text, extract.passages)
    languages = [passage.language or guess for passage, guess in zip(extract.passages, guesses, strict=True)]
    for number in _titles(extract, languages):
        languages[number] = Language.ENGLISH
    return tuple(languages)


def _titles(extract: Extract, languages: Sequence[Language]) -> Iterator[int]:
    """Find the passages without a Chinese character that were taken for Chinese and translate one beside them."""
    texts = [extract.text[passage.start : passage.end] for passage in extract.passages]
    for number, text in enumerate(texts):
        if languages[number] == Language.CHINESE and titles.is_short(text) and not HAN_CHARACTER.search(text):
            near = [*texts[max(0, number - 1) : number], *texts[number + 1 : number + 2]]
            if any(titles.is_short(other) and titles.translates(text, other, open_lexicon()) for other in near):
                yield number


def is_bilingual(document: Document) -> bool:
    """Whether a document holds both languages, each with more than a few words."""
    return _are_both_there((block.language, block.end - block.start) for block in document.blocks)


def _are_both_there(lengths: Iterable[tuple[Language, int]]) -> bool:
    sizes = dict.fromkeys(Language, 0)
    for language, length in lengths:
        sizes[language] += length
    chinese, english = sizes[Language.CHINESE] * LETTERS_PER_CHARACTER, sizes[Language.ENGLISH]
    return min(chinese, english) > _LEAST_SHARE * (chinese + english)


def _divided(extract: Extract, languages: Sequence[Language]) -> list[tuple[Block, ...]]:
    """Cut the passages that hold a sentence and its translation; an empty tuple stands for one that does not.

    Where most of the lines with both scripts are such lines, the rest is taken to be, too: headings, names.
    """
    # A cell of a row has its translation beside it, so it holds none itself.
    texts = [
        "" if passage.row is not None else extract.text[passage.start : passage.end] for passage in extract.passages
    ]
    cuts = [divide(text) for text in texts]
    lengths = (
        (language, passage.end - passage.start) for passage, language in zip(extract.passages, languages, strict=True)
    )
    if any(cuts) or _are_both_there(lengths):
        cuts = [cut or _title(text) for cut, text in zip(cuts, texts, strict=True)]
    both = [cut for cut, text in zip(cuts, texts, strict=True) if holds_both(text)]
    firsts = [cut[0].language for cut in both if cut]
    if len(firsts) >= _FEW and len(firsts) > len(both) / 2:
        usual = max(Language, key=firsts.count)
        cuts = [cut or divide_as_usual(text, usual) for cut, text in zip(cuts, texts, strict=True)]
    return [
        tuple(_block_of_part(extract.text, passage, part) for part in cut)
        for passage, cut in zip(extract.passages, cuts, strict=True)
    ]


def _title(text: str) -> tuple[Part, ...]:
    return titles.divide(text, open_lexicon()) if titles.is_short(text) and holds_both(text) else ()


def _block(passage: Passage, start: int, end: int, language: Language) -> Block:
    return Block(start, end, language, passage.row, passage.heading, passage.place, passage.speaker)


def _block_of_part(text: str, passage: Passage, part: Part) -> Block:
    """Make a block of a part of a passage, white space at its ends taken off."""
    piece = text[passage.start + part.start : passage.start + part.end]
    start = passage.start + part.start + len(piece) - len(piece.lstrip())
    return _block(passage, start, start + len(piece.strip()), part.language)


def _signs_between(extract: Extract, passage: Passage, parts: Sequence[Block]) -> Iterator[Omission]:
    """Report the signs that set the parts of a line apart: those between two of them, and a bracket that closes."""
    if not parts:
        return
    starts, ends = [part.start for part in parts], [part.end for part in parts]
    for start, end in zip(ends, [*starts[1:], passage.end], strict=True):
        signs = extract.text[start:end].strip()
        if signs:
            yield Omission(extract.name, passage.line, signs, "a sign between two languages")
