"""Lines about a text, above and below it, in one language: no sentence takes them with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import pipeline
from flashcards.documents import read_bitext
from flashcards.lexicon import open_lexicon
from flashcards.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = [
    ("山脚下有一座老磨坊，水轮早就不转了。", "At the foot of the hill stands an old mill whose wheel turns no more."),
    ("我祖母小时候每个星期都去那里买面粉。", "As a child my grandmother went there every week to buy flour."),
    ("现在一位木匠把它买了下来，想修好水轮。", "Now a carpenter has bought it and wants to repair the wheel."),
    ("村里的孩子放学以后常来帮他搬木板。", "After school the children often come and help him carry boards."),
    ("去年冬天河水结了冰，工程停了三个月。", "Last winter the river froze, and the work stood still for three months."),
    (
        "他说，等水轮转起来的那一天，要请全村人吃面包。",
        "He says that on the day the wheel turns he will treat the village to bread.",
    ),
]
PARAGRAPHS = [
    ("".join(z for z, _ in PAIRS[at : at + 2]), " ".join(e for _, e in PAIRS[at : at + 2])) for at in (0, 2, 4)
]
BODIES = {
    "paragraphs in turn": "\n\n".join(f"{z}\n\n{e}" for z, e in PARAGRAPHS),
    "paragraphs in turn, English first": "\n\n".join(f"{e}\n\n{z}" for z, e in PARAGRAPHS),
    "lines in turn": "\n\n".join(f"{z}\n{e}" for z, e in PAIRS),
}
REMARKS = [
    # what stands above, what stands below
    ("r/ChineseLanguage\n\nu/teapot · 3h ago\n\nI wrote a short text, please check my translation!", "24 comments"),
    ("Hi Tom,\n\nHere is the text with my translation.", "See you on Friday,\nMei"),
    ("Hello all! Can somebody check my translation?", "Thanks in advance!"),
    ("ANIMAL WORLD", "- END -"),
    ("Photo: Anna Berg", "Keep up the good work!"),
    ("亲爱的小明：\n\n下面是课文和我的翻译。", "祝好！\n小王"),  # dear Ming, the text and my translation; all the best
    ("点击上方蓝字关注我们", "— 完 —\n\n来源：网络\n喜欢就点个“在看”吧"),  # follow us; the end, the source, like us
    ("请大家帮我看看翻译对不对。", "阅读 1.2万\n\n赞 86 在看 41"),  # is it right?; read, liked
]


@pytest.mark.parametrize("remarks", REMARKS, ids=lambda remarks: remarks[1])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_remarks_around_a_text(tmp_path: Path, body: str, remarks: tuple[str, str]) -> None:
    """The pairs come out as they are, and nothing else becomes a card."""
    path = tmp_path / "a.txt"
    path.write_text(f"{remarks[0]}\n\n{body}\n\n{remarks[1]}\n", encoding="utf-8")
    pairs = pipeline.align(read_bitext([path]), Settings(sources=(str(path),)), open_lexicon())
    assert [(p.chinese_text, p.english_text) for p in pairs if not p.is_null and p.confidence >= 0.5] == PAIRS
