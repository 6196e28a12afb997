"""What every test may lean on: the lexicon, the measuring data, and rules for tests that need a large companion.

A test marked `anki`, `browser` or `shared` is skipped where its companion is missing, and fails there if the
environment variable FLASHCARDS_REQUIRE names it: a check that is skipped for ever checks nothing.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.lexicon import Lexicon
    from tests.review_pages import Review

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# One compiled lexicon for all runs of the tests, apart from the one of whoever runs them.
os.environ["FLASHCARDS_CACHE_DIR"] = str(ROOT / ".pytest_cache" / "lexicon")

# Modules are compiled once and not at each start of a program, of which the tests make some hundred: half of its time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The machines are noisy: a slow example is no fault. Derandomised, so that a failure is a fact and not luck.
hypothesis_settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("steady")

_COMPANIONS = {
    "anki": lambda: importlib.util.find_spec("anki") is not None,
    "browser": lambda: shutil.which("chromium") is not None,
    "shared": SHARED.is_dir,
}


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the lexicon before several workers would, each for itself."""
    if session.config.getoption("numprocesses", None) and not session.config.option.collectonly:
        from flashcards.lexicon import open_lexicon

        open_lexicon()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose companion is missing; fail it where the companion is required."""
    if item.get_closest_marker("slow") and "slow" not in item.config.option.markexpr:
        pytest.skip("asked for with -m slow")
    required = os.environ.get("FLASHCARDS_REQUIRE", "").split(",")
    for name, present in _COMPANIONS.items():
        if item.get_closest_marker(name) and not present():
            if name in required:
                pytest.fail(f"{name} is required here but missing", pytrace=False)
            pytest.skip(f"{name} is missing")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return the real lexicon, compiled once."""
    from flashcards.lexicon import open_lexicon

    return open_lexicon()


@pytest.fixture
def shared() -> Path:
    """Return the folder of the measuring data; for tests marked `shared`."""
    return SHARED


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test remember what was read in a folder of its own; the lexicon comes from the one that all tests share."""
    from flashcards.lexicon import open_lexicon

    open_lexicon()
    monkeypatch.setattr("flashcards.common.files.cache_directory", lambda: tmp_path / "cache")


@pytest.fixture
def review(tmp_path: Path, own_cache: None) -> Iterator[Review]:  # noqa: ARG001
    """Serve a short essay to whoever puts it right."""
    from tests.review_pages import under_review

    with under_review(tmp_path) as served:
        yield served
