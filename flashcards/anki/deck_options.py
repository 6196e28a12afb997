"""How a deck is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki.notes import Sounds
from flashcards.anki.templates import SHIPPED, Look
from flashcards.chinese.orthography import STANDARD
from flashcards.records import Record, field
from flashcards.settings import CardKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.anki.old_notes import OldNote
    from flashcards.chinese.orthography import Spelling
    from flashcards.speech import Line, Recording


class DeckOptions(Record, kw_only=True):
    """How a deck is made. `title` is its name, with a sub-deck for sentences and one for words.

    `kinds` are the cards each note makes, where it can. `namespace` sets the notes apart from equal notes of other
    decks; without one, a word or sentence is the same note in all of them. `look` is that of the cards,
    `spelling` is how readings are written. `recordings` are sounds of what stands on the cards; with `speech` the
    platform's voice reads aloud what has none. `standing` are the notes of ours that the learner has, as far as
    they are known: what is shared with them is brought together.
    """

    title: str
    kinds: tuple[CardKind, ...] = (CardKind.RECOGNITION,)
    namespace: str = ""
    look: Look = SHIPPED
    spelling: Spelling = STANDARD
    speech: bool = False
    recordings: Mapping[Line, Recording] = field(default_factory=dict)
    standing: Mapping[str, OldNote] = field(default_factory=dict)

    @property
    def sounds(self) -> Sounds:
        """What of it can be heard."""
        return Sounds(self.recordings, self.speech)
