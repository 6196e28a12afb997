"""Files that hold lists of words, and files and folders of texts that show them in use."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from flashcards.documents.word_files import read_examples, read_word_list
from flashcards.errors import InputError
from tests import makers

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.lexicon import Lexicon
    from flashcards.records import Bitext

ENGLISH = "I go to the bank.\nHe studies at the library every day.\n"
CHINESE = "我去银行。\n他每天在图书馆学习。\n"


def read(path: Path, lexicon: Lexicon, *, is_asked: bool = False) -> Bitext | None:
    return read_word_list(path, lambda: lexicon, is_asked=is_asked)


def texts(bitext: Bitext | None) -> list[str]:
    return [word.text for word in bitext.words] if bitext else []


def test_an_archive_is_no_list(tmp_path: Path, lexicon: Lexicon) -> None:
    """An archive is left to what reads texts, which takes its files one by one."""
    (tmp_path / "a.zip").write_bytes(makers.archive({"a.txt": CHINESE, "b.txt": ENGLISH}))
    assert read(tmp_path / "a.zip", lexicon) is None


def test_a_list_gives_its_words_and_says_that_it_was_taken_for_one(tmp_path: Path, lexicon: Lexicon) -> None:
    """A guess is said, with the option that undoes it; what was asked for is not."""
    (tmp_path / "list.txt").write_text("银行\n学习\n", encoding="utf-8")
    bitext = read(tmp_path / "list.txt", lexicon)
    assert texts(bitext) == ["银行", "学习"]
    assert bitext is not None
    assert "--read-as text" in bitext.notices[0]
    asked = read(tmp_path / "list.txt", lexicon, is_asked=True)
    assert asked is not None
    assert asked.notices == ()


def test_whatever_a_list_is_saved_as(tmp_path: Path, lexicon: Lexicon) -> None:
    """GB18030, UTF-16, a table, Markdown and a workbook give the same words."""
    for name, encoding, text in (
        ("a.txt", "gb18030", "银行\n学习\n图书馆\n"),
        ("b.txt", "utf-16", "银行\n学习\n图书馆\n"),
        ("c.csv", "utf-8-sig", "银行,bank\n学习,study\n图书馆,library\n"),
        ("d.md", "utf-8", "| 银行 | bank |\n| 学习 | study |\n| 图书馆 | library |\n"),
    ):
        (tmp_path / name).write_bytes(text.encode(encoding))
        assert texts(read(tmp_path / name, lexicon)) == ["银行", "学习", "图书馆"], name
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in (("Word", "Meaning"), ("银行", "bank"), ("学习", "study"), ("图书馆", "library")):
        book.worksheets[0].append(row)
    book.save(buffer)
    (tmp_path / "e.xlsx").write_bytes(buffer.getvalue())
    workbook = read(tmp_path / "e.xlsx", lexicon)
    assert workbook is not None
    assert [(word.text, word.meaning) for word in workbook.words][:2] == [("银行", "bank"), ("学习", "study")]


def test_a_word_document_may_be_a_list(tmp_path: Path, lexicon: Lexicon) -> None:
    """A word a paragraph, with its pinyin, or a table of words and meanings: as teachers hand them out."""
    lines = "".join(map(makers.paragraph, ("银行 yínháng bank", "学习 xuéxí to study", "图书馆 túshūguǎn library")))
    table = makers.word_table([("银行", "bank"), ("学习", "to study"), ("图书馆", "library")])
    for body in (lines, table):
        (tmp_path / "list.docx").write_bytes(makers.docx(body))
        bitext = read(tmp_path / "list.docx", lexicon)
        assert texts(bitext) == ["银行", "学习", "图书馆"]
        assert bitext is not None
        assert [word.meaning for word in bitext.words] == ["bank", "to study", "library"]


def test_a_text_is_none_unless_a_list_is_asked_for(tmp_path: Path, lexicon: Lexicon) -> None:
    """Prose, verse and other formats are texts; who asks is given what words there are, or a sentence."""
    (tmp_path / "verse.txt").write_text("床前明月光\n疑是地上霜\n", encoding="utf-8")  # Li Bai, Quiet Night Thought
    (tmp_path / "prose.txt").write_text(CHINESE, encoding="utf-8")
    for name in ("verse.txt", "prose.txt"):
        assert read(tmp_path / name, lexicon) is None
    assert texts(read(tmp_path / "verse.txt", lexicon, is_asked=True)) == ["床前明月光", "疑是地上霜"]
    with pytest.raises(InputError, match=r"prose\.txt: holds no Chinese word"):
        read(tmp_path / "prose.txt", lexicon, is_asked=True)
    (tmp_path / "page.html").write_text(
        "<ul><li>银行 yínháng bank</li><li>学习 xuéxí study</li></ul>", encoding="utf-8"
    )
    assert read(tmp_path / "page.html", lexicon) is None
    assert texts(read(tmp_path / "page.html", lexicon, is_asked=True)) == ["银行", "学习"]


def test_examples_come_from_files_and_folders(tmp_path: Path, lexicon: Lexicon) -> None:
    """Two files that differ in the language alone are one text; each sentence knows its file, and no chapter.

    What is no text is named, a list of words among them: its lines show no word in use.
    """
    folder = tmp_path / "texts"
    (folder / "deeper").mkdir(parents=True)
    (folder / "day.en.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "day.zh.txt").write_text(CHINESE, encoding="utf-8")
    (folder / "deeper" / "alone.txt").write_text("他在银行工作。\n", encoding="utf-8")  # He works at the bank.
    (folder / ".hidden").write_text("他走了。\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "words.txt").write_text("银行\n学习\n", encoding="utf-8")
    (tmp_path / "more.txt").write_text(CHINESE, encoding="utf-8")
    bitexts, notices = read_examples([folder, tmp_path / "more.txt"], lambda: lexicon)
    assert [(len(text.chinese), len(text.english), text.chinese[0].place) for text in bitexts] == [
        (2, 2, "day"),
        (1, 0, "alone"),
        (2, 0, "more"),
    ]
    (notice,) = notices
    assert "picture.png, words.txt" in notice
    with pytest.raises(InputError, match="no such file"):
        read_examples([tmp_path / "none.txt"], lambda: lexicon)
