r"""From text to the HTML of a field: the one place where text is made safe.

*The idea:* whatever a text holds is shown as the text it is. HTML is escaped; `[` is written as a reference, since
Anki reads `[sound:...]` and `[latex]` in fields; `\(` and `\[`, which start a formula, are broken by an empty
element; control characters go, since one of them (U+001F) separates fields. Only then is markup of our own put around
pieces of it.
"""

from __future__ import annotations

import functools
import html
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flashcards.records import Span

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile(r"\\(?=\(|&#91;)")
_PLAIN = re.compile(
    "[ -%'-;=?-Z\\]-~\u00c0-\u024f\u02c7-\u02d9\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030\u3100-\u312f\u4e00-\u9fff"
    "\uff00-\uffef]*"
)
"""Text that stays as it is: nothing to escape, no control, and no character that Unicode composes with another."""
_TEXT = re.compile(r"(?:\A|>)\s*[^<\s]|<img ")
"""Text outside of tags, or a picture."""
_GAP = "＿"
_SHORT = 12
"""The length of pieces worth keeping: words and syllables, which return in every sentence; and of a gap on one line."""


def clean(text: str) -> str:
    """Make plain text as Anki keeps it: NFC, no control characters, line ends as LF, blank text empty."""
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    return text if text.strip() else ""


@functools.lru_cache(maxsize=64)
def _is_plain(text: str) -> bool:
    """Tell whether a text stays as it is; a sentence is asked about for one field after the other."""
    return _PLAIN.fullmatch(text) is not None


def piece(text: str) -> str:
    """Escape a piece of text that markup will stand around; white space is kept."""
    if len(text) <= _SHORT:
        return _short(text)
    return text if _is_plain(text) else _escaped(text)


def _escaped(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    kept = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return "<br>".join(_line(line) for line in _SURROGATE.sub("\ufffd", kept).split("\n"))


_short = functools.lru_cache(maxsize=1 << 16)(_escaped)


def _line(text: str) -> str:
    """Escape a line.

    A combining mark at its start becomes a reference: normalised together with the `>` before it, it would break a tag.
    """
    text = unicodedata.normalize("NFC", text)
    safe = html.escape(text, quote=False).replace("[", "&#91;")
    if text and unicodedata.normalize("NFC", ">" + text[0]) != ">" + text[0]:
        return f"&#{ord(text[0])};{safe[1:]}"
    return safe


def seal(field: str) -> str:
    """Finish a field made of pieces and markup: break what would start a formula; a field without text is empty."""
    if "\\" in field:
        field = _FORMULA.sub(r"\\<span></span>", field)
    return field if field[:1].isalnum() or _TEXT.search(field) else ""


def sealed(fields: Mapping[str, str]) -> dict[str, str]:
    """Finish all fields of a note; most need nothing, which is seen at once."""
    return {
        name: value if not value or (value[0].isalnum() and "\\" not in value) else seal(value)
        for name, value in fields.items()
    }


def plain(text: str) -> str:
    """Make a field of text alone."""
    return seal(piece(text))


def marked(text: str, spans: Iterable[Span]) -> str:
    """Make HTML of a text with some stretches of it in `<b>`."""
    out, at, safe = "", 0, _unchanged if _is_plain(text) else piece
    for start, end in merged(spans, len(text)):
        out += f"{safe(text[at:start])}<b>{safe(text[start:end])}</b>"
        at = end
    return out + safe(text[at:])


def _unchanged(text: str) -> str:
    return text


def gapped(text: str, term: str, stretch: str = "") -> str:
    """Make HTML of a text with a gap wherever the term stands, as wide as the term.

    Of a `stretch` in which it stands in another form only its own characters are hidden: 吃亏 in 吃过亏.
    """
    if stretch in ("", term):
        return text.replace(term, _gap(term)) if _is_plain(text) else _gap(term).join(map(piece, text.split(term)))
    parted = "".join(_gap(stretch[a:b]) if is_own else piece(stretch[a:b]) for a, b, is_own in _runs(stretch, term))
    forms = {stretch: parted, term: _gap(term)}
    longer, shorter = sorted(forms, key=len, reverse=True)
    between = (forms[shorter].join(map(piece, part.split(shorter))) for part in text.split(longer))
    return forms[longer].join(between)


def _gap(term: str) -> str:
    return f'<span class="{"gap" if len(term) <= _SHORT else "gap wide"}">{_GAP * len(term)}</span>'


def own_spans(text: str, span: Span, term: str) -> tuple[Span, ...]:
    """Give the places of a term's own characters within a span of a text; all of it, if it holds none of them."""
    start, end = span
    return tuple([(start + a, start + b) for a, b, is_own in _runs(text[start:end], term) if is_own])


def _runs(stretch: str, term: str) -> Iterator[tuple[int, int, bool]]:
    """Part a stretch into runs of characters that the term has, and of others between them."""
    own, at = frozenset(term) if not set(term).isdisjoint(stretch) else frozenset(stretch), 0
    for is_own, run in itertools.groupby(stretch, own.__contains__):
        start, at = at, at + len(list(run))
        yield start, at, is_own


def merged(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Sort spans, cut them to a text of that length, and join those that touch or overlap."""
    out: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span[0]), min(span[1], length)
        if start >= end:
            continue
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def quoted(text: str, spans: Sequence[Span]) -> str:
    """Take the words at some spans, with an ellipsis where others stand between them."""
    return " … ".join(text[start:end].strip() for start, end in merged(spans, len(text)))
