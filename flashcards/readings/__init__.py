"""Words into pinyin: a syllable for each character, chosen among its readings by all that speaks for each.

The dictionary's reading of the word, what lessons teach first, what neighbouring characters tell by rule, a second
opinion by g2pM's network, and the English beside the sentence each add to a reading's score; the highest is taken.
Once the words are linked, the translator's own word may overrule it (`reread`).
`explain` tells for each word which of them decided.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flashcards.glosses import text_support
from flashcards.readings.by_rendering import overruled, reread
from flashcards.readings.reader import Reader, decisions
from flashcards.readings.second_opinion import open_second_opinion
from flashcards.readings.votes import ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.readings.second_opinion import Opinion, SecondOpinion
    from flashcards.records import Decision, Word

__all__ = ["ONLY", "Reader", "explain", "network_of", "overruled", "read", "read_all", "reread"]

_NO_OPINION: Opinion = {}
_NOTHING: Mapping[int, str] = MappingProxyType({})


def read(
    words: Sequence[Word], lexicon: Lexicon, *, english: str = "", given: Mapping[int, str] = _NOTHING
) -> tuple[Word, ...]:
    """Give the words of one text their syllables, and the senses of the reading each has here.

    The syllables are one for each character; words of punctuation, Latin letters or digits have none. `given` is how
    the author of the text reads its characters, by their places.
    """
    return read_all([words], lexicon, english=[english], given=[given])[0]


def read_all(
    texts: Sequence[Sequence[Word]],
    lexicon: Lexicon,
    *,
    english: Sequence[str] = (),
    given: Sequence[Mapping[int, str]] = (),
) -> list[tuple[Word, ...]]:
    """Read the words of many texts; faster than one after the other."""
    readers = _readers(texts, lexicon, english, given)
    return [tuple(reader.read(words)) for reader, words in zip(readers, texts, strict=True)]


def explain(
    words: Sequence[Word], lexicon: Lexicon, *, english: str = "", given: Mapping[int, str] = _NOTHING
) -> tuple[Decision, ...]:
    """Tell for each word of one text which rule or source decided how it is read."""
    (reader,) = _readers([words], lexicon, [english], [given])
    return tuple(decisions(reader, words))


def _readers(
    texts: Sequence[Sequence[Word]], lexicon: Lexicon, english: Sequence[str], given: Sequence[Mapping[int, str]]
) -> Iterator[Reader]:
    """Make a reader for each text; the network is asked about all of them at once."""
    written = [lexicon.simplify("".join(word.text for word in words)) for words in texts]
    network = network_of(lexicon)
    opinions: Sequence[Opinion] = network.ask(written) if network else [_NO_OPINION] * len(texts)
    sides = english or [""] * len(texts)
    pinyin_of_texts = given or [_NOTHING] * len(texts)
    for text, opinion, side, pinyin in zip(written, opinions, sides, pinyin_of_texts, strict=True):
        yield Reader(lexicon, text, opinion, text_support.lemmas(side, lexicon), given=pinyin)


def network_of(lexicon: Lexicon) -> SecondOpinion | None:
    """Give the network for a second opinion, loaded once; None where it is not installed."""
    network: SecondOpinion | None = lexicon.derived(_load)
    return network


def _load(_lexicon: Lexicon) -> SecondOpinion | None:
    return open_second_opinion()
