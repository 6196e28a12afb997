"""A card only where the translation tells which meaning a character has, and where the cut is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import vocabulary
from flashcards.glosses.wording import meaning
from flashcards.learner import BEGINNERS, Learner
from flashcards.records import Sense, SenseContext, replace
from flashcards.settings import Settings
from flashcards.vocabulary import UNSURE, UNTOLD
from flashcards.vocabulary._exclusions import MEASURE_WORD
from flashcards.vocabulary._meanings import beside
from tests.linked import link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def reason(chinese: str, english: str, word: str, lexicon: Lexicon) -> str:
    """Say why a word of a sentence gets no card, '' where it gets one."""
    choice = vocabulary.choose(link([(chinese, english)], lexicon), Learner(), lexicon, Settings(sources=("text.txt",)))
    return next(verdict.reason for verdict in choice.verdicts if verdict.word.text == word)


@pytest.mark.parametrize(
    ("chinese", "english", "word", "expected"),
    [
        ("你别扯这件事。", "Leave that out of it.", "扯", UNTOLD),
        ("锅里冒着白色的蒸汽。", "White clouds filled the kitchen.", "冒", ""),  # the steam tells
        ("工人冒着被埋的危险救人。", "The workers risked being buried to save people.", "冒", ""),
        ("锅里冒着白色的蒸汽。", "White steam was coming out of the pot.", "蒸汽", ""),  # two characters tell enough
        ("锅里冒着白色的蒸汽。", "", "冒", ""),  # nothing tells, and nobody asks
        ("孩子们踩着砖头走过去。", "The children wobbled across on bricks.", "踩", ""),  # its one use
        ("大人百般地哄他。", "The adults did all they could.", "哄", ""),  # lessons teach it, and it is most likely
        ("门前有一根柱子。", "Before the door there was a pillar.", "根", UNTOLD),  # no verb
    ],
)
def test_a_character_is_told_by_its_translation(
    chinese: str, english: str, word: str, expected: str, lexicon: Lexicon
) -> None:
    """A single character with several senses is left out, with the reason, where no sense of it is rendered."""
    assert reason(chinese, english, word, lexicon) == expected


@pytest.mark.parametrize(
    ("chinese", "english", "word", "expected"),
    [
        ("成功未必要靠运气。", "Success need not depend on luck.", "必要", UNSURE),  # 未必|要, whatever is rendered
        ("她把它改造成花园。", "She made it a garden.", "改造", UNSURE),  # or 改|造成 (cause)
        ("她把它改造成花园。", "She converted it into a garden.", "改造", UNSURE),
        ("她把它改造成花园。", "She transformed it into a garden.", "改造", ""),
        ("她把它改造成花园。", "", "改造", ""),  # without a translation none is missed
        ("我终于回到家了。", "I am back at last.", "回到", ""),  # 到家 (to arrive home) is far behind
    ],
)
def test_a_word_that_another_crosses_is_shown_where_the_cut_is_sure(
    chinese: str, english: str, word: str, expected: str, lexicon: Lexicon
) -> None:
    """A cut with a crossing word must be less likely, and much less so where nothing confirms the word."""
    assert reason(chinese, english, word, lexicon) == expected


@pytest.mark.parametrize(
    ("chinese", "english", "word", "expected"),
    [
        ("我们在山上困了一夜。", "We were stuck on the mountain all night.", "困", ""),
        ("孩子困了，想睡觉。", "The child is sleepy and wants to go to bed.", "困", BEGINNERS),
        ("他说话办事都省力气。", "He saves his strength in all he does.", "省", ""),
        ("这个省有很多山。", "This province has many mountains.", "省", BEGINNERS),
        ("警察封了这座桥。", "The police closed this bridge.", "封", ""),
        ("他写了三封信。", "He wrote three letters.", "封", MEASURE_WORD),
        ("她往地上铺了一张报纸。", "She spread a newspaper on the floor.", "张", MEASURE_WORD),
    ],
)
def test_a_beginners_word_in_another_sense_gets_a_card(
    chinese: str, english: str, word: str, expected: str, lexicon: Lexicon
) -> None:
    """A character known in its first sense alone, or a measure word, is new where the translation says another."""
    assert reason(chinese, english, word, lexicon) == expected


@pytest.mark.parametrize(
    ("chinese", "english", "word", "expected"),
    [
        ("他为村子做了很大的贡献。", "He contributed a great deal to the village.", "贡献", "contribution"),
        ("孩子们为自己的错误道了歉。", "The children made an apology for their mistakes.", "错误", "mistaken"),
        ("学校在一片投资声中扩建了。", "The school grew as money was invested.", "投资", "investment"),
        ("他用一块石头砸开了核桃。", "He cracked the nut with a stone.", "石头", ""),
    ],
)
def test_a_word_of_two_parts_of_speech_shows_both(
    chinese: str, english: str, word: str, expected: str, lexicon: Lexicon
) -> None:
    """A card shows the noun with the verb of the same meaning, once, whichever the translator chose."""
    choice = vocabulary.choose(link([(chinese, english)], lexicon), Learner(), lexicon, Settings(sources=("text.txt",)))
    term = next(term for term in choice.terms if term.text == word)
    shown = meaning(term).split("; ")
    assert len(shown) == len(set(shown))
    assert not expected or any(expected in way for way in shown)
    assert bool(term.beside) == bool(expected)


@pytest.mark.parametrize(
    ("senses", "rendered", "shown"),
    [
        (("reliable", "secure", "to hold", "(old) tight", "firm"), (), 3),
        (("reliable", "secure", "firm"), ("reliable",), 1),  # the translation tells
        (("(lit.) a stone sinks", "(fig.) to get no answer"), ("stone", "sinks"), 2),
    ],
)
def test_what_only_cc_cedict_lists_is_shown_with_its_like(
    senses: tuple[str, ...], rendered: tuple[str, ...], shown: int, lexicon: Lexicon
) -> None:
    """Untold senses of CC-CEDICT come by threes, of one kind of word; what is meant by a phrase stands beside it."""
    (pair,) = link([("这活儿稳当。", "")], lexicon)
    word = next(candidate for candidate in pair.words if candidate.text == "稳当")
    listed = tuple(Sense(gloss) for gloss in senses)
    context = SenseContext(listed, rendered=rendered, word=word.text)
    assert len((listed[0], *beside(replace(word, senses=listed, context=context), lexicon))) == shown


@pytest.mark.parametrize(("added", "shown"), [("crew", 2), ("member of staff", 1)])
def test_what_a_word_means_first_of_all_stands_beside_an_added_sense(added: str, shown: int, lexicon: Lexicon) -> None:
    """A sense of CC-CEDICT alone comes with the learner's first, unless both say the same."""
    (pair,) = link([("维修人员来了。", "The repair crew came.")], lexicon)
    word = next(candidate for candidate in pair.words if candidate.text == "人员")
    senses = (Sense(added), Sense("personnel; staff", "n"))
    assert len((senses[0], *beside(replace(word, senses=senses), lexicon))) == shown


@pytest.mark.parametrize(
    ("word", "sense"),
    [("台风", "typhoon"), ("后", "after")],  # 颱風 before 臺風, 後 before 后 (empress)
)
def test_words_written_alike_in_simplified_characters_share_their_senses(
    word: str, sense: str, lexicon: Lexicon
) -> None:
    """Whichever traditional word is meant, its senses stand on the card, the ones met most first."""
    (pair,) = link([(f"这里有{word}。", "")], lexicon)
    (shown,) = (w for w in pair.words if w.text == word)
    assert any(sense in gloss for gloss in shown.glosses[:2])
    assert not any("variant of" in gloss for gloss in shown.glosses)


@pytest.mark.parametrize(
    ("chinese", "english", "word", "expected"),
    [
        ("港口停着一艘大船。", "A big ship lay in the harbor.", "艘", ""),
        ("我买了三件衣服。", "I bought three pieces of clothing.", "件", "measure word"),
        ("他一度想放弃。", "At one time he wanted to give up.", "一度", ""),
        ("我想买一张票。", "I want to buy a ticket.", "张", "measure word"),
    ],
)
def test_measure_words_of_later_lessons_are_words(
    chinese: str, english: str, word: str, expected: str, lexicon: Lexicon
) -> None:
    """What the first courses teach to count with is known; what later ones do is worth a card."""
    assert reason(chinese, english, word, lexicon) == expected
