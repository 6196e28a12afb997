"""Plain text: which lines are paragraphs, and which are parts of one."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.text.plain import extract, extract_lines

ENGLISH = (
    "There is a small shop at the corner of our street that sells nothing but paper, and the woman who keeps it knows "
    "every sheet by its name. She has thick paper for letters, thin paper for kites, and a grey kind that nobody has "
    "ever bought. When it rains she closes the shutters and sorts her drawers until the sun comes back."
)
CHINESE = (  # the same story
    "街角有一家小店，除了纸什么都不卖，开店的女人叫得出每一张纸的名字。她有写信用的厚纸、做风筝用的薄纸，还有一种"
    "灰色的纸从来没有人买过。下雨的时候她就关上窗板，整理抽屉，一直等到太阳出来。"
)


def blocks(text: str) -> list[str]:
    """Read a plain text and give the texts of its passages."""
    return [text[passage.start : passage.end] for passage in extract("test", text).passages]


def wrapped_chinese(width: int) -> str:
    """Break the Chinese story after every so many characters."""
    return "\n".join(CHINESE[i : i + width] for i in range(0, len(CHINESE), width))


def test_each_line_is_a_paragraph() -> None:
    """Without blank lines and full lines, each line stands alone, white space at its ends taken off."""
    assert blocks(f"The paper shop\n{ENGLISH}\n  {CHINESE} \n完\n") == [
        "The paper shop",
        ENGLISH,
        CHINESE,
        "完",
    ]  # the end


@pytest.mark.parametrize("width", [60, 72, 79, 100])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_wrapped_paragraphs_are_joined(width: int, line_end: str) -> None:
    """Lines broken where they were full are one paragraph, in both languages and with any line end."""
    english, chinese = "\n".join(textwrap.wrap(ENGLISH, width)), wrapped_chinese(width // 2)
    text = f"The paper shop\n\n{english}\n\n{english}\n\n{chinese}\n\n{chinese}\n".replace("\n", line_end)
    paragraphs = [block.replace(line_end, "\n") for block in blocks(text)]
    assert paragraphs == ["The paper shop", english, english, chinese, chinese]


def test_one_language_wrapped() -> None:
    """One language may be wrapped and the other not."""
    english = "\n".join(textwrap.wrap(ENGLISH, 70))
    assert blocks(f"{english}\n\n{english}\n\n{CHINESE}\n{CHINESE}\n") == [english, english, CHINESE, CHINESE]


def test_verse_is_not_joined() -> None:
    """Short lines of like length are verse."""
    verse = ["The moon is on the river now,", "the boats are on the sand,", "the ferryman has gone to bed,"]
    assert blocks("\n".join(verse)) == verse


def test_sentences_of_like_length_are_not_joined() -> None:
    """Lines that end in end marks are sentences, however alike their lengths."""
    lines = [f"This is a line with exactly one sentence in it, and its number is {n}." for n in range(10, 20)]
    assert blocks("\n".join(lines)) == lines


def test_lists_and_indents_begin_a_paragraph() -> None:
    """In a wrapped text, a list mark or an indent begins a new paragraph."""
    first, second = textwrap.wrap(ENGLISH, 70)[:2]
    text = f"{first}\n{second}\n\n{first}\n{second}\n  {first}\n- {first}\n1. {first}"
    wrapped = f"{first}\n{second}"
    assert blocks(text) == [wrapped, wrapped, first, f"- {first}", f"1. {first}"]


def test_who_speaks_begins_a_paragraph() -> None:
    """A dialogue that a page broke goes on as far as the next name that comes back; a page's number joins nothing."""
    turns = ["\n".join(textwrap.wrap(f"{name}: {ENGLISH}", 52)) for name in ("Wang Fang", "Tom")] * 2
    assert blocks("\n".join([*turns[:2], "86", *turns[2:]])) == [*turns[:2], "86", *turns[2:]]


def test_items_that_hang() -> None:
    """The lines of an item that are indented below its mark are parts of it, in each language."""
    english = textwrap.wrap(f"1. {ENGLISH}", 60, subsequent_indent="   ")
    chinese = [f"   {line}" for line in wrapped_chinese(20).splitlines()]
    item = "\n".join([*english, *chinese])
    assert blocks(f"{item}\n\n{item}") == ["\n".join(english), "\n".join(chinese).strip()] * 2


@pytest.mark.parametrize("width", [12, 15, 18])
def test_narrow_chinese(width: int) -> None:
    """Chinese that fills the page of a telephone is joined; verse of as many characters a line is not."""
    assert blocks(wrapped_chinese(width)) == [wrapped_chinese(width)]
    # a shop at the corner, the name of every sheet, shutters closed in the rain
    verse = [
        "我在街角开了一家小小的纸店",
        "每一张纸的名字我都还记得",
        "下雨的时候就把窗板都关上了",
    ]  # a shop, paper, rain
    assert blocks("\n".join(verse)) == verse


@pytest.mark.parametrize("width", [30, 42, 60])
@pytest.mark.parametrize("mark", ["", "- "])
def test_sentences_broken_in_turns(width: int, mark: str) -> None:
    """Where languages take turns, a line that goes on in small letters is none of its own, however few there are."""
    english = ENGLISH.split(". ")[1].split(", ", maxsplit=1)[0] + " for the children of our street."
    pairs = [(english, "她有写信用的厚纸。"), ("It rains again.", "又下雨了。"), (english, "她有写信用的厚纸。")]
    text = "\n".join(
        f"{textwrap.fill(mark + e, width, subsequent_indent=' ' * len(mark))}\n{mark}{z}" for e, z in pairs
    )
    assert [" ".join(block.split()) for block in blocks(text)] == [mark + side for pair in pairs for side in pair]


def test_pinyin_goes_on_with_nothing() -> None:
    """Pinyin without a mark above an English line is a line of its own."""
    lines = ["街角有一家店。", "jiējiǎo yǒu yì jiā diàn", "there is a shop at the corner."] * 3  # the same
    assert blocks("\n".join(lines)) == lines


def test_headings() -> None:
    """A line by itself without a mark, above sentences of its language, is a heading; a caption is none."""
    text = f"The paper shop\n\n{ENGLISH}\n\n{ENGLISH}\n\n***\n\n纸店\n\n{CHINESE}\n\n{CHINESE}\n"  # paper shop
    levels = [passage.heading for passage in extract("test", text).passages]
    assert levels == [1, 0, 0, 0, 1, 0, 0]
    noted = "The paper shop\n\n" + "\n\n".join(f"{ENGLISH}[{number}]" for number in range(1, 6))
    assert [passage.heading for passage in extract("test", noted).passages] == [1, 0, 0, 0, 0, 0]
    captions = "Come in\n\n请进\n\nIt is late\n\n很晚了\n\nGood night\n\n晚安"  # the same
    assert not any(passage.heading for passage in extract("test", captions).passages)


lines = st.lists(
    st.sampled_from(["", " ", "a", "茶", "Tea is good.", "茶很好。", "\t", "\u3000", *textwrap.wrap(ENGLISH, 70)])
)
ends = st.sampled_from(["\n", "\r\n", "\r"])


@given(lines, ends)
def test_nothing_is_left_out(parts: list[str], end: str) -> None:
    """Every character that is no white space stands in exactly one passage, in order."""
    text = end.join(parts)
    for extraction in (extract("test", text), extract_lines("test", text)):
        stop = 0
        for passage in extraction.passages:
            assert stop <= passage.start < passage.end
            assert not text[stop : passage.start].strip()
            stop = passage.end
        assert not text[stop:].strip()
        assert not extraction.left_out


@given(lines, ends)
def test_lines_are_lines(parts: list[str], end: str) -> None:
    """Line by line, each line that holds something is one passage, neither cut nor joined."""
    text = end.join(parts)
    lines_read = [text[passage.start : passage.end] for passage in extract_lines("test", text).passages]
    assert lines_read == [part.strip() for part in parts if part.strip()]
