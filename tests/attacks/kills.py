"""The program killed at random moments: while it builds a deck or a library, prepares its dictionary, or is corrected.

After each kill the files that stood there are the old ones or the new ones, whole; a correction that the page was told
is saved stands in its file; nothing is left of files half written unless nobody was there to sweep (`SIGKILL`); and a
last run succeeds.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from flashcards.common.files import CACHE_VARIABLE
from flashcards.lexicon import _compiled_file
from tests import libraries
from tests.attacks import Outcome
from tests.attacks.programs import build, environment, fault, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def builds(count: int, cache: Path, seed: int = 1) -> Outcome:
    """Kill builds of a text, half of them over an old deck."""
    return Outcome("builds killed at random moments", count, _builds(count, cache, seed))


def library_builds(count: int, cache: Path, seed: int = 1) -> Outcome:
    """Kill builds of a library, half of them over an old deck; its texts stay as they are."""
    with tempfile.TemporaryDirectory() as scratch:
        texts = libraries.write(Path(scratch) / "course")
        failures = _builds(count, cache, seed, "library", "build", str(texts))
        files = {str(path.relative_to(texts)): path.read_text(encoding="utf-8") for path in _files(texts)}
    changed = () if files == dict(libraries.COURSE) else (f"in the library: {sorted(files)}",)
    return Outcome("builds of a library killed at random moments", count, (*failures, *changed))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _builds(count: int, cache: Path, seed: int, *what: str) -> tuple[str, ...]:
    """Kill builds; in the end one succeeds in the folder of all of them."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    here = environment(cache)
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        usual = _seconds(folder, here, *what)
        for number in range(count):
            if number % 2:
                _empty(folder)
            if failure := _killed(build(folder, *what), here, chance.uniform(0.1, 1.1) * usual, chance):
                failures.append(f"kill {number}: {failure}")
        if failure := _last(folder, here, *what):
            failures.append(failure)
    return tuple(failures)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def preparations(count: int, root: Path, seed: int = 1) -> Outcome:
    """Kill builds while they prepare the dictionary, by the program that stands in `root`.

    What a kill left in the cache stays for the next two; where it is a dictionary by its name it must be one.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch) / "out", Path(scratch) / "cache"
        folder.mkdir()
        here = environment(cache, root)
        first, usual = _seconds(folder, here), _seconds(folder, here)
        for number in range(count):
            if number % 3 == 0:
                shutil.rmtree(cache, ignore_errors=True)  # the last may have been killed before it made one
            seconds = chance.uniform(0.1 * usual, 0.5 * usual + first - usual)  # the rest is for other attacks
            if failure := _killed(build(folder), here, seconds, chance) or _half_prepared(cache):
                failures.append(f"kill {number}: {failure}")
        if failure := _last(folder, here) or _half_prepared(cache):
            failures.append(failure)
    return Outcome(f"first preparations killed, the dictionary {prepared(root)}", count, tuple(failures))


def _half_prepared(cache: Path) -> str:
    """Tell what of a cache is neither a whole dictionary nor a part that a later write sweeps away; '' for nothing."""
    strange = (path for path in _files(cache) if path.suffix not in (".part", ".sqlite"))
    torn = (path for path in cache.glob("*.sqlite") if not _compiled_file._is_whole(path))
    return ", ".join(path.name for path in (*strange, *torn))


def _seconds(folder: Path, here: dict[str, str], *what: str) -> float:
    start = time.monotonic()
    subprocess.run(build(folder, *what), env=here, check=True, capture_output=True)
    return time.monotonic() - start


def _last(folder: Path, here: dict[str, str], *what: str) -> str:
    """Build where all was killed; '' where that succeeds."""
    run = subprocess.run(build(folder, *what), env=here, capture_output=True, check=False)
    return "the last build failed" if run.returncode or fault(folder, sweeps=False) else ""


def _killed(command: list[str], here: dict[str, str], seconds: float, chance: random.Random) -> str:
    """Kill a build after so many seconds; tell what is wrong with what it leaves, '' for nothing."""
    number = chance.choice(_SIGNALS)
    folders = (Path(command[-1]).parent, Path(here[CACHE_VARIABLE]))
    before = _parts(*folders)
    process = subprocess.Popen(command, env=here, stderr=subprocess.PIPE)
    try:
        _, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        _, err = process.communicate()
    left = _parts(*folders) - before
    if left and number != signal.SIGKILL:
        return f"{number.name} leaves {', '.join(left)}"
    return fault(folders[0], sweeps=False) or _traceback(err)


def _traceback(err: bytes) -> str:
    """Give the last line of a traceback; '' for none, and for one of Python itself, before the program began."""
    began = re.search(rb'flashcards/__main__\.py", line \d+, in main', err) or b'File "' not in err
    return err.decode(errors="replace").strip().splitlines()[-1] if b"Traceback" in err and began else ""


def _parts(*folders: Path) -> set[str]:
    return {path.name for folder in folders for path in folder.glob(".flashcards.*")}


def reviews(count: int, cache: Path, seed: int = 1) -> Outcome:
    """Kill the review page while it saves one correction after the other into a file that grows with each kill."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch) / "tea.txt"
        text.write_text("We drink tea.\n\n我们喝茶。\n\nThe tea is good.\n\n茶很好。\n", encoding="utf-8")
        saved: list[str] = []
        for number in range(count):
            saved += _reviewed(text, cache, number, chance)
            if failure := _unsaved(text.with_name("tea.corrections.toml"), saved):
                failures.append(f"kill {number}: {failure}")
    return Outcome("corrections saved while the page is killed", count, tuple(failures))


def _reviewed(text: Path, cache: Path, number: int, chance: random.Random) -> list[str]:
    """Save corrections until the page is killed; give those that it said are saved."""
    command = [sys.executable, "-m", "flashcards", "review", str(text), "--no-open", "-q"]
    saved: list[str] = []
    with subprocess.Popen(command, env=environment(cache), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as page:
        assert page.stdout
        address = page.stdout.readline().decode().strip()
        timer = threading.Timer(chance.uniform(0.0, 1.0), page.send_signal, [chance.choice(_SIGNALS)])
        timer.start()
        try:
            while True:
                word = f"{number}-{len(saved)}"
                _save(address, word)
                saved.append(word)
        except (OSError, http.client.HTTPException, _RefusedError):
            timer.cancel()
            page.kill()
    return saved


class _RefusedError(Exception):
    """The page did not save, because it ends."""


def _save(address: str, word: str) -> None:
    """Ask the page for a note on the card of a word."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=20)
    revision = None
    while revision is None:  # the page is there before the text is read
        connection.request("GET", place.path)
        revision = re.search(rb'data-revision="(\d+)"', connection.getresponse().read())
    form = urlencode({"word": word, "note": "x" * 500, "revision": revision[1].decode()})
    connection.request("POST", f"{place.path}act/card", form, {"Origin": f"http://{place.netloc}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK or not json.loads(body)["says"].startswith("Saved"):
        raise _RefusedError(body[:200])


def _unsaved(path: Path, saved: list[str]) -> str:
    """Tell what a file of corrections lacks of those that were saved; '' for nothing."""
    try:
        words = {card["word"] for card in tomllib.loads(path.read_text(encoding="utf-8")).get("card", ())}
    except (OSError, ValueError) as error:
        return f"no corrections: {error}" if saved else ""
    return ", ".join(word for word in saved if word not in words)
