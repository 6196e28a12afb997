"""The markup of wikis within a plain text, undone: templates of languages, links, emphasis, headings.

The idea: `{{lang|zh|茶}}` only says which language stands in it, and its bars would be taken for those of a table. So
what dresses a text is undone before that is looked at; what no reader of the page sees is reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_TEMPLATE = pattern(r"\{\{[ ]?(?P<name>[A-Za-z][\w-]{0,25})[ ]?\|(?P<body>[^{}]{1,2000})\}\}")
_LAST = frozenset(("lang", "langx", "wikt-lang", "transl", "transliteration", "nowrap", "small", "big", "pinyin"))
"""Templates whose last part is what is shown: `{{lang|zh-Hans|茶}}`."""
_FORMS_OF_WORDS = frozenset(("zh", "lang-zh", "zh-l", "zh-m"))
"""Templates that give Chinese in several forms: `{{zh|s=汉字|t=漢字|p=hànzì}}`."""
_EXAMPLES = frozenset(("zh-x", "zh-usex", "zh-q", "ux", "uxi", "usex"))
"""Templates that give an example and its translation: `{{zh-x|我渴了。|I am thirsty.}}`."""
_JOINED = frozenset(("linktext", "zh-link"))
"""Templates whose parts are one text."""
_RUBY = frozenset(("ruby", "ruby-zh-p"))
"""Templates that set a reading above characters."""
_KNOWN = _LAST | _FORMS_OF_WORDS | _EXAMPLES | _JOINED | _RUBY
_DEEPEST = 3
"""Templates within templates. Set by hand."""
_CHINESE = ("c", "s", "t")
"""Names of the parts that are Chinese: in either script, simplified, traditional."""
_LANGUAGE = pattern(r"\s*(?:zh|cmn|en)(?:-[A-Za-z]{2,8}){0,2}\s*")
_NAMED = pattern(r"\s*(?P<key>[a-z]{1,12}\d?)\s*=(?P<value>.*)", re.DOTALL)
_TABLE = pattern(r"^\{\|", re.MULTILINE)
_HEADING = pattern(r"^(?P<signs>={2,6})[ \t]?(?P<text>[^=\n]{1,200})(?P=signs)[ \t]{0,9}$", re.MULTILINE)
_EMPHASIS = pattern(r"(?<!')(?P<signs>'{5}|'{2,3})(?=[^'\s])(?P<text>[^\n]{1,500}?)(?<=\S)(?P=signs)(?!')")
_LINK = pattern(r"\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<text>[^\[\]|\n]{1,200})\]\]")
_CAPTION = pattern(r"^\|\+[ \t]*(?P<text>[^\n]*)$", re.MULTILINE)
_HEADING_ROW = pattern(r"^![^\n]*$", re.MULTILINE)
_UNSEEN = pattern(
    r"^(?:\{\|[^\n]*|\|\}|\|-[^\n]*)$|"
    r"\[\[(?:category|file|image|分类|分類|文件|图像)\s?:[^\[\]\n]{1,300}\]\]|<ref\b[^<>]{0,100}(?:/>|>[^<]{0,1000}</ref>)",
    re.IGNORECASE | re.MULTILINE,
)
"""What no reader of a page sees: the signs that set its tables, its categories, its files, its notes."""
_REASON = "markup"


class Undone(NamedTuple):
    """A text without markup, and what was taken out beside signs: line, text, reason."""

    text: str
    dropped: tuple[tuple[int, str, str], ...] = ()


def undone(text: str) -> Undone:
    """Undo the markup of a text in which a template of a language or a table shows that it is of a wiki."""
    templates = _TEMPLATE.finditer(text) if "{{" in text else ()
    is_of_a_wiki = any(template["name"].lower() in _KNOWN for template in templates) or _TABLE.search(text)
    if not is_of_a_wiki or not HAN_CHARACTER.search(text):
        return Undone(text)
    dropped: list[tuple[int, str, str]] = []
    bare = _replaced(_UNSEEN, text, lambda match: ("", [match.group()]), dropped)
    for _ in range(_DEEPEST):
        bare = _replaced(_TEMPLATE, bare, _shown, dropped)
    bare = _HEADING_ROW.sub(lambda row: "|" + row.group()[1:].replace("!!", "||"), bare)
    for dress in (_LINK, _EMPHASIS, _HEADING, _CAPTION):
        bare = dress.sub(lambda match: match["text"].strip(), bare)
    return Undone(bare, tuple(sorted(dropped)))


def _replaced(
    markup: re.Pattern[str],
    text: str,
    shown: Callable[[re.Match[str]], tuple[str, Sequence[str]]],
    dropped: list[tuple[int, str, str]],
) -> str:
    """Put what is shown of a kind of markup into its place, and add the rest to what was dropped."""
    pieces: list[str] = []
    line, end = 1, 0
    for match in markup.finditer(text):
        line += text.count("\n", end, match.start())
        replacement, rest = shown(match)
        dropped += [(line, part.strip(), _REASON) for part in rest if part.strip()]
        pieces += [text[end : match.start()], replacement]
        line += match.group().count("\n")
        end = match.end()
    return "".join((*pieces, text[end:]))


def _shown(template: re.Match[str]) -> tuple[str, Sequence[str]]:
    """Give what a template shows, and its other parts that say something; one of another kind stays as it is."""
    name, parts = template["name"].lower(), template["body"].split("|")
    if name not in _KNOWN:
        return template.group(), ()
    named = {match["key"]: match["value"].strip() for part in parts if (match := _NAMED.fullmatch(part))}
    plain = [part.strip() for part in parts if not _NAMED.fullmatch(part) and not _LANGUAGE.fullmatch(part)]
    if name in _FORMS_OF_WORDS:
        return _forms(named, plain)
    rest = [value for key, value in named.items() if key not in ("1", "2", "3")]
    if name in _EXAMPLES:
        return " — ".join(plain[:2]), (*plain[2:], *rest)
    if name in _JOINED:
        return "".join(plain), rest
    if name in _RUBY:
        return f"{plain[0]}({plain[1]})" if len(plain) == 2 else "".join(plain), rest
    return "".join(plain[-1:]), (*plain[:-1], *rest)


def _forms(named: Mapping[str, str], plain: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Give a word of a template as a sentence would: its other script and its pinyin in brackets behind it."""
    chinese = list(dict.fromkeys([named[key] for key in _CHINESE if named.get(key)] + list(plain[:1])))
    beside = [*chinese[1:2], *([named["p"]] if named.get("p") else [])]
    shown = "".join([*chinese[:1], *(f" ({text})" for text in beside)])
    return shown, [
        *plain[1:],
        *(value for key, value in named.items() if key not in (*_CHINESE, "p", "links", "labels")),
    ]
