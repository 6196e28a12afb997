"""What the quality gate measures: each measure runs a command of the tool on shared data and scores what it wrote.

The scorers stand beside the data and know nothing of this project; they read what a user would get.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
ESSAY = SHARED / "essay" / "essay.txt"


@dataclass(frozen=True, slots=True)
class Measure:
    """A group of figures from one run: `run` returns them by name, `data` are the files they were measured on."""

    name: str
    data: tuple[Path, ...]
    run: Callable[[Path], dict[str, float]]

    def checksum(self) -> str:
        """Name the data by content, so that a figure is never compared with one of other data."""
        digest = hashlib.sha256()
        for path in self.data:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


def flashcards(*arguments: str | Path) -> str:
    """Run the command line in a process of its own and return its standard output."""
    command = [sys.executable, "-m", "flashcards", *map(str, arguments), "--quiet"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def scored(script: str, *arguments: str | Path) -> str:
    """Run a scorer and return what it printed."""
    command = [sys.executable, str(BENCH / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def numbers(text: str, *names: str) -> list[float]:
    """Find the number that follows each name in a scorer's line."""
    return [float(re.search(rf"{re.escape(name)}\s+([\d.]+)", text)[1]) for name in names]  # type: ignore[index]


def annotated(lines: list[str], folder: Path, name: str = "text.txt") -> Path:
    """Annotate lines of text, one object each, and return the file."""
    source, result = folder / name, folder / "annotations.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    flashcards("annotate", source, "--sentences", "lines", "--format", "jsonl", "-o", result)
    return result


def mac_dev(folder: Path) -> dict[str, float]:
    """Align six chapters of novels and their published translations, sentences as given."""
    for gold in sorted((BENCH / "mac-dev" / "gold").glob("*.align")):
        sides = [BENCH / "mac-dev" / side / f"{gold.stem}.txt" for side in ("zh", "en")]
        flashcards("align", *sides, "--sentences", "lines", "--format", "ids", "-o", folder / gold.name)
    text = scored("score_alignment.py", BENCH / "mac-dev" / "gold", folder)
    strict, lax = (float(line.split("F1")[1]) for line in text.splitlines())
    return {"strict F1": strict, "lax F1": lax}


def essay(folder: Path) -> dict[str, float]:
    """Align the essay; a person makes 47 pairs, one to one but for the last, which joins two English sentences."""
    expected = [f"[{i}]:[{i}]" for i in range(46)] + ["[46]:[46,47]"]
    flashcards("align", ESSAY, "--format", "ids", "-o", folder / "essay.ids")
    got = (folder / "essay.ids").read_text(encoding="utf-8").split()
    return {"pairs right": len(set(got) & set(expected)), "pairs wrong": -len(set(got) - set(expected))}


def cpp(folder: Path) -> dict[str, float]:
    """Read one polyphone in each of 9,893 sentences."""
    sentences = (BENCH / "pinyin" / "cpp-dev.sent").read_text(encoding="utf-8").splitlines()
    result = annotated([s.replace("\u2581", "") for s in sentences], folder)
    text = scored("score_pinyin.py", "cpp", BENCH / "pinyin" / "cpp-dev.sent", BENCH / "pinyin" / "cpp-dev.lb", result)
    return {"strict": numbers(text, "strict")[0]}


def beginner(folder: Path) -> dict[str, float]:
    """Cut and read the sentences of a grammar for beginners, the Chinese alone."""
    gold = BENCH / "pinyin" / "beginner-odd.tsv"
    result = annotated([row.split("\t")[2] for row in gold.read_text(encoding="utf-8").splitlines()], folder)
    pinyin, cut = scored("score_pinyin.py", "running", gold, result), scored("score_words.py", "spaced", gold, result)
    strict, lenient, whole = numbers(pinyin, "strict", "lenient", "sentences all right")
    return {"strict": strict, "lenient": lenient, "sentences": whole, "word F1": numbers(cut, "F1")[0]}


def beginner_with_english(folder: Path) -> dict[str, float]:
    """Read the same sentences with their translation beside them."""
    gold = BENCH / "pinyin" / "beginner-odd.tsv"
    rows = [row.split("\t") for row in gold.read_text(encoding="utf-8").splitlines()]
    result = annotated([f"{row[2]}\t{row[5]}" for row in rows], folder, "text.tsv")
    pinyin, cut = scored("score_pinyin.py", "running", gold, result), scored("score_words.py", "spaced", gold, result)
    return {"sentences": numbers(pinyin, "sentences all right")[0], "word F1": numbers(cut, "F1")[0]}


def treebank(folder: Path) -> dict[str, float]:
    """Cut the sentences of a treebank into words."""
    gold = BENCH / "words" / "gsdsimp-dev.conllu"
    lines = gold.read_text(encoding="utf-8").splitlines()
    result = annotated([line[len("# text = ") :] for line in lines if line.startswith("# text = ")], folder)
    return {"word F1": numbers(scored("score_words.py", "conllu", gold, result), "F1")[0]}


def links(folder: Path) -> dict[str, float]:
    """Link the words of news sentences to their translation, words cut by the tool; less is better, so negative."""
    gold = BENCH / "glosses" / "zhen-odd.gold"
    pairs = [row.split(" ||| ") for row in gold.with_suffix(".src-tgt").read_text(encoding="utf-8").splitlines()]
    result = annotated([f"{zh.replace(' ', '')}\t{en}" for zh, en in pairs], folder, "text.tsv")
    text = scored("score_links.py", gold.with_suffix(".src-tgt"), gold, result)
    precision, recall, error = numbers(text, "P", "R", "AER")
    return {"precision": precision, "recall": recall, "error rate": -error}


def hard_words(folder: Path) -> dict[str, float]:
    """Tell which word of a sentence people found hardest."""
    gold = BENCH / "terms" / "chinese-ls-odd.tsv"
    rows = [row.split("\t")[0] for row in gold.read_text(encoding="utf-8").splitlines() if row.strip()]
    result = annotated([row.replace(" ", "") for row in rows], folder)
    top1, top3 = numbers(scored("score_terms.py", gold, result), "top-1", "top-3")
    return {"top-1": top1, "top-3": top3}


def _files(*patterns: str) -> tuple[Path, ...]:
    return tuple(sorted(path for pattern in patterns for path in SHARED.glob(pattern)))


MEASURES = (
    Measure("alignment, novels", _files("bench/mac-dev/*/*"), mac_dev),
    Measure("alignment, essay", (ESSAY,), essay),
    Measure("pinyin, polyphones", _files("bench/pinyin/cpp-dev.*"), cpp),
    Measure("pinyin and words, beginners", _files("bench/pinyin/beginner-odd.tsv"), beginner),
    Measure(
        "pinyin and words, beginners, with English", _files("bench/pinyin/beginner-odd.tsv"), beginner_with_english
    ),
    Measure("words, treebank", _files("bench/words/*"), treebank),
    Measure("word links, news", _files("bench/glosses/*"), links),
    Measure("hard words", _files("bench/terms/*"), hard_words),
)


def measure(benchmark: Measure) -> dict[str, float]:
    """Run a measure in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return benchmark.run(Path(folder))
