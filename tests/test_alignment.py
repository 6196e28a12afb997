"""Laws of the alignment of sentences."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import alignment, pipeline
from flashcards.alignment.anchors import heaviest_chain
from flashcards.alignment.beads import Beads, beads_of
from flashcards.alignment.chain import Chain
from flashcards.alignment.grid import band
from flashcards.alignment.lattice import Lattice
from flashcards.common.signals import ended_after
from flashcards.lexicon import open_lexicon
from flashcards.records import AlignedPair, Bead, Bitext, Sentence, replace
from flashcards.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon

CASES = json.loads((Path(__file__).parent / "cases" / "alignment.json").read_text("utf-8"))
"""A short story, sentence by sentence; in one pair the English is two sentences."""
CHINESE = [case["chinese"] for case in CASES]
ENGLISH = [re.split(r"(?<=[.!?]) (?=[A-Z])", case["english"]) for case in CASES]
STRANGERS = [
    "The committee approved the annual budget without debate.",
    "Inflation fell by two percent in the third quarter.",
    "Shareholders will vote on the merger next week.",
    "The court rejected the appeal of the insurance company.",
    "Exports of steel and machinery continued to grow.",
]


def bitext(chinese: Sequence[str], english: Sequence[str]) -> Bitext:
    """Take texts for sentences of one paragraph each side."""
    return Bitext(_side(chinese), _side(english))


def _side(texts: Sequence[str]) -> tuple[Sentence, ...]:
    starts = np.cumsum([0, *(len(t) + 1 for t in texts)]).tolist()
    return tuple(Sentence(t, s, s + len(t), 0) for t, s in zip(texts, starts, strict=False))


def flat(english: Sequence[Sequence[str]]) -> list[str]:
    """Lay the English sentences of all pairs end to end."""
    return [sentence for pair in english for sentence in pair]


def paired_texts(pairs: Sequence[AlignedPair]) -> list[tuple[str, str]]:
    """Show pairs by their texts."""
    return [(pair.chinese_text, pair.english_text) for pair in pairs]


def test_a_story_is_aligned_as_a_person_would(lexicon: Lexicon) -> None:
    """Each sentence finds its translation, the two English sentences of one Chinese sentence among them."""
    pairs = alignment.align(bitext(CHINESE, flat(ENGLISH)), lexicon)
    assert paired_texts(pairs) == [(case["chinese"], case["english"]) for case in CASES]
    assert min(pair.confidence for pair in pairs) > 0.5


def test_traditional_characters_align_alike(lexicon: Lexicon) -> None:
    """A text in traditional characters is aligned as in simplified ones."""
    chinese = ["老漁夫把小船推進湖裡。", "她問：「魚會睡覺嗎？」", "醫生買了最大的魚。"]  # fisherman; question; doctor
    english = [
        "The old fisherman pushed his boat into the lake.",
        '"Do fish sleep?" she asked.',
        "A doctor bought the biggest fish.",
    ]
    assert paired_texts(alignment.align(bitext(chinese, english), lexicon)) == list(zip(chinese, english, strict=True))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_result_is_a_monotone_partition_of_both_sides(data: st.DataObject) -> None:
    """Whatever is missing, doubled or foreign: every sentence stands in one pair, in the order of the text."""
    chinese = data.draw(st.lists(st.sampled_from([*CHINESE, "", "……", "Open source"]), max_size=12))
    english = data.draw(st.lists(st.sampled_from([*flat(ENGLISH), *STRANGERS, "", "人"]), max_size=12))
    text = bitext(chinese, english)
    pairs = alignment.align(text, open_lexicon())
    assert tuple(s for pair in pairs for s in pair.chinese) == text.chinese
    assert tuple(s for pair in pairs for s in pair.english) == text.english
    assert all(0 <= pair.confidence <= 1 for pair in pairs)


def test_aligning_twice_gives_the_same(lexicon: Lexicon) -> None:
    """The result depends on nothing but the text."""
    text = bitext(CHINESE, flat(ENGLISH))
    assert alignment.align(text, lexicon) == alignment.align(text, lexicon)


def test_where_sentences_stand_in_their_document_does_not_matter(lexicon: Lexicon) -> None:
    """English before Chinese or after it in the same file: the pairs are the same."""
    text = bitext(CHINESE, flat(ENGLISH))
    moved = replace(text, english=tuple(replace(s, start=s.start + 9999, end=s.end + 9999) for s in text.english))
    assert paired_texts(alignment.align(moved, lexicon)) == paired_texts(alignment.align(text, lexicon))


def test_unrelated_texts_get_no_confident_pair(lexicon: Lexicon) -> None:
    """Texts that have nothing to do with each other come apart, or are paired without confidence."""
    pairs = pipeline.align(bitext(CHINESE[:6], STRANGERS), Settings(sources=("a.txt",)), lexicon)
    assert all(pair.is_null or pair.confidence < 0.7 for pair in pairs)


def test_a_foreword_in_one_language_is_in_no_sure_pair(lexicon: Lexicon) -> None:
    """Sentences without a counterpart stand alone or in a pair without confidence; the rest is aligned as before."""
    pairs = alignment.align(bitext(CHINESE, [*STRANGERS, *flat(ENGLISH)]), lexicon)
    doubtful = [pair for pair in pairs if any(s.text in STRANGERS for s in pair.english)]
    assert all(pair.is_null or pair.confidence < 0.5 for pair in doubtful)
    assert len(set(paired_texts(pairs)) & {(case["chinese"], case["english"]) for case in CASES}) >= len(CASES) - 1


def test_a_missing_stretch_is_left_out(lexicon: Lexicon) -> None:
    """Where the translation leaves five sentences out, they stand alone and the others keep their partners."""
    pairs = alignment.align(bitext(CHINESE, flat([*ENGLISH[:8], *ENGLISH[13:]])), lexicon)
    right = {(case["chinese"], case["english"]) for case in [*CASES[:8], *CASES[13:]]}
    assert len(set(paired_texts(pairs)) & right) >= len(right) - 1


def test_a_sentence_more_at_the_end_changes_nothing_far_from_it(lexicon: Lexicon) -> None:
    """What is added at the end leaves the pairs of the beginning as they were."""
    short = paired_texts(alignment.align(bitext(CHINESE, flat(ENGLISH)), lexicon))
    longer = paired_texts(alignment.align(bitext([*CHINESE, "明天见。"], flat(ENGLISH)), lexicon))  # see you tomorrow
    assert longer[:14] == short[:14]


def test_a_paired_text_is_not_aligned_again(lexicon: Lexicon) -> None:
    """Rows of a table become pairs as they are, with full confidence, however odd they look."""
    rows = (Bead((0,), (1,)), Bead((1,), ()), Bead((), (0,)))
    pairs = alignment.align(replace(bitext(CHINESE[:2], STRANGERS[:2]), rows=rows), lexicon)
    assert paired_texts(pairs) == [(CHINESE[0], STRANGERS[1]), (CHINESE[1], ""), ("", STRANGERS[0])]
    assert {pair.confidence for pair in pairs} == {1.0}


def test_a_text_around_rows_is_aligned(lexicon: Lexicon) -> None:
    """What stands in no row is aligned by itself, and the pairs keep their places in the text."""
    whole = bitext(CHINESE[:3], [ENGLISH[0][0], STRANGERS[0], ENGLISH[2][0]])
    pairs = alignment.align(replace(whole, rows=(Bead((1,), (1,)),)), lexicon)
    assert paired_texts(pairs) == [(CHINESE[0], ENGLISH[0][0]), (CHINESE[1], STRANGERS[0]), (CHINESE[2], ENGLISH[2][0])]


def test_an_empty_side_leaves_the_other_alone(lexicon: Lexicon) -> None:
    """A text in one language is a row of null pairs."""
    assert paired_texts(alignment.align(bitext(CHINESE[:3], []), lexicon)) == [(text, "") for text in CHINESE[:3]]


def test_paragraphs_that_agree_guide(lexicon: Lexicon) -> None:
    """Where both sides have the same paragraphs, no pair reaches over the end of one."""
    text = bitext(CHINESE, flat(ENGLISH))
    blocks = [number // 3 for number, pair in enumerate(ENGLISH) for _ in pair]
    text = Bitext(
        tuple(replace(s, block=n // 3) for n, s in enumerate(text.chinese)),
        tuple(replace(s, block=b) for s, b in zip(text.english, blocks, strict=True)),
    )
    pairs = alignment.align(text, lexicon)
    assert all(len({s.block for s in (*pair.chinese, *pair.english)}) == 1 for pair in pairs)


def test_a_scorer_of_ones_own_decides(lexicon: Lexicon) -> None:
    """Whoever brings a scorer gets the alignment that it scores highest."""

    class OnlyNulls:
        def score(self, bitext: Bitext, beads: Beads) -> NDArray[np.float64]:
            assert bitext.chinese
            return np.where(beads.is_pair, -50.0, 0.0)

    pairs = alignment.align(bitext(CHINESE[:1], STRANGERS[:1]), lexicon, scorer=OnlyNulls())
    assert all(pair.is_null for pair in pairs)


@pytest.mark.parametrize("value", [np.nan, -np.inf, np.inf, -1e300])
def test_a_scorer_that_gives_no_numbers_ends(value: float, lexicon: Lexicon) -> None:
    """Scores that are no numbers, for each bead, leave an alignment of all sentences (the search hung)."""

    class Nowhere:
        def score(self, bitext: Bitext, beads: Beads) -> NDArray[np.float64]:
            assert bitext.chinese
            return np.full(len(beads.shape), value)

    with ended_after(60):
        pairs = alignment.align(bitext(CHINESE[:3], STRANGERS[:3]), lexicon, scorer=Nowhere())
    assert sum(len(pair.chinese) for pair in pairs) == sum(len(pair.english) for pair in pairs) == 3


def test_a_long_text_is_taken_in_stretches(lexicon: Lexicon) -> None:
    """A text longer than a stretch is aligned like its parts; each stage tells of every sentence."""
    times = 90
    heard: list[tuple[str, int, int]] = []

    def hear(stage: str, done: int, total: int) -> None:
        heard.append((stage, done, total))

    pairs = alignment.align(bitext(CHINESE * times, flat(ENGLISH) * times), lexicon, progress=hear)
    right = {(case["chinese"], case["english"]) for case in CASES}
    for stage in dict.fromkeys(stage for stage, _, _ in heard):
        steps = [done for name, done, _ in heard if name == stage]
        assert steps == sorted(set(steps)), stage
        assert steps[-1] == len(CHINESE) * times, stage
    assert {total for _, _, total in heard} == {len(CHINESE) * times}
    assert sum(pair in right for pair in paired_texts(pairs)) >= 0.98 * len(CASES) * times


@given(seed=st.integers(0, 2**32 - 1), opening=st.floats(-5, 5))
@settings(max_examples=20, deadline=None)
def test_both_searches_give_the_same_probabilities(seed: int, opening: float) -> None:
    """The search row by row and the one bead by bead agree, and probabilities sum to one over each sentence."""
    beads = beads_of(band(4, 5, []))
    scores = np.random.default_rng(seed).normal(size=len(beads.shape))
    lattice, chain = (search(beads).posteriors(scores, opening) for search in (Lattice, Chain))
    assert np.allclose(lattice.chances, chain.chances)
    assert np.isclose(lattice.total, chain.total)
    assert np.isclose(lattice.runs, chain.runs)
    first = (beads.chinese == 0) & (beads.chinese_count > 0)
    assert np.isclose(lattice.chances[first].sum(), 1.0)


def test_the_heaviest_chain_grows_on_both_sides() -> None:
    """Of cells that cross, those of the greater weight in all are kept."""
    rows, columns = np.array([0, 1, 2, 3]), np.array([0, 3, 1, 2])
    assert heaviest_chain(rows, columns, np.array([1.0, 1.5, 1.0, 1.0])) == ([(0, 0), (2, 1), (3, 2)], 3.0)


def test_a_long_text_is_not_led_astray_by_what_stands_elsewhere(lexicon: Lexicon) -> None:
    """A word that is rare on both sides but stands far apart leads no book away from its order.

    Books of thousands of sentences lost three quarters of their pairs to the numbers of a few chapters.
    """
    chance = np.random.default_rng(1)
    who = [("Grandpa", "爷爷"), ("The teacher", "老师"), ("The doctor", "医生"), ("The driver", "司机")]
    did = [("sold", "卖了"), ("found", "找到了"), ("forgot", "忘了")]
    what = [("apples", "苹果"), ("books", "书"), ("letters", "信"), ("keys", "钥匙")]
    english, chinese = [], []
    for _ in range(1500):
        person, deed, thing = (each[chance.integers(len(each))] for each in (who, did, what))
        number = chance.integers(11, 99)
        english.append(f"{person[0]} {deed[0]} {number} {thing[0]}.")
        chinese.append(f"{person[1]}{deed[1]}{number}个{thing[1]}。")
    english[40], chinese[1400] = "The elephant dances.", "大象跳舞。"
    pairs = alignment.align(bitext(chinese, english), lexicon)
    assert sum(not pair.is_null for pair in pairs) >= 1495
