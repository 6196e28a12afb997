"""Attack the program, and print a table of what was tried and what was not withstood; exit code 1 if anything was not.

    attack.py [--share 0.1] [--only NAME]

With a smaller share each attack is smaller; the whole takes an hour or more. Needs `make .venv/.installed-dev`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from flashcards.common.files import cache_directory
from flashcards.lexicon import open_lexicon
from tests.attacks import (
    Outcome,
    answers,
    at_once,
    collections,
    dictionary,
    disks,
    documents,
    growth,
    kills,
    requests,
)
from tests.attacks.programs import ROOT, shipped

if TYPE_CHECKING:
    from collections.abc import Callable


def outcomes(share: float, only: str, scratch: Path) -> list[Outcome]:
    """Make every attack, or only those whose name holds some letters; `scratch` is an empty folder for a program."""
    open_lexicon()
    cache = cache_directory()

    def some(count: int) -> int:
        return max(1, round(count * share))

    attacks: dict[str, Callable[[], Outcome]] = {
        "documents": lambda: documents.attack(some(10_000)),
        "collections": lambda: collections.attack(some(1000)),
        "old packages": lambda: collections.old_packages(some(1000)),
        "dictionary": lambda: dictionary.attack(some(500)),
        "answers": answers.attack,
        "requests": lambda: requests.attack(some(3000)),
        "full": lambda: disks.full_disk(cache),
        "small": lambda: disks.small_files(cache),
        "places": lambda: disks.no_place(cache),
        "builds killed": lambda: kills.builds(some(100), cache),
        "libraries killed": lambda: kills.library_builds(some(40), cache),
        "compiling killed": lambda: kills.preparations(some(30), ROOT),
        "unpacking killed": lambda: kills.preparations(some(100), shipped(scratch / "killed", cache)),
        "reviews killed": lambda: kills.reviews(some(100), cache),
        "builds at once": lambda: at_once.builds(some(40), cache),
        "compiling at once": lambda: at_once.preparations(some(8), ROOT),
        "unpacking at once": lambda: at_once.preparations(some(40), shipped(scratch / "at once", cache)),
        "growth": lambda: growth.attack(some=max(1, round(1 / share))),
    }
    results = []
    for name, attack in attacks.items():
        if only in name:
            outcome = attack()
            results.append(outcome)
            print(f"| {outcome.name} | {outcome.tried:,} | {len(outcome.failures)} |", flush=True)
            for failure in outcome.failures:
                print(f"    {failure}", file=sys.stderr, flush=True)
    return results


def main() -> None:
    """Attack, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    # Started by nohup or in the background these would be passed over, here and in what is killed.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print("| attack | tried | failed |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        results = outcomes(options.share, options.only, Path(scratch))
    sys.exit(any(outcome.failures for outcome in results))


if __name__ == "__main__":
    main()
