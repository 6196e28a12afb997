"""A pair is trusted for what it and both its sides show; a stretch that does not belong borrows nothing."""

from __future__ import annotations

import random

from flashcards import alignment, pipeline
from flashcards.lexicon import open_lexicon
from flashcards.records import Bead, Bitext, Sentence
from flashcards.settings import Settings
from tests.test_alignment_short import everyday

FREE = [
    ("这事儿没门儿。", "Not a chance."),
    ("慢走。", "Take care on your way home."),  # walk slowly
    ("我吃醋了。", "I got jealous."),  # I ate vinegar
    ("他炒了老板的鱿鱼。", "He quit on his boss."),  # fried his boss's squid
    ("别客气。", "You're welcome."),
    ("小心地滑。", "Caution: wet floor."),
    ("他脸都绿了。", "He was furious."),  # even his face was green
    ("一分钱一分货。", "You get what you pay for."),
]


def bitext(pairs: list[tuple[str, str]], *, rows: bool = False) -> Bitext:
    """Put pairs in two columns, or in rows."""
    chinese = tuple(Sentence(z, 0, len(z), number) for number, (z, _) in enumerate(pairs))
    english = tuple(Sentence(e, 0, len(e), number) for number, (_, e) in enumerate(pairs))
    return Bitext(chinese, english, tuple(Bead((n,), (n,)) for n in range(len(pairs))) if rows else None)


def test_a_stretch_that_does_not_belong_borrows_no_trust() -> None:
    """Of six wrong pairs behind twenty right ones hardly one is trusted, and of the right ones nearly all are."""
    chance = random.Random(99)  # noqa: S311 (a choice is no secret)
    right = wrong = 0
    for _ in range(5):
        pairs = chance.sample(everyday(), 32)
        strangers = [(z, e) for (z, _), (_, e) in zip(pairs[20:26], pairs[26:], strict=True)]
        aligned = alignment.align(bitext(pairs[:20] + strangers), open_lexicon())
        sure = {(p.chinese_text, p.english_text) for p in aligned if not p.is_null and p.confidence >= 0.5}
        right += len(sure & set(pairs[:20]))
        wrong += len(sure - set(pairs[:20]))
    assert right >= 98
    assert wrong <= 2


def test_rows_are_cards_unless_clearly_wrong() -> None:
    """Free translations in rows are trusted; of rows put together at random many are not."""
    lexicon, settings = open_lexicon(), Settings(sources=("a.tsv",))
    free = pipeline.annotate(alignment.align(bitext(FREE, rows=True), lexicon), settings, lexicon)
    assert all(each.pair.confidence >= 0.5 for each in free)
    strangers = [(z, e) for (z, _), (_, e) in zip(everyday(), everyday()[7:] + everyday()[:7], strict=True)]
    wrong = pipeline.annotate(alignment.align(bitext(strangers, rows=True), lexicon), settings, lexicon)
    assert sum(each.pair.confidence < 0.5 for each in wrong) >= len(strangers) / 3
