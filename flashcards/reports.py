"""What was made and what was left out, in sentences for the person at the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flashcards.records import SentenceCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flashcards.anki import Summary
    from flashcards.pipeline import Deck
    from flashcards.records import AlignedPair
    from flashcards.vocabulary import Choice

EXAMPLES = 3
"""How many of the notes that are gone are named."""

WIDTH = 60
"""Characters shown of what was left out of a text."""


def pairs(aligned: Sequence[AlignedPair]) -> str:
    """Say how many pairs there are and how many sentences have no partner."""
    alone = sum(len(pair.chinese) + len(pair.english) for pair in aligned if pair.is_null)
    whole = sum(not pair.is_null for pair in aligned)
    return f"{_count(whole, 'pair')}, {_count(alone, 'sentence')} without a partner."


def deck(made: Deck, written: Sequence[tuple[Path, Summary | None]], *, verbose: bool) -> str:
    """Say what became of the text, and what is new, changed and gone in each file that was written."""
    sentences = sum(isinstance(card, SentenceCard) for card in made.cards)
    lines = [
        pairs(made.pairs),
        *_doubtful(made.doubtful, verbose=verbose),
        f"{_count(sentences, 'sentence note')}, {_count(len(made.cards) - sentences, 'vocabulary note')}.",
    ]
    if made.left_out:
        reasons = Counter(omission.reason for omission in made.left_out)
        lines.append("Left out of the text: " + ", ".join(f"{n} × {reason}" for reason, n in reasons.items()) + ".")
    if verbose:
        lines += (f"  {o.document}, line {o.line}: {o.reason}: {_short(o.text)}" for o in made.left_out)
        lines += _alone(made.pairs)
        lines.append(left_out_terms(made.choice))
    for path, summary in written:
        lines.append(f"{path}: {_changes(summary)}" if summary else f"{path}: written.")
        if summary:
            lines += _gone(summary)
            lines += _folded(summary, verbose=verbose)
    return "\n".join(lines)


def left_out_terms(choice: Choice) -> str:
    """Name the words that got no card, by reason."""
    by_reason: dict[str, list[str]] = {}
    for word, reason in choice.left_out:
        by_reason.setdefault(reason, []).append(word)
    lines = (f"  {reason}: {'、'.join(dict.fromkeys(words))}" for reason, words in by_reason.items())
    return "\n".join(["Words without a card:", *lines])


def _doubtful(doubtful: Sequence[AlignedPair], *, verbose: bool) -> Iterator[str]:
    if doubtful:
        yield f"{_count(len(doubtful), 'pair')} too doubtful for cards (--min-confidence; see `flashcards align`)."
    if verbose:
        yield from (f"  {pair.confidence:.2f}  {pair.chinese_text}  |  {pair.english_text}" for pair in doubtful)


def _alone(aligned: Iterable[AlignedPair]) -> Iterator[str]:
    yield from (f"  no partner: {pair.chinese_text or pair.english_text}" for pair in aligned if pair.is_null)


def _changes(summary: Summary) -> str:
    counts = Counter(
        {"new": len(summary.new), "changed": len(summary.changed), "unchanged": len(summary.unchanged)}
        | ({"gone": len(summary.gone)} if summary.gone else {})
    )
    return ", ".join(f"{number} {state}" for state, number in counts.items()) + "."


def _gone(summary: Summary) -> Iterator[str]:
    if summary.gone:
        named = ", ".join(summary.gone[:EXAMPLES]) + (", …" if len(summary.gone) > EXAMPLES else "")
        yield f"  gone from the text, but Anki keeps them with their reviews: {named}"


def _folded(summary: Summary, *, verbose: bool) -> Iterator[str]:
    if summary.folded:
        yield f"  {_count(len(summary.folded), 'repeated sentence')} made one note each."
    if summary.unasked:
        yield f"  {_count(len(summary.unasked), 'note')} left out: none of the chosen kinds of card can ask for them."
    if verbose:
        yield from (f"    {text}" for text in (*summary.folded, *summary.unasked))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
