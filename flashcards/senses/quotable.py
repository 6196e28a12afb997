"""Whether the translator's word may stand beside the sense: 活动 "activity; event" (here: campaign).

A link that is right need not make a good remark: it may be another part of speech, half of what renders the word, or a
word that goes with its neighbour. Of 706 renderings that no sense says, judged as a strict teacher would, three in ten
were fit to be shown, and nothing that the linker knows told those from the others: no threshold of a logistic
regression was right in more than half. So only what the dictionary itself says of the word is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import holds_whole, phrase, same_family
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import ways_of, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, Word


def is_quotable(word: Word, lexicon: Lexicon) -> bool:
    """Whether the rendering of a word may stand beside its first sense: it makes up a way of putting a sense, whole.

    Never half of a verb with a particle (bump *into*). A word without a choice of senses has nothing to stand beside.
    """
    if word.context is None or word.rendering is None or not word.senses:
        return True
    tokens = [english_type(text, lexicon) for text in word.context.rendered]
    return not word.context.is_phrasal and any(_is_way(tokens, sense, lexicon) for sense in word.senses)


def _is_way(tokens: Sequence[EnglishType], sense: Sense, lexicon: Lexicon) -> bool:
    """Whether these tokens are a way of putting a sense, word for word: "go" is none of "be going to".

    An infinitive's "to" and a leading "be" count for nothing, and an ending makes no other word.
    """
    if not holds_whole(sense, phrase(tokens), lexicon):
        return False
    forms = [{token.text, token.lemma, *token.parts} for token in tokens]
    written = (words(way.lower().removeprefix("to ").removeprefix("be ")) for way in ways_of(sense))
    return any(
        len(way) == len(forms) and all(_same(word, form, lexicon) for word, form in zip(way, forms, strict=True))
        for way in written
    )


def _same(word: str, forms: Collection[str], lexicon: Lexicon) -> bool:
    return word in forms or lexicon.lemma(word) in forms or any(same_family(word, form) for form in forms)
