"""Vocabulary: which words get a card, and what the card says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import vocabulary
from flashcards.glosses import wording
from flashcards.learner import learner
from flashcards.records import Rendering, Sense, Word, WordKind, replace
from flashcards.settings import Names, Settings
from flashcards.vocabulary import Standing
from flashcards.vocabulary._exclusions import REASONS, Case, Reason, why_not
from flashcards.vocabulary._formed import parts
from tests.linked import PODS, link
from tests.samples import annotated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair

NOBODY = "hsk0"
"""The level of somebody who knows no word at all."""


@pytest.fixture(scope="module")
def pods(lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    return link(PODS, lexicon)


def choose(pairs: Sequence[AnnotatedPair], lexicon: Lexicon, level: str = NOBODY, **options: Any) -> vocabulary.Choice:
    return vocabulary.choose(pairs, learner(level, lexicon), lexicon, Settings(sources=("text",), **options))


def texts(choice: vocabulary.Choice) -> list[str]:
    return [term.text for term in choice.terms]


def test_every_word_is_chosen_or_left_out_for_a_reason(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """Nothing disappears: each Chinese word is a term, part of a term, or stands among those left out."""
    choice = choose(pods, lexicon)
    accounted = {*texts(choice), *(word for word, _ in choice.left_out)}
    inside = "".join(texts(choice))
    for pair in pods:
        for word in pair.words:
            if word.syllables and word.kind is not WordKind.FOREIGN:
                assert word.text in accounted or word.text in inside
    assert all(reason for _, reason in choice.left_out)


def test_a_learner_gets_no_word_of_the_levels_known(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """At HSK 4 no term is of HSK 2.0 level 1 to 4, and the higher the level the fewer the terms."""
    chosen = [choose(pods, lexicon, level=f"hsk{level}") for level in (0, 2, 4, 6)]
    assert all(term.level.hsk2 is None or term.level.hsk2 > 4 for term in chosen[2].terms)
    sizes = [len(choice.terms) for choice in chosen]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] > 0


def test_the_limit_keeps_the_order_of_the_text(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A limit keeps that many terms, in the order in which they are met, and says so of the others."""
    whole = texts(choose(pods, lexicon))
    choice = choose(pods, lexicon, limit=5)
    assert texts(choice) == [text for text in whole if text in texts(choice)]
    assert len(choice.terms) == 5
    assert sum(reason == "over the limit" for _, reason in choice.left_out) == len(whole) - 5


def test_a_limit_takes_a_prefix(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """The words of a limit are among those of every greater one, and the same text gives the same choice."""
    chosen = [set(texts(choose(pods, lexicon, limit=limit))) for limit in range(1, 12)]
    assert all(fewer < more for fewer, more in pairwise(chosen))
    assert choose(pods, lexicon) == choose(pods, lexicon)


def test_worth_decides_who_stays(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """No word over the limit is worth more than one within; every part of worth lies about 0 and 1."""
    verdicts = choose(pods, lexicon, limit=6).verdicts
    kept = [v.worth.total for v in verdicts if v.worth and v.standing is Standing.TAKEN]
    left = [v.worth.total for v in verdicts if v.worth and v.standing is Standing.LEFT]
    assert min(kept) >= max(left)
    for verdict in verdicts:
        if verdict.worth:
            assert all(0 <= getattr(verdict.worth, part) <= 2 for part in ("new", "useful", "central", "rendered"))


def test_what_a_beginner_meets_everywhere_is_less_new(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """Without a word on what is known, 告诉 (tell, level 2) is less likely new than 供应链 (supply chain)."""
    worth = {v.word.text: v.worth for v in choose(pods, lexicon, "").verdicts if v.worth}
    assert worth["告诉"].new < worth["供应链"].new
    worths = {v.word.text: v.worth for v in choose(pods, lexicon, "hsk1").verdicts if v.worth}
    assert worths["告诉"].new == worths["供应链"].new == 1


def test_a_known_word_is_none_whatever_it_is_made_of(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A term that the text alone shows is left out, too, where the learner's list has it."""
    user = learner("hsk0", lexicon, ["云舱", "深海地图"])
    choice = vocabulary.choose(pods, user, lexicon, Settings(sources=("text",)))
    assert not {"云舱", "深海地图"} & set(texts(choice))
    assert dict(choice.left_out)["云舱"] == "known to you"


def test_a_least_count(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A term must stand in the text as often as asked for."""
    choice = choose(pods, lexicon, min_count=2)
    assert choice.terms
    assert all(term.count >= 2 for term in choice.terms)


def test_a_word_that_the_dictionary_lacks(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """What the text repeats and renders by one word each time is a term, and its parts are none."""
    choice = choose(pods, lexicon)
    (term,) = (t for t in choice.terms if t.text == "云舱")
    assert "云舱" not in lexicon
    assert (term.count, wording.meaning(term)) == (3, "pod")
    assert [text for text, _ in term.renderings] == ["pod"]
    assert not {"云", "舱"} & set(texts(choice))


def test_what_a_term_is_made_of(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A term outside the dictionary tells its parts and its other script; one within it tells its main sense."""
    terms = {term.text: term for term in choose(pods, lexicon).terms}
    pod, whole = terms["云舱"], next(term for term in terms.values() if term.senses)
    assert ([text for text, _ in pod.parts], pod.traditional, pod.main_sense) == (["云", "舱"], "雲艙", "")
    assert (whole.parts, whole.main_sense in whole.glosses) == ((), True)


def test_a_term_of_two_words(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """Two words that stand together in both languages each time are a term beside its words."""
    choice = choose(pods, lexicon)
    (term,) = (t for t in choice.terms if t.text == "深海地图")
    assert (term.count, wording.meaning(term)) == (2, "deep-sea map")
    example = term.example
    assert example.annotated.pair.chinese_text[example.word.start : example.word.end] == "深海地图"


def test_a_character_that_no_list_teaches(lexicon: Lexicon) -> None:
    """Such a character is a word where the translator's word is a sense of it; no term begins with a measure word."""
    text = link([("桌上放着一盏灯，窗开着。", "There was a lamp on the table, and the window was open.")], lexicon)
    chosen = set(texts(choose(text, lexicon)))
    assert {"窗", "桌"} <= chosen  # window / table
    assert "盏灯" not in chosen  # (counts lamps) lamp


def test_characters_of_a_word_that_no_dictionary_has(lexicon: Lexicon) -> None:
    """Two characters that no list teaches, one rendered and one not, are pieces of one word, and get no card."""
    text = link([("新药已经触达所有病人。", "The new drug has reached all patients.")], lexicon)
    assert not {"触", "达"} & set(texts(choose(text, lexicon)))  # touch / reach


def test_no_function_words_numbers_measure_words_or_names(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """What holds a sentence together, counts or names is no vocabulary."""
    choice = choose(pods, lexicon)
    assert not {"的", "我们", "每", "个", "一", "扇", "昆明", "伦敦", "在", "没有"} & set(texts(choice))
    reasons = dict(choice.left_out)
    assert (reasons["昆明"], reasons["个"], reasons["的"]) == ("name", "measure word", "function word")


def test_a_name_that_the_dictionary_takes_for_a_word(lexicon: Lexicon) -> None:
    """李 "plum" that the translator calls Li is a name; a plum is not."""
    plum = Word("李", 0, 1, WordKind.DICTIONARY, ("li3",), (Sense("plum"),), Rendering(((0, 2),), "Li", 0.9))
    assert why_not(plum, lexicon)[1] == "name"
    assert why_not(replace(plum, rendering=Rendering(((0, 4),), "plum", 0.9)), lexicon)[1] != "name"


def test_what_english_spells_as_chinese_sounds_may_be_a_word(lexicon: Lexicon) -> None:
    """亩 "mu" is a measure of land, since the dictionary has "mu" for it; 淡水 "Tamsui" is a river, not fresh water."""
    assert "亩" in texts(choose(link([("她种了七亩地。", "She farmed seven mu of land.")], lexicon), lexicon))
    river = [("淡水", "dan4 shui3", "fresh water", "Tamsui"), ("河", "he2", "river", "River")]
    assert texts(choose([annotated("Along the Tamsui River.", river)], lexicon)) == ["河"]


@pytest.mark.parametrize(
    ("text", "made_of"),
    [
        ("看看", "看"),  # take a look, of look
        ("取出", "取"),  # take out, of take
        ("不合理", "合理"),  # unreasonable
        ("看一看", "看"),
        ("辛辛苦苦", "辛苦"),  # with much trouble
        ("找不到", "找"),  # cannot find, of find
        ("右手", "右 手"),  # right hand
        ("喝茶", "喝 茶"),  # drink tea
        ("棋谱", ""),  # a record of a game
        ("连连", "连"),  # again and again: in succession
        ("可可", ""),  # cocoa is no "may"
        ("日出", ""),  # sunrise
        ("找到", ""),  # to find: the lists teach it
    ],
)
def test_words_that_explain_themselves(lexicon: Lexicon, text: str, made_of: str) -> None:
    """A rule that every course teaches makes a word only where it means what its base means."""
    entry = next(iter(lexicon.entries(text)), None)
    read = entry.syllables if entry else ("x1",) * len(text)
    word = Word(text, 0, len(text), WordKind.DICTIONARY, read, entry.senses if entry else ())
    assert parts(word, lexicon) == tuple(made_of.split())


def test_who_knows_the_base_knows_what_is_formed_of_it(lexicon: Lexicon) -> None:
    """取出 (take out) is vocabulary only for whoever does not know 取 (take)."""
    pairs = link([("她从口袋里取出一把钥匙。", "She took a key out of her pocket.")], lexicon)
    assert "取出" in texts(choose(pairs, lexicon, "hsk2"))
    assert dict(choose(pairs, lexicon, "hsk4").left_out)["取出"] == "formed of words you know"


def test_pieces_of_a_word_are_none(lexicon: Lexicon) -> None:
    """Two characters side by side that the translator shows as no words are pieces of one that the dictionary lacks."""
    pieces = [("渗", "shen4", "to seep", ""), ("擦", "ca1", "to wipe", ""), ("煮", "zhu3", "to boil", "boil")]
    assert texts(choose([annotated("Let it boil.", pieces)], lexicon)) == ["煮"]
    shown = [("渗", "shen4", "to seep", "seeps"), *pieces[1:]]
    assert texts(choose([annotated("It seeps, let it boil.", shown)], lexicon)) == ["渗", "擦", "煮"]


def test_the_front_of_an_unknown_compound_is_a_piece(lexicon: Lexicon) -> None:
    """Before what tells the kind of a compound a word has a card only where the translator renders it by its sense."""
    pieces = [("检票", "jian3 piao4", "to check tickets", "gate"), ("仪", "yi2", "instrument", "")]
    assert not texts(choose([annotated("At the gate.", pieces)], lexicon))
    shown = [("检票", "jian3 piao4", "to check tickets", "check tickets"), pieces[1]]
    assert texts(choose([annotated("Machines check tickets.", shown)], lexicon)) == ["检票"]


def test_names_may_have_cards(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """Names get cards when asked for, marked as names, unless the learner knows them."""
    for names in (Names.INCLUDE, Names.SEPARATE):
        terms = {term.text: term for term in choose(pods, lexicon, names=names).terms}
        assert terms["昆明"].is_name
        assert not terms["供应链"].is_name
    knowing = learner(NOBODY, lexicon, ["昆明"])
    left = vocabulary.choose(pods, knowing, lexicon, Settings(sources=("text",), names=Names.INCLUDE)).left_out
    assert dict(left)["昆明"] == "known to you"


def test_ignored_words_get_no_card_and_count_for_nothing(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A word on the learner's own list is left out before any rule is asked, in either script."""
    user = learner(NOBODY, lexicon, ignored=["雲艙", "供应链"])
    choice = vocabulary.choose(pods, user, lexicon, Settings(sources=("text",)))
    reasons = {v.word.text: (v.standing, v.reason) for v in choice.verdicts}
    assert reasons["云舱"] == reasons["供应链"] == (Standing.APART, "ignored by you")


def test_the_example_is_a_place_of_the_term(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """Each term's example stands in the text, is marked rightly, and is no longer than need be."""
    for term in choose(pods, lexicon).terms:
        sentence = term.example.annotated.pair.chinese_text
        assert sentence[term.example.word.start : term.example.word.end] == term.text


def test_rare_words_are_hard(lexicon: Lexicon) -> None:
    """Of a sentence's words the rare and late-taught rank above the common, numbers and names at the end."""
    ranked = ["旋即", "钢琴", "坐", "三"]  # at once / piano / sit / three
    words = [Word(text, 0, len(text), WordKind.DICTIONARY, ("x1",) * len(text)) for text in ranked]
    difficulties = [vocabulary.difficulty(word, lexicon) for word in words]
    assert difficulties == sorted(difficulties, reverse=True)


def test_an_empty_text_has_no_terms(lexicon: Lexicon) -> None:
    """Of nothing nothing is chosen."""
    assert choose((), lexicon) == vocabulary.Choice(learner=learner(NOBODY, lexicon))


def reason_of(case: Case, lexicon: Lexicon) -> str:
    """Tell why the word of a case gets no card."""
    (annotated,) = link([(case.chinese, case.english)], lexicon)
    (word,) = (word for word in annotated.words if word.text == case.word)
    return why_not(word, lexicon)[1]


@pytest.mark.parametrize("reason", REASONS, ids=[reason.name for reason in REASONS])
def test_a_reason_holds_of_its_word_and_not_of_the_other(lexicon: Lexicon, reason: Reason) -> None:
    """The one word is left out for this reason, the other is not."""
    assert reason_of(reason.fires, lexicon) == reason.name
    assert reason_of(reason.spares, lexicon) != reason.name


@pytest.mark.parametrize(
    ("word", "chinese", "english"),
    [
        ("万一", "万一下雨，我们就不去。", "In case it rains we will not go."),
        ("半天", "我们等了半天。", "We waited for a long time."),
        ("如何", "如何保存旧照片？", "How does one keep old photos?"),
        ("旗袍", "她穿着旗袍。", "She wears a qipao."),
    ],
)
def test_what_only_looks_like_a_number_a_name_or_a_beginners_word_of_grammar_is_worth_a_card(
    word: str, chinese: str, english: str, lexicon: Lexicon
) -> None:
    """万一 is no number, 如何 is taught later than a beginner learns 怎么, and 旗袍 is English as "qipao"."""
    assert reason_of(Case(word, chinese, english), lexicon) == ""
