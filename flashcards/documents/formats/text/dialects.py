"""What documentation tools add to Markdown, made plain Markdown: MkDocs, MyST, Hugo, Jekyll, MDX, Obsidian.

The idea: none of these needs a parser of its own. An admonition is a title and an indented text, a prose directive is a
fence whose content is Markdown, a shortcode is a tag; so lines are rewritten before CommonMark reads them, each with
the number it had in the file. What is no prose is taken out and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flashcards.common.patterns import pattern
from flashcards.records import Record

_FENCE = pattern(r"(?P<indent>[ ]{0,12})(?P<mark>`{3,}|~{3,}|:{3,})[ ]*(?P<info>.*)$")
_DIRECTIVE = pattern(r"\{(?P<name>[\w-]+)\}[ ]*(?P<title>.*)$")
_PROSE_DIRECTIVES = frozenset(
    """
    admonition attention caution danger error hint important note seealso tip warning topic sidebar dropdown epigraph
    deprecated versionadded versionchanged tab-item tab-set grid grid-item card details margin aside quote rubric
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Fences of MyST whose content is text; those of all other names are code, pictures and lists of pages."""
_BLOCK = pattern(r"/{3,}[ ]*(?P<name>[\w-]*)[ ]*(?:\|[ ]*\"?(?P<title>[^\"]*)\"?)?[ ]*$")
"""The blocks of PyMdown: `/// note | Title` and `///`."""
_OPTION = pattern(r"\s*:[\w-]+:(?:\s.*)?$")
_ADMONITION = pattern(
    r'(?P<indent>[ ]*)(?:(?:!!!|\?\?\?\+?)[ ]*\w[\w -]*|===[+!]?)(?:[ ]*"(?P<title>[^"]*)"(?:[ ].*)?)?[ ]*$'
)
_INDENT = 4
"""Spaces by which the text of an admonition is indented (Python-Markdown)."""
_CALLOUT = pattern(r"(?P<mark>(?:[ ]{0,3}>[ ]?){1,6})\[![A-Za-z][\w|-]{0,30}\][+-]?[ \t]*(?P<title>\S.*)$")
"""The first line of a callout of Obsidian or GitHub that has a title: `> [!quote]- Translation`."""
_CODE_TAG = pattern(r"\{\{[<%]\s*(?:highlight|code|mermaid|math)\b|\{%-?\s*(?:highlight|raw_code|mermaid)\b")
_CODE_TAG_END = pattern(r"\{\{[<%]\s*/\s*(?:highlight|code|mermaid|math)\b|\{%-?\s*end(?:highlight|raw_code|mermaid)\b")
_TAG = pattern(r"(`+[^`]*`+)|\{\{<.{0,400}?>\}\}|\{\{%.{0,400}?%\}\}|\{%.{0,400}?%\}")
"""Tags of page generators; what stands in backquotes speaks of them."""
_ROLE = pattern(r"\{[a-z][\w:-]{1,30}\}(?=`[^`])")
_MDX = pattern(
    r"""import\s+(?:[\w*{}\s,$]+\s+from\s+)?['"][^'"]+['"];?\s*$"""
    r"|export\s+(?:default|const|let|var|function|async)\b.*$"
)
_MARKUP_LINE = pattern(
    r"\s*(?:\[\[?_?toc_?\]?\]|\{:[^{}]*\}|--8<--.*|\*\[[^\]]+\]:.*|%%.*%%|\{\*.*\*\}|\{!.*!\}|\.\. [\w-]+::.*"
    r"|<!-- *more *-->"
    r"|(?:collapsed|id|card-[a-z-]+|tags|alias(?:es)?|title|type|public|icon|template|(?:created|updated)-at"
    r"|background-color|logseq\.[\w.-]+)::(?:\s.*)?)\s*$",
    re.IGNORECASE,
)


class Line(Record):
    """A line as CommonMark shall read it, and its number in the file, from 1."""

    number: int
    text: str


@dataclass(slots=True)
class _State:
    """Where in a page the rewriting stands; it lives in `plain` alone."""

    lines: list[Line] = field(default_factory=list)
    dropped: list[tuple[int, str, str]] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    fence: str = ""
    prose_fences: list[str] = field(default_factory=list)
    in_options: bool = False
    in_code: bool = False


def plain(text: str) -> tuple[tuple[Line, ...], tuple[tuple[int, str, str], ...]]:
    """Rewrite a page; returns its lines, and what was taken out: line, text, reason."""
    state = _State()
    lines = re.split(r"\r\n?|\n", text)
    begin = _front_matter(lines, state)
    for number, line in enumerate(lines[begin:], begin + 1):
        _take(state, number, line)
    return tuple(state.lines), tuple(state.dropped)


def _front_matter(lines: list[str], state: _State) -> int:
    """Take out the front matter that Hugo writes in TOML; that in YAML is known to the parser."""
    if lines[0].rstrip() != "+++":
        return 0
    try:
        end = next(at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "+++") + 1
    except StopIteration:
        return 0
    state.dropped.append((1, "\n".join(lines[:end]), "front matter"))
    return end


def _take(state: _State, number: int, line: str) -> None:
    """Rewrite one line."""
    if state.fence:
        line = line.removeprefix(" " * (state.indents[-1] if state.indents else 0))
        _keep(state, number, line)
        if _closes(line, state.fence):
            state.fence = ""
        return
    if state.in_code:
        state.in_code = not _CODE_TAG_END.search(line)
        _drop(state, number, line, "code")
        return
    line = _dedented(state, line)
    for rule in (_option, _prose_fence, _fence, _block, _admonition, _callout, _tags, _no_text):
        if rule(state, number, line):
            return
    _keep(state, number, line)


def _keep(state: _State, number: int, line: str) -> None:
    state.lines.append(Line(number, line))


def _drop(state: _State, number: int, line: str, reason: str) -> None:
    """Take a line out, and leave an empty one, so that what it parted stays apart."""
    if line.strip():
        state.dropped.append((number, line.strip(), reason))
    _keep(state, number, "")


def _titled(state: _State, number: int, title: str) -> None:
    """Write a title as a paragraph of its own."""
    for text in ("", title.strip(), ""):
        _keep(state, number, text)


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and set(bare) == {fence[0]}


def _dedented(state: _State, line: str) -> str:
    """Take off the indent of the admonitions that a line stands in."""
    indent = len(line) - len(line.lstrip(" "))
    while state.indents and line.strip() and indent < state.indents[-1]:
        state.indents.pop()
    return line[state.indents[-1] :] if state.indents else line


def _option(state: _State, number: int, line: str) -> bool:
    """Take out the options of a directive, which stand at its beginning."""
    state.in_options = state.in_options and bool(_OPTION.match(line))
    if state.in_options:
        _keep(state, number, "")
    return state.in_options


def _prose_fence(state: _State, number: int, line: str) -> bool:
    """Take a fence off that holds Markdown."""
    if state.prose_fences and _closes(line, state.prose_fences[-1]):
        state.prose_fences.pop()
        _keep(state, number, "")
        return True
    opened = _FENCE.match(line)
    directive = _DIRECTIVE.match(opened["info"]) if opened else None
    if not opened or not directive or directive["name"].lower() not in _PROSE_DIRECTIVES:
        return False
    state.prose_fences.append(opened["mark"])
    state.in_options = True
    _titled(state, number, directive["title"])
    return True


def _fence(state: _State, number: int, line: str) -> bool:
    """Leave code to the parser, as it is."""
    opened = _FENCE.match(line)
    if not opened or opened["mark"][0] == ":" or ("`" in opened["info"] and opened["mark"][0] == "`"):
        return False
    state.fence = opened["mark"]
    _keep(state, number, line)
    return True


def _block(state: _State, number: int, line: str) -> bool:
    """Make a title of the line that opens a block, and nothing of the one that closes it."""
    opened = _BLOCK.match(line)
    if opened:
        _titled(state, number, opened["title"] or "")
    return bool(opened)


def _admonition(state: _State, number: int, line: str) -> bool:
    """Make a title of the line that opens an admonition or a tab; its text is indented."""
    opened = _ADMONITION.match(line)
    if not opened or (line.strip().startswith("===") and opened["title"] is None):
        return False
    state.indents.append((state.indents[-1] if state.indents else 0) + len(opened["indent"]) + _INDENT)
    _titled(state, number, opened["title"] or "")
    return True


def _callout(state: _State, number: int, line: str) -> bool:
    """Let the title of a callout be a paragraph of its own."""
    callout = _CALLOUT.match(line)
    if callout:
        _keep(state, number, callout["mark"] + callout["title"])
        _keep(state, number, callout["mark"].rstrip())
    return bool(callout)


def _tags(state: _State, number: int, line: str) -> bool:
    """Take out the tags of page generators, and the code between some of them."""
    if _CODE_TAG.search(line):
        state.in_code = not _CODE_TAG_END.search(line)
        _drop(state, number, line, "code")
        return True
    bare = _TAG.sub(r"\1", _ROLE.sub("", line)) if "{" in line else line
    if bare == line:
        return False
    if bare.strip():
        _keep(state, number, bare)
    else:
        _drop(state, number, line, "markup")
    return True


def _no_text(state: _State, number: int, line: str) -> bool:
    """Take out lines that no reader sees: imports, tables of contents, abbreviations."""
    is_code = bool(_MDX.match(line))
    if not is_code and not _MARKUP_LINE.match(line):
        return False
    _drop(state, number, line, "code" if is_code else "markup")
    return True
