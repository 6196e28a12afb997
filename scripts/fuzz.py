"""Look for bytes that a reader of documents does not take well, with atheris, within a budget of time.

    fuzz.py TARGET [--seconds 120]

TARGET is one of those below. Bytes are changed so that they reach new code; a reader may refuse them with a sentence
(`InputError`) or read them, and what it reads has to be whole: passages in order, none empty. Anything else, an example
that takes over ten seconds, or one that needs over two gigabytes stops the run and is written to a file. Needs
`pip install '.[fuzz]'`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["flashcards.documents", "flashcards.fetch"]):
    from flashcards.documents.formats.html import epub, page  # noqa: F401
    from flashcards.documents.formats.memories import memory  # noqa: F401
    from flashcards.documents.formats.subtitles import cues  # noqa: F401
    from flashcards.documents.formats.tables import table  # noqa: F401
    from flashcards.documents.formats.text import markdown, plain  # noqa: F401
    from flashcards.documents.formats.word import docx  # noqa: F401
    from flashcards.documents.layout import lay_out
    from flashcards.documents.raw_files import RawFile
    from flashcards.documents.reading import extract_raw
    from flashcards.errors import InputError
    from flashcards.fetch.addresses import address
    from flashcards.fetch.robots import Rules
from tests import makers

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.documents.passages import Extract

SUFFIXES = ("", ".txt", ".html", ".md", ".tsv", ".csv", ".srt", ".vtt", ".ass", ".xlsx", ".docx", ".epub")
SEEDS = (
    b"<table><tr><td lang=en>tea<td lang=zh>\xe8\x8c\xb6</table><ruby>a<rt>b</ruby><pre>x\ny</pre><br><h1 class=ad>c",
    b"<main><article><header><h1><a href=/>t</a></h1></header><p>We drink tea.</article></main><nav>a</nav>",
    makers.paragraph("We drink tea.", "1").encode() + makers.word_table([["tea", "\u8336"]]).encode(),
    makers.docx(makers.paragraph("tea")),
    makers.epub(["<h1>Tea</h1><p>We drink tea.</p>"]),
    b"1\n00:00:01,000 --> 00:00:02,000\nTea.\n\xe8\x8c\xb6\xe3\x80\x82\n\n",
    b'tea\t\xe8\x8c\xb6\ncup,"a\nb"\n',
    b'<?xml version="1.0"?><tmx><body><tu><tuv xml:lang="en"><seg>tea</seg></tuv></tu></body></tmx>',
    b"User-agent: *\nDisallow: /a*b$\nAllow: /%41\n",
    b"https://example.org:80/a b?c#d",
)


def whole(extraction: Extract) -> None:
    """See to it that an extract keeps its promises, and that it can be laid out."""
    at = 0
    for passage in extraction.passages:
        assert at <= passage.start < passage.end <= len(extraction.text), passage
        assert extraction.text[passage.start : passage.end].strip(), passage
        at = passage.end
    lay_out(extraction)


def read(suffix: str, data: bytes) -> None:
    """Read bytes as a file of that name."""
    whole(extract_raw(RawFile("tea" + suffix, suffix, data)))


def any_file(data: bytes) -> None:
    """Read bytes under a name that the first of them tells."""
    read(SUFFIXES[data[0] % len(SUFFIXES)] if data else "", data[1:])


def word(data: bytes) -> None:
    """Take bytes for the body of a Word document."""
    read(".docx", makers.docx(data.decode("utf-8", "replace")))


def book(data: bytes) -> None:
    """Take bytes for the package of a book and for a chapter of it."""
    head, _, chapter = data.decode("utf-8", "replace").partition("\n\n")
    read(".epub", makers.epub([chapter], **({"OEBPS__content.opf": head} if head.startswith("<") else {})))


def web(data: bytes) -> None:
    """Take bytes for the rules of a server, and for an address."""
    target = address("https://example.org/" + data[:40].decode("latin-1")).target
    assert Rules.read(data).allow(target) in (True, False)
    address(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "any": any_file,
    "html": lambda data: read(".html", data),
    "docx": word,
    "epub": book,
    "web": web,
}


def main() -> None:
    """Fuzz one target until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=120)
    options = parser.parse_args()
    target = TARGETS[options.target]

    def check(data: bytes) -> None:
        try:
            target(data)
        except InputError as error:
            assert str(error).endswith("."), error  # noqa: PT017 (this is no test)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(SEEDS):
            (Path(corpus) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={options.seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=4096"]
        atheris.Setup([sys.argv[0], *limits, corpus], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
