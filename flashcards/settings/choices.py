"""The values of options that have few: each is written on the command line and in `deck.toml` as it stands here."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """Which notes a deck holds."""

    SENTENCE = "sentence"
    VOCABULARY = "vocabulary"
    BOTH = "both"


class SourceKind(StrEnum):
    """What a source is taken for: whatever it is, a text, or a list of words."""

    AUTO = "auto"
    TEXT = "text"
    WORDS = "words"


class SentenceMode(StrEnum):
    """Where sentences end: found in the text, or one a line as the text stands."""

    SPLIT = "split"
    LINES = "lines"


class Scoring(StrEnum):
    """What judges which sentences belong together."""

    DICTIONARY = "dictionary"
    VECTORS = "vectors"


class CardKind(StrEnum):
    """What a card asks. Every note can make every kind; a deck makes those that were chosen.

    `anki/notetypes.py` says what else a new kind takes.
    """

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
