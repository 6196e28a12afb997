"""What is installed is what was looked at: versions of constraints.txt, with the hashes of their files."""

from __future__ import annotations

import re
import runpy
import tomllib

import pytest

from tests.conftest import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
FILES = sorted((ROOT / "requirements").glob("*.txt"))


def pins(text: str) -> dict[str, str]:
    """Give the version of each package that is pinned."""
    return {re.sub("[-_.]+", "-", name).lower(): version for name, version in _PIN.findall(text)}


CONSTRAINTS = pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_package_has_its_version_and_hashes(path: object) -> None:
    """Each line of a locked file is a version of constraints.txt with at least one hash; if not, run `make lock`."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(text)) > 5
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert {name: version for name, version in pins(text).items() if CONSTRAINTS.get(name, version) != version} == {}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_dependency_is_locked(name: str) -> None:
    """What pyproject.toml asks for stands in the locked files; if not, run `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + (project["optional-dependencies"]["dev"] if name == "dev.txt" else [])
    names = {re.sub("[-_.]+", "-", re.split("[<>=!~ ;[]", line)[0]).lower() for line in asked}
    assert names - pins((ROOT / "requirements" / name).read_text(encoding="utf-8")).keys() == set()


def test_the_bill_of_materials_names_every_package() -> None:
    """The bill of a release lists what is installed, with version, address and hashes."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    bill = runpy.run_path(str(ROOT / "scripts" / "sbom.py"))["bill"](text)
    assert {part["name"].lower().replace("_", "-"): part["version"] for part in bill["components"]} == pins(text)
    assert all(part["externalReferences"][0]["hashes"] for part in bill["components"])
