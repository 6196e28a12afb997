"""The web is asked for nothing but what was asked for by its address."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards import documents
from flashcards import fetch as fetching
from flashcards.documents import web
from flashcards.errors import InputError
from flashcards.settings import load_settings
from tests.conftest import ROOT
from tests.makers import docx, epub, paragraph
from tests.webserver import Answer, Server, running

ENGLISH = "<h1>Tea</h1><p>We drink tea in the morning.</p><p>The pot is small and brown.</p>"
CHINESE = "<h1>茶</h1><p>我们早上喝茶。</p><p>茶壶又小又是棕色的。</p>"  # the same


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    monkeypatch.setenv("FLASHCARDS_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(fetching, "LIMITS", fetching.Limits(seconds=5, allow_private=True))
    with running() as web_server:
        yield web_server


def test_two_pages(server: Server) -> None:
    """A page a language is read as two files are; the encoding that the server names is a hint."""
    server.answers["/en"] = Answer(ENGLISH.encode(), headers={"Content-Type": "text/html"})
    server.answers["/zh"] = Answer(
        CHINESE.encode("big5", "replace"), headers={"Content-Type": "text/html; charset=big5"}
    )
    bitext = documents.read_bitext([server.url + "/en", server.url + "/zh"])
    assert [s.text for s in bitext.english] == ["Tea", "We drink tea in the morning.", "The pot is small and brown."]
    assert bitext.chinese[0].text == "茶"


@pytest.mark.parametrize(
    ("kind", "path", "suffix"),
    [
        ("text/html; charset=utf-8", "/a.php", ".html"),
        ("text/markdown", "/a", ".md"),
        ("application/octet-stream", "/a.EPUB?b=1", ".epub"),
        ("", "/a%2Etsv", ".tsv"),
        ("text/plain", "/a", ""),
    ],
)
def test_kinds(server: Server, kind: str, path: str, suffix: str) -> None:
    """The kind that the server names stands for the ending of a name; without, the address has one."""
    server.answers[path] = Answer(b"tea", headers={"Content-Type": kind})
    assert web.load(server.url + path)[0].suffix == suffix


@pytest.mark.parametrize("kind", ["image/png", "application/json", "video/mp4"])
def test_no_text(server: Server, kind: str) -> None:
    """Pictures and data are refused."""
    server.answers["/a"] = Answer(b"tea", headers={"Content-Type": kind})
    with pytest.raises(InputError, match="no page of text"):
        web.load(server.url + "/a")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("https://example.org/tea/green-tea.html?x=1#top", "green-tea"),
        ("https://example.org/", "example.org"),
        ("https://example.org/%E8%8C%B6/", "茶"),
        ("HTTPS://example.org:443", "example.org"),
    ],
)
def test_a_deck_is_named_after_the_page(source: str, title: str) -> None:
    """The last part of the address names the deck, or the server does."""
    assert load_settings([source]).title == title


def test_a_recipe_may_name_a_page(tmp_path: Path) -> None:
    """An address in a recipe stays one."""
    (tmp_path / "deck.toml").write_text('sources = ["https://example.org/a", "b.txt"]', encoding="utf-8")
    assert load_settings([tmp_path]).sources == ("https://example.org/a", str(tmp_path / "b.txt"))


OFFLINE = """
import sys
def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.stderr.write(f"NETWORK: {event} {arguments}\\n")
        raise SystemExit(99)
sys.addaudithook(forbid)
from flashcards.cli import app
for line in sys.argv[1:]:
    app(line.split(), standalone_mode=False)
"""
LURE = '<img src="http://127.0.0.1:9/a.png"><link rel=stylesheet href="http://127.0.0.1:9/a.css">'


def test_nothing_else_touches_the_network(tmp_path: Path) -> None:
    """Every command on every kind of file works where sockets are forbidden, whatever the file refers to."""
    (tmp_path / "a.html").write_text(f"<html><body>{LURE}{ENGLISH}{CHINESE}</body></html>", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(docx("".join(map(paragraph, ("We drink tea.", "我们喝茶。")))))
    (tmp_path / "a.epub").write_bytes(epub([LURE.replace(">", "/>") + ENGLISH, CHINESE]))
    (tmp_path / "a.md").write_text("We drink tea ![a](http://127.0.0.1:9/a.png).\n\n我们喝茶。\n", encoding="utf-8")
    every = [f"align {name}" for name in ("a.html", "a.docx", "a.epub", "a.md")]
    surely = "--min-confidence 0"
    run = offline(*every, f"build a.html {surely}", "annotate a.html", f"vocabulary a.html {surely}", cwd=tmp_path)
    assert "NETWORK" not in run.stderr
    assert run.returncode == 0, run.stderr
    assert "NETWORK" in offline("align https://example.org/", cwd=tmp_path).stderr  # the guard does guard


def offline(*commands: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run commands where every use of a socket ends them."""
    return subprocess.run(
        [sys.executable, "-c", OFFLINE, *commands],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
