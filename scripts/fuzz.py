"""Look for bytes that a reader of documents does not take well, with atheris.

    fuzz.py TARGET [--runs 100000] [--seed 1]

TARGET is one of those below, or `all` for one after the other. Bytes are changed so that they reach new code; a reader
may refuse them with a sentence (`InputError`) or read them, and what it reads has to be whole: passages in order, none
empty. Anything else, an example that takes over two seconds of the processor, or a process of over one gigabyte stops
the target, and the bytes are written to a file (`crash-…`). At the end the count of runs of each target is printed.
Needs `pip install '.[fuzz]'`.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["flashcards.documents", "flashcards.fetch", "polib", "striprtf", "pysubs2"]):
    from flashcards.documents.formats.html import epub, evernote, mail, page  # noqa: F401
    from flashcards.documents.formats.memories import gettext, translation_memory  # noqa: F401
    from flashcards.documents.formats.pdf import document, process
    from flashcards.documents.formats.subtitles import subtitle_file  # noqa: F401
    from flashcards.documents.formats.tables import app_strings, program_data, records, table, workbook, xml_records  # noqa: F401
    from flashcards.documents.formats.text import clippings, latex, markdown, plain, rich_text  # noqa: F401
    from flashcards.documents.formats.word import docx, opendocument, presentation  # noqa: F401
    from flashcards.documents.layout import lay_out
    from flashcards.documents.raw_files import RawFile
    from flashcards.documents.reading import extract_raw
    from flashcards.errors import InputError
    from flashcards.fetch.addresses import address
    from flashcards.fetch.robots import Rules
from tests import makers
from tests.attacks import documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.documents.passages import Extract

SECONDS = 2
"""Of the processor, that an input may take."""
MEGABYTES = 1024
"""That the process may take, its own share included."""
LONGEST = 1024
"""Bytes of an input; of an archive, or of all its parts, four times as many, for it holds much beside its text."""
SUFFIXES = tuple(dict.fromkeys(suffix for suffix, _ in documents.samples()))
"""Of every format that is read."""
SHEET = "xl/worksheets/sheet1.xml"
SLIDES = (
    "ppt/slides/slide1.xml",
    "ppt/notesSlides/notesSlide.xml",
    "ppt/slides/_rels/slide1.xml.rels",
    "ppt/presentation.xml",
    "ppt/_rels/presentation.xml.rels",
)
"""The parts of a presentation that are read."""


def whole(extraction: Extract) -> None:
    """See to it that an extract keeps its promises, and that it can be laid out."""
    extraction.text.encode()  # halves of characters cannot be written
    at = 0
    for passage in extraction.passages:
        assert at <= passage.start < passage.end <= len(extraction.text), passage
        assert extraction.text[passage.start : passage.end].strip(), passage
        at = passage.end
    lay_out(extraction)


def read(suffix: str, data: bytes) -> None:
    """Read bytes as a file of that name; a PDF within this process."""
    with mock.patch.object(document, "_records", _printed):
        whole(extract_raw(RawFile("tea" + suffix, suffix, data)))


def _printed(raw: RawFile) -> list[dict[str, object]]:
    """Have the pages of a PDF read as the other process does."""
    written = io.TextIOWrapper(io.BytesIO())
    given = io.TextIOWrapper(io.BytesIO(raw.data))
    with redirect_stdout(written), mock.patch.object(sys, "stdin", given), mock.patch.object(process, "_limit_memory"):
        process.main()
    pages = [json.loads(line) for line in written.buffer.getvalue().splitlines()]
    if not pages or any("error" in page for page in pages):
        raise InputError(f"{raw.name}: damaged.")
    return pages


def any_file(data: bytes) -> None:
    """Read bytes under a name that the first of them tells."""
    read(SUFFIXES[data[0] % len(SUFFIXES)] if data else "", data[1:])


def book(data: bytes) -> None:
    """Take bytes for the package of a book and for a chapter of it."""
    head, _, chapter = data.decode("utf-8", "replace").partition("\n\n")
    read(".epub", makers.epub([chapter], **({"OEBPS__content.opf": head} if head.startswith("<") else {})))


def sheet(data: bytes) -> None:
    """Take bytes for a sheet of a workbook, and those after a blank line for its texts."""
    cells, _, texts = data.partition(b"\n\n")
    parts = makers.members(makers.workbook([["茶", "tea"]])) | {SHEET: cells}
    read(".xlsx", makers.archive(parts | ({"xl/sharedStrings.xml": texts} if texts else {})))


def slides(data: bytes) -> None:
    """Take bytes for the parts of a presentation, blank lines between them; what is not given stays as it is."""
    given = data.split(b"\n\n", len(SLIDES) - 1)
    parts = makers.members(makers.slides(makers.slide_box("\u8336"), notesSlide=makers.slide_box("tea")))
    read(".pptx", makers.archive(parts | {name: part for name, part in zip(SLIDES, given, strict=False) if part}))


def notes(data: bytes) -> None:
    """Take bytes for the pages of an export of notes, blank lines between them."""
    read(".enex", makers.evernote(*data.decode("utf-8", "replace").split("\n\n")).encode())


def web(data: bytes) -> None:
    """Take bytes for the rules of a server, and for an address."""
    target = address("https://example.org/" + data[:40].decode("latin-1")).target
    assert Rules.read(data).allow(target) in (True, False)
    address(data.decode("utf-8", "replace"))


def body(suffix: str, pack: Callable[[str], bytes]) -> Callable[[bytes], None]:
    """Give what takes bytes for the body of a document that is packed."""
    return lambda data: read(suffix, pack(data.decode("utf-8", "replace")))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "any": any_file,
    "docx": body(".docx", makers.docx),
    "epub": book,
    "odt": body(".odt", makers.opendocument),
    "pptx": slides,
    "notes": notes,
    "xlsx": sheet,
    "web": web,
    **{
        suffix[1:]: lambda data, suffix=suffix: read(suffix, data)  # type: ignore[misc]
        for suffix in SUFFIXES
        if suffix not in ("", ".docx", ".epub", ".odt", ".ods", ".pptx", ".xlsx", ".zip")
    },
}
"""Of the formats that are archives, the XML within is changed, and in `notes` the pages; `any` changes archives."""
SEEDS: dict[str, tuple[bytes, ...]] = {
    "any": tuple(bytes([SUFFIXES.index(suffix)]) + data for suffix, data in documents.samples()),
    "docx": (makers.paragraph("We drink tea.", "1").encode() + makers.word_table([["tea", "\u8336"]]).encode(),),
    "epub": (b"<h1>Tea</h1><p>We drink tea.</p>", makers.members(makers.epub(["tea"]))["OEBPS/content.opf"]),
    "odt": tuple(
        makers.members(data)["content.xml"] for suffix, data in documents.samples() if suffix in (".odt", ".ods")
    ),
    "pptx": tuple(
        b"\n\n".join(parts[name] for name in SLIDES)
        for table in ("", "<a:tbl><a:tr><a:tc><a:p><a:r><a:t>tea</a:t><a:br/></a:r></a:p></a:tc></a:tr></a:tbl>")
        for parts in [makers.members(makers.slides(makers.slide_box("\u8336") + table, notesSlide=table, comments=""))]
    ),
    "notes": (
        b"<div>tea</div>\n\n<ul><li>a<div style=--en-codeblock:true>b</div></ul>",
        b"<table><tr><td>tea<td><en-crypt>c</en-crypt>\xe8\x8c\xb6</table><en-todo/><h1>d</h1>",
    ),
    "xlsx": (makers.members(makers.workbook([["tea", "\u8336"], ["1", "2"]]))[SHEET],),
    "web": (b"User-agent: *\nDisallow: /a*b$\nAllow: /%41\n", b"https://example.org:80/a b?c#d"),
    "html": (
        b"<table><tr><td lang=en>tea<td lang=zh>\xe8\x8c\xb6</table><ruby>a<rt>b</ruby><pre>x\ny</pre><br><h1>c",
        b"<main><article><header><h1><a href=/>t</a></h1></header><p>We drink tea.</article></main><nav>a</nav>",
    ),
}
"""What the changes begin with, beside the sample of the format."""


def check(target: Callable[[bytes], None], data: bytes) -> None:
    """Give bytes to a target, and see to it that it takes them well, soon."""
    start = time.process_time()
    try:
        target(data)
    except InputError as error:
        assert str(error).endswith("."), error  # noqa: PT017 (this is no test)
    assert time.process_time() - start < SECONDS, f"{time.process_time() - start:.1f} s"


def fuzz(name: str, runs: int, seed: int) -> None:
    """Give a target so many inputs; the process ends here."""
    with tempfile.TemporaryDirectory() as corpus:
        seeds = (*SEEDS.get(name, ()), *(data for suffix, data in documents.samples() if suffix == f".{name}"))
        for number, data in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(data)
        limits = [
            f"-runs={runs}",
            f"-seed={seed}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LONGEST * (4 if name in ('any', 'pptx') else 1)}",
        ]
        # The wall clock of a busy machine is no measure; it only ends what would never.
        atheris.Setup([sys.argv[0], *limits, "-timeout=60", corpus], lambda data: check(TARGETS[name], data))
        atheris.Fuzz()


def fuzz_all(runs: int, seed: int) -> int:
    """Give each target so many inputs, and print a row on each; give how many failed."""
    failed = 0
    print("| reader | runs | failed |\n|---|---|---|")
    for name in TARGETS:
        command = [sys.executable, __file__, name, "--runs", str(runs), "--seed", str(seed)]
        done = subprocess.run(command, stderr=subprocess.PIPE, check=False)
        ran = re.search(rb"Done (\d+) runs", done.stderr)
        failed += bool(done.returncode)
        print(f"| {name} | {int(ran[1]) if ran else 0:,} | {int(bool(done.returncode))} |", flush=True)
        if done.returncode:
            sys.stderr.write(done.stderr[-4000:].decode(errors="replace"))
    return failed


def main() -> None:
    """Fuzz one target, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=["all", *sorted(TARGETS)])
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.target == "all":
        sys.exit(min(fuzz_all(options.runs, options.seed), 1))
    fuzz(options.target, options.runs, options.seed)


if __name__ == "__main__":
    main()
