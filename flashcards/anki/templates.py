"""The look of the cards: templates and CSS from the files in `flashcards/templates`, or from a folder of the user's.

Every front stands inside its switch, so that a template changed by hand cannot make cards that nobody asked for. A
card that exists shows its front even where the switch was emptied: Anki then still fills `c1` on a card of the first
kind, `c2` on one of the second, which it does not when it asks whether a card is to be made.
"""

from __future__ import annotations

import difflib
import functools
import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.anki.notetypes import KINDS, NOTE_TYPES, SPARES, SWITCHES, NoteType
from flashcards.anki.template_language import TemplateError, is_left_open, parse, shows_a_field, unknown_filter
from flashcards.anki.times import of_look
from flashcards.common.files import read_text
from flashcards.errors import InputError
from flashcards.records import Record
from flashcards.settings import CardKind, Tones

if TYPE_CHECKING:
    from collections.abc import Mapping

REVISED = of_look(json.loads(Path(__file__).with_name("look.json").read_text(encoding="utf-8"))["revised"])
"""When the files in `templates` last changed, of its Unix time: what Anki compares to see whether a look is newer.

Decks of one version of the program then never overwrite each other's look, nor any what a learner changed in it. After
a change of those files `python scripts/revise_look.py --write` sets it; `tests/test_anki_notetypes.py` asks for it.
"""

_TOP = '<div id="answer"></div>\n'
"""To where Anki scrolls when it shows an answer: the top, since the answer repeats what the front shows."""

_HIDDEN = "hidden-pinyin.css"
_CSS = ("cards.css", _HIDDEN, *(f"tones-{tones}.css" for tones in Tones))
_SIDES = ("answer.html", *(f"{kind}.{side}.html" for kind in KINDS for side in ("front", "back")))
FILES = (*_CSS, *(f"{note_type.folder}/{name}" for note_type in NOTE_TYPES for name in _SIDES))
"""The files that a look may be made of."""


class Look(Record):
    """How cards shall look: the colours of the tones, and a folder whose files stand in for those shipped, if any.

    With `hide_pinyin` the pinyin above a sentence is hidden until it is asked for.
    """

    tones: Tones = Tones.PLECO
    templates: Path | None = None
    hide_pinyin: bool = False


class Template(Record):
    """The two sides of a kind of card, as Anki's templates."""

    kind: CardKind
    front: str
    back: str


class Layout(Record):
    """The look of a note type: its templates in Anki's order, and its CSS."""

    templates: tuple[Template, ...]
    css: str


SHIPPED = Look()


def layout(note_type: NoteType, look: Look = SHIPPED) -> Layout:
    """Read the look of a note type.

    Raises:
        InputError: a file of the user's folder cannot be read, is none of `FILES`, or Anki would refuse it.

    """
    files = _files(look)
    return Layout(tuple(_template(files, note_type.folder, kind) for kind in KINDS), _css(files, look))


def css(look: Look = SHIPPED) -> str:
    """Read the CSS of the cards, which both note types share; errors as for `layout`."""
    return _css(_files(look), look)


def tone_css(look: Look = SHIPPED) -> str:
    """Read the CSS of the colours of the tones alone; errors as for `layout`."""
    return _tone_css(_files(look), look)


def _tone_css(files: Mapping[str, str], look: Look) -> str:
    return files[f"tones-{look.tones}.css"]


def _css(files: Mapping[str, str], look: Look) -> str:
    return files["cards.css"] + _tone_css(files, look) + (files[_HIDDEN] if look.hide_pinyin else "")


def _files(look: Look) -> Mapping[str, str]:
    return _shipped() if look.templates is None else {**_shipped(), **_own(look.templates)}


def _template(files: Mapping[str, str], folder: str, kind: CardKind) -> Template:
    """Put a template together: a back is what this kind alone shows, if anything, and the answer all share."""
    back = _TOP + files.get(f"{folder}/{kind}.back.html", "") + files[f"{folder}/answer.html"]
    return Template(kind, _switched(SWITCHES[kind], KINDS.index(kind), files[f"{folder}/{kind}.front.html"]), back)


def spare(name: str) -> str:
    """Make the front of a spare card: what it is good for stands in a later version."""
    return _switched(f"Add {name}", len(KINDS) + SPARES.index(name), "{{Hanzi}}\n")


def _switched(switch: str, place: int, front: str) -> str:
    """Put a front inside its switch, and once more for a card that is there though the switch is empty."""
    card = f"c{place + 1}"
    asked = f"{{{{#{switch}}}}}\n{front}{{{{/{switch}}}}}"
    return f"{asked}{{{{^{switch}}}}}{{{{#{card}}}}}\n{front}{{{{/{card}}}}}{{{{/{switch}}}}}\n"


@functools.cache
def _shipped() -> Mapping[str, str]:
    root = resources.files("flashcards") / "templates"
    paths = {name: root.joinpath(name) for name in FILES}
    return {name: file.read_text(encoding="utf-8") for name, file in paths.items() if file.is_file()}


def _own(folder: Path) -> dict[str, str]:
    """Read the files of the user's folder, whatever else lies in it; HTML and CSS of another name is misspelt."""
    if not folder.is_dir():
        raise InputError(f"{folder}: is no folder of templates; name one, or take the option away.")
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix not in {".html", ".css"} or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if name not in FILES:
            near = difflib.get_close_matches(name, FILES, n=1)
            advice = f"did you mean {near[0]}" if near else f"there are {', '.join(FILES)}"
            raise InputError(f"{path}: no card has such a template; {advice}.")
        if not path.resolve().is_relative_to(folder.resolve()):
            raise InputError(
                f"{path}: this link leads out of the folder, and its file would come into the package; put the "
                "template itself there."
            )
        files[name] = _checked(path, name)
    if not files:
        raise InputError(
            f"{folder}: holds no template and no CSS; put files there such as cards.css or "
            "vocabulary/recognition.front.html, or take the option away."
        )
    return files


def _checked(path: Path, name: str) -> str:
    """Read a file of the user's and see that Anki will take it."""
    try:
        text = read_text(path)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the template as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions.") from error
    note_type = next((kind for kind in NOTE_TYPES if name.startswith(f"{kind.folder}/")), None)
    if note_type is not None:
        try:
            parts = parse(text, note_type.names)
        except TemplateError as error:
            raise InputError(f"{path}, line {error.line}: {error.problem}.") from error
        if is_left_open(parts):
            raise InputError(f"{path}: braces {{{{ or a comment <!-- are never closed; close them with }}}} or -->.")
        if strange := unknown_filter(parts):
            raise InputError(
                f"{path}, line {text.count(chr(10), 0, text.find(f'{strange}:')) + 1}: the filter {strange!r} does "
                "nothing on these cards; take it away (there are text, furigana, kana, kanji, hint, type and tts)."
            )
        if name.endswith(".front.html") and not shows_a_field(parts):
            raise InputError(
                f"{path}: this front shows no field, and Anki takes a card with such a front for blank; put one into "
                "it, such as {{Hanzi}}."
            )
    return text if text.endswith("\n") else f"{text}\n"
