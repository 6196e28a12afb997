"""An Anki that answers falsely: whatever comes instead of an answer, push and its foretelling end in a sentence."""

from __future__ import annotations

import json
import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import cards
from flashcards.anki import DeckOptions, pushing, write_package
from flashcards.errors import AnkiError
from tests import anki_cards
from tests.anki_backend import Learner
from tests.attacks import Outcome, fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOW = 1_800_000_000
_VALUES = (
    *("null", "true", "false", "0", "-1", "1e400", "1.5", "9" * 400, '""', '"6"', "[]", "[null]", "[[]]", "[{}]", "{}"),
    *('{"a": 1}', "[" * 5000 + "]" * 5000, '{"a":' * 5000 + "1" + "}" * 5000, "NaN", "undefined", '"\\ud800"', "[1,"),
)


def attack(every: int = 1) -> Outcome:
    """Put each false answer, or each of so many, in the place of each true one while a second text joins a first."""
    from tests.test_anki_pushing import Desktop, listening

    failures: list[str] = []
    kinds = 0
    with tempfile.TemporaryDirectory() as scratch, Learner(Path(scratch) / "profile") as learner:
        desktop = Desktop(learner)
        town, letters = _packages(Path(scratch))
        true: dict[str, bytes] = {}
        with listening(desktop) as anki:
            pushing.push(town, anki)
            desktop.altered = true.setdefault
            pushing.push(letters, anki)
            for action, answer in true.items():
                for false in islice(_false_answers(action, answer), kinds % every, None, every):
                    desktop.altered = _falsely(action, false)
                    kinds += 1
                    for attempt in (pushing.foretell, pushing.push):
                        problem = fault(partial(attempt, letters, anki), (AnkiError,))
                        if problem:
                            failures.append(f"{action} {false[:60]!r}: {problem}")
        failures += [f"in the collection: {fault}" for fault in learner.faults()]
    return Outcome("false answers of Anki", kinds, tuple(failures))


def _packages(folder: Path) -> tuple[Path, Path]:
    """Write a text, and another that shares a word with it."""
    town, letters = folder / "town.apkg", folder / "letters.apkg"
    write_package(anki_cards.deck(), DeckOptions(title="x"), town, now=_NOW)
    pair = anki_cards.annotated("I like it.", [("我喜欢", "", "", ""), ("茶馆", "cha2 guan3", "teahouse", "it")])
    more = cards.vocabulary_cards([anki_cards.term(pair, "茶馆")], source="Letters")
    write_package(more, DeckOptions(title="x"), letters, now=_NOW)
    return town, letters


def _false_answers(action: str, answer: bytes) -> Iterator[bytes]:
    """Make false answers of a true one: other values in every place, places left out, bytes broken."""
    reply = json.loads(answer)
    yield from (b'{"result": %s, "error": null}' % value.encode() for value in _VALUES)
    yield from (b'{"result": null, "error": %s}' % value.encode() for value in _VALUES)
    yield from (value.encode() for value in _VALUES)
    yield from (answer[:at] for at in range(0, len(answer), max(1, len(answer) // 8)))
    yield from (answer + b"x", b"\xff" + answer, answer.decode().encode("utf-16"), b"\0" * 100, b"<html>", answer * 2)
    yield from (json.dumps({name: reply[name] for name in reply if name != gone}).encode() for gone in reply)
    if action == "notesInfo":
        note = reply["result"][0]
        for name in (*note, *(f"fields.{part}" for part in ("Key", "Hanzi"))):
            for value in (None, 7, [], {}, "x", [1], {"value": 1, "order": 1}, {"value": "x"}):
                wrong = {**note, "fields": dict(note["fields"])}
                (wrong["fields"] if "." in name else wrong)[name.removeprefix("fields.")] = value
                yield json.dumps({"result": [wrong], "error": None}).encode()


def _falsely(action: str, false: bytes) -> Callable[[str, bytes], bytes]:
    return lambda asked, answer: false if asked == action else answer
