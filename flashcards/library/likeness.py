"""Which English texts may be the translation of a Chinese one: by the words that they share.

*The idea:* the usual translations of the words in a Chinese text are looked for in the English ones, as a search engine
looks for a page: rare words tell most (term frequency, inverse document frequency, cosine: Salton and Buckley, 1988).
Of thirty texts, essays, stories, chapters of novels and pages on one program, each had its translation first.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import partial
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import HAN
from flashcards.lexicon import fingerprint, open_lexicon
from flashcards.lexicon.english import FUNCTION_WORDS, tokenize
from flashcards.library.file_languages import text_of
from flashcards.library.keeping import content_key, kept
from flashcards.library.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.settings.library import LibrarySettings

Words: TypeAlias = dict[str, float]
"""English words by their dictionary forms: how often each stands in a text, or what it weighs there."""
Likely: TypeAlias = dict[Text, list[tuple[float, Text]]]
"""For each Chinese text the English ones that may be its translation, the likeliest first."""

_CHINESE = re.compile(f"[{HAN}]+")
_LONGEST = 4
"""Characters of the longest word that is looked for: longer ones hold shorter ones that tell as much."""
_CHARACTERS, _LETTERS = 6_000, 24_000
"""Of the beginning of each text that are looked at: some 200 sentences, in a twentieth of a second."""
_COMMON = 7.0
"""The Zipf frequency of the commonest words, which tell nothing, as the aligner takes it."""
_TELLING = 100
"""Words of a Chinese text that are looked for, those that tell most: with 50 as with all of them each of thirty texts
had its translation first."""
_LEAST_LIKENESS = 0.04
"""What is less alike is not tried: of thirty texts, and of any few of them, partners had 0.056 and more."""
_TRIED = 3
"""So many English texts are tried for a Chinese one: of thirty each had its own first."""


def likeliest(chinese: Sequence[Text], english: Sequence[Text], library: LibrarySettings) -> Likely:
    """Find the English texts that may be translations of each Chinese one, by the words that they share."""
    dictionary, own_words = library.settings.dictionary, library.settings.words
    lexicon = open_lexicon(dictionary=dictionary, word_list=own_words)
    mark = fingerprint(dictionary=dictionary, word_list=own_words)
    shelf = _Shelf({text: _counted(text, partial(_english_words, lexicon=lexicon), mark) for text in english}, lexicon)
    count = partial(_translated_words, lexicon=lexicon)
    return {text: shelf.likeliest(_counted(text, count, mark)) for text in chinese}


class _Shelf:
    """English texts by their words."""

    def __init__(self, texts: Mapping[Text, Words], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._count = len(texts)
        self._holders = Counter(word for words in texts.values() for word in words)
        self._places: dict[str, list[tuple[Text, float]]] = defaultdict(list)
        for text, words in texts.items():
            for word, weight in self._weighed(words).items():
                self._places[word].append((text, weight))

    def likeliest(self, counts: Words) -> list[tuple[float, Text]]:
        """Give the texts that share what tells most of so many words, each with how alike it is, from 0 to 1."""
        words = self._weighed(counts)
        alike: dict[Text, float] = defaultdict(float)
        for word in nlargest(_TELLING, (word for word in words if word in self._places), words.__getitem__):
            for text, weight in self._places[word]:
                alike[text] += words[word] * weight
        best = nlargest(_TRIED, alike, alike.__getitem__)
        return [(alike[text], text) for text in best if alike[text] >= _LEAST_LIKENESS]

    def _weighed(self, counts: Words) -> Words:
        """Weigh the words of a text, their squares together 1."""
        weights = {word: math.log1p(count) * self._tells(word) for word, count in counts.items()}
        length = math.hypot(*weights.values()) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def _tells(self, word: str) -> float:
        """How much a word tells: the rarer it is in English and in these texts, the more."""
        rarity = max(_COMMON - self._lexicon.english_frequency(word), 0.0)
        return rarity * math.log((self._count + 1) / (self._holders[word] + 0.5))


def _counted(text: Text, count: Callable[[str], Words], lexicon: str) -> Words:
    """Count the words of a text, or take what is kept of it, by its bytes."""
    path = Path(text.sources[0])
    words, _ = kept(dict[str, float], content_key("words", path.read_bytes(), lexicon), lambda: count(text_of(path)))
    return words


def _english_words(text: str, lexicon: Lexicon) -> Words:
    """Count the words of an English text by their dictionary forms, without those of grammar."""
    lemmas = (lexicon.lemma(token.text) for token in tokenize(text[:_LETTERS]))
    return dict(Counter(lemma for lemma in lemmas if lemma not in FUNCTION_WORDS))


def _translated_words(text: str, lexicon: Lexicon) -> Words:
    """Count the usual translations of a Chinese text: of all words in it, wherever they begin, by their chances."""
    stretches = _CHINESE.findall(lexicon.simplify(text[:_CHARACTERS]))
    pieces = Counter(
        stretch[start : start + length]
        for stretch in stretches
        for length in range(2, _LONGEST + 1)
        for start in range(len(stretch) - length + 1)
    )
    words: dict[str, float] = defaultdict(float)
    for word in lexicon.rows_of("usual", "word", pieces):
        for way in lexicon.usual(word):
            if way.english not in FUNCTION_WORDS:
                words[way.english] += way.probability * pieces[word]
    return words
