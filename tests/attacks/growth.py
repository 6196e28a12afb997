"""Runs of one sign, of pairs and of brackets through every reader: with twice the length, no more than twice the time.

The idea: a reader whose time grows with the square of its input shows it at lengths that take a second, so three
lengths, each the double of the one before, tell all. A run stands alone in a block, between two letters, and as lines.
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from html import escape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import sentences
from flashcards.common.signals import TooLongError
from flashcards.documents.layout import lay_out
from flashcards.documents.raw_files import RawFile
from flashcards.documents.reading import extract_raw, extracts
from flashcards.errors import InputError
from flashcards.records import Language
from tests import makers
from tests.attacks import Outcome, bounded, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LENGTHS = (40_000, 80_000, 160_000)
"""Characters of a run."""
MOST_GROWTH = 3.0
"""Of the time, from one length to the double: 2 is linear, 4 the square; between them lies noise."""
NO_TIME = 1.0
"""Seconds below which nobody minds how time grows."""
ATTEMPTS = 2
"""At each length, of which one must be quick enough."""
LONGEST = 120
"""Seconds of the processor after which a reader is stopped."""
_REFUSED = "refused"

SIGNS = (
    *(" ", "\t", "\n", "\r", "a", "0", ".", ",", "!", "-", "_", "*", "#", "`", "~", "=", "+", ":", ";", "|", "\\", "/"),
    *("[", "]", "(", ")", "{", "}", "<", ">", "&", "@", "$", "%", "^", "'", '"', "“", "”", "《", "（", "。", "！", "…"),
    *("—", "茶", "\u3000", "\xa0", "é", "\u0301", "😀", "\u200b"),
)
PAIRS = (
    *("[]", "()", "{}", "<>", "](", "![", "**a", "_a_", "`a`", "a.", ". ", "? ", "a ", "a\n", " \n", "\n\n", "\r\n"),
    *("<a", "a>", "<a>", "</a>", "<a b='", "<!--", "<b>i", "-->", "--> 1", "{\\", "{a", "\\N", "&#", "&amp;", "[^1]"),
    *(
        "“a",
        "a”",
        "“a”",
        "'a",
        '"a"',
        "$a$",
        ":::\n",
        "> ",
        "- a\n",
        "1. ",
        "|a",
        "a|",
        "a\tb\n",
        "茶。",
        "茶 a ",
        "茶a",
    ),
    *(
        "http://",
        "a@b.c ",
        "1:",
        "00:",
        "《茶》",
        "（茶",
        "说：“",
        "a, ",
        "1.1",
        "...a",
        "……",
        "<p>",
        "<td>",
        "<li>a",
        "{{",
    ),
    *(
        "a-",
        "Mr. ",
        "[1] ",
        "，茶",
        '"",',
        '"\n',
        "---\n",
        "```\n",
        "#a\n",
        "[a]: b\n",
        "a\n===\n",
        "\\(",
        "<tu>",
        "{%",
    ),
    *("1\n00:00:01,000 --> 00:00:02,000\na\n\n", "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,a\n", "茶\n\ntea\n\n"),
)
LAYOUTS = (
    *(
        "{0} a. ",
        "{0}. a\n",
        "{0} tea, ",
        "¹ a.",
        "第{0}章\n",
        "茶{0}\n\ntea {0}\n\n",
        "Luke {0}:1 a\n",
        "<00:14.50>a ",
    ),
    *(
        "(tea)\n茶\n",
        "茶。\n“tea”\n",
        "茶(chá)",
        "茶[cha2] ",
        "chá",
        "chá ",
        "chá mǐ\n茶\n",
        "chá ma\n",
        "ㄔㄚˊ",
        "<ruby>茶<rt>chá",
    ),
    *(
        "發 / 发",
        "發。/ 发。\n",
        "發財。\n发财。\n",
        "發財{0}。\n发财{0}。\n",
        "茶（茶",
        "發\t发\ttea\n",
        "中文：茶 拼音：chá English: tea ",
    ),
    *("中文：", "中文：茶\nEnglish: tea\n", "EN\ttea\n", "Usage: tea\n", "用法：茶\n", "[Chorus]\n", "#+a: b\n"),
    *("[05/03/2024, 19:00:11] Li: tea\n", "Li 19:00\ntea.\n\n", "19:00\tLi\ttea\n", "小雨 2024-03-05 19:00\n茶。\n\n"),
    *(
        "Li\ntea.\nAnna\n茶。\n",
        "Li: tea\n",
        "小王：茶\n",
        "1 minute, ",
        "🍵 ",
        "• ",
        "🇬🇧",
        "① ",
        "新华社上海3月5日电 ",
    ),
    *("茶::tea\n", "茶\n?\ntea\n\n", "茶{0}---tea {0};;;", "①茶\n", "A. tea\nB. 茶\n", "1. tea ____\n", "'tea'\n"),
    *(
        "{{{{lang|zh|茶}}}} a ",
        "{{{{lang|zh|茶}}}}''a' ",
        "{{|\n|-\n! 茶 !! tea\n|}}\n",
        "{{{{zh-x|我喝茶。|I drink tea.}}}}\n",
    ),
    *(
        "Tea House\n{0}\n",
        "我 喝 茶。\n1SG drink tea\nI drink tea.\n\n",
        "B. Fill in the blanks.\n1. tea\n",
        "a <!--SR:a-->\n",
    ),
    *("| 茶 | tea |\n", "|---|\n", "茶 -- ", "a b c:", "A. ", "word by word: ", "Anna来了", "* ", "茶1949年", "1949 "),
)
"""Pieces of the layouts of texts: readings, labels, speakers, heads of messages; 0 is the number of the piece."""
BRACKETS = tuple(zip("[({<“（《【\"'", "])}>”）》】\"'", strict=True))

_CELL = 32_767
"""Characters that a cell of Excel holds."""
_PIECE = 5
"""Characters of a run in one piece of it."""
_COLUMNS, _PIECES = 52, 4_900
"""Pieces side by side on a page, and all of a page: as many rows as one may have that is no drawing."""
_HEADS_OF_MESSAGES = (("en", "tea "), ("zh", "茶 "))
_TIMED = '<tt xml:lang="en"><body><div><p begin="1s" end="2s">{}</p><p begin="3s" end="4s">茶</p></div></body></tt>'
SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".tsv",
    ".csv",
    ".srt",
    ".vtt",
    ".ass",
    ".json",
    ".jsonl",
    ".lrc",
    ".tmx",
    ".xliff",
    ".po",
    ".strings",
    ".yaml",
    ".tex",
    "",
)
_HEADS = {
    ".srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    ".vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
    ".ass": "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, "
    "MarginV, Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,",
    ".tmx": '<?xml version="1.0"?><tmx><body><tu><tuv xml:lang="en"><seg>tea</seg></tuv><tuv xml:lang="zh"><seg>',
    ".json": '[{"zh": "我们喝茶。", "en": "We drink tea."}, {"zh": "',
    ".jsonl": '{"zh": "我们喝茶。", "en": "We drink tea."}\n{"en": "tea", "zh": "',
    ".xliff": '<xliff version="1.2"><file source-language="en" target-language="zh"><body><trans-unit id="1">'
    "<source>tea</source><target>",
    ".tex": "\\begin{document}\nWe drink tea.\n\n我们喝茶。\n\n",
    ".csv": 'tea,"',
    ".strings": '"We drink tea." = "我们喝茶。";\n"tea" = "',
    ".yaml": "- zh: 我们喝茶。\n  en: We drink tea.\n- zh: 茶\n  en: ",
    ".po": 'msgid "We drink tea."\nmsgstr "我们喝茶。"\n\nmsgid "tea"\nmsgstr "茶',
}
_TAILS = {
    ".tmx": "</seg></tuv></tu></body></tmx>",
    ".json": '", "en": "tea"}]',
    ".jsonl": '"}\n',
    ".xliff": "</target></trans-unit></body></file></xliff>",
    ".csv": '"\n',
    ".po": '"\n',
    ".strings": '";\n',
}
_PIECED = {
    ".strings": '"tea {0}" = "茶{0}";\n',
    ".tex": "tea {0} & 茶{0} \\\\\n",
    ".po": 'msgid "tea {0}"\nmsgstr "茶{0}"\n\n',
    ".tsv": "tea {0}\t茶{0}\n",
    ".xml": "<s><zh>茶{0}</zh><en>tea {0}</en></s>",
    ".ttml": '<p begin="1s" end="2s">茶{0}<br/>tea {0}</p>',
}
"""Formats whose rows or messages each hold a piece of a run, in both languages."""
_XML = '<?xml version="1.0"?>'
_AROUND = {
    ".tex": ("\\begin{tabular}{ll}\n", "\\end{tabular}\n"),
    ".xml": (f"{_XML}<l>", "</l>"),
    ".ttml": ("<tt><body><div>", "</div></body></tt>"),
}
_RECORDS = f"{_XML}<l><s><zh>我们喝茶。</zh><en>We drink tea.</en></s><s><zh>茶</zh><en>{{}}</en></s></l>"
_ANDROID = f'{_XML}<resources><string name="a">We drink tea.</string><string name="b">{{}}</string></resources>'
_TABLE = (
    "<table:table><table:table-row><table:table-cell><text:p>茶</text:p></table:table-cell><table:table-cell><text:p>"
    "{}</text:p></table:table-cell></table:table-row></table:table>"
)
_ENDING = "\n\nWe drink tea.\n\n我们喝茶。\n"


def runs() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield the runs by name, each as a function of its length."""
    for unit in (*SIGNS, *PAIRS):
        yield repr(unit), partial(_repeated, unit)
    for sign in SIGNS:
        yield f"茶{sign!r}…a", partial(_within, sign)
    for form in LAYOUTS:
        yield repr(form), partial(_counted, form)
    for opening, closing in BRACKETS:
        yield f"{opening}…{closing}", partial(_nested, opening, closing)
        yield f"{opening}a…{closing}", partial(_nested, f"{opening}a", closing)


def _repeated(unit: str, length: int) -> str:
    return unit * (length // len(unit))


def _within(sign: str, length: int) -> str:
    return f"茶{sign * length}a"


def _counted(form: str, length: int) -> str:
    """Write a form with growing numbers until a text is so long."""
    count = length // len(form.format(length // len(form))) + 1
    return "".join(map(form.format, range(1, count + 1)))


def _nested(opening: str, closing: str, length: int) -> str:
    depth = length // (len(opening) + len(closing))
    return opening * depth + closing * depth


def readers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield what reads a run: every reader of text, the bodies of documents, the splitter of sentences."""
    for suffix in SUFFIXES:
        yield f"tea{suffix}", partial(_read_text, suffix)
    yield "tea.docx", lambda run: _read(".docx", makers.docx(makers.paragraph(run)))
    yield "tea.epub", lambda run: _read(".epub", makers.epub([f"<p>{run}</p><p>We drink tea.</p>"]))
    yield "tea.xlsx", lambda run: _read(".xlsx", makers.workbook([["茶", piece] for piece in _cells(run)]))
    yield "tea.odt", lambda run: _read(".odt", makers.opendocument(f"<text:p>{escape(run)}</text:p>"))
    yield "tags.odt", lambda run: _read(".odt", makers.opendocument(f"<text:p>{run}</text:p>"))
    yield "tea.pptx", lambda run: _read(".pptx", makers.slides(makers.slide_box(run)))
    yield "tags.pptx", lambda run: _read(".pptx", makers.slides(f"<p:sp><p:txBody>{run}</p:txBody></p:sp>"))
    yield "tea.enex", lambda run: _read(".enex", makers.evernote(f"<div>{run}</div>").encode())
    yield "tags.enex", lambda run: _read(".enex", f"<en-export><note>{run}</note></en-export>".encode())
    yield "tea.rtf", lambda run: _read(".rtf", f"{{\\rtf1 {makers.rich_text(run)}}}".encode())
    yield "tags.rtf", lambda run: _read(".rtf", f"{{\\rtf1 {run}}}".encode())
    yield "tea.mhtml", lambda run: _read(".mhtml", makers.saved_page(f"<p>{run}</p><p>We drink tea.</p>"))
    yield (
        "head.mhtml",
        lambda run: _read(".mhtml", f"MIME-Version: 1.0\nContent-Type: text/html; a={run}\n\ntea".encode()),
    )
    yield "tea.pdf", lambda run: _read(".pdf", makers.pdf([[(50, 700, 12, run.replace("\n", ""))]]))
    yield "rows.pdf", lambda run: _read(".pdf", makers.pdf([*_pages(run)]))
    yield "tea.zip", _read_archive
    yield (
        "tea.smi",
        lambda run: _read(".smi", f"<SAMI><BODY><SYNC Start=1><P Class=ENCC>{run}<SYNC Start=2><P>茶".encode()),
    )
    yield "tea.ttml", lambda run: _read(".ttml", _TIMED.format(escape(run)).encode())
    yield "tags.ttml", lambda run: _read(".ttml", _TIMED.format(run).encode())
    yield "app.json", lambda run: _read(".json", json.dumps({"en": {"a": "tea", "b": run}, "zh": {"a": "茶"}}).encode())
    yield "keys.json", lambda run: _read(".json", json.dumps(_messages(run)).encode())
    for form, text in (("records", _RECORDS), ("android", _ANDROID)):
        yield f"{form}.xml", partial(_read_xml, text, escape)
        yield f"tags {form}.xml", partial(_read_xml, text, str)
    for suffix in _PIECED:
        yield f"pieces{suffix}", partial(_read_pieces, suffix)
    yield "plain.tex", lambda run: _read(".tex", run.encode())
    yield "plain.strings", lambda run: _read(".strings", f'"tea" = "茶";\n{run}'.encode())
    yield "tea.ods", lambda run: _read(".ods", makers.opendocument(_TABLE.format(escape(run))))
    yield "clippings", lambda run: _read("", f"Tea (Lao She)\n- Location 1\n\n{run}\n==========\n".encode())
    for language in Language:
        yield f"sentences ({language})", partial(_split, "{}", language)
        yield f"sentence ({language})", partial(_split, "a {} 茶", language)


def _pages(run: str) -> Iterator[list[tuple[float, float, float, str]]]:
    """Write a run on pages in short pieces, of two in turn one small above the other, as readings are printed."""
    text = run.replace("\n", "")
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    for first in range(0, len(pieces), _PIECES):
        page: list[tuple[float, float, float, str]] = []
        for at, piece in enumerate(pieces[first : first + _PIECES]):
            row, column = divmod(at // 2, _COLUMNS)
            page.append((10.0 + 11 * column, 830 - 7 * row + 3 * (at % 2), 1.0 if at % 2 else 2.0, piece))
        yield page


def _messages(run: str) -> dict[str, dict[str, str]]:
    """Make the messages of an app in two languages, each a piece of a run."""
    pieces = [run[start : start + _PIECE] for start in range(0, len(run), _PIECE)]
    return {of: {str(number): head + piece for number, piece in enumerate(pieces)} for of, head in _HEADS_OF_MESSAGES}


def _read_xml(form: str, written: Callable[[str], str], run: str) -> None:
    _read(".xml", form.format(written(run)).encode())


def _read_pieces(suffix: str, run: str) -> None:
    """Read a run cut into rows or messages, a few characters each."""
    head, tail = _AROUND.get(suffix, ("", ""))
    pieces = (run[start : start + _PIECE] for start in range(0, len(run), _PIECE))
    rows = "".join(_PIECED[suffix].replace("{0}", escape(piece) if "<" in head else piece) for piece in pieces)
    _read(suffix, (head + rows + tail).encode())


def _cells(run: str) -> Iterator[str]:
    """Cut a run into what cells of Excel can hold."""
    for start in range(0, len(run), _CELL):
        yield run[start : start + _CELL]


def _read_text(suffix: str, run: str) -> None:
    head = _HEADS.get(suffix, "We drink tea.\n\n我们喝茶。\n\n")
    _read(suffix, (head + run + _TAILS.get(suffix, _ENDING)).encode())


def _read_archive(run: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tea.zip"
        path.write_bytes(makers.archive({"a.txt": run, "b.md": run, "c.txt": "We drink tea.\n\n我们喝茶。\n"}))
        for extract in extracts(path):
            lay_out(extract)


def _split(frame: str, language: Language, run: str) -> None:
    sentences.split_text(frame.replace("{}", run), language)


def attack(lengths: tuple[int, ...] = LENGTHS, some: int = 1) -> Outcome:
    """Give every reader every run, or every `some`th; a failure names both and the seconds it took."""
    failures = []
    tried = 0
    for number, ((reader, read), (name, run)) in enumerate(product(readers(), runs())):
        if number % some == 0:
            tried += 1
            fault = failure(read, run, lengths)
            if fault:
                failures.append(f"{reader} with {name}: {fault}")
    return Outcome("growth of time", tried, tuple(failures))


def failure(
    read: Callable[[str], object], run: Callable[[int], str], lengths: tuple[int, ...], no_time: float = NO_TIME
) -> str:
    """Tell what is wrong with a reader of such runs, the error or the seconds for each length; '' for nothing.

    A longest run that is read in no time tells of the others, too; one that is refused does not. What took too long is
    measured again: in the first attempt modules may have been loaded.
    """
    last, end = _attempt(read, run(lengths[-1]))
    if not end and last <= no_time:
        return ""
    seconds: list[float] = []
    for length in lengths:
        text = run(length)
        for _ in range(ATTEMPTS):
            second, end = _attempt(read, text)
            if end not in ("", _REFUSED):
                return f"{end} after {length:,}"
            if not seconds or second <= max(no_time, MOST_GROWTH * seconds[-1]):
                break
        else:
            return " ".join(f"{each:.2f}s" for each in (*seconds, second))
        seconds.append(second)
    return ""


def _attempt(read: Callable[[str], object], text: str) -> tuple[float, str]:
    """Give the seconds of the processor that a reader takes, and how it ends: '' with a text."""
    start = processor_seconds()
    end = ""
    try:
        with bounded(LONGEST):
            read(text)
    except InputError:
        end = _REFUSED
    except (Exception, TooLongError) as error:  # noqa: BLE001 (all that is no sentence is a find)
        end = f"{type(error).__name__}: {str(error)[:80]}"
    return processor_seconds() - start, end


def _read(suffix: str, data: bytes) -> None:
    lay_out(extract_raw(RawFile(f"tea{suffix}", suffix, data)))
