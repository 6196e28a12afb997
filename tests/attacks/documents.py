"""Damaged documents of every format: each is read, or refused with one sentence, soon."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from flashcards.documents.layout import lay_out
from flashcards.documents.raw_files import RawFile
from flashcards.documents.reading import extract_raw
from flashcards.errors import InputError
from tests import makers
from tests.attacks import Outcome, within

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 20
_PAIRS = [["我们喝茶。", "We drink tea."], ["茶很好。", "The tea is good."], ["走吧。", "Let us go."]]
_TEXT = "We drink tea.\n\n我们喝茶。\n\nThe tea is good.\n\n茶很好。\n"
_CUE = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n{2}\n\n"
_TOKENS = (b"<", b">", b"&#0;", b"\0", b"\xff\xfe", b"]]>", b"{", b"}", b"[", b"-->", b'"', b"\n", b"../", b"9" * 400)


def samples() -> Iterator[tuple[str, bytes]]:
    """Yield a small document of each format, with its suffix."""
    cues = "".join(_CUE.format(number, *pair) for number, pair in enumerate(_PAIRS, 1))
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
    yield ".docx", makers.docx(makers.paragraph("我们喝茶。") + makers.word_table(_PAIRS))
    yield ".epub", makers.epub(["<h1>Tea</h1><p>We drink tea.</p><p>我们喝茶。</p>"])
    yield ".xlsx", _workbook()


def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in _PAIRS:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


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


def attack(count: int, seed: int = 1) -> Outcome:
    """Read so many damaged documents."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    whole = list(samples())
    failures = []
    for number in range(count):
        suffix, data = whole[number % len(whole)]
        bad = damaged(data, chance)
        try:
            with within(SECONDS):
                lay_out(extract_raw(RawFile(f"tea{suffix}", suffix, bad)))
        except InputError as error:
            if not str(error).endswith("."):
                failures.append(f"{suffix} {number}: {error}")
        except Exception as error:  # noqa: BLE001 (all that is no sentence is a find)
            failures.append(f"{suffix} {number}: {type(error).__name__}: {error}")
    return Outcome("damaged documents", count, tuple(failures))
