"""What the user asks for: `deck.toml` and options become one frozen `Settings`.

An option has one name everywhere: `min_confidence` here and in `deck.toml` is `--min-confidence` on the command line.
"""

from __future__ import annotations

import difflib
import keyword
import os
import tomllib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.errors import InputError, OutputError, UsageError
from flashcards.settings import converters, levels
from flashcards.settings.sources import STDIN, is_address, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

RECIPE = "deck.toml"
DOUBTFUL = 0.5
"""Below this confidence a pair is likelier wrong than right: it is marked, and by default makes no card."""
_PATH_LISTS = ("known", "ignore")
_PATHS = ("templates", "previous", "dictionary", "words")
"""The settings that name one file or folder each; in a recipe they start at its folder."""
OUTPUT_FORMATS = (".apkg", ".tsv", ".csv", ".txt", ".html", ".tmx")
"""The endings that tell what to write: a package for Anki, the cards as a table (twice), the notes as a text that Anki
imports, every card as a page to look at, the pairs as a translation memory."""


class Mode(StrEnum):
    """Which notes a deck holds."""

    SENTENCE = "sentence"
    VOCABULARY = "vocabulary"
    BOTH = "both"


class SentenceMode(StrEnum):
    """Where sentences end: found in the text, or one a line as the text stands."""

    SPLIT = "split"
    LINES = "lines"


class Scoring(StrEnum):
    """What judges which sentences belong together."""

    DICTIONARY = "dictionary"
    VECTORS = "vectors"


class CardKind(StrEnum):
    """What a card asks. Every note can make every kind; a deck makes those that were chosen."""

    RECOGNITION = "recognition"
    PRODUCTION = "production"
    LISTENING = "listening"
    READING = "reading"
    CLOZE = "cloze"


class Pinyin(StrEnum):
    """How readings are written: yínháng, yin2hang2, ㄧㄣˊ ㄏㄤˊ."""

    MARKS = "marks"
    NUMBERS = "numbers"
    ZHUYIN = "zhuyin"


class Spacing(StrEnum):
    """What pinyin sets apart: words, as the standard has it (yínháng), or every syllable (yín háng)."""

    WORD = "word"
    SYLLABLE = "syllable"


class Names(StrEnum):
    """What becomes of names of persons and places: no cards, cards among the others, or a sub-deck of their own."""

    EXCLUDE = "exclude"
    INCLUDE = "include"
    SEPARATE = "separate"


class Order(StrEnum):
    """In which order cards are learned."""

    TEXT = "text"
    FREQUENCY = "frequency"
    DIFFICULTY = "difficulty"
    EASIEST_FIRST = "easiest-first"


class Audio(StrEnum):
    """Who reads the cards aloud into sound files: nobody, a program on this machine, or an online service."""

    OFF = "off"
    ESPEAK = "espeak-ng"
    EDGE = "edge-tts"


class Tones(StrEnum):
    """A scheme of colours for the tones; each is a file of CSS in `templates/`."""

    PLECO = "pleco"
    MDBG = "mdbg"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A whole job. Every field but `sources` has a default that serves most texts.

    `sources` are one file with both languages, or one file a language; an address stands for a page of the web.
    `output` are the files to write, their format told by their ending. `encoding` is that of all sources, or of each in
    turn; without it, it is found.
    `min_confidence` (0 to 1) is the least confidence at which a pair becomes a card.
    `templates` is a folder whose files stand in for those of the cards' look.
    With `speech` the platform's voice reads the cards; `audio` tells who makes recordings that come with them.
    With `sandhi` tones are written as they are spoken,
    with `hide_pinyin` the pinyin above a sentence shows where one points.
    `dictionary` is a CC-CEDICT file to use instead of the one that comes along, `words` a list of own words that win.
    `level` leaves out the words of that HSK level and below ("hsk4", "hsk3.0-6", or "top5000" for the most frequent),
    `known` the words of these files, of Anki collections the words of `known_field` (found where it is not given) that
    have come to `known_interval` days between reviews, `ignore` words that are nothing to learn.
    Pairs of more than `max_length` Chinese characters are split at a clause, where that can be done.
    `namespace` sets the notes of a deck apart from equal notes of other decks.
    """

    sources: tuple[str, ...]
    output: tuple[Path, ...] = ()
    title: str = ""
    mode: Mode = Mode.BOTH
    sentences: SentenceMode = SentenceMode.SPLIT
    scorer: Scoring = Scoring.DICTIONARY
    encoding: tuple[str, ...] = ()
    chapter: tuple[tuple[int, int], ...] = ()
    from_: str = ""
    to: str = ""
    cards: tuple[CardKind, ...] = (CardKind.RECOGNITION,)
    tones: Tones = Tones.PLECO
    templates: Path | None = None
    pinyin: Pinyin = Pinyin.MARKS
    pinyin_spacing: Spacing = Spacing.WORD
    sandhi: bool = False
    hide_pinyin: bool = False
    speech: bool = False
    audio: Audio = Audio.OFF
    min_confidence: float = DOUBTFUL
    level: str = ""
    known: tuple[Path, ...] = ()
    known_field: str = ""
    known_interval: int = 21
    ignore: tuple[Path, ...] = ()
    names: Names = Names.EXCLUDE
    order: Order = Order.TEXT
    max_length: int | None = None
    limit: int | None = None
    min_count: int = 1
    tags: tuple[str, ...] = ()
    namespace: str = ""
    previous: Path | None = None
    dictionary: Path | None = None
    words: Path | None = None


def load(sources: Sequence[str | Path], **options: Any) -> Settings:
    """Make settings from the sources and options of a call; an option that is None was not given.

    A folder as the only source is a recipe: its `deck.toml` gives the settings, with paths relative to the folder, and
    options given here win over it.

    Raises:
        InputError: a recipe is missing or broken.
        UsageError: an option has no such name or value, or none of the meaning it has with another that is missing.
        OutputError: an output is one of the sources.

    """
    try:
        given = _checked({name: value for name, value in options.items() if value is not None}, _option)
    except InputError as error:
        raise UsageError(*error.args) from error
    if len(sources) == 1 and os.path.isdir(sources[0]):  # noqa: PTH112 (Path.is_dir raises for names too long)
        recipe = _recipe(Path(sources[0]))
        return _with_names(Settings(**{**recipe, **given}), Path(sources[0]).resolve().name)
    for source in map(Path, sources):
        if os.path.isdir(source):  # noqa: PTH112 (as above)
            raise InputError(f"{source}: a folder stands for a whole recipe; give it alone, or give files.")
        if source.name == RECIPE:
            raise InputError(f"{source}: this is a recipe, not a text; give the folder it stands in.")
    settings = Settings(sources=tuple(str(s) for s in sources), **given)
    return _with_names(settings, name_of(settings.sources))


def refuse_sources(sources: Iterable[str], outputs: Iterable[Path]) -> None:
    """See to it that no text is written over.

    Raises:
        OutputError: an output is one of the sources.

    """
    read = {os.path.realpath(source) for source in sources if source != STDIN and not is_address(source)}
    for path in outputs:
        if os.path.realpath(path) in read:
            raise OutputError(f"{path}: this is the text itself; name another place with --output.")


def _with_names(settings: Settings, stem: str) -> Settings:
    """Fill in the output and the title that were not given: a deck is called as its package, else as its text."""
    if settings.known_field and not settings.known:
        raise UsageError(
            "--known-field names a field of a collection, and there is none; name the collection with --known, or take "
            "the option away."
        )
    output = tuple(dict.fromkeys(settings.output)) or (Path(f"{stem}.apkg"),)
    refuse_sources(settings.sources, output)
    return replace(settings, output=output, title=settings.title.strip() or output[0].stem)


def _recipe(folder: Path) -> dict[str, Any]:
    """Read the settings of a recipe, its paths made to start at its folder."""
    path = folder / RECIPE
    values = _checked(_toml(path), lambda name: f"{path}: {name}")
    if not values.get("sources"):
        raise InputError(f'{path}: names no text; add a line such as sources = ["text.txt"].')
    values["sources"] = tuple(source if is_address(source) else str(folder / source) for source in values["sources"])
    values["output"] = tuple(folder / output for output in values.get("output", ()))
    values |= {name: tuple(folder / path for path in values[name]) for name in _PATH_LISTS if name in values}
    return values | {name: folder / values[name] for name in _PATHS if name in values}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError(
            f"{path.parent}: this folder has no {RECIPE}; write one, or name the text file itself."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the recipe as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}; mend the recipe there.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions.") from error


def _option(name: str) -> str:
    """Name a setting as the command line does."""
    return f"--{name.rstrip('_').replace('_', '-')}"


def _checked(values: Mapping[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    """Turn plain values into those of `Settings`; `named` tells what a message calls a setting."""
    made = {}
    for given, value in values.items():
        name = f"{given}_" if keyword.iskeyword(given) else given  # `from` is no name in Python
        if name not in _CONVERTERS:
            raise InputError(f"{named(given)}: there is no such setting; {_guess(name, list(_CONVERTERS))}.")
        try:
            made[name] = _CONVERTERS[name](value)
        except (TypeError, ValueError) as error:
            raise InputError(f"{named(given)} cannot be {_shown(value)}: {error}.") from error
    return made


def _shown(value: Any) -> str:
    """Show a value as it was given; command lines give paths as objects."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value)) or "empty"
    return repr(str(value)) if isinstance(value, str | Path) else str(value).lower()


def _guess(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}" if near else f"there are {', '.join(known)}"


def _kinds(value: Any) -> tuple[CardKind, ...]:
    kinds = converters.many(converters.choice(CardKind))(value)
    if not kinds:
        raise ValueError("name at least one kind of card")
    return kinds


def _level(value: Any) -> str:
    """Take a level that says something; an empty one is none."""
    text = converters.text(value).strip()
    if text:
        levels.parse(text)
    return text


def _outputs(value: Any) -> tuple[Path, ...]:
    paths = converters.paths(value)
    for path in paths:
        if path.suffix not in OUTPUT_FORMATS:
            raise ValueError(f"name a file that ends in {', '.join(OUTPUT_FORMATS[:-1])} or {OUTPUT_FORMATS[-1]}")
    return paths


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "sources": lambda value: tuple(map(converters.text, converters.listed(value))),
    "output": _outputs,
    "title": converters.text,
    "mode": converters.choice(Mode),
    "sentences": converters.choice(SentenceMode),
    "scorer": converters.choice(Scoring),
    "encoding": converters.encodings,
    "chapter": converters.chapters,
    "from_": converters.place,
    "to": converters.place,
    "cards": _kinds,
    "tones": converters.choice(Tones),
    "templates": converters.path,
    "pinyin": converters.choice(Pinyin),
    "pinyin_spacing": converters.choice(Spacing),
    "sandhi": converters.switch,
    "hide_pinyin": converters.switch,
    "speech": converters.switch,
    "audio": converters.choice(Audio),
    "min_confidence": converters.share,
    "level": _level,
    "known": converters.paths,
    "known_field": converters.text,
    "known_interval": converters.positive,
    "ignore": converters.paths,
    "names": converters.choice(Names),
    "order": converters.choice(Order),
    "max_length": converters.positive,
    "limit": converters.positive,
    "min_count": converters.positive,
    "tags": converters.many(converters.text),
    "namespace": converters.text,
    "previous": converters.path,
    "dictionary": converters.path,
    "words": converters.path,
}
assert set(_CONVERTERS) == {field.name for field in fields(Settings)}, "every setting has one converter"
