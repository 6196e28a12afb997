"""The stages in order: the whole program on one screen, from a text to a deck; `output` writes it.

    documents -> sentences -> alignment -> words -> readings, links, senses -> vocabulary -> cards -> output -> .apkg

Each function takes what the one before it returned. What a stage leaves out comes back beside what it made, with the
reason, so that nothing is lost in silence. The lexicon is opened, with the dictionary and the own words that the
settings name, where none is given; the command line gives one, so that it can say what takes long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards import alignment, cards, documents, links, readings, senses, words
from flashcards import vocabulary as vocabulary_
from flashcards.chinese import HAN_CHARACTER
from flashcards.common.progress import silent
from flashcards.documents import word_files
from flashcards.errors import InputError
from flashcards.learner import known_words, learner
from flashcards.lexicon import open_lexicon
from flashcards.records import AnnotatedPair
from flashcards.sentences import clauses, excerpts
from flashcards.settings import Mode, Names, Scoring, SourceKind
from flashcards.settings.sources import is_address
from flashcards.vocabulary import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.progress import Progress
    from flashcards.learner import Learner
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, Bitext, Card, ListedWord, Omission
    from flashcards.settings import Settings
    from flashcards.vocabulary import Choice


PORTION = 10_000
"""Sentences of a book that are aligned at once."""
_SENTENCES = (Mode.SENTENCE, Mode.BOTH)
_VOCABULARY = (Mode.VOCABULARY, Mode.BOTH)


@dataclass(frozen=True, slots=True)
class Deck:
    """What became of a text: all its pairs, those too doubtful for a card, the terms chosen or not, and the cards.

    A deck without vocabulary has no terms, only the verdicts on its words.
    `left_out` is what the documents lost when they were read: code, comments, and the like. `notices` are sentences
    for the user about what was asked for. `words` are those of a list of words, from which the cards were made.
    """

    pairs: tuple[AlignedPair, ...]
    doubtful: tuple[AlignedPair, ...]
    choice: Choice
    cards: tuple[Card, ...]
    left_out: tuple[Omission, ...]
    notices: tuple[str, ...] = ()
    words: tuple[ListedWord, ...] = ()


def downloads(settings: Settings) -> tuple[str, ...]:
    """Tell which sources `read` will download, so that whoever asks for that can be told before."""
    if not any(map(is_address, settings.sources)):
        return ()
    from flashcards import fetch

    return fetch.missing(settings.sources)


def read(settings: Settings, *, chinese_alone: bool = True, lists: bool = True) -> Bitext:
    """Read the sources and find their sentences; unless `chinese_alone` is False, a Chinese text alone will do.

    Both sides stand in the order of the text, each sentence with its offsets, in characters, into its document. A list
    of words gives its words, unless `lists` is False.

    Raises:
        InputError: the sources cannot be read, or are not in both languages; or there is no such chapter.

    """
    words = _word_list(settings) if lists else None
    if words:
        return words
    bitext = documents.read_bitext(
        settings.sources, sentences=settings.sentences, encodings=settings.encoding, chinese_alone=chinese_alone
    )
    return excerpts.only_chapters(bitext, settings.chapter)


def align(
    bitext: Bitext, settings: Settings, lexicon: Lexicon | None = None, progress: Progress = silent
) -> tuple[AlignedPair, ...]:
    """Pair the sentences; those without a partner stand in null pairs.

    Every sentence stands in one pair, and the pairs in the order of the text. The confidence of a pair is from 0 to 1:
    the chance that both sides say the same. `progress` is told how far each stage has come.

    Raises:
        InputError: sentence vectors are asked for and not at hand, or the part asked for is not in the text.

    """
    lexicon = lexicon or _lexicon(settings)
    asks_vectors = settings.scorer == Scoring.VECTORS and bitext.english
    scorer = alignment.sentence_vectors() if asks_vectors else None
    pairs = tuple(
        pair
        for portion in excerpts.portions(bitext, PORTION)
        for pair in alignment.align(portion, lexicon, scorer=scorer, progress=progress)
    )
    return excerpts.between(pairs, settings.from_, settings.to)


def annotate(
    pairs: Sequence[AlignedPair], settings: Settings, lexicon: Lexicon | None = None, progress: Progress = silent
) -> tuple[AnnotatedPair, ...]:
    """Find the words of each pair, how they are read, and what they mean in this text.

    One annotated pair a pair, in their order. Words join to the Chinese text of their pair; their offsets, in
    characters, are those in it, and those of a rendering in the English text.
    """
    lexicon = lexicon or _lexicon(settings)
    english = [pair.english_text for pair in pairs]
    cut = [words.cut(pair.chinese_text, lexicon, english=text) for pair, text in zip(pairs, english, strict=True)]
    read_words = readings.read_all(cut, lexicon, english=english, given=[pair.pinyin for pair in pairs])
    annotated = [
        AnnotatedPair(pair, read, position)
        for position, (pair, read) in enumerate(zip(pairs, read_words, strict=True), 1)
    ]
    # The whole text at once: how a word is rendered elsewhere is evidence here.
    linked = links.link(annotated, lexicon, progress=progress)
    return tuple(senses.choose(readings.reread(pair, lexicon), lexicon) for pair in linked)


def build(bitext: Bitext, settings: Settings, lexicon: Lexicon | None = None, progress: Progress = silent) -> Deck:
    """Make a deck of a text that was read: align, annotate, choose, and make cards.

    Of a text in Chinese alone every sentence becomes a card; of any other those whose translation is sure enough.

    Raises:
        InputError: no pair is sure enough for a card, or a list of words cannot be read; or as `align`.

    """
    lexicon = lexicon or _lexicon(settings)
    if bitext.words:
        return _listed(bitext, settings, lexicon, progress)
    user, notices = _learner(settings, lexicon)  # first: whoever misspelt a name need not wait for the pairs
    annotated = annotate(align(bitext, settings, lexicon, progress), settings, lexicon, progress)
    is_wanted = _is_sure if bitext.english else _is_chinese
    sure = tuple(each for each in annotated if is_wanted(each.pair, settings))
    if not sure:
        raise _too_doubtful(annotated, settings)
    sure = clauses.split_all(sure, settings.max_length)
    choice = vocabulary_.choose(sure, user, lexicon, settings)
    pairs = tuple(each.pair for each in annotated)
    return Deck(
        pairs=pairs,
        doubtful=tuple(pair for pair in pairs if not pair.is_null and not _is_sure(pair, settings)),
        choice=choice if settings.mode in _VOCABULARY else replace(choice, terms=()),
        cards=_cards(sure, choice, settings, lexicon),
        left_out=bitext.left_out,
        notices=notices,
    )


def _word_list(settings: Settings) -> Bitext | None:
    """Read a list of words and the texts that show them in use; None for a text."""
    kind, count = settings.read_as, len(settings.sources)
    if kind is SourceKind.WORDS and count > 1:
        raise InputError(f"{', '.join(settings.sources)}: a list of words stands in one file; give it alone.")
    words = None
    if kind is not SourceKind.TEXT and count == 1:
        encoding = next(iter(settings.encoding), "")
        is_asked = kind is SourceKind.WORDS
        words = word_files.read_word_list(
            settings.sources[0], lambda: _lexicon(settings), encoding=encoding, is_asked=is_asked
        )
    if words is None:
        if settings.examples:
            raise InputError(
                f"{', '.join(settings.sources)}: a text brings its own examples; leave --examples away, or say "
                "--read-as words if it is a list."
            )
        return None
    examples, notices = word_files.read_examples(settings.examples, lambda: _lexicon(settings))
    return replace(words, examples=examples, notices=(*words.notices, *notices))


def _listed(bitext: Bitext, settings: Settings, lexicon: Lexicon, progress: Progress) -> Deck:
    """Make a deck of a list of words: a card of each, with the best sentence of the examples that shows it."""
    if settings.mode is Mode.SENTENCE:
        raise InputError(
            f"{', '.join(settings.sources)}: a list of words has no sentences to learn; leave --mode away, or say "
            "--read-as text."
        )
    user, notices = _learner(settings, lexicon)
    whole = replace(settings, from_="", to="")
    pairs: list[AnnotatedPair] = []
    for text in bitext.examples:
        aligned = align(text, whole, lexicon, progress)
        sure = [pair for pair in aligned if pair.chinese and (not text.english or _is_sure(pair, settings))]
        pairs += annotate(listed.sentences_with(bitext.words, sure, lexicon), settings, lexicon, progress)
    choice = listed.choose(bitext.words, pairs, user, lexicon, settings)
    deck = cards.vocabulary_cards(choice.terms, source=settings.title, tags=settings.tags)
    return Deck((), (), choice, deck, bitext.left_out, notices, bitext.words)


def _lexicon(settings: Settings) -> Lexicon:
    """Open the lexicon with the dictionary and the own words of a job, once in a process."""
    return open_lexicon(dictionary=settings.dictionary, word_list=settings.words)


def _learner(settings: Settings, lexicon: Lexicon) -> tuple[Learner, tuple[str, ...]]:
    """Tell what the learner knows and what she never wants to see, with notices about files that say nothing."""
    known = known_words.read_words(settings.known, field=settings.known_field, interval=settings.known_interval)
    ignored = known_words.read_words(settings.ignore)
    return learner(settings.level, lexicon, known.words, ignored.words), (*known.notices, *ignored.notices)


def _is_chinese(pair: AlignedPair, _settings: Settings) -> bool:
    return bool(HAN_CHARACTER.search(pair.chinese_text))


def _is_sure(pair: AlignedPair, settings: Settings) -> bool:
    return not pair.is_null and pair.confidence >= settings.min_confidence


def _too_doubtful(annotated: Sequence[AnnotatedPair], settings: Settings) -> InputError:
    best = max((each.pair.confidence for each in annotated if not each.pair.is_null), default=0.0)
    return InputError(
        f"{', '.join(settings.sources)}: no pair reaches the confidence of {settings.min_confidence}, the best "
        f"has {best:.2f}; where the sentences do belong together, lower --min-confidence, or pair them yourself in a "
        ".tsv, a sentence, a tab and its translation on each line; else see that both texts say the same."
    )


def _cards(pairs: Sequence[AnnotatedPair], choice: Choice, settings: Settings, lexicon: Lexicon) -> tuple[Card, ...]:
    """Make the cards of the sentences, then those of the words, as far as they are asked for."""
    deck: tuple[Card, ...] = ()
    if settings.mode in _SENTENCES:
        ordered = vocabulary_.in_order(pairs, choice, settings.order, lexicon)
        sentences = cards.sentence_cards(ordered, source=settings.title, tags=settings.tags, lexicon=lexicon)
        deck += cards.with_gaps(sentences, lexicon, {term.text for term in choice.terms})
    if settings.mode in _VOCABULARY:
        separate = settings.names is Names.SEPARATE
        words = cards.vocabulary_cards(choice.terms, source=settings.title, tags=settings.tags, names=separate)
        deck += cards.with_characters(words, lexicon)
    if settings.speakers:
        deck = cards.with_speakers(deck)
    return cards.with_context(deck, [each.pair for each in pairs]) if settings.context else deck
