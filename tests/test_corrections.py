"""Corrections: the file, what it does to pairs, words and cards, and its laws."""

from __future__ import annotations

import json
import re
import runpy
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from functools import cache, partial
from itertools import permutations
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from flashcards import alignment, build, cli, load_settings, pipeline, vocabulary, write
from flashcards import words as cutting
from flashcards.anki import elsewhere, media
from flashcards.corrections import (
    CardChoice,
    CardCorrection,
    Correction,
    Corrections,
    CutCorrection,
    PairCorrection,
    TypoCorrection,
    WordCorrection,
    align,
    choose,
    editing,
    files,
    learner,
    misfits,
    on_cards,
    on_words,
    unless_set,
    words,
)
from flashcards.corrections import words as corrected_words
from flashcards.corrections.own_senses import with_own
from flashcards.corrections.pairs import finish, mended
from flashcards.corrections.phrases import Index, squeezed
from flashcards.corrections.text_search import Searchable
from flashcards.errors import InputError
from flashcards.learner import Learner
from flashcards.lexicon import Lexicon, open_lexicon
from flashcards.output import preview
from flashcards.pipeline import Deck
from flashcards.records import AlignedPair, AnnotatedPair, Bitext, Sense, VocabularyCard, replace
from flashcards.settings import Settings
from tests.conftest import ROOT
from tests.linked import link
from tests.samples import PIXEL, TEA, sentence
from tests.test_alignment_short import everyday

ESSAY = """My aunt opened a small shop last year. She sells tea and cups there. Every morning she boils water first.
Her neighbours come to talk about the weather. In winter they stay until the evening. I like to sit by the window.

我姑姑去年开了一家小店。她在那里卖茶叶和杯子。每天早晨她先烧水。
邻居们来聊天气。冬天他们一直坐到晚上。我喜欢坐在窗边。
"""
ZH, EN = ("她在那里卖茶叶和杯子。", "She sells tea and cups there.")


def essay(folder: Path, tables: str = "", **options: object) -> Deck:
    """Build a deck of a short essay with these corrections beside it."""
    (folder / "essay.txt").write_text(ESSAY, encoding="utf-8")
    if tables:
        (folder / "essay.corrections.toml").write_text(tables, encoding="utf-8")
    settings = load_settings(folder / "essay.txt", **options)
    bitext = pipeline.read(settings)
    deck = build(bitext, settings)
    return replace(deck, notices=(*bitext.notices, *deck.notices))


def pairs_of(deck: Deck) -> list[tuple[str, str]]:
    return [(pair.chinese_text, pair.english_text) for pair in deck.pairs]


def words_of(deck: Deck) -> dict[str, VocabularyCard]:
    return {card.term.text: card for card in deck.cards if isinstance(card, VocabularyCard)}


TEXT = st.text(alphabet="茶店水他的 ab\"\\\n\x7f\x85\u2028[]#='", min_size=1, max_size=8).filter(str.strip)
MAYBE = st.none() | TEXT
CORRECTIONS = st.lists(
    st.builds(PairCorrection, TEXT, TEXT | st.just(""))
    | st.builds(PairCorrection, TEXT, st.just(""), st.just(True))
    | st.builds(TypoCorrection, TEXT, TEXT, TEXT | st.just("")).filter(lambda typo: typo.wrong != typo.right)
    | st.builds(CutCorrection, st.lists(TEXT, min_size=1, max_size=3).map(tuple), TEXT | st.just(""))
    | st.builds(WordCorrection, TEXT, TEXT | st.just(""), MAYBE, MAYBE, MAYBE | st.just(""))
    | st.builds(CardCorrection, TEXT, st.just(""), st.none() | st.sampled_from(CardChoice), MAYBE, MAYBE, MAYBE, MAYBE),
    max_size=6,
)


def parsed(text: str) -> Corrections | None:
    try:
        return files.parse(text)
    except InputError:
        return None


@given(CORRECTIONS)
def test_a_file_says_what_was_written_into_it(corrections: list[Correction]) -> None:
    """What is written is read as it was; only what contradicts itself is refused."""
    read = parsed("\n".join(map(editing.table, corrections)))
    assert read is None or sorted(map(repr, map(unplaced, read))) == sorted(map(repr, map(unplaced, corrections)))


def unplaced(correction: Correction) -> Correction:
    return replace(correction, line=0)


@given(CORRECTIONS, st.integers(0, 5))
def test_what_is_written_and_taken_out_again_leaves_the_rest_as_it_was(
    corrections: list[Correction], number: int
) -> None:
    """Taking out what was put in gives the bytes of before, comments and order among them."""
    before = "# by hand\n" + "\n# a remark\n".join(map(editing.table, corrections))
    more = CardCorrection("蛋糕", note="新")
    if parsed(before) is None:
        return
    after = editing.replaced(before, (), [more])
    assert editing.replaced(after, [more], ()).rstrip() == before.rstrip()
    if number < len(corrections):
        shorter = editing.replaced(before, [corrections[number]], ())
        assert shorter.count("# a remark\n") >= len(corrections) - 1
        assert len(files.parse(shorter)) == len(corrections) - corrections.count(corrections[number])


@pytest.mark.parametrize(
    "first",
    [
        'word = "茶"\nnote = "a\u2028b\x85c"\n',
        'word = "茶"\nnote = """a \\""" [[card]]\n[[card]] b"""\n',
        "word = \"茶\"\nnote = '''a\n\"\"\"\n'''\n",
        'word = "茶" # say """ and \'\'\'\n',
    ],
    ids=["ends of lines that TOML has not", "escaped quotes", "quotes within others", "quotes in a comment"],
)
@pytest.mark.parametrize("heading", ["[[card]]", '  [[ "card" ]]'])
def test_what_is_taken_out_is_what_was_meant(heading: str, first: str) -> None:
    """Whatever a table says, and however its heading is written, it is taken out whole, and no other for it."""
    tables = [f"{heading}\n{first}", '[[card]]\nword = "水"\nnote = """b"""\n', '[[card]]\nword = "米"\nnote = "c"\n']
    text = "\n".join(tables)
    for number, card in enumerate(files.parse(text)):
        rest = "\n".join(tables[:number] + tables[number + 1 :])
        assert editing.replaced(text, [card], ()).rstrip() == rest.rstrip()


def test_spaces_and_tags_take_no_square_of_time() -> None:
    """A rendering is parted at its dots, and a field at its recordings and sentences, in one walk."""
    start = time.process_time()
    assert corrected_words._GAP.split(f"gives{' ' * 50_000}in … up") == [f"gives{' ' * 50_000}in", "up"]
    assert media._PLAYED.findall("[sound:" * 50_000 + "a.mp3]") == ["a.mp3"]
    assert elsewhere.items("<div>tea</div>" + "<div>" * 50_000) == ("<div>tea</div>",)
    assert time.process_time() - start < 2


@given(CORRECTIONS, st.integers(0, 5))
def test_what_is_set_anew_stays_in_its_place(corrections: list[Correction], number: int) -> None:
    """A correction takes the place of the one that it replaces; the lines before and behind it are as they were."""
    tables = list(map(editing.table, corrections))
    text = "\n# a remark\n".join(tables)
    if parsed(text) is None or number >= len(set(corrections)) or len(set(corrections)) < len(corrections):
        return
    new = CardCorrection("蛋糕", note="新")
    expected = "\n# a remark\n".join([*tables[:number], editing.table(new), *tables[number + 1 :]])
    assert editing.replaced(text, [corrections[number]], [new]) == expected


@given(st.text("ab\n\r"), st.text("ab\n\r"), st.text("ab\n", min_size=1))
def test_a_splice_leads_from_one_text_to_the_other_and_back(before: str, after: str, other: str) -> None:
    """It fits the text that it was made of, and makes the other of it; what it undoes likewise."""
    splice = editing.splice(before, after)
    assert splice.fits(before)
    assert splice.applied(before) == after
    assert splice.undone.fits(after)
    assert splice.undone.applied(after) == before
    assert not splice.fits(before + other)


@given(CORRECTIONS)
def test_a_correction_given_twice_is_given_once(corrections: list[Correction]) -> None:
    """A file whose corrections all stand twice contradicts itself no more than before, and means the same."""
    tables = "\n".join(map(editing.table, corrections))
    single, double = parsed(tables), parsed(f"{tables}\n{tables}")
    assert (single is None) == (double is None)


STRETCHES = st.lists(st.sampled_from([(0, 1), (1, 2), (2, 4), (4, 5), (5, 6)]), unique=True, max_size=4)
CHINESE = (
    "我姑姑去年开了一家小店。",
    ZH,
    "每天早晨她先烧水。",
    "邻居们来聊天气。",
    "他们一直坐到晚上。",
    "我坐在窗边。",
)
ENGLISH = ("My aunt opened a small shop.", EN, "She boils water.", "They talk.", "They stay late.", "I sit there.")


def text_of(sides: Sequence[str]) -> tuple:  # type: ignore[type-arg]
    starts = [sum(map(len, sides[:at])) for at in range(len(sides))]
    return tuple(sentence(text, start) for text, start in zip(sides, starts, strict=True))


BITEXT = Bitext(text_of(CHINESE), text_of(ENGLISH))


def side_by_side(bitext: Bitext) -> tuple[AlignedPair, ...]:
    """Pair sentences one to one, and leave over what is more on one side."""
    least = min(len(bitext.chinese), len(bitext.english))
    both = zip(bitext.chinese, bitext.english, strict=False)
    more = [((s,), ()) for s in bitext.chinese[least:]] + [((), (s,)) for s in bitext.english[least:]]
    return tuple(AlignedPair(c, e, 0.5) for c, e in [*(((a,), (b,)) for a, b in both), *more])


def from_memory(bitext: Bitext) -> tuple[AlignedPair, ...]:
    """Pair the sentences of a piece as when they were met before: they are equal to those that are met now."""
    pairs = side_by_side(bitext)
    if bitext is BITEXT:
        return pairs
    return tuple(AlignedPair(tuple(map(replace, p.chinese)), tuple(map(replace, p.english)), 0.5) for p in pairs)


@given(STRETCHES, STRETCHES)
def test_set_pairs_stand_and_every_sentence_stands_once(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    """Whatever is set, in whatever order, the pairs hold each sentence once, and those that are set are among them."""
    fixes = [
        PairCorrection("".join(CHINESE[slice(*a)]), " ".join(ENGLISH[slice(*b)]))
        for a, b in zip(first, second, strict=False)
    ]
    pairs = align(BITEXT, Corrections(pairs=tuple(fixes)), side_by_side)
    assert sorted(s.start for p in pairs for s in p.chinese) == [s.start for s in BITEXT.chinese]
    assert sorted(s.start for p in pairs for s in p.english) == [s.start for s in BITEXT.english]
    for fix in fixes:
        pair = next(p for p in pairs if p.chinese_text == fix.chinese)
        assert (pair.english_text, pair.confidence, pair.is_settled) == (fix.english, 1.0, True)
    again = [align(BITEXT, Corrections(pairs=order), side_by_side) for order in list(permutations(fixes))[:6]]
    assert all(other == pairs for other in again)
    assert align(BITEXT, Corrections(pairs=(*fixes, *fixes)), side_by_side) == pairs
    assert align(BITEXT, Corrections(pairs=tuple(fixes)), from_memory) == pairs


def test_pairs_between_those_that_are_set_are_aligned_by_themselves(lexicon: Lexicon) -> None:
    """Each stretch between two set pairs reaches the aligner alone."""
    asked: list[tuple[int, int]] = []

    def listening(bitext: Bitext) -> tuple[AlignedPair, ...]:
        asked.append((len(bitext.chinese), len(bitext.english)))
        return alignment.align(bitext, lexicon)

    align(BITEXT, Corrections(pairs=(PairCorrection(CHINESE[2], ENGLISH[1]),)), listening)
    assert asked == [(6, 6), (2, 1), (3, 4)]


def test_a_pair_that_stands_as_it_is_set_moves_nothing() -> None:
    """Who says that pairs are right changes nothing about them, and asks for no work, however many they are."""
    asked: list[Bitext] = []

    def listening(bitext: Bitext) -> tuple[AlignedPair, ...]:
        asked.append(bitext)
        return side_by_side(bitext)

    right = [PairCorrection(chinese, english) for chinese, english in zip(CHINESE, ENGLISH, strict=True)]
    pairs = align(BITEXT, Corrections(pairs=(*right[:2], right[4])), listening)
    assert asked == [BITEXT]
    assert [pair.confidence for pair in pairs] == [1.0, 1.0, 0.5, 0.5, 1.0, 0.5]
    assert [(p.chinese, p.english) for p in pairs] == [(p.chinese, p.english) for p in side_by_side(BITEXT)]


def test_what_is_set_moves_nothing_far_away() -> None:
    """Only the neighbourhood of a set pair is aligned anew, as far as the fourth pair that is sure on either side."""
    bitext = Bitext(text_of([f"第{n}天下雨。" for n in range(60)]), text_of([f"Day {n}, rain." for n in range(60)]))
    asked: list[int] = []

    def sure_but_two(part: Bitext) -> tuple[AlignedPair, ...]:
        asked.append(len(part.chinese))
        pairs = zip(part.chinese, part.english, strict=True)
        return tuple(
            AlignedPair((c,), (e,), 0.1 if c.text in ("第31天下雨。", "第32天下雨。") else 0.9) for c, e in pairs
        )

    plain = align(bitext, Corrections(), sure_but_two)
    joined = PairCorrection("第29天下雨。第30天下雨。", "Day 29, rain. Day 30, rain.")
    far = PairCorrection("第50天下雨。", "Day 50, rain.")
    asked.clear()
    pairs = align(bitext, Corrections(pairs=(joined,)), sure_but_two)
    assert asked == [60, 4, 6]
    assert pairs[:29] == plain[:29]
    assert pairs[30:] == plain[31:]
    both = align(bitext, Corrections(pairs=(far, joined)), sure_but_two)
    assert both[:40] == pairs[:40]
    assert [pair.is_settled for pair in both].count(True) == 2


def test_a_short_piece_between_set_pairs_is_judged_by_its_words(tmp_path: Path) -> None:
    """What a set pair leaves over is judged by its words: a wrong pair borrows no trust, and a right one needs none."""
    pairs = everyday()[:20]
    fix = f'[[pair]]\nchinese = "{pairs[18][0]}"\nenglish = "{pairs[18][1]}"\n'
    (tmp_path / "essay.corrections.toml").write_text(fix, encoding="utf-8")
    settings = Settings(sources=("essay.txt",), corrections=tmp_path / "essay.corrections.toml")
    for last, is_sure in ((pairs[19][1], True), (everyday()[33][1], False)):
        chinese = tuple(sentence(text) for text, _ in pairs)
        english = tuple(sentence(text) for text in (*[text for _, text in pairs[:18]], f"{pairs[18][1]} {last}"))
        aligned = pipeline.align(Bitext(chinese, english), settings, open_lexicon())
        assert (aligned[-1].chinese_text, aligned[-1].english_text) == (pairs[19][0], last)
        assert (aligned[-1].confidence >= 0.5) == is_sure


def test_without_corrections_nothing_is_otherwise(tmp_path: Path) -> None:
    """A text with an empty file of corrections is built as without one, to the byte."""
    plain = essay(tmp_path)
    assert essay(tmp_path, "# nothing yet\n") == plain
    settings = load_settings(tmp_path / "essay.txt")
    assert settings.corrections == tmp_path / "essay.corrections.toml"
    assert preview(plain, settings) == preview(essay(tmp_path), settings)


def test_sentences_are_joined_split_moved_and_left_alone(tmp_path: Path) -> None:
    """A stretch may be several sentences or a part of one; an empty side stands alone; white space does not count."""
    deck = essay(
        tmp_path,
        """
[[pair]]
chinese = "每天早晨她先烧水。邻居们来聊天气。"
english = \"\"\"Every morning she boils water first.
Her neighbours come to talk about the weather.\"\"\"
[[pair]]
chinese = "她在那里卖茶叶"
english = "She sells tea"
[[pair]]
chinese = "我姑姑去年开了一家小店。"
""",
    )
    assert ("她在那里卖茶叶", "She sells tea") in pairs_of(deck)
    assert (CHINESE[0], "") in pairs_of(deck)
    assert any(c == "每天早晨她先烧水。邻居们来聊天气。" for c, _ in pairs_of(deck))
    assert "".join(c for c, _ in pairs_of(deck)) == "".join(ESSAY.split("\n\n")[1].split())


def test_a_dropped_pair_is_gone_and_named(tmp_path: Path) -> None:
    """Nothing is made of a dropped pair; its note is reported as gone, and the others keep their GUIDs."""
    settings = load_settings(tmp_path / "essay.txt", output=tmp_path / "essay.apkg")
    write(essay(tmp_path), settings, now=1)
    deck = essay(tmp_path, f'[[pair]]\nchinese = "{ZH}"\ndrop = true\n\n[[card]]\nword = "早晨"\nchoice = "known"\n')
    ((_, summary),) = write(deck, settings, now=2)
    assert summary is not None
    assert ZH in summary.gone
    assert "早晨" in summary.gone
    assert summary.new == ()


def test_a_typo_is_mended_on_the_card_and_costs_no_review(tmp_path: Path) -> None:
    """The card shows what is right; its note is the one that asked the sentence as it was written."""
    settings = load_settings(tmp_path / "essay.txt", output=tmp_path / "essay.apkg", mode="sentence")
    write(essay(tmp_path, mode="sentence"), settings, now=1)
    deck = essay(
        tmp_path,
        '[[typo]]\nwrong = "窗边"\nright = "窗户边"\n[[typo]]\nwrong = "until"\nright = "till"\n',
        mode="sentence",
    )
    assert ("我喜欢坐在窗户边。", "I like to sit by the window.") in pairs_of(deck)
    ((_, summary),) = write(deck, settings, now=2)
    assert summary is not None
    assert (summary.new, summary.gone, len(summary.changed)) == ((), (), 2)


@given(st.permutations([TypoCorrection("茶", "茶茶"), TypoCorrection("店", "点", "小店"), TypoCorrection("a", "b")]))
def test_typos_are_mended_in_any_order_once(typos: list[TypoCorrection]) -> None:
    """What is right is not mended again, and what stands elsewhere is left alone."""
    assert mended("小店卖茶，店 a", typos) == "小点卖茶茶，店 b"


def test_words_are_cut_joined_read_and_explained(tmp_path: Path) -> None:
    """A word is cut, read, rendered and explained as its correction says; the text stays what it is."""
    deck = essay(
        tmp_path,
        """
[[cut]]
words = ["茶", "叶"]
[[cut]]
words = ["一家"]
[[cut]]
words = ["聊", "天气"]
[[word]]
word = "聊"
in = "来聊天气"
pinyin = "liáo"
meaning = "to natter about"
english = "talk about"
[[word]]
word = "小店"
english = ""
""",
    )
    annotated = {
        w.text: (w, a) for c in deck.cards if not isinstance(c, VocabularyCard) for a in [c.annotated] for w in a.words
    }
    assert {"茶", "叶", "一家"} <= set(annotated)
    assert "茶叶" not in annotated
    word, pair = annotated["聊"]
    assert (word.glosses[0], word.own_meaning) == ("to natter about", "to natter about")
    assert word.rendering
    assert [pair.pair.english_text[s:e] for s, e in word.rendering.spans] == ["talk about"]
    assert annotated["小店"][0].rendering is None
    assert all("".join(w.text for w in a.words) == a.pair.chinese_text for _, a in annotated.values())


def test_a_reading_brings_its_senses(tmp_path: Path) -> None:
    """A word that is read otherwise has the senses of that reading."""
    deck = essay(tmp_path, '[[word]]\nword = "和"\npinyin = "huó"\n')
    read = [w for c in deck.cards if not isinstance(c, VocabularyCard) for w in c.annotated.words if w.text == "和"]
    assert {(w.syllables, "knead" in w.glosses[0]) for w in read} == {(("huo2",), True)}


def test_a_word_that_is_set_parts_no_other(lexicon: Lexicon) -> None:
    """A sentence of which a word is set shows the words of cards whole, but where that word is one of their parts."""
    (pair,) = link([("每个年龄层的人都来了。", "People of every age group came.")], lexicon)
    (shown,) = vocabulary.as_written([pair], lexicon)

    def texts(*corrections: Correction) -> set[str]:
        return {word.text for word in unless_set(pair, shown, Corrections().changed((), corrections)).words}

    assert "年龄层" in texts(WordCorrection("来", meaning="to arrive"))
    assert {"年龄", "层"} <= texts(WordCorrection("层", meaning="layer"), CutCorrection(("年龄", "层")))


@given(st.permutations([WordCorrection("泡", meaning="to brew"), WordCorrection("茶", pinyin="chá", english="tea")]))
def test_corrections_of_words_commute_and_hold_once(corrections: list[WordCorrection]) -> None:
    """In whatever order they stand, and applied again to what they have made, they make the same."""
    lexicon = open_lexicon()
    corrected = on_words(TEA, Corrections(words=tuple(corrections)), lexicon)
    assert corrected == on_words(TEA, Corrections(words=tuple(corrections[::-1])), lexicon)
    assert on_words(corrected, Corrections(words=tuple(corrections)), lexicon) == corrected
    assert on_words(TEA, Corrections(), lexicon) is TEA


def test_a_cut_holds_once(lexicon: Lexicon) -> None:
    """Words that are cut as a correction says are cut so already."""
    corrections = Corrections(cuts=(CutCorrection(("泡茶",)), CutCorrection(("她",))))
    once = words.cut(TEA.words, corrections, lexicon)
    assert [word.text for word in once] == ["她", "泡茶", "。"]
    assert words.cut(once, corrections, lexicon) == once


def test_a_cut_of_a_place_wins_over_that_of_the_whole_text(lexicon: Lexicon) -> None:
    """In whatever order they stand, and also where they share but a part of their characters."""
    for everywhere in (CutCorrection(("泡茶",)), CutCorrection(("茶。",))):
        for cuts in permutations((everywhere, CutCorrection(("泡", "茶"), "她泡茶"))):
            cut = words.cut(TEA.words, Corrections(cuts=cuts), lexicon)
            assert [word.text for word in cut] == ["她", "泡", "茶", "。"]


def test_a_place_wins_over_the_whole_text(tmp_path: Path) -> None:
    """What holds of one place holds there, what holds of the word everywhere else."""
    deck = essay(
        tmp_path,
        '[[word]]\nword = "坐"\nmeaning = "here"\nin = "坐在窗边"\n[[word]]\nword = "坐"\nmeaning = "everywhere"\n',
    )
    glosses = [
        w.glosses[0]
        for c in deck.cards
        if not isinstance(c, VocabularyCard)
        for w in c.annotated.words
        if w.text == "坐"
    ]
    assert sorted(glosses) == ["everywhere", "here"]


def test_cards_are_kept_dropped_and_written_on(tmp_path: Path) -> None:
    """A word gets its card whatever the rules say, or none; meaning, note and example are the ones that were chosen."""
    assert "茶叶" in words_of(essay(tmp_path))
    deck = essay(
        tmp_path,
        f"""
[[card]]
word = "卖"
choice = "keep"
meaning = "to sell, not to buy"
note = "not <b>mǎi</b>"
[[card]]
word = "茶叶"
choice = "drop"
[[card]]
sentence = "{ZH}"
choice = "drop"
[[card]]
word = "坐"
choice = "keep"
example = "我喜欢坐"
""",
        limit=2,
    )
    cards = words_of(deck)
    assert {"卖", "坐"} <= set(cards)
    assert len(cards) == 2
    assert cards["卖"].term.own_meaning == "to sell, not to buy"
    assert cards["坐"].term.example.annotated.pair.chinese_text == "我喜欢坐在窗边。"
    page = preview(deck, load_settings(tmp_path / "essay.txt"))
    assert "not &lt;b&gt;mǎi&lt;/b&gt;" in page
    assert ZH not in [c.annotated.pair.chinese_text for c in deck.cards if not isinstance(c, VocabularyCard)]


@given(
    st.permutations(
        [
            CardCorrection("坐", example="我喜欢坐", meaning="to be seated", choice=CardChoice.KEEP),
            CardCorrection("茶叶", note="leaves", choice=CardChoice.DROP),
            CardCorrection(sentence=ZH, choice=CardChoice.DROP),
            CardCorrection("早晨", note="early"),
        ]
    )
)
def test_corrections_of_cards_commute_and_hold_once(corrections: list[CardCorrection]) -> None:
    """In whatever order they stand, and done again to what they have made, they make the same deck."""
    deck = plain_deck()
    lexicon = open_lexicon()
    own, other = Corrections(cards=tuple(corrections)), Corrections(cards=tuple(sorted(corrections, key=repr)))
    known = learner(Learner(), own, lexicon)
    assert known == learner(Learner(), other, lexicon) == learner(known, own, lexicon)
    choice = choose(deck.choice, deck.annotated, own)
    assert choice == choose(deck.choice, deck.annotated, other) == choose(choice, deck.annotated, own)
    cards = on_cards(deck.cards, own)
    assert cards == on_cards(deck.cards, other) == on_cards(cards, own)
    assert len(cards) == len(deck.cards) - 1


@cache
def plain_deck() -> Deck:
    """Build the essay once, without corrections."""
    with tempfile.TemporaryDirectory() as folder:
        return essay(Path(folder))


EVERY_KIND = (
    '[[pair]]\nchinese = "她在那里卖茶叶和杯子。"\nenglish = "She sells tea and cups there."\n',
    '[[typo]]\nwrong = "窗边"\nright = "窗户边"\n',
    '[[cut]]\nwords = ["小", "店"]\n',
    '[[word]]\nword = "坐"\nmeaning = "to rest"\n',
    '[[card]]\nword = "卖"\nchoice = "keep"\n',
    '[[card]]\nword = "茶叶"\nnote = "also: a gift"\n',
)


def test_a_build_with_corrections_repeats_itself(tmp_path: Path) -> None:
    """The same corrections, in whatever order and given twice, give the same package to the byte."""
    packages = []
    for name, tables in (("a", EVERY_KIND), ("b", (*reversed(EVERY_KIND), *EVERY_KIND))):
        (tmp_path / name).mkdir()
        deck = essay(tmp_path / name, "".join(tables))
        settings = load_settings(tmp_path / name / "essay.txt", output=tmp_path / name / "essay.apkg")
        write(deck, settings, now=1)
        packages.append((tmp_path / name / "essay.apkg").read_bytes())
    assert packages[0] == packages[1]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            '[[pair]]\nchinese = "她在这里卖茶叶。"\n',
            "line 1: “她在这里卖茶叶。” is not in the text; the nearest place is “她在那",
        ),
        ('\n\n[[card]]\nword = "鲸"\nnote = "x"\n', "line 3: “鲸” is not in the text; nothing in the text is like it."),
        ('[[word]]\nword = "姑"\nmeaning = "x"\n', "line 1: 姑 is no word there as the text is cut"),
        ('[[word]]\nword = "坐"\nin = "喜欢坐"\nenglish = "recline"\n', "“recline” does not stand in the translation"),
        ('[[word]]\nword = "坐"\npinyin = "mao1"\n', "cannot be read 'mao1'"),
        ('[[pair]]\nchinese = "杯子。每天"\ndrop = true\n', "line 1: no pair holds all of these words"),
        ('[[card]]\nword = "的"\nnote = "x"\n', "is not in the text"),
        ('[[card]]\nword = "我"\nnote = "x"\n', "has no card to change"),
        ('[[card]]\nword = "茶叶"\nexample = "我喜欢坐"\n', "does not stand in “我喜欢坐” as a word"),
    ],
)
def test_what_fits_nothing_is_reported(table: str, says: str, tmp_path: Path) -> None:
    """A correction that finds no place is named with its line and what is nearest, and the rest is built."""
    deck = essay(tmp_path, table)
    assert any(says in notice for notice in deck.notices)
    assert deck.cards


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[word]]\nword = "坐\n', "at line 2"),
        ('[[verb]]\nword = "坐"\n', "there is no correction called 'verb'; there are pair,"),
        ('[word]\nword = "坐"\n', "write [[word]] above each"),
        ('\n[[word]]\nwords = "坐"\n', "line 2: [[word]] has no 'words'; there are word, in,"),
        ("[[word]]\nword = 3\n", "word cannot be 3; use a text in quotes"),
        ('[[cut]]\nwords = "茶叶"\n', "list the words"),
        ('[[card]]\nword = "坐"\nchoice = "no"\n', "use one of keep, drop, known"),
        ("[[pair]]\ndrop = true\n", "says nothing without chinese or english"),
        ('[[card]]\nsentence = "坐"\nchoice = "keep"\n', "write it as a [[pair]]"),
        (
            '[[card]]\nword = "坐"\nchoice = "keep"\n[[card]]\nword = "坐"\nchoice = "drop"\n',
            "lines 1 and 4: choice is",
        ),
        (f'[[pair]]\nchinese = "{ZH}"\nenglish = "a"\n[[pair]]\nchinese = "{ZH}"\n', "lines 1 and 4"),
        (
            f'[[pair]]\nchinese = "{ZH}"\n[[pair]]\nchinese = "杯子。每天"\n',
            "lines 1 and 3: the same words stand in two pairs",
        ),
        ('[[cut]]\nwords = ["茶", "叶"]\n[[cut]]\nwords = ["叶和"]\n', "lines 1 and 3"),
        (
            '[[word]]\nword="坐"\nin="坐在"\nmeaning="a"\n[[word]]\nword="坐"\nin="坐在窗"\nmeaning="b"\n',
            "lines 1 and 5: meaning of 坐",
        ),
    ],
)
def test_a_broken_file_is_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    """What cannot be meant stops the build with the file, its line and what to do; the file stays as it was."""
    with pytest.raises(InputError) as error:
        essay(tmp_path, text)
    assert says in str(error.value)
    assert str(error.value).startswith(str(tmp_path / "essay.corrections.toml"))
    assert (tmp_path / "essay.corrections.toml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (f'[[pair]]\nchinese = "{"茶" * 5001}"\n', "line 1: [[pair]]: a side can have 5,000 characters"),
        (f'[[typo]]\nwrong = "茶"\nright = "{"茶" * 5000}"\n', "mended, a sentence (她在那里卖茶叶和杯子。…) has 5,0"),
    ],
)
def test_no_correction_makes_a_sentence_without_end(table: str, says: str, tmp_path: Path) -> None:
    """What a text may not say, as it would take hours, its corrections may not either."""
    with pytest.raises(InputError) as error:
        essay(tmp_path, table)
    assert says in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is named and not there is an error, not a build without corrections."""
    with pytest.raises(InputError, match=r"no\.toml: cannot be read"):
        essay(tmp_path, corrections=tmp_path / "no.toml")


def test_nothing_written_meanwhile_is_lost(tmp_path: Path) -> None:
    """A change that meets another one is made anew, to what the file says by then."""
    path = tmp_path / "essay.corrections.toml"
    by_hand = '# mine\n[[card]]\nword = "水"\nnote = "a"\n'
    attempts = []

    def edit(text: str) -> str:
        attempts.append(text)
        if len(attempts) == 1:
            path.write_text(by_hand, encoding="utf-8")
        return editing.replaced(text, (), [CardCorrection("坐", note="b")])

    editing.change(path, edit)
    text = path.read_text(encoding="utf-8")
    assert attempts == ["", by_hand]
    assert text.startswith(by_hand)
    assert [card.word for card in files.load(path).cards] == ["水", "坐"]


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    """A file that cannot be read is left as it is."""
    path = tmp_path / "essay.corrections.toml"
    path.write_text("[[pair\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"corrections\.toml"):
        editing.change(path, partial(editing.replaced, old=(), new=[CardCorrection("坐", note="b")]))
    assert path.read_text(encoding="utf-8") == "[[pair\n"


@given(st.lists(st.text("银行 the", max_size=12), max_size=40), st.text("银行 the", max_size=30))
def test_an_index_gives_what_stands_in_a_text(phrases: list[str], text: str) -> None:
    """It gives what looking for each phrase gives, in their order; white space does not count."""
    index = Index(zip(phrases, range(len(phrases)), strict=True))
    bare = squeezed(text)
    assert index.within(text) == [number for number, phrase in enumerate(phrases) if squeezed(phrase) in bare]


def test_the_work_of_many_corrections_grows_as_their_number(monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon) -> None:
    """Twice as many sentences with twice as many corrections of each kind take twice as many searches, not more."""
    searches: list[str] = []
    spans = Searchable.spans

    def counting(text: Searchable, words: str) -> list[tuple[int, int]]:
        searches.append(words)
        return spans(text, words)

    monkeypatch.setattr(Searchable, "spans", counting)

    def counted(count: int) -> int:
        chinese = [f"第{n}天的{chr(0x4E00 + n)}字在这里。" for n in range(count)]
        bitext = Bitext(text_of(chinese), text_of([f"Day {n}, a sign is here." for n in range(count)]))
        corrected = Corrections(
            typos=tuple(TypoCorrection("在这里", "在那里", text) for text in chinese),
            cuts=tuple(CutCorrection(("人", "在"), text[:6]) for text in chinese),
            words=tuple(WordCorrection("的", text[:6], meaning=str(n)) for n, text in enumerate(chinese)),
        )
        searches.clear()
        for pair in finish(side_by_side(bitext), corrected):
            own = words.cut(cutting.cut(pair.chinese_text, lexicon), corrected, lexicon)
            on_words(AnnotatedPair(pair, own, 1), corrected, lexicon)
        assert misfits.in_text(bitext, corrected) == ()
        return len(searches)

    assert counted(100) < counted(200) < 2.2 * counted(100)


def test_a_thousand_corrections_of_a_long_text_are_searched_at_once() -> None:
    """What fits nothing in a book is found without comparing everything with everything."""
    bitext = Bitext(text_of([f"第{n}句，{chr(0x4E00 + n)}在这里。" for n in range(2000)]), text_of(["x"]))
    lost = Corrections(words=tuple(WordCorrection(f"{chr(0x4E00 + n)}不在这里", meaning="x") for n in range(1000)))
    assert len(misfits.in_text(bitext, lost)) == 1000


def test_the_parts_of_a_long_sentence_know_what_was_written(tmp_path: Path) -> None:
    """A sentence whose typo is mended is split as any other; each part is known again by its own written words."""
    text = "她每天早晨先烧水，然后洗所有的杯子。\n\nEvery morning she boils water, and then washes all the cups.\n"
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    options = {"output": tmp_path / "long.apkg", "mode": "sentence", "max_length": 10}
    settings = load_settings(tmp_path / "long.txt", **options)
    write(build(pipeline.read(settings), settings), settings, now=1)
    fix = '[[typo]]\nwrong = "早晨"\nright = "大早上"\n[[typo]]\nwrong = "杯子"\nright = "茶杯"\n'
    (tmp_path / "long.corrections.toml").write_text(fix, encoding="utf-8")
    settings = load_settings(tmp_path / "long.txt", **options)
    ((_, summary),) = write(build(pipeline.read(settings), settings), settings, now=2)
    assert summary is not None
    assert (summary.new, summary.gone) == ((), ())
    assert len(summary.changed) == 2


def test_rows_that_are_not_corrected_stay_rows(tmp_path: Path) -> None:
    """In a table one row is set otherwise; all others stay as the table has them."""
    rows = [f"{chinese}\t{english}" for chinese, english in zip(CHINESE, ENGLISH, strict=True)]
    (tmp_path / "table.tsv").write_text("\n".join(rows), encoding="utf-8")
    fix = f'[[pair]]\nchinese = "{CHINESE[1]}{CHINESE[2]}"\nenglish = "{ENGLISH[1]} {ENGLISH[2]}"\n'
    (tmp_path / "table.corrections.toml").write_text(fix, encoding="utf-8")
    settings = load_settings(tmp_path / "table.tsv")
    pairs = pipeline.align(pipeline.read(settings), settings)
    assert [pair.chinese_text for pair in pairs] == [CHINESE[0], CHINESE[1] + CHINESE[2], *CHINESE[3:]]
    assert [pair.is_given for pair in pairs] == [True, False, True, True, True]


def test_every_command_says_that_there_are_corrections(tmp_path: Path) -> None:
    """Whoever forgot the file beside the text hears of it."""
    essay(tmp_path, '[[card]]\nword = "坐"\nnote = "x"\nchoice = "keep"\n')
    for command in ("align", "annotate", "vocabulary", "preview"):
        run = CliRunner().invoke(cli.app, [command, str(tmp_path / "essay.txt")])
        assert f"{tmp_path}/essay.corrections.toml: 1 correction." in run.stderr


def test_a_recipe_names_its_corrections(tmp_path: Path) -> None:
    """`corrections` of a recipe is a file of its folder."""
    (tmp_path / "deck.toml").write_text('sources = ["essay.txt"]\ncorrections = "mine.toml"\n', encoding="utf-8")
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(f'[[pair]]\nchinese = "{ZH}"\ndrop = true\n', encoding="utf-8")
    settings = load_settings(tmp_path)
    assert settings.corrections == tmp_path / "mine.toml"
    assert ZH not in [pair.chinese_text for pair in pipeline.align(pipeline.read(settings), settings)]


@given(st.text(alphabet="ab ,", min_size=1, max_size=30), st.data())
def test_a_rendering_finds_the_place_it_was_taken_from(english: str, data: st.DataObject) -> None:
    """However often words stand in a sentence, the place that was meant is found again."""
    places = [match.span() for match in re.finditer("[ab]+", english)]
    spans = tuple(sorted(data.draw(st.sets(st.sampled_from(places), max_size=3)))) if places else ()
    assert words.rendering_spans(words.rendering_of(spans, english), english) == spans


def test_a_picture_comes_onto_the_card_and_into_the_package(tmp_path: Path) -> None:
    """A picture beside the corrections stands in the note's remark, in the package and in the preview."""
    (tmp_path / "shop.png").write_bytes(PIXEL)
    tables = f'[[card]]\nword = "小店"\npicture = "shop.png"\n[[card]]\nsentence = "{ZH}"\npicture = "shop.png"\n'
    deck = essay(tmp_path, tables)
    settings = load_settings(tmp_path / "essay.txt", output=tmp_path / "essay.apkg")
    write(deck, settings, now=1)
    with zipfile.ZipFile(tmp_path / "essay.apkg") as package:
        names = json.loads(package.read("media"))
        (number,) = names
        assert package.read(number) == PIXEL
        assert re.fullmatch(r"flashcards-[0-9a-f]{20}\.png", names[number])
    assert preview(deck, settings).count("data:image/png;base64") == 2
    ((_, summary),) = write(deck, settings, now=2)
    assert summary is not None
    assert (summary.new, summary.changed, summary.gone) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("no.png", None, "line 1: no.png cannot be read"),
        ("text.png", b"<svg onload=alert(1)>", "line 1: text.png is no picture"),
        ("../out.png", PIXEL, "lies outside of the folder"),
        (r"a\u0000.png", None, "cannot be read"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    """A picture is there, in the folder, and one by its content; else the build says where it was named."""
    folder = tmp_path / "text"
    folder.mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(InputError, match=re.escape(says)):
        essay(folder, f'[[card]]\nword = "小店"\npicture = "{name}"\n')


def test_a_list_of_words_holds_to_its_corrections(tmp_path: Path) -> None:
    """Cards of a list are corrected as those of a text, and what fits none of them is named."""
    (tmp_path / "words.txt").write_text("水壶\n招牌\n茶叶\n知道\n", encoding="utf-8")
    tables = (
        '[[card]]\nword = "招牌"\nmeaning = "sign of a shop"\nnote = "n"\n[[card]]\nword = "水壶"\nchoice = "drop"\n'
    )
    more = '[[card]]\nword = "鲸"\nnote = "x"\n'
    (tmp_path / "words.corrections.toml").write_text(tables + more, encoding="utf-8")
    settings = load_settings(tmp_path / "words.txt")
    deck = build(pipeline.read(settings), settings)
    cards = words_of(deck)
    assert set(cards) == {"招牌", "茶叶", "知道"}
    assert (cards["招牌"].term.own_meaning, cards["招牌"].note) == ("sign of a shop", "n")
    assert any("line 8: 鲸 has no card to change" in notice for notice in deck.notices)


def test_corrections_become_golden_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of texts with corrections gives cases of the form of those in `tests/cases`; a lone file is named."""
    text = "She drinks green tea. He walks along the road.\n\n她喝绿茶。他在路上行走。\n"
    (tmp_path / "tea.txt").write_text(text, encoding="utf-8")
    (tmp_path / "tea.corrections.toml").write_text(
        '[[pair]]\nchinese = "她喝绿茶。"\nenglish = "She drinks green tea."\n'
        '[[word]]\nword = "喝"\nin = "她喝绿茶"\npinyin = "hē"\nmeaning = "to sip"\nenglish = "drinks"\n'
        '[[cut]]\nwords = ["绿", "茶"]\n',
        encoding="utf-8",
    )
    (tmp_path / "lone.corrections.toml").write_text('[[card]]\nword = "茶"\nchoice = "keep"\n', encoding="utf-8")
    script = ROOT / "scripts" / "corrections_to_cases.py"
    with patch.object(sys, "argv", ["corrections_to_cases.py", str(tmp_path)]):
        runpy.run_path(str(script), run_name="__main__")
    out, err = capsys.readouterr()
    pair = {"chinese": "她喝绿茶。", "english": "She drinks green tea."}
    assert json.loads(out) == {
        "alignment": [pair],
        "words": [
            {"label": "put right", "english": pair["english"], "text": pair["chinese"], "words": "她 喝 绿 茶 。"}
        ],
        "readings": [{"english": pair["english"], "text": pair["chinese"], "word": "喝", "syllables": "he1"}],
        "meanings": [{"label": "put right", **pair, "renderings": {}, "senses": {"喝": "to sip"}}],
    }
    assert "lone.corrections.toml: no text stands beside it." in err


@pytest.mark.parametrize(
    ("meaning", "glosses"),
    [
        ("to hold; to keep", ["to hold; to keep", "grip"]),  # one of them: as it was, but first
        ("grip", ["grip", "to hold; to keep"]),
        ("to keep; grip", ["to keep; grip", "to hold"]),
        ("to keep; to hold", ["to keep; to hold", "grip"]),
        ("to have", ["to have", "to hold; to keep", "grip"]),
    ],
)
def test_what_a_person_says_stands_once_among_the_senses(meaning: str, glosses: list[str]) -> None:
    """Ways of putting senses that are typed, in whatever order, stand in no other sense any more."""
    senses = (Sense("to hold; to keep"), Sense("grip"))
    assert [sense.gloss for sense in with_own(senses, meaning)] == glosses
