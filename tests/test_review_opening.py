"""The page of a text that is still read: how far it is, what is in the way, and that nobody has to stay for it."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from flashcards import cli, load_settings, pipeline
from flashcards.common.progress import Progress, silent
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon
from flashcards.review import Session, open_session, serve
from flashcards.review.opening import LeftError, Opening
from flashcards.review.rebuilding import Maker
from flashcards.review.views import Query, page_of
from tests.review_pages import ESSAY


def ask(address: str, method: str, path: str) -> tuple[int, Any]:
    """Ask a page, and give its answer."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.request(method, parts.path + path, headers={"Origin": f"http://{parts.netloc}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    return answer.status, json.loads(text) if text.startswith("{") else text


def served(work: Callable[[Progress, str], Session]) -> Session | None:
    """Serve a text that some work reads once its page is shown, which is given the address of it."""
    addresses: list[str] = []
    is_shown = threading.Event()

    def show(address: str) -> None:
        addresses.append(address)
        is_shown.set()

    def read(page: Progress) -> Session:
        assert is_shown.wait(20)
        return work(page, addresses[0])

    return serve("Tea", read, show)


def test_the_page_tells_how_far_a_text_is() -> None:
    """Before anything is known it is being read; then the page says the stage, and the share of it that is done."""
    answers: list[tuple[int, Any]] = []

    def work(page: Progress, address: str) -> Session:
        for done in (0, 1, 3):
            if done:
                page("Pairing sentences", done, 4)
            answers.append(ask(address, "GET", "opening"))
        answers.append(ask(address, "GET", "act/undo"))
        raise LeftError

    assert served(work) is None
    assert [(now["stage"], now["share"]) for _, now in answers[:3]] == [
        ("Reading the text", -1.0),
        ("Pairing sentences", 0.25),
        ("Pairing sentences", 0.75),
    ]
    assert answers[3][0] == 404


def test_what_is_in_the_way_is_said_on_the_page_before_the_command_ends() -> None:
    """Whoever looks at the page when a text is refused hears why; and then whoever called it does."""
    heard: list[str] = []

    def listen(address: str) -> None:
        while not heard:
            _, now = ask(address, "GET", "opening")
            heard.extend(filter(None, [now["trouble"]]))

    def work(_page: Progress, address: str) -> Session:
        threading.Thread(target=listen, args=(address,), daemon=True).start()
        raise InputError("tea.txt: has no Chinese.")

    with pytest.raises(InputError, match="no Chinese"):
        served(work)
    assert heard == ["tea.txt: has no Chinese."]


def test_what_is_refused_at_once_opens_no_browser() -> None:
    """A text that is refused within a moment is refused in the terminal, as by every command."""
    shown: list[str] = []

    def read(_page: Progress) -> Session:
        raise InputError("tea.txt: is not there.")

    with pytest.raises(InputError, match="not there"):
        serve("Tea", read, shown.append)
    assert shown == []


def test_a_reader_may_leave_before_the_text_is_read() -> None:
    """Done on the page ends the command at the next step of its work; so does Ctrl-C, as an interrupted command."""

    def left(page: Progress, address: str) -> Session:
        assert ask(address, "POST", "done")[0] == 200
        page("Pairing sentences", 1, 2)
        raise AssertionError("nobody waits any more")

    def interrupted(_page: Progress, _address: str) -> Session:
        raise KeyboardInterrupt

    assert served(left) is None
    with pytest.raises(KeyboardInterrupt):
        served(interrupted)


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: None) -> Callable[[], Session]:  # noqa: ARG001
    """Open the essay as if it were long, while nothing can be made of it until the gate is open."""
    monkeypatch.setattr("flashcards.review.settling.AT_ONCE", 0)
    monkeypatch.setattr("flashcards.review.settling.CALM", 0.0)
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    settings = load_settings(tmp_path / "essay.txt")
    return lambda: open_session(settings, pipeline.read(settings), open_lexicon())


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Hold back what is made of a text but its pairs."""
    gate, annotated = threading.Event(), Maker._annotated
    monkeypatch.setattr(Maker, "_annotated", lambda self, *given: (gate.wait(20), annotated(self, *given))[1])
    return gate


def count(session: Session, view: str) -> int:
    return page_of(session, Query(view)).count


def test_a_page_from_before_still_finds_its_script(new: Callable[[], Session]) -> None:
    """A text may be there before a browser asks for what its page needs, which then sees that and loads anew."""
    answers: list[tuple[int, Any]] = []

    def look(address: str) -> None:
        while ask(address, "GET", "opening")[0] != 404:
            time.sleep(0.02)
        answers.extend([ask(address, "GET", "opening.js"), ask(address, "POST", "done")])

    def work(_page: Progress, address: str) -> Session:
        threading.Thread(target=look, args=(address,), daemon=True).start()
        return new()

    assert served(work) is not None
    (script, text), (done, _) = answers
    assert (script, done) == (200, 200)
    assert "location.reload" in text


def test_a_long_text_shows_its_pairs_first(new: Callable[[], Session], gate: threading.Event) -> None:
    """Pairs can be read and set before there are words and cards, and what was set then is in what comes."""
    session = new()
    assert (count(session, "pairs"), count(session, "words"), count(session, "cards")) == (6, 0, 0)
    with session.alone():
        session.act("join", {"pair": ["2"]})
    assert count(session, "words") == 1
    assert count(session, "pairs") == 5
    gate.set()
    session.wait()
    assert session.is_settled
    assert not session.is_new
    assert (count(session, "pairs"), count(session, "words")) == (5, 5)
    assert count(session, "cards") > 5


def test_nobody_waits_for_what_is_made_when_nothing_was_changed(
    new: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review that ends before all was made of its text, with nothing changed, breaks off; with a change it waits."""
    ends: list[bool] = []

    def slow(self: Maker, *given: Any) -> Any:
        for done in range(200):
            given[-1]("Finding words", done, 200)
            time.sleep(0.01)
            if ends:
                break
        return annotated(self, *given)

    annotated = Maker._annotated
    monkeypatch.setattr(Maker, "_annotated", slow)
    unchanged = new()
    unchanged.end()
    assert not unchanged.is_settled
    assert unchanged.trouble == ""
    changed = new()
    with changed.alone():
        changed.act("drop", {"pair": ["0"]})
    ends.append(True)
    changed.end()
    assert changed.is_settled


@pytest.mark.usefixtures("own_cache")
def test_what_is_in_the_way_of_a_long_text_ends_the_command_with_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trouble that comes after the page was opened is said in the terminal, too, and is an error of the command."""
    monkeypatch.setattr("flashcards.review.settling.AT_ONCE", 0)
    monkeypatch.setattr("flashcards.review.settling.CALM", 0.0)
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    cuts = '[[cut]]\nwords = ["卖茶", "叶"]\n[[cut]]\nwords = ["茶叶和"]\n'
    (tmp_path / "essay.corrections.toml").write_text(cuts, encoding="utf-8")

    def reviewed(_title: str, read: Callable[[Progress], Session], _show: Callable[[str], None]) -> Session:
        session = read(silent)
        session.wait()
        return session

    monkeypatch.setattr("flashcards.review.serve", reviewed)
    run = CliRunner().invoke(cli.app, ["review", str(tmp_path / "essay.txt"), "--no-open"])
    assert isinstance(run.exception, InputError)
    assert "in two ways" in str(run.exception)


def test_what_is_told_is_told_to_all() -> None:
    """An opening is a progress: it notes the last stage, and refuses to go on once nobody waits."""
    opening = Opening("Tea")
    opening("Finding words", 1, 2)
    assert opening.says == {"stage": "Finding words", "share": 0.5, "trouble": ""}
    opening.is_left = True
    with pytest.raises(LeftError):
        opening("Finding words", 2, 2)
