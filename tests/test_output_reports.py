"""What the program says of its work: every number with its name, nothing that is not so."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from flashcards import cards, speech
from flashcards.anki import Summary
from flashcards.learner import Learner
from flashcards.output import reports
from flashcards.pipeline import Deck
from flashcards.records import Example, Level, Omission, Sense, Term, replace
from flashcards.settings import Settings
from flashcards.vocabulary import Choice, Standing, Verdict
from flashcards.vocabulary.coverage import Coverage, coverage, percent
from tests import anki_cards, samples

NOTHING = Summary((), (), (), (), (), ())
SETTINGS = Settings(sources=("tea.txt",))


TEA = samples.TEA.words[2]
TERM = Term("茶", "茶", ("cha2",), (Sense("tea"),), (), (), Level(), 5.0, 1, Example(samples.TEA, TEA))  # tea
TAUGHT = Verdict(TEA, 1, 1, Standing.TAKEN, "", TERM)


def deck_of(**fields: object) -> Deck:
    """Make a deck of one sentence."""
    whole: dict[str, object] = {
        "annotated": (samples.TEA,),
        "doubtful": (),
        "choice": Choice(),
        "cards": cards.sentence_cards([samples.TEA], source="tea"),
        "left_out": (),
    }
    return Deck(**{**whole, **fields})  # type: ignore[arg-type]


def report(deck: Deck, summary: Summary | None = None, *, verbose: bool = False) -> str:
    return reports.deck(deck, [(Path("tea.apkg"), summary)], SETTINGS, verbose=verbose)


def test_pairs_and_lonely_sentences_are_counted() -> None:
    """Pairs are counted as pairs; a sentence without a partner is none."""
    alone = samples.pair("", "She left.")
    assert reports.pairs([samples.TEA.pair, alone]) == "1 pair of sentences, 1 sentence without a partner."
    assert reports.pairs([samples.TEA.pair] * 2) == "2 pairs of sentences, none without a partner."


def test_stretches_that_hardly_match_are_named() -> None:
    """Four doubtful pairs or lonely sentences in a row, one sure pair among them or not, are named with their place."""
    sure, weak = samples.TEA.pair, replace(samples.TEA.pair, confidence=0.2)
    alone = samples.pair("", "She left.")
    text = [sure, weak, alone, sure, weak, alone, sure, sure, weak, weak]
    assert list(reports.weak_stretches(text, ["en.txt", "zh.txt"])) == [
        f"en.txt, zh.txt: pairs 2 to 6 hardly match; see what is missing or moved from “{weak.chinese_text}” on."
    ]
    assert not list(reports.weak_stretches([sure, weak, weak, weak, sure, sure, alone], ["text.txt"]))


def test_only_what_there_is_is_named() -> None:
    """A deck of sentences says nothing of words, and a first build nothing of changes."""
    text = report(deck_of(), Summary(("她泡茶。",), (), (), (), (), ()))  # She makes tea.
    assert text.splitlines() == [
        "1 pair of sentences, none without a partner.",
        "To learn: 1 sentence.",
        "tea.apkg: 1 note: 1 new.",
    ]


def test_changes_are_told_by_kind() -> None:
    """New, changed and unchanged notes are told apart, and those that are gone are named, a few of many."""
    text = report(deck_of(), Summary(("a",), ("b", "c"), ("d",), ("甲", "乙", "丙", "丁"), (), ()))  # first to fourth
    assert "tea.apkg: 4 notes: 1 new, 2 changed, 1 unchanged." in text
    assert "Importing it writes 2 notes anew; those that you edited or tagged in Anki stay as they are" in text
    edited = report(deck_of(), Summary((), ("b", "c", "d"), (), (), (), (), touched=("b", "d")))
    assert "writes 3 notes anew; what you edited or tagged in Anki on 2 of them stays, and all reviews." in edited
    assert "4 notes gone from the text; Anki keeps them with their reviews: 甲, 乙, 丙, …" in text
    assert '\n    Its browser finds them: "Hanzi:甲" OR "Hanzi:乙" OR "Hanzi:丙" OR "Hanzi:丁"' in text
    assert "甲, 乙, 丙, 丁" in report(deck_of(), Summary((), (), (), ("甲", "乙", "丙", "丁"), (), ()), verbose=True)


def test_what_the_text_still_has_is_not_gone_from_it() -> None:
    """A word or sentence that an option leaves out now is told apart from one that the text has lost."""
    known = Verdict(TEA, 1, 1, Standing.KNOWN, "HSK 2.0 level 1")
    summary = Summary((), (), (), ("茶", "她泡茶。", "港口"), (), ())  # tea, She brews tea, harbor
    text = report(deck_of(choice=Choice((), (known,))), summary)
    assert (
        "  2 notes left out now, though the text has them; Anki keeps them with their reviews: 茶, 她泡茶。\n" in text
    )
    assert "  1 note gone from the text; Anki keeps them with their reviews: 港口" in text
    part = reports.deck(deck_of(), [(Path("tea.apkg"), summary)], dataclasses.replace(SETTINGS, to="1"), verbose=False)
    assert "  1 note not in this part of the text; Anki keeps them with their reviews: 港口" in part


def test_known_is_not_said_of_words_that_nobody_called_known() -> None:
    """Where the learner said nothing, words that every beginner has met are called beginners' words."""
    grammar, beginner, known = (
        Verdict(TEA, 1, 1, Standing.KNOWN, reason) for reason in ("function word", "beginner's word", "known to you")
    )
    for verdicts, reasons in (
        ((TAUGHT, grammar), "names, grammar and the like"),
        ((TAUGHT, grammar, beginner), "beginners' words, names, grammar and the like"),
        ((TAUGHT, grammar, known), "known, names, grammar and the like"),
    ):
        assert f"1 word without a card: {reasons} (" in report(deck_of(choice=Choice((TERM,), verdicts)), NOTHING)


def test_what_is_left_out_is_told_and_named_on_demand() -> None:
    """Nothing is dropped in silence: each omission is counted, and named with its reason when asked for."""
    omission = Omission("tea.md", 3, "print()", "code")
    she = samples.TEA.words[0]
    left = Verdict(she, 1, 1, Standing.KNOWN, "function word")
    deck = deck_of(left_out=(omission,), choice=Choice((TERM,), (TAUGHT, left, left)))
    short, long = report(deck, NOTHING), report(deck, NOTHING, verbose=True)
    assert "Left out of the text: 1 × code." in short
    assert "1 word without a card" in short
    assert "她" not in short
    assert "tea.md, line 3: code: print()" in long
    assert "function word: 她" in long


def test_coverage_is_told_for_whom_it_is() -> None:
    """Who says what she knows is told of herself, whoever does not of a beginner, with the remedy."""
    verdicts = (TAUGHT, Verdict(samples.TEA.words[0], 1, 3, Standing.KNOWN, "function word"))
    choice = Choice((TERM,), verdicts, learner=Learner(has_level=True))
    assert list(reports.covered(coverage(choice))) == [
        "You know 75 % of the words of this text; with this card you will know 100 %."
    ]
    (beginner,) = reports.covered(coverage(replace(choice, terms=(), learner=Learner())))
    assert beginner == "A beginner knows 75 % of the words of this text. Say what you know with --level or --known."
    assert list(reports.covered(coverage(Choice()))) == []


def test_the_curve_ends_with_all_cards() -> None:
    """Verbosely the share is drawn from no card to all of them, in eleven lines at most, never falling."""
    coverage = Coverage(100, 10, tuple(range(11, 11 + 45)), is_told=True)
    _, *lines = reports.covered(coverage, verbose=True)
    assert (len(lines), lines[0].split()[:3], lines[-1].split()[:3]) == (
        11,
        ["0", "cards", "10"],
        ["45", "cards", "55"],
    )
    assert [line.count("█") for line in lines] == sorted(line.count("█") for line in lines)


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.001, "1 %"), (0.714, "71 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_percent_never_claims_all_or_nothing(share: float, text: str) -> None:
    """All is said only of all, nothing only of nothing."""
    assert percent(share) == text


def test_repeats_and_notes_that_ask_nothing_are_told() -> None:
    """Fewer notes than sentences and words are explained."""
    text = report(deck_of(), Summary((), (), (), (), ("茶",), ("她泡茶。", "茶")))  # tea, She makes tea.
    assert "1 sentence or word came again: the same Chinese is one note." in text
    assert "2 sentences or words got no note: none of the chosen kinds of card can ask for them." in text


def test_doubtful_pairs_are_told_with_a_remedy() -> None:
    """Pairs too doubtful for cards are counted, and the option that decides is named."""
    doubtful = samples.pair("甲", "first", 0.2)
    text = report(deck_of(doubtful=(doubtful,)), verbose=True)
    assert "1 pair too doubtful for cards" in text
    assert "--min-confidence" in text
    assert "0.20  甲  |  first" in text


def test_what_cannot_be_read_aloud_is_counted() -> None:
    """With audio, the report says how many recordings came along, and how many lines have none."""
    deck = Deck((), (), Choice((), ()), anki_cards.deck(), ())
    lines = speech.lines(deck.cards)
    recordings = {line: speech.Recording("x.mp3", bytes(100_000)) for line in lines[1:]}
    assert "Audio:" not in reports.deck(deck, [], SETTINGS, verbose=False)
    line = reports.deck(deck, [], SETTINGS, recordings, verbose=False).splitlines()[-1]
    assert line == "Audio: 6 recordings, 0.6 MB; 1 without: longer than 500 characters, or no Chinese to read."


def test_the_next_step_is_named() -> None:
    """Whoever has a package is told how it gets into Anki, in words that a shell takes."""
    assert reports.next_step([Path("tea house.apkg")]) == (
        "Next: import tea house.apkg into Anki (File → Import), or let `flashcards push 'tea house.apkg'` do it."
    )
