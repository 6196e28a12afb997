"""Measure how the package is laid out: its modules, its functions, the names on its top floor.

    python scripts/house.py                   # of the checkout that the script stands in
    python scripts/house.py FOLDER [FOLDER]   # of other checkouts, side by side

Lines are counted as they stand, blank ones and docstrings among them. A function is counted with its decorators and
docstring, the functions within it too. A top-level name is a module or a room of the package. A number is told where it
comes from if a docstring stands below it, or a comment beside or above it.
"""

from __future__ import annotations

import ast
import statistics
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = "flashcards"
LONG_FUNCTION = 30
"""Lines from which on a function is counted as long: twice what the house aims at."""


class Size(NamedTuple):
    """Something with a name and a number of lines."""

    name: str
    lines: int


def modules(package: Path) -> list[Size]:
    """Give the modules of a package and their lines."""
    return [
        Size(str(path.relative_to(package)), path.read_text(encoding="utf-8").count("\n"))
        for path in sorted(package.rglob("*.py"))
    ]


def functions(package: Path) -> list[Size]:
    """Give the functions and methods of a package and their lines."""
    sizes = []
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                name = f"{path.relative_to(package)}: {node.name}"
                sizes.append(Size(name, (node.end_lineno or start) - start + 1))
    return sizes


def top_names(package: Path) -> list[str]:
    """Give the names on the top floor of a package: its modules and rooms, those of data among them."""
    return sorted(
        path.stem
        for path in package.iterdir()
        if not path.name.startswith(("_", ".")) and path.suffix != ".typed" and (path.is_file() or any(path.iterdir()))
    )


def numbers(package: Path) -> list[tuple[str, bool]]:
    """Name the places of the constants of a package that hold numbers; with each, whether its origin is told."""
    constants = []
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines, body = text.splitlines(), ast.parse(text).body
        for node, following in zip(body, [*body[1:], None], strict=True):
            if _is_number(node):
                place = f"{path.relative_to(package)}:{node.lineno}"
                constants.append((place, _is_text(following) or _has_comment(node, lines)))
    return constants


def bare_numbers(package: Path) -> list[str]:
    """Name the places of the constants without a word on where their numbers come from."""
    return [place for place, is_told in numbers(package) if not is_told]


def _is_number(node: ast.stmt) -> bool:
    """Whether a statement gives a constant, by its name in capitals, a value with a number in it."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    values = [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
    is_constant = bool(names) and all(name.lstrip("_").isupper() for name in names)
    return is_constant and any(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _is_text(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _has_comment(node: ast.stmt, lines: list[str]) -> bool:
    above = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
    return above.startswith("#") or "#" in lines[(node.end_lineno or node.lineno) - 1]


def measures(checkout: Path) -> dict[str, str]:
    """Measure one checkout."""
    package = checkout / PACKAGE
    files, parts = modules(package), functions(package)
    longest_file, longest_part = (max(sizes, key=lambda size: size.lines) for sizes in (files, parts))
    return {
        "modules": str(len(files)),
        "lines": str(sum(size.lines for size in files)),
        "median module": f"{statistics.median(size.lines for size in files):.0f}",
        "longest module": f"{longest_file.lines} ({longest_file.name})",
        "functions": str(len(parts)),
        "median function": f"{statistics.median(size.lines for size in parts):.0f}",
        "longest function": f"{longest_part.lines} ({longest_part.name})",
        f"functions of {LONG_FUNCTION} lines and more": str(sum(size.lines >= LONG_FUNCTION for size in parts)),
        "top-level names": str(len(top_names(package))),
        "numbers": str(len(numbers(package))),
        "numbers without origin": str(len(bare_numbers(package))),
    }


def main() -> None:
    """Print a table, a column a checkout."""
    folders = sys.argv[1:] or [str(ROOT)]
    columns = [measures(Path(folder)) for folder in folders]
    width = max(len(name) for name in columns[0])
    widths = [max(map(len, column.values())) for column in columns]
    for name in columns[0]:
        cells = (f"{column[name]:<{size}}" for column, size in zip(columns, widths, strict=True))
        print(f"{name:<{width}}  {'  '.join(cells)}".rstrip())
    for folder in folders:
        print(f"top of {folder}: {', '.join(top_names(Path(folder) / PACKAGE))}")


if __name__ == "__main__":
    main()
