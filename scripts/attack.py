"""Attack the program, and print a table of what was tried and what was not withstood; exit code 1 if anything was not.

    attack.py [--share 0.1] [--only NAME]

With a smaller share each attack is smaller; the whole takes an hour or more. Needs `make .venv/.installed-dev`.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from flashcards.common.files import cache_directory
from flashcards.lexicon import open_lexicon
from tests.attacks import Outcome, answers, at_once, collections, dictionary, disks, documents, growth, kills

if TYPE_CHECKING:
    from collections.abc import Callable


def outcomes(share: float, only: str) -> list[Outcome]:
    """Make every attack, or only those whose name holds some letters."""
    open_lexicon()
    cache = cache_directory()

    def some(count: int) -> int:
        return max(1, round(count * share))

    attacks: dict[str, Callable[[], Outcome]] = {
        "documents": lambda: documents.attack(some(10_000)),
        "collections": lambda: collections.attack(some(1000)),
        "dictionary": lambda: dictionary.attack(some(500)),
        "answers": answers.attack,
        "full": lambda: disks.full_disk(cache),
        "small": lambda: disks.small_files(cache),
        "places": lambda: disks.no_place(cache),
        "builds killed": lambda: kills.builds(some(100), cache),
        "preparations killed": lambda: kills.preparations(some(30), cache),
        "reviews killed": lambda: kills.reviews(some(100), cache),
        "builds at once": lambda: at_once.builds(some(40), cache),
        "preparations at once": lambda: at_once.preparations(some(8)),
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
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # started by nohup it would be passed over, here and in what it kills
    print("| attack | tried | failed |\n|---|---|---|")
    sys.exit(any(outcome.failures for outcome in outcomes(options.share, options.only)))


if __name__ == "__main__":
    main()
