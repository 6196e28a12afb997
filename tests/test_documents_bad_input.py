"""Files that mean harm, or were made by accident: read, or refused in a sentence, soon; scaled to keep the tests quick.

What would take time in proportion to the square of such a file would take minutes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import documents
from flashcards.documents.raw_files import RawFile
from flashcards.documents.reading import extract_raw
from flashcards.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 60_000
"""Bytes; a file of 50 MB on one line takes some seconds."""
END = "\n茶很好喝。\nThe tea is good.\n"

FILES = {
    "one line of English": "tea is good, " * (SIZE // 13) + END,
    "one line of Chinese": "茶很好喝，" * (SIZE // 15) + END,  # the tea is good
    "one line of both": "茶很好喝，tea is good. " * (SIZE // 28) + END,
    "empty paragraphs": "\n" * (SIZE // 2) + END,
    "empty lines of spaces": " \r\n" * (SIZE // 3) + END,
    "zeros": "te\0a " * 10 + "tea is good " * 100 + END,
    "mixed line ends": "tea is good\r茶\r\nwe go\n\r" * (SIZE // 200) + END,
    "quotations in quotations": "> " * (SIZE // 40) + END,
    "open brackets": "([{（《“" * (SIZE // 20) + END,
    "open links": "[[![" * (SIZE // 40) + END,
    "open tags": "<a <b " * (SIZE // 40) + END,
    "open comments": "<!-- {/* {% {{< " * (SIZE // 80) + END,
    "stars": "*a _b **c " * (SIZE // 80) + END,
    "backquotes": "`a``b```c" * (SIZE // 80) + END,
    "open quotation marks": '"a ""b,' * (SIZE // 40) + END,
    "admonitions in admonitions": "".join(" " * 4 * depth + "!!! note\n" for depth in range(200)) + END,
    "fences": "```\n" * (SIZE // 80 + 1) + END,
    "times": "00:00:01,000 --> 00:00:02,000\n" * (SIZE // 400) + END,
    "the same time": "1\n00:00:01,000 --> 00:00:02,000\ntea is good\n\n" * (SIZE // 400) + END,
    "a wide table": "tea\t" * (SIZE // 40) + END,
    "a table of bars": "|a" * (SIZE // 40) + "\n" + "|-" * (SIZE // 40) + END,
    "definitions": "[a]: b\n" * (SIZE // 80) + END,
    "verses": "".join(f"{n % 999 + 1} tea is good. " for n in range(SIZE // 80)) + END,
    "readings": "茶[chá] " * (SIZE // 40) + "茶chá" * (SIZE // 40) + END,
    "the same in brackets": "茶（茶" * (SIZE // 40) + END,
    "accents": "e\u0301\u0302\u0303" * (SIZE // 40) + END,
    "lost characters": "\ufffd" * 100 + END,
    "spaces": " " * SIZE + END,
}
SIGNS = "\n\n\r\t ,;|\"'`*_#>-+=:![](){}<>/\\&%@~^$0123茶水，。aTe\u200b\ufeff\u3000\x0b\x85\u2028"
SUFFIXES = (".txt", ".md", ".csv", ".srt", ".html", ".tmx", "")


@pytest.mark.parametrize("name", FILES)
def test_large_and_odd(name: str, tmp_path: Path) -> None:
    """Each such file, under whatever name, is read or refused in a sentence."""
    for suffix in SUFFIXES:
        path = tmp_path / f"tea{suffix}"
        path.write_bytes(FILES[name].encode())
        try:
            bitext = documents.read_bitext([path])
        except InputError as error:
            assert str(error).startswith(str(path))  # noqa: PT017 (either outcome is right)
        else:
            assert bitext.english


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(SUFFIXES))
def test_any_bytes(data: bytes, suffix: str) -> None:
    """Any bytes under any name are read or refused in a sentence."""
    try:
        extract_raw(RawFile("tea", suffix, data))
    except InputError as error:
        assert str(error).startswith("tea: ")  # noqa: PT017 (either outcome is right)


@settings(deadline=None)
@given(
    st.text(st.sampled_from(SIGNS), max_size=200),
    st.sampled_from(SUFFIXES),
)
def test_any_signs(text: str, suffix: str) -> None:
    """Any mixture of the signs that formats are made of is read or refused, and passages lie in their text in order."""
    try:
        extraction = extract_raw(RawFile("tea", suffix, text.encode()))
    except InputError:
        return
    ends = 0
    for passage in extraction.passages:
        assert ends <= passage.start < passage.end <= len(extraction.text)
        ends = passage.end
