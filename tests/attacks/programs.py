"""The program as a whole: how the attacks start it, and how they look at what it wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "decks" / "tea-house" / "tea-house.txt"


def environment(cache: Path, root: Path = ROOT, **more: str) -> dict[str, str]:
    """Give the environment of the program that stands in a folder and keeps its dictionary in another."""
    return {
        **os.environ,
        "PYTHONPATH": str(root),
        "PYTHONSAFEPATH": "1",  # else the program of the current folder would run
        "FLASHCARDS_CACHE_DIR": str(cache),
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }


def shipped(folder: Path, cache: Path) -> Path:
    """Copy the program into a folder as a package brings it, with the dictionary packed; give the folder."""
    left_out = shutil.ignore_patterns("__pycache__", "packed")
    shutil.copytree(ROOT / "flashcards", folder / "flashcards", ignore=left_out)
    command = [sys.executable, "-c", "from flashcards.lexicon import pack_lexicon; pack_lexicon()"]
    subprocess.run(command, env=environment(cache, folder), check=True)
    return folder


def prepared(root: Path) -> str:
    """Tell how the program that stands in a folder prepares its dictionary."""
    return "unpacked" if (root / "flashcards" / "lexicon" / "packed").is_dir() else "compiled"


def build(folder: Path, *what: str) -> list[str]:
    """Give the command that builds a package and a table into a folder, of a text or of what is named."""
    outputs = ("-o", str(folder / "deck.apkg"), "-o", str(folder / "deck.tsv"))
    return [sys.executable, "-m", "flashcards", *(what or ("build", str(TEXT))), "-q", *outputs]


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
