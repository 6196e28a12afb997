"""Whether the translator's word may stand beside the sense: 活动 "activity; event" (here: campaign).

A link that is right need not make a good remark: it may be another part of speech, half of what renders the word, or a
word that goes with its neighbour. Of 706 renderings that no sense says, judged as a strict teacher would, three in ten
were fit to be shown, and nothing that the linker knows told those from the others: no threshold of a logistic
regression was right in more than half. So only what the dictionary itself says of the word is shown.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flashcards.glosses.comparison import holds_whole, phrase, same_family
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import ways_of, words
from flashcards.lexicon.word_classes import english_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, SenseContext, Word

_JOINING = english_words("interrogative")
_DENYING = english_words("negation")
_INFLECTED = ("ed", "ing")
"""How regular forms of an English verb end that are also adjectives or nouns."""
_CONTENT = frozenset(("n", "v", "adj", "comp"))
"""The parts of speech whose words no word of grammar renders: "to" is not what 身上 means."""


def quotation(word: Word, lexicon: Lexicon) -> str:
    """Give the way of putting a sense of a word that its rendering makes up, whole, as the dictionary writes it.

    '' where there is none, or a particle follows, which makes another verb of it (bump *into*); nor is a word that only
    joins clauses any: 地方 is no "where", nor a word of grammar beside a noun or a verb, or where the neighbours tell
    another sense; a rule about these tells so of any rendering. What denies says more than a sense that does not:
    "never" is 始终不, not 始终 (all along).
    """
    if word.context is None or word.context.is_phrasal or _JOINING.issuperset(word.context.rendered):
        return ""
    tokens = [english_type(text, lexicon) for text in word.context.rendered]
    rendered = phrase(tokens)
    is_bare = all(token.is_function for token in tokens)
    known = [sense for sense in word.senses if not _is_added(sense, word.context)]
    cue = word.context.cue if is_bare or word.context.is_ruled else ""
    senses = [s for s in known if not (is_bare and s.pos in _CONTENT) and cue in ("", s.gloss)]
    alike = [sense for sense in senses if not _is_other_kind(sense, word.context)]
    held = (sense for sense in alike if tokens and holds_whole(sense, rendered, lexicon))
    put_so = (
        way
        for sense in held
        for way in ways_of(sense)
        if _is_put_so(way, tokens, lexicon) and not _is_verb_of_another(way, sense, tokens)
    )
    return next((way for way in put_so if not _denies(way) or _denies(word.senses[0].gloss)), "").strip()


def _is_added(sense: Sense, context: SenseContext) -> bool:
    """Whether CC-CEDICT alone adds a sense to a word, of another part of speech than its rendering is."""
    return not sense.pos and context.is_verb not in (None, sense.is_verb) and any(other.pos for other in context.senses)


def _is_other_kind(sense: Sense, context: SenseContext) -> bool:
    """Whether the rendering is a verb beside a noun ("I thought"), or none beside a verb ("a look of surprise")."""
    if context.is_verb is not True:
        return context.is_verb is False and sense.is_verb
    return sense.pos == "n" and not context.rendered[-1].endswith(_INFLECTED)


def _is_verb_of_another(way: str, sense: Sense, tokens: Sequence[EnglishType]) -> bool:
    """Whether a way of putting what is no verb is the verb of an inflected form: 偷偷进来 "sneaking in", not 偷偷."""
    last = tokens[-1]
    is_inflected = last.text.endswith(_INFLECTED) and last.text != last.lemma
    return not sense.is_verb and is_inflected and words(way.lower())[-1] == last.lemma


def _denies(gloss: str) -> bool:
    return not _DENYING.isdisjoint(words(gloss.lower()))


def _is_put_so(way: str, tokens: Sequence[EnglishType], lexicon: Lexicon) -> bool:
    """Whether these tokens are a way of putting a sense, word for word: "go" is none of "be going to".

    An infinitive's "to" and a leading "be" count for nothing, and an ending makes no other word.
    """
    written = words(way.strip().lower().removeprefix("to ").removeprefix("be "))
    forms = [{token.text, token.lemma, *token.parts} for token in tokens]
    return len(written) == len(forms) and all(map(partial(_same, lexicon=lexicon), written, forms))


def _same(word: str, forms: Collection[str], *, lexicon: Lexicon) -> bool:
    """Whether a word of the dictionary is one of these forms, or its plural, or spelt otherwise: ageing, aging.

    A form in -ing or -ed says another thing than what it is made from: "lack" is not put as "lacking", nor is
    "astonished" as "astonishing". The other way about, "hearing" is put as "hear".
    """
    if word in forms or (lexicon.lemma(word) in forms and not word.endswith(_INFLECTED)):
        return True
    goes_on = not word.endswith(_INFLECTED)
    return any(
        same_family(word, form) and (form[-2:] == word[-2:] or (goes_on and form.endswith("ing"))) for form in forms
    )
