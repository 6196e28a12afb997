"""The two note types: their fields, cards and numbers, which can never change.

*The idea:* Anki updates a note only when its note type has the same fields and the same cards, in the same order, as
the one the learner already has; with one more or one less, every note of the package is a conflict, and nothing is
updated. So all fields and all kinds of cards stand here from the first package on, a switch field tells which card a
note makes, and spare fields and spare cards wait for what nobody has thought of yet. A field and a card keep their
`number` for ever; Anki goes by it, so that a spare one can still be given a name. Change the look in `templates/`,
never the lists here.

A new kind of card takes these steps, and `tests/test_anki_notetypes.py` names what is missing in the package:

1. `settings.choices.CardKind` gets its name;
2. `PLACES` below has it instead of the first spare card, with the numbers of that one, and what there is to say of it;
3. `templates/sentence/` and `templates/vocabulary/` get its front, `NAME.front.html`, and a `NAME.back.html` where the
   common `answer.html` will not do; then `python scripts/revise_look.py --write`;
4. `docs/cards.md` gets its row, and the README its name in the row of `--cards`.

What it shows that no field has yet gets a field here instead of a spare one, with the number of that one, and `fields`
fills it; `needs` counts for both note types alike. A kind that must tell its word from others names the field of its
hint, and `hints` fills it: for production from words of one meaning, which `pipeline._cards` finds, for listening from
words that sound alike. Tests count what is made of all kinds, so these have more then:
`test_anki_import`, `test_anki_templates`, `test_anki_fields`, `test_templates` and `test_output_card_tables`;
`test_readme` asks for the row in the README.
"""

from __future__ import annotations

import functools
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from flashcards.records import Record
from flashcards.settings import CardKind

if TYPE_CHECKING:
    from collections.abc import Iterable


class CardSlot(NamedTuple):
    """A card of the note types: its name, and the numbers by which Anki knows its template and its switch field.

    Without a value in each of the fields in `needs` the card asks nothing, and is not made. `hint` is the field that
    tells it from other cards, which no other kind shows. A card that `asks_by_meaning` cannot be answered by who is not
    sure which sense is meant, and is not made where no translation tells. One that `is_heard` asks by a sound: where
    there is no recording, the platform's voice makes it.
    """

    name: str
    template: int
    switch: int
    needs: tuple[str, ...] = ("Hanzi",)
    hint: str = ""
    asks_by_meaning: bool = False
    is_heard: bool = False

    @property
    def switch_name(self) -> str:
        """The field that makes a note have this card. The fashion is that of Anki's own "Add Reverse"."""
        return f"Add {self.name.title()}"


PLACES = (
    CardSlot(CardKind.RECOGNITION, 901, 80),
    CardSlot(CardKind.PRODUCTION, 902, 81, needs=("Hanzi", "English"), hint="Production Hint", asks_by_meaning=True),
    CardSlot(CardKind.LISTENING, 903, 82, hint="Listening Hint", is_heard=True),
    CardSlot(CardKind.READING, 904, 83, needs=("Hanzi", "Pinyin")),
    CardSlot(CardKind.CLOZE, 905, 84, needs=("Hanzi", "Cloze"), asks_by_meaning=True),
    CardSlot("Spare 1", 906, 86),
    CardSlot("Spare 2", 907, 87),
    CardSlot("Spare 3", 908, 88),
)
"""The cards in the order of a note type; Anki stores a card under its place in it.

Templates have numbers above all of fields, since both are added to the number of the note type. A spare one is a card
that no note makes yet: one day it gets the name and the look of a new kind.
"""

PLACE_OF = {place.name: place for place in PLACES if isinstance(place.name, CardKind)}
KINDS = tuple(PLACE_OF)
SPARES = tuple(place.name for place in PLACES if not isinstance(place.name, CardKind))
SWITCHES = {kind: place.switch_name for kind, place in PLACE_OF.items()}
HINTS = frozenset(place.hint for place in PLACES if place.hint)
"""The fields that tell cards from others of their deck."""
BY_MEANING = frozenset(kind for kind, place in PLACE_OF.items() if place.asks_by_meaning)
"""The kinds that ask by a meaning."""

SPEECH = "Add Speech"
"""The field that lets the platform's voice read a note that has no recording."""

PLAYING = ("Audio", "Sentence Audio")
"""The fields that play recordings."""

ELSEWHERE = "Elsewhere"
"""The field of what other texts say with the same word or sentence."""

ON = "1"
"""What a switch field holds when it is on."""

_TEMPLATES = {place.name: place.template for place in PLACES}


class Field(Record):
    """A field of a note type. `hint` is what Anki's editor shows while it is empty; `quiet` ones are folded there."""

    number: int
    name: str
    hint: str
    quiet: bool = False


class NoteType(Record, eq=False, dict=True):
    """A note type. `folder` is where its templates stand, `deck` the last part of the name of its sub-deck."""

    number: int
    name: str
    folder: str
    deck: str
    fields: tuple[Field, ...]

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    @functools.cached_property
    def blank(self) -> dict[str, str]:
        """All fields by name, in order, empty."""
        return dict.fromkeys(self.names, "")

    def field_id(self, field: Field) -> int:
        """Return the number by which Anki knows a field again, whatever it is called."""
        return self.number * 1000 + field.number

    def template_id(self, card: str) -> int:
        """Return the number by which Anki knows a kind of card, or a spare one, again."""
        return self.number * 1000 + _TEMPLATES[card]


def _switch(place: CardSlot) -> Field:
    is_spare = place.name in SPARES
    hint = "Kept free for later versions" if is_spare else f"Not empty: makes the {place.name} card"
    return Field(place.switch, place.switch_name, hint, quiet=True)


# Anki knows fields by their numbers: chosen once, with room between the groups, they never change.
_COMMON = (
    Field(69, "Size", "How long its sentence is: nothing, long, or longer", quiet=True),
    Field(70, "Note", "What the dictionary cannot say: its parts, its literal sense"),
    Field(71, "Notice", "What to be careful about on this card", quiet=True),
    Field(72, "Confidence", "How sure it is that both sentences say the same, from 0 to 1", quiet=True),
    Field(73, "Source", "The text it comes from"),
    Field(74, "Position", "Its place in the text", quiet=True),
    Field(75, "Speaker", "Who says it"),
    Field(76, "Before", "The sentence before it", quiet=True),
    Field(77, "After", "The sentence behind it", quiet=True),
    Field(78, ELSEWHERE, "Where else it stands: sentences of other texts"),
    Field(79, "Key", "By what it is known again", quiet=True),
    Field(85, SPEECH, "Not empty: the platform's voice reads it where there is no recording", quiet=True),
    *map(_switch, PLACES),
    *(Field(90 + i, f"Spare {i}", "Kept free for later versions", quiet=True) for i in range(1, 9)),
)

# Anki knows note types by their numbers: drawn at random once, as genanki asks, they never change.
VOCABULARY = NoteType(
    number=2082909239,
    name="Flashcards Vocabulary",
    folder="vocabulary",
    deck="Vocabulary",
    fields=(
        Field(1, "Hanzi", "The word, as it stands in the text"),
        Field(2, "Pinyin", "Its pinyin, plain"),
        Field(3, "English", "All senses of this reading, the one that fits first"),
        Field(4, "Meaning", "The sense that fits here"),
        Field(5, "Main Meaning", "The sense that dictionaries give first"),
        Field(6, "Other Senses", "The other senses of this reading"),
        Field(7, "Here", "The translator's word as a dictionary writes it, where the sense does not say so"),
        Field(8, "Rendering", "The translator's words for it in this sentence", quiet=True),
        Field(9, "Renderings", "The translator's words for it over the text"),
        Field(10, "Simplified", "In simplified characters, where they differ"),
        Field(11, "Traditional", "In traditional characters, where they differ"),
        Field(12, "Bopomofo", "Its reading in bopomofo (zhuyin)"),
        Field(13, "Color", "The word, each character in the class of its tone", quiet=True),
        Field(14, "Pinyin Color", "Its pinyin, each syllable in the class of its tone", quiet=True),
        Field(15, "Ruby", "The word with its pinyin above it", quiet=True),
        Field(16, "Classifier", "Its measure words"),
        Field(17, "Frequency", "How common it is in Chinese"),
        Field(18, "Frequency Sort", "Its Zipf frequency, a number to sort by", quiet=True),
        Field(19, "Level", "Its level in the HSK lists"),
        Field(20, "Count", "How often it stands in the text"),
        Field(21, "Audio", "A recording of the word"),
        Field(22, "Characters", "What its characters mean, and other words of the deck that hold them"),
        Field(23, "Literal", "What its characters say, where it means something else"),
        Field(30, "Sentence", "The sentence it comes from, plain"),
        Field(31, "Sentence Marked", "The sentence with the word in bold", quiet=True),
        Field(32, "Sentence Ruby", "The sentence with pinyin above the words", quiet=True),
        Field(33, "Sentence Pinyin", "The pinyin of the sentence, plain", quiet=True),
        Field(34, "Sentence English", "The translation of the sentence, plain"),
        Field(35, "Sentence English Marked", "The translation with the words for it in bold", quiet=True),
        Field(36, "Sentence Audio", "A recording of the sentence"),
        Field(40, "Cloze", "The sentence with a gap for the word", quiet=True),
        Field(41, "Cloze Hint", "What to say in the gap", quiet=True),
        Field(42, "Listening Hint", "Which of several words that sound alike is meant", quiet=True),
        Field(43, "Production Hint", "Which of several words that mean the same is asked for", quiet=True),
        *sorted(_COMMON, key=attrgetter("number")),
    ),
)

# As above.
SENTENCE = NoteType(
    number=1522805133,
    name="Flashcards Sentence",
    folder="sentence",
    deck="Sentences",
    fields=(
        Field(1, "Hanzi", "The sentence, plain"),
        Field(2, "Pinyin", "Its pinyin, plain"),
        Field(3, "English", "Its translation, plain"),
        Field(10, "Simplified", "In simplified characters, where they differ"),
        Field(11, "Traditional", "In traditional characters, where they differ"),
        Field(12, "Bopomofo", "Its reading in bopomofo (zhuyin)"),
        Field(13, "Color", "The sentence, each character in the class of its tone", quiet=True),
        Field(15, "Ruby", "The sentence with pinyin above the words", quiet=True),
        Field(16, "Words", "Each word with its pinyin and its meaning here", quiet=True),
        Field(18, "Frequency Sort", "The Zipf frequency of its rarest word, a number to sort by", quiet=True),
        Field(19, "Level", "The level of its hardest word in the HSK lists"),
        Field(21, "Audio", "A recording of the sentence"),
        Field(40, "Cloze", "The sentence with a gap for one word", quiet=True),
        Field(41, "Cloze Hint", "What to say in the gap", quiet=True),
        Field(42, "Listening Hint", "Which of several sentences that sound alike is meant", quiet=True),
        Field(43, "Production Hint", "Which of several sentences that mean the same is asked for", quiet=True),
        Field(44, "Cloze Answer", "The word of the gap", quiet=True),
        Field(45, "Cloze English", "The translation with the words for the gap in bold", quiet=True),
        *sorted(_COMMON, key=attrgetter("number")),
    ),
)

NOTE_TYPES = (SENTENCE, VOCABULARY)


def own_field_told(kind: NoteType, names: Iterable[str]) -> str:
    """Say what Anki does where a learner has added a field to a note type, and what to do; '' where nobody has.

    The next version may call a field otherwise, but there will be as many.
    """
    names = tuple(names)
    more = sorted(set(names) - set(kind.names))
    if len(names) <= len(kind.names):
        return ""
    return (
        f"the note type {kind.name} in your Anki has a field of your own ({', '.join(more)}), so that Anki takes no "
        "correction and no new note of it; copy the note type (Tools → Manage Note Types → Add), move your field "
        "there, and take it from this one."
    )
