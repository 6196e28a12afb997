"""Where a word stands in a text: asked for in Chinese, in English, or by its pinyin.

A Chinese word stands by itself, parted (吃过亏 of 吃亏), within a longer word, or across several; an English one in all
its forms; pinyin reads one word or several, whole ones. In Latin letters a word is English, and pinyin only where no
text has it as English, so that both are looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.chinese.syllables import small, toneless
from flashcards.documents.pinyin import Readings, has_tones, is_all_syllables, spelling
from flashcards.lexicon.english import FORMS, tokenize
from flashcards.library.concordance import BETWEEN_WORDS, Place, Places
from flashcards.records import Quotation
from flashcards.vocabulary import parted, with_headwords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Span, Word


def places(annotated: Sequence[AnnotatedPair], word: str, lexicon: Lexicon) -> Places:
    """Give the places of a word in a text."""
    if HAN_CHARACTER.search(word):
        simplified = lexicon.simplify(word)
        chinese = [place for pair in annotated for place in _chinese(pair, simplified, lexicon)]
        return Places(tuple(filter(None, chinese)), across=chinese.count(None))
    forms = tuple(_form(token.text, lexicon) for token in tokenize(word))
    letters = spelling(word).letters if is_all_syllables(word) else ""
    return Places(
        tuple(place for pair in annotated if forms for place in _english(pair, forms, lexicon)),
        read=tuple(place for pair in annotated if letters for place in _read(pair, word, letters, lexicon)),
    )


def _chinese(annotated: AnnotatedPair, word: str, lexicon: Lexicon) -> Iterator[Place | None]:
    """Give the places of Chinese in simplified characters; None for one whose characters other words share."""
    text = lexicon.simplify(annotated.pair.chinese_text)
    if not set(word) <= set(text):
        return
    whole = with_headwords(annotated, lexicon)
    for match in re.finditer(re.escape(word), text):
        words = _words_at(annotated, whole, match.span())
        yield _place(annotated, words, match.span()) if words else None
    for verb in parted(annotated, lexicon):
        is_apart = text[verb.word.start : verb.word.end] != word
        if is_apart and lexicon.simplify(verb.word.text) == word:
            yield _place(annotated, (verb.word,), (verb.word.start, verb.word.end))


def _words_at(annotated: AnnotatedPair, whole: AnnotatedPair, span: Span) -> tuple[Word, ...]:
    """Give the word that stands at a place, or the longer one around it, or the several that make it up; else none.

    `whole` is the pair with headwords put together.
    """
    start, end = span
    for pair in (annotated, whole):
        exact = [word for word in pair.words if (word.start, word.end) == span]
        if exact:
            return tuple(exact)
    words = tuple(word for word in annotated.words if word.start < end and start < word.end)
    is_within = len(words) == 1
    return words if is_within or (words[0].start, words[-1].end) == span else ()


def _english(annotated: AnnotatedPair, asked: tuple[str, ...], lexicon: Lexicon) -> Iterator[Place]:
    """Give the places of an English word or phrase, given by the dictionary form of each word, in any of its forms."""
    tokens = tokenize(annotated.pair.english_text)
    forms = tuple(_form(token.text, lexicon) for token in tokens)
    for at in range(len(tokens) - len(asked) + 1):
        if forms[at : at + len(asked)] == asked:
            span = tokens[at].span[0], tokens[at + len(asked) - 1].span[1]
            words = tuple(each for each in annotated.words if _renders(each, span))
            spans = [(each.start, each.end) for each in words]
            yield _place(annotated, words, *spans, rendering=" ".join(asked), rendered=() if words else (span,))


def _form(token: str, lexicon: Lexicon) -> str:
    return FORMS.get(token) or lexicon.lemma(token)


def _renders(word: Word, span: Span) -> bool:
    """Whether a stretch of the English is among what renders a word."""
    return word.rendering is not None and any(start < span[1] and span[0] < end for start, end in word.rendering.spans)


def _read(annotated: AnnotatedPair, pinyin: str, letters: str, lexicon: Lexicon) -> Iterator[Place]:
    """Give the places of whole words that are read so; `letters` are those of the pinyin, without tones."""
    spelled = ["".join(toneless(word.syllables)).replace("ü", "v") for word in annotated.words]
    for first in range(len(spelled)):
        last, length = first, 0
        while last < len(spelled) and spelled[last] and letters.startswith(spelled[last], length):
            length += len(spelled[last])
            last += 1
        words = annotated.words[first:last]
        if words and length == len(letters) and _has_tones_of(words, pinyin, lexicon):
            yield _place(annotated, words, (words[0].start, words[-1].end))


def _has_tones_of(words: Sequence[Word], pinyin: str, lexicon: Lexicon) -> bool:
    """Whether pinyin, where it has tones at all, has those of these words."""
    if not has_tones(pinyin):
        return True
    given = Readings(lexicon).syllables(pinyin, [character for word in words for character in word.text])
    return given == small(syllable for word in words for syllable in word.syllables)


def _place(
    annotated: AnnotatedPair,
    words: Sequence[Word],
    *spans: Span,
    rendering: str = "",
    rendered: tuple[Span, ...] = (),
) -> Place:
    """Make a place of the words that stand there; `rendering` and what of the English it is wins over theirs."""
    pair = annotated.pair
    renderings = [word.rendering for word in words if word.rendering]
    in_order = sorted(renderings, key=lambda rendering: rendering.spans)
    rendered = rendered or tuple(sorted({span for each in renderings for span in each.spans}))
    return Place(
        quotation=Quotation(pair.chinese_text, pair.english_text, spans, rendered, ""),
        pair=annotated.position,
        confidence=pair.confidence,
        word=BETWEEN_WORDS.join(word.text for word in words),
        syllables=tuple(syllable for word in words for syllable in word.syllables),
        rendering=rendering or " ".join(dict.fromkeys(each.text for each in in_order)),
    )
