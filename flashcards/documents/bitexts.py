"""One or two files as a bitext: which language is where, and the sentences of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import sentences as splitting
from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.bilingual_lines import LETTERS_PER_CHARACTER
from flashcards.documents.chapters import with_chapters
from flashcards.documents.formats.subtitles import timing
from flashcards.documents.languages import holds_grammar, main_language
from flashcards.documents.layout import is_bilingual, lay_out, without_lone_headings
from flashcards.documents.other_languages import other_language
from flashcards.documents.passages import joined
from flashcards.documents.reading import extracts
from flashcards.errors import InputError
from flashcards.records import LONGEST_SENTENCE, Bead, Bitext, Language, Omission, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from flashcards.documents.passages import Extract
    from flashcards.records import Document, Sentence

_NAMES = {Language.CHINESE: "Chinese", Language.ENGLISH: "English"}
_LETTER = pattern("[A-Za-z]")
_FAIR_SHARE = 0.3
"""The lesser language's share of a file from which on that file is in both. Set by hand."""
_SINGLE_WORDS = ", with single Chinese words in it, which are no translation"
_NOT_CHINESE = "no Chinese, in a text that is in Chinese only"


def read_bitext(
    sources: Sequence[str | Path],
    *,
    sentences: str = "split",
    encodings: Sequence[str] = (),
    chinese_alone: bool = False,
) -> Bitext:
    """Read a text that stands in one file with both languages, or in one file for each, in either order.

    `sentences` is "split" to find the sentences, or "lines" to take each line that holds something as one. Each of two
    files is taken to be in one language throughout. `encodings` is the encoding of all files, or of each; it is found
    without. With `chinese_alone`, one file in Chinese will do; the English side is then empty, and a notice says so.

    Raises:
        InputError: a file cannot be read, or there is no text in both languages.

    """
    if len(sources) not in (1, 2):
        raise InputError(f"{len(sources)} files: give one file with both languages, or one file for each.")
    if len(encodings) > 1 and len(encodings) != len(sources):
        files = "one file" if len(sources) == 1 else f"{len(sources)} files"
        raise InputError(f"--encoding: {len(encodings)} encodings for {files}; give one for all, or one for each.")
    each = tuple(encodings) if len(encodings) > 1 else (*encodings, "")[:1] * len(sources)
    members = [
        extracts(source, lines=sentences == "lines", encoding=encoding)
        for source, encoding in zip(sources, each, strict=True)
    ]
    sides = [_together(source, parts) for source, parts in zip(sources, members, strict=True)]
    if len(sides) == 1 and len(members[0]) > 1:
        sides = _by_language(sides[0], members[0])
    bitext = _from_two(*sides) if len(sides) == 2 else _from_one(sides[0], chinese_alone=chinese_alone)
    notices = tuple(notice for side in sides for notice in side.notices)
    return replace(bitext, notices=notices + bitext.notices)


def _together(source: str | Path, parts: Sequence[Extract]) -> Extract:
    return parts[0] if len(parts) == 1 else joined(str(source), parts)


def _by_language(whole: Extract, parts: Sequence[Extract]) -> list[Extract]:
    """Put the files of an archive together by their languages; where one holds both, all are one text."""
    if any(is_bilingual(lay_out(part)) or _has_rows(part) for part in parts):
        return [whole]
    groups: dict[Language, list[Extract]] = {}
    for part in parts:
        groups.setdefault(_language_of(part), []).append(part)
    return [joined(whole.name, group) for group in groups.values()]


def _has_rows(extracted: Extract) -> bool:
    return any(passage.row is not None for passage in extracted.passages)


def _from_one(extracted: Extract, *, chinese_alone: bool) -> Bitext:
    """Make a bitext of a file with both languages."""
    document = lay_out(extracted)
    if is_bilingual(document):
        document = without_lone_headings(document, extracted)
    if is_bilingual(document) or any(block.row is not None for block in document.blocks):
        return _bitext(document, document, settled=extracted.settled)
    language = _language_of(extracted)
    if chinese_alone and language == Language.CHINESE and not (_is_mixed(extracted) and holds_grammar(extracted.text)):
        return _in_chinese(extracted)
    other = Language.ENGLISH if language == Language.CHINESE else Language.CHINESE
    if _is_mixed(extracted):
        raise InputError(
            f"{document.name}: both languages are here, but in no order that can be told; put each sentence and its"
            " translation on lines of their own."
        )
    words = _SINGLE_WORDS if language == Language.ENGLISH and _holds_chinese(extracted) else ""
    raise InputError(
        f"{document.name}: this text is in {_NAMES[language]} only{words}; add the {_NAMES[other]} text, or name its"
        " file too."
    )


def _in_chinese(extracted: Extract) -> Bitext:
    """Make a bitext of a text in Chinese only; passages without Chinese are left out, unless each is asked for."""
    alone = lay_out(extracted if extracted.settled else _without_foreign(extracted), Language.CHINESE)
    notice = (
        f"{extracted.name}: this text is in Chinese only, so its sentences stand without a translation, and none "
        "confirms the meanings; if there is one, name its file too."
    )
    return replace(_bitext(alone, alone, settled=extracted.settled), notices=(notice,))


def _without_foreign(extracted: Extract) -> Extract:
    """Leave out the passages that hold no Chinese."""
    passages = [(passage, extracted.text[passage.start : passage.end]) for passage in extracted.passages]
    foreign = [(passage, text) for passage, text in passages if not HAN_CHARACTER.search(text)]
    left_out = (
        Omission(extracted.name, passage.line, text, _NOT_CHINESE)
        for passage, text in foreign
        if any(map(str.isalnum, text))
    )
    kept = tuple(passage for passage, text in passages if HAN_CHARACTER.search(text))
    return replace(extracted, passages=kept, left_out=(*extracted.left_out, *left_out))


def _is_mixed(extracted: Extract) -> bool:
    """Whether both scripts have a fair share of a text, sizes made comparable."""
    chinese = LETTERS_PER_CHARACTER * len(HAN_CHARACTER.findall(extracted.text))
    english = len(_LETTER.findall(extracted.text))
    return min(chinese, english) > _FAIR_SHARE * (chinese + english)


def _holds_chinese(extracted: Extract) -> bool:
    return any(HAN_CHARACTER.search(extracted.text, passage.start, passage.end) for passage in extracted.passages)


def _from_two(first: Extract, second: Extract) -> Bitext:
    """Make a bitext of two files with one language each, whichever comes first."""
    for extracted in (first, second):
        if extracted.passages and all(passage.row is not None for passage in extracted.passages):
            raise InputError(f"{extracted.name}: this table holds both languages, already paired; give it alone.")
    languages = [_language_of(extracted) for extracted in (first, second)]
    if languages[0] == languages[1]:
        for extracted in (first, second):
            if is_bilingual(lay_out(extracted)):
                raise InputError(f"{extracted.name}: this text holds both languages; give it alone.")
        name = _NAMES[languages[0]]
        raise InputError(f"{first.name} and {second.name}: both are in {name}; give one file in each language.")
    if timing.is_timed(first) and timing.is_timed(second):
        chinese_first = languages[0] == Language.CHINESE
        paired = timing.pair(first, second) if chinese_first else timing.pair(second, first)
        if paired:
            return replace(_from_one(paired, chinese_alone=False), notices=paired.notices)
    first, second = (
        timing.joined(each_side) if timing.is_timed(each_side) else each_side for each_side in (first, second)
    )
    documents = [lay_out(extracted, language) for extracted, language in zip((first, second), languages, strict=True)]
    chinese, english = documents if languages[0] == Language.CHINESE else documents[::-1]
    bitext = _bitext(chinese, english, settled=first.settled)
    return replace(bitext, left_out=documents[0].left_out + documents[1].left_out)


def _language_of(extracted: Extract) -> Language:
    """Tell in which language most of a file is.

    Raises:
        InputError: there is no word of either in it.

    """
    language = main_language(extracted.text, extracted.passages)
    if language is None:
        raise InputError(f"{extracted.name}: no English or Chinese sentence is here; give a file with a text in it.")
    return language


def _bitext(chinese: Document, english: Document, *, settled: bool) -> Bitext:
    """Take the sentences of each language from its document, and the rows of one that holds both."""
    find = splitting.whole if settled else splitting.split
    sides = {Language.CHINESE: find(chinese, Language.CHINESE), Language.ENGLISH: find(english, Language.ENGLISH)}
    for document, language in ((chinese, Language.CHINESE), (english, Language.ENGLISH)):
        _refuse_endless(document, sides[language])
        _refuse_another(document, language, sides[language])
    rows = _rows(chinese, sides) if chinese is english else None
    bitext = Bitext(
        sides[Language.CHINESE],
        sides[Language.ENGLISH],
        rows=rows,
        left_out=chinese.left_out,
        is_one_document=chinese is english,
    )
    return with_chapters(bitext, chinese, english)


def _refuse_endless(document: Document, side: Sequence[Sentence]) -> None:
    """See to it that no sentence is so long that words and pairs would take all memory."""
    longest = max((sentence.text for sentence in side), key=len, default="")
    if len(longest) > LONGEST_SENTENCE:
        raise InputError(
            f"{document.name}: a sentence of {len(longest):,} characters ({longest[:30]}…) is no sentence, the longest "
            f"can have {LONGEST_SENTENCE:,}; end it where it ends, or take it out."
        )


def _refuse_another(document: Document, language: Language, side: Sequence[Sentence]) -> None:
    """See to it that a side is not mostly in a language that merely looks like it."""
    other = other_language([sentence.text for sentence in side], language)
    if other:
        raise InputError(
            f"{document.name}: what was taken for {_NAMES[language]} is in {other}; give a text in Chinese and English."
        )


def _rows(document: Document, sides: Mapping[Language, Sequence[Sentence]]) -> tuple[Bead, ...] | None:
    """Collect the sentence numbers of each row of a table; None for a text without rows.

    Where both cells of a row hold as many sentences, these are pairs.
    """
    beads: dict[tuple[int, int], dict[Language, tuple[int, ...]]] = {}
    cells = {language: _cells(document, language, sides[language]) for language in Language}
    for row in dict.fromkeys(block.row for block in document.blocks if block.row is not None):
        inside = {language: cells[language].get(row, ()) for language in Language}
        counts = {len(numbers) for numbers in inside.values()}
        for language, numbers in inside.items():
            for at, number in enumerate(numbers):
                bead = beads.setdefault((row, at if len(counts) == 1 else 0), {})
                bead[language] = (*bead.get(language, ()), number)
    joint = (Bead(bead.get(Language.CHINESE, ()), bead.get(Language.ENGLISH, ())) for bead in beads.values())
    return tuple(joint) or None


def _cells(document: Document, language: Language, side: Sequence[Sentence]) -> dict[int, tuple[int, ...]]:
    """Collect the numbers of the sentences of one language in each row."""
    blocks = [block for block in document.blocks if block.language == language]
    cells: dict[int, tuple[int, ...]] = {}
    for number, sentence in enumerate(side):
        row = blocks[sentence.block].row
        if row is not None:
            cells[row] = (*cells.get(row, ()), number)
    return cells
