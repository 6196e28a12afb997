"""Headwords that were cut are put together again where the whole is what a learner learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import vocabulary
from flashcards.chinese import orthography
from flashcards.learner import Learner, learner
from flashcards.settings import Settings
from flashcards.vocabulary._headwords import with_headwords
from tests.linked import PODS, link, read

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def words(chinese: str, english: str, lexicon: Lexicon) -> dict[str, str]:
    """Give the words of a sentence, put together, each with the sense that comes first."""
    (pair,) = link([(chinese, english)], lexicon)
    joined = with_headwords(pair, lexicon)
    return {word.text: word.senses[0].gloss if word.senses else "" for word in joined.words}


@pytest.mark.parametrize(
    ("chinese", "english", "word", "sense"),
    [
        ("我妹妹对天文很感兴趣。", "My sister is very interested in astronomy.", "感兴趣", "interested"),
        ("爷爷送给我一套百科全书。", "Grandpa gave me a set of encyclopedias.", "百科全书", "encyclopedia"),
        ("海里有许多浮游生物。", "There is a lot of plankton in the sea.", "浮游生物", "plankton"),
        (
            "爷爷每天晚上打哈欠。",
            "Grandpa yawns every evening.",
            "打哈欠",
            "yawn",
        ),  # the learner's lexicon alone has it
        ("我們會盡可能幫你。", "We will help you as much as possible.", "盡可能", "possible"),  # traditional characters
    ],
)
def test_a_headword_is_whole(chinese: str, english: str, word: str, sense: str, lexicon: Lexicon) -> None:
    """The parts are gone, and the whole has the sense that its dictionary entry gives."""
    shown = words(chinese, english, lexicon)
    assert sense in shown[word]
    assert not {part for part in shown if part != word and part in word and len(part) > 1}


@pytest.mark.parametrize(
    ("chinese", "english", "parts"),
    [
        ("这里的经济发展很快。", "Economic development here is fast.", ("经济", "发展")),  # says what its parts say
        ("他们要召开会议。", "They want to call a meeting.", ("召开", "会议")),  # a verb and its object
        ("一场运动会改变世界。", "A movement can change the world.", ("运动",)),  # no games
        ("我还会谈起她。", "I will talk about her again.", ("还",)),  # 会谈 is two characters
    ],
)
def test_what_its_parts_explain_stays_apart(
    chinese: str, english: str, parts: tuple[str, ...], lexicon: Lexicon
) -> None:
    """A combination that says no more than its words is no word of its own."""
    assert set(parts) <= words(chinese, english, lexicon).keys()


def test_a_sentence_says_the_words_of_cards_as_pinyin_writes_them(lexicon: Lexicon) -> None:
    """Compounds and words that no dictionary has are whole, a verb with its object and a term of two words are not."""
    pairs = link([*PODS, ("每个年龄层都对船感兴趣。", "Every age group is interested in ships.")], lexicon)
    shown = vocabulary.as_written(pairs, lexicon)
    texts = [{word.text for word in each.words} for each in shown]
    assert all("云舱" in words for words in texts[:3])
    assert {"深海", "地图"} <= texts[3]
    assert {"年龄层", "感", "兴趣"} <= texts[-1]
    assert all("".join(w.text for w in each.words) == each.pair.chinese_text for each in shown)


@pytest.mark.parametrize(
    ("chinese", "english", "pinyin"),
    [
        ("我妹妹对天文很感兴趣。", "My sister is very interested in astronomy.", "gǎn xìngqù"),  # a verb and its object
        ("海里有许多浮游生物。", "There is a lot of plankton in the sea.", "fúyóu shēngwù"),
        ("每个年龄层都在唱歌。", "Every age group is singing.", "niánlíngcéng"),
        ("深海地图告诉我们鱼在哪里。", "The deep-sea map tells us where the fish are.", "shēnhǎi dìtú"),
    ],
)
def test_a_card_spells_a_word_as_a_sentence_does(chinese: str, english: str, pinyin: str, lexicon: Lexicon) -> None:
    """What the sentence of a note writes apart, the card of the whole writes apart, in the same places."""
    pairs = link([*PODS, (chinese, english)], lexicon)
    terms = vocabulary.choose(pairs, learner("hsk0", lexicon), lexicon, Settings(sources=("text",))).terms
    assert [orthography.word(term.syllables, breaks=term.breaks) for term in terms].count(pinyin) == 1
    sentence = orthography.line(vocabulary.as_written(pairs, lexicon)[-1].words).lower()
    assert pinyin in sentence


@pytest.mark.parametrize(
    ("chinese", "english", "term", "is_one"),
    [
        ("保险公司打来了电话。", "The insurance company called.", "保险公司", True),
        ("洪水造成了巨大损失。", "The flood caused huge losses.", "巨大损失", False),
        ("这本书写的是日常生活。", "This book is about daily life.", "日常生活", False),
    ],
)
def test_an_adjective_and_its_noun_are_two_words(
    chinese: str, english: str, term: str, is_one: bool, lexicon: Lexicon
) -> None:
    """Two nouns name one thing; an adjective that says what it means by itself is no part of a term."""
    choice = vocabulary.choose(link([(chinese, english)], lexicon), Learner(), lexicon, Settings(sources=("text",)))
    assert (term in {other.text for other in choice.terms}) is is_one


def test_the_ending_of_a_word_is_not_written_apart(lexicon: Lexicon) -> None:
    """The 儿 of 人情味儿 is no syllable: rénqíng wèir."""
    joined = with_headwords(link([("这里很有人情味儿。", "This place has a human touch.")], lexicon)[0], lexicon)
    (word,) = [word for word in joined.words if word.text == "人情味儿"]
    assert orthography.word(word.syllables, breaks=word.breaks) == "rénqíng wèir"


@given(text=st.text(st.sampled_from("感兴趣百科全书民意调查的我们在经济发展国际社会，。A5"), max_size=20))
def test_words_join_to_the_text(text: str, lexicon: Lexicon) -> None:
    """Whatever is put together, the words still make up the text, each where it says; once is enough."""
    (pair,) = read([(text, "")], lexicon)
    joined = with_headwords(pair, lexicon)
    assert "".join(word.text for word in joined.words) == text
    assert all(text[word.start : word.end] == word.text for word in joined.words)
    assert with_headwords(joined, lexicon) == joined


def test_what_stands_beside_a_sense_is_as_the_dictionary_puts_it(lexicon: Lexicon) -> None:
    """A word made of parts is quoted as any other: "for ages" is no "age"."""
    joined = with_headwords(link([("我们等了老半天。", "We waited for ages.")], lexicon)[0], lexicon)
    (word,) = [word for word in joined.words if word.text == "老半天"]
    assert word.rendering
    assert word.rendering.quotation in ("ages", "for ages")
