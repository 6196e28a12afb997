"""The program as a whole: how the attacks start it, and how they look at what it wrote."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "decks" / "tea-house" / "tea-house.txt"


def environment(cache: Path, **more: str) -> dict[str, str]:
    """Give the environment of a program that keeps its dictionary there."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FLASHCARDS_CACHE_DIR": str(cache),
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }


def build(folder: Path) -> list[str]:
    """Give the command that builds a package and a table into a folder."""
    outputs = ("-o", str(folder / "deck.apkg"), "-o", str(folder / "deck.tsv"))
    return [sys.executable, "-m", "flashcards", "build", str(TEXT), "-q", *outputs]


def fault(folder: Path, *, sweeps: bool = True) -> str:
    """Tell what is not whole in a folder of outputs, parts of files among them if somebody `sweeps`; '' for nothing."""
    package, table = folder / "deck.apkg", folder / "deck.tsv"
    if package.exists() != table.exists():
        return "one of two outputs"
    try:
        if package.exists() and zipfile.ZipFile(package).testzip() is not None:
            return "a damaged package"
    except (zipfile.BadZipFile, OSError) as error:
        return f"no package: {error}"
    if table.exists() and not table.read_bytes().endswith(b"\n"):
        return "half a table"
    return ", ".join(path.name for path in folder.iterdir() if path.name.endswith(".part")) if sweeps else ""
