"""Templates and CSS of the user's own: taken where they are whole, refused with file and line where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.anki import SENTENCE, VOCABULARY, DeckOptions, Look, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.anki.templates import FILES, SHIPPED, css, layout
from flashcards.errors import InputError
from flashcards.settings import Tones
from tests import anki_cards
from tests.anki_backend import Learner, Log

if TYPE_CHECKING:
    from pathlib import Path


def _folder(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_file_stands_in_for_the_one_shipped(tmp_path: Path) -> None:
    """Each file of the folder replaces one, all others stay; what else lies there is left alone."""
    own = {"vocabulary/production.front.html": "<p>{{Meaning}}</p>", "notes.txt": "mine", ".old/cards.css": "x"}
    look = Look(Tones.PLECO, _folder(tmp_path, own))
    assert layout(SENTENCE, look) == layout(SENTENCE)
    changed = [a.kind for a, b in zip(layout(VOCABULARY, look).templates, layout(VOCABULARY).templates) if a != b]  # noqa: B905 (as many kinds)
    assert changed == ["production"]
    front = layout(VOCABULARY, look).templates[1].front
    assert front == (
        "{{#Add Production}}\n<p>{{Meaning}}</p>\n{{/Add Production}}"
        "{{^Add Production}}{{#c2}}\n<p>{{Meaning}}</p>\n{{/c2}}{{/Add Production}}\n"
    )


def test_a_kind_may_get_a_back_of_its_own(tmp_path: Path) -> None:
    """What only one kind shows on its back stands above what all share, and CSS is followed by that of the tones."""
    own = {"sentence/listening.back.html": "<p>heard</p>", "cards.css": ".card { color: red }"}
    look = Look(Tones.OFF, _folder(tmp_path, own))
    backs = {template.kind: template.back for template in layout(SENTENCE, look).templates}
    assert [kind for kind, back in backs.items() if "heard" in back] == ["listening"]
    assert css(look).startswith(".card { color: red }\n")
    assert css(look) != css(SHIPPED)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "vocabulary/answer.html",
            "<p>\n{{Hanzy}}</p>",
            "line 2: there is no field called 'Hanzy'; did you mean Hanzi.",
        ),
        ("vocabulary/answer.html", "{{Zeichen}}", "no field called 'Zeichen'; the fields are Hanzi, Pinyin, "),
        ("vocabulary/answer.html", "{{Cloze Answer}}", "line 1: there is no field called 'Cloze Answer'"),
        ("sentence/cloze.front.html", "{{#Hanzi}}\n\n", "line 1: {{#Hanzi}} is never closed; add {{/Hanzi}}"),
        ("sentence/cloze.front.html", "{{/Hanzi}}", "closes what was never opened"),
        ("sentence/cloze.front.html", "{{Hanzi}} {{Cloze", "cloze.front.html: braces {{ or a comment <!-- are never"),
        ("vocabulary/answer.html", "{{#Hanzi}}<!-- {{Hanzi}}{{/Hanzi}}", "answer.html: braces {{ or a comment <!--"),
        ("sentence/cloze.front.html", "<p>hello</p>", "this front shows no field"),
        ("sentence/cloze.front.html", "{{^Hanzi}}{{English}}{{/Hanzi}}", "this front shows no field"),
        ("sentence/cloze.front.html", "", "this front shows no field"),
        ("sentence/cloze.front.html", "{{Hanzi}}\n{{cloze:Cloze}}", "line 2: the filter 'cloze' does nothing"),
        ("vocabulary/answer.html", "{{#Here}}{{text:strange:Here}}{{/Here}}", "the filter 'strange' does nothing"),
        ("sentence/listen.front.html", "", "did you mean sentence/listening.front.html"),
        ("card.css", "", "did you mean cards.css"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    """A field that the note type lacks, a condition left open, a misspelt file: each is one sentence with its place."""
    with pytest.raises(InputError) as caught:
        layout(SENTENCE, Look(templates=_folder(tmp_path, {name: text})))
    assert sentence in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_folder_must_be_there_and_be_read(tmp_path: Path) -> None:
    """A folder that is missing, one without a template, and a file that is no UTF-8, are told."""
    with pytest.raises(InputError, match="no folder of templates"):
        css(Look(templates=tmp_path / "none"))
    (tmp_path / "readme.txt").write_text("x")
    with pytest.raises(InputError, match="holds no template and no CSS"):
        css(Look(templates=tmp_path))
    (tmp_path / "cards.css").write_bytes(b"a { b: \xff }")
    with pytest.raises(InputError, match="byte 7 is not UTF-8"):
        css(Look(templates=tmp_path))


def test_every_file_can_be_replaced() -> None:
    """The shipped files all bear names that a folder of the user's may hold."""
    from importlib import resources

    root = resources.files("flashcards") / "templates"
    shipped = [f.name for f in root.iterdir() if f.is_file()]
    for note_type in (SENTENCE, VOCABULARY):
        shipped += [f"{note_type.folder}/{f.name}" for f in (root / note_type.folder).iterdir()]
    assert set(shipped) <= set(FILES)


@pytest.mark.anki
def test_a_changed_template_reaches_the_learner(tmp_path: Path) -> None:
    """Anki takes a template when it changes, once for each change, and touches no note for it."""
    package, folder = tmp_path / "deck.apkg", tmp_path / "own"
    _folder(folder, {"vocabulary/recognition.front.html": "<p lang='zh-CN'>one {{Hanzi}}</p>"})
    options = DeckOptions(title="x", kinds=KINDS, look=Look(templates=folder))
    every = anki_cards.NOTES_OF_A_KIND * len(KINDS)
    with Learner(tmp_path / "learner") as learner:
        write_package(anki_cards.deck(), DeckOptions(title="x", kinds=KINDS), package, now=1_780_000_000)
        learner.take(package)
        for number, text in enumerate(("one", "two", "two"), 1):
            _folder(folder, {"vocabulary/recognition.front.html": f"<p lang='zh-CN'>{text} {{{{Hanzi}}}}</p>"})
            write_package(anki_cards.deck(), options, package, now=1_780_000_000 + number)
            assert learner.take(package) == Log(every, 0, 0, every, 0)
            shown = [card.question() for card in learner.cards('"note:Flashcards Vocabulary" card:1')]
            assert shown
            assert all(text in question for question in shown)
        assert learner.faults() == []


def test_a_link_brings_no_file_of_elsewhere_into_a_package(tmp_path: Path) -> None:
    """A link among the templates that leads out of their folder is refused, within it is followed."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folder / "cards.css").symlink_to(tmp_path / "secret")
    with pytest.raises(InputError, match=r"cards\.css: this link leads out of the folder"):
        css(Look(templates=folder))
    (folder / "cards.css").unlink()
    (folder / "own.txt").write_text("a {}", encoding="utf-8")
    (folder / "cards.css").symlink_to("own.txt")
    assert css(Look(templates=folder)).startswith("a {}")
