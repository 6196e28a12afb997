"""The review page in a real browser: every action, by pointer and by keyboard, with the file and the deck it makes."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from typer.testing import CliRunner

from flashcards import build, cli, load_settings, pipeline, write
from flashcards.common.progress import silent
from flashcards.corrections import editing
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon
from flashcards.output import package_reports
from flashcards.records import SentenceCard, VocabularyCard, Word, replace
from flashcards.review import Session
from flashcards.review.listing import Listing
from flashcards.review.opening import Opening
from flashcards.review.rebuilding import Maker
from flashcards.review.server import serving
from tests.anki_backend import Learner
from tests.conftest import ROOT
from tests.review_pages import ESSAY, Review, chromium, opened, saved, under_review, until_open
from tests.samples import PIXEL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    """Run the browser."""
    with chromium():
        yield


def tables(review: Review, kind: str) -> list[dict[str, Any]]:
    """Give the tables of a kind that the file holds."""
    rows: list[dict[str, Any]] = tomllib.loads(review.saved).get(kind, [])
    return rows


def built(review: Review) -> pipeline.Deck:
    """Build the text anew, as `flashcards build` does, and write its package."""
    settings = load_settings(
        review.corrections.with_name("essay.txt"), output=review.corrections.with_name("essay.apkg")
    )
    deck = build(pipeline.read(settings), settings)
    write(deck, settings, now=1)
    return deck


def pairs_of(deck: pipeline.Deck) -> list[tuple[str, str]]:
    return [(" ".join(pair.chinese_text.split()), pair.english_text) for pair in deck.pairs]


def words_of(deck: pipeline.Deck) -> list[Word]:
    return [word for card in deck.cards if isinstance(card, SentenceCard) for word in card.annotated.words]


def terms_of(deck: pipeline.Deck) -> dict[str, VocabularyCard]:
    return {card.term.text: card for card in deck.cards if isinstance(card, VocabularyCard)}


def item(page: Page, text: str) -> Any:
    return page.locator(".item", has_text=text).first


def press(page: Page, text: str, name: str) -> None:
    item(page, text).get_by_role("button", name=re.compile(name)).first.click()
    saved(page)


def show(page: Page, only: str) -> None:
    """Choose what is shown, and wait for it."""
    page.get_by_label("Show").select_option(only)
    page.wait_for_url(f"**only={only}**")
    page.wait_for_load_state()


def unfold(card: Locator) -> None:
    """Open the form of a card; on a busy machine the first click may come while the page still settles."""
    form = card.locator("details.more")
    for _ in range(3):
        if form.get_attribute("open") is None:
            form.locator("summary").click()
    expect(form).to_have_attribute("open", "")


def test_looking_changes_nothing(review: Review) -> None:
    """Whoever looks at every view and goes through it by keyboard leaves no file behind."""
    with opened(review.address) as page:
        for view in ("Pairs", "Words", "Cards", "Changes"):
            page.get_by_role("link", name=view, exact=True).click()
            page.wait_for_load_state()
            page.keyboard.press("j")
            page.keyboard.press("j")
    assert not review.corrections.exists()


def test_pairs_are_set_joined_left_alone_and_dropped(review: Review) -> None:
    """Each button of a pair writes what it says, and the deck is built so."""
    with opened(review.address) as page:
        press(page, "我姑姑去年", "Right")
        press(page, "每天早晨", "Join with next")
        press(page, "冬天他们", "Leave alone")
        press(page, "我喜欢坐", "Drop")
        expect(item(page, "我姑姑去年")).to_contain_text("set by you")
    pairs = pairs_of(built(review))
    assert pairs == [
        ("我姑姑去年开了一家小店。", "My aunt opened a small shop last year."),
        ("她在那里卖茶叶和杯子。", "She sells tea and cups there."),
        (
            "每天早晨她先烧水。邻居们来聊天气。",
            "Every morning she boils water first. Her neighbours come to talk about the weather.",
        ),
        ("冬天他们一直坐到晚上。", ""),
        ("", "In winter they stay until the evening."),
    ]
    assert [row.get("drop", False) for row in tables(review, "pair")].count(True) == 1


def test_a_pair_is_split_where_lines_end(review: Review) -> None:
    """A line end in the Chinese proposes one in the English, and both are saved as two pairs."""
    with opened(review.address) as page:
        press(page, "每天早晨", "Join with next")
        joined = item(page, "每天早晨")
        joined.locator("summary").click()
        chinese = joined.get_by_label("Chinese")
        chinese.evaluate("box => { box.focus(); box.setSelectionRange(9, 9); }")
        page.keyboard.press("Enter")
        english = joined.get_by_label("English")
        assert english.input_value().splitlines()[1] == "Her neighbours come to talk about the weather."
        joined.get_by_role("button", name="Save").click()
        saved(page)
    assert ("每天早晨她先烧水。", "Every morning she boils water first.") in pairs_of(built(review))
    assert len(tables(review, "pair")) == 2


def test_a_sentence_moves_to_its_neighbour(review: Review) -> None:
    """The first sentence of a side goes to the pair before, the last one to the next; what it leaves stands alone."""
    moves = [
        ("每天早晨", "Last English down"),
        ("我喜欢坐", "First Chinese up"),
        ("她在那里", "Last Chinese down"),
        ("She sells", "First English up"),
    ]
    with opened(review.address) as page:
        for text, way in moves:
            item(page, text).locator("summary").click()
            press(page, text, way)
    assert pairs_of(built(review)) == [
        ("我姑姑去年开了一家小店。", "My aunt opened a small shop last year. She sells tea and cups there."),
        ("她在那里卖茶叶和杯子。每天早晨她先烧水。", ""),
        (
            "邻居们来聊天气。",
            "Every morning she boils water first. Her neighbours come to talk about the weather.",
        ),
        ("冬天他们一直坐到晚上。我喜欢坐在窗边。", "In winter they stay until the evening."),
        ("", "I like to sit by the window."),
    ]


def test_a_typo_is_mended_for_the_cards(review: Review) -> None:
    """Changed words are a typo of this sentence, and the note stays the one it was."""
    with opened(review.address) as page:
        box = item(page, "窗边")
        box.locator("summary").click()
        box.get_by_label("Chinese").fill("我喜欢坐在窗户边。")
        box.get_by_label("English").fill("I like to sit at the window.")
        box.get_by_role("button", name="Save").click()
        saved(page)
        assert [tuple(row.values()) for row in tables(review, "typo")] == [
            ("窗", "窗户", "欢坐在窗边。"),
            ("by", "at", "like to sit by the window."),
        ]
        box = item(page, "窗户边")
        box.locator("summary").click()
        box.get_by_label("Chinese").fill("我喜欢坐在窗口边。")
        box.get_by_role("button", name="Save").click()
        expect(item(page, "窗口边")).to_be_visible()
        assert [row["right"] for row in tables(review, "typo")] == ["窗口", "at"]
        page.get_by_role("button", name="Undo").click()
        expect(item(page, "窗户边")).to_be_visible()
    assert ("我喜欢坐在窗户边。", "I like to sit at the window.") in pairs_of(built(review))


def word(page: Page, sentence: str, text: str) -> Any:
    """Open the panel of a word."""
    page.get_by_role("link", name="Words", exact=True).click()
    page.wait_for_load_state()  # the script hears of clicks from then on
    box = item(page, sentence)
    box.locator("button.word", has=page.get_by_text(text, exact=True)).click()
    expect(box.locator(".panel h2")).to_have_text(text)
    return box.locator(".panel")


def test_a_word_is_read_and_explained_here(review: Review) -> None:
    """Reading, meaning and rendering of a word are set for its place alone."""
    with opened(review.address) as page:
        panel = word(page, "She sells tea", "和")
        panel.get_by_label("huó", exact=True).check()
        panel.get_by_label("your own").fill("to mix into")
        for name, is_on in (("and", False), ("tea", True), ("cups", True)):
            panel.get_by_role("checkbox", name=name, exact=True).set_checked(is_on)
        panel.get_by_role("button", name="Save").click()
        saved(page)
    (row,) = tables(review, "word")
    assert row == {
        "word": "和",
        "in": "卖茶叶和杯子。",
        "pinyin": "huó",
        "meaning": "to mix into",
        "english": "tea ... cups",
    }
    (read,) = (each for each in words_of(built(review)) if each.text == "和")
    assert (read.syllables, read.own_meaning) == (("huo2",), "to mix into")
    assert read.rendering
    assert len(read.rendering.spans) == 2


def test_the_senses_are_those_of_the_reading_and_single_ways_can_be_taken(review: Review) -> None:
    """Sentence and Save stay in view; another reading brings its senses; ways are taken in order; Esc saves nothing."""
    with opened(review.address, width=390) as page:
        panel = word(page, "She sells tea", "和")
        for part in (panel.locator("mark"), panel.get_by_role("button", name="Save")):
            expect(part).to_be_in_viewport(ratio=1)
        panel.get_by_label("huó", exact=True).check()
        senses = panel.get_by_role("radio").and_(panel.locator("[name=meaning]:visible"))
        assert senses.first.is_checked()
        assert "and" not in [sense.get_attribute("value") for sense in senses.all()]
        page.keyboard.press("Escape")
        expect(page.locator("#says")).to_contain_text("nothing of it was saved")
        panel = word(page, "In winter", "一直")
        ways = panel.locator(".way:visible")
        expect(ways).not_to_have_count(0)
        texts = ways.all_text_contents()[:2]
        for way in reversed(texts):
            ways.get_by_text(way, exact=True).click()
        expect(panel.get_by_label("your own")).to_have_value("; ".join(reversed(texts)))
        panel.get_by_role("button", name="Save").click()
        saved(page)
    assert [row["meaning"] for row in tables(review, "word")] == ["; ".join(reversed(texts))]


def test_a_link_is_drawn_to_the_second_of_two_words_alike(tmp_path: Path) -> None:
    """Where an English word stands twice, the place that was ticked is the one that is marked."""
    text = "My tea is green tea. I sit here.\n\n我的茶是绿茶。我坐在这里。\n"
    with under_review(tmp_path, text) as review, opened(review.address) as page:
        panel = word(page, "green tea", "茶")
        for box in panel.get_by_role("checkbox", name="tea").all():
            box.set_checked(box.get_attribute("value") == "4")
        panel.get_by_role("button", name="Save").click()
        saved(page)
        assert tables(review, "word")[0]["english"] == "[green ]tea"
        (tea,) = (each for each in words_of(built(review)) if each.text == "茶")
    assert tea.rendering
    assert tea.rendering.spans == ((16, 19),)


def test_a_surname_is_no_other_reading(review: Review) -> None:
    """A reading that differs by its capital alone is offered once: 和 is hé, and Hé as a name."""
    with opened(review.address) as page:
        panel = word(page, "She sells tea", "和")
        expect(panel.get_by_label("hé", exact=True)).to_be_checked()
        expect(panel.get_by_label("Hé", exact=True)).to_have_count(0)


def test_what_was_done_stays_in_sight_and_is_undone_there(review: Review) -> None:
    """On a telephone the page says what it saved, and has undo and redo at hand, wherever one is, at the last item."""
    with opened(review.address, width=360) as page:
        press(page, "I like to sit", "Drop")
        expect(page.locator("#says")).to_be_in_viewport()
        for name, says in (("Undo", "Undone: dropped"), ("Redo", "Done again: dropped")):
            expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
            page.get_by_role("button", name=name).click()
            expect(page.locator("#says")).to_contain_text(says)
        assert page.evaluate("window.scrollY") > 0


def test_what_settles_is_shown_when_nothing_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text settles behind the page, which takes nothing away that is being worked on; Done waits for it."""
    monkeypatch.setattr("flashcards.review.settling.AT_ONCE", 0)
    monkeypatch.setattr("flashcards.review.settling.CALM", 0.0)
    gate, make = threading.Event(), Maker.make
    with under_review(tmp_path) as review, opened(review.address) as page:
        monkeypatch.setattr(Maker, "make", lambda self, *given: (gate.wait(20), make(self, *given))[1])
        press(page, "每天早晨", "Join with next")
        expect(page.locator("#settling")).to_contain_text("settling")
        joined = item(page, "每天早晨")
        joined.locator("summary").click()
        gate.set()
        expect(page.locator("#settling")).to_contain_text("it is shown when you are done here")
        joined.locator("summary").click()
        expect(page.locator("#settling")).to_be_empty()
        expect(item(page, "每天早晨").locator(":focus")).to_have_count(1)
        gate.clear()
        press(page, "我喜欢坐", "Drop")
        held: list[Any] = []
        page.route("**/word?*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks what it is given)
        page.get_by_role("link", name="Words", exact=True).click()
        page.locator("button.word").first.click()
        gate.set()
        expect(page.locator("#settling")).to_contain_text("it is shown when you are done here")
        held[0].continue_()
        expect(page.locator(".panel h2")).to_have_count(1)
        gate.clear()
        page.get_by_role("link", name="Pairs", exact=True).click()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#says")).to_contain_text("Undone")
        page.get_by_role("button", name="Done").click()
        expect(page.locator("#says")).to_contain_text("Done once the rest of the text has settled")
        gate.set()
        expect(page.locator("body")).to_contain_text("Everything is saved")


def undone_at_once(page: Page) -> list[Any]:
    """Drop a pair and press the key for undo before the answer, which is held; give what holds it."""
    held: list[Any] = []
    page.route("**/act/drop*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks what it is given)
    item(page, "In winter").get_by_role("button", name=re.compile("Drop")).click()
    page.keyboard.press("u")
    return held


def test_undoing_waits_for_what_is_being_saved(review: Review) -> None:
    """The key for undo takes back a change that is not yet answered, once it is."""
    with opened(review.address) as page:
        held = undone_at_once(page)
        page.wait_for_timeout(100)
        held[0].continue_()
        expect(page.locator("#says")).to_contain_text("Undone")
    assert tomllib.loads(review.saved) == {}


def test_done_waits_for_what_is_being_saved(review: Review) -> None:
    """Done is not passed over while a change is saved, or undone: what was pressed comes in its order."""
    with opened(review.address) as page:
        held = undone_at_once(page)
        page.get_by_role("button", name="Done").click()
        held[0].continue_()
        expect(page.locator("body")).to_contain_text("Everything is saved")
    assert tomllib.loads(review.saved) == {}


def test_nobody_leaves_what_was_not_saved(review: Review) -> None:
    """A change that is refused stays to be read: no earlier one is undone for it, and Done does not leave it behind."""
    with opened(review.address) as page:
        press(page, "My aunt", "Right")
        saved(page)
        held = undone_at_once(page)
        page.get_by_role("button", name="Done").click()
        held[0].fulfill(status=422, json={"says": "Not done: the disk is full."})
        expect(page.locator("#says")).to_contain_text("the disk is full")
        expect(page.get_by_role("button", name="Done")).to_be_visible()
    assert "My aunt" in review.saved


def test_a_card_is_changed_by_its_word_and_its_pair(review: Review) -> None:
    """Cards of words that were explained, and of pairs that were set, are among the changed ones."""
    with opened(review.address) as page:
        panel = word(page, "My aunt", "姑姑")
        panel.get_by_label("your own").fill("father’s sister")
        panel.get_by_role("button", name="Save").click()
        saved(page)
        page.get_by_role("link", name="Pairs").click()
        press(page, "I like to sit", "Right")
        saved(page)
        page.get_by_role("link", name="Cards").click()
        show(page, "changed")
        cards = page.locator(".card-item")
        expect(cards).not_to_have_count(0)
        expect(cards.filter(has_text="father’s sister")).not_to_have_count(0)
        sentence = cards.filter(has=page.get_by_role("link", name="Words of the sentence"))
        sentence.filter(has_text="我喜欢坐在窗边").get_by_role("link").click()
        expect(page.locator(".word-item")).to_have_count(1)
        page.get_by_role("link", name="Cards").click()
        page.get_by_label("Search").fill("no such words")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("link", name="Show all again").click()
        expect(cards).not_to_have_count(0)


def test_a_sense_is_offered_to_every_place(review: Review) -> None:
    """A sense that is chosen everywhere holds of all places of the word."""
    with opened(review.address) as page:
        panel = word(page, "In winter", "坐")
        expect(panel).to_contain_text("2 places")
        panel.get_by_label("your own").fill("to be seated")
        panel.get_by_label("everywhere").check()
        panel.get_by_role("button", name="Save").click()
        saved(page)
    assert [each.own_meaning for each in words_of(built(review)) if each.text == "坐"] == ["to be seated"] * 2


def test_what_was_set_elsewhere_is_proposed(tmp_path: Path) -> None:
    """A sense that was set at one place, of this text or another, is proposed at the others, and taken by a press."""
    other = '[[word]]\nword = "冬天"\nin = "去年冬天很冷"\nmeaning = "wintertime"\n'  # last winter was very cold
    (tmp_path / "essay.corrections.toml").write_text(other, encoding="utf-8")
    with under_review(tmp_path) as review, opened(f"{review.address}?view=words") as page:
        panel = word(page, "My aunt", "我")
        panel.get_by_label("your own").fill("me")
        panel.get_by_role("button", name="Save").click()
        saved(page)
        show(page, "proposed")
        assert page.locator(".word-item").count() == 2
        panel = word(page, "I like to sit", "我")
        expect(panel).to_contain_text("Elsewhere you set “me”.")
        panel.get_by_role("button", name="Here, too").click()
        saved(page)
        show(page, "proposed")
        assert page.locator(".word-item").count() == 1
        panel = word(page, "In winter", "冬天")
        panel.get_by_role("button", name="Here, too").click()
        saved(page)
        show(page, "proposed")
        expect(page.locator("#main")).to_contain_text("Nothing here.")
        meanings = [(row["word"], row["meaning"]) for row in tables(review, "word")]
        assert meanings == [("冬天", "wintertime"), ("我", "me"), ("我", "me"), ("冬天", "wintertime")]


def test_words_are_cut_and_joined_here_and_everywhere(tmp_path: Path) -> None:
    """A word is cut between two characters or joined with the next, at its place or wherever it stands in the text."""
    text = "She sells green tea here. I like green tea. He drinks it.\n\n她在这里卖绿茶。我喜欢绿茶。他喝绿茶。\n"
    steps = [
        ("She sells", "绿茶", "here$", "cut: 绿, 茶", 2),
        ("I like", "绿茶", "everywhere", "cut: 绿, 茶", 0),
        ("He drinks", "绿", "here$", "Join with 茶", 1),
        ("I like", "绿", "everywhere", "Join with 茶", 3),
    ]
    with under_review(tmp_path, text) as review, opened(review.address) as page:
        for sentence, own, where, name, count in steps:
            panel = word(page, sentence, own)
            panel.get_by_role("radio", name=re.compile(f"^{where}")).check()
            panel.get_by_role("button", name=name).click()
            saved(page)
            page.get_by_label("Search").focus()  # leaves what was in focus, so that nothing is taken for open
            assert page.locator("button.word", has=page.get_by_text("绿茶", exact=True)).count() == count
        assert tables(review, "cut") == [{"words": ["绿茶"]}]
        assert [each.text for each in words_of(built(review))].count("绿茶") == 3


def test_cards_are_kept_dropped_known_and_edited(review: Review) -> None:
    """Each button of a card writes what it says; meaning, example and note stand on the card at once."""
    built(review)
    with opened(f"{review.address}?view=cards") as page:
        press(page, "She sells tea", "Drop")
        card = page.locator(".card-item", has=page.get_by_text("早晨", exact=True)).last
        card.get_by_role("button", name="I know this").click()
        expect(page.locator("#says")).to_have_text(
            "Saved: card of 早晨 known to you (build says how to find it in Anki)."
        )
        show(page, "left")
        page.locator(".left-item", has_text="坐").get_by_role("button", name="Keep").click()
        saved(page)
        show(page, "vocabulary")
        card = page.locator(".card-item", has=page.get_by_text("坐", exact=True)).first
        unfold(card)
        card.get_by_label("Meaning").fill("to be seated")
        card.get_by_label("Example").select_option(label="我喜欢坐在窗边。")
        card.get_by_label("Note").fill("坐 <zuò>")
        card.get_by_role("button", name="Save").click()
        saved(page)
        expect(page.locator(".card-item", has_text="坐 <zuò>").first).to_be_visible()
    deck = built(review)
    terms = terms_of(deck)
    assert "早晨" not in terms
    assert terms["坐"].term.own_meaning == "to be seated"
    assert terms["坐"].term.example.annotated.pair.chinese_text == "我喜欢坐在窗边。"
    assert terms["坐"].note == "坐 <zuò>"
    assert not any(
        "卖茶叶" in card.annotated.pair.chinese_text for card in deck.cards if isinstance(card, SentenceCard)
    )


def test_a_kept_card_says_so_and_can_be_left_to_the_rules(review: Review) -> None:
    """A card that is kept offers no Keep, but to leave it to the rules again, which takes the correction away."""
    with opened(f"{review.address}?view=cards&only=vocabulary") as page:
        card = page.locator(".card-item", has=page.get_by_text("茶叶", exact=True)).first
        card.get_by_role("button", name="Keep").click()
        saved(page)
        expect(card).to_contain_text("kept by you")
        expect(card.locator(".read")).to_be_checked()
        expect(page.locator(".card-item:focus")).not_to_contain_text("kept by you")  # but the next one
        assert tables(review, "card") == [{"word": "茶叶", "choice": "keep"}]
        card.get_by_role("button", name="Leave to the rules").click()
        expect(card.get_by_role("button", name="Keep")).to_be_visible()
    assert tables(review, "card") == []


def test_a_kept_sentence_is_a_pair_that_is_set_and_read(review: Review) -> None:
    """Keep on the card of a sentence sets its pair, which is read with it, and can be left to the rules again."""
    with opened(f"{review.address}?view=cards&only=sentence") as page:
        page.locator(".card-item", has_text="卖茶叶").first.focus()
        page.keyboard.press("y")
        saved(page)
        expect(page.locator(".card-item", has_text="卖茶叶").first).to_contain_text("kept by you")
        expect(page.locator(".card-item:focus")).to_contain_text("烧水")
        (row,) = tables(review, "pair")
        assert row == {"chinese": "她在那里卖茶叶和杯子。", "english": "She sells tea and cups there."}
        for view in ("Words", "Pairs"):
            page.get_by_role("link", name=view, exact=True).click()
            page.wait_for_load_state()
            expect(page.locator("#unread")).to_have_text("5")
        item(page, "卖茶叶").get_by_role("button", name="Leave to the rules").click()
        expect(item(page, "卖茶叶")).not_to_contain_text("set by you")
    assert tables(review, "pair") == []


def test_undoing_keeps_the_place(review: Review) -> None:
    """After Undo by pointer, the item that was in focus last is in focus again."""
    with opened(review.address) as page:
        press(page, "我喜欢坐", "Right")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#says")).to_contain_text("Undone")
        expect(page.locator(".item:focus")).to_contain_text("我喜欢坐")


def test_changes_are_sentences_with_their_place(review: Review) -> None:
    """Each change is said in a sentence, and leads to the view where it is seen."""
    with review.session.alone():
        review.session.act("mean", {"pair": ["2"], "start": ["6"], "own_meaning": ["to heat"], "was_english": [""]})
    with opened(f"{review.address}?view=changes") as page:
        expect(page.locator(".says")).to_have_text("烧水 in “她先烧水。”: means “to heat”.")
        page.get_by_role("link", name="Go there").click()
        page.wait_for_url("**view=words**")
        assert page.locator(".word-item").count() == 1


def test_a_picture_is_put_on_a_card(review: Review) -> None:
    """A picture that is chosen is kept beside the corrections and shown on the card; what is none is refused."""
    with opened(f"{review.address}?view=cards&only=vocabulary") as page:
        card = page.locator(".card-item", has=page.get_by_text("小店", exact=True)).first
        card.locator("details.more summary").click()
        card.get_by_label("Picture").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"<svg>"})
        card.get_by_role("button", name="Save").click()
        expect(page.locator("#says")).to_contain_text("this is no picture")
        assert not review.corrections.exists()
        card.get_by_label("Picture").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": PIXEL})
        card.get_by_role("button", name="Save").click()
        saved(page)
        picture = page.locator(".card-item", has=page.get_by_text("小店", exact=True)).locator("img")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    (row,) = tables(review, "card")
    assert (review.corrections.parent / row["picture"]).read_bytes() == PIXEL
    assert terms_of(built(review))["小店"].picture


def test_everything_is_undone_and_done_again(review: Review) -> None:
    """Undo and redo go through all changes, and the file is what it was at each."""
    with opened(review.address) as page:
        files = [editing.HEADING]
        page.keyboard.press("u")
        expect(page.locator("#says")).to_contain_text("Changes takes out what was set before")
        for text in ("我姑姑去年", "每天早晨"):
            press(page, text, "Drop")
            files.append(review.saved)
        for expected in reversed(files[:-1]):
            page.get_by_role("button", name="Undo").click()
            expect(page.locator("#says")).to_contain_text("Undone")
            page.wait_for_function("() => !document.getElementById('says').textContent.includes('Saving')")
            assert review.saved == expected
        for expected in files[1:]:
            page.get_by_role("button", name="Redo").click()
            expect(page.locator("#says")).to_have_text("Done again: dropped.")
            assert review.saved == expected
        page.get_by_role("link", name="Changes").click()
        page.get_by_role("button", name="Take out").first.click()
        expect(page.locator(".item")).to_have_count(1)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".item")).to_have_count(2)
    assert review.saved == files[-1]


def test_the_keyboard_is_enough(review: Review) -> None:
    """Items are walked, buttons pressed, a word opened and set, all without a pointer."""
    with opened(review.address) as page:
        for key in ("j", "j", "d"):
            page.keyboard.press(key)
        saved(page)
        assert tables(review, "pair")[0]["chinese"] == "她在那里卖茶叶和杯子。"
        page.keyboard.press("u")
        expect(page.locator("#says")).to_contain_text("Undone")
        expect(page.locator("#unread")).to_have_text("5")
        page.keyboard.press("/")
        page.keyboard.type("window")
        page.keyboard.press("Enter")
        expect(page.locator(".item")).to_have_count(1)
        page.get_by_role("link", name="Words", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator("button.word").first).to_be_visible()
        page.wait_for_load_state()  # the keys work once the script has run
        page.keyboard.press("j")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".panel h2")).to_have_text("我")
        page.get_by_label("your own").focus()
        page.keyboard.type("me, myself")
        page.keyboard.press("Enter")
        saved(page)
        page.get_by_role("link", name="Cards", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".card-item").first).to_be_visible()
        page.wait_for_load_state()
        for key in ("j", "d"):
            page.keyboard.press(key)
        saved(page)
        page.get_by_role("link", name="Pairs", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".pair-item").first).to_be_visible()
        page.wait_for_load_state()
        page.keyboard.press("j")
        item(page, "window").locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        for key in ("ControlOrMeta+Home", *["ArrowRight"] * 3, "Enter", *["Tab"] * 2, "Enter"):
            page.keyboard.press(key)
        saved(page)
    assert tables(review, "word")[0]["meaning"] == "me, myself"
    assert tables(review, "card") == [{"sentence": "我喜欢坐在窗边。", "choice": "drop"}]
    assert [row.get("chinese") for row in tables(review, "pair")] == ["我喜欢", "坐在窗边。"]


def test_a_doubtful_card_says_why_and_is_put_right_where_it_stands(tmp_path: Path) -> None:
    """The reason stands on the card, and its sense is chosen there by digits; then it is doubtful no more."""
    text = "He speaks French, and everybody was happy with it.\n\n他会说法语，大家都很痛快。\n"
    with under_review(tmp_path, text, level="hsk0") as review, opened(review.address) as page:
        page.goto(f"{review.address}?view=cards&order=doubtful")
        card = page.locator(".card-item").first
        expect(card).to_have_class(re.compile("doubtful"))
        expect(card.locator(".reason")).to_have_text("the translation says “happy”")
        card.focus()
        page.keyboard.press("e")
        expect(card.locator(".panel h2")).to_have_text("痛快")
        for part in (card.locator("mark").first, card.get_by_role("button", name="Save"), card.locator(".back")):
            expect(part).to_be_in_viewport(ratio=0.9)
        edges = "both => both.map(each => each.getBoundingClientRect()).map(box => [box.left, box.right]).flat()"
        left, right, back, _ = card.locator(".panel, .back").evaluate_all(edges)
        assert left < right < back  # the card stands beside the panel
        sense = card.get_by_role("radio", name=re.compile("2$"))
        meaning = sense.get_attribute("value")
        page.keyboard.press("d")  # of the card, and not of the panel that is open
        page.keyboard.press("1")
        expect(page.locator("#says")).to_contain_text("It means that already")
        page.keyboard.press("2")
        saved(page)
        expect(page.locator(".card-item:focus")).to_contain_text(str(meaning))
        expect(page.locator(".card-item:focus .reason")).to_have_count(0)
        assert [(row["word"], row["meaning"]) for row in tables(review, "word")] == [("痛快", meaning)]
        assert tables(review, "card") == []


def test_walking_goes_through_all_pages(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the last item of a page comes the first of the next, also where what was read is shown no more."""
    monkeypatch.setattr("flashcards.review.views.PAGE", 2)
    with opened(f"{review.address}?only=unread") as page:
        for number, sentence in enumerate(pair.chinese_text for pair in review.session.deck.pairs):
            page.keyboard.press("j")
            expect(page.locator(".item:focus")).to_contain_text(sentence)
            expect(page.locator("#unread")).to_have_text(str(6 - number))
        page.goto(f"{review.address}?page=2")
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(page.locator(".item:focus")).to_contain_text("Her neighbours")
        page.goto(f"{review.address}?page=9")
        expect(page.locator(".pages")).to_contain_text("Page 3 of 3")


def test_doubtful_items_come_first_and_what_was_read_is_remembered(review: Review) -> None:
    """The order is that of doubt; what was walked past or ticked is read, also after the page is loaded anew."""
    with opened(f"{review.address}?order=doubtful") as page:
        shares = [float(each) for each in re.findall(r"confidence (\d\.\d\d)", page.locator("#main").inner_text())]
        assert shares == sorted(shares)
        assert len(shares) == 6
        with page.expect_response("**/read"):
            page.locator(".read").first.check()
        expect(page.locator("#unread")).to_have_text("5")
        page.reload()
        expect(page.locator("#unread")).to_have_text("5")


def test_two_pages_know_of_each_other(review: Review) -> None:
    """What a page asks for that shows an older text is not done, and it is told; so it is with edits by hand."""
    with opened(review.address) as first, opened(review.address) as second:
        press(first, "我姑姑去年", "Drop")
        item(second, "每天早晨").get_by_role("button", name="Drop").click()
        expect(second.locator("#says")).to_contain_text("changed elsewhere")
        assert len(tables(review, "pair")) == 1
        expect(second.locator("#main")).not_to_contain_text("我姑姑去年")
        by_hand = f'# by hand\n{review.saved}\n[[card]]\nword = "水"\nnote = "x"\n'
        review.corrections.write_text(by_hand, encoding="utf-8")
        item(second, "每天早晨").get_by_role("button", name="Drop").click()
        expect(second.locator("#says")).to_contain_text("changed elsewhere")
        press(second, "每天早晨", "Drop")
    assert review.saved.startswith(by_hand)
    assert len(tables(review, "pair")) == 2


def test_what_contradicts_or_says_nothing_is_not_done(review: Review) -> None:
    """An action that cannot be done leaves file and page as they were, and says why."""
    with opened(review.address) as page:
        box = item(page, "窗边")
        box.locator("summary").click()
        box.get_by_label("Chinese").fill("我喜欢\n坐在窗户边。")
        box.get_by_role("button", name="Save").click()
        expect(page.locator("#says")).to_contain_text("split first")
        panel = word(page, "She sells tea", "和")
        panel.get_by_role("button", name="Save").click()
        expect(page.locator("#says")).to_contain_text("nothing is changed")
    assert not review.corrections.exists()


def test_a_file_that_is_broken_by_hand_is_said_and_left_alone(review: Review) -> None:
    """While the file cannot be read, nothing is done; once it is mended, all goes on."""
    review.corrections.write_text("[[pair\n", encoding="utf-8")
    with opened(review.address) as page:
        expect(page.locator("body")).to_contain_text("mend the corrections there")
        review.corrections.unlink()
        page.reload()
        press(page, "我姑姑去年", "Drop")


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    """Serve an essay with a change to tests that only look at it."""
    folder = tmp_path_factory.mktemp("steady")
    with pytest.MonkeyPatch.context() as patch:
        open_lexicon()  # from the cache that all tests share
        patch.setattr("flashcards.common.files.cache_directory", lambda: folder / "cache")
        with under_review(folder) as served:
            with served.session.alone():
                served.session.act("right", {"pair": ["0"]})
            yield served


AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("view", ["pairs", "words", "cards", "changes", "anki"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_view_is_for_everybody(steady: Review, view: str, dark: bool) -> None:
    """Nothing is wider than a telephone, text stands out by day and night, and the checks of axe-core pass.

    These are the rules of WCAG 2.2 up to AA, with what folds unfolded.
    """
    with opened(f"{steady.address}?view={view}", width=360, dark=dark) as page:
        between = ".item:not(:nth-child(-n+4), :nth-last-child(-n+4))"  # what is like those before and behind
        page.evaluate(f"document.querySelectorAll('{between}').forEach(each => each.remove())")
        if view in ("words", "cards"):
            page.locator("button.word, button.choose").first.click()
            expect(page.get_by_role("button", name="Close")).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room
        ink, paper = page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]"
        )
        assert contrast(ink, paper) >= 7
        page.set_viewport_size({"width": 1000, "height": 800})
        assert page.get_by_role("main").count() == 1
        violations = Axe().run(page, options=AXE).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in violations] == []


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours as WCAG 2 defines it."""

    def light(colour: str) -> float:
        shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_night_can_be_chosen(review: Review) -> None:
    """The switch turns the page to night where the device is light, and keeps it so on the next view."""
    with opened(review.address) as page:
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        day = page.evaluate(ground)
        page.get_by_text("Keys and light").click()
        page.get_by_label("night").check()
        assert page.evaluate(ground) != day
        page.get_by_role("link", name="Cards").click()
        expect(page.get_by_label("night")).to_be_checked()


def test_done_ends_the_review(review: Review) -> None:
    """Done says so, and the server is gone."""
    with opened(review.address) as page:
        review.session.command = "flashcards build essay.txt"
        page.get_by_role("button", name="Done").click()
        expect(page.locator("body")).to_contain_text("Everything is saved")
        expect(page.locator("code")).to_have_text("flashcards build essay.txt")
        expect(page.get_by_role("button", name="Done")).to_have_count(0)


def ask(review: Review, method: str, path: str, **headers: str) -> tuple[int, str]:
    address = urlsplit(review.address)
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 0)
    own = {"Host": address.netloc} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(
        method,
        path.replace("SECRET", address.path.strip("/")),
        body=f"pair=0&revision={review.session.shown}",
        headers=own,
    )
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 404),
        ("GET", "/wrong/", {}, 404),
        ("GET", "/SECRET/", {"Host": "evil.example"}, 421),
        ("GET", "/SECRET/", {"Host": "localhost"}, 421),
        ("GET", "/SECRET/", {"Origin": "http://evil.example"}, 403),
        ("POST", "/SECRET/act/drop", {}, 403),
        ("POST", "/SECRET/act/drop", {"Origin": "null"}, 403),
        ("POST", "/SECRET/act/drop", {"Origin": "http://evil.example"}, 403),
        ("POST", "/wrong/act/drop", {"Origin": "OWN"}, 404),
        ("POST", "/SECRET/act/explode", {"Origin": "OWN"}, 422),
        ("POST", "/SECRET/read", {"Origin": "OWN"}, 422),
        ("GET", "/SECRET/act/drop", {}, 405),
        ("POST", "/SECRET/act/drop", {"Origin": "OWN", "Content_Length": "9999999"}, 413),
        ("GET", "/SECRET/../../etc/passwd", {}, 404),
    ],
)
def test_strangers_are_refused(steady: Review, method: str, path: str, headers: dict[str, str], status: int) -> None:
    """Without the secret, from another page or under another name nothing is shown and nothing is done."""
    before = steady.saved
    own = f"http://{urlsplit(steady.address).netloc}"
    answer, text = ask(
        steady, method, path, **{name: own if value == "OWN" else value for name, value in headers.items()}
    )
    assert answer == status
    assert "姑姑" not in text
    assert steady.saved == before


def test_a_text_in_which_nothing_is_sure_can_be_set(tmp_path: Path) -> None:
    """Where no pair is sure enough for a deck, the pairs are there to be set, and then there are cards."""
    english, chinese = (
        "The moon is far. Stocks fell. Nobody eats iron.",
        "她在那里卖茶叶。我喜欢坐在窗边。每天早晨她先烧水。",
    )
    text = f"{english}\n\n{chinese}\n"
    with under_review(tmp_path, text, min_confidence=0.99) as review, opened(review.address) as page:
        page.get_by_role("link", name="Cards").click()
        expect(page.locator("#main")).to_contain_text("Nothing here.")
        page.get_by_role("link", name="Pairs").click()
        press(page, "她在那里卖", "Right")
        page.get_by_role("link", name="Cards").click()
        expect(page.locator(".card-item").first).to_be_visible()


def test_a_text_in_chinese_alone_has_no_doubtful_pairs(tmp_path: Path) -> None:
    """Sentences without any translation are no sentences without a partner; their words and cards are all there."""
    with under_review(tmp_path, ESSAY.split("\n\n")[1]) as review:
        for view, count in (("pairs", 6), ("words", 6)):
            with opened(f"{review.address}?view={view}") as page:
                expect(page.locator(".item")).to_have_count(count)
                expect(page.locator(".doubtful")).to_have_count(0)
        with opened(f"{review.address}?view=cards") as page:
            expect(page.locator(".card-item").first).to_be_visible()


def test_corrections_that_fit_nothing_any_more_are_shown(tmp_path: Path) -> None:
    """A correction of words that have gone from the text is named on every view, with the nearest place."""
    table = '[[word]]\nword = "坐"\nin = "我喜欢坐在门边"\nmeaning = "x"\n'
    (tmp_path / "essay.corrections.toml").write_text(table, encoding="utf-8")
    with under_review(tmp_path) as review, opened(review.address) as page:
        page.get_by_role("link", name="1 of your corrections fits nothing").click()
        expect(page.locator(".misfit")).to_contain_text("the nearest place is “我喜欢坐在窗边。”")


def test_what_was_edited_in_anki_is_kept_by_a_button(tmp_path: Path) -> None:
    """A field that was edited in Anki stands beside what holds here; one or all are kept as corrections."""
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    settings = load_settings(tmp_path / "essay.txt", output=tmp_path / "essay.apkg")
    write(build(pipeline.read(settings), settings), settings, now=1)
    with Learner(tmp_path / "learner") as learner:
        learner.take(tmp_path / "essay.apkg")
        note = learner.note("茶叶")
        note["Meaning"], note["Level"] = "leaf tea", "mine"
        learner.col.update_note(note)
        sought = package_reports.search(("茶叶", "每天早晨她先烧水。", "邻居们来聊天气。"))
        assert len(learner.col.find_notes(sought)) == 3
        note = learner.note("姑姑")
        note["Meaning"] = "auntie"
        learner.col.update_note(note)
    collection, package = tmp_path / "learner", tmp_path / "essay.apkg"
    with under_review(tmp_path, collection=collection, output=package) as review, opened(review.address) as page:
        page.get_by_role("link", name="In Anki (2)").click()
        page.wait_for_load_state()
        expect(item(page, "leaf tea")).to_contain_text("No correction can carry this")
        item(page, "leaf tea").focus()
        page.keyboard.press("y")
        saved(page)
        expect(item(page, "茶叶")).not_to_contain_text("leaf tea")
        assert [row["meaning"] for row in tables(review, "card")] == ["leaf tea"]
        page.get_by_role("button", name="Undo").click()
        expect(item(page, "leaf tea")).to_be_visible()
        page.get_by_role("button", name="Keep all that a correction can carry").click()
        saved(page)
        expect(page.locator(".held")).to_have_text(["mine"])
        assert {row["meaning"] for row in tables(review, "card")} == {"auntie", "leaf tea"}


def test_text_with_markup_is_text(tmp_path: Path) -> None:
    """What a text holds is shown, and nothing of it runs or is loaded."""
    hostile = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    text = f"She sells tea {hostile} there. I like to sit here.\n\n她在那里卖茶叶{hostile}。我喜欢坐在这里。\n"
    with under_review(tmp_path, text) as review:
        for view in ("pairs", "words", "cards"):
            with opened(f"{review.address}?view={view}&search=%3Cscript%3E") as page:
                assert page.title() == "essay – review"
                assert page.locator("#main script").count() == 0


def test_the_command_prints_its_address_and_ends_in_order(tmp_path: Path) -> None:
    """`review --no-open` says where the page is, serves it until Ctrl-C, and says what was saved."""
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    command = [sys.executable, "-m", "flashcards", "review", str(tmp_path / "essay.txt"), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert "我姑姑去年" in until_open(address)
        process.send_signal(signal.SIGINT)
        _, says = process.communicate(timeout=20)
    assert process.returncode == 0
    assert (
        says.splitlines()[-1]
        == f"{tmp_path}/essay.corrections.toml: 0 corrections. Next: flashcards build {tmp_path}/essay.txt"
    )


def test_a_file_that_is_named_and_new_is_made_by_the_first_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--corrections` of a review may name a file that is not there yet."""
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    sessions: list[Session] = []
    monkeypatch.setattr("flashcards.review.serve", lambda _title, read, _show: sessions.append(read(silent)))
    named = tmp_path / "mine.toml"
    run = CliRunner().invoke(cli.app, ["review", str(tmp_path / "essay.txt"), "--corrections", str(named), "--no-open"])
    assert run.exit_code == 0
    sessions[0].act("drop", {"pair": ["0"]})
    assert "drop = true" in named.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "text", "says"),
    [
        ("-", "", "name one with --corrections"),
        ("words.txt", "水壶\n招牌\n茶叶\n知道\n", "a list of words has no pairs to review"),
    ],
)
def test_what_cannot_be_reviewed_is_said(tmp_path: Path, source: str, text: str, says: str) -> None:
    """A text without a place for corrections, and a list of words, are refused in one sentence."""
    (tmp_path / "words.txt").write_text(text, encoding="utf-8")
    path = source if source == "-" else str(tmp_path / source)
    run = CliRunner().invoke(cli.app, ["review", path, "--no-open"], input=ESSAY)
    assert says in str(run.exception)


def test_cards_are_chosen_by_kind_and_level(tmp_path: Path) -> None:
    """What is shown of the cards can be one kind, or one level."""
    with under_review(tmp_path, cards="recognition,cloze") as review, opened(f"{review.address}?view=cards") as page:
        show(page, "cloze")
        kinds = page.locator(".card-item .preview-quiet:first-child").all_text_contents()
        assert {kind.split()[0] for kind in kinds} == {"cloze"}
        show(page, "hsk2")
        assert page.locator(".card-item").count() > 0


def looked_through(session: Session) -> None:
    """Check that entries that serve again are those that would be made anew."""
    with session.alone():
        listing = session.listing
        anew = Listing(listing.state, listing.settings, session.lexicon)
        assert [replace(each, of=None) for each in listing.pairs] == [replace(each, of=None) for each in anew.pairs]
        assert [replace(each, of=None) for each in listing.words] == [replace(each, of=None) for each in anew.words]
        assert [replace(each, of=None) for each in listing.cards] == [replace(each, of=None) for each in anew.cards]


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("at_once", [100, 0])
def test_what_is_shown_is_what_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """After each action, once a long text has settled, the deck on the pages is the one that `build` makes."""
    monkeypatch.setattr("flashcards.review.settling.AT_ONCE", at_once)
    actions: list[tuple[str, dict[str, list[str]]]] = [
        ("mean", {"pair": ["4"], "start": ["4"], "own_meaning": ["to stay all along"], "was_english": [""]}),
        ("mean", {"pair": ["4"], "start": ["4"], "own_meaning": ["to stay seated"], "was_english": [""]}),
        ("card", {"word": ["茶叶"], "choice": ["drop"]}),
        ("mean", {"pair": ["1"], "start": ["7"], "own_pinyin": ["huó"], "was_english": [""]}),
        ("merge", {"pair": ["0"], "start": ["1"]}),
        ("join", {"pair": ["2"]}),
        ("undo", {}),
        ("undo", {}),
        ("redo", {}),
    ]
    with under_review(tmp_path) as review:
        for action, form in actions:
            with review.session.alone() as notice:
                assert not notice
                review.session.act(action, form)
            looked_through(review.session)
            review.session.wait()
            looked_through(review.session)
            with review.session.alone():
                assert review.session.is_settled
                deck = built(review)
                assert review.session.deck.annotated == deck.annotated
                assert review.session.deck.cards == deck.cards
                assert review.session.deck.choice == deck.choice


def test_a_text_that_is_read_becomes_its_review(review: Review) -> None:
    """The page is there before the text, says what is done and how far it is, and turns into the review by itself."""
    opening = Opening("Tea")
    with serving(opening) as (address, _), opened(address, width=360) as page:
        status, bar = page.get_by_role("status"), page.get_by_role("progressbar", name="how far it is")
        expect(status).to_have_text("Reading the text …")
        expect(bar).not_to_have_attribute("value", re.compile(""))
        opening("Pairing sentences", 1, 4)
        expect(status).to_have_text("Pairing sentences …")
        expect(bar).to_have_js_property("value", 0.25)
        assert Axe().run(page).response["violations"] == []
        opening.open(review.session)
        expect(page.locator(".pair-item")).to_have_count(6)
    for end in ("trouble", "left"):
        opening = Opening("Tea")
        with serving(opening) as (address, _), opened(address, dark=True) as page:
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 26, 26)"
            if end == "trouble":
                opening.fail(InputError("tea.txt: has no Chinese."))
                expect(page.get_by_role("alert")).to_contain_text("has no Chinese. Mend it")
                expect(page.get_by_role("progressbar")).to_have_count(0)
            else:
                page.keyboard.press("Tab")
                page.keyboard.press("Enter")
                expect(page.locator("body")).to_contain_text("Done.")
                assert opening.is_left
