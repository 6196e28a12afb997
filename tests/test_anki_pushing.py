"""A package reaches a running Anki, or one sentence says why not and what to do.

The server answers as AnkiConnect was seen to inside Anki 26.09, and its collection is a real one.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from flashcards.anki import DeckOptions, anki_connect, pushing, write_package
from flashcards.anki.pushing import Arrival
from flashcards.cli import app
from flashcards.errors import AnkiError, InputError
from flashcards.output import reports
from tests import anki_cards
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import Card

pytestmark = pytest.mark.anki

NOW = 1_800_000_000


@dataclass
class Desktop:
    """An Anki with the add-on: `lacking` are actions its version does not know, `error` is what it says to all."""

    learner: Learner
    version: int = 6
    lacking: tuple[str, ...] = ()
    key: str | None = None
    error: str = ""
    bare: bytes | None = None
    status: int = 200
    delay: float = 0
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, body: bytes) -> bytes:
        """Answer a request as the add-on does."""
        request = json.loads(body)
        self.asked.append(request)
        time.sleep(self.delay)
        if self.bare is not None:
            return self.bare
        try:
            reply = {"result": self._do(request), "error": None}
        except Exception as error:  # noqa: BLE001  # as the add-on does
            reply = {"result": None, "error": str(error)}
        return json.dumps(reply).encode()

    def _do(self, request: dict[str, Any]) -> Any:
        action, params, col = request["action"], request["params"], self.learner.col
        if request.get("key") != self.key:
            raise ValueError("valid api key must be provided")
        if action in self.lacking:
            raise ValueError("unsupported action")
        if action == "version":
            return self.version
        if self.error:
            raise ValueError(self.error)
        if action == "findNotes":
            return list(col.find_notes(params["query"]))
        if action == "importPackage":
            self.learner.take(Path(params["path"]))
            return True
        if action == "guiImportFile":
            return None
        notes = [col.get_note(number) for number in params["notes"]]
        if action == "notesModTime":
            return [{"noteId": note.id, "mod": note.mod} for note in notes]
        assert action == "notesInfo"
        kinds = [note.note_type() for note in notes]
        return [
            {
                "noteId": note.id,
                "modelName": kind["name"],
                "mod": note.mod,
                "fields": {
                    field["name"]: {"value": note.fields[field["ord"]], "order": field["ord"]} for field in kind["flds"]
                },
            }
            for note, kind in zip(notes, kinds, strict=True)
            if kind is not None
        ]


@contextmanager
def listening(desktop: Desktop) -> Iterator[anki_connect.Anki]:
    """Let a desktop listen on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the library's name
            answer = desktop.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(desktop.status)
            self.send_header("Content-Type", "text/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield anki_connect.at(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """Give an Anki with an empty collection."""
    with Learner(tmp_path / "profile") as learner:
        yield Desktop(learner)


def _package(path: Path, deck: Sequence[Card] | None = None, *, now: int = NOW, **options: Any) -> Path:
    write_package(anki_cards.deck() if deck is None else deck, DeckOptions(title="x", **options), path, now=now)
    return path


def test_what_arrives_is_counted_and_foretold(desktop: Desktop, tmp_path: Path) -> None:
    """New, changed and unchanged notes are told, before as after; a dry run changes nothing."""
    path = _package(tmp_path / "deck.apkg", anki_cards.deck()[:-1])
    with listening(desktop) as anki:
        for expected in (Arrival(6, 6, 0), Arrival(6, 0, 0)):
            assert pushing.foretell(path, anki) == expected
            assert pushing.push(path, anki) == expected
        other: list[Card] = [*anki_cards.sentences()[1:], *anki_cards.vocabulary()]
        _package(path, other, now=NOW + 9, spelling=pushing_spelling())
        assert pushing.foretell(path, anki) == Arrival(6, 1, 5)
        before = desktop.learner.col.mod
        assert pushing.foretell(path, anki) == Arrival(6, 1, 5)
        assert desktop.learner.col.mod == before
        assert pushing.push(path, anki) == Arrival(6, 1, 5)
    assert desktop.learner.faults() == []


def pushing_spelling() -> Any:
    """Spell pinyin otherwise, so that every note changes."""
    from flashcards.chinese.orthography import Spelling
    from flashcards.settings import Pinyin

    return Spelling(Pinyin.NUMBERS)


def test_an_edit_of_the_learner_is_not_foretold_to_go(desktop: Desktop, tmp_path: Path) -> None:
    """A note that the learner edited since stays theirs, and is not counted as changed."""
    path = _package(tmp_path / "deck.apkg", now=1_700_000_000)
    with listening(desktop) as anki:
        pushing.push(path, anki)
        note = desktop.learner.note("催")  # to urge
        note["Note"] = "mine"
        desktop.learner.col.update_note(note)
        assert pushing.foretell(path, anki) == pushing.push(path, anki) == Arrival(7, 0, 0)
    assert desktop.learner.note("催")["Note"] == "mine"


def test_an_old_add_on_still_counts_what_is_new(desktop: Desktop, tmp_path: Path) -> None:
    """An add-on that knows no times tells new notes alone."""
    desktop.lacking = ("notesModTime",)
    with listening(desktop) as anki:
        assert pushing.push(_package(tmp_path / "deck.apkg"), anki) == Arrival(7, 7, None)


@pytest.mark.parametrize("error", ["No module named 'anki.importing.apkg'", "unsupported action"])
def test_anki_asks_where_the_add_on_cannot_import(desktop: Desktop, tmp_path: Path, error: str) -> None:
    """Where the add-on's own import fails, Anki's dialog is opened, and the learner told to press its button."""
    path = _package(tmp_path / "deck.apkg")
    do = desktop._do
    fail = ValueError(error)

    def lacking(request: dict[str, Any]) -> Any:
        if request["action"] == "importPackage":
            raise fail
        return do(request)

    desktop._do = lacking  # type: ignore[method-assign]
    with listening(desktop) as anki:
        arrival = pushing.push(path, anki)
    assert arrival.is_asked
    assert desktop.asked[-1]["params"] == {"path": path.resolve().as_posix()}
    assert "press Import there" in reports.arrival(path, arrival, foretold=False)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"key": "secret"}, "put it into the environment as ANKICONNECT_API_KEY"),
        ({"error": "collection is not available"}, "has no profile open; choose one"),
        ({"version": 5}, "speaks version 5 of its protocol, 6 is needed; update the add-on"),
        ({"lacking": ("version",)}, "too old for this; update the add-on"),
        (
            {"error": "Failed to open 'x': Permission denied"},
            "Anki refuses: Failed to open 'x': Permission denied; see",
        ),
        ({"bare": b"6"}, "not AnkiConnect, or an old one"),
        ({"bare": b"<html>"}, "not AnkiConnect, or an old one"),
        ({"status": 403}, "lets nobody in; restore its configuration"),
    ],
)
def test_what_stands_in_the_way_is_named(
    desktop: Desktop, tmp_path: Path, state: dict[str, Any], sentence: str
) -> None:
    """Each way in which the add-on was seen to refuse has a sentence that says what to do; nothing is imported."""
    for name, value in state.items():
        setattr(desktop, name, value)
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        for attempt in (pushing.push, pushing.foretell):
            with pytest.raises(AnkiError, match=sentence):
                attempt(path, anki)
    assert desktop.learner.col.note_count() == 0


def test_a_silent_anki_is_not_waited_for(desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An Anki that is busy or shows a dialog is left after a while, with advice."""
    monkeypatch.setattr(anki_connect.Anki.ask, "__kwdefaults__", {"patience": 0.05})
    desktop.delay = 0.3
    with listening(desktop) as anki, pytest.raises(AnkiError, match="close any dialog that is open in it"):
        pushing.push(_package(tmp_path / "deck.apkg"), anki)


def test_a_closed_anki_is_named(desktop: Desktop, tmp_path: Path) -> None:
    """Where nothing listens, both reasons stand: Anki is closed, or has no such add-on."""
    with listening(desktop) as anki:
        pass
    with pytest.raises(AnkiError, match=r"start Anki, or, if it runs, install the add-on AnkiConnect.*2055492159"):
        pushing.push(_package(tmp_path / "deck.apkg"), anki)


@pytest.mark.parametrize("address", ["http://192.0.2.1:8765", "http://anki.example:8765", "http://0.0.0.0:1"])
def test_only_this_machine_is_spoken_to(address: str) -> None:
    """Another machine is refused by its address, without a try."""
    with pytest.raises(InputError, match="is another machine"):
        anki_connect.at(address)


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1", "https://127.0.0.1", "http://[", "http://127.0.0.1:x", "file:///x"]
)
def test_what_is_no_address_is_named(address: str) -> None:
    """A misspelt address is shown with a right one."""
    with pytest.raises(InputError, match=r"give one such as http://127\.0\.0\.1:8765"):
        anki_connect.at(address)


def test_what_is_no_package_is_named(tmp_path: Path) -> None:
    """Another file, or none, is told before Anki is asked anything."""
    (tmp_path / "x.apkg").write_bytes(b"nothing")
    for name, sentence in (("x.apkg", "no package made by flashcards"), ("none.apkg", "cannot be read")):
        with pytest.raises(InputError, match=sentence):
            pushing.push(tmp_path / name, anki_connect.Anki("127.0.0.1", 1))


def test_the_command_takes_a_key_from_the_environment(desktop: Desktop, tmp_path: Path) -> None:
    """`flashcards push` finds the key and the address, and says what became of the package."""
    desktop.key = "secret"
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        run = CliRunner().invoke(
            app,
            ["push", str(path), "--url", f"http://localhost:{anki.port}"],
            env={anki_connect.KEY_VARIABLE: "secret"},
        )
        again = CliRunner().invoke(
            app,
            ["push", str(path), "--dry-run", "--url", f"http://127.0.0.1:{anki.port}"],
            env={anki_connect.KEY_VARIABLE: "secret"},
        )
    assert run.stderr == f"{path}: 7 notes in Anki: 7 new.\n"
    assert again.stderr == f"{path}: 7 notes would be in Anki: 7 as before.\n"
    assert run.stdout == again.stdout == ""
