"""Verbs parted from their objects are taught as the dictionary has them, and words that stand by themselves are not."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import vocabulary
from flashcards.anki.fields import fields
from flashcards.learner import Learner, learner
from flashcards.records import VocabularyCard
from flashcards.settings import Settings
from flashcards.vocabulary._headwords import with_headwords
from flashcards.vocabulary._parted import parted
from tests.linked import link, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon

CASES, WRONG = (
    json.loads((Path(__file__).parent / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("vocabulary", "vocabulary_wrong")
)
_SETTINGS = Settings(sources=("text",))


def _cards(case: Mapping[str, Any], lexicon: Lexicon) -> set[str]:
    pairs = link([(case["text"], case["english"])], lexicon)
    return {term.text for term in vocabulary.choose(pairs, Learner(), lexicon, _SETTINGS).terms}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_golden_cases(lexicon: Lexicon, case: Mapping[str, Any]) -> None:
    """A sentence teaches its words whole, and no piece of one."""
    cards = _cards(case, lexicon)
    assert cards >= set(case["cards"])
    assert not cards & set(case["none"])


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["text"])
@pytest.mark.xfail(strict=True, reason="known to be wrong")
def test_what_is_known_to_come_out_wrong(lexicon: Lexicon, case: Mapping[str, Any]) -> None:
    """Whoever makes one of these come right moves it to the golden cases."""
    test_golden_cases(lexicon, case)


@pytest.mark.parametrize(
    ("chinese", "english", "verb", "stretch"),
    [
        ("我上过他的当。", "I was once taken in by him.", "上当", "上过他的当"),
        ("他请了三天假。", "He took three days off.", "请假", "请了三天假"),
        ("男孩咬了咬牙，继续走。", "The boy gritted his teeth and went on.", "咬牙", "咬了咬牙"),
        ("母亲咬咬牙卖掉了牛。", "Mother steeled herself and sold the cow.", "咬牙", "咬咬牙"),
        ("他冲我眨了眨眼。", "He winked at me.", "眨眼", "眨了眨眼"),
        ("孩子们在院子里捉过迷藏。", "The children played hide-and-seek in the yard.", "捉迷藏", "捉过迷藏"),
        ("我心一软，就答应了。", "I relented and agreed.", "心软", "心一软"),
        ("这件事让他伤透了脑筋。", "He racked his brains over it.", "伤脑筋", "伤透了脑筋"),
        ("她在這件事上吃過虧。", "She lost out over this once.", "吃虧", "吃過虧"),  # traditional characters
    ],
)
def test_a_parted_verb_is_one_term(chinese: str, english: str, verb: str, stretch: str, lexicon: Lexicon) -> None:
    """The whole is the term, its example holds both halves, and neither half is a term."""
    choice = vocabulary.choose(link([(chinese, english)], lexicon), learner("hsk0", lexicon), lexicon, _SETTINGS)
    term = next(term for term in choice.terms if term.text == verb)
    word = term.example.word
    assert term.example.annotated.pair.chinese_text[word.start : word.end] == stretch
    assert term.senses
    assert term.simplified == lexicon.simplify(verb)
    assert not {verb[0], verb[1:]} & {other.text for other in choice.terms}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("她写了一封信。", "She wrote a letter."),  # both halves say what they mean
        ("我跟他同桌过三年。", "He and I shared a desk for three years."),  # 过 is a particle, not that of 过年
        ("他前几天说的话我记得。", "I remember what he said some days ago."),  # 话 is what the clause is about
        ("他们死了去受苦。", "They die and go to suffer."),  # 去 is a word of grammar
        ("她从箱子里翻出一本书。", "She turned up a book from the trunk."),  # 本 counts the book
        ("他在这座小城里长大。", "He grew up in this small town."),  # 座 counts the town; 在座 is to be present
        ("铃声响了两遍。", "The bell rang twice."),  # 遍 counts; 响遍 is to resound everywhere
        ("他跺了跺脚上的泥。", "He stamped the mud off his feet."),  # the mud on the feet, not the feet
        ("我们凑不成一支球队。", "We cannot scrape a team together."),  # 不 denies and 一 counts; 不一 is to vary
        ("他在那里混过一年。", "He knocked about there for a year."),  # 混一 is to amalgamate
        (
            "上回来我家，他没带伞。",
            "When he last came to my home, he had no umbrella.",
        ),  # 回 counts times
        ("我只有一件事要讲。", "I have only one thing to say."),  # a thing; 有事 is to be busy
        ("我有件事要讲。", "I have something to say."),  # the same, 一 left out
        ("他半天打不出一个屁来。", "He does not get out a single fart."),  # 打屁 is to chat
        ("屋里坐着睡不着的人。", "In the room sat people who could not sleep."),  # 着 tells whether it can be done
    ],
)
def test_words_of_their_own_stay(chinese: str, english: str, lexicon: Lexicon) -> None:
    """Nothing is put together that only looks like a verb and its object."""
    assert not parted(link([(chinese, english)], lexicon)[0], lexicon)


def test_the_gap_is_where_the_verb_stands(lexicon: Lexicon) -> None:
    """The sentence with a gap lacks all of the stretch, not the dictionary form, which does not stand in it."""
    pairs = link([("我上过他的当。", "I was once taken in by him.")], lexicon)
    choice = vocabulary.choose(pairs, learner("hsk0", lexicon), lexicon, _SETTINGS)
    term = next(term for term in choice.terms if term.text == "上当")
    assert "上" not in fields(VocabularyCard(term, "text", 1, ()))["Cloze"]


_SIGNS = "，,。.；;：:、！!？?—…“”（）"


@given(
    text=st.text(
        st.sampled_from(f"吃了过一个大亏咬牙他我上当心软不来开店看得门请三天假感兴趣百科全书捉迷藏{_SIGNS}"),
        max_size=16,
    )
)
def test_no_word_reaches_over_a_sign(text: str, lexicon: Lexicon) -> None:
    """Neither a headword nor a parted verb has a sign of punctuation in it."""
    whole = with_headwords(read([(text, "")], lexicon)[0], lexicon)
    joined = [word for word in whole.words if len(word.text) > 1 and word.syllables]
    stretches = [text[word.start : word.end] for word in (*joined, *(verb.word for verb in parted(whole, lexicon)))]
    assert not [stretch for stretch in stretches if set(stretch) & set(_SIGNS)]


@pytest.mark.parametrize("sign", _SIGNS)
def test_a_sign_between_the_halves_parts_a_verb_for_good(sign: str, lexicon: Lexicon) -> None:
    """Whatever the sign, 不 and 一 of 装不来，一装 are no 不一, nor 看得开，她把店门 a 开店."""
    texts = (
        f"我可装不来{sign}一装就露馅。",
        f"她倒看得开{sign}店门一关。",
        f"他吃了{sign}一个亏。",
        f"他请了{sign}三天假。",
    )
    assert not any(parted(pair, lexicon) for pair in link([(text, "") for text in texts], lexicon))


@given(text=st.text(st.sampled_from("吃了过一个大亏咬咬牙的他我，。上当心软书三天捉迷藏"), max_size=16))
def test_halves_are_words_of_the_sentence(text: str, lexicon: Lexicon) -> None:
    """Whatever the text, parted verbs do not overlap, and begin and end where their halves do."""
    (pair,) = read([(text, "")], lexicon)
    verbs = parted(pair, lexicon)
    starts = {word.start for word in pair.words}
    assert all(verb.halves <= starts and min(verb.halves) == verb.word.start for verb in verbs)
    assert all(a.word.end <= b.word.start for a, b in pairwise(verbs))
