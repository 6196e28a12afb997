"""Why a sentence goes on after an end mark: one function for each reason, with what it is there for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.records import Language
from flashcards.sentences._signs import CHINESE_MARKS, OPENING, QUOTES, SPOKE_CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.sentences._signs import Mark

_ALWAYS_BEFORE_MORE = frozenset(
    """
    Mr Mrs Ms Messrs Dr Drs Prof Mt Gen Sen Rep Gov Capt Cpt Cmdr Lt Col Maj Sgt Adm Rev Hon Fr Pres Supt
    e.g i.e eg ie vs viz cf Cf ca approx resp incl esp
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Abbreviations that always have something behind them: titles before a name, words that introduce."""

_BEFORE_A_NUMBER = frozenset(
    """
    No Nos no nos Nr Fig Figs fig figs Vol Vols vol vols p pp Par par Sec sec Sect sect Ch ch Chap chap Art art
    Eq Eqs eq Ex ex Ver ver Op op
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Abbreviations only before a number; words otherwise ("No.")."""

_PERHAPS_LAST = frozenset(
    """
    Inc Ltd Co Corp Bros LLC Plc Jr Sr Esq St Ave Blvd Rd Dept Univ Assn Ph.D etc al
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Abbreviations that may end a sentence; they do when a word follows that begins sentences but no names."""

_BEGINNERS = frozenset(
    """
    A An The This That These Those It He She We They You I There Here His Her Its Our Their My Your In On At By For
    From With Without After Before Since Until During Despite Because Although Though While When Whenever Where If
    Unless As But And Or So Yet Nor However Therefore Moreover Instead Meanwhile Then Now Today Later Soon Once Still
    Even Also Only Just What Who Why How Which Not No Yes One Some Many Most All Each Every Both Another Such Other
    Others Several Few Nothing Nobody Everyone Everything To Of
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Words that begin a sentence rather than a name (Kiss & Strunk 2006 learn such a list from the text)."""

_SPOKE = (
    "said|says|asked|asks|replied|replies|answered|cried|shouted|called|exclaimed|whispered|muttered|murmured|yelled|"
    "screamed|protested|demanded|wondered|inquired|enquired|insisted|snapped"
)
_SPEAKER = re.compile(
    rf"(?:I|(?:[A-Z][\w’'-]*\s+){{0,2}}(?!(?:He|She|It|We|They|You)\b)[A-Z][\w’'-]*)\s+(?:{_SPOKE})\b"
    rf"|[{HAN}]{{1,9}}?[{SPOKE_CHINESE}]。"
)
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
_SMALL_WORD = re.compile(r"[a-zà-öø-ÿ](?![A-Za-z]*[A-Z])")  # but "iPhone" can begin a sentence
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_CONTINUATION = re.compile(r"[，,、；;：:—～·%％]")
_PARTICLE = re.compile(r"的|之类|之類|等[人的，,。]|[和与與或及跟][“「《]")


def is_inside_a_word(mark: Mark) -> bool:
    """`3.5`, `example.com`, `find?tag=2`: an ASCII mark ends a sentence only before white space or beside Chinese."""
    if not mark.next or mark.next.isspace() or mark.signs[0] in CHINESE_MARKS:
        return False
    return not (mark.next in OPENING or HAN_CHARACTER.search(mark.before[-1:] + mark.next))


def is_no_full_stop(mark: Mark) -> bool:
    """`以 . 开头` (begins with .): a lone dot in a Chinese sentence is what the sentence speaks of."""
    return mark.is_full_stop and mark.language == Language.CHINESE and mark.before[-1:].isspace()


def is_before_a_small_letter(mark: Mark) -> bool:
    """`Yahoo! announced`, `"Really?" he said`: no English sentence begins with a small letter."""
    in_english = mark.language == Language.ENGLISH or mark.is_full_stop
    return in_english and bool(_SMALL_WORD.match(mark.words_after))


def is_abbreviation(mark: Mark) -> bool:
    """`Dr. Li`, `e.g. tea`, `No. 5`, `Inc. announced`, `the U.S. Army`; but `the U.S. The army` ends."""
    if not mark.is_full_stop:
        return False
    word = mark.word_before
    if word in _BEFORE_A_NUMBER:
        return mark.words_after[:1].isdigit()
    if word in _ALWAYS_BEFORE_MORE:
        return bool(mark.words_after)
    has_dots = "." in word and all(len(part) == 1 for part in word.split("."))
    return (has_dots or word in _PERHAPS_LAST) and not _begins_a_sentence(mark)


def is_initial(mark: Mark) -> bool:
    """`J. K. Rowling`, `George W. Bush`; but `Plan B. The` and `It was I. He` end."""
    word = mark.word_before
    is_capital = len(word) == 1 and word.isupper() and word.isascii()
    return is_capital and mark.is_full_stop and not _begins_a_sentence(mark)


def _begins_a_sentence(mark: Mark) -> bool:
    """Whether a new sentence must follow a possible abbreviation: a telling word does, a new quotation, nothing."""
    if not mark.words_after or (mark.closes and mark.text[mark.end + 1 : mark.end + 2] in tuple(QUOTES + "‘'")):
        return True
    first = _FIRST_WORD.match(mark.words_after)
    return first is not None and first.group() in _BEGINNERS


def is_enumerator(mark: Mark) -> bool:
    """`1. Open the door`, `b. Close it`: the number belongs to what it numbers."""
    begins_sentence = mark.start - mark.sentence == len(mark.before)
    return mark.is_full_stop and begins_sentence and bool(_ENUMERATOR.fullmatch(mark.before))


def is_ellipsis_within(mark: Mark) -> bool:
    """`Well... I think`, `no... no`, `这……那` (this… that): a new sentence must show itself after dots."""
    if not mark.is_ellipsis or (mark.closes and mark.signs[-1] in "”」』\"'’"):
        return False
    if mark.language == Language.CHINESE or HAN_CHARACTER.match(mark.words_after):
        return bool(mark.next) and mark.next not in QUOTES
    first = _FIRST_WORD.match(mark.words_after)
    return first is not None and first.group().lower() in ("i", mark.word_before.lower())


def is_before_its_speaker(mark: Mark) -> bool:
    """`"Why?" Ann asked.`, `“为什么？”安问。`: who spoke belongs to what was said."""
    return mark.closes and not mark.is_full_stop and bool(_SPEAKER.match(mark.words_after))


def is_continued(mark: Mark) -> bool:
    """`《谁？》，`, `“你是谁？”的问题` (the question "Who are you?"): a comma or a particle begins no sentence."""
    if _CONTINUATION.match(mark.next):
        return True
    after_name = mark.before[-1:].isascii()
    return (mark.closes or after_name) and bool(_PARTICLE.match(mark.text, mark.end))


REASONS_TO_GO_ON: tuple[Callable[[Mark], bool], ...] = (
    is_inside_a_word,
    is_no_full_stop,
    is_before_a_small_letter,
    is_abbreviation,
    is_initial,
    is_enumerator,
    is_ellipsis_within,
    is_before_its_speaker,
    is_continued,
)
