"""From lessons to one deck: each word is taught once, where it is first met, beside sentences of later texts.

*The idea:* the cards of thousands of texts are never there at once. A deck of them makes its cards anew whenever it is
gone through, and reads the lesson of one text at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import count
from typing import TYPE_CHECKING

from flashcards import anki, cards
from flashcards.library.lessons import ReadSentences, ReadWords, Sentences, Words
from flashcards.records import Card, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.library.keeping import Shelved
    from flashcards.library.summary import Course
    from flashcards.records import SentenceCard, VocabularyCard


class Cards(Collection[Card]):
    """The cards of a library: sentences, then words, each numbered through, in the order of its texts.

    `lessons` are those of the texts, with the names of these; `words` are the words of all texts. A card knows the deck
    of its text. There are `sentences` cards of sentences. Only where they are `read`, sentences have their words.
    """

    def __init__(
        self,
        lessons: Sequence[tuple[str, Shelved]],
        sentences: int,
        words: Mapping[str, Course],
        *,
        read: bool,
    ) -> None:
        self._lessons, self._sentences, self._words = lessons, sentences, words
        self._kinds = (ReadSentences, ReadWords) if read else (Sentences, Words)

    def __iter__(self) -> Iterator[Card]:
        yield from self._of_sentences()
        words = [course.word for course in self._words.values()]
        yield from cards.with_holders(self._of_words(), words)

    def __len__(self) -> int:
        return self._sentences + sum(course.cards for course in self._words.values())

    def __contains__(self, card: object) -> bool:
        return any(card == each for each in self)

    def _of_sentences(self) -> Iterator[SentenceCard]:
        places = count(1)
        for name, lesson in self._lessons:
            path = deck_path(name)
            for card in lesson.read(self._kinds[0]).cards():
                yield replace(card, position=next(places), text=path)

    def _of_words(self) -> Iterator[VocabularyCard]:
        """Give the cards of the words that each text is the first to teach, with what all texts tell of them."""
        places = count(1)
        taught: dict[int, set[str]] = defaultdict(set)
        for key, course in self._words.items():
            taught[course.first].add(key)
        for number, keys in sorted(taught.items()):
            name, lesson = self._lessons[number]
            path = deck_path(name)
            for key, card in lesson.read(self._kinds[1]).cards(keys):
                course = self._words[key]
                term = replace(card.term, count=course.count, renderings=course.renderings, texts=course.texts)
                quotations = course.quotations
                yield replace(card, key=key, term=term, elsewhere=quotations, position=next(places), text=path)


def deck_path(name: str) -> str:
    """Name the deck of a text below that of its library: `unit 1::tea house`."""
    return "::".join(anki.deck_title(part) for part in name.split("/"))
