"""Why each word of a text got a card or none, and what decided its sense, its reading, and that it is a word.

The columns of the list of terms stand first and mean the same; what explains follows behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import readings, vocabulary
from flashcards.chinese import orthography
from flashcards.output import tables
from flashcards.output.decisions import Decisions
from flashcards.output.term_lists import TERM_COLUMNS, term_row
from flashcards.vocabulary import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.chinese.orthography import Spelling
    from flashcards.lexicon import Lexicon
    from flashcards.vocabulary import Choice, Verdict, Worth

PARTS = ("worth", "new", "useful", "central", "rendered")
COLUMNS = (*TERM_COLUMNS, "standing", "reason", *PARTS, "sense_by", "reading_by", "word_by")

_FORMULA = "worth = new · (useful + central + rendered / 2)"


def table(choice: Choice, lexicon: Lexicon, spelling: Spelling = orthography.STANDARD) -> str:
    """Write for a terminal: what was weighed, the worthiest first, then all other words by the reason against them."""
    decisions = Decisions(lexicon)
    weighed = sorted((v for v in choice.verdicts if v.worth), key=lambda v: -_total(v))
    taken = [verdict for verdict in weighed if verdict.standing is Standing.TAKEN]
    over = [verdict for verdict in weighed if verdict.standing is not Standing.TAKEN]
    lines = [f"Taken, by {_FORMULA}:", *_weighed(taken, decisions, spelling)]
    if over:
        lines += [f"Left out {vocabulary.OVER}:", *_weighed(over, decisions, spelling)]
    return "\n".join([*lines, *_ruled_out([v for v in choice.verdicts if not v.worth], decisions)]) + "\n"


def tsv(choice: Choice, lexicon: Lexicon, spelling: Spelling = orthography.STANDARD) -> str:
    """Write a line a word of the text, in its order, with a header line."""
    decisions = Decisions(lexicon)
    lines = ((*_row(verdict, lexicon, spelling), *_decided(verdict, decisions)) for verdict in choice.verdicts)
    return tables.tsv([COLUMNS, *lines])


def jsonl(choice: Choice, lexicon: Lexicon, spelling: Spelling = orthography.STANDARD) -> str:
    """Write an object a word of the text, in its order; numbers are numbers, and null where nothing was weighed."""
    decisions = Decisions(lexicon)
    return tables.jsonl(
        dict(zip(COLUMNS, _row(verdict, lexicon, spelling), strict=False))
        | {
            "senses": verdict.term.glosses if verdict.term else verdict.word.glosses,
            "frequency": lexicon.frequency(verdict.word.text),
            "count": verdict.count,
            **{name: round(value, 3) for name, value in zip(PARTS, _parts(verdict.worth), strict=False)},
            **({} if verdict.worth else dict.fromkeys(PARTS)),
            "sense_by": decisions.sense(verdict.example.word) if verdict.example else None,
            "reading_by": decisions.reading(verdict.example) if verdict.example else None,
            "word_by": decisions.cut(verdict.example) if verdict.example else None,
        }
        for verdict in choice.verdicts
    )


def _weighed(verdicts: Sequence[Verdict], decisions: Decisions, spelling: Spelling) -> Iterator[str]:
    lines, decided = [], []
    for verdict in verdicts:
        if verdict.term and verdict.worth:
            total, new, useful, central, rendered = _parts(verdict.worth)
            sum_ = f"{new:.2f} · ({useful:.2f} + {central:.2f} + {rendered:.2f} / 2)"
            text, pinyin, meaning, *_ = term_row(verdict.term, spelling)
            lines.append((f"  {total:.2f} = {sum_}", text, pinyin, f"×{verdict.count}", meaning))
            decided.append(_decided(verdict, decisions))
    for line, decision in zip(tables.columns(lines), decided, strict=True):
        yield line
        yield from (
            f"      {name}: {by}" for name, by in zip(("sense", "reading", "word"), decision, strict=True) if by
        )


def _ruled_out(verdicts: Sequence[Verdict], decisions: Decisions) -> Iterator[str]:
    """Name the words that a rule leaves out, by the rule, and how those are read that could be read otherwise."""
    reasons: dict[str, list[str]] = {}
    for verdict in verdicts:
        times = f" ×{verdict.count}" if verdict.count > 1 else ""
        reasons.setdefault(verdict.reason, []).append(f"{verdict.word.text}{times}")
    if reasons:
        yield "Left out by rule:"
    yield from (f"  {reason}: {'、'.join(words)}" for reason, words in reasons.items())
    read = [(v.word.text, decisions.reading(v.example)) for v in verdicts if v.example]
    contested = dict.fromkeys(f"  {text}: {by['detail']}" for text, by in read if by["detail"] != readings.ONLY)
    if contested:
        yield "Read so, of these:"
    yield from contested


def _decided(verdict: Verdict, decisions: Decisions) -> tuple[str, str, str]:
    """Say in a few words what decided the sense and the reading of a word where it stands, and that it is one."""
    example = verdict.example
    if example is None:
        return "", "", ""
    return (
        decisions.sense_in_words(example.word),
        decisions.reading(example)["detail"],
        decisions.cut(example)["detail"],
    )


def _row(verdict: Verdict, lexicon: Lexicon, spelling: Spelling) -> tuple[str, ...]:
    word = verdict.word
    shown = term_row(verdict.term, spelling) if verdict.term else None
    if shown is None:
        meaning = word.glosses[0] if word.senses else word.rendering.text if word.rendering else ""
        shown = (
            word.text,
            orthography.word(word.syllables, word.text, spelling),
            meaning,
            "; ".join(word.glosses),
            lexicon.level(word.text).name,
            f"{lexicon.frequency(word.text):.2f}",
            str(verdict.count),
            "",
            "",
        )
    parts = [f"{value:.3f}" for value in _parts(verdict.worth)] or [""] * len(PARTS)
    return (*shown, verdict.standing, verdict.reason, *parts)


def _parts(worth: Worth | None) -> tuple[float, ...]:
    return (worth.total, worth.new, worth.useful, worth.central, worth.rendered) if worth else ()


def _total(verdict: Verdict) -> float:
    return verdict.worth.total if verdict.worth else 0.0
