"""Results as text that other programs read, or that a terminal shows: TSV, sentence numbers, TMX, JSON lines, tables.

Every function returns the whole text, line ends and all; nothing here writes a file. The formats are promises: what
they hold and in which order stands in the README and does not change without a new major version.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from flashcards import __version__, vocabulary
from flashcards.chinese import orthography
from flashcards.glosses import wording
from flashcards.records import SentenceCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flashcards.anki import Note
    from flashcards.chinese.orthography import Spelling
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Card, Span, Term, Word

LINE_WIDTH = 96
"""Columns that an interlinear line fills where there is no terminal to ask."""

_LANGUAGE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references (W3C, 2008, section 2.2)."""


def tsv(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as tab-separated lines; tabs and line ends inside a value become spaces."""
    return "".join("\t".join(" ".join(str(value).split()) for value in row) + "\n" for row in rows)


def jsonl(rows: Iterable[dict[str, Any]]) -> str:
    """Write one JSON object a line, Chinese as Chinese."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


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
            ET.SubElement(variant, "seg").text = _NOT_XML.sub("", text)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def annotations_jsonl(
    annotated: Iterable[AnnotatedPair], lexicon: Lexicon, spelling: Spelling = orthography.STANDARD
) -> str:
    """Write an object a pair: both texts and the words with offsets, pinyin, rendering, gloss and difficulty."""
    return jsonl(
        {
            "chinese": one.pair.chinese_text,
            "english": one.pair.english_text or None,
            "confidence": round(one.pair.confidence, 3),
            "words": [_word(word, lexicon, spelling) for word in orthography.toned(one.words, spelling)],
        }
        for one in annotated
        if one.pair.chinese
    )


def interlinear(
    annotated: Iterable[AnnotatedPair], width: int = LINE_WIDTH, spelling: Spelling = orthography.STANDARD
) -> str:
    """Write each sentence for a terminal: words with pinyin above and the meaning here below, then the translation.

    `width` is how many columns the words may fill.
    """
    still = replace(spelling, sandhi=False)
    shown = ((_columns(orthography.toned(one.words, spelling), width, still), one.pair) for one in annotated)
    return "\n".join(
        "\n".join([*columns, *([f"  {pair.english_text}"] if pair.english else []), ""])
        for columns, pair in shown
        if pair.chinese
    )


TERM_COLUMNS = ("term", "pinyin", "meaning", "senses", "level", "frequency", "count", "chinese", "english")


def terms_tsv(terms: Iterable[Term], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the terms with a header line; the last two columns are the example."""
    return tsv([TERM_COLUMNS, *(term_row(term, spelling) for term in terms)])


def terms_jsonl(terms: Iterable[Term], spelling: Spelling = orthography.STANDARD) -> str:
    """Write an object a term with the columns of the table, and every rendering with its count."""
    return jsonl(
        dict(zip(TERM_COLUMNS, term_row(term, spelling), strict=True))
        | {"frequency": term.frequency, "count": term.count, "senses": term.glosses, "renderings": term.renderings}
        for term in terms
    )


def terms_table(terms: Iterable[Term], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the terms for a terminal: the word, its pinyin, level, count and meaning in columns."""
    rows = [
        (row[0], row[1], row[4] or "–", f"×{row[6]}", row[2]) for row in (term_row(term, spelling) for term in terms)
    ]
    return "".join(f"{line}\n" for line in columns(rows))


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay rows out in columns for a terminal; the last one is as wide as it is."""
    widths = [max(map(_width, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join([*(_padded(cell, width) for cell, width in zip(row[:-1], widths, strict=False)), row[-1]])


CARD_COLUMNS = ("note", "position", "chinese", "pinyin", "meaning", "senses", "sentence", "translation", "tags")

_SIGNATURES = {
    ".tsv": "\t".join(CARD_COLUMNS[:3]),
    ".csv": ",".join(CARD_COLUMNS[:3]),
    ".txt": "#separator:tab\n#html:true\n#notetype column:1\n#guid column:2\n",
    ".html": '<meta name="generator" content="flashcards">',
    ".tmx": 'creationtool="flashcards"',
}
"""What stands near the beginning of each file that a deck is written to, and hardly in any other file."""
_BEGINNING = 1000


def is_ours(path: Path) -> bool:
    """Tell whether a file is one that a deck was written to, by its beginning; an empty file is everybody's."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING).decode("utf-8", "replace")
    return not beginning or _SIGNATURES[path.suffix] in beginning


def cards_tsv(cards: Iterable[Card], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the cards as a table with a header line, one note a line, so that a change of the text or tool shows."""
    return tsv([CARD_COLUMNS, *(_card(card, spelling) for card in cards)])


def cards_csv(cards: Iterable[Card], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the same table with commas and quotes, as spreadsheets and other flashcard programs read it.

    An apostrophe stands before a cell that a spreadsheet would run as a formula. It can be taken off again: a cell that
    has one before further apostrophes and such a sign has one more than its text.
    """
    return _delimited([CARD_COLUMNS, *(map(_harmless, _card(card, spelling)) for card in cards)], ",")


_FORMULA = re.compile(r"[\s']*[-=+@－＝＋＠]")
"""How a cell begins that a spreadsheet may run (OWASP, "CSV Injection"), or that is written to look like none."""


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


_ANKI_COLUMNS = ("notetype", "guid", "deck", "tags")


def anki_text(notes: Iterable[Note], title: str) -> str:
    """Write notes as a text file that Anki imports (its manual, "Text Files"): a line a note, all its fields.

    Anki takes note types only from a package; it must have seen one of ours before.
    """
    head = ["#separator:tab", "#html:true", *(f"#{name} column:{at}" for at, name in enumerate(_ANKI_COLUMNS, 1))]
    rows = (
        (note.note_type.name, note.guid, f"{title}::{note.deck}", " ".join(note.tags), *note.values) for note in notes
    )
    return "\n".join(head) + "\n" + _delimited(rows, "\t")


def _delimited(rows: Iterable[Iterable[object]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _card(card: Card, spelling: Spelling) -> tuple[object, ...]:
    if isinstance(card, SentenceCard):
        pair = card.annotated.pair
        pinyin = orthography.line(card.annotated.words, spelling)
        return "sentence", card.position, pair.chinese_text, pinyin, pair.english_text, "", "", "", " ".join(card.tags)
    term, pair = card.term, card.term.example.annotated.pair
    term_pinyin, meaning, senses = term_row(term, spelling)[1:4]
    sentence = _bracketed(pair.chinese_text, [(term.example.word.start, term.example.word.end)])
    rendering = term.example.word.rendering
    translation = _bracketed(pair.english_text, rendering.spans if rendering else ())
    shown = (term.text, term_pinyin, meaning, senses, sentence, translation)
    return "vocabulary", card.position, *shown, " ".join(card.tags)


def _bracketed(text: str, spans: Iterable[Span]) -> str:
    """Set brackets around the spans, which do not overlap."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def term_row(term: Term, spelling: Spelling = orthography.STANDARD) -> tuple[str, ...]:
    """Give what the columns of the list of terms hold."""
    pair = term.example.annotated.pair
    return (
        term.text,
        orthography.word(term.syllables, term.text, spelling),
        _meaning(term),
        "; ".join(term.glosses),
        term.level.name,
        f"{term.frequency:.2f}",
        str(term.count),
        pair.chinese_text,
        pair.english_text,
    )


def _meaning(term: Term) -> str:
    here = wording.here(term)
    return f"{wording.meaning(term)} (here: {here})" if here else wording.meaning(term)


def _columns(words: Iterable[Word], most: int, spelling: Spelling) -> Iterator[str]:
    """Lay words out in columns of three rows (pinyin, word, meaning), broken into lines of `most` columns."""
    line: list[tuple[str, str, str]] = []
    for word in words:
        gloss = _gloss(word)
        pinyin = orthography.word(word.syllables, spelling=spelling)
        cell = (pinyin, word.text, gloss if len(gloss) <= 18 else gloss[:17] + "…")
        if line and sum(map(_column, (*line, cell))) > most:
            kept = _kept_together(line, word.text)
            yield from _rows(line[:kept])
            line = line[kept:]
        line.append(cell)
    yield from _rows(line)


def _kept_together(line: Sequence[tuple[str, str, str]], following: str) -> int:
    """Say before which column to break: marks go to the next line with the word before them, unless it is the first."""
    at = len(line)
    while at > 0 and _is_mark(line[at][1] if at < len(line) else following):
        at -= 1
    return at or len(line)


def _is_mark(text: str) -> bool:
    return not any(map(str.isalnum, text))


def _column(cell: tuple[str, str, str]) -> int:
    return max(map(_width, cell)) + 1


def _rows(cells: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    widths = [max(map(_width, cell)) for cell in cells]
    for row in range(3):
        yield " ".join(_padded(cell[row], width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Count the columns a terminal takes for a text: two for wide characters, none for combining ones (UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _gloss(word: Word) -> str:
    """Say what a Chinese word means here; names in Latin letters and punctuation explain themselves."""
    if not word.syllables:
        return ""
    return word.rendering.text if word.rendering else wording.gloss(word)


def _word(word: Word, lexicon: Lexicon, spelling: Spelling) -> dict[str, Any]:
    rendering = word.rendering
    return {
        "text": word.text,
        "start": word.start,
        "end": word.end,
        "pinyin": [orthography.mark(s, spelling.style) for s in word.syllables] or None,
        "english": [list(span) for span in rendering.spans] if rendering else [],
        "gloss": _gloss(word) or None,
        "difficulty": round(vocabulary.difficulty(word, lexicon), 3) if word.syllables else None,
    }


def _numbers(pairs: Iterable[AlignedPair]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentence numbers of each pair, counted on each side from 0 in the order of the text."""
    zh = en = 0
    for pair in pairs:
        yield list(range(zh, zh + len(pair.chinese))), list(range(en, en + len(pair.english)))
        zh, en = zh + len(pair.chinese), en + len(pair.english)
