"""Books: the chapters in their order, without cover and contents; locked and broken books say so."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.html.epub import extract
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError
from tests.makers import archive, epub

ONE = "<h1>One</h1><p>The boat left at dawn.</p>"
TWO = "<h1>二</h1><p>船在黎明时开走了。</p>"  # the same sentence


def read(data: bytes) -> list[tuple[int, str]]:
    """Give the passages of a book, with the levels of headings."""
    extraction = extract(RawFile("tea.epub", ".epub", data))
    return [(passage.heading, extraction.text[passage.start : passage.end]) for passage in extraction.passages]


def test_chapters_come_in_the_order_of_the_spine() -> None:
    """Cover and contents are left out, headings keep their level."""
    data = epub([ONE, TWO])
    assert read(data) == [(1, "One"), (0, "The boat left at dawn."), (1, "二"), (0, "船在黎明时开走了。")]
    assert [(o.reason, o.text) for o in extract(RawFile("b", "", data)).left_out] == [
        ("a table of contents", "Chapter")
    ]


@pytest.mark.parametrize(
    ("chapter", "expected"),
    [
        ("<p>Tea &amp; milk&nbsp;&mdash; hot.</p>", "Tea & milk — hot."),
        ("<p><a id='p1'/>Tea<a epub:type='noteref' role='doc-noteref' href='#n'>1</a></p>", "Tea"),
        ("<p><ruby>茶<rp>(</rp><rt>chá</rt><rp>)</rp></ruby></p>", "茶\ufffachá\ufffb"),
        ("<div class='comments'><p>Tea</p></div>", "Tea"),  # a book has none, whatever its classes are called
        ("<p>Tea<p>", "Tea"),
        ("<p>Tea<span epub:type='pagebreak'>12</span></p>", "Tea"),
        ("<header>Tea</header>", "Tea"),
        ("<aside epub:type='footnote'>Tea</aside>", "Tea"),
    ],
)
def test_details(chapter: str, expected: str) -> None:
    """Entities, notes, readings and broken markup, one a case."""
    assert read(epub([chapter])) == [(0, expected)]


LOCK = (
    '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/{}"/></CipherData></EncryptedData></encryption>'
)


def test_locked_books_are_refused() -> None:
    """A book whose chapters are encrypted is refused; one whose fonts are is read."""
    with pytest.raises(InputError, match=r"^tea\.epub: this book is locked by its seller"):
        read(epub([ONE], **{"META-INF__encryption.xml": LOCK.format("text/chapter0.xhtml")}))
    assert read(epub([ONE], **{"META-INF__encryption.xml": LOCK.format("font.otf")}))[0] == (1, "One")


def test_a_missing_chapter_is_told() -> None:
    """The chapters that are there are read, and a notice names the one that is not."""
    data = epub([ONE, TWO]).replace(b"OEBPS/text/chapter1", b"OEBPS/text/chapter9")
    extraction = extract(RawFile("tea.epub", ".epub", data))
    assert extraction.text == "One\n\nThe boat left at dawn."
    assert extraction.notices == ("tea.epub: its part OEBPS/text/chapter1.xhtml is missing; the rest was read.",)


def package(spine: str) -> bytes:
    """Make a book of a package file alone."""
    return archive(
        {"META-INF/container.xml": '<container><rootfile full-path="a.opf"/></container>', "a.opf": spine, "x": b""}
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (epub([]), "no text is in this book"),
        (epub(["<img src='page.png'/>"]), "no text is in this book"),
        (archive({"META-INF/container.xml": "<container/>"}), "names no book"),
        (archive({"META-INF/container.xml": "<container>"}), "damaged or cut short"),
        (archive({"META-INF/container.xml": '<container><rootfile full-path="../x"/></container>'}), "is missing"),
        (package("<package><spine/></package>"), "names no chapter"),
        (package("<package/>"), "names no chapter"),
        (
            package(
                '<package><item id="a" href="../../etc/passwd" media-type="text/html"/><itemref idref="a"/></package>'
            ),
            "no text is in this book",
        ),
        (
            package(
                '<package><item id="a" href="file:///etc/passwd" media-type="text/html"/><itemref idref="a"/></package>'
            ),
            "no text is in this book",
        ),
        (package('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><package>&b;</package>'), "defines entities"),
        (epub([ONE])[:-40], "damaged or cut short"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    """A book that cannot be read says why, and none leads out of its archive."""
    with pytest.raises(InputError, match=rf"^tea\.epub.*{message}"):
        read(data)
