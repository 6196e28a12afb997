"""What was made and what was left out, in sentences for the person at the terminal."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from flashcards import speech
from flashcards.anki.notetypes import BY_MEANING
from flashcards.output import package_reports
from flashcards.output.phrasing import count, short
from flashcards.records import SentenceCard
from flashcards.settings import DOUBTFUL
from flashcards.vocabulary import GRAMMATICAL, TAKEN_FOR_KNOWN, Standing
from flashcards.vocabulary.coverage import coverage, percent
from flashcards.vocabulary.listed import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki import Summary
    from flashcards.pipeline import Deck
    from flashcards.records import AlignedPair, Omission
    from flashcards.settings import Settings
    from flashcards.vocabulary import Choice
    from flashcards.vocabulary.coverage import Coverage

_EXAMPLES = 3
"""How many stretches are named."""

_UNKNOWN_SHOWN = 20
"""How many of the words of a list that no dictionary has are named; --verbose names all."""

_ONE_BETWEEN = 2
"""Numbers of doubtful pairs that differ by no more belong to one stretch: a sure pair between them is chance."""
_STRETCH = 4
"""So many doubtful pairs, or sentences without a partner, are a stretch worth a look."""
_STEPS = 10
"""Lines of the curve, at most."""
_BAR = 40
"""Characters of a bar that stands for all words: with what stands before it, it fits 80 columns."""


def pairs(aligned: Sequence[AlignedPair]) -> str:
    """Say how many pairs there are and how many sentences have no partner."""
    if all(pair.is_untranslated for pair in aligned):
        return f"{count(len(aligned), 'sentence')} in Chinese, without a translation."
    alone = sum(len(pair.chinese) + len(pair.english) for pair in aligned if pair.is_null)
    whole = sum(not pair.is_null for pair in aligned)
    return f"{count(whole, 'pair')} of sentences, {count(alone, 'sentence') if alone else 'none'} without a partner."


def weak_stretches(aligned: Sequence[AlignedPair], sources: Sequence[str]) -> Iterator[str]:
    """Name the stretches of the text where the two sides hardly go together: there something is missing or moved.

    Pairs are numbered as `align` writes them, from 1; a single sure pair between two doubtful ones is one by chance.
    """
    if all(pair.is_untranslated for pair in aligned):
        return
    doubtful = [n for n, pair in enumerate(aligned, 1) if pair.is_null or pair.confidence < DOUBTFUL]
    stretches: list[list[int]] = []
    for number in doubtful:
        if stretches and number - stretches[-1][-1] <= _ONE_BETWEEN:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    long = [numbers for numbers in stretches if len(numbers) >= _STRETCH]
    for numbers in long[:_EXAMPLES]:
        first = aligned[numbers[0] - 1]
        yield (
            f"{', '.join(sources)}: pairs {numbers[0]} to {numbers[-1]} hardly match; see what is missing or moved "
            f"from “{short(first.chinese_text or first.english_text)}” on."
        )
    if len(long) > _EXAMPLES:
        yield f"{len(long) - _EXAMPLES} more such stretches."


def deck(
    deck: Deck,
    written: Sequence[tuple[Path, Summary | None]],
    settings: Settings,
    recordings: Mapping[speech.Line, speech.Recording] | None = None,
    *,
    verbose: bool,
) -> str:
    """Say what became of the text, and what is new, changed and gone in each file that was written."""
    lines = [*deck.notices]
    lines += listed(deck) if deck.words else [pairs(deck.pairs), *weak_stretches(deck.pairs, settings.sources)]
    if verbose and any(pair.english for pair in deck.pairs):
        lines += _alone(deck.pairs)
    lines += _doubtful(deck.doubtful, verbose=verbose)
    lines += _omissions(deck.left_out, "list" if deck.words else "text", verbose=verbose)
    sentences = sum(isinstance(card, SentenceCard) for card in deck.cards)
    lines += [learned(sentences, len(deck.cards) - sentences), *_in_doubt(deck, settings)]
    if deck.choice.terms and deck.choice.left_out and not (deck.words and not verbose):
        lines.append(left_out_terms(deck.choice) if verbose else _spared(deck.choice))
    lines += covered(coverage(deck.choice), verbose=verbose)
    for path, summary in written:
        missing = _missing(summary, deck, settings, verbose=verbose) if summary else ()
        lines += package_reports.file(path, summary, missing, verbose=verbose)
    if recordings is not None:
        lines.append(_heard(deck, recordings))
    return "\n".join(lines)


def files(written: Sequence[tuple[Path, Summary | None]], source: str, *, verbose: bool) -> Iterator[str]:
    """Say what is new, changed and gone in each file that was written of a source, such as "library"."""
    for path, summary in written:
        missing = package_reports.gone(summary.gone, f"gone from the {source}", verbose=verbose) if summary else ()
        yield from package_reports.file(path, summary, missing, verbose=verbose)


def next_step(packages: Sequence[Path]) -> str:
    """Say what is left to do with packages."""
    names = ", ".join(map(str, packages))
    push = " and ".join(f"`flashcards push {shlex.quote(str(path))}`" for path in packages)
    return f"Next: import {names} into Anki (File → Import), or let {push} do it."


def listed(deck: Deck) -> Iterator[str]:
    """Say how many words a list has, how many of them a sentence shows, and which nothing explains."""
    shown = sum(not term.example.is_bare for term in deck.choice.terms)
    examples = (
        f"{shown} with an example" if shown else "none with an example: name texts that show them with --examples"
    )
    yield f"{count(len(deck.words), 'word')} in the list, {examples}."
    unknown = [verdict.word.text for verdict in deck.choice.verdicts if verdict.reason == UNKNOWN]
    if unknown:
        named = "、".join(unknown[:_UNKNOWN_SHOWN]) + "、…" * (len(unknown) > _UNKNOWN_SHOWN)
        yield (
            f"{count(len(unknown), 'word')} in no dictionary, and without a card: {named}; write what each means "
            "behind it in the list."
        )
    reasons = Counter(verdict.reason for verdict in deck.choice.verdicts if verdict.reason not in ("", UNKNOWN))
    if reasons:
        yield f"Left out: {', '.join(f'{count} × {reason}' for reason, count in reasons.items())}."


def terms(deck: Deck, *, verbose: bool) -> Iterator[str]:
    """Say what the learner knows of the text and will know with the terms, verbosely also which words are left out."""
    yield from deck.notices
    if deck.words:
        yield from listed(deck)
        yield from _omissions(deck.left_out, "list", verbose=verbose)
    if verbose and deck.choice.left_out:
        yield left_out_terms(deck.choice)
    yield from covered(coverage(deck.choice), verbose=verbose)


def preview(deck: Deck, page: Path | None) -> Iterator[str]:
    """Say what the user should know of a deck that is looked at, and where the page stands that shows it."""
    yield from (*deck.notices, *(listed(deck) if deck.words else ()))
    if page:
        yield f"{page}: {count(len(deck.cards), 'note')}, front and back; open it in a browser."


def left_out_terms(choice: Choice) -> str:
    """Name the words that got no card, by reason."""
    by_reason: dict[str, list[str]] = {}
    for word, reason in choice.left_out:
        by_reason.setdefault(reason, []).append(word)
    lines = (f"  {reason}: {'、'.join(dict.fromkeys(words))}" for reason, words in by_reason.items())
    return "\n".join(["Words without a card:", *lines])


def covered(coverage: Coverage, *, verbose: bool = False) -> Iterator[str]:
    """Say how much of the text the learner knows, and will know with the cards; verbosely, how it grows."""
    if not coverage.running:
        return
    who = "You know" if coverage.is_told else "A beginner knows"
    sentence = f"{who} {percent(coverage.now)} of the words of this text"
    if coverage.after:
        these = "this card" if len(coverage.after) == 1 else f"these {len(coverage.after)} cards"
        sentence += f"; with {these} {'you will know ' if coverage.is_told else ''}{percent(coverage.then)}"
    yield sentence + ("." if coverage.is_told else ". Say what you know with --level or --known.")
    if verbose:
        yield from curve(coverage)


def curve(coverage: Coverage) -> Iterator[str]:
    """Draw how the share of known words grows with the cards, in ten steps at most."""
    count = len(coverage.after)
    steps = sorted({round(count * step / _STEPS) for step in range(_STEPS + 1)})
    for cards in steps:
        share = coverage.share(cards)
        bar = "█" * round(share * _BAR)
        yield f"  {cards:>{len(str(count))}} cards {percent(share):>5} {bar}{'░' * (_BAR - len(bar))}"


def _heard(deck: Deck, recordings: Mapping[speech.Line, speech.Recording]) -> str:
    """Say how much of a deck is read aloud, and how large that is."""
    silent = len(speech.lines(deck.cards)) - len(recordings)
    size = sum(len(recording.content) for recording in recordings.values()) / 1e6
    left = f"; {silent} without: longer than {speech.LONGEST} characters, or no Chinese to read" if silent else ""
    return f"Audio: {count(len(recordings), 'recording')}, {size:.1f} MB{left}."


def learned(sentences: int, words: int) -> str:
    """Say how many sentences and words a deck teaches."""
    counts = (count(sentences, "sentence"), count(words, "word"))
    return f"To learn: {', '.join(count for count in counts if not count.startswith('0 '))}."


def _in_doubt(deck: Deck, settings: Settings) -> Iterator[str]:
    """Count the words that lack a kind of card since nothing confirms which of their senses is meant."""
    kinds = [kind for kind in settings.cards if kind in BY_MEANING]
    words = sum(not isinstance(card, SentenceCard) and card.term.is_in_doubt for card in deck.cards)
    if kinds and words:
        yield (
            f"{count(words, 'word')} without {' and '.join(kinds)} cards: no translation tells which of several "
            "meanings they ask for."
        )


def _spared(choice: Choice) -> str:
    """Count the words without a card, with the commonest reasons; what nobody called known is not called so."""
    reasons = {verdict.reason for verdict in choice.verdicts if verdict.standing is Standing.KNOWN}
    sorts = {"known": reasons - TAKEN_FOR_KNOWN - GRAMMATICAL, "beginners' words": reasons & TAKEN_FOR_KNOWN}
    named = ", ".join([*(sort for sort, some in sorts.items() if some), "names, grammar and the like"])
    words = {word for word, _ in choice.left_out}
    return f"{count(len(words), 'word')} without a card: {named} (--verbose names them)."


def _doubtful(doubtful: Sequence[AlignedPair], *, verbose: bool) -> Iterator[str]:
    if doubtful:
        yield (
            f"{count(len(doubtful), 'pair')} too doubtful for cards: --verbose shows them; "
            "lower --min-confidence if they are right."
        )
    if verbose:
        yield from (f"  {pair.confidence:.2f}  {pair.chinese_text}  |  {pair.english_text}" for pair in doubtful)


def _omissions(left_out: Sequence[Omission], source: str, *, verbose: bool) -> Iterator[str]:
    if left_out:
        reasons = Counter(omission.reason for omission in left_out)
        yield f"Left out of the {source}: " + ", ".join(f"{n} × {reason}" for reason, n in reasons.items()) + "."
    if verbose:
        yield from (f"  {o.document}, line {o.line}: {o.reason}: {short(o.text)}" for o in left_out)


def _alone(aligned: Iterable[AlignedPair]) -> Iterator[str]:
    yield from (f"  no partner: {pair.chinese_text or pair.english_text}" for pair in aligned if pair.is_null)


def _missing(summary: Summary, deck: Deck, settings: Settings, *, verbose: bool) -> Iterator[str]:
    """Name the notes of the last package that this one lacks: gone from the text, or still in it and left out now."""
    words = {verdict.word.text for verdict in deck.choice.verdicts}
    whole = "\n".join(pair.chinese_text for pair in deck.pairs)
    left = [text for text in summary.gone if text in words or text in whole]
    gone = [text for text in summary.gone if text not in set(left)]
    is_part = settings.chapter or settings.from_ or settings.to
    source = "list" if deck.words else "text"
    where = f"not in this part of the {source}" if is_part else f"gone from the {source}"
    yield from package_reports.gone(left, f"left out now, though the {source} has them", verbose=verbose)
    yield from package_reports.gone(gone, where, verbose=verbose)
