"""A review under way, and a browser that looks at it: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from flashcards import load_settings, pipeline
from flashcards.lexicon import open_lexicon
from flashcards.review import Session, open_session
from flashcards.review.opening import Opening
from flashcards.review.server import serving

ESSAY = """My aunt opened a small shop last year. She sells tea and cups there. Every morning she boils water first.
Her neighbours come to talk about the weather. In winter they stay until the evening. I like to sit by the window.

我姑姑去年开了一家小店。她在那里卖茶叶和杯子。每天早晨她先烧水。
邻居们来聊天气。冬天他们一直坐到晚上。我喜欢坐在窗边。
"""


@dataclass(frozen=True)
class Review:
    """A session with the address of its pages, and the file that its corrections go into."""

    session: Session
    address: str
    corrections: Path

    @property
    def saved(self) -> str:
        """What the file says."""
        return self.corrections.read_text(encoding="utf-8") if self.corrections.exists() else ""


@contextmanager
def under_review(
    folder: Path, text: str = ESSAY, collection: Path | None = None, **options: object
) -> Iterator[Review]:
    """Serve a text until the block is done."""
    (folder / "essay.txt").write_text(text, encoding="utf-8")
    settings = load_settings(folder / "essay.txt", **options)
    session = open_session(settings, pipeline.read(settings), open_lexicon(), collection=collection)
    session.wait()
    with serving(Opening(settings.title, session)) as (address, _):
        yield Review(session, address, folder / "essay.corrections.toml")


def until_open(address: str) -> str:
    """Wait until a text that a command reads is open for review, and give its first page."""
    while True:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 (our own address)
            page: str = answer.read().decode()
        if "data-revision" in page:
            return page
        time.sleep(0.05)


@contextmanager
def chromium() -> Iterator[None]:
    """Run the browser for the tests of a module; while Playwright runs, no other test may use asyncio."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        BROWSERS.append(playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]))
        yield
        BROWSERS.pop().close()


BROWSERS: list[Browser] = []
PATIENCE = 30_000
"""Milliseconds that a page may take on a machine that is busy with much else; what is awaited comes in a fraction."""


@contextmanager
def opened(address: str, *, width: int = 1000, dark: bool = False) -> Iterator[Page]:
    """Open a page; whatever it says on its console is an error of ours."""
    context = BROWSERS[-1].new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    try:
        yield page
        assert [each for each in problems if "the server responded" not in each] == []
    finally:
        context.close()


def saved(page: Page) -> None:
    """Wait until the page says that a change is saved."""
    expect(page.locator("#says")).to_contain_text("Saved:")
