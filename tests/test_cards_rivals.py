"""Which other words could be answered to the English of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import cards
from flashcards.records import Entry, Rendering, Sense, replace
from tests import anki_cards

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Term


def _term(text: str, reading: str, *senses: Sense) -> Term:
    base = anki_cards.vocabulary()[0].term
    return replace(base, text=text, simplified=text, syllables=tuple(reading.split()), senses=senses)


def _of(term: Term, lexicon: Lexicon, marked: str = "") -> set[str]:
    """Give the rivals of a term, with its word marked in the translation."""
    word = replace(term.example.word, rendering=Rendering(((0, 1),), marked, 1.0))
    shown = replace(term, example=replace(term.example, word=word)) if marked else term
    (card,) = cards.with_rivals([replace(anki_cards.vocabulary()[0], term=shown)], lexicon)
    return {rival.simplified for rival in getattr(card, "rivals", ()) if isinstance(rival, Entry)}


def _rivals(text: str, reading: str, sense: Sense, lexicon: Lexicon) -> set[str]:
    return _of(_term(text, reading, sense), lexicon)


def _known(text: str, lexicon: Lexicon, marked: str = "", beside: int = 0) -> set[str]:
    """Give the rivals of a word as the lexicon has it, with so many senses shown beside the first."""
    entry = lexicon.entries(text)[0]
    term = _term(text, " ".join(entry.syllables), *entry.senses)
    return _of(replace(term, beside=entry.senses[1 : 1 + beside]), lexicon, marked)


def test_a_common_synonym_is_a_rival(lexicon: Lexicon) -> None:
    """A word that says the same is a rival, whatever articles and plurals its sense has; the word itself is none."""
    assert "药房" in _rivals("药店", "yao4 dian4", Sense("pharmacy; drugstore"), lexicon)
    settle = _rivals("付账", "fu4 zhang4", Sense("to settle an account"), lexicon)
    assert "结账" in settle
    assert "付账" not in settle


def test_a_synonym_is_a_rival_by_the_words_that_render_it(lexicon: Lexicon) -> None:
    """Words that translators put alike are rivals, though each gloss says it in another way; hyphens aside."""
    assert "孤单" in _known("孤独", lexicon)
    assert "联络" in _known("联系", lexicon)
    assert {"不断", "不住"} <= _known("不停", lexicon)
    assert "天台" not in _known("屋顶", lexicon)  # one word in common, roof


def test_a_word_that_shares_a_character_needs_to_share_less(lexicon: Lexicon) -> None:
    """It may say the first of the ways alone, and stand later in the dictionary, or be rarer; in either script."""
    assert "参与" in _known("参加", lexicon)
    assert "参与" in _rivals("參加", "can1 jia1", Sense("to take part in; to attend; to join"), lexicon)
    assert "当前" in _known("目前", lexicon)
    assert "衣袖" in _known("袖子", lexicon)  # "the sleeve of a garment"
    assert "坦诚" in _rivals("坦率", "tan3 shuai4", Sense("frankly; candidly", pos="adv"), lexicon)


def test_one_english_word_of_several_meanings_makes_no_rival(lexicon: Lexicon) -> None:
    """Words without a character in common share two ways, or are put in the same one by the learner's dictionary."""
    assert "老公" in _known("丈夫", lexicon)
    assert "应付" in _known("处理", lexicon)
    assert "太空" not in _known("空间", lexicon)
    assert "弹簧" not in _known("春天", lexicon)  # spring
    assert "害羞" in _known("腼腆", lexicon)  # "shy" and, apart from it, "bashful"


def test_a_meaning_beside_the_first_is_asked_for(lexicon: Lexicon) -> None:
    """A card that shows a noun beside its verb has the rivals of both, of words that share a character."""
    assert "笑容" in _known("微笑", lexicon, beside=1)  # to smile; smile
    assert "笑容" not in _known("微笑", lexicon)


def test_a_rare_word_has_rare_rivals(lexicon: Lexicon) -> None:
    """A word of letters and parcels is told from its like, and a common word not from a rare one."""
    assert "发件人" in _known("寄件人", lexicon)
    assert "晓得" not in _known("知道", lexicon)


def test_who_says_the_marked_word_is_a_rival(lexicon: Lexicon) -> None:
    """A noun that says the translator's word is a rival where the card does not ask by it; of a verb it is none."""
    assert "老者" not in _known("老人", lexicon)
    assert "老者" in _known("老人", lexicon, "old man")
    assert "跑步" not in _known("掌管", lexicon, "run")


def test_only_what_would_do_as_well_is_a_rival(lexicon: Lexicon) -> None:
    """No rival is a word of another length, which the gap shows, one far rarer, or one that shares a way only."""
    assert "执照" not in _rivals("许可证", "xu3 ke3 zheng4", Sense("license; permit"), lexicon)
    assert "新近" not in _rivals("最近", "zui4 jin4", Sense("recently; lately"), lexicon)
    assert "加入" not in _rivals("参加", "can1 jia1", Sense("to take part in; to attend; to join"), lexicon)
    assert "最近" in _rivals("近来", "jin4 lai2", Sense("recently; lately"), lexicon)


def test_what_only_sounds_alike_is_none(lexicon: Lexicon) -> None:
    """A noun is no rival of a verb, nor a word of the same reading, nor a sentence anything."""
    assert "步行" in _known("走路", lexicon)
    assert "散步" not in _rivals("步道", "bu4 dao4", Sense("walk"), lexicon)
    assert "药房" not in _rivals("x", "yao4 fang2", Sense("pharmacy"), lexicon)
    sentences = anki_cards.sentences()
    assert cards.with_rivals(sentences, lexicon) == tuple(sentences)


def test_the_main_meaning_is_asked_for(lexicon: Lexicon) -> None:
    """A word that shares a character and the meaning the dictionary gives first is a rival whichever sense fits."""
    owing, debt = lexicon.entries("欠账")[0].senses[:2]  # to owe a debt; debt
    term = _term("欠账", "qian4 zhang4", debt, owing)
    assert "欠款" in _of(replace(term, main_sense=owing.gloss), lexicon)
    assert "欠款" not in _of(replace(term, main_sense=debt.gloss), lexicon)
