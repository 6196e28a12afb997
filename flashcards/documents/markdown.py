"""Markdown: headings, paragraphs, list items, table cells and notes as a reader sees them, without code and markup.

The document's text is the text that the markup dresses: emphasis, links and anchors are taken off, code within a
sentence stays, passages are set apart by a blank line. Spans are therefore places in that text and not in the file.
Parsed by markdown-it-py as CommonMark with tables, front matter, footnotes, formulas and `:::` containers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.documents.passages import Extract, Passage
from flashcards.hanzi import HAN
from flashcards.records import Omission

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NO_PROSE = {
    "front_matter": "front matter",
    "fence": "code",
    "code_block": "code",
    "math_block": "a formula",
    "html_block": "markup",
}
"""Blocks without a sentence in them, by the parser's name for them, and what to call them."""

_MARKUP_IN_TEXT = re.compile(
    r"""[ ]?\{\#[^{}\s]{1,200}\}[ ]?$       # the anchor of a heading: {#installation}
      | ^\[![A-Z]+\][ ]?                    # [!NOTE]
      | ^\[[ xX]\][ ]                       # the box of a task
    """,
    re.VERBOSE,
)
_MDX_COMMENT = re.compile(r"\{/\*[^{}]{0,2000}\*/\}")
"""A remark, or an anchor, as React's pages have them; CommonMark would see emphasis in it."""
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
"""Emphasis that CommonMark does not see, because Chinese sets no spaces around it."""
_TITLE = re.compile(r"^\s*[\w-]+(?:\s+|\[)([^\s{}\]][^{}\]]*)")
"""What stands behind the kind of a container: `tip When to use it`, `tip[When to use it]`."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)[^>]*?(?P<alone>/?)>")
_UNSEEN = frozenset(("script", "style", "template", "svg"))
_WITHIN_PARAGRAPHS = frozenset(
    ("a", "abbr", "b", "br", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{HAN}，。、；：？！）》”])\n(?=[{HAN}（《“])")


def extract(name: str, text: str) -> Extract:
    """Find the passages of a Markdown text."""
    prose: list[tuple[int, str]] = []
    left_out: list[Omission] = []
    parser = _parser()
    for token in parser.parse(_MDX_COMMENT.sub(_line_ends, text)):
        line = token.map[0] + 1 if token.map else 1
        found = [(line, piece) for piece in map(_tidied, _prose(token, parser)) if piece]
        prose += found
        if token.type in _NO_PROSE and not found:
            left_out.append(Omission(name, line, token.content.strip(), _NO_PROSE[token.type]))
    return _joined(name, prose, left_out)


def _line_ends(found: re.Match[str]) -> str:
    """Keep the line ends of what is taken out, so that lines keep their numbers."""
    return "\n" * found.group().count("\n")


def _parser() -> MarkdownIt:
    """Make a parser; the libraries are loaded here, because only Markdown needs them."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    return (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(footnote_plugin)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False)
        .use(container_plugin, "any", validate=lambda *_: True)
    )


def _joined(name: str, prose: Sequence[tuple[int, str]], left_out: Sequence[Omission]) -> Extract:
    """Put the passages into one text, a blank line between each and the next, and note where each stands."""
    passages: list[Passage] = []
    start = 0
    for line, piece in prose:
        passages.append(Passage(start, start + len(piece), line))
        start += len(piece) + 2
    return Extract(name, "\n\n".join(piece for _, piece in prose), tuple(passages), left_out=tuple(left_out))


def _prose(token: Token, parser: MarkdownIt) -> list[str]:
    """Take the prose of a block-level token: none, one passage, or several from a block of HTML."""
    if token.type == "inline":
        return ["".join(_visible(token.children or ()))]
    if token.type == "container_any_open":
        return _TITLE.findall(token.info)[:1]
    return _text_of_html(token.content, parser) if token.type == "html_block" else []


def _visible(children: Sequence[Token]) -> Iterator[str]:
    """Take what is read of a paragraph's parts: no tags, pictures or marks of notes."""
    for child in children:
        if child.type in ("text", "code_inline", "math_inline"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak") or child.content.startswith("<br"):
            yield "\n"


def _tidied(prose: str) -> str:
    """Take off what is markup to others than CommonMark, and the line breaks: a reader does not see either."""
    line = " ".join(_BREAK_IN_CHINESE.sub("", prose).split())
    return _EMPHASIS.sub(r"\2", _MARKUP_IN_TEXT.sub("", line)).strip()


def _text_of_html(source: str, parser: MarkdownIt) -> list[str]:
    """Take the paragraphs of a piece of HTML, without scripts and styles; the Markdown in it is read, too.

    That is what the documentation tools do that use such tags. The parser of the sentences reads the tags as well:
    it takes time in proportion to broken ones.
    """
    paragraphs: list[list[str]] = [[]]
    unseen = 0
    for inline in parser.parseInline(_COMMENT.sub("", source)):
        for child in inline.children or ():
            tag = _TAG.match(child.content) if child.type == "html_inline" else None
            name = tag["name"].lower() if tag else ""
            if name in _UNSEEN and tag and not tag["alone"]:
                unseen = max(0, unseen + (-1 if tag["closing"] else 1))
            if tag and name not in _WITHIN_PARAGRAPHS:
                paragraphs.append([])
            elif not unseen:
                paragraphs[-1] += _visible([child])
    return ["".join(paragraph) for paragraph in paragraphs]
