"""What stands on a card: from a card to the fields of its note, by their names.

A pure function of the card, so that a table, a page to look at and a package all show the same. Fields whose name
ends in "Marked", "Color" or "Ruby" hold HTML; all others hold text, escaped, so that other tools can read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki import elsewhere, markup, pinyin_markup
from flashcards.anki.caching import remembered
from flashcards.anki.notetypes import ELSEWHERE
from flashcards.anki.packed_fields import PackedFields
from flashcards.cards import LOW_CONFIDENCE
from flashcards.chinese import orthography
from flashcards.common.memory import afresh
from flashcards.glosses import wording
from flashcards.lexicon.english import whole_words
from flashcards.records import AnnotatedPair, Record, SentenceCard, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.chinese.orthography import Spelling
    from flashcards.common.memory import Remember
    from flashcards.records import (
        AlignedPair,
        Card,
        Character,
        Context,
        Quotation,
        Rendering,
        Span,
        Term,
        VocabularyCard,
        Word,
    )

_FREQUENCY_NAMES = ((5.5, "very common"), (4.5, "common"), (3.5, "fairly common"), (2.5, "uncommon"), (0.01, "rare"))
"""Names for Zipf frequencies; words below 3 are met less than once in a million words (van Heuven et al., 2014)."""

_LONG = (40, 80)
"""Chinese characters from which on a sentence is set smaller, and smaller still, so that a phone shows it whole."""

_REACH = 120
"""Characters of a neighbouring sentence that are shown: enough to see where one is."""


def fields(card: Card, spelling: Spelling = orthography.STANDARD) -> Mapping[str, str]:
    """Make the fields of a card's note, ready for Anki; a field that is not named is empty.

    `spelling` is how readings are written, in the fields called Pinyin, too; Bopomofo is always zhuyin.
    """
    if card.written:
        return PackedFields(card.written, markup.sealed(_of_deck(card, replace(spelling, sandhi=False))))
    card, spelling = _spoken(card, spelling)
    values = _sentence(card, spelling) if isinstance(card, SentenceCard) else _vocabulary(card, spelling)
    return markup.sealed(values)


def telling(card: Card, spelling: Spelling = orthography.STANDARD, remember: Remember = afresh) -> Mapping[str, str]:
    """Make those fields alone that tell notes apart and decide of which kinds they are: a quarter of the work."""
    if card.written:
        return fields(card, spelling)
    card, spelling = _spoken(card, spelling)
    if isinstance(card, SentenceCard):
        return remember(_telling_sentence, card.annotated.pair, card.annotated.words, card.gap, spelling)
    return remember(_telling_word, card.term, spelling)


def _of_deck(card: Card, spelling: Spelling) -> dict[str, str]:
    """Make the fields that hang on the other cards of the deck, and on the other texts of a library."""
    if isinstance(card, SentenceCard):
        return {"Position": str(card.position)}
    return {
        "Position": str(card.position),
        "Count": str(card.term.count) if card.term.count else "",
        "Renderings": markup.piece(_renderings(card.term)),
        "Characters": _taken_apart(card.characters, spelling),
        **({ELSEWHERE: "".join(map(_quotation, card.elsewhere))} if card.elsewhere else {}),
    }


def _telling_sentence(
    pair: AlignedPair, words: tuple[Word, ...], gap: Word | None, spelling: Spelling
) -> Mapping[str, str]:
    return markup.sealed(_of_sentence(AnnotatedPair(pair, words, 0), gap, spelling))


def _telling_word(term: Term, spelling: Spelling) -> Mapping[str, str]:
    return markup.sealed(_of_word(term, spelling))


def _spoken(card: Card, spelling: Spelling) -> tuple[Card, Spelling]:
    """Give a card with its tones as they are spoken, if they are to be written so, and how the rest is written."""
    return (_with_sandhi(card, spelling), replace(spelling, sandhi=False)) if spelling.sandhi else (card, spelling)


def _with_sandhi(card: Card, spelling: Spelling) -> Card:
    if isinstance(card, SentenceCard):
        return replace(card, annotated=_toned(card.annotated, spelling))
    example = replace(card.term.example, annotated=_toned(card.term.example.annotated, spelling))
    syllables = orthography.spoken(card.term.syllables, card.term.text)
    return replace(card, term=replace(card.term, syllables=syllables, example=example))


@remembered
def _toned(annotated: AnnotatedPair, spelling: Spelling) -> AnnotatedPair:
    return replace(annotated, words=orthography.toned(annotated.words, spelling))


class _Shown(Record):
    """What a sentence shows on each card that it stands on: its texts, and the same as fields."""

    chinese: str
    english: str
    hanzi: str
    translation: str
    reading: str


@remembered
def _shown(annotated: AnnotatedPair, spelling: Spelling) -> _Shown:
    chinese, english = annotated.pair.chinese_text, annotated.pair.english_text
    return _Shown(
        chinese,
        english,
        markup.piece(chinese.strip()),
        markup.piece(english.strip()),
        markup.piece(pinyin_markup.sentence(annotated.words, spelling)),
    )


@remembered
def _ruby(annotated: AnnotatedPair, spelling: Spelling) -> pinyin_markup.Ruby:
    return pinyin_markup.ruby(annotated.words, spelling)


def _of_sentence(annotated: AnnotatedPair, gap: Word | None, spelling: Spelling) -> dict[str, str]:
    shown = _shown(annotated, spelling)
    return {
        "Hanzi": shown.hanzi,
        "Pinyin": shown.reading,
        "English": shown.translation,
        **_sentence_cloze(annotated, gap, spelling),
    }


def _sentence(card: SentenceCard, spelling: Spelling) -> dict[str, str]:
    words, shown = card.annotated.words, _shown(card.annotated, spelling)
    return {
        **_of_sentence(card.annotated, card.gap, spelling),
        **_scripts(shown.chinese, card.simplified, card.traditional),
        "Bopomofo": markup.piece(pinyin_markup.sentence(words, orthography.ZHUYIN)),
        "Color": "".join(pinyin_markup.colored(word.text, word.syllables) for word in words),
        "Ruby": _ruby(card.annotated, spelling).html,
        "Words": _table(words, spelling),
        "Frequency Sort": _zipf(card.frequency),
        "Level": markup.piece(card.level.name),
        **({"Note": _own_remark(card)} if card.note or card.picture else {}),
        "Speaker": markup.piece(card.speaker),
        **_around(card.context),
        **_origin(card.annotated.pair, card.source, is_confirmed=not card.annotated.pair.is_untranslated),
        **_of_deck(card, spelling),
    }


def _with_reading(text: str, spelled: str) -> str:
    """Write a word with its reading above it, which is HTML already."""
    return f"<ruby>{markup.piece(text)}<rt>{spelled}</rt></ruby>"


def _sentence_cloze(annotated: AnnotatedPair, word: Word | None, spelling: Spelling) -> dict[str, str]:
    """Ask for a word of a sentence, marked in the translation; without one there is no gap to ask for."""
    if word is None or word.rendering is None:
        return {}
    chinese, english = annotated.pair.chinese_text, annotated.pair.english_text
    rendered = _rendered(word.rendering, english)
    return {
        "Cloze": markup.gapped(chinese, word.text),
        "Cloze Hint": markup.piece(markup.quoted(english, rendered)),
        "Cloze Answer": _with_reading(word.text, pinyin_markup.spelled(word.syllables, spelling)),
        "Cloze English": markup.marked(english, rendered),
    }


def _table(words: Sequence[Word], spelling: Spelling) -> str:
    """List the words of a sentence once each, with their pinyin and what they mean here."""
    rows = {
        (word.text, word.syllables): f'<tr><th lang="zh-CN">{markup.piece(word.text)}</th>'
        f"<td>{pinyin_markup.spelled(word.syllables, spelling, word.breaks)}</td>"
        f"<td>{markup.piece(wording.gloss(word))}</td></tr>"
        for word in words
        if word.syllables and wording.gloss(word)
    }
    return f"<table>{''.join(rows.values())}</table>" if rows else ""


def _of_word(term: Term, spelling: Spelling) -> dict[str, str]:
    meaning = wording.meaning(term)
    values = {
        "Hanzi": markup.piece(term.text.strip()),
        "Pinyin": markup.piece(orthography.word(term.syllables, spelling=spelling, breaks=term.breaks)),
        "English": markup.piece("; ".join(term.glosses) or meaning),
        "Meaning": markup.piece(meaning),
    }
    if not term.example.is_bare:
        word, chinese = term.example.word, term.example.annotated.pair.chinese_text
        values["Cloze"] = markup.gapped(chinese, term.text, chinese[word.start : word.end])
    return values


def _vocabulary(card: VocabularyCard, spelling: Spelling) -> dict[str, str]:
    term = card.term
    own, spelled = _of_word(term, spelling), pinyin_markup.spelled(term.syllables, spelling, term.breaks)
    return {
        **own,
        "Other Senses": markup.piece("; ".join(_others(term))),
        "Main Meaning": markup.piece(term.main_sense) if term.main_sense not in term.glosses[:1] else "",
        **_scripts(term.text, term.simplified, term.traditional),
        "Bopomofo": markup.piece(orthography.word(term.syllables, spelling=orthography.ZHUYIN)),
        "Color": pinyin_markup.colored(term.text, term.syllables),
        "Pinyin Color": spelled,
        "Ruby": _with_reading(term.text, spelled),
        "Classifier": markup.piece("、".join(term.classifiers)),
        "Frequency": next((name for least, name in _FREQUENCY_NAMES if term.frequency >= least), ""),
        "Frequency Sort": _zipf(term.frequency),
        "Level": markup.piece(term.level.name),
        "Note": " ".join(filter(None, (_own_remark(card), "" if term.senses else markup.piece(_remark(term))))),
        "Literal": markup.piece(term.senses[0].literal if term.senses else ""),
        **_example(term, own["Meaning"], spelling),
        "Speaker": markup.piece(card.speaker),
        **_around(card.context),
        **_origin(term.example.annotated.pair, card.source, is_confirmed=term.is_confirmed),
        **_of_deck(card, spelling),
    }


def _others(term: Term) -> list[str]:
    """Give the senses that stand behind the meaning."""
    shown = wording.main_senses(term)
    return [sense.gloss for sense in term.senses if sense not in shown]


def _example(term: Term, meaning: str, spelling: Spelling) -> dict[str, str]:
    """Make the fields of the sentence a term comes from, with the term and the translator's words for it marked.

    Where there are none of these, the gap is filled by the `meaning`, as its field has it.
    """
    if term.example.is_bare:
        return {}
    word, shown = term.example.word, _shown(term.example.annotated, spelling)
    spans = markup.own_spans(shown.chinese, (word.start, word.end), term.text)
    rendered = _rendered(word.rendering, shown.english)
    quoted = markup.piece(markup.quoted(shown.english, rendered))
    return {
        "Sentence": shown.hanzi,
        "Sentence Marked": markup.marked(shown.chinese, spans),
        "Sentence Ruby": _ruby(term.example.annotated, spelling).bold(spans),
        "Sentence Pinyin": shown.reading,
        "Sentence English": shown.translation,
        "Sentence English Marked": markup.marked(shown.english, rendered),
        "Rendering": quoted,
        "Here": markup.piece(wording.here(term)),
        "Cloze Hint": quoted or meaning,
    }


def _quotation(quotation: Quotation) -> str:
    """Show a sentence of another text of the library, the word and what renders it marked."""
    return elsewhere.item(
        markup.marked(quotation.chinese, quotation.spans),
        markup.marked(quotation.english, whole_words(quotation.english, quotation.rendered)),
        markup.piece(quotation.source),
        of_library=True,
    )


def _around(context: Context) -> dict[str, str]:
    """Make the fields of the sentences before and behind."""
    sides = {"Before": context.before, "After": context.after}
    return {
        name: f'<p class="sentence" lang="zh-CN">{_cut(pair.chinese_text)}</p>'
        + (f'<p class="translation" lang="en">{_cut(pair.english_text)}</p>' if pair.english else "")
        for name, pair in sides.items()
        if pair
    }


def _cut(text: str) -> str:
    text = text.strip()
    return markup.piece(text if len(text) <= _REACH else f"{text[:_REACH]}…")


def _size(chinese: str) -> str:
    """Name how a sentence is set, by its length: a class of the CSS."""
    return ("", "long", "longer")[sum(len(chinese) >= length for length in _LONG)]


def _taken_apart(characters: Sequence[Character], spelling: Spelling) -> str:
    """List the characters of a word, each with its reading, its meaning and other words that hold it."""
    rows = [
        f'<tr><th lang="zh-CN">{markup.piece(each.text)}</th>'
        f"<td>{pinyin_markup.spelled((each.syllable,), spelling)}</td>"
        f"<td>{markup.piece(each.gloss)}{_held_by(each.others)}</td></tr>"
        for each in characters
    ]
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _held_by(words: Sequence[str]) -> str:
    return f' <span lang="zh-CN">{markup.piece("、".join(words))}</span>' if words else ""


def _scripts(text: str, simplified: str, traditional: str) -> dict[str, str]:
    """Make the fields of the other script: each is empty where it is what stands in the text."""
    return {
        "Simplified": "" if simplified == text else markup.piece(simplified.strip()),
        "Traditional": "" if traditional == text else markup.piece(traditional.strip()),
    }


def _zipf(frequency: float) -> str:
    return f"{frequency:.2f}" if frequency else ""


def _own_remark(card: Card) -> str:
    """Write the note and the picture of whoever corrected the deck."""
    picture = f'<img src="{card.picture.name}">' if card.picture else ""
    return "<br>".join(filter(None, (markup.piece(card.note), picture)))


def _remark(term: Term) -> str:
    """Say that no dictionary stands behind a meaning, and what the word is made of."""
    made_of = " + ".join(f"{text} {sense}" for text, sense in term.parts)
    return f"Not in the dictionary{f' ({made_of})' if made_of else ''}: the meaning is the translator's word."


def _renderings(term: Term) -> str:
    """Say how often the term stands in the text and how the translator put it, where it stands there more than once."""
    if term.count < 2:
        return ""
    where = "this text" if term.texts == 1 else f"{term.texts} texts"
    often = f"{term.count} times in {where}"
    if term.renderings and term.renderings[0][1] == term.count:
        return f"{often}, always “{term.renderings[0][0]}”"
    return ", ".join([often, *(f"“{text}” {count}×" for text, count in term.renderings)])


def _rendered(rendering: Rendering | None, english: str) -> tuple[Span, ...]:
    """Give the places of what renders a word in a sentence: half a hyphened word says nothing, so all of it."""
    return whole_words(english, rendering.spans) if rendering else ()


def _origin(pair: AlignedPair, source: str, *, is_confirmed: bool) -> dict[str, str]:
    return {
        "Notice": _notice(pair, is_confirmed=is_confirmed),
        "Confidence": "" if pair.is_untranslated else f"{pair.confidence:.2f}",
        "Source": markup.piece(source.strip()),
        "Size": _size(pair.chinese_text),
    }


def _notice(pair: AlignedPair, *, is_confirmed: bool) -> str:
    if not is_confirmed:
        return "Not confirmed by a translation: the meaning is the likeliest."
    unsure = pair.english and pair.confidence < LOW_CONFIDENCE
    return "The two sentences may not say the same." if unsure else ""
