"""The options that commands share, and the values that only the command line knows."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flashcards.settings import Audio, CardKind, Mode, Names, Order, Pinyin, Scoring, SentenceMode, Spacing, Tones


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
    mode: Annotated[Mode | None, typer.Option(help="Which notes to make.  [default: both]")]
    cards: Annotated[
        str | None,
        typer.Option(
            metavar="KINDS", help=f"What to ask, comma-separated: {', '.join(CardKind)}.  [default: recognition]"
        ),
    ]
    tones: Annotated[Tones | None, typer.Option(help="The colours of the tones.  [default: pleco]")]
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

    pinyin: Annotated[Pinyin | None, typer.Option(help="How pinyin is written.  [default: marks]")]
    pinyin_spacing: Annotated[
        Spacing | None, typer.Option(help="Whether pinyin sets words apart, or every syllable.  [default: word]")
    ]
    sandhi: Annotated[
        bool | None, typer.Option("--sandhi", help="Write tones as they are spoken: bú shì, yí gè, níhǎo.")
    ]


class Pairs:
    """How a text is read, which part of it, and how its sentences are paired."""

    sentences: Annotated[
        SentenceMode | None,
        typer.Option(
            help="Find the sentences in the text (split), or take each line as one (lines).  [default: split]"
        ),
    ]
    scorer: Annotated[
        Scoring | None,
        typer.Option(
            help="What tells which sentences belong together: our dictionary, or sentence vectors, which need the "
            "extra flashcards[embed] and a model of 1.9 GB.  [default: dictionary]"
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
        typer.Option(
            min=0,
            max=1,
            metavar="NUMBER",
            help="The least confidence at which a pair is used for cards.  [default: 0.5]",
        ),
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
        typer.Option(
            min=1, metavar="DAYS", help="From how many days between reviews on a word of it is known.  [default: 21]"
        ),
    ]
    ignore: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A list of words that shall get no card, known or not; may be repeated."),
    ]
    names: Annotated[
        Names | None,
        typer.Option(
            help="Names of persons and places: no cards, cards, or a sub-deck of their own.  [default: exclude]"
        ),
    ]
    order: Annotated[
        Order | None,
        typer.Option(
            help="What is learned first: as met in the text, the frequent, the easy, or whatever has the fewest new "
            "words.  [default: text]"
        ),
    ]
    max_length: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="NUMBER", help="Split sentences of more Chinese characters at a clause, if it can be."
        ),
    ]
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="Take at most so many terms, the worthiest.")
    ]
    min_count: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="Take only terms that stand so often in the text.")
    ]


class Package:
    """What a package has besides its cards."""

    audio: Annotated[
        Audio | None, typer.Option("--audio", help="Who reads the cards aloud into sound files.  [default: off]")
    ]
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
