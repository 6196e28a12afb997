"""Laws of the alignment of texts as they really are: parts missing, moved, added, repeated, of another language."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import alignment
from flashcards.alignment import first_pass
from flashcards.alignment.beads import Beads, beads_of
from flashcards.common.signals import ended_after
from flashcards.documents import read_bitext
from flashcards.lexicon import open_lexicon
from tests.stories import psalm, sides, story
from tests.test_alignment import STRANGERS, bitext, paired_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flashcards.alignment.grid import Grid
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair

Pairs = list[tuple[str, str]]
CONTENTS = ["Contents", "1 The Market 3", "2 The River 17", "3 The School 42", "4 The Mountain 61", "Index 88"]


def aligned(chinese: Sequence[str], english: Sequence[str]) -> tuple[AlignedPair, ...]:
    """Align two lists of sentences."""
    return alignment.align(bitext(chinese, english), open_lexicon())


def recall(expected: Pairs, got: Sequence[AlignedPair]) -> float:
    """Give the share of the pairs expected that were found, and nothing with them."""
    return len(set(expected) & set(paired_texts(got))) / len(set(expected))


def test_a_passage_left_out_is_left_alone() -> None:
    """Where the translation leaves a long passage out, its sentences stand alone and all others keep their partners."""
    text = story(60)
    for gap in (slice(20, 32), slice(0, 12), slice(48, 60)):
        left_out = text[gap]
        rest = [pair for pair in text if pair not in left_out]
        got = aligned(sides(text)[0], sides(rest)[1])
        assert recall(rest, got) == 1.0
        assert [p.chinese_text for p in got if p.is_null] == sides(left_out)[0]


def test_an_abridged_translation_keeps_its_partners() -> None:
    """Every third passage of five left out: what is left is paired as before, and what has no partner stands alone."""
    text = story(90)
    kept = [pair for number, pair in enumerate(text) if number // 5 % 3 != 1]
    got = aligned(sides(text)[0], sides(kept)[1])
    assert recall(kept, got) > 0.95
    assert sum(pair.is_null for pair in got) >= 0.9 * (len(text) - len(kept))


def test_a_sentence_left_out_is_left_alone() -> None:
    """A single sentence without a partner is not joined to its neighbour."""
    text = story(40)
    kept = [*text[:17], *text[18:]]
    got = aligned(sides(text)[0], sides(kept)[1])
    assert recall([*kept, (text[17][0], "")], got) == 1.0


def test_sections_in_another_order_give_no_sure_wrong_pair() -> None:
    """Of two sections that changed places one is aligned; what is paired wrongly is not sure."""
    text = story(60)
    got = aligned(sides(text)[0], sides([*text[40:], *text[:40]])[1])
    assert recall(text[:40], got) > 0.95
    assert all(p.is_null or p.confidence < 0.5 for p in got if paired_texts([p])[0] not in text)


@pytest.mark.parametrize("added", [STRANGERS, CONTENTS], ids=["foreword", "contents"])
def test_what_stands_before_one_side_alone_is_in_no_pair(added: list[str]) -> None:
    """A foreword or a table of contents in one language is in no sure pair and changes no other."""
    text = story(30)
    chinese, english = sides(text)
    got = aligned(chinese, [*added, *english])
    assert recall(text[1:], got) == 1.0
    assert all(p.is_null or p.confidence < 0.5 for p in got if any(s.text in added for s in p.english))


def test_a_wordy_translation_is_aligned() -> None:
    """A side three times as long as usual is aligned by what it says."""
    wordy = "So it was, as everyone in our little town will be glad to tell you to this day, that "
    text = [(chinese, wordy + english[0].lower() + english[1:]) for chinese, english in story(40)]
    assert recall(text, aligned(*sides(text))) > 0.95


def test_a_quotation_in_the_other_language_is_no_obstacle() -> None:
    """A Chinese sentence quoted inside the English text, and the other way round, moves no pair but its own."""
    text = story(30)
    chinese, english = sides(text)
    chinese.insert(10, "She wrote: The tea is still warm.")
    english.insert(20, "他写道：茶还是热的。")  # he wrote: the tea is still hot
    kept = [pair for number, pair in enumerate(text) if number not in {9, 10, 19, 20}]
    assert recall(kept, aligned(chinese, english)) == 1.0


def test_refrains_stay_in_their_places() -> None:
    """Verses that begin alike, each followed by the same refrain, are paired one to one."""
    text = psalm()
    got = aligned(*sides(text))
    assert paired_texts(got) == text
    assert min(pair.confidence for pair in got) > 0.8


def test_a_refrain_sung_once_more_stands_alone() -> None:
    """A refrain that one side repeats costs no more than the refrain."""
    text = psalm()
    chinese, english = sides(text)
    got = aligned(chinese, [*english[:8], english[7], *english[8:]])
    assert len(set(paired_texts(got)) & set(text)) >= len(set(text)) - 1


def test_thousands_of_sentences_need_no_paragraphs() -> None:
    """A long text in one paragraph, a passage of which is missing, is aligned to its end."""
    text = story(1240)
    kept = [*text[:700], *text[730:]]
    assert recall(kept, aligned(sides(text)[0], sides(kept)[1])) > 0.99


@pytest.mark.parametrize(("tail", "times"), [("chinese", 1), ("english", 1), ("neither", 2)])
def test_a_text_may_end_where_a_stretch_does(tail: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of just as many sentences as are scored at once, or more on one side alone, is aligned to its end."""
    stretch = 400
    monkeypatch.setattr(first_pass, "_STRETCH", stretch)
    sentences = story(stretch) * times
    text = [(f"{n}、{chinese}", f"{n}: {english}") for n, (chinese, english) in enumerate(sentences, 5000)]
    chinese, english = sides(text)
    more = ["Ha!"] * (stretch + 100)
    got = aligned(chinese + more if tail == "chinese" else chinese, english + more if tail == "english" else english)
    assert recall(text, got) > 0.99
    alone = sum(pair.is_null for pair in got)
    assert alone == 0 if tail == "neither" else alone > len(more) - 13  # a few join the last sentence


def test_a_text_that_repeats_itself_finds_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every word comes again and again, no word is rare, and the text is aligned by its order all the same.

    It is done in stretches all the same, each of a bounded part of the plane (12,000 sentences took 2.6 GB).
    """
    sizes: list[int] = []

    def listed(grid: Grid) -> Beads:
        sizes.append(grid.size)
        return beads_of(grid)

    monkeypatch.setattr(first_pass, "beads_of", listed)
    monkeypatch.setattr(first_pass, "_STRETCH", 400)
    monkeypatch.setattr(first_pass, "_MOST_NODES", 50_000)
    text = story(300) * 4
    kept = [*text[:500], *text[530:]]
    assert recall(text, aligned(sides(text)[0], sides(kept)[1])) > 0.95
    assert max(sizes) <= first_pass._MOST_NODES < 50 * len(text)


@pytest.mark.parametrize(("chinese", "english"), [(5, 3000), (3000, 5), (1, 6000)])
def test_few_sentences_among_thousands_of_the_same(chinese: int, english: int) -> None:
    """Where none of thousands of equal beads is likely some way leads through them (none did, and the search hung)."""
    with ended_after(60):
        pairs = aligned(["我们喝茶。"] * chinese, ["We drink tea."] * english)
    assert sum(len(pair.chinese) for pair in pairs) == chinese
    assert sum(len(pair.english) for pair in pairs) == english


def test_a_sentence_said_thousands_of_times_takes_no_square_of_memory() -> None:
    """Words of every sentence are no reason to look at every two sentences (4,000 took 4.6 GB)."""
    text = [(f"我们喝茶{number}次。", f"We drink tea {number} times.") for number in range(4000)]
    start = time.process_time()
    assert recall(text, aligned(*sides(text))) > 0.95
    assert time.process_time() - start < 15


def test_paragraphs_are_used_not_trusted(lexicon: Lexicon) -> None:
    """Paragraphs that end at other places on each side do no harm."""
    text = story(40)
    both = bitext(*sides(text))
    from flashcards.records import replace

    cut = replace(
        both,
        chinese=tuple(replace(s, block=n // 4) for n, s in enumerate(both.chinese)),
        english=tuple(replace(s, block=(n + 2) // 7) for n, s in enumerate(both.english)),
    )
    assert paired_texts(alignment.align(cut, lexicon)) == text


@settings(max_examples=12, deadline=None)
@given(at_start=st.booleans(), in_chinese=st.booleans(), number=st.integers(0, 30))
def test_a_sentence_more_at_either_end_changes_no_bead_far_from_it(
    at_start: bool, in_chinese: bool, number: int
) -> None:
    """What is added at an end, on either side, leaves the pairs ten sentences off as they were."""
    text = story(40)
    chinese, english = sides(text)
    more = story(1, start=100 + number)[0][0 if in_chinese else 1]
    side = chinese if in_chinese else english
    side.insert(0 if at_start else len(side), more)
    got = paired_texts(aligned(chinese, english))
    assert set(text[10:] if at_start else text[:-10]) <= set(got)


@settings(max_examples=10, deadline=None)
@given(start=st.integers(0, 600))
def test_an_unrelated_text_gives_low_confidence(start: int) -> None:
    """Whatever story meets sentences of another world, one pair of ten is likely at most, and none is sure.

    Of all 601 stories nine have one, where a chair meets a committee.
    """
    pairs = aligned(sides(story(12, start))[0], STRANGERS * 2)
    likely = [pair.confidence for pair in pairs if not pair.is_null and pair.confidence >= 0.5]
    assert len(likely) <= 1
    assert max(likely, default=0.0) < 0.9


def test_which_file_comes_first_does_not_matter(tmp_path: Path, lexicon: Lexicon) -> None:
    """Swapping the sides swaps nothing in the pairs."""
    files = [tmp_path / "zh.txt", tmp_path / "en.txt"]
    for path, lines in zip(files, sides(story(20)), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    in_order, reversed_order = (alignment.align(read_bitext(tuple(order)), lexicon) for order in (files, files[::-1]))
    assert paired_texts(in_order) == paired_texts(reversed_order) == story(20)
