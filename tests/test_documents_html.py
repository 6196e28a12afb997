"""Pages as the web has them: the article stays, in both of its languages; all around it goes, and is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.html.page import extract
from flashcards.errors import InputError
from flashcards.records import Language

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>The last ferry</title><script>var tea = 1;</script></head>
<body class="single has-sidebar">
<a class="skip-link" href="#main">Skip to content</a>
<div id="cookie-banner"><p>We use cookies to make this site better. By going on you accept our policy.</p></div>
<header class="site-header"><a href="/">River Notes</a>
<nav><ul><li><a href="/a">Home</a><li><a href="/b">Stories</a></ul></nav></header>
<div class="wrap"><main id="main" class="content with-sidebar"><article>
<header><h1>The last ferry</h1><h1>最后一班渡船</h1><p class="byline">By Ann Lee, 4 min read</p>
<ul class="social-share"><li><a href="#">Facebook</a></li><li><a href="#">微博</a></li></ul></header>
<p>Every evening at seven, the old ferry crosses the river one last&nbsp;time. <a href="x">Nobody</a> has ever
missed it&hellip;<sup><a href="#n1">1</a></sup></p>
<p lang="zh-CN">每天晚上七点，那条旧渡船最后一次<ruby>渡<rt>dù</rt></ruby>过河去。从来没有人
错过它……</p>
<div class="ad-slot"><p>Buy one kettle, get one free! Only this week in our shop.</p></div>
<h2>The ferryman</h2><h2>摆渡人</h2>
<p>He has a grey beard and a green hat.<br>他留着灰胡子，戴着绿帽子。</p>
<pre><code>const ferry = new Boat();</code></pre>
<table><tr><th>Year<th>Boats<th>People</tr><tr><td>1990<td>12<td>4,000</tr></table>
<table><caption>Farewells</caption><tr><th>English</th><th></th><th>中文</th></tr>
<tr><td>Good night, river.</td><td>1</td><td>晚安，河。</td></tr></table>
</article>
<section class="related"><h3>You may also like</h3>
<ul><li><a href="1">The mill at the bend of the river</a></ul></section>
<div id="comments"><p>I loved this story so much, it made me cry on the bus. Please write more of them!</p>
<p>写得真好，我在上班的公交车上都看哭了，请继续写下去！</p></div>
</main><aside><p>Ann Lee lives in a small town by the sea and writes about boats.</p></aside></div>
<footer><p>All rights reserved.</p></footer><script src="a.js">tea()</script></body></html>"""
# The Chinese lines say the same as the English ones before them; 写得真好 … praises the story as the comment before it.


def blocks(markup: str) -> list[str]:
    """Give the texts of the passages of a page."""
    extraction = extract("tea.html", markup)
    return [extraction.text[passage.start : passage.end] for passage in extraction.passages]


def test_page() -> None:
    """The article stays with its headings, lines and pairs; sentences keep their text."""
    assert blocks(PAGE) == [
        "The last ferry",
        "最后一班渡船",
        "Every evening at seven, the old ferry crosses the river one last time. Nobody has ever missed it…",
        "每天晚上七点，那条旧渡船最后一次渡\ufffadù\ufffb过河去。从来没有人错过它……",
        "The ferryman",
        "摆渡人",
        "He has a grey beard and a green hat.",
        "他留着灰胡子，戴着绿帽子。",
        "Farewells",
        "Good night, river.",
        "晚安，河。",
    ]


def test_what_is_left_out_is_reported() -> None:
    """Each thing around the article comes back with its line and reason."""
    extraction = extract("tea.html", PAGE)
    assert {(o.reason, o.text.split()[0]) for o in extraction.left_out} == {
        ("navigation", "Skip"),
        ("a notice", "We"),
        ("a page header", "River"),
        ("author and date", "By"),
        ("share buttons", "Facebook微博"),
        ("the mark of a note", "1"),
        ("an advertisement", "Buy"),
        ("code", "const"),
        ("a table of numbers", "Year"),
        ("a table of numbers", "1990"),
        ("a heading row", "English"),
        ("a further column", "1"),
        ("related articles", "You"),
        ("comments of readers", "I"),
        ("a side bar", "Ann"),
        ("a page footer", "All"),
        ("a script", "tea()"),
    }
    assert {o.line for o in extraction.left_out if o.reason == "code"} == {PAGE[: PAGE.index("<pre>")].count("\n") + 1}


def test_marks_of_passages() -> None:
    """Headings have their level, pairs their row and language, lines of a paragraph begin no section."""
    extraction = extract("tea.html", PAGE)
    marks = {extraction.text[p.start : p.end]: p for p in extraction.passages}
    assert [marks[title].heading for title in ("The last ferry", "摆渡人", "Farewells")] == [1, 2, 0]
    assert (marks["晚安，河。"].row, marks["晚安，河。"].language) == (0, Language.CHINESE)
    assert marks["Good night, river."].row == 0
    assert not marks["他留着灰胡子，戴着绿帽子。"].begins_section
    assert marks["摆渡人"].begins_section


TEA, WATER = "She brews the tea in a small brown pot.", "她用一只棕色的小壶泡茶，然后给每个人倒一杯。"


def test_a_hidden_translation_is_read() -> None:
    """A page may hide the translation until it is asked for; what it hides of a text in both languages stays hidden."""

    def texts(markup: str) -> list[str]:
        extraction = extract("tea.html", markup)
        return [extraction.text[p.start : p.end] for p in extraction.passages]

    for way in ("hidden", "style='display:none'", "class=hidden"):
        shown, hidden = f"<p lang=zh>{WATER}</p>", f"<p {way}>{TEA}</p>"
        assert texts(shown + hidden) == [WATER, TEA]
        assert texts(f"{shown}<p>{TEA}</p>{hidden}") == [WATER, TEA]
        assert texts(f"{shown}<p {way}>Menu</p>") == [WATER]
        assert texts(f"{shown}<p {way}>{WATER}</p>") == [WATER]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<div class=en><p>{TEA}</p></div><div class=zh><p>{WATER}</p></div>", [TEA, WATER]),
        (f"<div><p>{TEA}</p></div><div><p>{WATER}</p></div><div><a href=1>a</a><a href=2>b</a><a href=3>c</a></div>",
         [TEA, WATER]),
        (f"<div id=page><div id=text><p>{TEA}<p>{WATER}</div><div>Printed in May.</div></div>", [TEA, WATER]),
        (f"<header><h1>Tea</h1><p>Home of tea</p></header><main><p>{TEA}</p></main>", ["Tea", TEA]),
        (f"<header><h1><a href='/'>Shop</a></h1></header><main><p>{TEA}</p></main>", [TEA]),
        (f"<div class='overflow-hidden'>{TEA}</div>", [TEA]),
        (f"<section id=navigation><h2>Navigation</h2><p>{TEA}</p></section><p>{WATER}</p>",
         ["Navigation", TEA, WATER]),
        (f"<div class=comments><p>{TEA}</p></div>", [TEA]),  # nothing else is there
        ("<p>one\ntwo<br>three.<br><br>Four", ["one two three.", "Four"]),
        ("<p>喝\n茶<wbr>喝&shy;水 a\n茶", ["喝茶喝水 a 茶"]),  # drink tea, drink water
        (f"<table><tr><th>#<th>Sentence{''.join(f'<tr><td>{n}<td>{WATER}<br>{TEA}' for n in (1, 2))}</table>",
         [WATER, TEA, WATER, TEA]),
        ("<pre>The moon is up,\nthe river sleeps.</pre>", ["The moon is up,", "the river sleeps."]),
        ("<table><tr><td><table><tr><td>tea</table><td>茶</table>", ["tea", "茶"]),
        ("<table><tr><td><p>One cup.<p>Two cups.<td><p>一杯。<p>两杯。</table>",
         ["One cup.", "一杯。", "Two cups.", "两杯。"]),
        ("<p>tea<div class=language-sh><span>sh</span><pre>$ make tea</pre></div>", ["tea"]),
        ("<p>tea<div class=language-en>water</div>", ["tea", "water"]),
        (f"<p>{TEA}<table class=infobox><tr><td>leaf</table><ol class=references><li>Li 1999.</ol>", [TEA]),
        ("<ul><li>tea<li>water</ul>", ["tea", "water"]),
        ("<dl><dt>tea<dd>a leaf</dl>", ["tea", "a leaf"]),
        ("<p lang=fr>C'est le thé.</p><p>Tea</p>", ["Tea"]),
        ("<p>Le <i lang=fr>thé</i></p>", ["Le thé"]),
        ("<p><title/>tea", ["tea"]),
        ("tea", ["tea"]),
        ("<p>a &lt;b&gt; &amp;amp; &#33590;", ["a <b> &amp; 茶"]),
        ("<p>tea\0tea \ud800", ["teatea ?"]),
    ],
)  # fmt: skip
def test_details(markup: str, expected: list[str]) -> None:
    """Layouts and details, one a case."""
    assert blocks(markup) == expected


@pytest.mark.parametrize(
    "frame",
    [
        "<div class='noteHeading'>Highlight (yellow) - Page 12</div><div class='noteText'>{}</div>",
        "<div class='userpic_wrap'><div class='initials'>L</div></div><div class='from_name'>Li</div><div>{}</div>",
    ],
)
def test_exports_of_readers_and_messengers(frame: str) -> None:
    """Where a note was made and who sent a message is no text of a Kindle notebook or a chat of Telegram."""
    texts = ["The old ferry crosses the river.", "旧渡船过河去。", "He has a grey beard.", "他留着灰胡子。"]
    assert blocks(f"<html><body>{''.join(map(frame.format, texts))}") == texts


@pytest.mark.parametrize("markup", ["<html></html>", "<!-- tea -->", "<script>tea()</script>", "<nav>tea</nav>", "<p>"])
def test_nothing_to_read(markup: str) -> None:
    """A page without text is refused."""
    with pytest.raises(InputError, match=r"^tea\.html: .*text"):
        blocks(markup)


tags = "p div br h1 h2 ul li table tr td th nav article main pre code a ruby rt span section header sup b".split()  # noqa: SIM905 (a list of words reads better as words)
attributes = ["", ' lang="zh"', ' lang="en"', ' class="ad"', ' class="comments"', " hidden", ' href="#"', ' id="toc"']
parts = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(tags), st.sampled_from(attributes)),
    st.builds("</{}>".format, st.sampled_from(tags)),
    st.sampled_from(
        ["tea ", "茶", "。", "\n", "<!--", "-->", "&amp;", "&#0;", "<script>", "</script>", "1 2", "a < b"]
    ),
)


@given(st.lists(parts, max_size=60).map("".join))
def test_any_markup_is_read(markup: str) -> None:
    """However broken the markup, passages stand in order at their places, or the page is refused."""
    try:
        extraction = extract("tea.html", markup)
    except InputError:
        return
    assert extraction.text == "\n\n".join(
        extraction.text[passage.start : passage.end] for passage in extraction.passages
    )
    assert all(extraction.text[passage.start : passage.end].strip() for passage in extraction.passages)
    assert all(
        left.end < right.start for left, right in zip(extraction.passages, extraction.passages[1:], strict=False)
    )
