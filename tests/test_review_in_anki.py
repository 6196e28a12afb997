"""What a learner edits in Anki comes back: it is shown, kept as a correction, and carried by the next build."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flashcards import build, load_settings, pipeline, write
from flashcards.anki.edits import words
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon
from flashcards.review import Session, in_anki, open_session
from tests.anki_backend import Learner
from tests.review_pages import ESSAY
from tests.samples import PIXEL

pytestmark = pytest.mark.anki

LAST = "冬天他们一直坐到晚上。"  # in winter they sit until evening


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_lexicon()  # from the cache that all tests share
    monkeypatch.setattr("flashcards.common.files.cache_directory", lambda: tmp_path / "cache")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Write the essay, and build it."""
    path = tmp_path / "essay.txt"
    path.write_text(ESSAY, encoding="utf-8")
    rebuilt(path)
    return path


def rebuilt(text: Path) -> Path:
    settings = load_settings(text, output=text.with_suffix(".apkg"))
    write(build(pipeline.read(settings), settings), settings, now=1_700_000_000)
    return text.with_suffix(".apkg")


@contextmanager
def studied(text: Path) -> Iterator[Learner]:
    """Lend a learner who has the deck, and has reviewed all of it."""
    with Learner(text.parent / "learner") as learner:
        learner.take(text.with_suffix(".apkg"))
        learner.review()
        yield learner


def edit(learner: Learner, hanzi: str, **fields: str) -> None:
    note = learner.note(hanzi)
    for name, value in fields.items():
        note[name.replace("_", " ")] = value
    learner.col.update_note(note)


def opened(text: Path, learner: Learner) -> Session:
    settings = load_settings(text, output=text.with_suffix(".apkg"))
    return open_session(settings, pipeline.read(settings), open_lexicon(), collection=Path(learner.col.path))


def keep(session: Session, **form: str) -> None:
    with session.alone():
        session.act("keep", {name: [value] for name, value in form.items()})


def shown(session: Session) -> int:
    """Count the fields that are shown as edited."""
    return sum(len(each.fields) for each in session.edited)


def replaced(before: str, after: str) -> Callable[[str], str]:
    return lambda held: held.replace(before, after)


EDITS: list[tuple[str, str, Callable[[str], str], str]] = [
    ("茶叶", "Meaning", lambda _: "leaf tea", 'meaning = "leaf tea"'),  # tea leaves
    ("茶叶", "Note", lambda _: "<div>dry&nbsp;leaves</div>", 'note = "dry leaves"'),
    ("茶叶", "Pinyin", lambda _: "cháyè", ""),
    ("茶叶", "Pinyin Color", lambda _: "cháyě", 'pinyin = "cháyě"'),
    ("茶叶", "Sentence English Marked", replaced("cups", "mugs"), 'right = "mugs"'),
    ("茶叶", "Level", lambda _: "mine", ""),
    (LAST, "English", replaced("stay", "sit"), 'wrong = "stay"'),
    (LAST, "Hanzi", replaced("他们", "我们"), 'right = "我"'),
    (LAST, "Words", replaced("winter", "wintertime"), 'meaning = "wintertime"'),
    (LAST, "Ruby", replaced("yìzhí", "yīzhí"), ""),
    (LAST, "Note", lambda _: "a long evening", 'note = "a long evening"'),
]


@pytest.mark.parametrize(("hanzi", "field", "change", "saved"), EDITS, ids=[f"{e[0]} {e[1]}" for e in EDITS])
def test_an_edit_is_shown_kept_and_carried(
    text: Path, hanzi: str, field: str, change: Callable[[str], str], saved: str
) -> None:
    """A field that was edited is shown with what it was; once kept, the next build says what Anki says."""
    with studied(text) as learner:
        before = learner.note(hanzi)[field]
        edit(learner, hanzi, **{field: change(before)})
        reviews = learner.scheduling()
        session = opened(text, learner)
        if change(before) == before:
            assert session.edited == ()
            return
        ((own,),) = (each.fields for each in session.edited)
        assert (own.name, own.given, own.held) == (field, before, change(before))
        if not saved:
            with pytest.raises(InputError, match="it stays in Anki"):
                keep(session, guid=session.edited[0].note.guid, field=field)
            assert not session.path.exists()
            return
        keep(session, guid=session.edited[0].note.guid, field=field)
        assert saved in session.path.read_text(encoding="utf-8")
        assert session.edited == ()
        rebuilt(text)
        learner.take(text.with_suffix(".apkg"))
        assert learner.note(hanzi if field != "Hanzi" else change(hanzi))[field] == change(before)
        assert learner.scheduling() == reviews
        assert learner.faults() == []
    with Learner(text.parent / "other") as other:
        other.take(text.with_suffix(".apkg"))
        carried = other.note(hanzi if field != "Hanzi" else change(hanzi))[field]
        assert words(carried) == words(change(before))


def test_all_edits_are_kept_at_once_and_undone_at_once(text: Path) -> None:
    """Edits of several fields and notes become corrections in one change, a picture of the learner's among them."""
    with studied(text) as learner:
        learner.col.media.write_data("photo.png", PIXEL)
        edit(learner, "茶叶", Meaning="leaf tea", Note='dry<br><img src="photo.png">')
        edit(learner, LAST, English="In winter they sit until late.")
        session = opened(text, learner)
        assert shown(session) == 3
        keep(session)
        assert shown(session) == 0
        assert (text.parent / "essay.pictures").is_dir()
        corrected = session.corrections
        with session.alone():
            session.act("undo", {})
        assert not list(session.corrections)
        assert shown(session) == 3
        with session.alone():
            session.act("redo", {})
        assert session.corrections == corrected
    package = rebuilt(text)
    with Learner(text.parent / "other") as other:
        other.take(package)
        note = other.note("茶叶")
        assert note["Meaning"] == "leaf tea"
        assert note["Note"].startswith("dry<br><img")
        assert other.faults() == []


def test_what_nobody_edited_is_not_shown(text: Path) -> None:
    """Tags, another dress of the same words, and what a later build says otherwise are no edits."""
    with studied(text) as learner:
        note = learner.note("茶叶")
        note.add_tag("mine")
        note["Meaning"] = f"<b>{note['Meaning']}</b>"
        learner.col.update_note(note)
        session = opened(text, learner)
        assert session.edited == ()
        with session.alone():
            session.act("card", {"word": ["茶叶"], "meaning": ["leaf tea"], "was_meaning": [""]})
        assert session.edited == ()


def test_without_the_last_package_an_edit_is_shown_beside_what_holds_now(text: Path) -> None:
    """Where no package stands, a note that was touched is compared with what would be built."""
    with studied(text) as learner:
        edit(learner, "茶叶", Meaning="leaf tea")
        text.with_suffix(".apkg").unlink()
        ((own,),) = (each.fields for each in opened(text, learner).edited)
        assert (own.given, own.held) == (own.built, "leaf tea")


def test_the_collection_is_only_read(text: Path) -> None:
    """A review leaves the learner's collection as it was, byte for byte; what is none is refused in one sentence."""
    with studied(text) as learner:
        edit(learner, "茶叶", Meaning="leaf tea")
        path = Path(learner.col.path)
    before = path.read_bytes()
    settings = load_settings(text, output=text.with_suffix(".apkg"))
    session = open_session(settings, pipeline.read(settings), open_lexicon(), collection=path.parent)
    keep(session)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="is no Anki collection; give"):
        open_session(settings, pipeline.read(settings), open_lexicon(), collection=text)


def test_what_stands_twice_in_a_sentence_is_mended_once(text: Path) -> None:
    """Words that were put in change the place where they stand, and no other that looks alike."""
    with studied(text) as learner:
        edit(learner, LAST, English="In winter they stay, all until the evening.")
        session = opened(text, learner)
        keep(session)
        assert session.edited == ()
    assert 'wrong = "stay"' in session.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("unit", ["<ruby>", "<rt>", "<tr><th>", "</th><td>", "</td><td>"])
def test_a_field_of_tags_takes_no_square_of_time(unit: str) -> None:
    """Whatever a field of the learner's holds, what can be kept of it is looked for in one walk."""
    start = time.process_time()
    for pattern in (in_anki._RUBY, in_anki._ROW):
        assert not pattern.findall("<ruby><tr><th>a" + unit * 40_000)
    assert time.process_time() - start < 2
