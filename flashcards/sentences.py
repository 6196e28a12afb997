"""A text's sentences, in English and in Chinese, as spans of the text: nothing is altered, nothing is lost.

The idea: every end mark is a candidate, and the sentence ends there unless one of a list of named reasons speaks against
it (`_REASONS_TO_GO_ON`). One list serves both languages, because each is full of the other: an English name with a full
stop inside a Chinese sentence, a Chinese quotation inside an English one. Blocks (headings, paragraphs, cells) always end
a sentence, so a heading needs no mark.

Decisions that another program might take otherwise:

* A semicolon (`;` or `；`) ends nothing. A Chinese translator keeps a semicolon, turns it into a comma or into a full
  stop as it suits the rhythm; in hand-cut novels fewer than half of the Chinese and one in a hundred of the English
  semicolons stand at a cut. What follows one is mostly the second half of a contrast and makes a poor card alone.
* Colons, dashes (`—`, `——`) and commas end nothing.
* A quotation of several sentences is cut inside the quotation marks where it is speech: where it opens a sentence or
  follows a comma or colon. A quotation that a sentence carries as one of its words (a title, an exclamation) is kept whole,
  as is what stands in brackets in mid-sentence.
* A quotation and the words that say who spoke ("Why?" Ann asked; “为什么？”安问。) are one sentence.
* A Chinese `……` ends a sentence only before a closing or an opening quotation mark, or at the end of its block: a
  stammer and an end look alike otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.records import Language, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flashcards.records import Block, Document, Span


def split(document: Document, language: Language) -> tuple[Sentence, ...]:
    """Cut the blocks of one language into sentences, numbered by block; white space between sentences is in none."""
    return tuple(
        Sentence(document.text[block.start + start : block.start + end], block.start + start, block.start + end, number)
        for number, block in _blocks(document, language)
        for start, end in split_text(document.text[block.start : block.end], language)
    )


def whole(document: Document, language: Language) -> tuple[Sentence, ...]:
    """Take each block of one language as one sentence: for lines and table cells that somebody has cut already."""
    return tuple(
        Sentence(document.text[block.start : block.end], block.start, block.end, number)
        for number, block in _blocks(document, language)
    )


def split_text(text: str, language: Language) -> tuple[Span, ...]:
    """Cut a block of text into the spans of its sentences; they hold every character that is no white space.

    `language` is that of the block; it decides whether a small letter can begin a sentence after a Chinese mark.
    """
    ends = [*_ends(text, language), len(text)]
    spans: list[Span] = []
    start = 0
    for end in ends:
        span = _without_space(text, start, end)
        if span[0] < span[1]:
            if spans and not _WORD.search(text, *span):
                span = (spans.pop()[0], span[1])
            spans.append(span)
        start = end
    return tuple(spans)


def _blocks(document: Document, language: Language) -> Iterator[tuple[int, Block]]:
    """Number the blocks of a language from 0."""
    return enumerate(block for block in document.blocks if block.language == language)


def _without_space(text: str, start: int, end: int) -> Span:
    """Narrow a span until neither end is white space."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


# ── Where a sentence may end ──────────────────────────────────────────────────────────────────────────────────────────

_CHINESE_MARKS = "。！？｡"
_OPEN = "“‘「『（(【《〈[{«"
_CLOSE = "”’」』）)】》〉]}»"
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_MARK = re.compile(
    rf"""(?: \.(?:[ ]\.)+ | [.!?…{_CHINESE_MARKS}]+ | [—–]+(?=[”’"'」』]) )  # end marks, dots with spaces, speech cut short
         (?: [.!?…{_CHINESE_MARKS}"'{re.escape(_CLOSE)}] | [ \u3000](?=[”」』】》〉]) )*  # and what closes with them
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"\w")
_LAST_WORD = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*$")
_OPENING = re.compile(rf"""[\s"'—–\-•*{re.escape(_OPEN)}]*""")


@dataclass(frozen=True, slots=True)
class _Mark:
    """An end mark with what closes behind it, `text[start:end]`, in a sentence that begins at `sentence`."""

    text: str
    start: int
    end: int
    sentence: int
    language: Language

    @property
    def signs(self) -> str:
        """The mark and the closing signs."""
        return self.text[self.start : self.end]

    @property
    def closes(self) -> bool:
        """Whether a quotation or bracket closes with the mark."""
        return self.signs[-1] in _CLOSE or self.signs[-1] in "\"'"

    @property
    def last(self) -> str:
        """The signs up to the last end mark: what closes behind it is taken off."""
        return self.signs.rstrip(_CLOSE + "\"' \u3000")

    @property
    def is_ellipsis(self) -> bool:
        """Whether the last end mark is `…` or several dots."""
        return self.last.endswith(("…", "..", ". ."))

    @property
    def is_full_stop(self) -> bool:
        """Whether it is a single ASCII full stop: the sign with the most other uses."""
        return self.last == "."

    @property
    def word_before(self) -> str:
        """The word that ends at the mark, full stops inside it included."""
        found = _LAST_WORD.search(self.text, max(self.sentence, self.start - _LONGEST_WORD), self.start)
        return found.group() if found else ""

    @property
    def next(self) -> str:
        """The next character, white space included; empty at the end of the block."""
        return self.text[self.end : self.end + 1]

    @property
    def rest(self) -> str:
        """The first characters of what follows, opening signs and white space taken off."""
        found = _OPENING.match(self.text, self.end, self.end + _LOOK_AHEAD)
        begin = found.end() if found else self.end
        return self.text[begin : begin + _LOOK_AHEAD]


_LONGEST_WORD = 30
_LOOK_AHEAD = 60
"""In characters: bounds that keep the work for each mark constant; words and speakers' names are shorter."""


def _ends(text: str, language: Language) -> Iterator[int]:
    """Yield where the sentences of a text end, its own end left out."""
    asides = _asides(text)
    start = 0
    for found in _MARK.finditer(text):
        mark = _Mark(text, found.start(), found.end(), start, language)
        if any(reason(mark) for reason in _REASONS_TO_GO_ON) or _inside(asides, mark):
            continue
        yield found.end()
        start = found.end()


# ── Brackets, titles and other quotations that a sentence carries as one of its words ─────────────────────────────────

_PAIRED = re.compile(r'[“”「」『』（）()【】《》\[\]"]')
_PARTNER = {"”": "“", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "》": "《", "]": "["}
_QUOTES = '“「『"'
_CHINESE_SPOKE = "说說问問答道喊叫想嚷骂罵"
_LEADS_TO_SPEECH = tuple(",:，：—" + _CHINESE_SPOKE)
_LONGEST_ASIDE = 300
_LONGEST_TITLE = 100
_DEEPEST_ASIDE = 4
"""A bracket or quotation that closes after more characters, or over more open brackets, is a slip or stands alone."""


def _asides(text: str) -> list[Span]:
    """Find the brackets and quotations that close again nearby, in order of their opening."""
    asides: list[Span] = []
    opened: list[tuple[str, int]] = []
    for found in _PAIRED.finditer(text):
        sign, position = found.group(), found.start()
        partner = _PARTNER.get(sign, '"' if sign == '"' else None)
        near = [begin for opener, begin in opened[-_DEEPEST_ASIDE:] if opener == partner]
        if near:
            if position - near[-1] <= (_LONGEST_TITLE if found.string[near[-1]] in _QUOTES else _LONGEST_ASIDE):
                asides.append((near[-1], position))
            while opened.pop()[1] != near[-1]:
                pass
        elif sign not in _PARTNER:
            opened.append((sign, position))
    return sorted(asides)


def _inside(asides: list[Span], mark: _Mark) -> bool:
    """Whether a mark stands inside a bracket or quotation that its sentence carries as one of its words."""
    first = bisect_left(asides, (mark.start - _LONGEST_ASIDE,))
    last = bisect_left(asides, (mark.start,))
    return any(close >= mark.end and _is_carried(mark, begin) for begin, close in asides[first:last])


def _is_carried(mark: _Mark, opening: int) -> bool:
    """Whether what opens there is a part of the sentence: neither its beginning nor the speech it announces."""
    ahead = mark.text[max(mark.sentence, opening - _LONGEST_WORD) : opening].rstrip()
    if not _WORD.search(ahead):
        return False
    return mark.text[opening] not in _QUOTES or not ahead.endswith(_LEADS_TO_SPEECH)


# ── Reasons why a sentence goes on after an end mark ──────────────────────────────────────────────────────────────────

_NEVER_LAST = frozenset(
    "mr mrs ms messrs dr prof st mt gen sen rep gov capt cpt cmdr lt col maj sgt adm rev hon fr pres supt "
    "e.g i.e eg ie vs viz cf ca approx resp incl esp".split()
)
"""Abbreviations that always have something behind them: titles before a name, words that introduce."""

_BEFORE_A_NUMBER = frozenset("no nos nr fig figs vol vols p pp par para sec sect ch chap art eq eqs ex ver op".split())
"""Abbreviations only before a number; otherwise words or sentence ends ("No.")."""

_MAYBE_LAST = frozenset(
    "inc ltd co corp bros llc plc jr sr esq etc al dept univ assn ave blvd rd est ed eds trans "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ph.d ft hr hrs min sec".split()
)
"""Abbreviations that may end a sentence; they do when a word follows that begins sentences but no names."""

_BEGINNERS = frozenset(
    "a an the this that these those it he she we they you i there here his her its our their my your in on at by for "
    "from with without after before since until during despite because although though while when whenever where if "
    "unless as but and or so yet nor however therefore moreover instead meanwhile then now today later soon once still "
    "even also only just what who why how which not no yes one some many most all each every both another such other "
    "others several few nothing nobody everyone everything to of".split()
)
"""Words that, written with a capital, begin a sentence rather than a name (Kiss & Strunk 2006 learn such a list)."""

_SPOKE = (
    "said|says|asked|asks|replied|replies|answered|cried|shouted|called|exclaimed|whispered|muttered|murmured|yelled|"
    "screamed|protested|demanded|wondered|inquired|enquired|insisted|snapped"
)
_SPEAKER = re.compile(
    rf"(?:I|(?:[A-Z][\w’'-]*\s+){{0,2}}(?!(?:He|She|It|We|They|You)\b)[A-Z][\w’'-]*)\s+(?:{_SPOKE})\b"
)
_CHINESE_SPEAKER = re.compile(rf"[{_HAN}]{{1,9}}?[{_CHINESE_SPOKE}]。")
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
_SMALL_LETTER = re.compile(r"[a-zà-öø-ÿ](?![A-Z])")
_CONTINUES = tuple("，,、；;：:的地得之等和与與及或—～·%％")
_HAN_CHARACTER = re.compile(rf"[{_HAN}]")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _is_inside_a_word(mark: _Mark) -> bool:
    """`3.5`, `example.com`, `v2.0?tag`: an ASCII mark ends a sentence only before white space or beside Chinese."""
    if not mark.next or mark.next.isspace() or mark.signs[0] in _CHINESE_MARKS:
        return False
    beside_chinese = mark.start > 0 and bool(_HAN_CHARACTER.match(mark.text, mark.start - 1))
    return not (beside_chinese or _HAN_CHARACTER.match(mark.rest) or mark.next in _OPEN)


def _is_before_a_small_letter(mark: _Mark) -> bool:
    """`Yahoo! announced`, `"Really?" he said`: no English sentence begins with a small letter."""
    return bool(_SMALL_LETTER.match(mark.rest)) and (mark.language == Language.ENGLISH or mark.is_full_stop)


def _is_abbreviation(mark: _Mark) -> bool:
    """`Dr. Li`, `e.g. tea`, `No. 5`, `Inc. announced`, `the U.S. Army`; but `the U.S. The army` ends."""
    if not mark.is_full_stop:
        return False
    word, rest = mark.word_before.lower(), mark.rest
    if word in _BEFORE_A_NUMBER:
        return rest[:1].isdigit() or word in _MAYBE_LAST
    if word in _NEVER_LAST:
        return bool(rest)
    has_dots = "." in word and all(len(part) == 1 for part in word.split("."))
    return (word in _MAYBE_LAST or has_dots) and not _begins_a_sentence(rest)


def _is_initial(mark: _Mark) -> bool:
    """`J. K. Rowling`, `George W. Bush`; but `Plan B. The`, and `It was I. He` end."""
    word = mark.word_before
    return (
        mark.is_full_stop and len(word) == 1 and word.isupper() and word.isascii() and not _begins_a_sentence(mark.rest)
    )


def _begins_a_sentence(rest: str) -> bool:
    """Whether a text begins with a capital word that rather begins a sentence than a name."""
    first = _FIRST_WORD.match(rest)
    return not rest or bool(first and first.group()[0].isupper() and first.group().lower() in _BEGINNERS)


def _is_enumerator(mark: _Mark) -> bool:
    """`1. Open the door`, `b. Close it`: the number belongs to what it numbers."""
    return mark.is_full_stop and bool(_ENUMERATOR.fullmatch(mark.text[mark.sentence : mark.start][-_LONGEST_WORD:]))


def _is_ellipsis_within(mark: _Mark) -> bool:
    """`I... I can't`, `Well … yes`, `这……那`: dots end a sentence only where a new one visibly begins."""
    if not mark.is_ellipsis or (mark.closes and mark.signs[-1] in '”」』"'):
        return False
    if _HAN_CHARACTER.match(mark.rest):
        return mark.text[mark.end : mark.end + 1] not in tuple(_QUOTES)
    first = _FIRST_WORD.match(mark.rest)
    return bool(first and first.group().lower() in (mark.word_before.lower(), "i"))


def _is_before_its_speaker(mark: _Mark) -> bool:
    """`"Why?" Ann asked.`, `“为什么？”安问。`: who spoke belongs to what was said."""
    if not mark.closes or mark.is_full_stop:
        return False
    speaker = _CHINESE_SPEAKER if _HAN_CHARACTER.match(mark.rest) else _SPEAKER
    return bool(speaker.match(mark.rest))


def _is_continued(mark: _Mark) -> bool:
    """`“你是谁？”的问题`, `《谁？》，`: a particle, conjunction or comma cannot begin a sentence."""
    return mark.next in _CONTINUES and (mark.closes or not mark.next.isalpha())


_REASONS_TO_GO_ON: tuple[Callable[[_Mark], bool], ...] = (
    _is_inside_a_word,
    _is_before_a_small_letter,
    _is_abbreviation,
    _is_initial,
    _is_enumerator,
    _is_ellipsis_within,
    _is_before_its_speaker,
    _is_continued,
)
