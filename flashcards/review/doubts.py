"""How much a card is in doubt, and why: what a teacher with little time reads first.

*The idea:* where the translator's own word says what the card shows, it is hardly ever wrong; where the translation
says something else, or nothing, the sense is a guess, and where the characters could be parted or read otherwise
besides, the word itself is. The page names the reason, so that a look decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import orthography
from flashcards.chinese.syllables import small
from flashcards.glosses import wording
from flashcards.glosses.english_types import english_type
from flashcards.glosses.nearness import relatedness
from flashcards.lexicon.english import FUNCTION_WORDS, tokenize, words
from flashcards.records import SentenceCard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.lexicon import Lexicon
    from flashcards.records import Card, Rendering, Term

_PARTED, _FOREIGN, _READ, _GUESSED, _OTHERWISE, _UNSEEN, _ONLY = 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.3
"""How much a word is in doubt that may be parted otherwise, that no dictionary has, that has another reading, whose
sense among several no word renders, or other words do, whose only sense no word renders, or other words do. Set by
hand, in the order of what two strict teachers called wrong or half right: of 2,280 cards of twelve texts 11 of 35, 6 of
32, 3 of 32, 12 of 130, 6 of 131, 3 of 37 and 2 of 94, and of the other 1,789 cards 19."""
_RARER = 1.5
"""How much rarer, on Zipf's scale, a word may be that is formed across an edge: of 24 that were rarer still, on the
cards of those teachers, none was meant."""
_COMMON = 4.5
"""Zipf's frequency from which on a word whose only sense the learner's lexicon has is hardly ever another (关于). Of 39
such cards that no word renders one was half right."""


class Doubt(NamedTuple):
    """How much a card is in doubt, from 0 to 1, and why, in a few words."""

    share: float = 0.0
    reason: str = ""


def of(card: Card, lexicon: Lexicon) -> Doubt:
    """Tell how much a card is in doubt: for its pair, and that of a word for its sense."""
    if isinstance(card, SentenceCard):
        return of_pair(card)
    return max(of_pair(card), _of_term(card.term, lexicon))


def of_pair(card: Card) -> Doubt:
    """Tell how much a card is in doubt for its pair alone, as where a person has set its word."""
    shown = card.annotated if isinstance(card, SentenceCard) else card.term.example.annotated
    share = 1 - shown.pair.confidence
    return Doubt(share, "the two sentences may not belong together" if share else "")


def _of_term(term: Term, lexicon: Lexicon) -> Doubt:
    """Tell why a word may be wrong: the first reason there is."""
    if term.own_meaning:
        return Doubt()
    if not term.senses:
        return Doubt(_FOREIGN, "no dictionary has it; the meaning is the translator’s word")
    if term.is_in_doubt:
        return Doubt(1.0, f"the likeliest of {len(term.senses)} senses, without a translation")
    rendering = term.example.word.rendering
    is_shown = rendering is not None and _is_shown(term, rendering, lexicon)
    is_told = bool(rendering and rendering.quotation and (is_shown or _is_synonym(term, rendering, lexicon)))
    if (not is_told or len(term.text) == 1) and (other := next(_across(term, lexicon), "")):
        return Doubt(_PARTED, f"{other} may be the word here")
    if not is_told and (other := _other_reading(term, lexicon)):
        return Doubt(_READ, f"it is also read {other}, and the translation does not tell")
    return Doubt() if is_told or is_shown else _of_sense(term, lexicon)


def _of_sense(term: Term, lexicon: Lexicon) -> Doubt:
    """Tell how much a sense is in doubt that the translation does not say."""
    word, several = term.example.word, len(term.senses) > 1
    is_told = word.context is not None and word.context.cue == word.senses[0].gloss
    if is_told or term.example.annotated.pair.is_untranslated:
        return Doubt()
    says = f"the translation says “{word.rendering.text}”" if word.rendering else "the translation does not show it"
    if word.rendering and (several or word.rendering.quotation):
        return Doubt(_OTHERWISE, says)
    if several:
        return Doubt(_GUESSED, f"the likeliest of {len(term.senses)} senses; {says}")
    is_common = bool(term.senses[0].pos) and lexicon.frequency(lexicon.simplify(term.text)) >= _COMMON
    return Doubt(_ONLY if word.rendering or is_common else _UNSEEN, f"its only sense; {says}")


def _is_shown(term: Term, rendering: Rendering, lexicon: Lexicon) -> bool:
    """Whether what renders a word stands in the meaning that its card shows, in any form of it."""
    if any(wording.says(sense, rendering.text) for sense in wording.main_senses(term)):
        return True
    shown, rendered = (_lemmas(text, lexicon) for text in (wording.meaning(term), rendering.text))
    return not shown.isdisjoint(rendered)


def _is_synonym(term: Term, rendering: Rendering, lexicon: Lexicon) -> bool:
    """Whether what renders a word, and the dictionary knows it by, is kin to what is shown: remember, to recall."""
    tokens = [english_type(token.text, lexicon) for token in tokenize(rendering.text)]
    content = [token for token in tokens if not token.is_function]
    return bool(relatedness(wording.main_senses(term), content, lexicon).any())


def _lemmas(text: str, lexicon: Lexicon) -> set[str]:
    return {lexicon.lemma(word) for word in words(text.lower()) if word not in FUNCTION_WORDS}


def _across(term: Term, lexicon: Lexicon) -> Iterator[str]:
    """Give words of the dictionary that cross an edge of a word: 说出 of 说|出口; a character is part of one: 报到."""
    word, every = term.example.word, term.example.annotated.words
    at = next((at for at, each in enumerate(every) if each.start == word.start), None)
    if at is None or word.end - word.start != len(word.text):
        return
    text = word.text
    least = 0 if len(text) == 1 else 1
    before = every[at - 1].text if at and every[at - 1].syllables else ""
    behind = every[at + 1].text if at + 1 < len(every) and every[at + 1].syllables else ""
    heads, tails = (range(1, len(text) + 1 - least) for _ in range(2))
    crossing = [before[-length:] + text[:own] for length in range(1, len(before) + 1) for own in heads]
    crossing += [text[-own:] + behind[:length] for length in range(1, len(behind) + 1) for own in tails]
    rarest = lexicon.frequency(lexicon.simplify(text)) - _RARER
    known = (each for each in crossing if lexicon.entries(each))
    yield from (each for each in known if lexicon.frequency(lexicon.simplify(each)) >= rarest)


def _other_reading(term: Term, lexicon: Lexicon) -> str:
    """Give how a word is read otherwise, a name aside; '' where it is not."""
    own = small(term.syllables)
    entries = (entry for entry in lexicon.entries(term.text) if not entry.syllables[0][:1].isupper())
    other = next((entry for entry in entries if small(entry.syllables) != own), None)
    return orthography.word(other.syllables) if other else ""
