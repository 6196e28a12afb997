"""Every option there is, declared once.

To add one: its field here, in the group whose commands shall have it (`cli`: `takes`); its row in the README, which
`tests/test_readme.py` asks for; then use it. How cards look and spell is made of the settings in `output` (`look`,
`spelling`), what they hold at the end of `pipeline.build`. A file that nothing may be written over joins
`Settings.inputs`; what makes no sense for a folder of texts, `cli._library._OF_ONE_TEXT`; what counts words,
`settings.library._COUNTED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 (the command line reads the types of the fields)

from flashcards.settings import choices as kinds
from flashcards.settings import converters
from flashcards.settings.declaration import Group, declared_options

DOUBTFUL = 0.5
"""Below this confidence a pair is likelier wrong than right: it is marked, and by default makes no card."""

reading = Group.READING.option
choosing = Group.CHOOSING.option
spelling = Group.PINYIN.option
on_cards = Group.CARDS.option
in_anki = Group.ANKI.option
on_output = Group.OUTPUT.option


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked for, in the types that the stages use; `load_settings` makes one of plain values and of recipes.

    `sources` are one file with both languages, or one file a language; an address stands for a page of the web. All
    else has a default that serves most texts, and is explained where it is declared.
    """

    sources: tuple[str, ...]

    sentences: kinds.SentenceMode = reading(
        kinds.SentenceMode.SPLIT, "Where sentences end: `split` finds it in the text, `lines` takes each line as one."
    )
    scorer: kinds.Scoring = reading(
        kinds.Scoring.DICTIONARY,
        "What tells which sentences belong together: `dictionary`, ours; `vectors`, sentence vectors of LaBSE: slow, "
        "and in need of `pip install 'flashcards[embed]'` and of a model of 1.9 GB, which nothing fetches unasked.",
    )
    encoding: tuple[str, ...] = reading(
        (),
        "How the text is encoded: `gb18030`, `big5`, `utf-16` …; with a comma, one for each file.",
        convert=converters.encodings,
        without="found out",
    )
    chapter: tuple[tuple[int, int], ...] = reading(
        (),
        "Take these chapters alone, counted in the text from 1: `3`, `3-5`, `1,4-6`.",
        convert=converters.chapters,
        without="all",
    )
    from_: str = reading(
        "",
        "Begin with this pair: its number, as `align` lists them, or words of its sentence.",
        convert=converters.place,
        without="the first",
    )
    to: str = reading(
        "", "End with this pair: its number, or words of its sentence.", convert=converters.place, without="the last"
    )
    dictionary: Path | None = reading(
        None,
        "A CC-CEDICT file to use instead of the one that comes along, `.gz` or not, in the old notation or the new.",
        without="the shipped one",
    )
    words: Path | None = reading(
        None,
        "A list of your own words, which win over the dictionary: word, reading and meaning, with tabs between them, "
        "one word a line.",
    )
    corrections: Path | None = reading(
        None,
        "A file of corrections: what you have put right about pairs, words and cards of this text, and what stays so.",
        without="`essay.corrections.toml` beside the text, if there is one",
    )

    read_as: kinds.SourceKind = choosing(
        kinds.SourceKind.AUTO,
        "What the source is: `auto` finds it out, `text` a text, `words` a list of words, one a line or in a table.",
    )
    examples: tuple[Path, ...] = choosing(
        (),
        "Texts that show the words of a list in use, in both languages or in Chinese: a file, or a folder of files; "
        "may be given again.",
    )
    min_confidence: float = choosing(DOUBTFUL, "The least confidence, from 0 to 1, at which a pair becomes a card.")
    level: str = choosing(
        "",
        "Leave out the words of this level and below: `hsk1` to `hsk6`, `hsk3.0-3`, `hsk3.0-6`, `hsk3.0-9`, or the "
        "most frequent words, as `top5000`.",
        convert=converters.level_name,
    )
    known: tuple[Path, ...] = choosing(
        (),
        "Leave out the words of this file: a list (one a line, or a table with a column of them), your Anki "
        "collection (`collection.anki2`), or a package (`.apkg`, `.colpkg`); may be given again.",
    )
    known_field: str = choosing(
        "", "The field of the collection that holds words.", without="the one whose values are words"
    )
    known_interval: int = choosing(
        21, "From how many days between reviews on a word of the collection is known.", metavar="DAYS"
    )
    ignore: tuple[Path, ...] = choosing(
        (), "No card for the words of this file, whether you know them or not; may be given again."
    )
    names: kinds.Names = choosing(
        kinds.Names.EXCLUDE,
        "Names of persons and places: `exclude` makes no cards of them, `include` does, `separate` puts those into a "
        "sub-deck of their own.",
    )
    order: kinds.Order = choosing(
        kinds.Order.TEXT,
        "What is learned first: `text` as met in the text, `frequency` the most frequent, `difficulty` the easiest, "
        "`easiest-first` whatever has the fewest words that are new by then (i+1).",
    )
    max_length: int | None = choosing(
        None,
        "Split sentences of more Chinese characters at a clause, where both languages have one, or there is but one.",
    )
    limit: int | None = choosing(None, "At most so many words, the worthiest.")
    min_count: int = choosing(1, "Only words that stand so often in the text.")

    pinyin: kinds.Pinyin = spelling(
        kinds.Pinyin.MARKS, "How pinyin is written: `marks` (yínháng), `numbers` (yin2hang2), `zhuyin` (ㄧㄣˊ ㄏㄤˊ)."
    )
    pinyin_spacing: kinds.Spacing = spelling(
        kinds.Spacing.WORD, "What pinyin sets apart: `word` (yínháng), `syllable` (yín háng)."
    )
    sandhi: bool = spelling(
        False, "Write tones as they are spoken (bú shì for 不是), not as the dictionary gives them."
    )

    mode: kinds.Mode = on_cards(kinds.Mode.BOTH, "Which notes to make: `sentence`, `vocabulary`, `both`.")
    cards: tuple[kinds.CardKind, ...] = on_cards(
        (kinds.CardKind.RECOGNITION,),
        f"What to ask, comma-separated: {', '.join(f'`{kind}`' for kind in kinds.CardKind)}.",
        convert=converters.card_kinds,
    )
    tones: kinds.Tones = on_cards(
        kinds.Tones.PLECO, "The colours of the tones, on cards and pages: `pleco`, `mdbg`, `off`."
    )
    templates: Path | None = on_cards(
        None, "A folder of your own templates and CSS, which win over those of the cards.", metavar="FOLDER"
    )
    hide_pinyin: bool = on_cards(False, "Hide the pinyin above a sentence until you point at a word or tap it.")
    context: bool = on_cards(False, "Fold the sentences before and behind its own under each card.")
    speakers: bool = on_cards(False, "Name on each card who says its sentence, where the text does: `小王：`, `A:`.")
    speech: bool = on_cards(False, "Let the voice of your device read the cards aloud (Linux has none).")

    title: str = in_anki("", "The name of the deck.", without="that of the output")
    audio: kinds.Audio = in_anki(
        kinds.Audio.OFF,
        "Who reads the cards aloud into sound files: `off`, `espeak-ng` (a program on your machine), `edge-tts` (an "
        "online service).",
    )
    voice: str = in_anki(
        "",
        "The voice of the recordings: of `edge-tts` as `zh-CN-YunxiNeural` or `zh-TW-HsiaoChenNeural`, of `espeak-ng` "
        "a variant such as `f2` or `m3`.",
        convert=converters.voice,
        metavar="NAME",
        without="a woman's; the program's own",
    )
    speed: float = in_anki(
        1.0, "How fast the recordings are read, from 0.5 to 2.", convert=converters.speed, metavar="NUMBER"
    )
    tags: tuple[str, ...] = in_anki(
        (), "Tags for every note, comma-separated.", convert=converters.many(converters.text), metavar="TAGS"
    )
    namespace: str = in_anki("", "Set these notes apart from equal notes of other decks.")
    previous: Path | None = in_anki(
        None, "The package whose notes this one updates.", without="the output's last version"
    )

    output: tuple[Path, ...] = on_output(
        (),
        "What to write, by its ending: a package (`.apkg`), the cards as a table (`.tsv`, `.csv`), the notes as a "
        "text that Anki imports (`.txt`), every card as a page to look at (`.html`), the pairs as a translation "
        "memory (`.tmx`); may be given again. What `build` did not write is never written over.",
        convert=converters.output_paths,
        without="named after the text; after what their names share, if there are two",
        short="-o",
    )

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of all that is read but packages, of which the last one may be the output itself."""
        single = (self.dictionary, self.words, self.corrections, self.templates)
        paths = (*(path for path in single if path), *self.known, *self.ignore, *self.examples)
        return (*self.sources, *(str(path) for path in paths if path.suffix != ".apkg"))


OPTIONS = declared_options(Settings)
"""Every option by the name of its field."""
