"""Anki's template language, read and rendered: fields, conditions, filters.

*The idea:* what a preview shows must be what Anki will show, and a template that Anki would refuse must be refused
here, with the line to look at. So this follows Anki's own reading of templates (the manual's chapter "Card
Templates"), which differs from Mustache in that braces that are never closed are text, that comments are left alone,
and that filters such as `text:` stand before the name of a field. Filters that only an add-on knows change nothing, as
in an Anki without that add-on.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, TypeAlias

from flashcards.common.patterns import pattern
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

SPECIAL = frozenset(("FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"))
"""Names that Anki fills itself."""

_CARD = pattern(r"c\d+")
"""A name that Anki fills on the card of this place among those of its note, and never when it makes cards."""

_TOKEN = pattern(r"<!--.*?-->|\{\{(.*?)\}\}", re.DOTALL)
_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)
_OPEN = pattern(r"\{\{|<!--")
_EMPTY = pattern(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_ANNOTATED = pattern(r" ?([^ >]+?)\[(.+?)\]")
_SOUND = pattern(r"\[sound:[^\]]*\]|\[anki:tts [^\]]*\].*?\[/anki:tts\]", re.DOTALL)


class TemplateError(Exception):
    """A template that Anki would refuse: `line`, from 1, and `problem`, which says what stands there and what to do."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line, self.problem = line, problem


class Replacement(Record):
    """The place of a field; `filters` as they are written, the first is applied last."""

    name: str
    filters: tuple[str, ...]


class Condition(Record):
    """What stands only where a field is filled, or, `negated`, only where it is empty."""

    name: str
    negated: bool
    parts: tuple[Part, ...]


Part: TypeAlias = str | Replacement | Condition


def parse(template: str, names: Collection[str]) -> tuple[Part, ...]:
    """Read a template that may use the fields of these names.

    Raises:
        TemplateError: it names another field, or a condition is not closed, or closed without being opened.

    """
    open_: list[tuple[str, bool, int, list[Part]]] = []
    parts: list[Part] = []
    at = 0
    for token in _TOKEN.finditer(template):
        parts.append(template[at : token.start() if token[1] is not None else token.end()])
        at = token.end()
        if token[1] is None:
            continue  # a comment
        line, mark, name = template.count("\n", 0, token.start()) + 1, *_taken_apart(token[1])
        if mark in ("#", "^"):
            _known(name, names, line)
            open_.append((name, mark == "^", line, parts))
            parts = []
        elif mark == "/":
            parts = _closed(name, open_, parts, line)
        else:
            parts.append(_replacement(name, names, line))
    if open_:
        name, negated, line, _ = open_[-1]
        raise TemplateError(line, f"{{{{{'^' if negated else '#'}{name}}}}} is never closed; add {{{{/{name}}}}}")
    return (*parts, template[at:])


def is_left_open(parts: Sequence[Part]) -> bool:
    """Tell whether braces or a comment are never closed: they would swallow what is put behind the template."""
    return any(
        _OPEN.search(_COMMENT.sub("", part))
        if isinstance(part, str)
        else isinstance(part, Condition) and is_left_open(part.parts)
        for part in parts
    )


def unknown_filter(parts: Sequence[Part]) -> str:
    """Name the first filter that does nothing on a card of ours: one that Anki does not know, or one for clozes."""
    for part in parts:
        if isinstance(part, Condition) and (name := unknown_filter(part.parts)):
            return name
        if isinstance(part, Replacement):
            for name in part.filters:
                if name not in _KNOWN and not name.startswith("tts"):
                    return name
    return ""


def shows_a_field(parts: Sequence[Part]) -> bool:
    """Tell whether a template shows a field where one is filled; Anki takes a front that shows none for blank."""
    return any(
        isinstance(part, Replacement)
        or (isinstance(part, Condition) and not part.negated and shows_a_field(part.parts))
        for part in parts
    )


def _taken_apart(inner: str) -> tuple[str, str]:
    key = inner.lstrip("{").strip()
    return (key[0], key[1:].strip()) if key[:1] in ("#", "^", "/") else ("", key)


def _known(name: str, names: Collection[str], line: int) -> None:
    if name not in names and name not in SPECIAL and not _CARD.fullmatch(name):
        near = difflib.get_close_matches(name, names, n=1)
        advice = f"did you mean {near[0]}" if near else f"the fields are {', '.join(names)}"
        raise TemplateError(line, f"there is no field called {name!r}; {advice}")


def _replacement(key: str, names: Collection[str], line: int) -> Replacement:
    *filters, name = key.split(":")
    if not (filters and filters[0].startswith("tts-voices")):
        _known(name, names, line)
    return Replacement(name, tuple(filters))


def _closed(name: str, open_: list[tuple[str, bool, int, list[Part]]], parts: list[Part], line: int) -> list[Part]:
    if not open_:
        raise TemplateError(line, f"{{{{/{name}}}}} closes what was never opened; take it away")
    opened, negated, _, outer = open_.pop()
    if opened != name:
        raise TemplateError(line, f"{{{{/{name}}}}} stands where {{{{/{opened}}}}} must be; close the inner one first")
    return [*outer, Condition(name, negated, tuple(parts))]


def render(parts: Sequence[Part], values: Mapping[str, str]) -> str:
    """Fill a template; a field that `values` lacks is empty."""
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Replacement):
            out.append(_filtered(part, values.get(part.name, "")))
        elif bool(_EMPTY.fullmatch(values.get(part.name, ""))) == part.negated:
            out.append(render(part.parts, values))
    return "".join(out)


def with_buttons(side: str, text: str) -> str:
    """Put Anki's mark of a play button where a sound or a voice stands; `side` is "q" or "a"."""
    numbers = iter(range(len(text)))
    return _SOUND.sub(lambda _: f"[anki:play:{side}:{next(numbers)}]", text)


def _filtered(field: Replacement, value: str) -> str:
    for at, name in reversed(list(enumerate(field.filters))):
        if name == "type":
            return f"[[type:{':'.join((*field.filters[at + 1 :], field.name))}]]"
        if name.startswith("tts "):
            value = f"[anki:tts lang={name.removeprefix('tts ')}]{value}[/anki:tts]"
        elif name == "hint":
            value = _hint(field.name, value)
        else:
            value = _FILTERS.get(name, _unchanged)(value)
    return value


def _hint(name: str, value: str) -> str:
    """Fold a field away; Anki does it by a script, which shows the same."""
    return f'<details class="hint"><summary>{name}</summary>{value}</details>' if value.strip() else ""


def _unchanged(value: str) -> str:
    return value


def _bare(value: str) -> str:
    """Take markup away. Anki would also make `&lt;` a `<` again; a page made of strangers' texts must not."""
    return re.sub(r"<[^>]*>", "", value)


_FILTERS: Mapping[str, Callable[[str], str]] = {
    "text": _bare,
    "furigana": lambda value: _ANNOTATED.sub(r"<ruby><rb>\1</rb><rt>\2</rt></ruby>", value),
    "kana": lambda value: _ANNOTATED.sub(r"\2", value),
    "kanji": lambda value: _ANNOTATED.sub(r"\1", value),
}
_KNOWN = frozenset((*_FILTERS, "type", "nc", "hint"))
"""Filters of Anki's own, beside those of voices; `cloze` is one for note types of its own alone."""
