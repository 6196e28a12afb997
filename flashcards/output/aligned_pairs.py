"""The pairs of a text: as a table, as sentence numbers, as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.output.rows import jsonl, tsv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.records import AlignedPair


def pairs_tsv(pairs: Iterable[AlignedPair]) -> str:
    """Write `chinese, english, confidence` a pair; a side without a partner is empty."""
    return tsv((pair.chinese_text, pair.english_text, f"{pair.confidence:.3f}") for pair in pairs)


def pairs_ids(pairs: Iterable[AlignedPair]) -> str:
    """Write `[chinese ids]:[english ids]` a pair: sentence numbers from 0, counted on each side."""
    return "".join(f"{zh}:{en}\n".replace(" ", "") for zh, en in _numbers(pairs))


def pairs_jsonl(pairs: Sequence[AlignedPair]) -> str:
    """Write an object a pair: both texts, their sentence numbers and spans in their documents, and the confidence."""
    return jsonl(
        {
            "chinese": pair.chinese_text or None,
            "english": pair.english_text or None,
            "chinese_ids": zh,
            "english_ids": en,
            "chinese_spans": [[s.start, s.end] for s in pair.chinese],
            "english_spans": [[s.start, s.end] for s in pair.english],
            "confidence": round(pair.confidence, 3),
        }
        for pair, (zh, en) in zip(pairs, _numbers(pairs), strict=True)
    )


def _numbers(pairs: Iterable[AlignedPair]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentence numbers of each pair, counted on each side from 0 in the order of the text."""
    zh = en = 0
    for pair in pairs:
        yield list(range(zh, zh + len(pair.chinese))), list(range(en, en + len(pair.english)))
        zh, en = zh + len(pair.chinese), en + len(pair.english)
