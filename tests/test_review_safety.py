"""Nothing is lost: whatever happens to the browser, the machine or the program while a review is under way."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from flashcards.corrections import Corrections, WordCorrection, editing, files
from tests.review_pages import Review, under_review

FORM = {"pair": "1", "start": "4", "own_meaning": "leaf tea", "was_english": ""}
MANY = 1000


def post(review: Review, **form: str) -> http.client.HTTPConnection:
    """Send a change, and do not wait for the answer."""
    parts = urlsplit(review.address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    body = urlencode({**FORM, "revision": review.session.shown, **form})
    connection.request("POST", f"{parts.path}act/mean", body, {"Origin": f"http://{parts.netloc}"})
    return connection


def until_saved(review: Review, text: str) -> None:
    end = time.monotonic() + 20
    while text not in review.saved and time.monotonic() < end:
        time.sleep(0.05)
    assert text in review.saved


def test_a_browser_that_goes_away_loses_nothing(review: Review) -> None:
    """A change whose sender hangs up before the answer is saved, and the next page shows it."""
    post(review).close()
    until_saved(review, "leaf tea")
    with review.session.alone() as notice:
        assert notice == ""
        assert [each.meaning for each in review.session.corrections.words] == ["leaf tea"]


@pytest.mark.parametrize("count", [3000, 20_000])
def test_a_long_sentence_is_judged_whole(review: Review, count: int) -> None:
    """As many words as a sentence can have are named at once; more are refused, and change nothing."""
    parts = urlsplit(review.address)
    for path in ("read", "act/mean"):
        connection = http.client.HTTPConnection(parts.netloc, timeout=20)
        body = urlencode({**FORM, "revision": review.session.shown}) + "&key=a" * count
        connection.request("POST", f"{parts.path}{path}", body, {"Origin": f"http://{parts.netloc}"})
        answer = connection.getresponse()
        assert (answer.status, b"more at once" in answer.read()) == ((200, False) if count < 10_000 else (422, True))
    assert ("leaf tea" in review.saved) == (count < 10_000)


def test_a_name_that_is_no_text_is_shown(tmp_path: Path) -> None:
    """A text whose name has bytes that are no UTF-8 is reviewed as any other: no page of it was shown."""
    with under_review(tmp_path, title=os.fsdecode(b"tea \xff")) as review:
        with urllib.request.urlopen(review.address, timeout=20) as answer:  # noqa: S310 (our own address)
            assert b"<title>tea ?" in answer.read()
        assert post(review).getresponse().status == http.client.OK
        assert "leaf tea" in review.saved


def test_half_a_request_changes_nothing(review: Review) -> None:
    """A browser that breaks off while it sends has asked for nothing."""
    parts = urlsplit(review.address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.putrequest("POST", f"{parts.path}act/mean")
    connection.putheader("Origin", f"http://{parts.netloc}")
    connection.putheader("Content-Length", "500")
    connection.endheaders(b"pair=1&start=4&own_meaning=leaf")
    connection.close()
    post(review, own_meaning="tea leaves, dried").getresponse().read()
    assert "tea leaves, dried" in review.saved
    assert review.saved.count("[[word]]") == 1


def test_two_pages_that_send_at_once_lose_nothing(review: Review) -> None:
    """Of two changes of one revision the first is done, and the second is told; the file holds the first, whole."""
    answers: list[int] = []

    def send(meaning: str) -> None:
        answers.append(post(review, own_meaning=meaning, revision="1").getresponse().status)

    threads = [threading.Thread(target=send, args=(meaning,)) for meaning in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]
    assert review.saved.count("[[word]]") == 1


def test_a_review_sleeps_and_goes_on(tmp_path: Path) -> None:
    """A program that is stopped while it is asked, as by a machine that sleeps, answers when it wakes."""
    process, address = started(tmp_path)
    try:
        parts = urlsplit(address)
        process.send_signal(signal.SIGSTOP)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        body = urlencode({**FORM, "revision": "1"})
        connection.request("POST", f"{parts.path}act/mean", body, {"Origin": f"http://{parts.netloc}"})
        time.sleep(0.3)
        process.send_signal(signal.SIGCONT)
        assert connection.getresponse().status == 200
        assert "leaf tea" in (tmp_path / "essay.corrections.toml").read_text(encoding="utf-8")
    finally:
        process.kill()
        process.wait()


def started(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start the command on the essay, and give its process and address."""
    from tests.review_pages import ESSAY, until_open

    (folder / "essay.txt").write_text(ESSAY, encoding="utf-8")
    command = [sys.executable, "-m", "flashcards", "review", "--no-open", "-q", str(folder / "essay.txt")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=os.environ.copy())
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    until_open(address)
    return process, address


KILLED = """
import os, sys
from pathlib import Path
from flashcards.corrections import WordCorrection, editing
path, number = Path(sys.argv[1]), int(sys.argv[2])
calls = iter(range(10**6))
def tick(frame, event, arg):
    if frame.f_code.co_filename.endswith(os.path.join("common", "files.py")) and next(calls) == number:
        os.kill(os.getpid(), 9)
    return tick
sys.settrace(tick)
editing.change(path, lambda text: editing.replaced(text, (), [WordCorrection("茶", meaning="tea")]))
"""


@pytest.mark.parametrize("number", range(0, 96, 8))
def test_a_program_that_is_killed_while_it_saves_leaves_a_whole_file(tmp_path: Path, number: int) -> None:
    """At whichever step of writing the program is killed, the file is the one before the change or after it."""
    path = tmp_path / "essay.corrections.toml"
    before = '[[word]]\nword = "水"\nmeaning = "water"\n'
    path.write_text(before, encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(path), str(number)], check=False)
    after = path.read_text(encoding="utf-8")
    assert after in (before, editing.replaced(before, (), [WordCorrection("茶", meaning="tea")]))


def test_a_thousand_corrections_are_saved_one_after_the_other(tmp_path: Path) -> None:
    """A file of a thousand corrections takes another, and gives one up, within a moment; all others stay."""
    path = tmp_path / "essay.corrections.toml"
    every = [WordCorrection("茶", f"第{number}杯茶", meaning=f"tea {number}") for number in range(MANY)]
    path.write_text(editing.replaced("", (), every), encoding="utf-8")
    new = WordCorrection("水", meaning="water")
    start = time.process_time()
    editing.change(path, lambda text: editing.replaced(text, [every[500]], [new]))
    assert time.process_time() - start < 0.5
    kept = Corrections(words=(*every[:500], new, *every[501:]))
    assert files.load(path) == kept
