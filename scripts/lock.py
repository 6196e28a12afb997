"""Write the files by whose hashes `make` installs, from pyproject.toml and constraints.txt; needs `pip install uv`.

    lock.py

`requirements/build.txt` is what building needs, `run.txt` what the program needs, `dev.txt` what its checks need too.
Each package is pinned to the version of constraints.txt and has the hashes of all files of that version, for every
system and every Python that we promise, so that nothing can be slipped in on the way. After a change of constraints.txt
or of the dependencies in pyproject.toml, run `make lock` and commit what it writes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
BUILD = ("pip", "hatchling", "editables", "setuptools", "wheel")
"""What builds our own package, and those that come as source; pip itself is pinned as well."""
HEADING = "# Written by `make lock` from pyproject.toml and constraints.txt; do not edit.\n"
COMPILE = (
    *("uv", "--no-config", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-annotate", "--no-header", "--emit-build-options", "--allow-unsafe"),
    *("--constraint", str(ROOT / "constraints.txt")),
)


def locked(*more: str, given: str = "") -> str:
    """Resolve requirements to versions and hashes."""
    run = subprocess.run([*COMPILE, *more], input=given, capture_output=True, text=True, check=False, cwd=ROOT)
    if run.returncode:
        sys.exit(run.stderr)
    return HEADING + run.stdout


def main() -> None:
    """Write the three files."""
    if shutil.which("uv") is None:
        sys.exit("uv is not installed; run `pip install uv`.")
    FOLDER.mkdir(exist_ok=True)
    files = {
        "build.txt": locked("-", given="\n".join(BUILD)),
        "run.txt": locked("pyproject.toml"),
        "dev.txt": locked("pyproject.toml", "--extra", "dev"),
    }
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
