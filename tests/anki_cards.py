"""Cards made by hand, for tests that need some: three sentences about a teahouse, and four words of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import cards
from flashcards.anki import OldNote, standing
from flashcards.records import (
    AlignedPair,
    AnnotatedPair,
    Card,
    Example,
    Level,
    Rendering,
    Sense,
    Sentence,
    SentenceCard,
    Term,
    VocabularyCard,
    Word,
    WordKind,
    replace,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOTES_OF_A_KIND = 7
"""Notes of each kind of card: three sentences and four words."""
Cut = tuple[str, str, str, str]
"""A word, its syllables, its senses after semicolons, and the English words that render it."""

TOWN_ENGLISH = "Every street in the old town has its own teahouse, and every teahouse has its regulars."
TOWN: tuple[Cut, ...] = (
    ("老城", "lao3 cheng2", "old town", "old town"),
    ("里", "li3", "in", ""),
    ("每", "mei3", "every; each", "Every"),
    ("条", "tiao2", "measure word for long things", ""),
    ("街", "jie1", "street", "street"),
    ("都", "dou1", "all", ""),
    ("有", "you3", "to have", "has"),
    ("自己", "zi4 ji3", "one's own", "its own"),
    ("的", "de5", "(possessive particle)", ""),
    ("茶馆", "cha2 guan3", "teahouse", "teahouse"),
    ("，", "", "", ""),
    ("每", "mei3", "every; each", ""),
    ("家", "jia1", "measure word for shops", ""),
    ("茶馆", "cha2 guan3", "teahouse", ""),
    ("都", "dou1", "all", ""),
    ("有", "you3", "to have", ""),
    ("老", "lao3", "old; always", ""),
    ("主顾", "zhu3 gu4", "customer; client; patron", "regulars"),
    ("。", "", "", ""),
)
POT_ENGLISH = "The owner never hurries anyone: one pot of tea can last a whole afternoon."
POT: tuple[Cut, ...] = (
    ("老板", "lao3 ban3", "shop owner; boss", "owner"),
    ("从来", "cong2 lai2", "always", "never"),
    ("不", "bu4", "not", ""),
    ("催", "cui1", "to urge; to press", "hurries"),
    ("客", "ke4", "guest", "anyone"),
    ("：", "", "", ""),
    ("一", "yi1", "one", "one"),
    ("壶", "hu2", "pot", "pot"),
    ("茶", "cha2", "tea", "tea"),
    ("可以", "ke3 yi3", "can", "can"),
    ("喝", "he1", "to drink", "last"),
    ("一", "yi1", "one; whole", "whole"),
    ("下午", "xia4 wu3", "afternoon", "afternoon"),
    ("。", "", "", ""),
)
CHARM_ENGLISH = "That is the real charm of the place."
CHARM: tuple[Cut, ...] = (
    ("这", "zhe4", "this", "That"),
    ("正是", "zheng4 shi4", "to be precisely", "is"),
    ("它", "ta1", "it", ""),
    ("耐人寻味", "nai4 ren2 xun2 wei4", "worth thinking over; thought-provoking", "charm"),
    ("之处", "zhi1 chu4", "place; aspect", "place"),
    ("。", "", "", ""),
)
SOURCE = "The Old Teahouse"


def annotated(english: str, cuts: Sequence[Cut], *, confidence: float = 0.95, position: int = 1) -> AnnotatedPair:
    """Make a pair from its English and the cut Chinese."""
    pair = AlignedPair(_side("".join(text for text, *_ in cuts)), _side(english), confidence)
    shown = pair.english_text
    words, at = [], 0
    for text, syllables, senses, rendering in cuts:
        words.append(
            Word(
                text,
                at,
                at + len(text),
                WordKind.DICTIONARY if syllables else WordKind.OTHER,
                tuple(syllables.split()),
                tuple(map(Sense, senses.split("; "))) if senses else (),
                _rendering(shown, rendering),
            )
        )
        at += len(text)
    return AnnotatedPair(pair, tuple(words), position)


def unwrapped(text: str) -> str:
    """Take a Chinese text as a pair gives it, with wrapped lines joined."""
    return AlignedPair(_side(text), (), 1.0).chinese_text


def pairs() -> tuple[AnnotatedPair, ...]:
    """Make the three sentences; the translation of the last is doubtful."""
    return (
        annotated(TOWN_ENGLISH, TOWN, position=1),
        annotated(POT_ENGLISH, POT, position=2),
        annotated(CHARM_ENGLISH, CHARM, position=3, confidence=0.55),
    )


def terms() -> tuple[Term, ...]:
    """Make the four words, each with the sentence it comes from."""
    town, pot, charm = pairs()
    return (
        replace(
            term(town, "茶馆"),
            traditional="茶館",
            classifiers=("家", "座"),
            renderings=(("teahouse", 5),),
            level=Level(5, 6),
            frequency=4.1,
            count=5,
        ),
        replace(term(town, "主顾"), traditional="主顧", renderings=(("regular", 2), ("customer", 1)), count=3),
        replace(term(pot, "催"), level=Level(None, 6), frequency=4.0),
        replace(term(charm, "耐人寻味"), traditional="耐人尋味", frequency=3.0),
    )


def term(pair: AnnotatedPair, text: str) -> Term:
    """Make a term of the first word of a pair that has this text."""
    word = next(word for word in pair.words if word.text == text)
    return Term(text, text, word.syllables, word.senses, (), (), Level(), 0.0, 1, Example(pair, word))


def deck() -> tuple[Card, ...]:
    """Make all cards of the sentences and words."""
    return (*sentences(), *vocabulary())


def sentences() -> tuple[SentenceCard, ...]:
    """Make the sentence cards."""
    return cards.sentence_cards(pairs(), source=SOURCE)


def vocabulary() -> tuple[VocabularyCard, ...]:
    """Make the vocabulary cards."""
    return cards.vocabulary_cards(terms(), source=SOURCE)


def untranslated() -> tuple[SentenceCard, VocabularyCard]:
    """Make the cards of the first sentence and of its first word with several senses, without the translation."""
    pair = annotated("", [(*cut[:3], "") for cut in TOWN])
    sentence = cards.sentence_cards([pair], source=SOURCE)
    return sentence[0], cards.vocabulary_cards([term(pair, "老")], source=SOURCE)[0]


def listed() -> VocabularyCard:
    """Make the card of a word of a list that no sentence shows."""
    pair = annotated("", [("沏", "qi1", "to infuse; to make (tea); to pour water on; to rush (of water)", "")])
    return cards.vocabulary_cards([term(pair, "沏")], source="words")[0]


def held(path: Path) -> dict[str, OldNote]:
    """Read all notes of ours that a collection or a package holds."""
    with standing([path]) as notes:
        return dict(notes)


def _side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(text, 0, len(text), 0),) if text else ()


def _rendering(english: str, words: str) -> Rendering | None:
    if not words:
        return None
    start = english.index(words)
    return Rendering(((start, start + len(words)),), words, 0.9, words)
