"""The whole way from a text to a learner's collection: what comes out is right, complete and safe to import again."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from flashcards import output, pipeline
from flashcards.chinese import HAN_CHARACTER
from flashcards.errors import InputError
from flashcards.lexicon import Lexicon
from flashcards.records import Bitext, SentenceCard, Word, WordKind
from flashcards.settings import load_settings
from tests.anki_backend import Learner
from tests.conftest import ROOT, SHARED

NOW = 1_780_000_000
TEA_HOUSE = ROOT / "decks" / "tea-house" / "tea-house.txt"
ESSAY = SHARED / "essay" / "essay.txt"

TEXTS = [
    pytest.param(TEA_HOUSE, id="tea-house"),
    pytest.param(ESSAY, id="essay", marks=pytest.mark.shared),
]
MODES = {"sentence": {"Sentences"}, "vocabulary": {"Vocabulary"}, "both": {"Sentences", "Vocabulary"}}


def build(text: Path, lexicon: Lexicon, path: Path, *, now: int = NOW, **options: Any) -> pipeline.Deck:
    job = load_settings([text], output=[path], title="A text", **options)
    deck = pipeline.build(pipeline.read(job), job, lexicon)
    output.write(deck, job, now=now)
    return deck


@cache
def deck_of(text: Path, lexicon: Lexicon) -> pipeline.Deck:
    """Build a text as nobody changes it, once for all tests that look at its deck."""
    job = load_settings([text])
    return pipeline.build(pipeline.read(job), job, lexicon)


@pytest.mark.anki
@pytest.mark.parametrize(
    ("text", "mode"),
    [
        *(pytest.param(TEA_HOUSE, mode, id=f"tea-house-{mode}") for mode in MODES),
        pytest.param(ESSAY, "both", id="essay", marks=pytest.mark.shared),
    ],
)
def test_a_deck_lives_in_anki(tmp_path: Path, lexicon: Lexicon, text: Path, mode: str) -> None:
    """Each mode imports without a fault; a corrected text updates what changed and keeps all reviews."""
    package = tmp_path / "deck.apkg"
    deck = build(text, lexicon, package, mode=mode)
    with Learner(tmp_path / "learner") as learner:
        log = learner.take(package)
        assert log.new == log.notes == learner.col.note_count() == learner.col.card_count()
        assert log.notes == len(deck.cards)
        assert learner.faults() == []
        decks = {name.name for name in learner.col.decks.all_names_and_ids()} - {"Default"}
        assert decks == {"A text"} | {f"A text::{name}" for name in MODES[mode]}

        learner.review()
        before = learner.scheduling()
        corrected = tmp_path / text.name
        whole = text.read_text(encoding="utf-8")
        english = max((s.text for p in deck.pairs for s in p.english), key=len)
        assert whole.count(english) == 1
        corrected.write_text(whole.replace(english, english.replace(" the ", " this ", 1)), encoding="utf-8")
        build(corrected, lexicon, package, mode=mode, now=NOW + 86_400)
        log = learner.take(package)
        assert log.updated >= 1
        assert log.conflicting == 0
        assert learner.faults() == []
        after = learner.scheduling()
        assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("text", TEXTS)
def test_every_card_holds_words_with_a_reason(lexicon: Lexicon, text: Path) -> None:
    """No word on any card is an invention: each is in the dictionary, or of a kind that a stated rule makes."""
    deck = deck_of(text, lexicon)
    shown: list[Word] = []
    for card in deck.cards:
        pair = card.annotated if isinstance(card, SentenceCard) else card.term.example.annotated
        shown += pair.words
        if not isinstance(card, SentenceCard):
            shown.append(card.term.example.word)
    assert len(shown) > 300
    assert not {(word.text, word.kind) for word in shown if not has_a_reason(word, lexicon)}


@pytest.mark.parametrize(
    "invented",
    [
        Word("街上很", 0, 3, WordKind.DICTIONARY),  # on the street very
        Word("的很", 0, 2, WordKind.NAME),
        Word("三街", 0, 2, WordKind.NUMBER),
        Word("很街", 0, 2, WordKind.PATTERN),
        Word("街很", 0, 2, WordKind.TERM),
        Word("街", 0, 1, WordKind.UNKNOWN),
        Word("街", 0, 1, WordKind.FOREIGN),
    ],
    ids=lambda word: word.kind,
)
def test_an_invention_has_no_reason(lexicon: Lexicon, invented: Word) -> None:
    """Of each kind there are words that the law above would not let pass."""
    assert not has_a_reason(invented, lexicon)


def has_a_reason(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word is what its kind says, by other means than the rules that found it."""
    text = lexicon.simplify(word.text)
    parts = {text[:-1], text[2:], text[::2], text[: len(text) // 2]}
    reasons = {
        WordKind.DICTIONARY: text in lexicon or word.text in lexicon,
        WordKind.NAME: _is_called(text, lexicon),
        WordKind.NUMBER: set(text) <= set("零〇一二三四五六七八九十百千万亿两第分之点多余0123456789.,:/%"),
        WordKind.PATTERN: len(set(text)) < len(text) or text.endswith("们"),
        WordKind.TERM: lexicon.frequency(text) > 0 or word.rendering is not None,
        WordKind.FOREIGN: not HAN_CHARACTER.search(text),
        WordKind.OTHER: len(text) == 1 and not HAN_CHARACTER.search(text),
    }
    return reasons.get(word.kind, False) and (word.kind is not WordKind.PATTERN or any(p in lexicon for p in parts))


def _is_called(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a name begins with a surname, or is written as names of foreign places and people are."""
    surnames, foreign = _names(lexicon)
    return any(text.removeprefix(prefix).startswith(surnames) for prefix in ("", *"小老阿")) or set(text) <= foreign


@cache
def _names(lexicon: Lexicon) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the surnames, and the characters that names of foreign places and people are written with."""
    known = json.loads(lexicon.table("names"))
    return tuple(known["surnames"]), frozenset(known["foreign"])


@pytest.mark.parametrize("text", TEXTS)
def test_words_join_to_their_sentence(lexicon: Lexicon, text: Path) -> None:
    """The words of a pair are its Chinese text, cut; each has one syllable for each of its characters or none."""
    pairs = deck_of(text, lexicon).pairs
    for annotated in pipeline.annotate(pairs, load_settings(text), lexicon):
        chinese = annotated.pair.chinese_text
        assert "".join(word.text for word in annotated.words) == chinese
        assert all(chinese[word.start : word.end] == word.text for word in annotated.words)
        assert all(len(word.syllables) in {0, len(word.text)} for word in annotated.words)
        spans = [span for word in annotated.words if word.rendering for span in word.rendering.spans]
        assert all(0 <= start < end <= len(annotated.pair.english_text) for start, end in spans)


def test_the_same_text_gives_the_same_bytes(lexicon: Lexicon, tmp_path: Path) -> None:
    """Built twice at the same time, in two places, a deck is the same to the byte."""
    for name in ("one", "other"):
        build(TEA_HOUSE, lexicon, tmp_path / f"{name}.apkg")
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "other.apkg").read_bytes()


def test_the_sample_deck_is_up_to_date(lexicon: Lexicon, tmp_path: Path) -> None:
    """`decks/tea-house/cards.tsv` is what the code makes of the text now, so that every change shows as a diff."""
    recipe = ROOT / "decks" / "tea-house"
    job = load_settings([recipe], output=[tmp_path / "cards.tsv"])
    output.write(pipeline.build(pipeline.read(job), job, lexicon), job, now=NOW)
    built = (recipe / "cards.tsv").read_text(encoding="utf-8")
    assert (tmp_path / "cards.tsv").read_text(encoding="utf-8") == built, "run `make deck` and look at the difference"


def test_all_languages_and_layouts_make_one_deck(lexicon: Lexicon, tmp_path: Path) -> None:
    """The same text gives the same pairs in one file or two, either language first, or already paired."""
    expected = [(p.chinese_text, p.english_text) for p in pairs_of([TEA_HOUSE], lexicon)]
    whole = TEA_HOUSE.read_text(encoding="utf-8")
    at = whole.index("茶馆的早晨")  # A Morning at the Tea House
    english, chinese = whole[:at], whole[at:]
    files = {"en.txt": english, "zh.txt": chinese, "zh-en.txt": chinese + "\n" + english}
    files["pairs.tsv"] = "".join(f"{zh}\t{en}\n" for zh, en in expected)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for names in (["en.txt", "zh.txt"], ["zh.txt", "en.txt"], ["zh-en.txt"], ["pairs.tsv"]):
        pairs = pairs_of([tmp_path / name for name in names], lexicon)
        assert [(p.chinese_text, p.english_text) for p in pairs] == expected, names


def pairs_of(sources: list[Path], lexicon: Lexicon) -> tuple[Any, ...]:
    job = load_settings(sources)
    return pipeline.align(pipeline.read(job), job, lexicon)


@pytest.mark.parametrize("before", ["A long winter", "茶馆的早晨"])  # in the middle; at the end, before the Chinese
def test_sentences_without_a_partner_are_kept(lexicon: Lexicon, tmp_path: Path, before: str) -> None:
    """A sentence that only one side has stands in a pair of its own; nothing is lost, and it gets no card."""
    alone = "The printer added this paragraph about the price of paper, which nobody had asked him for."
    whole = TEA_HOUSE.read_text(encoding="utf-8").replace(before, f"{alone}\n\n{before}", 1)
    (tmp_path / "a.txt").write_text(whole, encoding="utf-8")
    deck = build(tmp_path / "a.txt", lexicon, tmp_path / "a.apkg")
    assert alone in [pair.english_text for pair in deck.pairs if pair.is_null]
    assert len([card for card in deck.cards if isinstance(card, SentenceCard)]) == 38


def test_an_unrelated_text_makes_no_deck(lexicon: Lexicon, tmp_path: Path) -> None:
    """Two texts that are no translations of each other give an error, not a deck of wrong pairs."""
    english = "The volcano had been silent for centuries.\nGeologists measured its slopes with lasers.\n"
    chinese = "老板娘给我倒了一杯茉莉花茶。\n秋天，我搬到了另一座城市。\n"  # jasmine tea / moving in autumn
    (tmp_path / "a.txt").write_text(english + "\n" + chinese, encoding="utf-8")
    with pytest.raises(InputError, match="no pair reaches"):
        build(tmp_path / "a.txt", lexicon, tmp_path / "a.apkg")
    assert not (tmp_path / "a.apkg").exists()


@hypothesis_settings(max_examples=25)
@given(st.lists(st.text(st.sampled_from("茶好我喝水。，a b\n"), max_size=12), max_size=5))  # tea, good, I, drink, water
def test_beads_partition_both_sides_in_order(lexicon: Lexicon, lines: list[str]) -> None:
    """Every sentence stands in exactly one pair, and the pairs keep the order of both sides."""
    from flashcards import sentences
    from flashcards.records import Block, Document, Language

    def side(language: Language, text: str) -> tuple[Any, ...]:
        blocks = (Block(0, len(text), language),) if text.strip() else ()
        return sentences.split(Document("text", text, blocks), language)

    bitext = Bitext(side(Language.CHINESE, "".join(lines)), side(Language.ENGLISH, "I drink good tea. Water."))
    pairs = pipeline.align(bitext, load_settings(["text"]), lexicon)
    assert tuple(s for pair in pairs for s in pair.chinese) == bitext.chinese
    assert tuple(s for pair in pairs for s in pair.english) == bitext.english
    assert all(0 <= pair.confidence <= 1 for pair in pairs)


@pytest.mark.anki
@pytest.mark.parametrize("speakers", [False, True])
def test_who_speaks_stands_on_the_cards(tmp_path: Path, lexicon: Lexicon, *, speakers: bool) -> None:
    """From a dialogue to its cards: the name of who speaks stands on them, if it is asked for."""
    text, package = tmp_path / "talk.txt", tmp_path / "talk.apkg"
    # Where were you? / I went to the library.
    text.write_text(
        "小王：你昨天去哪儿了？\nWang: Where did you go yesterday?\n\n"
        "小李：我去图书馆借书。\nLi: I went to the library to borrow a book.\n",
        encoding="utf-8",
    )
    build(text, lexicon, package, mode="both", speakers=speakers)
    with Learner(tmp_path / "learner") as learner:
        learner.take(package)
        for hanzi, name in (("你昨天去哪儿了？", "小王"), ("我去图书馆借书。", "小李"), ("图书馆", "小李")):
            note = learner.note(hanzi)
            assert note["Speaker"] == (name if speakers else "")
            card = note.cards()[0].render_output()
            assert (name in card.answer_text) is speakers
            assert (name in card.question_text) is (speakers and hanzi != "图书馆")
        assert learner.faults() == []
