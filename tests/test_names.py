"""The names in the code: what is named after a verb or a pronoun does not say what it holds."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EMPTY_WORDS = {"found", "one", "said", "told", "its", "made"}
"""They tell that something was read, found or made, not what it is: a noun of the field does."""

FILES = [
    path
    for folder in ("flashcards", "tests", "scripts", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def names(path: Path) -> Iterator[tuple[int, str]]:
    """Give the line and the name of every variable, parameter, field, function, class and attribute set in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def test_a_name_says_what_it_holds() -> None:
    """No variable, field or function is called `told`, `found`, `its`, `said`, `one` or `made`."""
    every = [(f"{path.relative_to(ROOT)}:{line}", name) for path in FILES for line, name in names(path)]
    assert len(every) > 10_000
    assert [(place, name) for place, name in every if name.strip("_") in EMPTY_WORDS] == []
