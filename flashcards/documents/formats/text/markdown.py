"""Markdown: headings, paragraphs, list items, table cells and notes as a reader sees them, without code and markup.

The document's text is the text that the markup dresses: emphasis, links and anchors are taken off, code within a
sentence stays, passages are set apart by a blank line. Spans are therefore places in that text and not in the file.
Parsed by markdown-it-py as CommonMark with tables, front matter, footnotes, formulas and `:::` containers, after the
additions of documentation tools were made plain (`dialects`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.formats.tables.grid import Row, add_grid, language_columns
from flashcards.documents.formats.tables.separated import rows_of
from flashcards.documents.formats.text.dialects import plain
from flashcards.documents.formats.text.note_cards import NoteCard, cards_in
from flashcards.documents.languages import evidence
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from flashcards.documents.passages import Extract

_NO_PROSE = {
    "front_matter": "front matter",
    "fence": "code",
    "code_block": "code",
    "math_block": "a formula",
    "html_block": "markup",
}
"""Blocks without a sentence in them, by the parser's name for them, and what to call them."""

_MARKUP_IN_TEXT = pattern(
    r"""[ ]?\{:?[ ]?[\#.][^{}]{1,200}\}[ ]?$    # the anchor or class of a heading: {#installation}, {: .no_toc}
      | ^\[![A-Za-z]+\][+-]?[ ]?               # [!NOTE]
      | ^\[[ xX]\][ ]                          # the box of a task
      | (?:(?<=\s)|^):[a-z][a-z0-9_+-]{1,40}:(?=\s|$)   # an emoji by its name
      | \[\^[\w-]{1,40}\]                      # a note that is nowhere
      | [ ]\^[\w-]{1,40}$                      # the name of a block, of Obsidian
      | (?:(?:^|[ ])\#[^\W\d][\w/-]{0,60})+$   # tags: #flashcards/chinese
    """,
    re.VERBOSE,
)
_ATTRIBUTES = pattern(r"(?<=\S)\{:?[ ]?[.#][\w-]+(?:[ ](?:[.#][\w-]+|[\w-]+=[^\s{}]+)){0,9}[ ]?\}")
_WIKI_LINK = pattern(r"!?\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_HIGHLIGHTED = pattern(r"==(?=\S)([^=\n]{1,300}?)(?<=\S)==")
_MDX_COMMENT = pattern(r"\{/\*[^{}]{0,2000}\*/\}")
"""A remark, or an anchor, as React's pages have them; CommonMark would see emphasis in it."""
_EMPHASIS = pattern(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
"""Emphasis that CommonMark does not see, because Chinese sets no spaces around it."""
_TITLE = pattern(r"^\s*[\w-]+(?:\s+|\[)([^\s{}\]][^{}\]]*)")
"""What stands behind the kind of a container: `tip When to use it`, `tip[When to use it]`."""
_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = pattern(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)[^>]*?(?P<alone>/?)>")
_UNSEEN = frozenset(("script", "style", "template", "svg"))
_WITHIN_PARAGRAPHS = frozenset(
    ("a", "abbr", "b", "br", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)
_OF_TEXT = frozenset(("", "text", "txt", "plain", "plaintext", "csv", "tsv", "markdown", "md", "anki"))
"""What stands behind the fence of a block that may be text."""
_ENDED = re.compile(r"""[.!?…。！？]["'”’」』)）\]*_]*\s*$""")
_NEARLY_ALL = 0.8
"""The share of the lines of a block that end as sentences do, where it is text. Set by hand."""
_NO_DOUBT = 3.0
"""Evidence for a language that a line must have: three Chinese characters, or a function word of English."""
_BREAK_IN_CHINESE = pattern(rf"(?<=[{HAN}，。、；：？！）》”])\n(?=[{HAN}（《“])")


def extract(name: str, text: str) -> Extract:
    """Find the passages of a Markdown text."""
    lines, dropped = plain(_MDX_COMMENT.sub(_line_ends, text))
    draft = Draft(name)
    for line, taken, reason in dropped:
        draft.omit(taken, line, reason)
    heading = row = 0
    parser = _parser()
    tokens = parser.parse("\n".join(line.text for line in lines))
    numbers = [lines[min(token.map[0], len(lines) - 1)].number if token.map else 1 for token in tokens]
    tables = _tables(tokens, numbers, parser)
    cards = cards_in(_paragraphs(tokens))
    for at, (token, line) in enumerate(zip(tokens, numbers, strict=True)):
        heading = int(token.tag[1:]) if token.type == "heading_open" else heading if token.type == "inline" else 0
        if at in tables:
            row = add_grid(draft, tables[at].rows, row)
        if at in cards:
            row = _add_cards(draft, cards[at], line, row)
        if at in cards or any(start <= at < table.end for start, table in tables.items()):
            continue
        pieces = _pieces(token, parser)
        for piece in pieces:
            draft.add(piece, Mark(line, heading=heading))
        if token.type in _NO_PROSE and not pieces:
            row = _add_block(draft, token, line, row)
    return draft.finish()


def _paragraphs(tokens: Sequence[Token]) -> dict[int, str]:
    """Give the prose of the paragraphs, with its line ends, by the numbers of their tokens."""
    return {
        at: "".join(_visible(token.children or ())).strip()
        for at, (before, token) in enumerate(pairwise(tokens), 1)
        if before.type == "paragraph_open"
    }


def _add_cards(draft: Draft, cards: Sequence[NoteCard], line: int, row: int) -> int:
    """Add the cards of a paragraph as rows; returns the number of the first row that is still free."""
    for number, card in enumerate(cards, row):
        for language, side in ((Language.CHINESE, card.chinese), (Language.ENGLISH, card.english)):
            text = "\n".join(filter(None, map(_tidied, side.split("\n"))))
            draft.add(text, Mark(line + card.line, row=number, language=language))
    return row + len(cards)


def _add_block(draft: Draft, token: Token, line: int, row: int) -> int:
    """Add a block that is set as code and is a text in both languages, lines or a table; leave others out.

    Chatbots set so what is to be copied. Returns the number of the first row that is still free.
    """
    if token.type in ("fence", "code_block") and token.info.strip().lower() in _OF_TEXT:
        first = line + (token.type == "fence")
        rows = [Row(first + at - 1, tuple(map(_paragraph, cells))) for at, cells in rows_of(token.content)]
        if language_columns(rows):
            return add_grid(draft, rows, row)
        lines = {first + at: text for at, text in enumerate(token.content.splitlines()) if text.strip()}
        if _are_sentences(tuple(lines.values())):
            for number, text in lines.items():
                draft.add(" ".join(text.split()), Mark(number, begins_section=number - 1 not in lines))
            return row
    draft.omit(token.content, line, _NO_PROSE[token.type])
    return row


def _paragraph(cell: str) -> tuple[str, ...]:
    return (" ".join(cell.split()),) if cell.strip() else ()


def _are_sentences(lines: Sequence[str]) -> bool:
    """Whether nearly all of some lines end as sentences do, and there are Chinese ones and others."""
    chinese = sum(bool(HAN_CHARACTER.search(line)) for line in lines)
    return 0 < chinese < len(lines) and sum(map(bool, map(_ENDED.search, lines))) >= _NEARLY_ALL * len(lines)


class _Table(NamedTuple):
    """The rows of a table, and the number of the token behind it."""

    rows: list[Row]
    end: int


def _tables(tokens: Sequence[Token], numbers: Sequence[int], parser: MarkdownIt) -> dict[int, _Table]:
    """Find the tables whose rows are pairs, by the number of the token that opens each."""
    tables: dict[int, _Table] = {}
    start, rows = 0, list[Row]()
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            start, rows = at, []
        elif token.type == "tr_open":
            rows.append(Row(numbers[at], ()))
        elif token.type in ("th_close", "td_close"):
            rows[-1] = Row(rows[-1].line, (*rows[-1].cells, tuple(_pieces(tokens[at - 1], parser))))
        elif token.type == "table_close" and language_columns(rows):
            tables[start] = _Table(rows, at + 1)
    return tables


def _pieces(token: Token, parser: MarkdownIt) -> list[str]:
    return [piece for piece in map(_tidied, _prose(token, parser)) if piece]


def _line_ends(match: re.Match[str]) -> str:
    """Keep the line ends of what is taken out, so that lines keep their numbers."""
    return "\n" * match.group().count("\n")


def _parser() -> MarkdownIt:
    """Make a parser; the libraries are loaded here, because only Markdown needs them."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    return (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .use(front_matter_plugin)
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False)
        .use(container_plugin, "any", validate=lambda *_: True)
    )


def _prose(token: Token, parser: MarkdownIt) -> list[str]:
    """Take the prose of a block-level token: none, one passage, or several from a block of HTML."""
    if token.type == "inline":
        return _lines_in_turn("".join(_visible(token.children or ())))
    if token.type == "container_any_open":
        return _TITLE.findall(token.info)[:1]
    return _text_of_html(token.content, parser) if token.type == "html_block" else []


def _lines_in_turn(prose: str) -> list[str]:
    """Part the lines of a paragraph where whole lines are in different languages; else it is one passage."""
    scores = [evidence(line) for line in prose.split("\n")]
    in_turn = min(scores) < -_NO_DOUBT and max(scores) > _NO_DOUBT
    return prose.split("\n") if in_turn else [prose]


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
    line = _HIGHLIGHTED.sub(r"\1", _WIKI_LINK.sub(r"\1", _ATTRIBUTES.sub("", _MARKUP_IN_TEXT.sub("", line))))
    return " ".join(_EMPHASIS.sub(r"\2", line).split())


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
