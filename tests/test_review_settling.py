"""A long text under review: a change is shown at once, the rest settles behind it, and whatever fails is said."""

from __future__ import annotations

import gc
import http.client
import json
import threading
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from flashcards import corrections, pipeline
from flashcards.corrections import Corrections, editing
from flashcards.errors import InputError
from flashcards.lexicon import Lexicon
from flashcards.records import AnnotatedPair
from flashcards.review.rebuilding import Maker, State
from flashcards.review.sketches import Sketcher
from tests.review_pages import Review, under_review

TO_HEAT = {"pair": ["2"], "start": ["6"], "own_meaning": ["to heat"], "was_english": [""]}
DRY = {"pair": ["1"], "start": ["5"], "own_meaning": ["dried leaves"], "was_english": [""]}


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: None) -> Iterator[Review]:  # noqa: ARG001
    """Serve the essay as if it were long."""
    monkeypatch.setattr("flashcards.review.settling.AT_ONCE", 0)
    monkeypatch.setattr("flashcards.review.settling.CALM", 0.0)
    with under_review(tmp_path) as served:
        yield served
        served.session.wait()


def act(review: Review, action: str, form: dict[str, list[str]]) -> str:
    with review.session.alone():
        return review.session.act(action, form)


def ask(review: Review, method: str, path: str, **form: str) -> tuple[int, Any]:
    """Ask a page of a review, and give the answer."""
    parts = urlsplit(review.address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.request(method, parts.path + path, urlencode(form), {"Origin": f"http://{parts.netloc}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    return answer.status, json.loads(text) if text.startswith("{") else text


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception, wanted: Callable[[State], bool]) -> None:
    """Let all of a text fail where its corrections are wanted ones."""
    make = Maker.make

    def tried(self: Maker, *given: Any) -> State:
        state = make(self, *given)
        if wanted(state):
            raise error
        return state

    monkeypatch.setattr(Maker, "make", tried)


def has(meaning: str) -> Callable[[State], bool]:
    return lambda state: any(each.meaning == meaning for each in state.corrections.words)


def test_a_word_that_is_set_asks_for_nothing_of_another(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was set of one word is put right once, and not again with each change of another."""
    act(
        long,
        "mean",
        {"pair": ["4"], "start": ["4"], "own_meaning": ["to sit"], "was_english": [""], "scope": ["everywhere"]},
    )
    long.session.wait()
    asked: list[str] = []
    on_words = corrections.on_words

    def listening(annotated: AnnotatedPair, corrected: Corrections, lexicon: Lexicon) -> AnnotatedPair:
        asked.extend({each.word for each in corrected.words})
        return on_words(annotated, corrected, lexicon)

    monkeypatch.setattr(Sketcher, "sketch", lambda _self, before, *_: before)
    monkeypatch.setattr(corrections, "on_words", listening)
    act(long, "mean", TO_HEAT)
    long.session.wait()
    assert asked == ["烧水"]


def test_what_is_shown_no_more_is_freed(long: Review) -> None:
    """The program looks for no cycles, so none may hold what stood before a change: memory would only grow."""
    before = weakref.ref(long.session.listing)
    was_on = gc.isenabled()
    gc.disable()  # as `flashcards` does
    try:
        for action, form in (("mean", DRY), ("join", {"pair": ["3"]}), ("undo", {})):
            act(long, action, form)
            long.session.wait()
        assert before() is None
    finally:
        (gc.enable if was_on else gc.disable)()


def test_what_is_undone_makes_nothing_anew(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stretch of a text takes seconds; the one that stood before a change still stands when that is undone."""
    annotated_counts: list[int] = []
    annotate = pipeline.annotate

    def counted(pairs: Any, *given: Any) -> Any:
        annotated_counts.append(len(pairs))
        return annotate(pairs, *given)

    monkeypatch.setattr(pipeline, "annotate", counted)
    for action, form in (("join", {"pair": ["2"]}), ("undo", {})):
        act(long, action, form)
        long.session.wait()
    assert annotated_counts == [5, 0]


def test_done_waits_for_what_settles(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is done is answered once all has settled, and not before."""
    gate, make = threading.Event(), Maker.make
    monkeypatch.setattr(Maker, "make", lambda self, *given: (gate.wait(20), make(self, *given))[1])
    act(long, "mean", TO_HEAT)
    answers: list[tuple[int, Any]] = []
    done = threading.Thread(target=lambda: answers.append(ask(long, "POST", "done")))
    done.start()
    done.join(0.2)
    assert answers == []
    gate.set()
    done.join(20)
    assert [(status, "Done." in says) for status, says in answers] == [(200, True)]
    assert long.session.is_settled


def test_done_says_first_what_was_taken_back(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that cannot settle is taken back before the review ends, and the reader hears of it."""
    failing(monkeypatch, InputError("lines 1 and 2: they contradict each other."), has("to heat"))
    act(long, "mean", TO_HEAT)
    status, answer = ask(long, "POST", "done?view=words")
    assert status == 409
    assert answer["says"].startswith("Not done: Taken back (烧水 means “to heat”)")
    assert "contradict" in answer["html"]
    assert "to heat" not in long.saved
    assert ask(long, "POST", "done")[0] == 200


def test_a_change_that_cannot_settle_is_taken_back_alone(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed before it stays, the page is told, and it can be done again."""
    act(long, "mean", DRY)
    long.session.wait()
    failing(monkeypatch, InputError("they contradict each other."), has("to heat"))
    act(long, "mean", TO_HEAT)
    page = long.session.shown
    long.session.wait()
    assert [each.meaning for each in long.session.corrections.words] == ["dried leaves"]
    assert long.session.is_settled
    assert long.session.can_redo
    _, now = ask(long, "GET", f"settling?revision={quote(page)}")
    assert now["says"] == now["trouble"]
    assert now["trouble"].startswith("Taken back (烧水 means “to heat”), and Redo would do it again: they contradict")
    assert "Taken back" in ask(long, "GET", "main?view=words")[1]


def test_what_was_undone_is_not_what_is_taken_back(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a text cannot be made after an undo, the undo is taken back, and nothing else."""
    act(long, "mean", DRY)
    act(long, "mean", TO_HEAT)
    long.session.wait()
    failing(monkeypatch, InputError("it cannot be made without."), lambda state: not has("to heat")(state))
    act(long, "undo", {})
    long.session.wait()
    assert {each.meaning for each in long.session.corrections.words} == {"dried leaves", "to heat"}
    assert act(long, "undo", {}) == "Undone: 烧水 means “to heat”."


@pytest.mark.parametrize("error", [InputError("sign.png: is no picture."), RuntimeError("no room"), OSError("gone")])
def test_whatever_fails_is_said_and_costs_no_change(
    long: Review, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Where no change is at fault, all of them are kept, the page says what failed, and a later change tries again."""
    with monkeypatch.context() as broken:
        failing(broken, error, lambda _: True)
        act(long, "mean", DRY)
        act(long, "mean", TO_HEAT)
        long.session.wait()
        assert {each.meaning for each in long.session.corrections.words} == {"dried leaves", "to heat"}
        assert long.session.shown.endswith("~")
        _, now = ask(long, "GET", "settling")
        assert str(error) in now["trouble"]
        assert str(error) in ask(long, "GET", "main")[1]
    act(long, "undo", {})
    long.session.wait()
    assert long.session.is_settled
    assert long.session.trouble == ""


def test_a_file_that_cannot_be_written_is_said(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that cannot even be taken back, for the disk is full, stays in the file, and the page says why."""
    failing(monkeypatch, InputError("they contradict each other."), has("to heat"))
    act(long, "mean", TO_HEAT)
    with monkeypatch.context() as full:
        full.setattr(editing, "write_text", lambda path, _: (_ for _ in ()).throw(InputError(f"{path}: no space.")))
        long.session.wait()
    assert "no space" in long.session.trouble
    assert "to heat" in long.saved


def test_a_page_that_waits_is_told_of_other_changes(long: Review) -> None:
    """Whoever asks how far the text has settled hears of a change by hand, and of a file that is broken by hand."""
    shown = long.session.shown
    assert ask(long, "GET", f"settling?revision={shown}")[1]["says"] == ""
    long.corrections.write_text('[[card]]\nword = "水"\nnote = "x"\n', encoding="utf-8")
    now = ask(long, "GET", f"settling?revision={shown}")[1]
    assert "changed elsewhere" in now["says"]
    assert "水" in str(list(long.session.corrections))
    long.corrections.write_text("[[card\n", encoding="utf-8")
    assert "mend the corrections there" in ask(long, "GET", f"settling?revision={now['shown']}")[1]["trouble"]


def test_a_short_text_takes_back_whatever_fails(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a change makes the program fail, it is refused in a sentence, and the review goes on."""
    with monkeypatch.context() as broken:
        failing(broken, KeyError("x"), has("to heat"))
        with pytest.raises(InputError, match="the program failed on this text"):
            act(review, "mean", TO_HEAT)
    assert "to heat" not in review.saved
    assert act(review, "mean", DRY) == "Saved: 茶叶 means “dried leaves”."


def test_no_lexicon_is_asked_by_two_threads_at_once(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """What settles asks a lexicon of its own, which can be sent to other processes as any other."""
    askers = defaultdict(set)
    entries = Lexicon.entries

    def asked(self: Lexicon, word: str) -> Any:
        askers[id(self)].add(threading.current_thread().name.startswith("settling"))
        return entries(self, word)

    monkeypatch.setattr(Lexicon, "entries", asked)
    act(long, "cut", {"pair": ["1"], "start": ["5"], "at": ["1"]})
    long.session.wait()
    assert set(map(frozenset, askers.values())) == {frozenset({True}), frozenset({False})}


def test_two_cuts_that_contradict_anywhere_are_refused_at_once(long: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut is looked at in all of the text, also where it is shown later."""
    monkeypatch.setattr("flashcards.review.sketches._MOST", 0)
    by_hand = '[[cut]]\nwords = ["卖茶", "叶"]\n'
    long.corrections.write_text(by_hand, encoding="utf-8")
    with long.session.alone():
        pass
    long.session.wait()
    with pytest.raises(InputError, match="cut in two ways"):
        act(long, "merge", {"pair": ["1"], "start": ["6"], "scope": ["everywhere"]})
    assert long.saved == by_hand


@pytest.mark.usefixtures("own_cache")
def test_the_last_pair_of_a_long_text_does_not_make_it_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A text stays long or short for a whole session: what makes all of it is never asked by two at once."""
    monkeypatch.setattr("flashcards.review.settling.AT_ONCE", 5)
    threads: list[threading.Thread] = []
    make = Maker.make

    def noted(self: Maker, *given: Any) -> State:
        threads.append(threading.current_thread())
        return make(self, *given)

    monkeypatch.setattr(Maker, "make", noted)
    with under_review(tmp_path) as six:
        for _ in range(2):
            act(six, "join", {"pair": ["0"]})
        six.session.wait()
        assert len(six.session.deck.annotated) == 4
    assert len(set(threads[1:])) == 1
