"""What a sentence tells of the sense of a word in it: what stands about it, and which English words go with it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from flashcards.glosses.english_types import english_type
from flashcards.lexicon.word_classes import chinese_words, chosen_words
from flashcards.links.chinese_types import chinese_type
from flashcards.records import SenseContext, WordKind, replace
from flashcards.senses.cues import cue
from flashcards.senses.features import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import LinkedPair, Word

_BEFORE: Mapping[str, frozenset[str]] = {
    "的": frozenset("的地"),
    "auxiliary": chosen_words("before_verbs"),
    "degree": chosen_words("before_adjectives"),
    "measure": chosen_words("before_nouns"),
}
"""Words that tell of what follows whether it is a verb, an adjective or a noun, by the name of the feature."""
_AFTER: Mapping[str, frozenset[str]] = {
    "aspect": chinese_words("aspect_particle"),
    "的": frozenset("的"),
    "地": frozenset("地得"),
    "object": chinese_words("pronoun", "demonstrative"),
}
"""Words that tell the same of what stands before them: what names somebody or points begins the object of a verb."""
_COUNTING = chosen_words("before_measures")
_NUMERALS = chosen_words("numerals_before_measures")
_ONE = frozenset("一每")
"""What stands before verbs as well (两手一摊), and before nouns that measure words have become (每户)."""
_BEFORE_VERBS, _BEFORE_NOUNS = chosen_words("english_before_verbs"), chosen_words("english_before_nouns")
_PARTICLES = chosen_words("english_verb_particle")


def contexts(linked: LinkedPair, lexicon: Lexicon) -> Iterator[SenseContext | None]:
    """Give the context of each word of a pair, None for words without senses, and for grammar that nothing tells."""
    tokens = [english_type(token, lexicon) for token in linked.tokens]
    unlinked = _unlinked(tokens, linked.links)
    standing = [word for word in linked.annotated.words if not word.text.isspace()]
    places = {word.start: place for place, word in enumerate(standing)}
    is_alone = linked.annotated.pair.is_untranslated
    text = _simplified(linked, lexicon)
    edges = {len(text)}.union(word.start for word in linked.annotated.words)
    links = linked.links or ((),) * len(linked.annotated.words)
    linked_words = zip(linked.annotated.words, links, strict=True)
    owners = Counter(
        c for word, columns in linked_words for c in columns if not chinese_type(word, lexicon).is_function
    )
    for word, columns in zip(linked.annotated.words, links, strict=True):
        clue = cue(text[word.start : word.end], word.senses, text, word.start, edges) if word.senses else None
        is_bare = word.rendering is None and not clue and chinese_type(word, lexicon).is_function
        if not word.senses or is_bare:
            yield None
            continue
        beside = around(standing, places[word.start], lexicon)
        context = SenseContext(word.senses, beside, word=word.text)
        if clue:
            context = replace(context, cue=clue.gloss, is_ruled=clue.is_ruled)
        if word.rendering is None:
            yield replace(context, unlinked=unlinked, is_alone=is_alone)
        else:
            rendered = tuple(tokens[column].text for column in columns)
            is_shared = any(owners[column] > 1 for column in columns) or _is_beside_its_like(standing, word, places)
            verbal, phrasal = is_verb(tokens, columns), is_shared or is_phrasal(tokens, columns)
            yield replace(context, rendered=rendered, is_verb=verbal, is_phrasal=phrasal)


def _simplified(linked: LinkedPair, lexicon: Lexicon) -> str:
    """Give the Chinese text as rules are written; a word of one character is told by its reading too (坐著: 着)."""
    text = [*lexicon.simplify(linked.annotated.pair.chinese_text)]
    for word in linked.annotated.words:
        if word.end == word.start + 1:
            text[word.start] = chinese_type(word, lexicon).text
    return "".join(text)


def _is_beside_its_like(words: Sequence[Word], word: Word, places: Mapping[int, int]) -> bool:
    """Whether what renders a word may as well render its neighbour: "still" of 至今仍 is 仍, if not both."""
    rendering, place = word.rendering, places[word.start]
    beside = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
    free = (o for o in beside if o.rendering is None or (rendering and o.rendering.text == rendering.text))
    return rendering is not None and any(rendering.text in sense.renderings for other in free for sense in other.senses)


def around(words: Sequence[Word], place: int, lexicon: Lexicon) -> tuple[str, ...]:
    """Name what stands before and after a word; white space is none of the words."""
    before = _beside("after", words, place - 1, _BEFORE, lexicon)
    return _shared((*before, *_beside("before", words, place + 1, _AFTER, lexicon)))


@cache
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the same tuple for the same names: words keep them, and there are few hundred ways to be surrounded."""
    return names


def _beside(
    side: str, words: Sequence[Word], place: int, classes: Mapping[str, frozenset[str]], lexicon: Lexicon
) -> Iterator[str]:
    """Name what a neighbour is; punctuation and the end of the text are nothing."""
    if not 0 <= place < len(words) or words[place].kind is WordKind.OTHER:
        yield f"{side} nothing"
        return
    word = words[place]
    neighbour = chinese_type(word, lexicon)
    yield from (f"{side} {name}" for name, members in classes.items() if neighbour.text in members)
    if side == "after" and (neighbour.numbers or neighbour.text in _COUNTING):
        yield f"{side} number"
    if side == "after" and (neighbour.numbers or neighbour.text in _NUMERALS):
        yield f"{side} {'one' if neighbour.text in _ONE else 'numeral'}"
    kind = _kind(word) if word.senses and word.kind is WordKind.DICTIONARY else ""
    if neighbour.is_function:
        yield f"{side} function"
        if kind == "verb":
            yield f"{side} verb"  # 说 is said in nearly every text, and takes complements as other verbs do
    elif kind:
        yield f"{side} {kind}"


def _kind(word: Word) -> str:
    """Name the kind of a word by its first sense; 敢 and 肯 stand before verbs as 能 does, and all else is a noun."""
    first = word.senses[0]
    return "auxiliary" if first.pos == "aux" else kind_of(first) or "noun"


def is_verb(tokens: Sequence[EnglishType], columns: Sequence[int]) -> bool | None:
    """Tell whether these tokens are a verb, by their ending or by what stands before them; None where neither tells."""
    first = next((column for column in columns if not tokens[column].is_function), None)
    if first is None:
        return None
    before = tokens[first - 1].text if first else ""
    if before in _BEFORE_NOUNS:
        return False
    inflected = tokens[first].text.endswith(("ed", "ing")) and tokens[first].text != tokens[first].lemma
    return True if inflected or before in _BEFORE_VERBS else None


def is_phrasal(tokens: Sequence[EnglishType], columns: Sequence[int]) -> bool:
    """Tell whether a particle that is none of these tokens follows the last of them, which is then half a verb."""
    after = columns[-1] + 1
    return after < len(tokens) and tokens[after].text in _PARTICLES


def _unlinked(tokens: Sequence[EnglishType], links: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """Give the tokens with content that render nothing."""
    linked = {column for columns in links for column in columns}
    free = (token for column, token in enumerate(tokens) if column not in linked)
    return tuple(token.text for token in free if not (token.is_function or token.is_punctuation))
