"""A package reaches a running Anki, or one sentence says why not and what to do.

The server answers as AnkiConnect was seen to inside Anki 26.09, and its collection is a real one.
"""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from flashcards import cards
from flashcards.anki import DeckOptions, Look, anki_connect, pushing, write_package
from flashcards.anki.pushing import Arrival, OwnField
from flashcards.cli import app
from flashcards.errors import AnkiError, InputError
from flashcards.output import package_reports
from flashcards.settings import Tones
from tests import anki_cards
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from anki.models import ModelManager, NotetypeDict

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
    drip: float = 0
    is_original: bool = False
    altered: Callable[[str, bytes], bytes] = lambda _, answer: answer
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
        return self.altered(request["action"], json.dumps(reply).encode())

    def _do(self, request: dict[str, Any]) -> Any:
        action, params = request["action"], request["params"]
        if request.get("key") != self.key:
            raise ValueError("valid api key must be provided")
        if action in self.lacking:
            raise ValueError("unsupported action")
        if action == "version":
            return self.version
        if self.error:
            raise ValueError(self.error)
        if action == "multi":
            return [{"result": self._do(part | {"key": self.key}), "error": None} for part in params["actions"]]
        name = re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", action)
        return getattr(self, f"_{name}")(**params)

    def _find_notes(self, query: str) -> list[int]:
        return [int(number) for number in self.learner.col.find_notes(query)]

    def _import_package(self, path: str) -> bool:
        self.learner.take(Path(path))
        return True

    def _gui_import_file(self, path: str) -> None:
        assert Path(path).exists()

    def _update_note_fields(self, note: dict[str, Any]) -> None:
        kept = self.learner.col.get_note(note["id"])
        for name, value in note["fields"].items():
            kept[name] = value
        self.learner.col.update_note(kept)

    def _add_tags(self, notes: list[Any], tags: str) -> None:
        self.learner.col.tags.bulk_add(notes, tags)

    def _model_styling(self, modelName: str) -> dict[str, str]:  # noqa: N803  # the add-on's name
        return {"css": self._model(modelName)["css"]}

    def _model_templates(self, modelName: str) -> dict[str, dict[str, str]]:  # noqa: N803  # as above
        templates = self._model(modelName)["tmpls"]
        return {template["name"]: {"Front": template["qfmt"], "Back": template["afmt"]} for template in templates}

    def _model(self, name: str) -> dict[str, Any]:
        kind = self.learner.col.models.by_name(name)
        if kind is None:
            raise ValueError(f"model was not found: {name}")
        return kind

    def _notes_info(self, notes: list[Any]) -> list[dict[str, Any]]:
        notes = [self.learner.col.get_note(number) for number in notes]
        kinds = [note.note_type() for note in notes]
        return [
            {
                "noteId": note.id,
                "modelName": kind["name"],
                "tags": note.tags,
                **({} if self.is_original else {"mod": note.mod}),
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
            if not desktop.drip:
                self.wfile.write(answer)
                return
            with suppress(OSError):  # whoever asked has gone
                for byte in answer:
                    self.wfile.write(bytes([byte]))
                    time.sleep(desktop.drip)

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
        for expected in (Arrival(6, 6), Arrival(6)):
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
    """A note that the learner edited since stays theirs, is not counted as changed, and its field is named."""
    path = _package(tmp_path / "deck.apkg", now=1_700_000_000)
    with listening(desktop) as anki:
        pushing.push(path, anki)
        note = desktop.learner.note("催")  # to urge
        note["Note"] = "mine"
        desktop.learner.col.update_note(note)
        expected = Arrival(7, 0, 0, edited=(OwnField("催", "Note", "mine", ""),))
        assert pushing.foretell(path, anki) == pushing.push(path, anki) == expected
    assert desktop.learner.note("催")["Note"] == "mine"
    report = package_reports.arrival(path, expected, foretold=False)
    assert "1 note changed in Anki keeps its words" in report
    assert "催, Note: “mine” (here: “”)" in report


def test_the_original_add_on_tells_as_much(desktop: Desktop, tmp_path: Path) -> None:
    """An add-on that knows no times counts what is new and what changed, and a dry run foretells both."""
    desktop.is_original = True
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        assert pushing.foretell(path, anki) == pushing.push(path, anki) == Arrival(7, 7)
        _package(path, spelling=pushing_spelling())
        assert pushing.foretell(path, anki) == pushing.push(path, anki) == Arrival(7, 0, 7)
        assert pushing.foretell(path, anki) == pushing.push(path, anki) == Arrival(7)


def _letter() -> Sequence[Card]:
    """Make a second text with a word of the first."""
    cuts = [("我喜欢这家", "", "", ""), ("茶馆", "cha2 guan3", "teahouse", "teahouse")]  # I like this teahouse
    pair = anki_cards.annotated("I like this teahouse.", cuts)
    return cards.vocabulary_cards([anki_cards.term(pair, "茶馆")], source="Letters")


@pytest.mark.parametrize("is_original", [False, True])
def test_a_second_text_joins_the_first(desktop: Desktop, tmp_path: Path, is_original: bool) -> None:
    """A shared word keeps its sentence, its edits and every tag, and gains the sentence and the tag of the new text."""
    desktop.is_original = is_original
    letters = _package(tmp_path / "letters.apkg", _letter())
    with listening(desktop) as anki:
        pushing.push(_package(tmp_path / "town.apkg"), anki)
        note = desktop.learner.note("茶馆")
        note["Note"], note.tags = "mine", [*note.tags, "marked"]
        desktop.learner.col.update_note(note)
        desktop.learner.review()
        before = desktop.learner.scheduling()
        assert pushing.foretell(letters, anki) == pushing.push(letters, anki) == Arrival(1, joined=1)
        assert pushing.foretell(letters, anki) == pushing.push(letters, anki) == Arrival(1)
    note = desktop.learner.note("茶馆")
    assert (note["Sentence English"], note["Note"]) == (anki_cards.TOWN_ENGLISH, "mine")
    assert note["Elsewhere"].count("I like this") == 1
    assert {"marked", "source::Letters", "source::The_Old_Teahouse"} <= set(note.tags)
    assert desktop.learner.scheduling() == before


def test_what_an_import_would_take_is_given_back(desktop: Desktop, tmp_path: Path) -> None:
    """A correction of another text's word, built where nobody saw that text, costs it nothing when it is pushed."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with listening(desktop) as anki:
        pushing.push(_package(tmp_path / "town.apkg"), anki)
        _package(folder / "letters.apkg", _letter())
        _package(folder / "letters.apkg", _letter(), spelling=pushing_spelling())
        assert pushing.push(folder / "letters.apkg", anki) == Arrival(1, joined=1)
    note = desktop.learner.note("茶馆")
    assert (note["Sentence English"], note["Pinyin"]) == (anki_cards.TOWN_ENGLISH, "cháguǎn")
    assert {"source::Letters", "source::The_Old_Teahouse"} <= set(note.tags)


@pytest.mark.parametrize("lacking", [(), ("modelStyling", "modelTemplates")])
def test_a_look_edited_in_anki_stays_and_is_told(desktop: Desktop, tmp_path: Path, lacking: tuple[str, ...]) -> None:
    """A template that the learner edited survives a deck with other colours, and push names it, if it can know."""
    path, name = tmp_path / "deck.apkg", "Flashcards Vocabulary"
    desktop.lacking = lacking
    with listening(desktop) as anki:
        assert pushing.push(_package(path), anki).own_looks == ()
        kind = desktop.learner.col.models.by_name(name)
        assert kind is not None
        kind["tmpls"][0]["qfmt"] += "<p>mine</p>"
        desktop.learner.col.models.update_dict(kind)
        arrived = pushing.push(_package(path, now=NOW + 99, look=Look(Tones.MDBG)), anki)
    assert arrived.own_looks == (() if lacking else (name,))
    if not lacking:
        assert f"Cards of the type {name} keep the look they have" in package_reports.arrival(
            path, arrived, foretold=False
        )
    kind = desktop.learner.col.models.by_name(name)
    assert kind is not None
    assert kind["tmpls"][0]["qfmt"].endswith("<p>mine</p>")


def _note_type(desktop: Desktop) -> tuple[ModelManager, NotetypeDict]:
    """Give the note type of words as it is in Anki, and what changes it."""
    models = desktop.learner.col.models
    kind = models.by_name("Flashcards Vocabulary")
    assert kind is not None
    return models, kind


def test_a_field_of_the_learners_own_is_told(desktop: Desktop, tmp_path: Path) -> None:
    """A note type with a field more takes no correction: push says so, and what to do, before it imports anything."""
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        pushing.push(path, anki)
        models, kind = _note_type(desktop)
        models.add_field(kind, models.new_field("Mnemonic"))
        models.update_dict(kind)
        for attempt in (pushing.push, pushing.foretell):
            with pytest.raises(AnkiError, match=r"has a field of your own \(Mnemonic\).*copy the note type"):
                attempt(path, anki)


def test_a_field_that_is_gone_is_told(desktop: Desktop, tmp_path: Path) -> None:
    """A note type that lacks a field takes no correction: push says so first, and what it advises heals it."""
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        pushing.push(path, anki)
        models, kind = _note_type(desktop)
        models.remove_field(kind, kind["flds"][9])
        models.update_dict(kind)
        for attempt in (pushing.push, pushing.foretell):
            with pytest.raises(AnkiError, match=r"lacks fields \(Simplified\).*Merge note types"):
                attempt(path, anki)
        desktop.learner.take(path, merge=True)
        assert pushing.push(path, anki).new == 0
    assert desktop.learner.faults() == []


def test_a_renamed_field_is_told(desktop: Desktop, tmp_path: Path) -> None:
    """A field that got another name in Anki is named, and what it was called."""
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        pushing.push(path, anki)
        models, kind = _note_type(desktop)
        models.rename_field(kind, kind["flds"][0], "Word")
        models.update_dict(kind)
        with pytest.raises(AnkiError, match=r"other names \(Word, no Hanzi\)"):
            pushing.push(path, anki)


def test_of_many_missing_fields_the_first_are_named(desktop: Desktop, tmp_path: Path) -> None:
    """A note type stripped of its fields is told in a sentence that can be read."""
    path = _package(tmp_path / "deck.apkg")
    with listening(desktop) as anki:
        pushing.push(path, anki)
        models, kind = _note_type(desktop)
        for each in kind["flds"][9:29]:
            models.remove_field(kind, each)
        models.update_dict(kind)
        with pytest.raises(AnkiError, match=r"lacks fields \((?:[\w ]+, ){4}[\w ]+ and 15 more\), so that"):
            pushing.push(path, anki)


def test_an_import_that_brought_nothing_is_not_believed(desktop: Desktop, tmp_path: Path) -> None:
    """An Anki that says "true" though no note arrived is not taken at its word."""
    path = _package(tmp_path / "deck.apkg")
    do = desktop._do
    desktop._do = lambda request: True if request["action"] == "importPackage" else do(request)  # type: ignore[method-assign]
    with listening(desktop) as anki, pytest.raises(AnkiError, match="did not take all of it"):
        pushing.push(path, anki)


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
    assert "press Import there" in package_reports.arrival(path, arrival, foretold=False)


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


@pytest.mark.parametrize("slowness", ["delay", "drip"])
def test_a_silent_anki_is_not_waited_for(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slowness: str
) -> None:
    """An Anki that is busy, shows a dialog or answers drop by drop is left after a while in all, with advice."""
    monkeypatch.setattr(anki_connect.Anki.ask, "__kwdefaults__", {"patience": 0.2})
    setattr(desktop, slowness, 0.5 if slowness == "delay" else 0.05)
    desktop.altered = lambda _, answer: answer + b" " * 400  # drop by drop these take twenty seconds
    start = time.monotonic()
    with listening(desktop) as anki, pytest.raises(AnkiError, match="close any dialog that is open in it"):
        pushing.push(_package(tmp_path / "deck.apkg"), anki)
    assert time.monotonic() - start < 5


def test_an_endless_answer_is_bounded(desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an answer no more is read than an answer can have."""
    monkeypatch.setattr(anki_connect, "LARGEST", 1000)
    desktop.altered = lambda _, answer: answer + b" " * 2000
    with listening(desktop) as anki, pytest.raises(AnkiError, match="not AnkiConnect"):
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


def test_build_pushes_what_it_wrote(desktop: Desktop, tmp_path: Path) -> None:
    """`build --push` writes the package and puts it into Anki; without a package there is nothing to push."""
    (tmp_path / "pairs.tsv").write_text("茶馆很老。\tThe teahouse is old.\n他们喝茶。\tThey drink tea.\n")
    job = ["build", str(tmp_path / "pairs.tsv"), "--push", "-o"]
    assert CliRunner().invoke(app, [*job, str(tmp_path / "cards.tsv")]).exception is not None
    with pytest.MonkeyPatch.context() as patch, listening(desktop) as anki:
        patch.setattr(anki_connect, "ADDRESS", f"http://127.0.0.1:{anki.port}")
        run = CliRunner().invoke(app, [*job, str(tmp_path / "tea.apkg")])
    assert "notes in Anki" in run.stderr
    assert len(desktop.learner.col.find_notes("茶馆很老。")) > 0


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
