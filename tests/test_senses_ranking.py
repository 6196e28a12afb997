"""The ranking of senses: by which rule a sense comes first, and by which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.common.weights import read_weights
from flashcards.records import Sense, SenseContext, replace
from flashcards.senses import Rule, rank
from flashcards.senses.features import SOURCES, features
from flashcards.senses.ranking import BY_HAND, WEIGHTS

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

RECORD = ("to record", "record (written account)")  # 记录
MANUSCRIPT = ("grain", "to sketch", "rough copy (of a manuscript)")  # 稿
BREW = ("to get off with (a sexual partner)", "to steep", "bubble; foam")  # 泡
WARM = ("comfort", "soft and fragrant", "warm")  # 温馨
PARTS_OF_SPEECH = {"n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb", "mw": "measure", "comp": "complement"}
NEIGHBOURS = (
    *PARTS_OF_SPEECH.values(),
    "nothing",
    "function",
    "number",
    "auxiliary",
    "degree",
    "aspect",
    "object",
    "的",
    "地",
)
PLACES = ("after 的", "after noun", "before aspect", "before nothing", "before noun")


def _context(glosses: tuple[str, ...], **what: object) -> SenseContext:
    return SenseContext(tuple(map(Sense, glosses)), **what)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("glosses", "what", "first", "rule"),
    [
        (RECORD, {"rendered": ("records",), "is_verb": False}, "record (written account)", Rule.HELD),
        (RECORD, {"rendered": ("records",), "is_verb": True}, "to record", Rule.HELD),
        (MANUSCRIPT, {"rendered": ("manuscript",)}, "rough copy (of a manuscript)", Rule.NEAREST),
        (WARM, {"unlinked": ("cozy",)}, "warm", Rule.LIKELIEST),
        (RECORD, {"around": ("after nothing", "before aspect")}, "to record", Rule.LIKELIEST),
        (RECORD, {"around": ("after 的", "before nothing")}, "record (written account)", Rule.LIKELIEST),
        (("to exist", "at"), {"rendered": ("the",)}, "to exist", Rule.FIRST),
        (("bank",), {"rendered": ("bank",)}, "bank", Rule.ONLY),
        ((), {}, None, Rule.ONLY),
    ],
)
def test_a_rule_puts_a_sense_first(
    glosses: tuple[str, ...], what: dict[str, object], first: str | None, rule: Rule, lexicon: Lexicon
) -> None:
    """What the translator wrote decides where a sense holds it, else what is likely; the ranking says which did."""
    ranking = rank(_context(glosses, **what), lexicon)
    assert ranking.rule is rule
    assert next((sense.gloss for sense in ranking.senses), None) == first


def test_what_only_cc_cedict_says_is_not_guessed(lexicon: Lexicon) -> None:
    """Where the learner's lexicon has the word, one of its senses comes first unless the translator says another."""
    senses = (Sense("to hoist"), Sense("carefully", "adv"))
    rules = {(): Rule.LIKELIEST, ("flag",): Rule.NEAREST}
    for rendered, rule in rules.items():
        ranking = rank(SenseContext(senses, rendered=rendered, around=("before aspect",)), lexicon)
        assert (ranking.rule, ranking.senses[0]) == (rule, senses[1])
    assert rank(SenseContext(senses, rendered=("hoisted",)), lexicon).senses[0] == senses[0]


def test_what_only_cc_cedict_says_is_of_the_kind_of_its_rendering(lexicon: Lexicon) -> None:
    """A noun that CC-CEDICT adds holds no verb, and a learner's sense that holds the rendering as well precedes it."""
    post, ancestor = (Sense("email", "n"), Sense("post")), (Sense("forebear", "n", ("ancestor",)), Sense("ancestor"))
    assert rank(SenseContext(post, rendered=("posted",), is_verb=True), lexicon).senses[0] == post[0]
    assert rank(SenseContext(post[::-1], rendered=("post",), is_verb=False), lexicon).senses[0] == post[1]
    assert rank(SenseContext(ancestor[::-1], rendered=("ancestor",)), lexicon).senses[0] == ancestor[0]


def test_an_adverb_is_neither_noun_nor_verb(lexicon: Lexicon) -> None:
    """A verb that renders a word wrongly does not make one of it: 到底 (on earth) stays an adverb where it may be."""
    senses = (Sense("exactly", "adv"), Sense("to the end", "v"))
    ranking = rank(SenseContext(senses, rendered=("deserved",), is_verb=True), lexicon)
    assert {ranked.sense for ranked in ranking.ranked if ranked.terms} == set(senses)


@given(
    glosses=st.lists(st.sampled_from((*RECORD, *MANUSCRIPT, *BREW, *WARM)), unique=True, max_size=5).map(tuple),
    around=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
    rendered=st.lists(st.sampled_from(("record", "records", "warm", "the", "of", "tea")), max_size=2).map(tuple),
    is_verb=st.sampled_from((None, True, False)),
)
def test_only_the_first_sense_moves(
    glosses: tuple[str, ...], around: tuple[str, ...], rendered: tuple[str, ...], is_verb: object, lexicon: Lexicon
) -> None:
    """Whatever the context, no sense is lost, and all but the first stand in the order of the dictionary."""
    context = _context(glosses, around=around, rendered=rendered, is_verb=is_verb)
    ranking = rank(context, lexicon)
    first = ranking.senses[:1]
    assert ranking.senses == (*first, *(sense for sense in context.senses if sense not in first))


@given(around=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple), unlinked=st.sampled_from(((), ("cozy",))))
def test_terms_add_up(around: tuple[str, ...], unlinked: tuple[str, ...], lexicon: Lexicon) -> None:
    """The score of a sense is the sum of its terms, and the differences to the next sense add up to its lead."""
    for glosses in (RECORD, BREW, WARM):
        ranking = rank(_context(glosses, around=around, unlinked=unlinked), lexicon)
        assert all(choice.score == pytest.approx(sum(choice.terms.values())) for choice in ranking.ranked)
        first, *others = ranking.ranked
        lead = first.score - max(choice.score for choice in others)
        assert sum(ranking.lead.values()) == pytest.approx(lead)
        assert lead >= 0


@pytest.mark.parametrize(
    ("around", "rendered", "expected"),
    [
        (("after numeral", "after number"), ("flower",), "mw"),
        (("after number", "before noun"), ("flower",), "mw"),
        (("after number", "before verb"), ("flower",), ""),
        (("after numeral", "after number"), ("point",), "n"),
    ],
)
def test_a_measure_word_is_one_behind_its_number(
    around: tuple[str, ...], rendered: tuple[str, ...], expected: str, lexicon: Lexicon
) -> None:
    """What counts is no sense that CC-CEDICT adds; a learner's noun that is the rendering stays what is meant."""
    senses = (Sense("(counts flowers)", "mw"), Sense("point", "n"), Sense("flower"))
    ranking = rank(SenseContext(senses, around, rendered=rendered, word="朵"), lexicon)
    assert ranking.senses[0].pos == expected


@pytest.mark.parametrize(
    ("around", "first"),
    [
        (("after numeral",), "mw"),  # 摆两桌 "two tables"
        (("after numeral", "before aspect"), "n"),
        (("after 的",), "n"),  # 他的桌 "his table"
    ],
)
def test_a_measure_word_that_names_its_rendering_precedes_the_noun(
    around: tuple[str, ...], first: str, lexicon: Lexicon
) -> None:
    """What is counted stands in its remark; away from numbers, and before a particle of verbs, it is none."""
    senses = (Sense("table; desk", "n"), Sense("(counts tables of guests)", "mw"))
    assert rank(SenseContext(senses, around, rendered=("tables",), word="桌"), lexicon).senses[0].pos == first


def test_a_classifier_of_cc_cedict_renders_nothing_where_none_stands(lexicon: Lexicon) -> None:
    """A plaster that is stuck on is none that is counted: 贴膏药."""
    senses = (Sense("to paste; to stick", "v"), Sense("classifier for sticking plaster: strip"))
    assert rank(SenseContext(senses, rendered=("plasters",), word="贴"), lexicon).senses[0] == senses[0]


def test_a_rule_counts_for_more_than_a_rendering_and_a_phrase_where_that_is_of_another_kind(lexicon: Lexicon) -> None:
    """还是 that the translator put as "best" is "still" in 最后还是; 留 in 留在 may be "left" all the same."""
    had_better, still = Sense("had better", "adv"), Sense("still", "adv")
    context = SenseContext((had_better, still), rendered=("best",), word="还是", cue="still")
    assert rank(context, lexicon).senses[0] == had_better
    assert rank(replace(context, is_ruled=True), lexicon).senses[0] == still
    bent, bend = Sense("bent", "adj"), Sense("to bend", "v")
    context = SenseContext((bent, bend), rendered=("bent",), is_verb=True, word="弯", cue="to bend")
    assert rank(context, lexicon).senses[0] == bend


@pytest.mark.parametrize(("rendered", "first"), [("nothing", "nothing"), ("plenty", "plenty"), ("do", "nothing")])
def test_the_neighbours_part_what_the_rendering_does_not(rendered: str, first: str, lexicon: Lexicon) -> None:
    """A sense that they tell wins where it holds the rendering too, or where that is but "do"; not against another."""
    senses = (Sense("never mind; nothing", "phr"), Sense("nothing of", "v"), Sense("plenty", "n"), Sense("to do", "v"))
    ranking = rank(SenseContext(senses, rendered=(rendered,), word="没什么", cue="nothing of"), lexicon)
    assert ranking.senses[0].gloss.startswith(first)


def test_the_neighbours_tell_a_sense_that_holds_some_of_the_rendering(lexicon: Lexicon) -> None:
    """这一行 is a line of work, though "line" is all of "a line"; not where the sense says nothing of the rendering."""
    line, trade = Sense("a line", "n"), Sense("line of work", "n")
    context = SenseContext((line, trade), rendered=("line",), word="一行", cue="line of work")
    assert rank(context, lexicon).senses[0] == trade
    assert rank(replace(context, cue=""), lexicon).senses[0] == line
    assert rank(replace(context, senses=(line, Sense("trade", "n")), cue="trade"), lexicon).senses[0] == line


def test_a_coarse_sense_is_never_guessed(lexicon: Lexicon) -> None:
    """What a teacher would not say first comes first only where the translator says it."""
    for unlinked in ((), ("brew",), ("get",)):
        assert not rank(_context(BREW, unlinked=unlinked), lexicon).senses[0].gloss.startswith("to get")


def test_an_abbreviation_means_what_its_long_form_means(lexicon: Lexicon) -> None:
    """The sense of the long form that the translator chose stands for the abbreviation, which is still named."""
    first = rank(_context(("abbr. for 北京大学",), rendered=("peking", "university")), lexicon).senses[0]  # 北大
    assert first.gloss == "Peking University (abbr. for 北京大学)"


def test_every_term_has_a_name_of_its_own(lexicon: Lexicon) -> None:
    """A value is told once, whichever function tells it, and senses are described alike for training and serving."""
    context = _context(RECORD, around=("after 的",), rendered=("record",))
    described = features(context.senses, context, lexicon)
    assert described == features(context.senses, context, lexicon)
    names = [{name for values in source(context.senses, context, lexicon) for name in values} for source in SOURCES]
    assert sum(map(len, names)) == len(set().union(*names))
    assert described[0]["verb after 的"] == 1
    assert "verb after 的" not in described[1]


def test_every_weight_is_of_a_feature(lexicon: Lexicon) -> None:
    """A weight whose name no feature has would count nothing, and nobody would see it."""
    around = tuple(f"{side} {neighbour}" for side in ("before", "after") for neighbour in NEIGHBOURS)
    senses = tuple(Sense("(fig.) a record of ice; ledger", pos) for pos in PARTS_OF_SPEECH)
    contexts = (
        SenseContext(senses, around, rendered=("record",), word="记录"),
        SenseContext(senses, around, unlinked=("record",), word="记录", cue=senses[0].gloss),
    )
    named = {name for context in contexts for values in features(senses, context, lexicon) for name in values}
    assert {*read_weights(WEIGHTS), *BY_HAND} <= named
