"""The learner: what a level and known words say about a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.learner import learner

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def test_a_level_holds_all_below_it(lexicon: Lexicon) -> None:
    """HSK 4 knows 喜欢 (like, level 1) and 经济 (economy, level 4), but not 酝酿 (brew, level 6)."""
    known = learner("hsk4", lexicon)
    assert known.knows("喜欢", lexicon) == "HSK 2.0 level 1"
    assert known.knows("经济", lexicon) == "HSK 2.0 level 4"
    assert not known.knows("酝酿", lexicon)


def test_the_other_edition_judges_what_one_lacks(lexicon: Lexicon) -> None:
    """找到 (find) stands in HSK 3.0 alone, so a learner of HSK 2.0 is taken to know it from its level there."""
    assert lexicon.level("找到").hsk2 is None
    assert learner("hsk4", lexicon).knows("找到", lexicon).startswith("HSK 3.0")


def test_the_newer_edition_is_named(lexicon: Lexicon) -> None:
    """hsk3.0-3 knows 项目 (project), which HSK 2.0 teaches at level 5."""
    assert learner("hsk3.0-3", lexicon).knows("项目", lexicon) == "HSK 3.0 level 1–3"
    assert not learner("hsk1", lexicon).knows("项目", lexicon)


def test_a_frequency_rank(lexicon: Lexicon) -> None:
    """The 1000 most frequent words hold 世界 (world), the 5000 more, neither 犀利 (sharp)."""
    assert learner("top1000", lexicon).knows("世界", lexicon)
    assert not learner("top5000", lexicon).knows("犀利", lexicon)
    assert learner("top5000", lexicon).knows("屏幕", lexicon) or lexicon.frequency("屏幕") < 4.3


def test_without_a_level_only_beginners_words_are_known(lexicon: Lexicon) -> None:
    """吃 (eat) is no vocabulary of a text, unless one asks for every word."""
    assert learner("", lexicon).knows("吃", lexicon) == "beginner's word"
    assert not learner("", lexicon).knows("锚", lexicon)
    assert not learner("hsk0", lexicon).knows("吃", lexicon)


def test_a_short_list_does_not_tell_what_is_new(lexicon: Lexicon) -> None:
    """Whoever names one known word may know many more; a level or a long list tells what is not known."""
    assert (learner("", lexicon).is_told, learner("", lexicon, ["银行"]).is_told) == (False, True)
    assert not learner("", lexicon, ["银行"]).is_placed
    assert learner("", lexicon, [f"银行{n}" for n in range(300)]).is_placed
    assert learner("hsk0", lexicon).is_placed


def test_words_known_by_themselves(lexicon: Lexicon) -> None:
    """A known word is known in both scripts, whichever it was learned in."""
    known = learner("", lexicon, ["銀行", "犀利"])
    assert {known.knows(word, lexicon) for word in ("银行", "銀行", "犀利")} == {"known to you"}
    assert not known.knows("酝酿", lexicon)
