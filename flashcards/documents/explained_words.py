"""Words that a text explains beside its sentences: in a list, in a table, in notes, each above its example.

*The idea:* `水池 shuǐchí – sink; basin` is no sentence with its translation, though it looks like a short one; what
tells them apart is the rest of the text. A block of such entries is a list of words where a heading says so, or where
the words stand in the sentences and these are laid out otherwise. A file that is nothing else is left as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.bilingual_lines import holds_both
from flashcards.documents.line_kinds import line_kind
from flashcards.documents.passages import with_sections
from flashcards.documents.pinyin import Readings
from flashcards.lexicon import open_lexicon
from flashcards.records import Language, Omission, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.documents.line_kinds import LineKind
    from flashcards.documents.passages import Extract
    from flashcards.lexicon import Lexicon

_ENTRY = pattern(
    r"(?:(?:[*•·–—★☆▪●○→⇒-]++|\[\^?\d{1,3}\]:?|\(?\d{1,3}[.)、:：]|[①-⑳]|\d{1,3}(?=\s))\s*+){0,2}+"
    rf"(?P<word>[{HAN}](?:[{HAN}]|\s?[…+～~]{{1,2}}\s?(?=[{HAN}])){{0,11}}[…～~]{{0,2}})"
    rf"(?P<form>\s?[(（\[【〔][{HAN}]{{1,12}}[)）\]】〕])?"
    r"(?P<rest>[^。！？\n]{1,120})"
)
"""A word, or a pattern of grammar (`到处 + 都`), perhaps in its other script, too, and what is said of it."""
_LETTERS = pattern(r"[A-Za-z]{2}")
_LETTER = pattern("[A-Za-z]")
_RUN = pattern(rf"(?P<chinese>[{HAN}]+)|[A-Za-z]+")
_PATTERN = pattern(rf"[{HAN})）]\s?[+＋]|[+＋]\s?[{HAN}]")
"""Part of a formula: 在 + place."""
_ENDED = pattern(r"[!?]['\"”’)]*$|(?<!etc)(?<!sth)(?<!sb)\.['\"”’)]*$")
_BEFORE_GLOSS = pattern(
    r"(?:[\s–—:：=|/,;()（）\[\]【】.-]+|(?:n|v|vt|vi|vo|vc|adj|adv|conj|prep|pron|num|mw?|aux|part|suf|pref|phr|noun|verb|"
    r"adjective|adverb)\.?(?=[\s)）]))*+",
    re.IGNORECASE,
)
"""What stands between a word or its pinyin and its meaning: signs, a part of speech."""
_LETTERS_A_CHARACTER = 3
"""So many letters for each Chinese character, and a meaning quotes Chinese rather than being some; as in lists."""
_LEAST_OF_A_SENTENCE = 5
"""Chinese characters from which on a passage counts among the sentences. Set by hand."""
_MOST_OF_A_TEXT = 300_000
"""Characters of the sentences among which the words are looked for: longer texts have their lists by chapters."""
_BLOCK, _FEW = 3, 2
"""Entries that are a list by themselves, and entries without pinyin in all that are no chance. Set by hand."""
_MOSTLY = 2 / 3
"""The share of a list's words that stand in the sentences, if it explains them; verbs part there (见了面)."""
_LONGEST_WORD = 4
"""Chinese characters of what no dictionary has and may be a word all the same: more are a phrase. Set by hand."""
_LONGEST_HEADING = 40
"""In characters. Set by hand."""
_LONGEST_LINE = 500
"""In characters, of a list of words on one line. Set by hand."""
_WORD, _HEADING, _GRAMMAR = "a word that the text explains", "the name of a part of a lesson", "a remark on grammar"

VOCABULARY = line_kind(
    _HEADING,
    r"[^.!?。！？]*(?:\b(?:vocab(?:ulary)?|glossary|word\s?(?:list|bank)|"
    r"(?:key|new|useful|important|difficult|hard|main|core|more)\s(?:words|phrases|expressions|terms|vocab(?:ulary)?)|"
    r"(?:foot)?notes|words\s(?:and|&)\s(?:phrases|expressions))\b|"
    r"生[词詞字]|[词詞][汇彙语語表]|[关關][键鍵重][词詞]|[单單][词詞]|重[点點][词詞]|新[词詞]|注[释釋]|註[释釋])[^.!?。！？]*",
    "🔑 Key Vocabulary",
    "He learns new words.",
    re.IGNORECASE,
)
"""What stands above a list of words."""
GRAMMAR = line_kind(
    _HEADING,
    r"[^.!?。！？]*(?:\b(?:grammar|(?:language|usage)\snotes?|sentence\spatterns?)\b|[语語]法|句型|用法)[^.!?。！？]*",
    "💡 Grammar note",
    "I like grammar.",
    re.IGNORECASE,
)
"""What stands above remarks on grammar."""
INLINE = line_kind(
    "words that the text explains",
    r"\W*(?:(?:(?:key|new|useful)\s)?(?:vocab(?:ulary)?|words|glossary)|"
    r"生[词詞]|[词詞][汇彙语語]|[关關][键鍵][词詞]|重[点點][词詞][汇彙语語]?)"
    rf"\W*[:：]\W*(?-i:[{HAN}]).*[A-Za-z]{{2}}.*",
    "Vocabulary: 水池 sink, 关机 turn off",
    "Words: he had none.",
    re.IGNORECASE,
)
"""A list of words on one line, behind its name."""


class _Entry(NamedTuple):
    """An entry: its passages (`last` not among them), its word, whether its meaning is no title, its pinyin there."""

    first: int
    last: int
    word: str
    is_in_row: bool
    is_small: bool
    is_read: bool

    @property
    def pieces(self) -> Sequence[str]:
        """The Chinese of the word, or the parts of a pattern."""
        return re.findall(f"[{HAN}]+", self.word)


def without_explained_words(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Leave the entries of words that a text explains out of it, with their headings and the remarks on grammar.

    The lexicon is opened only where there may be entries.
    """
    texts = [extract.text[passage.start : passage.end].strip() for passage in extract.passages]
    may_be = any(_ENTRY.fullmatch(text) or _is_inline(text) or _names(GRAMMAR, text) for text in texts)
    if not may_be and not _rows_of_words(extract, texts):
        return extract
    taken = _Page(extract, texts, lexicon()).taken()
    if not taken:
        return extract
    left_out = [
        Omission(extract.name, extract.passages[number].line, texts[number], reason)
        for number, reason in sorted(taken.items())
    ]
    kept = [passage for number, passage in enumerate(extract.passages) if number not in taken]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _rows_of_words(extract: Extract, texts: Sequence[str]) -> list[tuple[int, str, str]]:
    """Give the rows of two cells, a word and what is said of it, by the number of the first passage."""
    rows = []
    for number, (left, right) in enumerate(zip(extract.passages, extract.passages[1:], strict=False)):
        if left.row is None or left.row != right.row:
            continue
        cells = dict(zip((left.language, right.language), texts[number : number + 2], strict=True))
        chinese, english = cells.get(Language.CHINESE, ""), cells.get(Language.ENGLISH, "")
        entry = _ENTRY.fullmatch(f"{chinese} {english}")
        if entry and _LETTERS.search(english) and entry.start("rest") >= len(chinese):
            rows.append((number, chinese, english))
    return rows


class _Page:
    """A text that may explain words, looked at as a whole."""

    def __init__(self, extract: Extract, texts: Sequence[str], lexicon: Lexicon) -> None:
        self._extract = extract
        self._texts = texts
        self._lexicon = lexicon
        self._readings = Readings(lexicon)
        self._of_length: dict[int, frozenset[str]] = {}
        self._entries = sorted([*self._lines(), *self._rows()])
        self._blocks = list(self._in_blocks())

    def _lines(self) -> Iterator[_Entry]:
        for number, (passage, text) in enumerate(zip(self._extract.passages, self._texts, strict=True)):
            entry = _ENTRY.fullmatch(text) if passage.row is None and not passage.heading else None
            if entry and not _names(VOCABULARY, text) and not _names(GRAMMAR, text):
                yield from self._entry(number, entry["word"], entry["rest"], "")

    def _rows(self) -> Iterator[_Entry]:
        for number, chinese, english in _rows_of_words(self._extract, self._texts):
            yield from self._entry(number, chinese, english, self._extract.passages[number].pinyin)

    def _entry(self, number: int, word: str, rest: str, pinyin: str) -> Iterator[_Entry]:
        """Give the entry of a word if what is said of it is no sentence."""
        is_in_row = self._extract.passages[number].row is not None
        bare = rest.lstrip(" \t([（【〔")
        length = self._readings.leading(bare, word)
        gloss = bare[length:]
        gloss = gloss[_BEFORE_GLOSS.match(gloss).end() :]  # type: ignore[union-attr]  # it matches nothing, too
        letters, characters = len(_LETTER.findall(gloss)), len(HAN_CHARACTER.findall(gloss))
        if not _LETTERS.search(gloss) or letters < _LETTERS_A_CHARACTER * characters:
            return
        is_small = gloss[:1].islower() or gloss[:1] in "+("
        if _ENDED.search(gloss) and not (is_small and gloss.endswith(".")):
            return
        is_read = bool(length) or (bool(pinyin) and self._readings.fits(pinyin, word))
        yield _Entry(number, number + 1 + is_in_row, word, is_in_row, is_small, is_read)

    def _in_blocks(self) -> Iterator[list[_Entry]]:
        """Put entries together that follow each other; those of two tables do not."""
        block: list[_Entry] = []
        for entry in self._entries:
            if block and (block[-1].last != entry.first or self._is_parted(entry.first)):
                yield block
                block = []
            block.append(entry)
        if block:
            yield block

    def _is_parted(self, number: int) -> bool:
        """Whether a passage stands in another table than the one before it, or one of both stands in none."""
        passages = self._extract.passages
        if not 0 < number < len(passages):
            return True
        before, after = passages[number - 1], passages[number]
        if before.row is None or after.row is None:
            return (before.row is None) != (after.row is None)
        following = bisect_right(self._heading_rows, before.line)
        return after.line < before.line or any(
            line < after.line for line in self._heading_rows[following : following + 1]
        )

    @cached_property
    def _heading_rows(self) -> list[int]:
        return sorted(omission.line for omission in self._extract.left_out if omission.reason == "a heading row")

    @cached_property
    def _sentences(self) -> list[str]:
        """The passages that may be sentences, with Chinese in them."""
        inside = {number for entry in self._entries for number in range(entry.first, entry.last)}
        others = (text for number, text in enumerate(self._texts) if number not in inside)
        return [text for text in others if len(HAN_CHARACTER.findall(text)) >= _LEAST_OF_A_SENTENCE]

    @cached_property
    def _chinese(self) -> str:
        return self._lexicon.simplify("\n".join(self._sentences)[:_MOST_OF_A_TEXT])

    def _is_in_the_text(self, entry: _Entry) -> bool:
        return all(self._lexicon.simplify(piece) in self._stretches(len(piece)) for piece in entry.pieces)

    def _stretches(self, length: int) -> frozenset[str]:
        """Give all stretches of the sentences of a length: to search these for each of many words would take long."""
        if length not in self._of_length:
            last = len(self._chinese) - length
            self._of_length[length] = frozenset(self._chinese[at : at + length] for at in range(last + 1))
        return self._of_length[length]

    def taken(self) -> dict[int, str]:
        """Tell which passages are none of the text, and what they are."""
        size = sum(len(HAN_CHARACTER.findall(text)) for text in self._sentences)
        taken: dict[int, str] = {}
        lone = []
        for block in self._blocks:
            if sum(len("".join(entry.pieces)) for entry in block) > size:
                continue
            if self._is_headed(block) or self._is_list(block):
                taken |= self._passages_of(block)
            elif not self._is_on_lines_of_both and not block[0].is_in_row and block[0].first:
                lone += [entry for entry in block if self._is_note(entry)]
        if len(lone) >= _FEW or any(entry.is_read and entry.is_small for entry in lone):
            taken |= self._passages_of(lone)
        return taken | self._remarks(taken)

    def _passages_of(self, entries: Sequence[_Entry]) -> dict[int, str]:
        """Give the passages of some entries, and those of their headings."""
        inside = {number: _WORD for entry in entries for number in range(entry.first, entry.last)}
        heading = self._heading_of(entries)
        return inside if heading is None else {heading: _HEADING, **inside}

    def _heading_of(self, block: Sequence[_Entry]) -> int | None:
        """Find the passage above a block that says that words follow."""
        above = block[0].first - 1 if block else -1
        return above if above >= 0 and _names(VOCABULARY, self._texts[above]) else None

    def _is_headed(self, block: Sequence[_Entry]) -> bool:
        """Whether a heading says that words follow, and these look like it: key phrases may be sentences to learn.

        Where all stands as they do, a phrasebook, they must be words of its sentences.
        """
        if self._is_on_lines_of_both and sum(map(self._is_note, block)) < _MOSTLY * len(block):
            return False
        words = sum(
            entry.word in self._lexicon or (entry.is_small and len("".join(entry.pieces)) <= _LONGEST_WORD)
            for entry in block
        )
        return self._heading_of(block) is not None and words >= _MOSTLY * len(block)

    def _is_list(self, block: Sequence[_Entry]) -> bool:
        """Whether a block without a heading lists words of the text, by their look and by its own place."""
        if len(block) < _BLOCK or self._is_on_lines_of_both:
            return False
        if block[0].is_in_row and not (self._is_parted(block[0].first) and self._is_parted(block[-1].last)):
            return False
        return sum(map(self._is_note, block)) >= _MOSTLY * len(block)

    def _is_note(self, entry: _Entry) -> bool:
        return self._is_word(entry) and self._is_in_the_text(entry)

    def _is_word(self, entry: _Entry) -> bool:
        """Whether an entry explains a word or a pattern, rather than being a title in both languages."""
        is_known = entry.is_read or len(entry.pieces) > 1 or entry.word in self._lexicon
        return is_known and (entry.is_small or entry.is_read)

    @cached_property
    def _is_on_lines_of_both(self) -> bool:
        """Whether the sentences stand on one line with their translations, as do the entries."""
        return 2 * sum(map(holds_both, self._sentences)) > len(self._sentences)

    def _remarks(self, taken: dict[int, str]) -> dict[int, str]:
        """Find the remarks on grammar below their heading, and lists of words on one line."""
        remarks: dict[int, str] = {}
        heading: int | None = None
        for number, text in enumerate(self._texts):
            if _names(GRAMMAR, text) and not self._is_on_lines_of_both:
                heading = number
            elif heading is not None and self._extract.passages[number].row is None and _is_remark(text):
                remarks |= {heading: _HEADING, number: _GRAMMAR}
            elif number not in taken:
                heading = None
                if self._sentences and _is_inline(text):
                    remarks[number] = _WORD
        return remarks


def _names(kind: LineKind, text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and bool(kind.pattern.fullmatch(text))


def _is_inline(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and bool(INLINE.pattern.fullmatch(text))


def _is_remark(text: str) -> bool:
    """Whether a line quotes Chinese in English, rather than being an example with its translation behind it."""
    if re.search("[。！？]", text):
        return False
    kinds = [run["chinese"] is not None for run in _RUN.finditer(text)]
    return sum(left != right for left, right in pairwise(kinds)) > 1 or (
        holds_both(text) and bool(_PATTERN.search(text))
    )
