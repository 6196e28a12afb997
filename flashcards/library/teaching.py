"""From lessons to one deck: each word is taught once, where it is first met, beside sentences of later texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import anki, cards
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.library.lessons import Lesson
    from flashcards.library.summary import Course
    from flashcards.records import Card, SentenceCard, VocabularyCard


def deck(
    lessons: Iterable[tuple[str, Lesson]], words: Mapping[str, Course], namespace: str, lexicon: Lexicon
) -> tuple[Card, ...]:
    """Make the cards of a library of its lessons, each with the name of its text, in their order.

    Sentences and words are each numbered through; a card knows the deck of its text.
    """
    sentences: list[SentenceCard] = []
    vocabulary: list[VocabularyCard] = []
    for number, (name, lesson) in enumerate(lessons):
        path = deck_path(name)
        sentences += (
            replace(card, position=place, text=path) for place, card in enumerate(lesson.sentences, len(sentences) + 1)
        )
        taught = _taught(number, lesson, words, namespace)
        vocabulary += (
            replace(card, position=place, text=path) for place, card in enumerate(taught, len(vocabulary) + 1)
        )
    return (*sentences, *cards.with_characters(vocabulary, lexicon))


def deck_path(name: str) -> str:
    """Name the deck of a text below that of its library: `unit 1::tea house`."""
    return "::".join(anki.deck_title(part) for part in name.split("/"))


def _taught(number: int, lesson: Lesson, words: Mapping[str, Course], namespace: str) -> Iterator[VocabularyCard]:
    """Give the cards of the words that a text is the first to teach, with what all texts tell of them."""
    for card in lesson.words:
        course = words.get(anki.guid_of_term(card.term, namespace))
        if course is not None and course.first == number:
            term = replace(card.term, count=course.count, renderings=course.renderings, texts=course.texts)
            yield replace(card, term=term, elsewhere=course.quotations)
