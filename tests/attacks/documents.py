"""Damaged documents of every format: each is read, or refused with one sentence, soon."""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.documents.layout import lay_out
from flashcards.documents.reading import extracts
from flashcards.errors import InputError
from tests import makers
from tests.attacks import Outcome, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = [["我们喝茶。", "We drink tea."], ["茶很好。", "The tea is good."], ["走吧。", "Let us go."]]
_TEXT = "We drink tea.\n\n我们喝茶。\n\nThe tea is good.\n\n茶很好。\n"
_CUE = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n{2}\n\n"
_DIALOGUES = (
    "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
_DIALOGUE = "Dialogue: 0,0:00:0{0}.00,0:00:0{0}.90,Default,,0,0,0,,{1}\\N{2}\n"
_CLIPPING = "Tea (Lao She)\n- Location {0}\n\n{1}\n==========\n"
_MESSAGE = '#: a.c:{0}\nmsgid "{2}"\nmsgstr "{1}"\n\n'
_XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="zh"><body><trans-unit id="1">'
    "<source>tea</source><target>茶</target></trans-unit></body></file></xliff>"
)
_OPEN_ROW = (
    "<table:table-row><table:table-cell><text:p>{1}</text:p></table:table-cell>"
    "<table:table-cell><text:p>{2}</text:p></table:table-cell></table:table-row>"
)
_TIMED = '<p begin="{0}s" end="{0}.5s">{1}</p><p begin="{0}.6s" end="{0}.9s">{2}</p>'
_TOKENS = (b"<", b">", b"&#0;", b"\0", b"\xff\xfe", b"]]>", b"{", b"}", b"[", b"-->", b'"', b"\n", b"../", b"9" * 400)


def samples() -> Iterator[tuple[str, bytes]]:
    """Yield a small document of each format, with its suffix."""
    cues = _each(_CUE)
    yield ".txt", _TEXT.encode()
    yield ".txt", _TEXT.encode("gb18030")
    yield ".txt", _TEXT.encode("utf-16")
    yield ".md", ("# Tea\n\n" + _TEXT + "\n| 茶 | tea |\n|---|---|\n| 水 | water |\n").encode()
    yield ".html", f"<!doctype html><article><h1>Tea</h1><p>{_TEXT}</p><table><tr><td>茶<td>tea</table>".encode()
    yield ".tsv", "".join("\t".join(pair) + "\n" for pair in _PAIRS).encode()
    yield ".csv", "".join(",".join(f'"{cell}"' for cell in pair) + "\n" for pair in _PAIRS).encode()
    yield ".srt", cues.encode()
    yield ".vtt", ("WEBVTT\n\n" + cues.replace(",", ".")).encode()
    yield ".json", b'[{"zh": "\xe8\x8c\xb6\xe5\xbe\x88\xe5\xa5\xbd\xe3\x80\x82", "en": "The tea is good."}]'
    yield (
        ".tmx",
        (
            '<tmx><body><tu><tuv xml:lang="en"><seg>tea</seg></tuv>'
            '<tuv xml:lang="zh"><seg>茶</seg></tuv></tu></body></tmx>'
        ).encode(),
    )
    yield ".xliff", _XLIFF.encode()
    yield ".po", _each(_MESSAGE).encode()
    yield ".xml", f"<?xml version='1.0'?><l>{_each('<s><zh>{1}</zh><en>{2}</en></s>')}</l>".encode()
    yield ".strings", _each('"{2}" = "{1}";\n').encode()
    yield ".yaml", _each('- zh: "{1}"\n  en: {2}\n').encode()
    yield ".sql", _each("INSERT INTO tea VALUES ({0}, '{1}', '{2}');\n").encode()
    yield ".tex", ("\\begin{tabular}{ll}\n" + _each("{1} & {2} \\\\ \\hline % {0}\n") + "\\end{tabular}\n").encode()
    yield ".jsonl", _each('{{"zh": "{1}", "en": "{2}"}}\n').encode()
    yield ".lrc", _each("[00:0{0}.00]{1}\n[00:0{0}.00]{2}\n").encode()
    yield ".ass", (_DIALOGUES + _each(_DIALOGUE)).encode()
    yield "", _each(_CLIPPING).encode()
    yield ".rtf", b"{\\rtf1\\ansi " + makers.rich_text(_each("{1}\\par {2}\\par ")).encode() + b"}"
    yield ".mhtml", makers.saved_page(_each("<p>{1}</p><p>{2}</p>"))
    yield (
        ".odt",
        makers.opendocument(_each('<text:h text:outline-level="1">{1}<text:tab/></text:h><text:p>{2}</text:p>')),
    )
    yield ".ods", makers.opendocument(f"<table:table>{_each(_OPEN_ROW)}</table:table>")
    yield ".pdf", makers.pdf([[(50, 700 - 20 * n, 12, pair[n % 2]) for n, pair in enumerate(_PAIRS)]])
    yield ".zip", makers.archive({f"{n}.txt": "\n".join(pair) for n, pair in enumerate(_PAIRS)})
    yield ".smi", f"<SAMI><BODY>{_each('<SYNC Start={0}000><P Class=CC>{1}<br>{2}')}".encode()
    yield ".ttml", f"<tt><body><div>{_each(_TIMED)}</div></body></tt>".encode()
    yield ".json", '{"en": {"a": "tea", "b": {"c": "water"}}, "zh": {"a": "茶", "b": {"c": "水"}}}'.encode()
    yield ".txt", _each("[05/03/2024, 19:0{0}:11] Li: {1}\n[05/03/2024, 19:0{0}:12] Anna: {2}\n").encode()
    yield ".txt", _each("{0} {1} ({2})\n中文：{1} 拼音：chá English: {2}\n[Chorus]\n").encode()
    yield ".md", _each("| {1} | chá | {2} |\n<ruby>茶<rt>chá</ruby>茶(chá)水\n").encode()
    yield ".docx", makers.docx(makers.paragraph("我们喝茶。") + makers.word_table(_PAIRS))
    yield (
        ".pptx",
        makers.slides(makers.slide_box("我们喝茶。", "We drink tea."), notesSlide=makers.slide_box("茶", "tea")),
    )
    yield ".enex", makers.evernote(_each("<div>{1}</div><div>{2}</div>")).encode()
    yield ".epub", makers.epub(["<h1>Tea</h1><p>We drink tea.</p><p>我们喝茶。</p>"])
    yield ".xlsx", makers.workbook(_PAIRS)


def _each(form: str) -> str:
    """Write each pair in a form: 0 is its number, 1 its Chinese, 2 its English."""
    return "".join(form.format(number, *pair) for number, pair in enumerate(_PAIRS, 1))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change bytes, cut, double or insert pieces, up to eight times."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, end = sorted(chance.randrange(len(out) + 1) for _ in range(2))
        kind = chance.randrange(5)
        if kind == 0 and out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del out[at : min(end, at + 40)]
        elif kind == 2:
            out[at:at] = out[at : min(end, at + 200)] * chance.randint(1, 3)
        elif kind == 3:
            out[at:at] = chance.choice(_TOKENS) * chance.randint(1, 20)
        else:
            out[at:at] = chance.randbytes(chance.randint(1, 8))
    return bytes(out)


def _damaged_file(data: bytes, chance: random.Random) -> bytes:
    """Change a file, or, of one that is an archive, more often a member of it than the whole."""
    if not data.startswith(b"PK") or chance.randrange(3) == 0:
        return damaged(data, chance)
    parts = makers.members(data)
    name = chance.choice(sorted(parts))
    return makers.archive(parts | {name: damaged(parts[name], chance)})


def attack(count: int, seed: int = 1) -> Outcome:
    """Read so many damaged documents."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    whole = list(samples())
    with tempfile.TemporaryDirectory() as folder:
        failures = [
            f"{suffix} {number}: {problem}"
            for number in range(count)
            for suffix, data in [whole[number % len(whole)]]
            for bad in [_damaged_file(data, chance)]
            if (problem := fault(partial(_read, Path(folder) / f"tea{suffix}", bad)))
        ]
    return Outcome("damaged documents", count, tuple(failures))


def _read(path: Path, data: bytes) -> None:
    """Read a document; whoever refuses it says so in a sentence."""
    path.write_bytes(data)
    try:
        for extract in extracts(path):
            lay_out(extract).text.encode()  # halves of characters cannot be written
    except InputError as error:
        assert str(error).endswith("."), error  # noqa: PT017 (this is no test)
