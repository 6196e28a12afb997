"""How long a pair of books takes, and how much memory: reading, aligning and building, by the number of sentences.

    python benchmarks/books.py [--build] [SENTENCES…]        5000, 20000 and 100000 by default

The books are generated: sentences of four parts in both languages, some joined in the Chinese, in chapters of two
hundred. Each book is measured in a process of its own by the processor's time; with `--build` it becomes a package.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (5_000, 20_000, 100_000)
CHAPTER, PARAGRAPH = 200, 8

WHO = [
    ("the old woman", "老太太"),
    ("my brother", "我弟弟"),
    ("the teacher", "老师"),
    ("the doctor", "医生"),
    ("the driver", "司机"),
]
DID = [
    ("bought", "买了"),
    ("carried", "拿着"),
    ("forgot", "忘了"),
    ("found", "找到了"),
    ("sold", "卖了"),
    ("lost", "丢了"),
]
WHAT = [
    ("the umbrella", "雨伞"),
    ("a cup of tea", "一杯茶"),
    ("the letter", "那封信"),
    ("an old book", "一本旧书"),
    ("the key", "钥匙"),
]
WHERE = [
    ("in the market", "在市场上"),
    ("at the station", "在车站"),
    ("by the river", "在河边"),
    ("on the bridge", "在桥上"),
]
WHEN = [("yesterday", "昨天"), ("last winter", "去年冬天"), ("in the morning", "早上"), ("after the rain", "雨后")]
DIGITS = "零一二三四五六七八九"

MEASURED = """
import resource, sys, time
from flashcards import output, pipeline
from flashcards.lexicon import open_lexicon
from flashcards.settings import load_settings

def stage_done(name, start):
    print(name, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return time.process_time()

job = load_settings(sys.argv[2:4], output=sys.argv[4])
lexicon = open_lexicon()
now = time.process_time()
bitext = pipeline.read(job)
now = stage_done("read", now)
if sys.argv[1] == "build":
    output.write(pipeline.build(bitext, job, lexicon), job, now=1)
    stage_done("build", now)
else:
    pipeline.align(bitext, job, lexicon)
    stage_done("align", now)
"""


def sentence(chance: random.Random) -> tuple[str, str]:
    """Make a sentence in both languages."""
    who, did, what, where, when = (chance.choice(part) for part in (WHO, DID, WHAT, WHERE, WHEN))
    english, chinese = (
        f"{when[0]} {who[0]} {did[0]} {what[0]} {where[0]}",
        f"{when[1]}，{who[1]}{where[1]}{did[1]}{what[1]}",
    )
    if chance.random() < 0.5:
        number = chance.randint(2, 90)
        return f"{english}, and {number} people watched".capitalize() + ".", f"{chinese}，有{number}个人在看。"
    return english.capitalize() + ".", chinese + "。"


def book(sentences: int, folder: Path) -> tuple[Path, Path]:
    """Write a book in both languages; one sentence in thirty is joined to the next in the Chinese."""
    chance = random.Random(7)  # noqa: S311 (a book is no secret)
    texts: tuple[list[str], list[str]] = [], []
    for first in range(0, sentences, PARAGRAPH):
        if first % CHAPTER == 0:
            number = first // CHAPTER + 1
            texts[0].append(f"Chapter {number}")
            texts[1].append(f"第{''.join(DIGITS[int(digit)] for digit in str(number))}章")
        pairs = [sentence(chance) for _ in range(min(PARAGRAPH, sentences - first))]
        texts[0].append(" ".join(english for english, _ in pairs))
        joined = [chinese[:-1] + "，" if chance.random() < 1 / 30 else chinese for _, chinese in pairs[:-1]]
        texts[1].append("".join([*joined, pairs[-1][1]]))
    paths = folder / "english.txt", folder / "chinese.txt"
    for path, text in zip(paths, texts, strict=True):
        path.write_text("\n\n".join(text) + "\n", encoding="utf-8")
    return paths


def measure(sentences: int, stage: str) -> None:
    """Print what a book takes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = book(sentences, Path(folder))
        command = [sys.executable, "-c", MEASURED, stage, *map(str, paths), f"{folder}/book.apkg"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    for name, seconds, megabytes in (line.split() for line in lines if line):
        rate = sentences / float(seconds)
        print(
            f"{sentences:7} sentences  {name:6} {float(seconds):8.1f} s {rate:8.0f} a second {float(megabytes):6.0f} MB"
        )


def main() -> None:
    """Measure books of the sizes asked for."""
    stage = "build" if "--build" in sys.argv else "align"
    for size in [int(argument) for argument in sys.argv[1:] if argument.isdecimal()] or SIZES:
        measure(size, stage)


if __name__ == "__main__":
    main()
