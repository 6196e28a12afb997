"""Texts in two languages: every layout gives the same sentences, and what is no such text is refused."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import documents
from flashcards.documents.formats.text.plain import extract
from flashcards.documents.layout import lay_out
from flashcards.errors import InputError
from flashcards.records import Bead, Bitext, Language

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = (
    "The paper shop",
    "There is a small shop at the corner that sells nothing but paper. The woman who keeps it knows every sheet.",
    "Anna Berg of Harbor University once bought all the grey paper. “Why grey?” the woman asked.",
    "Nobody knows what became of it. When it rains, she closes the shutters and sorts her drawers.",
)
CHINESE = (  # the same, paragraph by paragraph
    "纸店",
    "街角有一家只卖纸的小店。开店的女人认得每一张纸。",
    "Harbor University 的 Anna Berg 有一次买走了所有的灰纸。“为什么要灰的？”女人问。",
    "谁也不知道那些纸后来怎么样了。下雨的时候，她就关上窗板，整理抽屉。",
)
ENGLISH_SENTENCES = [
    "The paper shop",
    "There is a small shop at the corner that sells nothing but paper.",
    "The woman who keeps it knows every sheet.",
    "Anna Berg of Harbor University once bought all the grey paper.",
    "“Why grey?” the woman asked.",
    "Nobody knows what became of it.",
    "When it rains, she closes the shutters and sorts her drawers.",
]
CHINESE_SENTENCES = [
    "纸店",
    "街角有一家只卖纸的小店。",
    "开店的女人认得每一张纸。",
    "Harbor University 的 Anna Berg 有一次买走了所有的灰纸。",
    "“为什么要灰的？”女人问。",
    "谁也不知道那些纸后来怎么样了。",
    "下雨的时候，她就关上窗板，整理抽屉。",
]

BOTH = tuple(zip(ENGLISH, CHINESE, strict=True))
LAYOUTS = {
    "one after the other": "\n".join(ENGLISH + CHINESE),
    "Chinese first": "\n".join(CHINESE + ENGLISH),
    "with blank lines": "\n\n".join(ENGLISH + CHINESE),
    "lines in turn": "\n".join(line for pair in BOTH for line in pair),
    "lines in turn, Chinese first": "\n".join(line for pair in BOTH for line in pair[::-1]),
    "paragraphs in turn": "\n\n".join(line for pair in BOTH for line in pair),
    "pairs of lines with blank lines between": "\n\n".join("\n".join(pair) for pair in BOTH),
    "both on a line": "\n".join(" ".join(pair) for pair in BOTH),
    "both on a line, Chinese first": "\n".join(" ".join(pair[::-1]) for pair in BOTH),
    "both on a line with a slash": "\n".join(" / ".join(pair) for pair in BOTH),
    "translation in brackets": "\n".join(f"{chinese}（{english}）" for english, chinese in BOTH),
}


def texts(bitext: Bitext) -> tuple[list[str], list[str]]:
    """Give the sentences of both sides, line breaks within them made spaces."""
    return [" ".join(s.text.split()) for s in bitext.chinese], [" ".join(s.text.split()) for s in bitext.english]


def write(path: Path, text: str) -> Path:
    """Write a text as it is, line ends included."""
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_layouts(layout: str, line_end: str, tmp_path: Path) -> None:
    """In whatever way one file holds both languages, the sentences are the same."""
    path = write(tmp_path / "shop.txt", "\ufeff" + LAYOUTS[layout].replace("\n", line_end))
    assert texts(documents.read_bitext([path])) == (CHINESE_SENTENCES, ENGLISH_SENTENCES)


def test_two_files(tmp_path: Path) -> None:
    """Of two files either may be the Chinese one; a line of Latin words in it stays Chinese."""
    english = write(tmp_path / "a.txt", "\n".join(ENGLISH))
    chinese = write(tmp_path / "b.md", "\n\n".join((*CHINESE, "Anna Berg and the grey paper")))
    for sources in ([english, chinese], [str(chinese), str(english)]):
        sides = texts(documents.read_bitext(sources))
        assert sides == ([*CHINESE_SENTENCES, "Anna Berg and the grey paper"], ENGLISH_SENTENCES)


def test_wrapped_files(tmp_path: Path) -> None:
    """A text broken over many lines gives the sentences of the unbroken one."""
    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in ENGLISH)
    sources = [write(tmp_path / "a.txt", wrapped), write(tmp_path / "b.txt", "\n".join(CHINESE))]
    assert texts(documents.read_bitext(sources)) == (CHINESE_SENTENCES, ENGLISH_SENTENCES)


def test_lines_of_two_files(tmp_path: Path) -> None:
    """Line by line, each line is a sentence of its file's language, numbered in order, whatever stands in it."""
    lines = ["街角有家店。只卖纸。", "Anna", "", "  谁？  ", "...", "为什么？她问。"]
    chinese = write(tmp_path / "zh.txt", "\n".join(lines))
    english = write(tmp_path / "en.txt", "A shop. Paper only.\n你好\nThe end")
    bitext = documents.read_bitext([english, chinese], sentences="lines")
    assert texts(bitext) == ([line.strip() for line in lines if line], ["A shop. Paper only.", "你好", "The end"])
    assert [sentence.block for sentence in bitext.chinese] == [0, 1, 2, 3, 4]
    assert bitext.rows is None


def test_lines_of_one_file(tmp_path: Path) -> None:
    """Line by line, one file's lines are told apart by language and never cut."""
    path = write(tmp_path / "shop.txt", "\n".join(f"{e}\n{c}" for e, c in BOTH))
    assert texts(documents.read_bitext([path], sentences="lines")) == (list(CHINESE), list(ENGLISH))


@pytest.mark.parametrize("sentences", ["split", "lines"])
def test_table(sentences: str, tmp_path: Path) -> None:
    """A table's rows are pairs as they stand: no cell is cut, and a row may have one side only."""
    path = write(tmp_path / "shop.tsv", "纸店。真好。\tThe shop. Good.\n谁？\t\n\tNobody knows.\n再见\tGoodbye")
    bitext = documents.read_bitext([path], sentences=sentences)
    assert texts(bitext) == (["纸店。真好。", "谁？", "再见"], ["The shop. Good.", "Nobody knows.", "Goodbye"])
    assert bitext.rows == (Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)), Bead((2,), (2,)))


def test_table_with_hardly_any_english(tmp_path: Path) -> None:
    """A table is a bitext however few of its cells are filled."""
    path = write(tmp_path / "shop.tsv", "\n".join(f"{chinese}\t" for chinese in CHINESE * 20) + "\n再见\tGoodbye")
    assert len(documents.read_bitext([path]).rows or ()) == 81


def test_table_by_its_look(tmp_path: Path) -> None:
    """A table is known without its name."""
    path = write(tmp_path / "shop.txt", "纸店。真好。\tThe shop. Good.\n谁知道？\tWho knows?\n")
    assert documents.read_bitext([path]).rows == (Bead((0,), (0,)), Bead((1,), (1,)))


def test_signs_between_are_reported(tmp_path: Path) -> None:
    """A slash or bracket that sets the languages apart is in no sentence, and is reported with its line."""
    for layout, signs in (("both on a line with a slash", "/"), ("translation in brackets", "（）")):
        bitext = documents.read_bitext([write(tmp_path / "shop.txt", LAYOUTS[layout])])
        expected = [(line, sign) for line in (1, 2, 3, 4) for sign in signs]
        assert [(omission.line, omission.text) for omission in bitext.left_out] == expected


def test_chinese_alone(tmp_path: Path) -> None:
    """Where Chinese alone will do, a Chinese text has an empty English side, and a notice says so.

    Lines without Chinese are left out and reported, unless each line is asked for.
    """
    path = write(tmp_path / "zh.txt", "\n".join((*CHINESE, "Anna Berg")))
    bitext = documents.read_bitext([path], chinese_alone=True)
    assert texts(bitext) == (CHINESE_SENTENCES, [])
    assert [(omission.line, omission.text) for omission in bitext.left_out] == [(len(CHINESE) + 1, "Anna Berg")]
    (notice,) = bitext.notices
    assert "in Chinese only" in notice
    lines = documents.read_bitext([path], sentences="lines", chinese_alone=True)
    assert texts(lines) == ([*CHINESE, "Anna Berg"], [])
    bilingual = write(tmp_path / "both.txt", LAYOUTS["one after the other"])
    assert texts(documents.read_bitext([bilingual], chinese_alone=True)) == (CHINESE_SENTENCES, ENGLISH_SENTENCES)


def test_a_mixture_is_not_taken_for_chinese_alone(tmp_path: Path) -> None:
    """Where both languages stand in no order the text is refused; Chinese full of foreign nouns is Chinese."""
    mixed = write(
        tmp_path / "mixed.txt", "我喜欢茶 I like the tea of this 他也喜欢 and he does, too 我们走 let us go\n" * 3
    )
    with pytest.raises(InputError, match="both languages are here"):
        documents.read_bitext([mixed], chinese_alone=True)
    terms = write(
        tmp_path / "terms.txt", "先安装 Python 和 Docker Compose，再运行 PostgreSQL 的 migration script。\n" * 3
    )
    assert documents.read_bitext([terms], chinese_alone=True).english == ()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["en.txt"], "en.txt: this text is in English only; add the Chinese text"),
        (["zh.txt"], "zh.txt: this text is in Chinese only; add the English text"),
        (["page.txt"], "page.txt: this text is in English only"),
        (["signs.txt"], "signs.txt: no English or Chinese sentence is here"),
        (["code.md"], "code.md: no English or Chinese sentence is here"),
        (["en.txt", "page.txt"], "both are in English"),
        (["en.txt", "both.txt"], "both.txt: this text holds both languages"),
        (["en.txt", "rows.tsv"], "rows.tsv: this table holds both languages"),
        (["en.txt", "zh.txt", "en.txt"], "3 files: give one file"),
        ([], "0 files: give one file"),
        (["none.txt"], "there is no such file"),
    ],
)
def test_no_bitext(names: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds no text in both languages is refused in one sentence that says what to do."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "en.txt": "\n".join(ENGLISH),
        "zh.txt": "\n".join(CHINESE),
        "page.txt": "\n".join(ENGLISH * 3) + "\nThe word 纸 means paper.\n灰纸",  # grey paper
        "both.txt": "\n".join((*ENGLISH, *ENGLISH, *CHINESE)),
        "signs.txt": "* * *\n1984\n",
        "code.md": "```\nmake tea\n```\n",
        "rows.tsv": "谁知道？\tWho knows?\n",
    }.items():
        write(tmp_path / name, text)
    with pytest.raises(InputError, match=message):
        documents.read_bitext(names)


pieces = st.lists(
    st.sampled_from(
        [*ENGLISH, *CHINESE, "Anna Berg", "茶", "1984", "***", "/", "", " / ", "（", "）", " ", "我们 use Python。"]
    ),
    max_size=25,
)


@given(st.lists(pieces.map(" ".join), max_size=12).map("\n".join), st.sampled_from([None, *Language]))
def test_blocks_and_signs_are_all_there_is(text: str, language: Language | None) -> None:
    """Blocks come in order and never overlap, and what is in none of them is white space or reported as left out."""
    document = lay_out(extract("test", text), language)
    outside, end = "", 0
    for block in document.blocks:
        assert end <= block.start < block.end
        outside += text[end : block.start]
        end = block.end
    outside += text[end:]
    assert document.text == text
    assert "".join(outside.split()) == "".join("".join(omission.text.split()) for omission in document.left_out)


@pytest.mark.shared
def test_essay(shared: Path) -> None:
    """The essay has 47 Chinese and 48 English sentences: one pair takes two English ones, its title holds both."""
    bitext = documents.read_bitext([shared / "essay/essay.txt"])
    assert (len(bitext.chinese), len(bitext.english)) == (47, 48)
    assert bitext.english[0].end == bitext.chinese[0].start


@pytest.mark.shared
def test_lines_of_novels(shared: Path) -> None:
    """Lines of hand-made corpora keep their numbers."""
    texts = sorted((shared / "bench/mac-dev/en").glob("*.txt"))
    assert texts
    for english in texts:
        chinese = shared / "bench/mac-dev/zh" / english.name
        bitext = documents.read_bitext([chinese, english], sentences="lines")
        assert len(bitext.chinese) == len(chinese.read_text(encoding="utf-8").split("\n")) - 1
        assert len(bitext.english) == len(english.read_text(encoding="utf-8").split("\n")) - 1


def test_rows_within_a_text(tmp_path: Path) -> None:
    """Rows of a page are pairs, a row of two sentences a side two of them; what stands around them is in no row."""
    page = tmp_path / "tea.html"
    page.write_text(
        "<p>Tea in the morning.</p><p>早上的茶。</p><table><tr><td>Sit down. Have tea.</td><td>请坐。喝茶吧。</td></tr>"
        "<tr><td>Wait. Then go.</td><td>等一下再走吧。</td></tr></table>",
        encoding="utf-8",
    )  # sit down, have tea / wait a moment, then go
    bitext = documents.read_bitext([page])
    assert bitext.rows == (Bead((1,), (1,)), Bead((2,), (2,)), Bead((3,), (3, 4)))
    assert (len(bitext.chinese), len(bitext.english)) == (4, 5)


def test_a_cell_is_not_divided(tmp_path: Path) -> None:
    """A cell with words of both languages is whole, for its translation stands beside it."""
    rows = [
        ("We drink tea in the morning.", "我们早上喝茶。"),
        ("There was a sign on the door of the tea house.", "茶馆的门上挂着一块牌子。"),
        ("The sign said so twice.", "请坐下，喝一杯茶吧 / Please sit down and have a cup of tea"),  # the sign's words
    ]
    page = tmp_path / "tea.html"
    cells = "".join(f"<tr><td>{english}</td><td>{chinese}</td></tr>" for english, chinese in rows)
    page.write_text(f"<table>{cells}</table>", encoding="utf-8")
    bitext = documents.read_bitext([page])
    assert [(e.text, c.text) for e, c in zip(bitext.english, bitext.chinese, strict=True)] == rows


@pytest.mark.parametrize(
    "sides",
    [
        ("We drink tea and " * 400, "我们喝茶，然后回家。" * 300),
        ("We drink tea and go home. " * 200, "我们喝茶" * 1300),
    ],
)
def test_a_sentence_without_end_is_refused(tmp_path: Path, sides: tuple[str, str]) -> None:
    """A sentence that would take all memory is named before words and pairs are looked for."""
    text = "\n\n".join((sides[0], "We drink tea.", sides[1], "我们喝茶。"))
    (tmp_path / "tea.txt").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"tea\.txt: a sentence of [56],\d\d\d characters"):
        documents.read_bitext([str(tmp_path / "tea.txt")])
