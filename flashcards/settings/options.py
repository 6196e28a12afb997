"""Every option there is, declared once: to add one, add its field here, and use it where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 (the command line reads the types of the fields)

from flashcards.settings.choices import (
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
)
from flashcards.settings.converters import (
    card_kinds,
    chapters,
    choice,
    encodings,
    level_name,
    many,
    output_paths,
    path,
    paths,
    place,
    positive,
    share,
    switch,
    text,
)
from flashcards.settings.declaration import Group, declared_options, option

DOUBTFUL = 0.5
"""Below this confidence a pair is likelier wrong than right: it is marked, and by default makes no card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked for, in the types that the stages use; `load_settings` makes one of plain values and of recipes.

    `sources` are one file with both languages, or one file a language; an address stands for a page of the web. All
    else has a default that serves most texts, and is explained where it is declared.
    """

    sources: tuple[str, ...]

    # Reading the text

    sentences: SentenceMode = option(
        SentenceMode.SPLIT,
        choice(SentenceMode),
        Group.READING,
        "Where sentences end: `split` finds it in the text, `lines` takes each line as one.",
    )
    scorer: Scoring = option(
        Scoring.DICTIONARY,
        choice(Scoring),
        Group.READING,
        "What tells which sentences belong together: `dictionary`, ours; `vectors`, sentence vectors of LaBSE: slow, "
        "and in need of `pip install 'flashcards[embed]'` and of a model of 1.9 GB, which nothing fetches unasked.",
    )
    encoding: tuple[str, ...] = option(
        (),
        encodings,
        Group.READING,
        "How the text is encoded: `gb18030`, `big5`, `utf-16` …; with a comma, one for each file.",
        metavar="NAME",
        without="found out",
    )
    chapter: tuple[tuple[int, int], ...] = option(
        (),
        chapters,
        Group.READING,
        "Take these chapters alone, counted in the text from 1: `3`, `3-5`, `1,4-6`.",
        metavar="NUMBERS",
        without="all",
    )
    from_: str = option(
        "",
        place,
        Group.READING,
        "Begin with this pair: its number, as `align` lists them, or words of its sentence.",
        metavar="PLACE",
        without="the first",
    )
    to: str = option(
        "",
        place,
        Group.READING,
        "End with this pair: its number, or words of its sentence.",
        metavar="PLACE",
        without="the last",
    )
    dictionary: Path | None = option(
        None,
        path,
        Group.READING,
        "A CC-CEDICT file to use instead of the one that comes along, `.gz` or not, in the old notation or the new.",
        metavar="FILE",
        without="the shipped one",
    )
    words: Path | None = option(
        None,
        path,
        Group.READING,
        "A list of your own words, which win over the dictionary: word, reading and meaning, with tabs between them, "
        "one word a line.",
        metavar="FILE",
    )

    # Choosing what to learn

    min_confidence: float = option(
        DOUBTFUL,
        share,
        Group.CHOOSING,
        "The least confidence, from 0 to 1, at which a pair becomes a card.",
        metavar="NUMBER",
    )
    level: str = option(
        "",
        level_name,
        Group.CHOOSING,
        "Leave out the words of this level and below: `hsk1` to `hsk6`, `hsk3.0-3`, `hsk3.0-6`, `hsk3.0-9`, or the "
        "most frequent words, as `top5000`.",
        metavar="LEVEL",
    )
    known: tuple[Path, ...] = option(
        (),
        paths,
        Group.CHOOSING,
        "Leave out the words of this file: a list (one a line, or a table with a column of them), your Anki collection "
        "(`collection.anki2`), or a package (`.apkg`, `.colpkg`); may be given again.",
        metavar="FILE",
    )
    known_field: str = option(
        "",
        text,
        Group.CHOOSING,
        "The field of the collection that holds words.",
        metavar="NAME",
        without="the one whose values are words",
    )
    known_interval: int = option(
        21,
        positive,
        Group.CHOOSING,
        "From how many days between reviews on a word of the collection is known.",
        metavar="DAYS",
    )
    ignore: tuple[Path, ...] = option(
        (),
        paths,
        Group.CHOOSING,
        "No card for the words of this file, whether you know them or not; may be given again.",
        metavar="FILE",
    )
    names: Names = option(
        Names.EXCLUDE,
        choice(Names),
        Group.CHOOSING,
        "Names of persons and places: `exclude` makes no cards of them, `include` does, `separate` puts those into a "
        "sub-deck of their own.",
    )
    order: Order = option(
        Order.TEXT,
        choice(Order),
        Group.CHOOSING,
        "What is learned first: `text` as met in the text, `frequency` the most frequent, `difficulty` the easiest, "
        "`easiest-first` whatever has the fewest words that are new by then (i+1).",
    )
    max_length: int | None = option(
        None,
        positive,
        Group.CHOOSING,
        "Split sentences of more Chinese characters at a clause, where both languages have one.",
        metavar="NUMBER",
    )
    limit: int | None = option(
        None,
        positive,
        Group.CHOOSING,
        "At most so many words, the worthiest.",
        metavar="NUMBER",
    )
    min_count: int = option(
        1,
        positive,
        Group.CHOOSING,
        "Only words that stand so often in the text.",
        metavar="NUMBER",
    )

    # Pinyin

    pinyin: Pinyin = option(
        Pinyin.MARKS,
        choice(Pinyin),
        Group.PINYIN,
        "How pinyin is written: `marks` (yínháng), `numbers` (yin2hang2), `zhuyin` (ㄧㄣˊ ㄏㄤˊ).",
    )
    pinyin_spacing: Spacing = option(
        Spacing.WORD,
        choice(Spacing),
        Group.PINYIN,
        "What pinyin sets apart: `word` (yínháng), `syllable` (yín háng).",
    )
    sandhi: bool = option(
        False,
        switch,
        Group.PINYIN,
        "Write tones as they are spoken (bú shì for 不是), not as the dictionary gives them.",
    )

    # Cards

    mode: Mode = option(
        Mode.BOTH,
        choice(Mode),
        Group.CARDS,
        "Which notes to make: `sentence`, `vocabulary`, `both`.",
    )
    cards: tuple[CardKind, ...] = option(
        (CardKind.RECOGNITION,),
        card_kinds,
        Group.CARDS,
        f"What to ask, comma-separated: {', '.join(f'`{kind}`' for kind in CardKind)}.",
        metavar="KINDS",
    )
    tones: Tones = option(
        Tones.PLECO,
        choice(Tones),
        Group.CARDS,
        "The colours of the tones, on cards and pages: `pleco`, `mdbg`, `off`.",
    )
    templates: Path | None = option(
        None,
        path,
        Group.CARDS,
        "A folder of your own templates and CSS, which win over those of the cards.",
        metavar="FOLDER",
    )
    hide_pinyin: bool = option(
        False,
        switch,
        Group.CARDS,
        "Hide the pinyin above a sentence until you point at a word or tap it.",
    )
    speech: bool = option(
        False,
        switch,
        Group.CARDS,
        "Let the voice of your device read the cards aloud (Linux has none).",
    )

    # Anki

    title: str = option(
        "",
        text,
        Group.ANKI,
        "The name of the deck.",
        metavar="NAME",
        without="that of the output",
    )
    audio: Audio = option(
        Audio.OFF,
        choice(Audio),
        Group.ANKI,
        "Who reads the cards aloud into sound files: `off`, `espeak-ng` (a program on your machine), `edge-tts` (an "
        "online service).",
    )
    tags: tuple[str, ...] = option(
        (),
        many(text),
        Group.ANKI,
        "Tags for every note, comma-separated.",
        metavar="TAGS",
    )
    namespace: str = option(
        "",
        text,
        Group.ANKI,
        "Set these notes apart from equal notes of other decks.",
        metavar="NAME",
    )
    previous: Path | None = option(
        None,
        path,
        Group.ANKI,
        "The package whose notes this one updates.",
        metavar="FILE",
        without="the output's last version",
    )

    # Output

    output: tuple[Path, ...] = option(
        (),
        output_paths,
        Group.OUTPUT,
        "What to write, by its ending: a package (`.apkg`), the cards as a table (`.tsv`, `.csv`), the notes as a text "
        "that Anki imports (`.txt`), every card as a page to look at (`.html`), the pairs as a translation memory "
        "(`.tmx`); may be given again. What `build` did not write is never written over.",
        metavar="FILE",
        without="named after the text; after what their names share, if there are two",
        short="-o",
    )


OPTIONS = declared_options(Settings)
"""Every option by the name of its field."""
