"""A text by itself: what was learned of it when it was read, and what it has to teach a learner."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from flashcards import anki, cards, output, pipeline
from flashcards.errors import InputError
from flashcards.library.summary import Doubt, Meeting, Summary
from flashcards.records import (
    AnnotatedPair,
    Bitext,
    Context,
    Omission,
    Quotation,
    Record,
    SentenceCard,
    VocabularyCard,
    Word,
    replace,
)
from flashcards.vocabulary import Examples, Standing, Worth
from flashcards.vocabulary.coverage import by_level

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from flashcards.chinese.orthography import Spelling
    from flashcards.lexicon import Lexicon
    from flashcards.pipeline import Deck
    from flashcards.records import Term
    from flashcards.settings import Settings
    from flashcards.vocabulary import Verdict

_DOUBTS = 10
"""Doubtful pairs of a text that are kept to be shown, the worst: whoever reads as many reviews the text by itself."""
_NAME = 16
"""Bytes that name what a text says: two of a million texts never get the same by chance."""


class Analysis(Record):
    """A text as it was read, aligned and annotated: the same for every learner."""

    annotated: tuple[AnnotatedPair, ...]
    is_translated: bool
    left_out: tuple[Omission, ...] = ()
    notices: tuple[str, ...] = ()


class Outline(Record):
    """Of a lesson, what other texts must know; as the next two, it is read from the bytes of the lesson."""

    summary: Summary


class Sentences(Record):
    """Of a lesson, the cards of its sentences, and whatever else of them was asked for."""

    sentences: tuple[SentenceCard, ...]

    def cards(self) -> Iterator[SentenceCard]:
        """Give the cards."""
        yield from self.sentences


class ReadSentences(Sentences):
    """The same, with how each word of them is read."""

    words_of_sentences: tuple[tuple[Word, ...], ...] = ()

    def cards(self) -> Iterator[SentenceCard]:
        """Give the cards with their words."""
        for card, words in zip(self.sentences, self.words_of_sentences, strict=True):
            yield replace(card, annotated=replace(card.annotated, words=words))


class WordKey(Record):
    """Of a word as a text shows it, by what it is known in others."""

    key: str


class Keys(Record):
    """Of a summary, by what its words are known in other texts."""

    words: tuple[WordKey, ...]


class Words(Record):
    """Of a lesson, the cards of its words, each read when it is asked for: few of a late text are taught there."""

    summary: Keys
    words: tuple[msgspec.Raw, ...]

    def cards(self, keys: Container[str]) -> Iterator[tuple[str, VocabularyCard]]:
        """Give the cards of the words with these keys, each with its key."""
        for place, key in self._places(keys):
            yield key, _CARD.decode(self.words[place])

    def _places(self, keys: Container[str]) -> Iterator[tuple[int, str]]:
        return ((place, known.key) for place, known in enumerate(self.summary.words) if known.key in keys)


class ReadWords(Words):
    """The same, with how each word of their sentences is read."""

    words_of_examples: tuple[msgspec.Raw, ...] = ()

    def cards(self, keys: Container[str]) -> Iterator[tuple[str, VocabularyCard]]:
        """Give the cards with the words of their sentences."""
        for place, key in self._places(keys):
            card, words = _CARD.decode(self.words[place]), _WORDS.decode(self.words_of_examples[place])
            example = card.term.example
            example = replace(example, annotated=replace(example.annotated, words=words))
            yield key, replace(card, term=replace(card.term, example=example))


_CARD = msgspec.msgpack.Decoder(VocabularyCard)
_WORDS = msgspec.msgpack.Decoder(tuple[Word, ...])


class Lesson(Record):
    """What a text has to teach a learner: its cards, as a deck of its own would have them, and what others must know.

    Each of `words` is a word of the `summary`, in their order. The words of their sentences, which few ask for, stand
    by themselves.
    """

    summary: Summary
    sentences: tuple[SentenceCard, ...]
    words: tuple[VocabularyCard, ...]
    notices: tuple[str, ...] = ()
    words_of_sentences: tuple[tuple[Word, ...], ...] = ()
    words_of_examples: tuple[tuple[Word, ...], ...] = ()


def analyse(settings: Settings, lexicon: Lexicon) -> Analysis:
    """Read, align and annotate a text.

    Raises:
        InputError: it cannot be read, or is a list of words.

    """
    bitext = pipeline.read(settings)
    if bitext.words:
        raise InputError(
            f"{', '.join(settings.sources)}: this is a list of words, no text; leave it out with `exclude` in "
            "library.toml, or build it alone."
        )
    annotated = pipeline.annotate(pipeline.align(bitext, settings, lexicon), settings, lexicon)
    return Analysis(annotated, bool(bitext.english), bitext.left_out, bitext.notices)


def teach(analysis: Analysis, settings: Settings, lexicon: Lexicon) -> Lesson:
    """Choose what a text has to teach; limits are those of this text alone.

    Raises:
        InputError: no pair is sure enough for a card.

    """
    deck = pipeline.build(_bitext(analysis), settings, lexicon, prepared=pipeline.Prepared(analysis.annotated))
    words = tuple(card for card in deck.cards if isinstance(card, VocabularyCard))
    sentences = tuple(card for card in deck.cards if isinstance(card, SentenceCard))
    spelling = output.spelling(settings)
    summary = _summary(deck, words, settings, lexicon, is_translated=analysis.is_translated)
    return Lesson(
        summary=replace(summary, sentences=len(sentences)),
        sentences=tuple(_written_sentence(card, spelling, settings.namespace) for card in sentences),
        words=tuple(_written_word(card, spelling) for card in words),
        notices=(*analysis.notices, *deck.notices),
        words_of_sentences=tuple(_read(card.annotated) for card in sentences),
        words_of_examples=tuple(_read(card.term.example.annotated) for card in words),
    )


def _written_sentence(card: SentenceCard, spelling: Spelling, namespace: str) -> SentenceCard:
    """Write the fields of a sentence, by whoever reads its text: whoever writes the package does so alone.

    What is told by no more than its fields is left away: it would be read with each lesson.
    """
    bare = replace(card, annotated=replace(card.annotated, words=()), gap=None, context=Context())
    return replace(bare, written=anki.written(card, spelling), key=anki.guid_of(card, namespace))


def _written_word(card: VocabularyCard, spelling: Spelling) -> VocabularyCard:
    """Do the same for a word."""
    example = replace(card.term.example, annotated=replace(card.term.example.annotated, words=()), whole=None)
    written = anki.written(card, spelling)
    return replace(card, written=written, term=replace(card.term, example=example), context=Context())


def _read(annotated: AnnotatedPair) -> tuple[Word, ...]:
    """Leave of the words of a sentence how they are read."""
    return tuple([Word(word.text, word.start, word.end, word.kind, word.syllables) for word in annotated.words])


def _bitext(analysis: Analysis) -> Bitext:
    """Give the sentences of a text that was analysed."""
    pairs = [each.pair for each in analysis.annotated]
    english = tuple(sentence for pair in pairs for sentence in pair.english)
    return Bitext(tuple(sentence for pair in pairs for sentence in pair.chinese), english, left_out=analysis.left_out)


def _summary(
    deck: Deck, words: tuple[VocabularyCard, ...], settings: Settings, lexicon: Lexicon, *, is_translated: bool
) -> Summary:
    counted = [verdict for verdict in deck.choice.verdicts if verdict.standing is not Standing.APART]
    doubts = sorted(_doubts(deck, settings), key=lambda doubt: (doubt.confidence, doubt.pair))
    alone = sum(len(pair.chinese) + len(pair.english) for pair in deck.pairs if pair.is_null)
    return Summary(
        running=sum(verdict.running for verdict in counted),
        known=sum(verdict.running for verdict in counted if verdict.standing is Standing.KNOWN),
        words=tuple(_meetings(deck, words, settings, lexicon)),
        left=_left(counted, words, lexicon),
        levels=by_level(deck.choice, lexicon),
        pairs=sum(not pair.is_null for pair in deck.pairs),
        alone=alone if is_translated else 0,
        doubtful=len(doubts),
        doubts=tuple(doubts[:_DOUBTS]),
        untranslated=0 if is_translated else alone,
        content=_content(deck),
    )


def _content(deck: Deck) -> bytes:
    """Name what a text says, whatever its files are called, and of whatever kind they are."""
    sentences = "\n".join(f"{pair.chinese_text}\n{pair.english_text}" for pair in deck.pairs)
    return hashlib.blake2b(sentences.encode("utf-8", "surrogatepass"), digest_size=_NAME).digest()


def _doubts(deck: Deck, settings: Settings) -> Iterator[Doubt]:
    for number, pair in enumerate(deck.pairs, 1):
        if not pair.is_null and not cards.is_sure(pair, settings):
            yield Doubt(pair.confidence, number, pair.chinese_text, pair.english_text)


def _left(counted: Iterable[Verdict], words: Iterable[VocabularyCard], lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    """Count the running words that are new and that no card of the text teaches."""
    taught = {_reading(card.term) for card in words}
    left: Counter[str] = Counter()
    for verdict in counted:
        is_taught = verdict.term is not None and _reading(verdict.term) in taught
        if verdict.running and verdict.standing is not Standing.KNOWN and not is_taught:
            left[lexicon.simplify(verdict.word.text)] += verdict.running
    return tuple(left.items())


def _meetings(deck: Deck, words: tuple[VocabularyCard, ...], settings: Settings, lexicon: Lexicon) -> Iterator[Meeting]:
    verdicts = {_reading(v.term): v for v in deck.choice.verdicts if v.term is not None}
    examples = Examples(lexicon)
    for card in words:
        term, example = card.term, card.term.example
        verdict = verdicts.get(_reading(term))
        usual = term.renderings[0][0] if term.renderings else ""
        yield Meeting(
            key=anki.guid_of_term(term, settings.namespace),
            word=term.text,
            simplified=term.simplified,
            count=term.count,
            running=verdict.running if verdict else 0,
            renderings=term.renderings,
            frequency=term.frequency,
            worth=verdict.worth if verdict and verdict.worth else Worth(1.0, 0.0, 0.0, 0.0),
            quotation=_quotation(card),
            rating=examples.worth(example.annotated, example.word, usual),
        )


def _reading(term: Term) -> tuple[str, tuple[str, ...]]:
    return term.text, term.syllables


def _quotation(card: VocabularyCard) -> Quotation:
    pair, word = card.term.example.annotated.pair, card.term.example.word
    return Quotation(
        pair.chinese_text,
        pair.english_text,
        ((word.start, word.end),),
        word.rendering.spans if word.rendering else (),
        card.source,
    )
