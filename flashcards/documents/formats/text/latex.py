"""LaTeX as the plain text that it prints, with tabs between the cells of its tables; of commands, what they hold.

The idea: nothing is set, so each kind of markup is a row of data that says what remains of it. No line is lost or won,
so what is reported stands in its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.text import plain

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract

_BEGINS = pattern(r"\\documentclass\b|\\begin\{(?:document|tabular[xy*]?|longtable|tabulary|tblr)\}")
_ARGUMENTS = r"(?:\[[^\]\n]{0,200}\]|\{(?:[^{}\n]|\{[^{}\n]{0,100}\}){0,200}\}){0,4}"
MARKUP = (
    # what it looks like, what remains, an example, what becomes of it
    (r"(?<!\\)%[^\n]*", "", "tea % hot", "tea "),
    (rf"\\(?:begin|end)\{{[A-Za-z*]{{1,30}}\}}{_ARGUMENTS}", "", r"\begin{tabular}{l p{2cm}}", ""),
    (
        r"\\(?:documentclass|usepackage|set[a-zA-Z]+|new[a-zA-Z]+|renewcommand|date|maketitle|label|[vh]space\*?)"
        + _ARGUMENTS,
        "",
        r"\usepackage[UTF8]{ctex}",
        "",
    ),
    (rf"\\(?:hline|toprule|midrule|bottomrule|cline|endhead|centering|noindent){_ARGUMENTS}", "", r"\hline", ""),
    (r"(?<![ \t])[ \t]*\\\\(?:\[[^\]\n]{0,20}\])?", "", r"tea \\[2pt]", "tea"),
    (r"(?<![ \t\\])[ \t]*&[ \t]*", "\t", "茶 & tea", "茶\ttea"),
    (r"\\(?:speak(?:er)?|says?|person|role|character)\{([^{}\n]{1,40})\}[ \t]?", r"\1: ", r"\speak{Li} tea", "Li: tea"),
    (r"\\[a-zA-Z]+\*?\{([^{}\n]*)\}", r"\1", r"\emph{\textbf{tea}}", "tea"),
    (r"\\[a-zA-Z]+\*?[ ]?", "", r"\large tea", "tea"),
    (r"\\([&%$#_{}])", r"\1", r"tea \& milk", "tea & milk"),
    (r"``|''", '"', "``tea''", '"tea"'),
    (r"(?<=[\w.])~(?=\w)", " ", "Mr.~Li", "Mr. Li"),
)
"""What the markup of LaTeX looks like, what remains of it, an example, and what becomes of that."""
_ROWS = tuple((re.compile(looks), rest) for looks, rest, _, _ in MARKUP)
_DEEPEST = 3
"""Commands one within the other that are undone: bold within a colour within a heading. Set by hand."""


def looks_like_one(text: str) -> bool:
    """Whether a text is LaTeX, or a piece of it with a table."""
    return bool(_BEGINS.search(text))


def extract(name: str, text: str) -> Extract:
    """Find the paragraphs and the rows of tables."""
    return plain.extract(name, bare(text))


def bare(text: str) -> str:
    """Take the markup off, line for line."""
    for looks, rest in _ROWS:
        for _ in range(_DEEPEST):
            undone = looks.sub(rest, text)
            if undone == text:
                break
            text = undone
    return text
