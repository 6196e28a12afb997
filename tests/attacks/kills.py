"""The program killed at random moments: while it builds, while it prepares its dictionary, while it saves corrections.

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

from tests.attacks import Outcome
from tests.attacks.programs import build, environment, fault

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def builds(count: int, cache: Path, seed: int = 1) -> Outcome:
    """Kill builds, half of them over an old deck."""
    chance = random.Random(seed)  # noqa: S311 (no secret)

    def kill(folder: Path, usual: float, number: int) -> str:
        if number % 2:
            shutil.rmtree(folder)
            folder.mkdir()
        return _killed(folder, cache, chance.uniform(0.1, 1.1) * usual, chance)

    return _outcome("builds killed at random moments", count, cache, kill)


def preparations(count: int, cache: Path, seed: int = 1) -> Outcome:
    """Kill builds that begin with preparing the dictionary; the folder of the last kill stays for the next."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory() as kept:

        def kill(folder: Path, _usual: float, number: int) -> str:
            here = Path(kept) / str(number // 3)
            failure = _killed(folder, here, chance.uniform(0.1, 1.1) * first, chance)
            broken = [path.name for path in here.glob("*") if not _is_known(path)]
            return failure or ", ".join(broken)

        start = time.monotonic()
        subprocess.run(build(Path(kept)), env=environment(Path(kept) / "first"), check=True, capture_output=True)
        first = time.monotonic() - start
        return _outcome("first preparations killed at random moments", count, cache, kill)


def _is_known(path: Path) -> bool:
    """Whether a file of the cache is the dictionary, or a part that the next write sweeps away in time."""
    return path.name.startswith("lexicon-") or path.suffix == ".part" or path.is_dir()


def _outcome(name: str, count: int, cache: Path, kill: Callable[[Path, float, int], str]) -> Outcome:
    """Kill so many times; in the end a build succeeds in the folder of all of them."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "out"
        folder.mkdir()
        failures = [
            f"kill {number}: {failure}"
            for usual in [_seconds(folder, cache)]
            for number in range(count)
            if (failure := kill(folder, usual, number))
        ]
        run = subprocess.run(build(folder), env=environment(cache), capture_output=True, check=False)
        if run.returncode or fault(folder, sweeps=False):
            failures.append("the last build failed")
    return Outcome(name, count, tuple(failures))


def _seconds(folder: Path, cache: Path) -> float:
    start = time.monotonic()
    subprocess.run(build(folder), env=environment(cache), check=True, capture_output=True)
    return time.monotonic() - start


def _killed(folder: Path, cache: Path, seconds: float, chance: random.Random) -> str:
    number = chance.choice(_SIGNALS)
    before = {path.name for path in folder.iterdir() if path.suffix == ".part"}
    process = subprocess.Popen(build(folder), env=environment(cache), stderr=subprocess.PIPE)
    try:
        _, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        _, err = process.communicate()
    left = {path.name for path in folder.iterdir() if path.suffix == ".part"} - before
    if left and number != signal.SIGKILL:
        return ", ".join(left)
    return fault(folder, sweeps=False) or ("Traceback" if b"Traceback" in err else "")


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
    connection.request("GET", place.path)
    revision = re.search(rb'data-revision="(\d+)"', connection.getresponse().read())
    form = urlencode({"word": word, "note": "x" * 500, "revision": revision[1].decode() if revision else ""})
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
