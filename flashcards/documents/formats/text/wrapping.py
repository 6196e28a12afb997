"""Paragraphs that a program has broken over several lines of a plain text are joined.

The idea: a line break that somebody chose looks different from one that a program put where the line was full. Breaks
are the program's where, nearly always, the first word of the next line would not have fitted into the line before, and
where they rarely fall on the end of a sentence; or where the next line goes on in small letters, in a text whose
paragraphs end with a mark.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from flashcards.common.patterns import pattern
from flashcards.documents.bilingual_lines import divide
from flashcards.documents.languages import find_languages
from flashcards.documents.pinyin import is_all_syllables
from flashcards.records import Language, replace

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from flashcards.documents.passages import Passage

_LIST_MARK = pattern(r"[-*•·]\s|\(?\d{1,3}[.)、]|[\[(<]?\d{1,2}:\d\d\b")
"""How a line begins that goes on no other: with a bullet, a number, a time."""
_SPEAKER = pattern(r"(?:[^\W\d_]{1,8}|[A-Z][\w.'’ -]{0,20})\s?[:：]")
"""How a line may begin in which somebody speaks; a name that comes back is one."""
_LETTER = pattern(r"[^\W\d_]")
_ENDED = pattern(r"""[.!?…。！？]["'”’」』)）]*$""")
_MARKED = pattern(r"""[.!?…。！？:：,，;；、—-]["'”’」』)）\]]*$""")
_LAST_NUMBER = pattern(r"""\d[\d.,:%]{0,12}[.!?。！？]["'”’」』)）]*""")
"""A line that holds no more than the number with which a sentence ends."""
_LONGEST_END = 4
"""Characters at the end of a line in which its mark stands."""

_NARROWEST, _WIDEST = 40, 120
"""Columns of a page that a program fills; verse is narrower, and a longer line was never broken."""
_NARROWEST_CHINESE = 14
"""Columns of a narrow page, as of a telephone, that Chinese may fill: there all lines must keep to it, and must not end
where clauses do, as they do in verse. Set by hand."""
_INSIDE = pattern(r"[，。！？；：、](?=.)")
_WITH_CLAUSES = 0.4
"""The share of the lines of a narrow page within which a clause ends, at least. Set by hand."""
_SLACK = 4
"""Columns: punctuation that may not begin a Chinese line takes the last character along with it."""
_SLACK_OF_NARROW = 2
"""Columns, as above: a sign of its own width at most. Set by hand."""
_NEARLY_ALWAYS = 0.8
"""The share of line ends that reach the margin, and at most that end a sentence, in a text that is wrapped. Set by
hand."""
_RARELY = 0.4
"""See above. Set by hand."""
_MOSTLY = 0.6
"""The share of line ends within paragraphs that have no mark, or go on in small letters. Set by hand."""
_FEWEST_BREAKS, _FEWEST_ENDS = 2, 3
"""A single line end shows no habit; nor do two paragraphs."""
_DEEPEST_INDENT = 40
"""Columns before a line that are counted. Set by hand."""


class _Lines(NamedTuple):
    """The lines of a language: those with the line that may go on from each, those that end paragraphs, the widest."""

    breaks: Sequence[tuple[str, str]]
    last: Sequence[str]
    widest: int


def joined(text: str, lines: Sequence[Passage]) -> Iterator[Passage]:
    """Join the lines of each paragraph in those languages whose lines a program has broken."""
    languages = _languages(text, lines)
    goes_on = _continuations(text, lines, languages)
    wrapped = {language: _is_wrapped(_lines(text, lines, languages, goes_on, language)) for language in set(languages)}
    paragraph: Passage | None = None
    for line, language, may_go_on in zip(lines, languages, goes_on, strict=True):
        if paragraph and wrapped[language] and may_go_on:
            paragraph = replace(paragraph, end=line.end)
            continue
        if paragraph:
            yield paragraph
        paragraph = line
    if paragraph:
        yield paragraph


def _languages(text: str, lines: Sequence[Passage]) -> list[Language]:
    """Find the language of each line.

    One small word below a line of English goes on with it, as does a number that ends a sentence with any line.
    """
    languages = list(find_languages(text, lines))
    for at, (before, line) in enumerate(pairwise(lines), 1):
        if _is_last_number(text, before, line):
            languages[at] = languages[at - 1]
        if languages[at - 1] == Language.ENGLISH and text[line.start].islower() and text[line.start].isascii():
            languages[at] = Language.ENGLISH
    return languages


def _is_last_number(text: str, before: Passage, line: Passage) -> bool:
    """Whether a line is no more than the number with which the sentence on the line before it ends."""
    is_number = _LAST_NUMBER.fullmatch(text, line.start, line.end)
    return bool(is_number) and not _ends(_ENDED, text[before.start : before.end])


def _continuations(text: str, lines: Sequence[Passage], languages: Sequence[Language]) -> list[bool]:
    """Tell which lines can be continuations of those before them: in the same language, with nothing that begins one.

    A blank line, a list mark, somebody who speaks again, the number of a page or an indent does; but the lines of an
    item are indented as far as each other, and further than its mark.
    """
    goes_on = [False]
    hangs = False
    speakers = (_SPEAKER.match(text, line.start, line.end) for line in lines)
    names = [speaker.group() if speaker else "" for speaker in speakers]
    times = Counter(filter(None, names))
    for (before, line), pair, name in zip(pairwise(lines), pairwise(languages), names[1:], strict=True):
        above, indent = (len(_indent(text, of)) for of in (before, line))
        hangs = indent == above if hangs else indent > above and bool(_LIST_MARK.match(text, before.start))
        begins = line.begins_section or bool(_LIST_MARK.match(text, line.start)) or times[name] > 1
        is_bare = not all(_LETTER.search(text, of.start, of.end) for of in (before, line))
        begins = begins or (is_bare and not _is_last_number(text, before, line))
        hangs = hangs and not begins
        goes_on.append(pair[0] == pair[1] and not begins and (indent == 0 or hangs))
    return goes_on


def _lines(
    text: str,
    lines: Sequence[Passage],
    languages: Sequence[Language],
    goes_on: Sequence[bool],
    language: Language,
) -> _Lines:
    """Collect what the lines of a language show."""
    shown = [_indent(text, line) + text[line.start : line.end] for line in lines]
    follows = [*goes_on[1:], False]
    own = [at for at, of in enumerate(languages) if of == language]
    return _Lines(
        [(shown[at], shown[at + 1].lstrip()) for at in own if follows[at]],
        [shown[at] for at in own if not follows[at]],
        max(_columns(shown[at]) for at in own),
    )


def _indent(text: str, line: Passage) -> str:
    """Give the white space before a line."""
    head = text[max(0, line.start - _DEEPEST_INDENT) : line.start]
    return head[len(head.rstrip(" \t\u3000\xa0")) :]


def _is_wrapped(lines: _Lines) -> bool:
    """Whether a program has broken the lines of a language: the line ends within its paragraphs show it."""
    if not lines.breaks or 2 * sum(bool(divide(line)) for line, _ in lines.breaks) > len(lines.breaks):
        return False  # a sentence and its translation on each line
    return _is_filled(lines) or _goes_on_in_small_letters(lines)


def _is_filled(lines: _Lines) -> bool:
    """Whether the lines were broken where they were full: those of a narrow page all are, without exception."""
    count = len(lines.breaks)
    if count < _FEWEST_BREAKS:
        return False
    widths = [_columns(line) for line, _ in lines.breaks]
    page = sorted(widths)[int(0.95 * (len(widths) - 1))]
    is_narrow = page < _NARROWEST
    slack = _SLACK_OF_NARROW if is_narrow else _SLACK
    words = [_columns(_first_word(line)) for _, line in lines.breaks]
    full = sum(width + 1 + word > page - slack for width, word in zip(widths, words, strict=True))
    ended = sum(_ends(_ENDED, line) for line, _ in lines.breaks)
    if is_narrow and not _may_be_narrow(lines, page):
        return False
    return page <= _WIDEST and full >= _NEARLY_ALWAYS * count and ended <= _RARELY * count


def _may_be_narrow(lines: _Lines, page: int) -> bool:
    """Whether Chinese may have been broken at so few columns: no line is wider, and clauses end within lines.

    Lines of verse without marks end paragraphs without one, too.
    """
    breaks = [line for line, _ in lines.breaks]
    if not page >= _NARROWEST_CHINESE or lines.widest > page + _SLACK or not all(_is_wide(line[-1]) for line in breaks):
        return False
    with_clauses = sum(bool(_INSIDE.search(line)) for line in breaks)
    bare = sum(not _ends(_MARKED, line) for line in breaks)
    return with_clauses >= _WITH_CLAUSES * len(breaks) or (bare >= _MOSTLY * len(breaks) and _are_marked(lines.last))


def _goes_on_in_small_letters(lines: _Lines) -> bool:
    """Whether lines that end without a mark are followed by such as begin small, and paragraphs end with a mark.

    A line of pinyin beside one of English is none that goes on.
    """
    count = len(lines.breaks)
    small = sum(line[:1].islower() for _, line in lines.breaks)
    bare = sum(not _ends(_MARKED, line) for line, _ in lines.breaks)
    if min(small, bare) < _MOSTLY * count or not _are_marked(lines.last):
        return False
    ended = sum(_ends(_ENDED, line) for line, _ in lines.breaks)
    of_pinyin = sum(is_all_syllables(line) or is_all_syllables(after) for line, after in lines.breaks)
    return ended <= _RARELY * count and of_pinyin < _RARELY * count


def _are_marked(lines: Sequence[str]) -> bool:
    """Whether nearly all of several lines end as sentences do."""
    return len(lines) >= _FEWEST_ENDS and sum(_ends(_ENDED, line) for line in lines) >= _NEARLY_ALWAYS * len(lines)


def _ends(mark: re.Pattern[str], line: str) -> bool:
    return bool(mark.search(line[-_LONGEST_END:]))


def _first_word(line: str) -> str:
    """Take the least that can be moved to the line before: a word, or one Chinese character."""
    word = line[:_WIDEST].split(maxsplit=1)[0]
    return word[0] if _is_wide(word[0]) else word


def _columns(text: str) -> int:
    """Count the columns of a text on a screen, two for a Chinese character; of a too wide line only the first."""
    line = text[: _WIDEST + 1]
    return len(line) if line.isascii() else len(line) + sum(map(_is_wide, line))


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
