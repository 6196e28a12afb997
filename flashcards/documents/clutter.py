"""What stands among the sentences of a text and is none: numbers, addresses, code, references, navigation.

The idea: each of these shows itself in its own line, so each kind is a row of data that says how it looks. A passage
that may be a sentence is left alone, for a needless card is skipped in a second and a lost sentence is never seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.documents.line_kinds import line_kind
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract

_LONGEST = 500
"""Characters: what is longer is prose, or harmless."""
_CHINESE = re.compile(f"[{HAN}]")
_LABELS = """
    home|menu|search|login|log in|sign in|sign up|register|share|print|back|back to top|top|skip to content|next
    mark as read|mark as unread|add to favorites|add to favourites|add to list|mark as complete
    previous|next page|previous page|prev|table of contents|contents|read more|edit this page|copyright|privacy policy
    subscribe|首页|菜单|搜索|登录|注册|分享|打印|返回|返回顶部|回到顶部|跳转到内容|下一页|上一页|下一篇|上一篇|目录|阅读更多
    标记为已读|加入收藏|添加到收藏|收藏|標記為已讀|加入收藏夹|編輯此頁
    更多|编辑此页|隐私政策|订阅|首頁|選單|搜尋|登入|註冊|列印|返回頂部|下一頁|上一頁|目錄
"""
_NAVIGATION = frozenset(label.strip() for label in re.split(r"[|\n]", _LABELS)) - {""}
"""Labels that lead through a site or a book."""
_SEPARATORS = re.compile(r"\s*[|»›→←·•]\s*|\s+[>/]\s+")
_ENDED = re.compile(r"[.!?。！？…]")
_LONGEST_ITEM = 30
"""In characters: longer items of a row are no labels. Set by hand."""
_FEWEST_ITEMS = 3
"""Of two items in a row one may be a label by chance. Set by hand."""
_YEAR = r"(?=.*\b(?:19|20)\d\d[a-z]?\b)"
KINDS = (
    line_kind("numbers or signs", r"[\W\d_]*", "12.5", "12.5 cups"),
    line_kind(
        "the number of a page",
        r"[-–—\s]*(?:第\s?[\d一二三四五六七八九十百]{1,5}\s?[页頁](?:\s?[,，/／（(]?\s?[共总總]\s?(?:[计計])?\s?\d{1,5}\s?[页頁][)）]?)?"
        r"|(?i:page|p\.)\s?\d{1,5}(?:\s?(?:of|/)\s?\d{1,5})?)[-–—\s]*",
        "第 2 页，共 9 页",
        "第2页有一幅画。",
    ),
    line_kind("an address", r"<?(?:https?://|www\.)\S+>?", "https://example.com/tea", "See https://example.com"),
    line_kind(
        "an address",
        r"(?:(?i:source|link|via|url|website|original)|来源|來源|出处|出處|原文|链接|連結|网址|網址)\s?[:：]\s?(?:https?://|www\.)\S+",
        "来源：https://example.com/tea",
        "来源：旧书。",
    ),
    line_kind("tags", r"#[^\W\d]\w{0,40}(?:\s+#[^\W\d]\w{0,40})+", "#hsk3 #学中文", "#1 and #2"),
    line_kind("an address", r"[\w.+-]+@[\w-]+\.[\w.]+", "anna@example.com", "Write to anna@example.com"),
    line_kind(
        "a reference",
        rf"(?:\[\d{{1,3}}\]|\d{{1,3}}\.)\s{_YEAR}"
        r".*(?:\bpp?\.\s?\d|\bVol\.|\bdoi\b|https?://|\bet al\b|\bPress\b|\barXiv\b).*",
        "[1] Berg, A. On tea. Tea Studies, Vol. 3, 2020, pp. 3–9.",
        "1. In 2020 we went home.",
    ),
    line_kind(  # the kinds of works are marked as Chinese bibliographies mark them (GB/T 7714)
        "a reference",
        r"\[\d{1,3}\]\s.*\[[JMDCRSNPAZ](?:/OL)?\].*",
        "[2] 王一. 茶馆研究[J]. 茶学, 2019(3).",
        "[2] 王一去了茶馆。",
    ),
    line_kind(
        "a reference",
        r"[A-Z][\w'’-]+,\s(?:[A-Z]\.[\s,&]*)+[^()]{0,200}\((?:19|20)\d\d[a-z]?\)\.\s.*",
        "Berg, A. B. (2019). A study of tea. Tea, 3(2).",
        "Berg, who wrote about tea (2019).",
    ),
)
"""What tells of a whole passage that it is no text; the first that fits names it."""
_CODE = "code"
CODE = (
    line_kind(_CODE, r"(?:\$|>>>|\.\.\.)\s\S.*", "$ pip install tea", "He paid $ 5 for it."),
    line_kind(
        _CODE,
        r"(?:sudo\s)?(?:pip3?|npm|npx|yarn|git|apt|apt-get|brew|docker|conda|curl|wget)\s(?:-|https?://|(?:install|uninstall|"
        r"add|remove|run|clone|pull|push|commit|checkout|status|init|update|upgrade|build|create|activate|start|exec)\b)"
        r"(?:.*[^.!?:,])?",
        "pip install tea",
        "brew tea at home",
    ),
    line_kind(_CODE, r"#!/.*", "#!/bin/sh", "# Tea"),
    line_kind(_CODE, r"[^ ]*[\w)\]'\"]+\s?[({].*[;{}]", "print(tea);", "She left (at last); he stayed (for now)."),
    line_kind(_CODE, r"[\w.]+\s=\s.*;", "x = 3;", "Tea = joy."),
    line_kind(_CODE, r"</?[a-z][^<>]*>", "<div class='x'>", "a < b"),
    line_kind(_CODE, r"\}[;)]*", "});", ":)"),
    line_kind(_CODE, r"(?:def|class)\s\w+.*:", "def brew(tea):", "class is over"),
)
"""What a line of a program looks like; one in a language that none of these fits is taken for a sentence."""


def without_clutter(extract: Extract) -> Extract:
    """Leave out the passages that are no text; lines and cells that somebody has cut already stay as they are."""
    if extract.settled:
        return extract
    reasons = [
        "" if passage.row is not None else clutter(extract.text[passage.start : passage.end][: _LONGEST + 1])
        for passage in extract.passages
    ]
    if not any(reasons):
        return extract
    judged = list(zip(extract.passages, reasons, strict=True))
    left_out = tuple(
        Omission(extract.name, passage.line, extract.text[passage.start : passage.end], reason)
        for passage, reason in judged
        if reason
    )
    kept = tuple(passage for passage, reason in judged if not reason)
    return replace(extract, passages=kept, left_out=extract.left_out + left_out)


def clutter(text: str) -> str:
    """Say what a passage is that is no text; empty for one that may be."""
    line = text.strip()
    if len(line) > _LONGEST:
        return ""
    name = next((kind.name for kind in KINDS if kind.pattern.fullmatch(line)), "")
    if name or _is_navigation(line):
        return name or "navigation"
    return _CODE if _is_code(line) else ""


def _is_navigation(line: str) -> bool:
    """Whether a line is a known label, or short items in a row with at least one of these among them."""
    if line.casefold().strip(" «»‹›<>←→↑…") in _NAVIGATION:
        return True
    items = [item.casefold() for item in _SEPARATORS.split(line) if item]
    if len(items) < 2 or _ENDED.search(line) or max(map(len, items)) > _LONGEST_ITEM:
        return False
    known = sum(item.strip(" «»‹›<>←→") in _NAVIGATION for item in items)
    return known > 0 and (len(items) >= _FEWEST_ITEMS or known == len(items))


def _is_code(text: str) -> bool:
    """Whether each line of a passage is a line of a program; one with Chinese in it is a sentence about one."""
    lines = [line.strip() for line in text.splitlines()]
    return not _CHINESE.search(text) and all(any(kind.pattern.fullmatch(line) for kind in CODE) for line in lines)
