"""The works that examples are taken from, on a line below each: 《牛津词典》, 网络, `youdao`, `www.example.com`.

The idea: dictionaries on the web show an example, its translation and where it was found. A name of a work may be a
line of the text, a title in a list of books; so such lines go only where both languages stand between each two of them.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.line_kinds import line_kind
from flashcards.documents.passages import with_sections
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Extract

_WORK = "the work that an example is from"
_row = partial(line_kind, flags=re.IGNORECASE)
_BY = r"(?:[—–-]{1,2}\s?|(?:source|from|via|provided by|来源|來源|出自|摘自|选自|選自|引自|例句来自)\s?[:：]?\s*)?"
WORKS = (
    _row(_WORK, _BY + r"《[^《》]{1,30}》[^。！？《》]{0,20}", "—— 《牛津词典》第7版", "《红楼梦》很长。"),
    _row(
        _WORK,
        _BY + r"(?:网络|網路|互[联聯]网|百科|(?:维基|維基|百度)百科|有道(?:[词詞]典)?|金山[词詞]霸|必[应應]|句酷|"
        r"(?-i:[\u4e00-\u9fff]){1,8}(?:[词詞辞辭]典|[语語]料[库庫]|大典))",
        "网络",
        "网络很慢。",
    ),
    _row(
        _WORK,
        _BY
        + r"(?:(?:www\.)?[a-z\d-]{2,30}\.(?:com|org|net|cn|edu|gov|co\.uk|info)(?:\.cn)?|wikipedia|wiktionary|youdao|"
        r"jukuu|tatoeba(?:\s?#\d{1,9})?|linguee|reverso|glosbe|iciba|bing|collins|cambridge|longman|merriam-webster|"
        r"(?:the\s)?(?:oxford|collins|cambridge|longman)(?:\s[a-z]+){0,4}\sdictionary)",
        "provided by jukuu",
        "Source of the river",
    ),
    _row(
        _WORK,
        r"(?:[—–-]{1,2}\s?|source\s?[:：]\s?|from\s)(?-i:[A-Z])[\w.,'’ -]{2,40}",
        "Source: Modern Tales",
        "He came from afar",
    ),
)
"""How a line looks that names one."""
_LONGEST = 60
"""Characters of a line that is looked at."""
_FEWEST = 3
"""Lines that name works: two may be lines of a text. Set by hand."""
_MOST_BETWEEN = 6
"""Lines of one example: both languages, pinyin, a note. Set by hand."""


def without_works(extract: Extract) -> Extract:
    """Leave the works out from which the examples of a text are."""
    texts = [
        extract.text[passage.start : passage.end].strip() if passage.row is None else "" for passage in extract.passages
    ]
    places = [at for at, text in enumerate(texts) if 0 < len(text) <= _LONGEST and _is_work(text)]
    if len(places) < _FEWEST or not all(
        _holds_example(texts[before + 1 : at]) for before, at in pairwise((-1, *places))
    ):
        return extract
    gone = set(places)
    left_out = [Omission(extract.name, extract.passages[at].line, texts[at], _WORK) for at in places]
    kept = [passage for at, passage in enumerate(extract.passages) if at not in gone]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _is_work(text: str) -> bool:
    return any(row.pattern.fullmatch(text) for row in WORKS)


def _holds_example(lines: Sequence[str]) -> bool:
    """Whether the lines before a work hold a sentence in each language."""
    example = [bool(HAN_CHARACTER.search(line)) for line in lines]
    return 1 < len(example) <= _MOST_BETWEEN and len(set(example)) > 1
