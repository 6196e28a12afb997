"""Readings put right by the translator's word: 撒 rendered as "scatter" is sa3, whatever its neighbours made likelier.

Words are read before they are linked, when all that the English tells is which words stand anywhere in it. Once it is
known which of them render the word, the reading follows: where no sense of the reading taken holds the rendering and
one of another reading says just that, the other is meant.

A stretch that was built like a name is none where the translator put it in small letters, by what its characters mean:
石材 "stone" is shícái, no person Shi Cai.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flashcards.glosses.comparison import fits, phrase, shares_a_word
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.word_classes import GRAMMAR, chinese_words, chosen_words
from flashcards.readings.votes import RENDERING
from flashcards.records import Decision, WordKind, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Entry, LinkedPair, Sense, Word

_SAYS = 0.9
"""The fit from which on a sense says what the rendering says: all words of a short gloss, or their stems. Set by hand,
so high that half of a phrase is not enough."""
_GRAMMAR = chinese_words(*GRAMMAR)
"""Words whose links tell least."""
_KIN = chosen_words("kin")
_SENSES = 4
"""Senses of another reading that are looked at; later ones are too rare to overrule all else. Set by hand."""


def reread(linked: LinkedPair, lexicon: Lexicon) -> LinkedPair:
    """Give the words of a pair the reading that their rendering asks for; a pair without links comes back as it is.

    A word whose pinyin stands in the text is read as its author reads it.
    """
    if not linked.links:
        return linked
    given = linked.annotated.pair.pinyin.keys()
    words = tuple(
        word
        if not given.isdisjoint(range(word.start, word.end))
        else _as_rendered(word, [linked.tokens[column] for column in columns], lexicon)
        for word, columns in zip(linked.annotated.words, linked.links, strict=True)
    )
    return replace(linked, annotated=replace(linked.annotated, words=words))


def _as_rendered(word: Word, rendered: Sequence[str], lexicon: Lexicon) -> Word:
    """Give a word the reading, and the kind, that what renders it asks for."""
    if _is_no_name(word, lexicon):
        return _no_name(word, rendered, lexicon)
    entry = _meant(word, rendered, lexicon)
    return replace(word, syllables=entry.syllables, senses=entry.senses) if entry else word


def overruled(word: Word, decision: Decision) -> Decision:
    """Tell that the rendering decided, where a word is read otherwise than it was before it was linked."""
    if word.rendering is None or word.syllables == decision.word.syllables:
        return decision
    read, before = " ".join(word.syllables), " ".join(decision.word.syllables)
    return Decision(word, RENDERING, f"{read}, not {before}: it is rendered “{word.rendering.text}”")


def _meant(word: Word, rendered: Sequence[str], lexicon: Lexicon) -> Entry | None:
    """Give the entry whose senses say what the rendering says, None where the reading taken may stay."""
    if word.rendering is None or not word.senses or word.kind is not WordKind.DICTIONARY or word.text in _GRAMMAR:
        return None
    tokens = [english_type(text, lexicon) for text in rendered]
    if all(token.is_function for token in tokens):
        return None
    best = partial(_best_fit, tokens=tokens, lexicon=lexicon)
    if best(word.senses) > 0:
        return None
    is_learned = bool(word.senses[0].pos)  # such a word has all its readings in use in the learner's lexicon
    others = [
        entry
        for entry in lexicon.entries(word.text)
        if _is_other_reading(entry, word) and bool(entry.senses[0].pos) >= is_learned
    ]
    meant = max(others, key=lambda entry: best(entry.senses[:_SENSES]), default=None)
    return meant if meant and best(meant.senses[:_SENSES]) >= _SAYS else None


def _is_no_name(word: Word, lexicon: Lexicon) -> bool:
    """Whether what a rule took for a name is rendered in small letters by a meaning of one of its characters.

    What calls one by kinship stays a name: 林嫂 rendered as "his wife".
    """
    if word.kind is not WordKind.NAME or word.rendering is None or word.text[-1] in _KIN:
        return False
    written = word.rendering.text
    meanings = (gloss for char in word.text for entry in lexicon.entries(char) for gloss in entry.glosses)
    return written == written.lower() and any(shares_a_word(gloss, written.replace("-", " ")) for gloss in meanings)


def _no_name(word: Word, rendered: Sequence[str], lexicon: Lexicon) -> Word:
    """Make a word of what was taken for a name: that of the dictionary which says what renders it, in small letters."""
    tokens = [english_type(text, lexicon) for text in rendered]
    entries = [entry for entry in lexicon.entries(word.text) if _is_small(entry)]
    if not entries:
        small = tuple(syllable.lower() for syllable in word.syllables)
        return replace(word, kind=WordKind.TERM, syllables=small)
    entry = max(entries, key=lambda entry: _best_fit(entry.senses, tokens=tokens, lexicon=lexicon))
    return replace(word, kind=WordKind.DICTIONARY, syllables=entry.syllables, senses=entry.senses)


def _best_fit(senses: tuple[Sense, ...], *, tokens: Sequence[EnglishType], lexicon: Lexicon) -> float:
    """Tell how much of a rendering the sense says that fits it best, from 0 to 1."""
    return max(fits(senses, phrase(tokens), lexicon), default=0.0)


def _is_small(entry: Entry) -> bool:
    """Whether an entry is a word's, not a name's."""
    return entry.syllables[0][:1].islower()


def _is_other_reading(entry: Entry, word: Word) -> bool:
    """Whether an entry reads otherwise, in sounds and tones; a name's is none that a word can have."""
    syllables = [syllable.lower() for syllable in word.syllables]
    return _is_small(entry) and [s.lower() for s in entry.syllables] != syllables
