"""PDF files as printers make them: paragraphs come back whole, in order, without what a page adds to them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from flashcards.documents.formats.pdf import document as pdf
from flashcards.documents.formats.pdf import ruby_lines
from flashcards.documents.formats.pdf.lines import Line, Page
from flashcards.documents.formats.pdf.ruby_lines import with_readings
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError
from tests.makers import assembled
from tests.makers import pdf as make

ENGLISH = (
    "The harbour wakes before the town does. Fishermen return with their extraordinarily heavy baskets, gulls quarrel"
    " over the remains, and somebody always forgets to tie a rope properly."
)
CHINESE = "港口比小镇醒得早。渔民们带着格外沉重的筐子回来，海鸥为了残渣争吵不休，总是有人忘记把绳子系好。"  # the same

Lines = Sequence[tuple[float, float, float, str]]


def column(lines: list[str], left: float = 72, top: float = 720, size: float = 10) -> Lines:
    """Set lines below each other."""
    return [(left, top - 14 * number, size, line) for number, line in enumerate(lines)]


def wrapped(text: str, width: int = 60) -> list[str]:
    """Break a text into lines of so many columns, Chinese anywhere."""
    if text.isascii():
        return textwrap.wrap(text, width)
    return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]


def extract(*pages: Lines) -> list[tuple[int, str]]:
    """Read pages, and give their paragraphs with the levels of headings."""
    extraction = pdf.extract(RawFile("tea.pdf", ".pdf", make(pages)))
    return [(passage.heading, extraction.text[passage.start : passage.end]) for passage in extraction.passages]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
@pytest.mark.parametrize("width", [30, 44, 60])
def test_lines_are_joined(text: str, width: int) -> None:
    """A paragraph broken over lines is one again, Chinese without spaces."""
    assert extract(column(wrapped(text, width))) == [(0, text)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The harbour was extraordi-", "narily quiet at dawn"], ["The harbour was extraordinarily quiet at dawn"]),
        (["A well-kept secret is a well-", "kept one"], ["A well-kept secret is a well-kept one"]),
        (["They spoke to the Anglo-", "Saxon fishermen here"], ["They spoke to the Anglo-Saxon fishermen here"]),
        (["Tea is good.", "Let us go and see it."], ["Tea is good.", "Let us go and see it."]),  # room is left
        (["The first line of the list ends", "- here"], ["The first line of the list ends", "- here"]),
        (["The old ﬁshermen of this town are", "ofﬁcers"], ["The old fishermen of this town are officers"]),
        (["⽔和⼭都很美。"], ["水和山都很美。"]),  # radicals for characters: water and hills are beautiful
        (["The tea is good, and we all like", "我们都喜欢喝茶，因为茶很好喝。"],  # we all like tea, for it is good
         ["The tea is good, and we all like", "我们都喜欢喝茶，因为茶很好喝。"]),
    ],
)  # fmt: skip
def test_line_ends(lines: list[str], expected: list[str]) -> None:
    """Hyphens are healed; lists, languages and chosen breaks begin a paragraph."""
    assert [text for _, text in extract(column(lines))] == expected


def test_paragraphs_by_indent_and_by_space() -> None:
    """An indent or more space than usual begins a paragraph."""
    lines = wrapped(ENGLISH, 40)
    indented = [(72 + 20 * (at % len(lines) == 0), 700 - 14 * at, 10, line) for at, line in enumerate(lines * 2)]
    spaced = [(72, 700 - 14 * at - 10 * (at >= len(lines)), 10, line) for at, line in enumerate(lines * 2)]
    assert extract(indented) == extract(spaced) == [(0, ENGLISH), (0, ENGLISH)]


def test_heads_and_numbers_of_pages() -> None:
    """What stands at the edge of several pages, and page numbers, are left out and named; paragraphs run over pages."""
    lines = wrapped(ENGLISH, 40)
    pages = [
        [(200, 800, 8, "Harbour Notes"), *column(part), (290, 40, 8, str(number))]
        for number, part in enumerate((lines[:3], lines[3:]), 17)
    ]
    assert extract(*pages) == [(0, ENGLISH)]
    extraction = pdf.extract(RawFile("tea.pdf", ".pdf", make(pages)))
    assert [(o.line, o.text, o.reason) for o in extraction.left_out] == [
        (1, "Harbour Notes", "the head or foot of a page"),
        (1, "17", "the number of a page"),
        (2, "Harbour Notes", "the head or foot of a page"),
        (2, "18", "the number of a page"),
    ]


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns(by_row: bool) -> None:
    """The left column is read before the right, in whatever order they are drawn; a title stands above both."""
    left, right = column(wrapped(ENGLISH, 30) * 2, top=680), column(wrapped(CHINESE, 30) * 2, left=320, top=680)
    both = [*left, *right]
    drawn = sorted(both, key=lambda line: -line[1]) if by_row else both
    title = "A title that goes over both of the columns of the page"
    assert extract([(72, 740, 18, title), *drawn]) == [(1, title), *[(0, ENGLISH)] * 2, *[(0, CHINESE)] * 2]


def test_the_columns_of_a_table() -> None:
    """Three columns are read one by one, though the cells of a row take more lines in one than in the other."""
    cells = ["港口很安静。", "渔民们回来了。", "绳子没有系好。", "海鸥在争吵。"]  # quiet, back, rope, gulls
    pinyin = ["Gǎngkǒu hěn ānjìng.", "Yúmínmen huílai le.", "Shéngzi méiyou jìhǎo.", "Hǎi'ōu zài zhēngchǎo."]
    english = ["The harbour is|quiet.", "The fishermen|are back.", "The rope is not|tied well.", "The gulls quarrel."]
    page: list[tuple[float, float, float, str]] = []
    for row, (chinese, spelled, translated) in enumerate(zip(cells, pinyin, english, strict=True)):
        top = 720 - 40 * row
        page += [(72, top, 10, chinese), (230, top, 10, spelled)]
        page += [(390, top - 14 * at, 10, line) for at, line in enumerate(translated.split("|"))]
    assert [text for _, text in extract(page)] == [*cells, *pinyin, *(line.replace("|", " ") for line in english)]


def test_headings() -> None:
    """Larger type makes a heading, also over two lines."""
    page = [*column(["A rather long title of", "two lines"], size=20, top=780), *column(wrapped(ENGLISH), top=700)]
    page[1] = (72, 780 - 24, 20, "two lines")
    assert extract(page) == [(1, "A rather long title of two lines"), (0, ENGLISH)]


def test_marks_of_notes() -> None:
    """A small raised number behind a word is the mark of a note."""
    page = [(72, 700, 10, "The tea is good"), (148, 704, 6, "12"), (154, 700, 10, ", and so are we.")]
    assert extract(page) == [(0, "The tea is good, and so are we.")]


@pytest.mark.parametrize(
    ("above", "reading"),
    [
        ([(100, 712, 6, "tā"), (120, 712, 6, "huán"), (140, 712, 6, "shū")], "tā huán shū"),
        ([(98, 713, 6, "tāhuánshū")], "tāhuánshū"),
        ([(100, 712, 6, "ta"), (120, 712, 6, "huan"), (140, 712, 6, "shu")], None),  # no tone, so perhaps no pinyin
        ([(100, 712, 6, "His third book")], None),
        ([(100, 730, 6, "tā huán shū")], None),  # too far above
        ([(100, 712, 10, "tā huán shū")], None),  # as large as the text: a line of its own
    ],
)
def test_readings_above(above: Lines, reading: str | None) -> None:
    """Pinyin in small type above Chinese is no line of the text; it stays with the paragraph, and is named."""
    page = [(100, 700, 12, "他还书。"), *above, (100, 680, 12, "He returns the book.")]
    extraction = pdf.extract(RawFile("tea.pdf", ".pdf", make([page])))
    shown = {extraction.text[p.start : p.end]: p.pinyin for p in extraction.passages}
    assert shown.get("他还书。") == (reading or "")
    assert (len(shown) == 2) == (reading is not None)
    assert [(o.text, o.reason) for o in extraction.left_out] == ([(reading, "pinyin")] if reading else [])


def test_a_drawing_of_letters_has_no_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where thousands of syllables stand over thousands of characters, not each is compared with each."""
    lines = [
        Line(10 * n, 10 * n + 8, y, size, text) for n in range(600) for y, size, text in ((8, 4, "chá"), (0, 8, "茶"))
    ]
    few = with_readings(Page(1, 6000, tuple(lines[:200])))
    assert [line.reading for line in few.lines] == ["chá"] * 100
    monkeypatch.setattr(ruby_lines, "_stands_over", None)
    assert with_readings(Page(1, 6000, tuple(lines))).lines == tuple(lines)


def test_what_a_browser_prints_at_the_edges() -> None:
    """The time of printing and the address are no text, on a single page either."""
    page = [
        *((24, 820, 8, "11/29/26, 9:39 AM"), (24, 17, 8, "https://tea.example/one?page=2"), (570, 17, 8, "1/1")),
        *column(wrapped(ENGLISH)),
    ]
    assert extract(page) == [(0, ENGLISH)]


def test_what_the_other_process_writes_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its output is buffered whatever the environment says: a write that a signal cuts short is gone on with."""
    process = tmp_path / "process.py"
    process.write_text('import sys; print(\'{"rows": [[0, 9, 0, 1, "%s"]]}\' % type(sys.stdout.buffer).__name__)')
    monkeypatch.setattr(pdf, "_PROCESS", process)
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    assert pdf.extract(RawFile("tea.pdf", ".pdf", b"")).text == "BufferedWriter"


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"


def page_of(contents: str, *more: str) -> bytes:
    """Make a PDF of a page that draws something, with further objects from number 5 on."""
    objects = [
        CATALOGUE,
        "<</Type/Pages/Count 1/MediaBox[0 0 595 842]/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(contents)}>>stream\n{contents}\nendstream",
        *more,
    ]
    return assembled(objects)


def bomb() -> bytes:
    """Make a PDF whose page draws a form ten times, which draws another ten times, and so on."""
    forms = []
    for number in range(5, 29):
        drawn = "/F Do " * 10
        resources = f"/Resources<</XObject<</F {number + 1} 0 R>>>>"
        forms.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length {len(drawn)}>>stream\n{drawn}\nendstream"
        )
    return page_of("/F Do", *forms, "<<>>")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (page_of(""), "pictures of pages and no text"),
        (b"%PDF-1.7\n", "damaged or cut short"),
        (make([column(["Tea"])])[:400], "damaged or cut short"),
        (make([column(["\ue001\ue002\ue003"])]), "fonts of this PDF do not tell"),
        (assembled([CATALOGUE, "<</Type/Pages/Count 0/Kids[]>>"]), "damaged or cut short"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    """A PDF that cannot be read says why."""
    with pytest.raises(InputError, match=rf"^tea\.pdf: .*{message}"):
        pdf.extract(RawFile("tea.pdf", ".pdf", data))


def test_a_bomb_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that would take for ever is given up, and only the process that reads it suffers."""
    monkeypatch.setattr(pdf, "_SECONDS", 2)
    with pytest.raises(InputError, match=r"^tea\.pdf: "):
        pdf.extract(RawFile("tea.pdf", ".pdf", bomb()))


def test_pages_without_text_are_named() -> None:
    """Where some pages are pictures, the others are read and a notice counts them."""
    extraction = pdf.extract(RawFile("tea.pdf", ".pdf", make([column(["Tea"]), []])))
    assert extraction.text == "Tea"
    assert extraction.notices == ("tea.pdf: no text is on 1 of its 2 pages (2).",)


def test_a_page_of_any_size() -> None:
    """A page a hundred thousand miles wide, or made of letters drawn all over it, ends the reading of no other."""
    wide = make([column(["Tea"])]).replace(b"[0 0 595 842]", b"[0 0 9e9 842]")
    assert pdf.extract(RawFile("tea.pdf", ".pdf", wide)).text == "Tea"
    drawn = [(72 + 40 * (n % 3), 800 - 0.1 * n, 1, "x") for n in range(6000)]
    assert extract(drawn, column(["Tea"])) == [(0, "Tea")]
