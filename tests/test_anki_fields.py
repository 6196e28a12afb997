"""What stands on a card."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards import cards
from flashcards.anki import NOTE_TYPES, notes
from flashcards.anki.fields import fields
from flashcards.anki.notes import Sounds, completed, outlines
from flashcards.anki.notetypes import KINDS, ON, SWITCHES
from flashcards.chinese.orthography import STANDARD, Spelling
from flashcards.records import Card, Level, Rendering, Sense, replace
from flashcards.settings import CardKind, Pinyin, Spacing
from tests import anki_cards

if TYPE_CHECKING:
    from collections.abc import Mapping

CASE = json.loads(Path(__file__).with_name("cases").joinpath("fields.json").read_text(encoding="utf-8"))


def _vocabulary(hanzi: str) -> Mapping[str, str]:
    return next(fields(card) for card in anki_cards.vocabulary() if card.term.text == hanzi)


@pytest.mark.parametrize("note_type", NOTE_TYPES, ids=lambda note_type: note_type.folder)
def test_fields_belong_to_the_note_type(note_type: object) -> None:
    """Nothing is written into a field that the note type lacks: values are mapped by name, and none is lost."""
    for note in notes(anki_cards.deck(), KINDS, sounds=Sounds(speech=True)).notes:
        if note.note_type is note_type:
            assert set(note.fields) <= set(note.note_type.names)
            assert dict(zip(note.note_type.names, note.values, strict=True)) == {
                **dict.fromkeys(note.note_type.names, ""),
                **note.fields,
            }


@pytest.mark.parametrize("spelling", [STANDARD, Spelling(Pinyin.NUMBERS, sandhi=True)])
def test_an_outline_that_is_completed_is_the_note(spelling: Spelling) -> None:
    """What tells notes apart is known without their other fields: of every kind, with hints and other readings."""
    town, *others = anki_cards.vocabulary()
    read_otherwise = replace(town, term=replace(town.term, syllables=("cha2", "guan5")))
    alike = replace(others[0], term=replace(others[0].term, text="客人", senses=town.term.senses))
    words: list[Card] = [town, read_otherwise, alike, *others, anki_cards.listed()]
    deck = [*anki_cards.sentences(), *words, *anki_cards.untranslated()]
    whole = notes(deck, KINDS, namespace="x", spelling=spelling, sounds=Sounds(speech=True))
    short = outlines(deck, KINDS, namespace="x", spelling=spelling, speech=True)
    assert any("Also" in note.fields["Note"] for note in whole.notes if "Note" in note.fields)
    assert any(note.fields.get("Production Hint") for note in whole.notes)
    assert short.places == whole.places
    outlined = zip(short.notes, short.places, strict=True)
    completed_notes = [completed(note, fields(deck[place], spelling)) for note, place in outlined]
    assert [replace(note, fields={}) for note in completed_notes] == [replace(note, fields={}) for note in whole.notes]
    assert [note.values for note in completed_notes] == [note.values for note in whole.notes]
    assert (short.repeated, short.without_production) == (whole.repeated, whole.without_production)


def test_the_markup_of_fields_is_settled() -> None:
    """What stands in each field of two notes is written down, character by character.

    A change of markup alone makes every note of every learner a changed one, and overwrites what they edited by hand.
    Whoever changes this case on purpose says so in the changelog.
    """
    assert [fields(anki_cards.sentences()[2]), fields(anki_cards.vocabulary()[1])] == CASE


def test_the_term_is_marked_in_both_languages() -> None:
    """The word is in bold where it stands in its sentence, and so are the translator's words for it."""
    values = _vocabulary("主顾")  # customer
    assert values["Sentence Marked"] == "老城里每条街都有自己的茶馆，每家茶馆都有老<b>主顾</b>。"
    assert values["Sentence English Marked"].endswith("every teahouse has its <b>regulars</b>.")


def test_only_the_place_that_the_card_is_about_is_marked() -> None:
    """A word that stands twice is marked where it is linked, and hidden in both places of a cloze."""
    values = _vocabulary("茶馆")  # teahouse
    assert values["Sentence Marked"].count("<b>") == 1
    assert values["Sentence Ruby"].count("<b>") == 1
    assert "茶馆" not in values["Cloze"]


def test_a_hyphened_word_is_marked_whole() -> None:
    """What renders half of a hyphened word marks and quotes all of it, on the cards of the word and of the sentence."""
    english = "We gave a hands-on course."
    pair = anki_cards.annotated(english, [("动手", "dong4 shou3", "to do by hand", "hands"), ("课", "ke4", "", "")])
    word = replace(anki_cards.vocabulary()[0], term=anki_cards.term(pair, "动手"))
    values = fields(word)
    assert values["Sentence English Marked"] == "We gave a <b>hands-on</b> course."
    assert values["Rendering"] == values["Cloze Hint"] == "hands-on"
    sentence = replace(anki_cards.sentences()[0], annotated=pair, gap=pair.words[0])
    assert fields(sentence)["Cloze English"] == "We gave a <b>hands-on</b> course."


def test_plain_fields_hold_no_markup() -> None:
    """Fields that other tools read are plain text: the sentence for AnkiMorphs, the word and meaning for add-ons."""
    values = _vocabulary("主顾")
    for name in ("Hanzi", "Pinyin", "English", "Meaning", "Sentence", "Sentence English", "Sentence Pinyin"):
        assert values[name]
        assert "<" not in values[name]
    assert values["English"] == "customer; client; patron"
    assert (values["Meaning"], values["Other Senses"]) == ("customer", "client; patron")


def test_a_free_rendering_is_told() -> None:
    """The field Here is the translator's word as a dictionary writes it, where it is no form of a word of the sense."""
    assert _vocabulary("主顾")["Here"] == "regulars"
    assert _vocabulary("茶馆")["Here"] == ""
    pot = anki_cards.vocabulary()[2]
    word = pot.term.example.word
    press = replace(word, senses=(Sense("to hurry"),), rendering=Rendering(((16, 23),), "hurry", 0.9))
    term = replace(pot.term, senses=(Sense("to hurry"),), example=replace(pot.term.example, word=press))
    assert fields(replace(pot, term=term))["Here"] == ""
    pressed = replace(press, senses=(Sense("to hurry"),), rendering=Rendering(((16, 23),), "press on", 0.9, "to press"))
    term = replace(term, example=replace(term.example, word=pressed))
    assert fields(replace(pot, term=term))["Here"] == "to press"


def test_a_word_no_dictionary_knows_means_what_the_translator_wrote() -> None:
    """Without a sense, the translator's word is the meaning, and the card says so."""
    card = anki_cards.vocabulary()[1]
    values = fields(replace(card, term=replace(card.term, senses=())))
    assert (values["Meaning"], values["English"], values["Other Senses"], values["Here"]) == (
        "regulars",
        "regulars",
        "",
        "",
    )
    assert values["Note"] == "Not in the dictionary: the meaning is the translator's word."
    parts = (("主", "host"), ("顾", "to look after"))
    note = fields(replace(card, term=replace(card.term, senses=(), parts=parts)))["Note"]
    assert note.startswith("Not in the dictionary (主 host + 顾 to look after):")
    assert "Note" not in {name for name, value in fields(card).items() if value}


def test_what_differs_is_shown_and_what_does_not_is_not() -> None:
    """Traditional characters, counts and renderings stand there only where they say something."""
    assert _vocabulary("茶馆")["Traditional"] == "茶館"
    assert _vocabulary("催")["Traditional"] == ""
    assert _vocabulary("茶馆")["Renderings"] == "5 times in this text, always “teahouse”"
    assert _vocabulary("主顾")["Renderings"] == "3 times in this text, “regular” 2×, “customer” 1×"
    assert _vocabulary("催")["Renderings"] == ""
    assert _vocabulary("茶馆")["Classifier"] == "家、座"


@pytest.mark.parametrize(
    ("zipf", "name"),
    [(0, ""), (1.2, "rare"), (3.0, "uncommon"), (4.1, "fairly common"), (5, "common"), (6, "very common")],
)
def test_frequency_has_a_name(zipf: float, name: str) -> None:
    """A Zipf frequency is named in words; an unknown one is not."""
    card = anki_cards.vocabulary()[0]
    assert fields(replace(card, term=replace(card.term, frequency=zipf)))["Frequency"] == name


def test_a_doubtful_pair_says_so() -> None:
    """A card of two sentences that may not belong together carries a notice; other cards carry none."""
    first, _, doubtful = anki_cards.sentences()
    assert fields(doubtful)["Notice"]
    assert fields(first)["Notice"] == ""


def test_ruby_keeps_words_and_closing_marks_together() -> None:
    """Each word is one element with its pinyin above it, and the full stop stays with the word before it."""
    ruby = fields(anki_cards.sentences()[2])["Ruby"]
    assert ruby.count('<span class="word') == 5
    assert ruby.endswith("。</span>")
    assert '<ruby>耐人寻味<rt><span class="tone4">nài</span>' in ruby


def test_no_line_begins_or_ends_with_the_wrong_mark() -> None:
    """Opening marks stay with the word after them, closing ones with the word before, in one token or several."""
    cuts = [
        ("他", "ta1", "he", ""),
        ("说：“", "", "", ""),
        ("茶", "cha2", "tea", ""),
        ("。”（", "", "", ""),
        ("好", "hao3", "good", ""),
    ]
    ruby = fields(replace(anki_cards.sentences()[0], annotated=anki_cards.annotated("x", cuts)))["Ruby"]
    assert re.sub(r"<rt>.*?</rt>|</?ruby>", "", ruby) == (
        '<span class="word">他</span>说：<span class="word closed">“茶。”</span><span class="word">（好</span>'
    )  # he said: "tea." (good


def test_half_width_marks_leave_words_apart() -> None:
    """A full-width comma brings its own space; after an ASCII one, words stand as far apart as ever."""
    cuts = [("茶", "cha2", "tea", ""), (",", "", "", ""), ("好", "hao3", "good", "")]
    ruby = fields(replace(anki_cards.sentences()[0], annotated=anki_cards.annotated("x", cuts)))["Ruby"]
    assert "closed" not in ruby


def test_the_other_script_is_told_where_it_differs() -> None:
    """Simplified and Traditional hold what the text does not already show, of words and of sentences."""
    card = anki_cards.sentences()[2]
    text = card.annotated.pair.chinese_text
    values = fields(replace(card, simplified=text, traditional="這正是它耐人尋味之處。"))
    assert (values["Simplified"], values["Traditional"]) == ("", "這正是它耐人尋味之處。")
    word = anki_cards.vocabulary()[1]
    old = fields(replace(word, term=replace(word.term, text="主顧", simplified="主顾")))  # customer
    assert (old["Hanzi"], old["Simplified"], old["Traditional"]) == ("主顧", "主顾", "")


def test_how_hard_a_sentence_is() -> None:
    """A sentence tells the level of its hardest word and the frequency of its rarest."""
    card = replace(anki_cards.sentences()[0], level=Level(4, None), frequency=3.456)
    assert (fields(card)["Level"], fields(card)["Frequency Sort"]) == ("HSK 2.0 level 4", "3.46")


def test_the_main_meaning_is_told_where_another_one_fits() -> None:
    """What the dictionary gives first stands in a field of its own unless it is the sense that fits here."""
    card = anki_cards.vocabulary()[1]
    both = [fields(replace(card, term=replace(card.term, main_sense=sense))) for sense in ("client", "customer")]
    assert [values["Main Meaning"] for values in both] == ["client", ""]


def test_words_are_listed_once() -> None:
    """The word list names each word of the sentence once, with the sense that fits."""
    table = fields(anki_cards.sentences()[0])["Words"]
    assert table.count(">茶馆</th>") == 1
    assert "<td>teahouse</td>" in table


def test_recognition_alone_is_the_default() -> None:
    """Nobody gets twice the cards they expected: without a wish, each note has one card."""
    from flashcards.anki import DeckOptions

    assert DeckOptions(title="x").kinds == (CardKind.RECOGNITION,)


def test_a_card_is_made_only_where_it_asks_something() -> None:
    """Without a gap there is no cloze, without a reading no reading card, without a translation no production card."""
    bare = anki_cards.annotated("Tea.", [("茶。", "", "", "")])  # tea
    by_kind = notes(cards.sentence_cards([bare], source="x"), KINDS).notes
    assert tuple(kind for note in by_kind for kind in note.kinds) == (
        CardKind.RECOGNITION,
        CardKind.PRODUCTION,
        CardKind.LISTENING,
    )


def test_listening_has_a_voice() -> None:
    """A listening card without a recording is read by the platform; other decks stay silent unless asked."""
    (quiet,) = notes(anki_cards.sentences()[:1], [CardKind.RECOGNITION]).notes
    (heard,) = notes(anki_cards.sentences()[:1], [CardKind.LISTENING]).notes
    assert (quiet.fields.get("Add Speech"), heard.fields.get("Add Speech")) == (None, ON)


def test_a_second_reading_stands_on_the_card_of_the_first() -> None:
    """A word that a text reads in two ways without being another is one note, which names the other reading."""
    base = anki_cards.vocabulary()[0]
    readings = (("血", "xue4", "blood"), ("血", "xie3", "blood, in speech"), ("血", "xue4", "of blood"))
    deck = [
        replace(base, term=replace(base.term, text=text, syllables=(syllable,), senses=(Sense(sense),)))
        for text, syllable, sense in readings
    ]
    result = notes(deck, [CardKind.RECOGNITION])
    (note,) = result.notes
    assert (note.fields["Pinyin"], note.fields["Note"]) == ("xuè", "Also xiě: blood, in speech")
    assert result.repeated == ("血", "血")


def test_every_card_has_a_note_of_its_own() -> None:
    """Of each kind there is one note, in Anki's order, whose switch is that of its kind and no other."""
    by_kind = notes(anki_cards.vocabulary()[:1], KINDS[::-1]).notes
    assert [note.kinds for note in by_kind] == [(kind,) for kind in KINDS]
    for note, kind in zip(by_kind, KINDS, strict=True):
        assert [switch for switch in SWITCHES.values() if note.fields.get(switch)] == [SWITCHES[kind]]
        assert note.fields["Key"] == note.guid


def test_kinds_of_a_word_come_a_day_apart() -> None:
    """The second kind of a word waits for as many new cards as a day brings, so that one does not answer the other."""
    both = notes(anki_cards.vocabulary()[:2], [CardKind.RECOGNITION, CardKind.PRODUCTION]).notes
    assert [(note.hanzi, note.due) for note in both] == [("茶馆", 1), ("茶馆", 21), ("主顾", 2), ("主顾", 22)]


@pytest.mark.parametrize(
    ("text", "syllables", "spelled"),
    [
        ("西安", "Xi1 an1", "Xī'ān"),  # Xi'an, a city
        ("李菲菲", "Li3 Fei1 fei1", "Lǐ Fēifēi"),  # Li Feifei, a person
        ("玩儿", "wan2 r5", "wánr"),  # to play
        ("女儿", "nü3 er2", "nǚ'ér"),  # daughter
    ],
)
def test_coloured_pinyin_is_spelled_like_plain_pinyin(text: str, syllables: str, spelled: str) -> None:
    """Apostrophes, spaces and capitals are those of the plain pinyin; each syllable has the class of its tone."""
    pair = anki_cards.annotated("x", [(text, syllables, "sense", "")])
    values = fields(replace(anki_cards.vocabulary()[0], term=anki_cards.term(pair, text)))
    assert values["Pinyin"] == spelled
    assert re.sub(r"<[^>]*>", "", values["Pinyin Color"]) == spelled
    assert [int(tone) for tone in re.findall(r'class="tone(\d)"', values["Pinyin Color"])] == [
        int(syllable[-1]) for syllable in syllables.split()
    ]


def test_the_pinyin_of_a_sentence_is_written_as_a_sentence() -> None:
    """Words apart, a capital at the beginning, Western marks."""
    assert fields(anki_cards.sentences()[2])["Pinyin"] == "Zhè zhèngshì tā nàirénxúnwèi zhīchù."


def test_readings_are_written_as_asked() -> None:
    """Pinyin, its colours and the ruby above words follow the spelling; Bopomofo is zhuyin whatever was asked."""
    town = anki_cards.vocabulary()[1]  # customer
    by_style = {style: fields(town, Spelling(style)) for style in Pinyin}
    assert [values["Pinyin"] for values in by_style.values()] == ["zhǔgù", "zhu3gu4", "ㄓㄨˇ ㄍㄨˋ"]
    assert {values["Bopomofo"] for values in by_style.values()} == {"ㄓㄨˇ ㄍㄨˋ"}
    assert "zhu3" in by_style[Pinyin.NUMBERS]["Sentence Ruby"]
    assert "ㄓㄨˇ" in by_style[Pinyin.ZHUYIN]["Sentence Ruby"]
    apart = fields(town, Spelling(spacing=Spacing.SYLLABLE))
    assert (apart["Pinyin"], re.sub("<[^>]*>", "", apart["Pinyin Color"])) == ("zhǔ gù", "zhǔ gù")


def test_tones_are_spoken_where_that_is_asked() -> None:
    """With sandhi 一 and 不 and third tones change on the whole card: letters, colours, and zhuyin."""
    cuts = [("老板", "lao3 ban3", "boss", "boss"), ("不", "bu4", "not", ""), ("是", "shi4", "to be", "")]
    pair = anki_cards.annotated("The boss is not.", cuts)
    spoken = Spelling(sandhi=True)
    values = fields(replace(anki_cards.sentences()[0], annotated=pair), spoken)
    assert values["Pinyin"] == "Láobǎn bú shì"
    assert re.findall(r'class="tone(\d)"', values["Ruby"]) == ["2", "3", "2", "4"]
    word = fields(replace(anki_cards.vocabulary()[0], term=anki_cards.term(pair, "老板")), spoken)
    assert (word["Pinyin"], word["Bopomofo"], word["Sentence Pinyin"]) == ("láobǎn", "ㄌㄠˊ ㄅㄢˇ", "Láobǎn bú shì")
