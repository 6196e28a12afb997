"""Which notes get a hint on a listening or production card, which hint, and which get no such card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.anki import Note, Notes, notes
from flashcards.anki.hints import _beginning
from flashcards.anki.notetypes import KINDS
from flashcards.records import Entry, Sense, replace
from flashcards.settings import CardKind
from tests import anki_cards

if TYPE_CHECKING:
    from collections.abc import Sequence


def _words(*cuts: tuple[str, str, str, str], kinds: Sequence[CardKind] = KINDS) -> Notes:
    """Make notes of words: each its text, its syllables, its sense, and what follows it in its sentence."""
    base = anki_cards.vocabulary()[0]
    vocabulary = []
    for text, syllables, sense, rest in cuts:
        pair = anki_cards.annotated("x", [(text, syllables, sense, ""), (rest, "", "", "")])
        vocabulary.append(replace(base, term=replace(anki_cards.term(pair, text), senses=(Sense(sense),))))
    return notes(vocabulary, kinds)


def _of(kind: CardKind, result: Notes) -> tuple[Note, ...]:
    """Take the notes of one kind of card."""
    return tuple(note for note in result.notes if note.kinds == (kind,))


def _production(result: Notes) -> tuple[Note, ...]:
    return _of(CardKind.PRODUCTION, result)


def test_words_that_sound_or_mean_the_same_are_told_apart() -> None:
    """Homophones get their meaning as a hint, words of one meaning how they are read.

    Others get no hint, not even where the translator put them freely: the sense and the sentence tell.
    """
    shop, boss = (anki_cards.term(anki_cards.pairs()[1], text) for text in ("老板", "客"))  # owner, guest
    base = anki_cards.vocabulary()[0]
    alike = [
        replace(base, term=replace(shop, text=text, syllables=tuple(syllables.split()), senses=(Sense(sense),)))
        for text, syllables, sense in (("公式", "gong1 shi4", "formula"), ("攻势", "gong1 shi4", "offensive"))
    ]
    same = [
        replace(base, term=replace(boss, text=text, syllables=tuple(syllables.split()), senses=(Sense("guest"),)))
        for text, syllables in (("客人", "ke4 ren2"), ("来宾", "lai2 bin1"), ("来客", "lai2 ke4"))
    ]
    result = notes([*alike, *same, base], KINDS)
    heard = {note.hanzi: note.fields for note in _of(CardKind.LISTENING, result)}
    asked = {note.hanzi: note.fields for note in _production(result)}
    assert [heard[text].get("Listening Hint") for text in ("公式", "攻势", "客人", "茶馆")] == [
        "formula",
        "offensive",
        None,
        None,
    ]
    assert [asked[text].get("Production Hint") for text in ("客人", "来宾", "公式", "茶馆")] == [
        "kè…",
        "lái b…",
        None,
        None,
    ]


def test_only_what_would_do_as_well_is_told_apart() -> None:
    """Words that share half of all their ways are told apart, and who says all of what another is asked by.

    One synonym of several is not enough, nor is a word that the gap has no room for.
    """
    cases = (
        ("改变", "gai3 bian4", "to change; to alter", None),
        ("变化", "bian4 hua4", "change; variation", None),
        ("办法", "ban4 fa3", "means; method", "bàn…"),
        ("方法", "fang1 fa3", "method (of doing sth)", "fāng…"),
        ("法子", "fa3 zi5", "means; method", "fǎ…"),
        ("法", "fa3", "method", None),
    )
    result = _words(*((*case[:3], "。") for case in cases))
    assert [note.fields.get("Production Hint") for note in _production(result)] == [case[3] for case in cases]


def test_a_word_outside_the_deck_is_told_apart() -> None:
    """A word that another of the lexicon could stand in for shows its first syllable, or as much more as tells."""
    cases = {
        "yao4 fang2": "yào d…",  # 药房, a pharmacy, too
        "chu2 fang2": "yào…",  # 厨房, a kitchen
    }
    base = anki_cards.vocabulary()[0]
    pharmacy = replace(base.term, text="药店", syllables=("yao4", "dian4"), senses=(Sense("pharmacy"),))
    for reading, hint in cases.items():
        rival = Entry("房子", "房子", tuple(reading.split()), (Sense("pharmacy"),))
        (note,) = notes([replace(base, term=pharmacy, rivals=(rival,))], [CardKind.PRODUCTION]).notes
        assert note.fields["Production Hint"] == hint
    (note,) = notes([replace(base, term=pharmacy)], [CardKind.PRODUCTION]).notes
    assert note.fields.get("Here") or "Production Hint" not in note.fields


@pytest.mark.parametrize(
    ("reading", "least", "hint"),
    [
        ("mǎi", 1, "m…"),
        ("láibīn", 1, "lái…"),
        ("láibīn", 4, "lái b…"),
        ("láibīn", 5, "láibīn"),
        ("lǎotóur", 4, "lǎo t…"),
        ("nǚ'ér", 1, "nǚ…"),
        ("zhong1guo2", 2, "zhong1…"),
        ("shàngshān", 7, "shàng sh…"),
        ("Tā lái le.", 3, "Tā lái…"),  # he has come
        ("ㄌㄠˇ ㄅㄢˇ", 1, "ㄌㄠˇ…"),
    ],
)
def test_a_hint_ends_where_a_syllable_does(reading: str, least: int, hint: str) -> None:
    """A hint is a whole syllable of several, or ends behind the consonant of the next, set apart; never within."""
    assert _beginning(reading, least) == hint


def test_words_of_one_reading_show_a_character() -> None:
    """Words of one meaning and one reading show a character that tells, in its place, and hide the others."""
    hinted = _production(_words(*((text, "xiang3 xiang4", "to imagine", "") for text in ("想象", "想像"))))
    assert [note.fields["Production Hint"] for note in hinted] == [
        '<span lang="zh-CN">＿象</span>',
        '<span lang="zh-CN">＿像</span>',
    ]


def test_no_hint_is_the_whole_answer() -> None:
    """Where all of the pinyin would have to be shown, a character tells; and one that is the answer is not shown."""
    hinted = _production(_words(("社区", "she4 qu1", "community", ""), ("社群", "she4 qun2", "community", "")))
    assert [note.fields["Production Hint"] for note in hinted] == [
        '<span lang="zh-CN">＿区</span>',
        '<span lang="zh-CN">＿群</span>',
    ]
    # finished; a composition
    assert _production(_words(("做", "zuo4", "to do", "完了"), ("作", "zuo4", "to do", "文"))) == ()


def test_a_hint_parts_a_word_from_all_that_it_is_against() -> None:
    """A rival that shares all but the end of the pinyin is told by a character; several, by that and a consonant."""
    lonely, cultivate = "lonely; solitary", "to cultivate"
    cases = {
        ("孤独", "gu1 du2", lonely): {"寂寞": "ji4 mo4", "孤单": "gu1 dan1"},
        ("培育", "pei2 yu4", cultivate): {"培养": "pei2 yang3", "孕育": "yun4 yu4"},
    }
    base, hints = anki_cards.vocabulary()[0], []
    for (text, reading, sense), others in cases.items():
        term = replace(base.term, text=text, syllables=tuple(reading.split()), senses=(Sense(sense),))
        rivals = tuple(Entry(o, o, tuple(sound.split()), (Sense(sense),)) for o, sound in others.items())
        (note,) = notes([replace(base, term=term, rivals=rivals)], [CardKind.PRODUCTION]).notes
        hints.append(note.fields["Production Hint"])
    assert hints == ['<span lang="zh-CN">＿独</span>', 'p… <span lang="zh-CN">＿育</span>']


def test_what_nothing_tells_apart_is_not_asked_for() -> None:
    """Without a hint that tells, there is no production card, other cards stay, and the texts are named."""
    same = [("做", "zuo4", "to do", "完了"), ("作", "zuo4", "to do", "完了")]
    result = _words(*same)
    assert _production(result) == ()
    assert [note.hanzi for note in _of(CardKind.RECOGNITION, result)] == ["做", "作"]
    assert (result.without_production, result.without_cards) == (("做", "作"), ())
    alone = _words(*same, kinds=[CardKind.PRODUCTION])
    assert (alone.notes, alone.without_cards, alone.without_production) == ((), ("做", "作"), ())


def test_sentences_of_one_reading_show_a_character() -> None:
    """Two sentences that are translated and read alike show the character in which they differ."""
    base = anki_cards.sentences()[0]
    deck = []
    for text in ("他来了。", "她来了。"):  # he came, she came
        words = [(text[0], "ta1", "", ""), ("来", "lai2", "to come", ""), ("了。", "le5", "", "")]
        deck.append(replace(base, annotated=anki_cards.annotated("They came.", words)))
    hinted = _production(notes(deck, KINDS))
    assert [note.fields["Production Hint"] for note in hinted] == [
        '<span lang="zh-CN">他＿＿。</span>',
        '<span lang="zh-CN">她＿＿。</span>',
    ]


def test_a_hint_is_text() -> None:
    """What a hint shows is cut from text, not from HTML."""
    base = anki_cards.sentences()[0]
    deck = [
        replace(base, annotated=anki_cards.annotated("x", [("茶", "cha2", "tea", ""), (f"&{rest}", "", "", "")]))
        for rest in ("A", "B")  # tea & A, tea & B
    ]
    assert [note.fields["Production Hint"] for note in _production(notes(deck, KINDS))] == [
        '<span lang="zh-CN">＿&amp;A</span>',
        '<span lang="zh-CN">＿&amp;B</span>',
    ]


def test_many_of_one_meaning_are_compared_in_time() -> None:
    """A text whose every line is translated alike, and has no reading, is told apart or left alone without a crawl."""
    base = anki_cards.sentences()[0]
    deck = [replace(base, annotated=anki_cards.annotated("x", [(f"A{n:04}B", "", "", "")])) for n in range(3000)]
    result = notes(deck, [CardKind.RECOGNITION, CardKind.PRODUCTION])
    assert len(result.notes) == len(result.without_production) == 3000
