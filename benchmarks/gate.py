"""The quality gate: measured figures may rise but never fall below `floors.json`.

    python benchmarks/gate.py            measure everything; exit 1 if a figure is below its floor
    python benchmarks/gate.py --raise    the same, then raise the floors to what was measured
    python benchmarks/gate.py --lower    write what was measured even where it is less; for a change that is worth it

A floor belongs to the data it was measured on, named by checksum: other data gives an error, not a comparison. Without
the data nothing is measured, and that is said.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from measures import BENCH, MEASURES, Measure, measure

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.001
"""The share of a floor by which a figure may lie below it: sums are rounded differently from machine to machine."""


def judge(benchmark: Measure, floors: dict[str, dict[str, object]]) -> tuple[dict[str, float], list[str]]:
    """Measure one group, print it beside its floors, and return its figures and what is wrong with them."""
    start = time.perf_counter()
    figures = measure(benchmark)
    pinned = floors.get(benchmark.name, {})
    wrong = []
    if pinned and pinned["data"] != benchmark.checksum():
        wrong.append(f"{benchmark.name}: the data is not that of the floors; measure anew and write them with --lower.")
    print(f"{benchmark.name}  ({len(benchmark.data)} files, {time.perf_counter() - start:.0f} s)")
    for name, value in figures.items():
        floor = pinned.get(name)
        below = isinstance(floor, int | float) and value < floor - SLACK * abs(floor)
        print(f"    {name:14} {value:8.3f}   floor {floor}{'   BELOW' if below else ''}")
        if below:
            wrong.append(f"{benchmark.name}: {name} is {value:.3f}, below its floor of {floor}.")
    return figures, wrong


def _raised(figures: dict[str, float], pinned: dict[str, object]) -> dict[str, float]:
    """Give the higher of each figure and its floor: within the slack a figure may lie below it, and no floor sinks."""
    floors = {name: value for name, value in pinned.items() if isinstance(value, int | float)}
    return {name: max(value, floors.get(name, value)) for name, value in figures.items()}


def main() -> None:
    """Run the gate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--lower", action="store_true", help="write what was measured, even where it is less")
    parser.add_argument("--only", metavar="NAME", help="measure only the groups whose name holds NAME")
    options = parser.parse_args()
    if not BENCH.is_dir():
        print("gate: the measuring data is not beside the project; nothing was measured.")
        return
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    wrong = []
    for benchmark in MEASURES:
        if options.only and options.only not in benchmark.name:
            continue
        figures, faults = judge(benchmark, floors)
        wrong += faults
        if options.lower:
            floors[benchmark.name] = {"data": benchmark.checksum(), **figures}
        elif options.raised and not faults:
            floors[benchmark.name] = {"data": benchmark.checksum(), **_raised(figures, floors.get(benchmark.name, {}))}
    if options.lower or options.raised:
        FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if wrong and not options.lower:
        sys.exit("gate: " + "\n      ".join(wrong))
    print("gate: every figure is at its floor or above.")


if __name__ == "__main__":
    main()
