"""Write the bill of materials of a release, in CycloneDX 1.6 (ECMA-424): what the program is installed with.

    sbom.py [-o flashcards.cdx.json]

The packages are those of requirements/run.txt with their versions and the hashes of their files; a package that only
some systems need says so.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from flashcards import __version__

LOCKED = Path(__file__).parents[1] / "requirements" / "run.txt"
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?= \\|$)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(locked: str) -> dict[str, Any]:
    """Make the bill of a file of pinned requirements."""
    pins = list(_PIN.finditer(locked))
    ends = [pin.start() for pin in pins[1:]] + [len(locked)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "flashcards", "version": __version__}},
        "components": [_component(pin, locked[pin.end() : end]) for pin, end in zip(pins, ends, strict=True)],
    }


def _component(pin: re.Match[str], rest: str) -> dict[str, Any]:
    name, version = pin["name"], pin["version"]
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    component = {
        "type": "library",
        "name": name,
        "version": version,
        "purl": purl,
        "externalReferences": [
            {
                "type": "distribution",
                "url": purl,
                "hashes": [{"alg": "SHA-256", "content": hash_} for hash_ in _HASH.findall(rest)],
            }
        ],
    }
    if pin["marker"]:
        component["properties"] = [{"name": "python:marker", "value": pin["marker"].strip()}]
    return component


def main() -> None:
    """Write the bill."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=Path("flashcards.cdx.json"))
    output = parser.parse_args().output
    output.write_text(json.dumps(bill(LOCKED.read_text(encoding="utf-8")), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
