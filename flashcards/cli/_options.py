"""The options that commands share, and the values that only the command line knows."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from flashcards.errors import UsageError
from flashcards.settings import (
    Audio,
    CardKind,
    Mode,
    Names,
    Order,
    Pinyin,
    Scoring,
    SentenceMode,
    Spacing,
    Tones,
    converters,
)


class PairFormat(StrEnum):
    """How `align` writes its pairs."""

    TSV = "tsv"
    IDS = "ids"
    JSONL = "jsonl"
    TMX = "tmx"
    HTML = "html"


class AnnotationFormat(StrEnum):
    """How `annotate` writes its words."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"


class TermFormat(StrEnum):
    """How `vocabulary` writes its terms."""

    TABLE = "table"
    TSV = "tsv"
    JSONL = "jsonl"


def one_of(kind: type[StrEnum], help_: str, **more: Any) -> Any:
    """Offer an option with few values; the settings refuse another, and name them."""
    return typer.Option(
        metavar=f"<{'|'.join(kind)}>",
        help=help_,
        autocompletion=lambda incomplete: [value for value in kind if value.startswith(incomplete)],
        **more,
    )


def number(help_: str, *, metavar: str = "NUMBER") -> Any:
    """Offer an option that takes a number."""
    return typer.Option(metavar=metavar, help=help_, parser=_number)


def _number(text: str) -> float | str:
    """Read a number; what is none is left to the settings, which say what they take."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def format_of(kind: type[StrEnum], help_: str) -> Any:
    """Offer the formats of a command."""

    def parse(text: str) -> StrEnum:
        try:
            return converters.choice(kind)(text)
        except ValueError as error:
            raise UsageError(f"--format cannot be {text!r}: {error}.") from error

    return one_of(kind, help_, parser=parse)


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="One file with both languages, or two, one for each; https://..., to download a page; a folder with "
        "deck.toml; - for standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, instead of standard output.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="List all words of the text: why each was taken or left out, and its worth.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what was left out, and why.")]


class Files:
    """Where a deck goes."""

    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="What to write, by its ending: a package (.apkg), its cards as a table (.tsv, .csv), a text that Anki "
            "imports (.txt), a page to look at (.html), the pairs as a translation memory (.tmx); may be given again.",
        ),
    ]


class Cards:
    """What a deck is called, which notes and cards it has, and how they look."""

    title: Annotated[
        str | None, typer.Option(metavar="NAME", help="The name of the deck.  [default: that of the output]")
    ]
    mode: Annotated[str | None, one_of(Mode, "Which notes to make.")]
    cards: Annotated[
        str | None,
        typer.Option(metavar="KINDS", help=f"What to ask, comma-separated: {', '.join(CardKind)}."),
    ]
    tones: Annotated[str | None, one_of(Tones, "The colours of the tones.")]
    templates: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="A folder of your own templates and CSS, which win over those of the cards."
        ),
    ]
    hide_pinyin: Annotated[
        bool | None, typer.Option("--hide-pinyin", help="Hide the pinyin above a sentence until one points at a word.")
    ]
    speech: Annotated[
        bool | None, typer.Option("--speech", help="Let the voice of your device read the cards (Linux has none).")
    ]


class Readings:
    """How pinyin is written."""

    pinyin: Annotated[str | None, one_of(Pinyin, "How pinyin is written.")]
    pinyin_spacing: Annotated[str | None, one_of(Spacing, "Whether pinyin sets words apart, or every syllable.")]
    sandhi: Annotated[
        bool | None, typer.Option("--sandhi", help="Write tones as they are spoken: bú shì, yí gè, níhǎo.")
    ]


class Pairs:
    """How a text is read, which part of it, and how its sentences are paired."""

    sentences: Annotated[
        str | None,
        one_of(SentenceMode, "Find the sentences in the text (split), or take each line as one (lines)."),
    ]
    scorer: Annotated[
        str | None,
        one_of(
            Scoring,
            "What tells which sentences belong together: our dictionary, or sentence vectors, which need the "
            "extra flashcards[embed] and a model of 1.9 GB.",
        ),
    ]
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="How the text is encoded: gb18030, big5, utf-16 …; with a comma, one a file.  [default: found out]",
        ),
    ]
    chapter: Annotated[
        str | None,
        typer.Option(metavar="NUMBERS", help="Take these chapters alone, counted in the text: 3, 3-5 or 1,4-6."),
    ]
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="PLACE", help="Begin with this pair: its number, or words of its sentence."),
    ]
    to: Annotated[
        str | None, typer.Option(metavar="PLACE", help="End with this pair: its number, or words of its sentence.")
    ]


class Choice:
    """Which pairs and words are worth a card, and in which order."""

    min_confidence: Annotated[
        float | None,
        number("The least confidence at which a pair is used for cards, from 0 to 1."),
    ]
    level: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="Leave out what you know: hsk1 to hsk6; hsk3.0-3, hsk3.0-6 or hsk3.0-9; top5000, the most "
            "frequent words.",
        ),
    ]
    known: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="What you know: a list of words, your Anki collection (collection.anki2) or a package; may be "
            "repeated.",
        ),
    ]
    known_field: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The field of the collection that holds words.  [default: found by its values]"
        ),
    ]
    known_interval: Annotated[
        int | None,
        number("From how many days between reviews on a word of it is known.", metavar="DAYS"),
    ]
    ignore: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A list of words that shall get no card, known or not; may be repeated."),
    ]
    names: Annotated[
        str | None, one_of(Names, "Names of persons and places: no cards, cards, or a sub-deck of their own.")
    ]
    order: Annotated[
        str | None,
        one_of(
            Order,
            "What is learned first: as met in the text, the frequent, the easy, or whatever has the fewest new words.",
        ),
    ]
    max_length: Annotated[
        int | None,
        number("Split sentences of more Chinese characters at a clause, if it can be."),
    ]
    limit: Annotated[int | None, number("Take at most so many terms, the worthiest.")]
    min_count: Annotated[int | None, number("Take only terms that stand so often in the text.")]


class Package:
    """What a package has besides its cards."""

    audio: Annotated[str | None, one_of(Audio, "Who reads the cards aloud into sound files.")]
    tags: Annotated[str | None, typer.Option(metavar="TAGS", help="Tags for every note, comma-separated.")]
    namespace: Annotated[
        str | None, typer.Option(metavar="NAME", help="Set these notes apart from equal notes of other decks.")
    ]
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The package whose notes this one updates.  [default: the output's last version]"
        ),
    ]


class Words:
    """What is known about words."""

    dictionary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CC-CEDICT file to use instead of the one that comes along.")
    ]
    words: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Your own words, which win: word, reading, meaning, tab-separated, one a line."
        ),
    ]
