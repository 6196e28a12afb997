"""The stages in order: the whole program on one screen, from a text to a deck; `output` writes it.

    documents -> sentences -> alignment -> words -> readings, links, senses -> vocabulary -> cards -> output -> .apkg

Each function takes what the one before it returned. What a stage leaves out comes back beside what it made, with the
reason, so that nothing is lost in silence. The lexicon is opened, with the dictionary and the own words that the
settings name, where none is given; the command line gives one, so that it can say what takes long.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from flashcards import alignment, cards, corrections, documents, learner, links, readings, senses, words
from flashcards import vocabulary as vocabulary_
from flashcards.common.memory import afresh
from flashcards.common.processes import mapped
from flashcards.common.progress import silent
from flashcards.documents import word_files
from flashcards.lexicon import open_lexicon
from flashcards.records import AnnotatedPair, Record, replace
from flashcards.sentences import clauses, excerpts
from flashcards.settings import CardKind, Mode, Names, Scoring
from flashcards.settings.sources import is_address
from flashcards.vocabulary import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from flashcards.common.memory import Remember
    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, Bitext, Card, ListedWord, Omission, Word
    from flashcards.settings import Settings
    from flashcards.vocabulary import Choice


PORTION = 10_000
"""Sentences of a book that are aligned at once."""
_WORTH_SHARING = 8
"""Stretches of a text, 400 pairs each, from which on more processes are worth their start. On two quiet processors four
stretches took as long with two processes as with one, and thirteen 0.85 of the time."""
_SENTENCES = (Mode.SENTENCE, Mode.BOTH)
_VOCABULARY = (Mode.VOCABULARY, Mode.BOTH)


class Deck(Record):
    """What became of a text: all its pairs, those too doubtful for a card, the terms chosen or not, and the cards.

    A deck without vocabulary has no terms, only the verdicts on its words.
    `left_out` is what the documents lost when they were read: code, comments, and the like. `notices` are sentences
    for the user about what was asked for. `words` are those of a list of words, from which the cards were made.
    """

    annotated: tuple[AnnotatedPair, ...]
    doubtful: tuple[AlignedPair, ...]
    choice: Choice
    cards: Collection[Card]
    left_out: tuple[Omission, ...]
    notices: tuple[str, ...] = ()
    words: tuple[ListedWord, ...] = ()

    @property
    def pairs(self) -> tuple[AlignedPair, ...]:
        """The pairs without their words."""
        return tuple(each.pair for each in self.annotated)


class Prepared(NamedTuple):
    """The pairs of a text with their words, and what can `remember` what was made of them before."""

    annotated: tuple[AnnotatedPair, ...]
    remember: Remember = afresh


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
    words = word_files.read_listed(settings, lambda: _lexicon(settings)) if lists else None
    if words:
        return words
    bitext = documents.read_bitext(
        settings.sources, sentences=settings.sentences, encodings=settings.encoding, chinese_alone=chinese_alone
    )
    return corrections.with_misfits(excerpts.only_chapters(bitext, settings.chapter), settings)


def align(
    bitext: Bitext,
    settings: Settings,
    lexicon: Lexicon | None = None,
    progress: Progress = silent,
    remember: Remember = afresh,
) -> tuple[AlignedPair, ...]:
    """Pair the sentences; those without a partner stand in null pairs.

    Every sentence stands in one pair, and the pairs in the order of the text. The confidence of a pair is from 0 to 1:
    the chance that both sides say the same. `progress` is told how far each stage has come; pieces of the text that
    were aligned before are taken from what can `remember` them.

    Raises:
        InputError: sentence vectors are asked for and not at hand, or the part asked for is not in the text.

    """
    lexicon = lexicon or _lexicon(settings)
    asks_vectors = settings.scorer == Scoring.VECTORS and bitext.english
    scorer = alignment.sentence_vectors() if asks_vectors else None
    corrected = corrections.of(settings)
    work = partial(_aligned, settings=settings, lexicon=lexicon, scorer=scorer)
    pairs: list[AlignedPair] = []
    before = 0
    for portion in excerpts.portions(bitext, PORTION):
        place = before, len(portion.chinese), len(bitext.chinese)
        aligner = partial(remember, partial(work, progress=partial(_of_whole, progress, place)))
        pairs += corrections.align(portion, corrected, aligner)
        before += len(portion.chinese)
    return excerpts.between(tuple(pairs), settings.from_, settings.to)


def _of_whole(progress: Progress, place: tuple[int, int, int], stage: str, done: int, total: int) -> None:
    """Tell how far a whole text has come by a portion of it; the pieces between its corrections go without saying.

    `place` are the sentences before the portion, in it, and in the text.
    """
    before, own, whole = place
    if 2 * total > own:
        progress(stage, before + own * done // total, whole)


def _aligned(
    bitext: Bitext, settings: Settings, lexicon: Lexicon, scorer: alignment.Scorer | None, progress: Progress
) -> tuple[AlignedPair, ...]:
    """Align a text or a piece between corrections; a short one is judged by its words, for no long order vouches."""
    pairs = alignment.align(bitext, lexicon, scorer=scorer, progress=progress)
    if scorer or not alignment.is_short(bitext):
        return pairs
    read = zip(pairs, read_words(pairs, settings, lexicon), strict=True)
    return links.check([AnnotatedPair(pair, own, position) for position, (pair, own) in enumerate(read, 1)], lexicon)


def read_words(pairs: Sequence[AlignedPair], settings: Settings, lexicon: Lexicon) -> list[tuple[Word, ...]]:
    """Find the words of each pair and how they are read, which hangs on nothing but the pair and its corrections."""
    english, corrected = [pair.english_text for pair in pairs], corrections.of(settings)
    cut = [words.cut(pair.chinese_text, lexicon, english=text) for pair, text in zip(pairs, english, strict=True)]
    cut = [corrections.cut(each, corrected, lexicon) for each in cut]
    given = [corrections.given(pair, each, corrected, lexicon) for pair, each in zip(pairs, cut, strict=True)]
    return readings.read_all(cut, lexicon, english=english, given=given)


def annotate(
    pairs: Sequence[AlignedPair],
    settings: Settings,
    lexicon: Lexicon | None = None,
    progress: Progress = silent,
    known: Sequence[tuple[Word, ...]] = (),
) -> tuple[AnnotatedPair, ...]:
    """Find the words of each pair, how they are read, and what they mean in this text.

    One annotated pair a pair, in their order. Words join to the Chinese text of their pair; their offsets, in
    characters, are those in it, and those of a rendering in the English text. `known` are the words of the pairs,
    where they were read already.
    """
    lexicon = lexicon or _lexicon(settings)
    stretches: list[tuple[Sequence[AlignedPair], Sequence[tuple[Word, ...]]]] = []
    at = 0
    for stretch in links.stretches(pairs):
        stretches.append((stretch, known[at : at + len(stretch)]))
        at += len(stretch)
    annotated: list[AnnotatedPair] = []
    # A stretch needs nothing of the others, so a long text is shared among processes.
    for part in mapped(partial(_annotate, settings=settings, lexicon=lexicon), stretches, least=_WORTH_SHARING):
        annotated += [replace(pair, position=position) for position, pair in enumerate(part, len(annotated) + 1)]
        progress("Finding words", len(annotated), len(pairs))
    return tuple(annotated)


def _annotate(
    stretch: tuple[Sequence[AlignedPair], Sequence[tuple[Word, ...]]], settings: Settings, lexicon: Lexicon
) -> list[AnnotatedPair]:
    """Annotate a stretch of a text, its pairs numbered within it; with the words of its pairs, where they are known."""
    pairs, known = stretch
    read = zip(pairs, known or read_words(pairs, settings, lexicon), strict=True)
    annotated = [AnnotatedPair(pair, own, position) for position, (pair, own) in enumerate(read, 1)]
    return explain(annotated, corrections.of(settings), lexicon)


def explain(
    annotated: Sequence[AnnotatedPair],
    corrected: corrections.Corrections,
    lexicon: Lexicon,
    wanted: Collection[int] | None = None,
) -> list[AnnotatedPair]:
    """Say what the words of pairs mean; of pairs that only support others, not `wanted` by their numbers, nothing.

    All pairs at once: how a word is rendered elsewhere is evidence here.
    """
    linked = enumerate(links.link(annotated, lexicon))
    asked = (pair for number, pair in linked if wanted is None or number in wanted)
    chosen = (senses.choose(readings.reread(pair, lexicon), lexicon) for pair in asked)
    return [corrections.on_words(pair, corrected, lexicon) for pair in chosen]


def build(
    bitext: Bitext,
    settings: Settings,
    lexicon: Lexicon | None = None,
    progress: Progress = silent,
    prepared: Prepared | None = None,
) -> Deck:
    """Make a deck of a text that was read: align, annotate, choose, and make cards.

    Of a text in Chinese alone every sentence becomes a card; of any other those whose translation is sure enough.
    `prepared` are its pairs, where they were aligned and annotated already.

    Raises:
        InputError: no pair is sure enough for a card, or a list of words cannot be read; or as `align`.

    """
    lexicon = lexicon or _lexicon(settings)
    if bitext.words:
        return _listed(bitext, settings, lexicon, progress)
    corrected = corrections.of(settings)
    user, notices = _learner(settings, corrected, lexicon)  # first: whoever misspelt a name need not wait
    prepared = prepared or Prepared(annotate(align(bitext, settings, lexicon, progress), settings, lexicon, progress))
    annotated, remember = prepared.annotated, prepared.remember
    pairs = tuple(each.pair for each in annotated)
    is_translated = bool(bitext.english)
    wanted = [each for each in annotated if cards.is_wanted(each.pair, settings, is_translated=is_translated)]
    if not wanted:
        raise cards.too_doubtful(pairs, settings)
    parts = clauses.split_all(wanted, settings.max_length, remember)
    choice = corrections.choose(vocabulary_.choose(parts, user, lexicon, settings, remember), parts, corrected)
    shown = _as_written(parts, corrected, lexicon, remember) if settings.mode in _SENTENCES else parts
    return Deck(
        annotated=annotated,
        doubtful=tuple(pair for pair in pairs if not pair.is_null and not cards.is_sure(pair, settings)),
        choice=choice if settings.mode in _VOCABULARY else replace(choice, terms=()),
        cards=corrections.on_cards(_cards(shown, choice, settings, lexicon, remember), corrected),
        left_out=bitext.left_out,
        notices=(*notices, *corrections.notices(annotated, choice.terms, corrected, lexicon)),
    )


def _listed(bitext: Bitext, settings: Settings, lexicon: Lexicon, progress: Progress) -> Deck:
    """Make a deck of a list of words: a card of each, with the best sentence of the examples that shows it."""
    corrected = corrections.of(settings)
    user, notices = _learner(settings, corrected, lexicon)
    whole = dataclasses.replace(settings, from_="", to="")
    pairs: list[AnnotatedPair] = []
    for text in bitext.examples:
        aligned = align(text, whole, lexicon, progress)
        wanted = [pair for pair in aligned if cards.is_wanted(pair, settings, is_translated=bool(text.english))]
        pairs += annotate(listed.sentences_with(bitext.words, wanted, lexicon), settings, lexicon, progress)
    choice = corrections.choose(listed.choose(bitext.words, pairs, user, lexicon, settings), pairs, corrected)
    deck = corrections.on_cards(_cards((), choice, settings, lexicon), corrected)
    notices += corrections.notices(pairs, choice.terms, corrected, lexicon)
    return Deck((), (), choice, deck, bitext.left_out, notices, bitext.words)


def _lexicon(settings: Settings) -> Lexicon:
    """Open the lexicon with the dictionary and the own words of a job, once in a process."""
    return open_lexicon(dictionary=settings.dictionary, word_list=settings.words)


def _learner(
    settings: Settings, corrected: corrections.Corrections, lexicon: Lexicon
) -> tuple[learner.Learner, tuple[str, ...]]:
    """Make the learner of a job, with what the corrections say that she knows or wants; with notices."""
    user, notices = learner.of_settings(settings, lexicon)
    return corrections.learner(user, corrected, lexicon), notices


def _as_written(
    pairs: Sequence[AnnotatedPair], corrected: corrections.Corrections, lexicon: Lexicon, remember: Remember
) -> list[AnnotatedPair]:
    """Give the pairs as their sentences are shown, with the words of cards whole; what a person has cut stays so."""
    written = vocabulary_.as_written(pairs, lexicon, remember)
    return [corrections.unless_set(pair, other, corrected) for pair, other in zip(pairs, written, strict=True)]


def _cards(
    pairs: Sequence[AnnotatedPair],
    choice: Choice,
    settings: Settings,
    lexicon: Lexicon,
    remember: Remember = afresh,
) -> tuple[Card, ...]:
    """Make the cards of the sentences, then those of the words, as far as they are asked for."""
    deck: tuple[Card, ...] = ()
    source, tags = settings.title, settings.tags
    if settings.mode in _SENTENCES:
        ordered = vocabulary_.in_order(pairs, choice, settings.order, lexicon)
        learned = {term.text for term in choice.terms}
        deck += cards.sentence_cards(
            ordered, source=source, tags=tags, learned=learned, lexicon=lexicon, remember=remember
        )
    if settings.mode in _VOCABULARY:
        separate = settings.names is Names.SEPARATE
        deck += cards.vocabulary_cards(choice.terms, source=source, tags=tags, names=separate, lexicon=lexicon)
    if CardKind.PRODUCTION in settings.cards:
        deck = cards.with_rivals(deck, lexicon)
    if settings.speakers:
        deck = cards.with_speakers(deck)
    return cards.with_context(deck, [each.pair for each in pairs]) if settings.context else deck
