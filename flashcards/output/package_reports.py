"""What became of a package: what is new, changed and gone in it, and what it did in Anki."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.output.phrasing import count, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flashcards.anki import Summary
    from flashcards.anki.pushing import Arrival, OwnField

_EXAMPLES = 3
"""How many of the notes that are gone are named."""
_MOST_SOUGHT = 20
"""How many are sought at once, where not all are named: a search that still fits a window. Set by hand."""
_BEGINNING = 12
"""Characters that tell a sentence from another, as a rule. Set by hand."""
_SIGNS = re.compile(r"[\s\"\\*_&<>:]+")
"""What means something else in a search or in a field; a star stands for anything."""
_MOST_EDITED = 10
"""Fields edited in Anki that are named: the page of the review shows all."""


def file(path: Path, summary: Summary | None, missing: Iterable[str], *, verbose: bool) -> Iterator[str]:
    """Say what is new and changed in a file that was written, and what `missing` says of what is gone."""
    if summary is None:
        yield f"{path}: written."
        return
    yield f"{path}: {_changes(summary)}"
    yield from _rewritten(summary)
    yield from _held(summary, verbose=verbose)
    yield from missing
    yield from _without_note(summary, verbose=verbose)


def _changes(summary: Summary) -> str:
    unchanged = (*summary.unchanged, *summary.held)
    states = {"new": summary.new, "changed": summary.changed, "unchanged": unchanged}
    counts = [f"{len(texts)} {state}" for state, texts in states.items() if texts]
    return f"{count(sum(map(len, states.values())), 'note')}: {', '.join(counts)}." if counts else "no notes."


def _rewritten(summary: Summary) -> Iterator[str]:
    """Announce what importing the package will do to notes that are there."""
    if not summary.changed:
        return
    kept = "those that you edited or tagged in Anki stay as they are, and all reviews"
    if summary.touched:
        kept = f"what you edited or tagged in Anki on {len(summary.touched)} of them stays, and all reviews"
    yield f"  Importing it writes {count(len(summary.changed), 'note')} anew; {kept}."


def _held(summary: Summary, *, verbose: bool) -> Iterator[str]:
    if summary.held:
        yield (
            f"  {count(len(summary.held), 'change')} held back: another text has the same word, and Anki may keep its "
            "sentence, or you edited the note; --known with your collection brings both together."
        )
    if verbose:
        yield from (f"    {short(text)}" for text in summary.held)


def gone(texts: Sequence[str], why: str, *, verbose: bool) -> Iterator[str]:
    """Name the notes of the last package that this one lacks, and say why."""
    if texts:
        shown = texts if verbose else texts[:_EXAMPLES]
        named = ", ".join(map(short, shown)) + (", …" if len(texts) > len(shown) else "")
        yield f"  {count(len(texts), 'note')} {why}; Anki keeps them with their reviews: {named}"
        yield f"    Its browser finds them: {search(texts if verbose else texts[:_MOST_SOUGHT])}"


def search(texts: Iterable[str]) -> str:
    """Write the search by which Anki finds the notes of words and sentences; of long ones by how they begin."""
    begun = (text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}*" for text in texts)
    return " OR ".join(f'"Hanzi:{_SIGNS.sub("*", text)}"' for text in begun)


def _without_note(summary: Summary, *, verbose: bool) -> Iterator[str]:
    lists = (
        (summary.repeated, "came again: the same Chinese is one note."),
        (summary.without_cards, "got no note: none of the chosen kinds of card can ask for them."),
        (summary.without_production, "got no production card: nothing on it would tell them from another note."),
    )
    for texts, why in lists:
        if texts:
            yield f"  {count(len(texts), 'sentence or word', 'sentences or words')} {why}"
        if verbose:
            yield from (f"    {short(text)}" for text in texts)


def arrival(package: Path, arrived: Arrival, *, foretold: bool) -> str:
    """Say what became of a package in Anki, or what would."""
    if arrived.is_asked:
        return f"{package}: Anki shows it in its own dialog; press Import there."
    states = {
        "new": arrived.new,
        "changed": arrived.changed,
        "with a sentence of this text behind that of another": arrived.joined,
    }
    states["as before"] = arrived.notes - sum(states.values())
    counts = ", ".join(f"{number} {state}" for state, number in states.items() if number) or "none"
    in_anki = f"{package}: {count(arrived.notes, 'note')}{' would be in Anki' if foretold else ' in Anki'}: {counts}."
    return "\n".join([in_anki, *map(_kept_look, arrived.own_looks), *_edited(arrived.edited)])


def _edited(fields: Sequence[OwnField]) -> Iterator[str]:
    """Name the fields that keep what the learner wrote, and say how the text can keep it, too."""
    if fields:
        notes = len({field.hanzi for field in fields})
        yield (
            f"  {count(notes, 'note')} changed in Anki {'keeps its' if notes == 1 else 'keep their'} words; "
            "`flashcards review` of the text with --collection and your collection lets the next build keep them, too:"
        )
    for field in fields[:_MOST_EDITED]:
        yield f"    {short(field.hanzi)}, {field.name}: “{short(field.held)}” (here: “{short(field.given)}”)"
    if len(fields) > _MOST_EDITED:
        yield f"    … and {len(fields) - _MOST_EDITED} more"


def _kept_look(note_type: str) -> str:
    return (
        f"  Cards of the type {note_type} keep the look they have in Anki: it was edited there, or came with a later "
        "deck. To take that of this package, import it with File → Import, and Update note types: Always."
    )
