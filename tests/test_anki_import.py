"""What the real Anki makes of our packages: cards without a fault, and updates that keep what the learner did."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import cards
from flashcards.anki import NOTE_TYPES, DeckOptions, Look, deck_title, notes, write_package
from flashcards.anki.notetypes import KINDS, SWITCHES
from flashcards.chinese.orthography import Spelling
from flashcards.records import Sense, replace
from flashcards.settings import CardKind, Pinyin, Tones
from tests import anki_cards
from tests.anki_backend import Learner, Log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import Card

pytestmark = pytest.mark.anki

EACH = anki_cards.NOTES_OF_A_KIND
EVERY = EACH * len(KINDS)
NOW = 1_780_000_000
LATER = NOW + 86_400
AFTER_REVISION = 1_850_000_000
"""Later than `templates.REVISED`."""


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """Lend a learner with an empty collection."""
    with Learner(tmp_path / "learner") as profile:
        yield profile


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Name a package that is built again and again."""
    return tmp_path / "deck.apkg"


def _build(
    path: Path,
    made_of: Sequence[Card] | None = None,
    *,
    now: int = NOW,
    kinds: Sequence[CardKind] = KINDS,
    **options: Any,
) -> Path:
    deck = DeckOptions(title="The Old Teahouse", kinds=tuple(kinds), **options)
    write_package(anki_cards.deck() if made_of is None else made_of, deck, path, now=now)
    return path


def _corrected() -> list[Card]:
    """Put one sentence's translation and one word's sense right."""
    first, *_ = anki_cards.pairs()
    better = anki_cards.annotated(anki_cards.TOWN_ENGLISH.replace("Every street", "Each street"), _cuts_without_every())
    deck: list[Card] = list(anki_cards.deck())
    assert deck[0] == replace(anki_cards.sentences()[0], annotated=first)
    deck[0] = replace(anki_cards.sentences()[0], annotated=better)
    return deck


def _cuts_without_every() -> list[anki_cards.Cut]:
    return [
        (text, syllables, senses, "" if rendering == "Every" else rendering)
        for text, syllables, senses, rendering in anki_cards.TOWN
    ]


@pytest.mark.parametrize("kinds", [KINDS, *((kind,) for kind in KINDS)], ids="+".join)
def test_no_kind_of_card_has_a_fault(learner: Learner, package: Path, kinds: Sequence[CardKind]) -> None:
    """No broken template, blank card, note without card, double GUID or missing media, whichever cards are made."""
    notes = EACH * len(kinds)
    taken = learner.take(_build(package, kinds=kinds))
    assert taken == Log(notes=notes, new=notes, updated=0, duplicate=0, conflicting=0)
    assert learner.faults() == []
    assert learner.col.card_count() == notes


def test_anki_agrees_on_which_cards_a_note_has(learner: Learner, package: Path) -> None:
    """Saving a note in Anki, which makes missing cards, makes none that the package lacks."""
    learner.take(_build(package, kinds=(CardKind.RECOGNITION, CardKind.CLOZE)))
    before = learner.col.card_count()
    for number in learner.col.find_notes(""):
        learner.col.update_note(learner.col.get_note(number))
    assert learner.col.card_count() == before == 2 * EACH


def test_the_voice_of_the_device_reads_the_word_and_its_sentence(learner: Learner, package: Path) -> None:
    """A button stands beside each of them, as it does for recordings."""
    learner.take(_build(package, anki_cards.vocabulary(), kinds=[CardKind.RECOGNITION], speech=True))
    (card,) = learner.cards("Hanzi:茶馆")
    read = [getattr(tag, "field_text", "") for tag in card.render_output().answer_av_tags]
    assert read == ["茶馆", card.note()["Sentence"]]


def test_fields_arrive_as_they_were_made(learner: Learner, package: Path) -> None:
    """Anki keeps each field to the character: what is written is in the form that Anki itself would give it."""
    learner.take(_build(package))
    kept_notes = {note.guid: note for note in map(learner.col.get_note, learner.col.find_notes(""))}
    for note in notes(anki_cards.deck(), KINDS).notes:
        kept = kept_notes[note.guid]
        assert tuple(kept.fields) == note.values
        assert (kept.guid, sorted(kept.tags)) == (note.guid, sorted(note.tags))


def test_new_cards_come_in_the_order_of_the_text(learner: Learner, package: Path) -> None:
    """The queue of new cards of each deck follows the text, not the numbers of the notes."""
    vocabulary = anki_cards.vocabulary()
    _build(package, [replace(card, position=5 - card.position) for card in vocabulary], kinds=(CardKind.RECOGNITION,))
    learner.take(package)
    assert learner.queue("The Old Teahouse::Vocabulary") == [card.term.text for card in reversed(vocabulary)]


def test_an_unchanged_deck_changes_nothing(learner: Learner, package: Path) -> None:
    """Importing an unchanged rebuild keeps reviews, tags and every edit of the learner's."""
    learner.take(_build(package))
    learner.review()
    note = learner.note("催")
    note["Meaning"], note.tags = "my own words", [*note.tags, "mine"]
    learner.col.update_note(note)
    before = learner.scheduling()
    assert learner.take(_build(package, now=LATER)) == Log(EVERY, 0, 0, EVERY, 0)
    assert learner.scheduling() == before
    assert learner.note("催")["Meaning"] == "my own words"
    assert "mine" in learner.note("催").tags
    assert learner.faults() == []


def test_a_correction_reaches_its_note_alone(learner: Learner, package: Path) -> None:
    """A corrected note is updated with its reviews kept; what the learner edited in other notes stays."""
    learner.take(_build(package))
    learner.review()
    note = learner.note("茶馆")
    note["Meaning"] = "my own words"
    learner.col.update_note(note)
    before = learner.scheduling()
    assert learner.take(_build(package, _corrected(), now=LATER)) == Log(EVERY, 0, len(KINDS), EVERY - len(KINDS), 0)
    assert learner.note(anki_cards.pairs()[0].pair.chinese_text)["English"].startswith("Each street")
    assert learner.note("茶馆")["Meaning"] == "my own words"
    assert learner.scheduling() == before
    assert learner.faults() == []


def test_another_look_arrives_without_touching_notes(learner: Learner, package: Path) -> None:
    """Other tone colours reach the cards; notes and reviews stay, and no full sync is forced."""
    learner.take(_build(package))
    learner.review()
    before = learner.scheduling()
    assert learner.col.db is not None
    learner.col.db.execute("update col set ls = scm + 1")
    assert learner.take(_build(package, now=LATER, look=Look(Tones.MDBG))) == Log(EVERY, 0, 0, EVERY, 0)
    assert "#a8590a" in learner.cards()[0].render_output().css
    assert learner.scheduling() == before
    assert not learner.col.schema_changed()


@pytest.mark.parametrize("look", [Look(), Look(Tones.MDBG), Look(hide_pinyin=True)])
def test_a_look_the_learner_changed_stays(learner: Learner, package: Path, tmp_path: Path, look: Look) -> None:
    """CSS and templates that the learner wrote survive every package: corrected, of another text, of another look."""
    learner.take(_build(package))
    for note_type in NOTE_TYPES:
        kind = learner.col.models.by_name(note_type.name)
        assert kind is not None
        kind["css"] = ".card { color: rebeccapurple; }"
        kind["tmpls"][0]["afmt"] = "mine"
        learner.col.models.update_dict(kind)
    learner.take(_build(package, _corrected(), now=LATER, look=look))
    learner.take(_build(tmp_path / "other.apkg", anki_cards.vocabulary()[:1], now=LATER * 2, look=look))
    assert {card.render_output().css for card in learner.cards()} == {".card { color: rebeccapurple; }"}
    assert {card.render_output().answer_text for card in learner.cards("card:Recognition")} == {"mine"}


def test_the_look_of_the_later_deck_wins(learner: Learner, package: Path, tmp_path: Path) -> None:
    """Of two decks that each ask for a look the one built later gives it, and one that asks for none leaves it."""
    other, days = tmp_path / "other.apkg", itertools.count(AFTER_REVISION, 86_400)
    learner.take(_build(package, now=next(days), look=Look(Tones.MDBG)))
    learner.take(_build(other, anki_cards.vocabulary()[:1], now=next(days), look=Look(Tones.OFF)))
    learner.take(_build(tmp_path / "third.apkg", anki_cards.vocabulary()[:2], now=next(days)))
    words = learner.cards('"note:Flashcards Vocabulary"')
    assert {"Tones are not coloured" in card.render_output().css for card in words} == {True}


def test_a_note_that_is_gone_stays_with_its_reviews(learner: Learner, package: Path) -> None:
    """What is taken out of a text stays in the collection; only the learner deletes reviews."""
    learner.take(_build(package))
    learner.review()
    before = learner.scheduling()
    assert learner.take(_build(package, anki_cards.deck()[:-1], now=LATER)) == Log(
        6 * len(KINDS), 0, 0, 6 * len(KINDS), 0
    )
    assert learner.scheduling() == before


def test_a_new_note_comes_alone(learner: Learner, package: Path) -> None:
    """A sentence that is added arrives as new; all others keep their reviews and are not touched."""
    learner.take(_build(package, cards.sentence_cards(anki_cards.pairs()[1:], source=anki_cards.SOURCE)))
    learner.review()
    before = learner.scheduling()
    again = cards.sentence_cards(anki_cards.pairs(), source=anki_cards.SOURCE)
    assert learner.take(_build(package, again, now=LATER)) == Log(3 * len(KINDS), len(KINDS), 0, 2 * len(KINDS), 0)
    after = learner.scheduling()
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + len(KINDS)


def test_a_new_kind_of_card_comes_without_a_conflict(learner: Learner, package: Path) -> None:
    """Asking for production too adds notes of that kind; those of recognition stay, with their reviews."""
    learner.take(_build(package, kinds=(CardKind.RECOGNITION,)))
    learner.review()
    before = learner.scheduling()
    both = (CardKind.RECOGNITION, CardKind.PRODUCTION)
    assert learner.take(_build(package, kinds=both, now=LATER)) == Log(2 * EACH, EACH, 0, EACH, 0)
    after = learner.scheduling()
    assert {key: after[key] for key in before} == before
    assert len(after) == 2 * len(before)
    assert learner.faults() == []


def test_a_renamed_text_keeps_its_reviews(learner: Learner, package: Path, tmp_path: Path) -> None:
    """Under another title, file name and source the notes are the same, and nothing is written over."""
    learner.take(_build(package))
    learner.review()
    before = learner.scheduling()
    renamed = [replace(card, source="Tea", tags=("source::Tea",)) for card in anki_cards.deck()]
    deck = DeckOptions(title="Tea", kinds=KINDS)
    write_package(renamed, deck, tmp_path / "tea.apkg", previous=package, now=LATER)
    assert learner.take(tmp_path / "tea.apkg") == Log(EVERY, 0, 0, EVERY, 0)
    assert learner.scheduling() == before
    assert learner.note("催")["Source"] == anki_cards.SOURCE


def test_a_word_of_two_texts_is_one_note(learner: Learner, package: Path, tmp_path: Path) -> None:
    """A word met again in another text is not asked for twice, and keeps its reviews and its sentence."""
    learner.take(_build(package, anki_cards.vocabulary()))
    learner.review()
    before = learner.scheduling()
    other = anki_cards.annotated(
        "I like this teahouse.", [("我喜欢这家", "", "", ""), ("茶馆", "cha2 guan3", "teahouse", "")]
    )
    again = cards.vocabulary_cards([anki_cards.term(other, "茶馆")], source="Letters")
    taken = learner.take(_build(tmp_path / "letters.apkg", again, now=LATER, kinds=(CardKind.RECOGNITION,)))
    assert taken == Log(1, 0, 0, 1, 0)
    assert learner.note("茶馆")["Sentence English"] == anki_cards.TOWN_ENGLISH
    assert learner.scheduling() == before


def test_what_the_learner_touched_is_never_written_over(learner: Learner, package: Path) -> None:
    """A correction leaves a note alone that was edited or tagged in Anki, however long ago, and whatever the clock."""
    learner.take(_build(package, kinds=(CardKind.RECOGNITION,)))
    sentence = learner.note(anki_cards.pairs()[0].pair.chinese_text)
    sentence.tags = [*sentence.tags, "marked"]
    learner.col.update_note(sentence)
    later = _build(package, _corrected(), now=LATER * 5, kinds=(CardKind.RECOGNITION,))
    assert learner.take(later) == Log(EACH, 0, 0, EACH, 0)
    assert "marked" in learner.note(anki_cards.pairs()[0].pair.chinese_text).tags


@pytest.mark.parametrize("is_known", [False, True], ids=["", "known"])
@pytest.mark.parametrize("change", ["title", "tags", "kinds", "fewer kinds", "pinyin", "tones", "clock"])
def test_no_option_takes_what_the_learner_edited(
    learner: Learner, package: Path, change: str, *, is_known: bool
) -> None:
    """Whatever is asked for otherwise, edits and tags of the learner's stay, built with the collection or without."""
    two = (CardKind.RECOGNITION, CardKind.PRODUCTION)
    learner.take(_build(package, kinds=two, now=NOW + (5 * 365 * 86_400 if change == "clock" else 0)))
    learner.review()
    edits = dict(zip(("茶馆", "主顾", "催", "耐人寻味"), ("marked", "leech", "mine", ""), strict=True))
    for hanzi, tag in edits.items():
        note = learner.note(hanzi)
        note["Note"], note.tags = f"my own {hanzi}", [*note.tags, *filter(None, [tag])]
        learner.col.update_note(note)
    before = learner.scheduling()
    deck: Sequence[Card] = anki_cards.deck()
    renamed: dict[str, dict[str, Any]] = {"title": {"source": "Tea"}, "tags": {"tags": ("x",)}}
    if change in renamed:
        deck = [replace(card, **renamed[change]) for card in deck]
    options: dict[str, Any] = {
        "kinds": {"kinds": KINDS, "fewer kinds": two[:1]}.get(change, two),
        "spelling": Spelling(Pinyin.NUMBERS if change == "pinyin" else Pinyin.MARKS),
        "look": Look(Tones.MDBG if change == "tones" else Tones.PLECO),
        "standing": anki_cards.held(Path(learner.col.path)) if is_known else {},
    }
    learner.take(_build(package, deck if change != "clock" else _corrected(), now=LATER, **options))
    for hanzi, tag in edits.items():
        assert learner.note(hanzi)["Note"] == f"my own {hanzi}"
        assert {tag} - {""} <= set(learner.note(hanzi).tags)
    assert before.items() <= learner.scheduling().items()
    assert learner.faults() == []


def test_a_switch_that_was_emptied_blanks_no_card(learner: Learner, package: Path) -> None:
    """A card shows its front even where its switch is empty, and Anki makes no card without a switch."""
    learner.take(_build(package))
    for number in learner.col.find_notes(""):
        note = learner.col.get_note(number)
        for kind in KINDS:
            note[SWITCHES[kind]] = ""
        learner.col.update_note(note)
    assert learner.col.card_count() == EVERY
    assert not [card for card in learner.cards() if "front of this card is blank" in card.question()]


def test_a_namespace_makes_it_two(learner: Learner, package: Path, tmp_path: Path) -> None:
    """With a namespace of its own, a deck shares no note with another."""
    learner.take(_build(package, anki_cards.vocabulary()))
    again = _build(tmp_path / "letters.apkg", anki_cards.vocabulary()[:1], now=LATER, namespace="letters")
    assert learner.take(again) == Log(len(KINDS), len(KINDS), 0, 0, 0)
    assert len(learner.col.find_notes("Hanzi:茶馆")) == 2 * len(KINDS)


def test_a_kind_taken_away_leaves_its_cards_as_they_are(learner: Learner, package: Path) -> None:
    """Cards of a kind that is no longer asked for keep their fronts and their reviews; the learner may suspend them."""
    learner.take(_build(package, kinds=(CardKind.RECOGNITION, CardKind.PRODUCTION)))
    learner.review()
    before = learner.scheduling()
    assert learner.take(_build(package, kinds=(CardKind.RECOGNITION,), now=LATER)) == Log(EACH, 0, 0, EACH, 0)
    assert learner.scheduling() == before
    assert learner.faults() == []


def test_a_deleted_note_comes_back_as_new(learner: Learner, package: Path) -> None:
    """A note that the learner deleted is in the package still, and so arrives again; suspending keeps it away."""
    learner.take(_build(package))
    learner.col.remove_notes([learner.note("催").id])
    learner.col.sched.suspend_cards([card.id for card in learner.cards("Hanzi:主顾")])
    assert learner.take(_build(package)) == Log(EVERY, 1, 0, EVERY - 1, 0)
    assert {card.queue for card in learner.cards("Hanzi:主顾")} == {-1}


@pytest.mark.parametrize(
    "title", ["A::B", " x ", '"q" <b>&', "茶\u3000馆", "e\u0301", ":a:", "*_-", "\x07", "Default", "x" * 300]
)
def test_anki_keeps_the_names_of_decks(learner: Learner, package: Path, title: str) -> None:
    """Anki changes nothing about the names we give decks, since it knows a deck again by its name alone."""
    write_package(anki_cards.deck(), DeckOptions(title=title), package, now=NOW)
    learner.take(package)
    name = deck_title(title)
    names = {deck.name for deck in learner.col.decks.all_names_and_ids()}
    assert names == {"Default", name, f"{name}::Sentences", f"{name}::Vocabulary"}


@pytest.mark.parametrize("is_touched", [False, True])
def test_the_limit_of_a_file_is_what_the_documentation_says(
    learner: Learner, tmp_path: Path, *, is_touched: bool
) -> None:
    """A corrected word of a deck in another folder takes the other text's sentence, unless the learner touched it.

    Anki takes a note whole or not at all, and a file cannot see what Anki has.
    """
    elsewhere, english = tmp_path / "elsewhere", "I like this teahouse."
    elsewhere.mkdir()
    cuts = [("我喜欢这家", "", "", ""), ("茶馆", "cha2 guan3", "teahouse", "teahouse")]  # I like this teahouse

    def letters(sense: str) -> list[Card]:
        term = anki_cards.term(anki_cards.annotated(english, cuts), "茶馆")
        return list(cards.vocabulary_cards([replace(term, senses=(Sense(sense),))], source="Letters"))

    learner.take(_build(tmp_path / "town.apkg", kinds=[CardKind.RECOGNITION]))
    learner.take(_build(elsewhere / "letters.apkg", letters("teahouse"), kinds=[CardKind.RECOGNITION]))
    learner.review()
    before = learner.scheduling()
    assert learner.note("茶馆")["Sentence English"] == anki_cards.TOWN_ENGLISH
    if is_touched:
        note = learner.note("茶馆")
        note["Note"] = "mine"
        learner.col.update_note(note)
    learner.take(_build(elsewhere / "letters.apkg", letters("tea shop"), kinds=[CardKind.RECOGNITION]))
    assert learner.note("茶馆")["Sentence English"] == (anki_cards.TOWN_ENGLISH if is_touched else english)
    assert learner.scheduling() == before
    assert learner.faults() == []
