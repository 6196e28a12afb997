"""One text in every format and layout: whatever it comes in, its pairs are those of the plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import pytest

from flashcards import pipeline
from flashcards.lexicon import Lexicon
from flashcards.settings import load_settings
from tests.makers import docx, epub, evernote, paragraph, pdf, slide_box, slides, word_table
from tests.test_documents_workbook import book

TITLE = ("The Keeper of the Clock", "守钟人")
PARAGRAPHS = (  # the Chinese says the same, sentence for sentence
    (
        "The clock in the square has been wrong for years. An old woman winds it every Sunday morning.",
        "广场上的钟已经走错好多年了。一位老太太每个星期天早上给它上发条。",
    ),
    (
        "Once a young man asked her why she did not set it right. She laughed and gave him the heavy key.",
        "有一次，一个年轻人问她为什么不把钟调准。她笑了，把沉重的钥匙交给了他。",
    ),
    (
        "He climbed the stairs and looked down on the roofs. From up there, nobody seemed to be in a hurry.",
        "他爬上楼梯，俯视着一片屋顶。从那上面看去，好像谁也不着急。",
    ),
)
ALL = (TITLE, *PARAGRAPHS)
PAIRS = tuple(
    pair
    for english, chinese in ALL
    for pair in zip(
        chinese.replace("。", "。\n").strip().split("\n"), english.replace(". ", ".\n").split("\n"), strict=True
    )
)
Files = Mapping[str, bytes]


def html(body: str) -> bytes:
    """Put a text on a page as a newspaper would, with all that is around it."""
    return (
        "<html><head><title>Clock</title></head><body><nav><a href=1>Home</a> <a href=2>News</a></nav>"
        f"<main><article>{body}</article></main><footer>All rights reserved.</footer></body></html>"
    ).encode()


def tag(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>"


def side(language: int, name: str = "p") -> str:
    """Write one language as HTML."""
    return tag("h1", TITLE[language]) + "".join(tag(name, both[language]) for both in PARAGRAPHS)


def in_turn() -> str:
    """Write both languages as HTML, paragraph by paragraph."""
    return "".join(tag("h1" if both is TITLE else "p", text) for both in ALL for text in both)


def rows(cells: Callable[[str], str], row: Callable[[str], str]) -> str:
    return "".join(row("".join(map(cells, both))) for both in ALL)


def printed(
    language: int, top: float = 780, left: float = 60, width: int = 76
) -> list[tuple[float, float, float, str]]:
    """Set one language on a page, lines broken where they are full."""
    lines: list[tuple[float, float, float, str]] = [(left, top, 18, TITLE[language])]
    for text in (both[language] for both in PARAGRAPHS):
        parts = textwrap.wrap(text, width) if text.isascii() else textwrap.wrap(text, width // 2)
        for number, part in enumerate(parts):
            lines.append((left + 20 * (number == 0), lines[-1][1] - (30 if lines[-1][2] > 12 else 14), 10, part))
    return lines


def ruby() -> str:
    """Write both languages, with readings above the Chinese."""
    return in_turn().replace("钟", "<ruby>钟<rp>(</rp><rt>zhōng</rt><rp>)</rp></ruby>")


def markdown(*languages: int) -> str:
    """Write one language or both as Markdown."""
    return "\n\n".join(("# " if both is TITLE else "") + both[language] for both in ALL for language in languages)


def subtitles(*sides: int) -> str:
    """Write the pairs as cues, one side of them or both: 0 is the Chinese."""
    return "\n".join(
        f"00:00:{at:02}.000 --> 00:00:{at + 3:02}.500\n" + "\n".join(pair[side] for side in sides) + "\n"
        for at, pair in zip(range(0, 60, 4), PAIRS, strict=False)
    )


def tmx() -> str:
    """Write the pairs as a translation memory."""
    units = (
        f'<tu><tuv xml:lang="en-GB"><seg>{en}</seg></tuv><tuv xml:lang="zh-Hans"><seg>{zh}</seg></tuv></tu>'
        for zh, en in PAIRS
    )
    return f'<?xml version="1.0"?><tmx version="1.4"><header/><body>{"".join(units)}</body></tmx>'


def xliff() -> str:
    """Write the pairs as a translator's file."""
    units = (f'<unit id="u"><segment><source>{en}</source><target>{zh}</target></segment></unit>' for zh, en in PAIRS)
    head = '<xliff version="2.0" srcLang="en" trgLang="zh" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    return f'{head}<file id="f">{"".join(units)}</file></xliff>'


def ttml() -> str:
    """Write the pairs as subtitles of television."""
    cues = (
        f'<p begin="00:00:{at:02}.000" end="00:00:{at + 1:02}.000">{z}<br/>{e}</p>' for at, (z, e) in enumerate(PAIRS)
    )
    return f'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div>{"".join(cues)}</div></body></tt>'


def sami() -> str:
    """Write the pairs as subtitles of old players."""
    cues = (f"<SYNC Start={at}000><P Class=CNCC>{z}<br>{e}\n" for at, (z, e) in enumerate(PAIRS, 1))
    return f"<SAMI><HEAD><TITLE>tea</TITLE></HEAD><BODY>\n{''.join(cues)}</BODY></SAMI>"


FORMATS: dict[str, Callable[[], Files]] = {
    "text, one language after the other": lambda: {
        "a.txt": "\n\n".join([*(both[0] for both in ALL), *(both[1] for both in ALL)]).encode()
    },
    "text, paragraphs in turn": lambda: {"a.txt": "\n\n".join(chain.from_iterable(ALL)).encode()},
    "text, two files": lambda: {
        "a.txt": "\n\n".join(both[0] for both in ALL).encode(),
        "b.txt": "\n\n".join(both[1] for both in ALL).encode(),
    },
    "text, lines in turn": lambda: {"a.txt": "\n".join(chain.from_iterable(ALL)).encode()},
    "text, both on a line": lambda: {"a.txt": "\n".join(map(" / ".join, PAIRS)).encode()},
    "text, translation in brackets": lambda: {"a.txt": "\n".join(f"{zh}（{en}）" for zh, en in PAIRS).encode()},
    "text in gb18030": lambda: {"a.txt": "\n".join(chain.from_iterable(ALL)).encode("gb18030")},
    "text in utf-16 without a mark": lambda: {"a": "\r\n".join(chain.from_iterable(ALL)).encode("utf-16-le")},
    "markdown, paragraphs in turn": lambda: {"a.md": markdown(0, 1).encode()},
    "markdown, two files": lambda: {"a.md": markdown(0).encode(), "b.md": markdown(1).encode()},
    "tsv": lambda: {"a.tsv": "\n".join(map("\t".join, PAIRS)).encode()},
    "csv with headings, in gb18030": lambda: {
        "a.csv": "\n".join(['"中文","English"', *(f'"{zh}","{en}"' for zh, en in PAIRS)]).encode("gb18030")
    },
    "excel": lambda: {"a.xlsx": book([["Chinese", "English"], *(list[object](pair) for pair in PAIRS)])},
    "tmx": lambda: {"a.tmx": tmx().encode()},
    "xliff": lambda: {"a.xlf": xliff().encode()},
    "subtitles, one file": lambda: {"a.srt": subtitles(0, 1).encode()},
    "subtitles, two files": lambda: {"a.srt": subtitles(1).encode(), "b.vtt": b"WEBVTT\n\n" + subtitles(0).encode()},
    "subtitles without a name": lambda: {"a": subtitles(1, 0).encode("utf-16")},
    "subtitles, ttml": lambda: {"a.ttml": ttml().encode()},
    "subtitles, sami": lambda: {"a.smi": sami().encode()},
    "html, paragraphs in turn": lambda: {"a.html": html(in_turn())},
    "html, one language after the other": lambda: {"a.html": html(side(0) + side(1))},
    "html, two columns": lambda: {"a.html": html(f"<div class=en>{side(0)}</div><div class=zh>{side(1)}</div>")},
    "html, lines in turn": lambda: {"a.html": html(f"<p>{'<br>'.join(chain.from_iterable(ALL))}</p>")},
    "html, a table": lambda: {
        "a.html": html("<table>" + rows(lambda cell: tag("td", cell), lambda row: tag("tr", row)) + "</table>")
    },
    "html, readings above": lambda: {"a.html": html(ruby())},
    "html, two files": lambda: {"a.html": html(side(0)), "b.html": html(side(1))},
    "html in gb18030": lambda: {"a.html": b"<meta charset=gb18030>" + html(in_turn()).decode().encode("gb18030")},
    "docx, paragraphs in turn": lambda: {"a.docx": docx("".join(map(paragraph, chain.from_iterable(ALL))))},
    "docx, a table": lambda: {"a.docx": docx(word_table(ALL))},
    "docx, two files": lambda: {f"{n}.docx": docx("".join(paragraph(both[n]) for both in ALL)) for n in (0, 1)},
    "pptx, a slide for each": lambda: {"a.pptx": slides(*(slide_box(*pair) for pair in PAIRS))},
    "pptx, a box for each language": lambda: {
        "a.pptx": slides("".join(slide_box(*side) for side in zip(*PAIRS, strict=True)))
    },
    "evernote": lambda: {
        "a.enex": evernote("".join(f"<div>{text}</div>" for text in chain.from_iterable(PAIRS))).encode()
    },
    "epub, chapters in turn": lambda: {"a.epub": epub([side(0), side(1)])},
    "epub, two books": lambda: {"a.epub": epub([side(0)]), "b.epub": epub([side(1)])},
    "epub and text": lambda: {"a.epub": epub([side(0)]), "b.txt": "\n\n".join(both[1] for both in ALL).encode()},
    "pdf, one language after the other": lambda: {"a.pdf": pdf([printed(0), printed(1)])},
    "pdf, two columns": lambda: {"a.pdf": pdf([printed(0, width=44) + printed(1, left=330, width=44)])},
    "pdf, two files": lambda: {"a.pdf": pdf([printed(0)]), "b.pdf": pdf([printed(1)])},
}
"""What makes the files of each format and layout; a new format is a row here."""


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_pairs(tmp_path: Path, lexicon: Lexicon, name: str) -> None:
    """A text gives the same pairs in every format and layout, none of its sentences lost or cut otherwise."""
    sources = [tmp_path / file for file in FORMATS[name]()]
    for path in sources:
        path.write_bytes(FORMATS[name]()[path.name])
    job = load_settings(sources)
    pairs = pipeline.align(pipeline.read(job), job, lexicon)
    assert tuple((pair.chinese_text, pair.english_text) for pair in pairs) == PAIRS
