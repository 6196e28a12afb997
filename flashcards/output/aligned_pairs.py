"""The pairs of a text: as a table, as sentence numbers, as JSON lines, as a translation memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from flashcards import __version__
from flashcards.output.tables import jsonl, tsv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.records import AlignedPair

_LANGUAGE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}lang"


_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Characters that XML 1.0 cannot hold, not even as references (W3C, 2008, section 2.2). Compiled where a translation
memory is written: it takes 10 ms."""


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


def pairs_tmx(pairs: Iterable[AlignedPair]) -> str:
    """Write the complete pairs as a translation memory (TMX 1.4b, LISA 2005); null pairs are no translations."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "flashcards",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "flashcards",
            "adminlang": "en",
            "srclang": "en",
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for pair in pairs:
        if pair.is_null:
            continue
        unit = ET.SubElement(body, "tu")
        ET.SubElement(unit, "prop", type="x-confidence").text = f"{pair.confidence:.3f}"
        for language, text in (("en", pair.english_text), ("zh", pair.chinese_text)):
            variant = ET.SubElement(unit, "tuv", {_LANGUAGE_ATTRIBUTE: language})
            ET.SubElement(variant, "seg").text = re.sub(_NOT_XML, "", text)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _numbers(pairs: Iterable[AlignedPair]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentence numbers of each pair, counted on each side from 0 in the order of the text."""
    zh = en = 0
    for pair in pairs:
        yield list(range(zh, zh + len(pair.chinese))), list(range(en, en + len(pair.english)))
        zh, en = zh + len(pair.chinese), en + len(pair.english)
