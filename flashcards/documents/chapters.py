"""The chapters of a book, found on both sides and matched.

The idea: a chapter shows itself by its heading, `第三章` or `Chapter 3`, whatever the format; where a book numbers
nothing, the headings that its format knows serve, if both sides have as many. A heading with nothing behind it is a
line of the table of contents. Matched by their numbers, a chapter that one side lacks costs nothing but itself.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from flashcards.chinese import numerals
from flashcards.common.patterns import pattern
from flashcards.records import Bitext, Chapter, Language, Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.records import Block, Document, Sentence

_CHINESE = pattern(
    rf"\s*第\s*(?P<number>[{numerals.ALL_DIGITS}{numerals.ALL_TWO}十百千\d０-９]{{1,7}})\s*(?P<kind>[章回]|[卷部集篇节節])(?:[\s:：、.．·—-]+(?P<title>.*)|\s*$)"
    r"|\s*(?P<named>楔子|引子|序章?|序言|前言|尾声|尾聲|后记|後記|终章|終章|附录|附錄)(?:[\s:：].*)?$"
)
_ENGLISH = pattern(
    r"\s*(?P<kind>chapter|part|book|volume|section)\s+(?:the\s+)?(?P<number>\d{1,4}|[ivxlc]{1,8}|[a-z]+(?:-[a-z]+)?)\b"
    r"(?:[\s:.,—–-]+(?P<title>.*)|\s*$)"
    r"|\s*(?P<named>prologue|preface|foreword|introduction|epilogue|afterword|appendix)(?:[\s:.].*)?$",
    re.IGNORECASE,
)
_CHAPTER_KINDS = frozenset(("章", "回", "chapter"))
_SAME = {
    "楔子": "prologue", "引子": "prologue", "序": "preface", "序章": "prologue", "序言": "preface", "前言": "preface",
    "foreword": "preface", "introduction": "preface", "尾声": "epilogue", "尾聲": "epilogue", "终章": "epilogue",
    "終章": "epilogue", "后记": "afterword", "後記": "afterword", "附录": "appendix", "附錄": "appendix",
}  # fmt: skip
"""Parts that have a name and no number, by one name for both languages."""
_CARDINALS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
# The numbers of English words, Roman letters and Chinese units, as far as books count chapters.
_WORDS = {
    **{word: number for words in (_CARDINALS, _ORDINALS) for number, word in enumerate(words.split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}  # as above
_MOST_DIGITS = 6
"""Of the number of a chapter."""
_LONGEST_HEADING = 80
"""In characters: as long as a title is on a line of a book. Set by hand."""
_FEWEST = 2
"""A single chapter parts nothing."""
_BOOK = 1_000
"""Sentences: a shorter text is no book because it has headings."""
_LONGEST_TITLE = 60
"""The end of a name of a sub-deck that Anki's list of decks still shows. Set by hand."""


class _Heading(Record):
    """Where a chapter begins: its sentence's number, what it is known by, its title without the number."""

    sentence: int
    key: str
    title: str
    is_chapter: bool = True


def with_chapters(bitext: Bitext, chinese: Document, english: Document) -> Bitext:
    """Find the chapters of a text, and let each sentence know its own; a text without chapters stays as it is.

    Of a text in Chinese alone they are those of its one side.
    """
    sides = [(chinese, Language.CHINESE, bitext.chinese), (english, Language.ENGLISH, bitext.english)]
    if not bitext.english:
        sides = sides[:1] * 2
    headings = [_by_number(document, language, side) for document, language, side in sides]
    if min(map(len, headings)) < _FEWEST and len(bitext.english or bitext.chinese) >= _BOOK:
        headings = _by_level([list(_headings(document, language, side)) for document, language, side in sides])
    matched = _matched(*headings)
    if bitext.rows is not None or len(matched) < _FEWEST:
        return bitext
    chapters = tuple(_chapters(matched, len(bitext.chinese), len(bitext.english)))
    if not bitext.english:
        chapters = tuple(replace(chapter, english=(0, 0)) for chapter in chapters)
    return replace(
        bitext,
        chinese=_labelled(bitext.chinese, {chapter.title: chapter.chinese for chapter in chapters}),
        english=_labelled(bitext.english, {chapter.title: chapter.english for chapter in chapters}),
        chapters=chapters,
    )


def _by_number(document: Document, language: Language, side: Sequence[Sentence]) -> list[_Heading]:
    """Find the headings that say themselves what they are; parts only where there are no chapters."""
    pattern = _CHINESE if language == Language.CHINESE else _ENGLISH
    headings: list[_Heading] = []
    for number, block in _first_sentences(document, language, side):
        text = document.text[block.start : block.end]
        heading = pattern.match(text) if len(text) <= _LONGEST_HEADING else None
        key = _key(heading) if heading else ""
        if heading and key:
            is_chapter = bool(heading["named"]) or heading["kind"].lower() in _CHAPTER_KINDS
            headings.append(_Heading(number, key, (heading["title"] or heading["named"] or "").strip(), is_chapter))
    if sum(heading.is_chapter for heading in headings) >= _FEWEST:
        headings = [heading for heading in headings if heading.is_chapter]
    ends = [*(heading.sentence for heading in headings[1:]), len(side)]
    return (
        [heading for heading, end in zip(headings, ends, strict=True) if end - heading.sentence > 1] if headings else []
    )


def _headings(document: Document, language: Language, side: Sequence[Sentence]) -> Iterator[tuple[int, _Heading]]:
    """Yield the headings that the format knows, each with its level."""
    for number, block in _first_sentences(document, language, side):
        if block.heading:
            yield block.heading, _Heading(number, "", document.text[block.start : block.end])


def _first_sentences(document: Document, language: Language, side: Sequence[Sentence]) -> Iterator[tuple[int, Block]]:
    """Yield each block of a language with the number of its first sentence."""
    blocks = [block for block in document.blocks if block.language == language]
    last = -1
    for number, sentence in enumerate(side):
        if sentence.block != last:
            last = sentence.block
            yield number, blocks[last]


def _by_level(sides: Sequence[Sequence[tuple[int, _Heading]]]) -> list[list[_Heading]]:
    """Take the highest level at which both sides have as many headings, which are matched by their order then."""
    for level in range(1, 7):
        matching = [[heading for depth, heading in side if depth == level] for side in sides]
        if len(matching[0]) == len(matching[1]) >= _FEWEST:
            return [[replace(heading, key=str(at)) for at, heading in enumerate(side)] for side in matching]
    return [[], []]


def _key(heading: re.Match[str]) -> str:
    """Return what a heading is known by in both languages: its number, or its name."""
    if heading["named"]:
        name = heading["named"].lower()
        return _SAME.get(name, name)
    number = _number(heading["number"].lower())
    return str(number) if number else ""


def _number(text: str) -> int:
    """Read a number in digits, Chinese, Roman or English; 0 where it is none."""
    if text.isdecimal():
        return int(text) if len(text) <= _MOST_DIGITS else 0
    if all(character in _ROMAN for character in text):
        values = [_ROMAN[character] for character in text]
        return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    if text[0].isascii():
        return sum(_WORDS.get(word, 0) for word in text.split("-"))
    return numerals.value(text)


def _matched(chinese: Sequence[_Heading], english: Sequence[_Heading]) -> list[tuple[_Heading, _Heading]]:
    """Match the headings of both sides by what they are known by, in order; numbers may begin anew in each part."""
    matcher = SequenceMatcher(
        None, [heading.key for heading in chinese], [heading.key for heading in english], autojunk=False
    )
    return [
        (chinese[match.a + at], english[match.b + at])
        for match in matcher.get_matching_blocks()
        for at in range(match.size)
    ]


def _chapters(matched: Sequence[tuple[_Heading, _Heading]], chinese: int, english: int) -> Iterator[Chapter]:
    """Yield the chapters, from each heading to the next one."""
    digits = max(2, len(str(len(matched))))
    ends = [*((left.sentence, right.sentence) for left, right in matched[1:]), (chinese, english)]
    for at, ((left, right), end) in enumerate(zip(matched, ends, strict=True), 1):
        name = " ".join((right.title or left.title).replace("::", ":").split())[:_LONGEST_TITLE].strip()
        title = f"{at:0{digits}} {name}" if name else f"Chapter {at:0{digits}}"
        yield Chapter(title, (left.sentence, end[0]), (right.sentence, end[1]))


def _labelled(side: Sequence[Sentence], spans: Mapping[str, tuple[int, int]]) -> tuple[Sentence, ...]:
    """Let each sentence know the chapter it stands in."""
    labelled = list(side)
    for title, (start, end) in spans.items():
        labelled[start:end] = (replace(sentence, chapter=title) for sentence in labelled[start:end])
    return tuple(labelled)
