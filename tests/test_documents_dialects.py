"""What documentation tools add to Markdown is read as the text it dresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.text.dialects import plain
from flashcards.documents.formats.text.markdown import extract

PAGES = {
    "MkDocs": (
        (
            '!!! note "A title"\n    First text.\n\n    Second text.\n\n    ```py\n    code()\n    ```\n\n'
            '??? tip\n    Folded.\n\n=== "Tab"\n\n    Under a tab.\n\nAfter.\n\n--8<-- "x.md"\n\n[TOC]\n'
        ),
        ["A title", "First text.", "Second text.", "Folded.", "Tab", "Under a tab.", "After."],
    ),
    "MyST": (
        (
            "```{warning} Take care\n:class: x\nProse in a fence.\n```\n\n```{code-block} py\ncode()\n```\n\n"
            "````{note}\n```py\ncode()\n```\nMore.\n````\n\n:::{tip}\nOf {term}`tea`.\n:::\n\n```{toctree}\nx\n```\n"
        ),
        ["Take care", "Prose in a fence.", "More.", "Of tea."],
    ),
    "Hugo": (
        (
            '+++\ntitle = "x"\n+++\n\n{{< figure src="a.jpg" >}}\n{{% notice tip %}}\nA tip.\n{{% /notice %}}\n\n'
            "{{< highlight go >}}\ncode()\n{{< /highlight >}}\n\nWrite `{{< x >}}` to have it. {{< y >}}\n"
        ),
        ["A tip.", "Write {{< x >}} to have it."],
    ),
    "Jekyll": (
        (
            "---\nlayout: x\n---\n{% include a.html %}\n{% if x %}\nShown.\n{% endif %}\n\n{% highlight py %}\ncode()\n"
            "{% endhighlight %}\n\n## Title\n{: .no_toc }\n\n## Other {: .x}\n\n{:toc}\n"
        ),
        ["Shown.", "Title", "Other"],
    ),
    "Docusaurus": (
        (
            "---\nid: x\n---\n\nimport Tabs from '@theme/Tabs';\n\nexport const x = 1;\n\n:::tip[When]\nNow.\n:::\n\n"
            '<Tabs>\n<TabItem value="a">\n\nIn a tab.\n\n</TabItem>\n</Tabs>\n\n## Title {#anchor}\n'
        ),
        ["When", "Now.", "In a tab.", "Title"],
    ),
    "PyMdown": (
        (
            '/// note | "Details"\n\nOf a block.\n\n///\n\n/// tip\n\nSee [it](x.md){.inner target=_blank}.\n\n'
            "///\n\n{* ../code.py hl[1] *}\n"
        ),
        ["Details", "Of a block.", "See it."],
    ),
    "VitePress": (
        "::: details More\nHidden.\n:::\n\n::: code-group\n```js [a.js]\ncode()\n```\n:::\n\n[[toc]]\n",
        ["More", "Hidden."],
    ),
    "GitHub and Obsidian": (
        (
            "> [!WARNING]\n> Take care.\n\n- [x] Did\n- [ ] To do\n\n[[Page]] and [[page|shown]], ==marked==, ~~gone~~ "
            ":tea: tea[^x].\n\n%% a remark %%\n\nTerm\n: What it is.\n\n*[HTML]: Hyper\n"
        ),
        ["Take care.", "Did", "To do", "Page and shown, marked, gone tea.", "Term", "What it is."],
    ),
}


@pytest.mark.parametrize("tool", PAGES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_tools(tool: str, line_end: str) -> None:
    """Each tool's additions lose their markup, keep their text, and their code makes no passage."""
    page, expected = PAGES[tool]
    extraction = extract("tea.md", page.replace("\n", line_end))
    assert [extraction.text[p.start : p.end] for p in extraction.passages] == expected
    assert "code()" not in extraction.text


def test_lines_keep_their_numbers() -> None:
    """Passages and what was left out know their lines in the file."""
    extraction = extract("tea.md", '+++\nx = 1\n+++\n\n!!! note "A title"\n    Text.\n\n{{< x >}}\n\n# Heading\n')
    assert [(p.line, p.heading) for p in extraction.passages] == [(5, 0), (6, 0), (10, 1)]
    assert [(o.line, o.reason) for o in extraction.left_out] == [(1, "front matter"), (8, "markup")]


@pytest.mark.parametrize("text", ["import the tea from China.", "???", "=== no tab", "export of tea grew", "a {b} c"])
def test_plain_sentences(text: str) -> None:
    """A sentence that begins like an addition stays."""
    extraction = extract("tea.md", text)
    assert [extraction.text[p.start : p.end] for p in extraction.passages] == [text]


@given(st.text(st.sampled_from("`:!?=+-{}<>%[]\"' \nabc#~\\"), max_size=200))
def test_any_markup(text: str) -> None:
    """Any mixture of markup is read, and the numbers of the lines rise."""
    numbers = [line.number for line in plain(text)[0]]
    assert numbers == sorted(numbers)
    extract("tea.md", text)
