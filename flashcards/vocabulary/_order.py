"""In which order terms and sentences are learned.

*Easiest first* is what learners call i+1 (after Krashen, 1982): whatever has the fewest words that are still new comes
next, and what it teaches is known from then on. Each word makes each sentence that holds it easier once, so the whole
costs O(n log n) for n words in sentences.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from math import inf
from typing import TYPE_CHECKING

from flashcards.settings import Order
from flashcards.vocabulary.word_difficulty import difficulty

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from flashcards.lexicon import Lexicon
    from flashcards.records import Term, Word


def order_terms(terms: Sequence[Term], new: Sequence[Sequence[Word]], order: Order, lexicon: Lexicon) -> list[int]:
    """Give the numbers of terms in the order in which they are to be learned.

    `new` holds, for each term, the new words of the sentence that shows it. Of two terms whose sentences are as easy,
    the easier one comes first.
    """
    lexicon.read_chinese(part for term in terms for part in (term.example.word.text, *term.example.word.text))
    hardness = [difficulty(term.example.word, lexicon) for term in terms]
    keys: Sequence[float]
    match order:
        case Order.TEXT:
            return list(range(len(terms)))
        case Order.FREQUENCY:
            keys = [-term.frequency for term in terms]
        case Order.DIFFICULTY:
            keys = hardness
        case Order.EASIEST_FIRST:
            needs = [_beside(term.example.word, words) for term, words in zip(terms, new, strict=True)]
            return easiest_first(needs, [{term.text} for term in terms], hardness)
    return sorted(range(len(terms)), key=lambda number: keys[number])


def order_sentences(new: Sequence[Sequence[Word]], order: Order, lexicon: Lexicon) -> list[int]:
    """Give the numbers of sentences in the order in which they are to be learned; `new` holds the new words of each.

    A sentence is as frequent as its rarest new word, and as difficult as its new words together.
    """
    keys: Sequence[float]
    match order:
        case Order.TEXT:
            return list(range(len(new)))
        case Order.FREQUENCY:
            keys = [-min((lexicon.frequency(word.text) for word in words), default=inf) for words in new]
        case Order.DIFFICULTY:
            keys = [sum(difficulty(word, lexicon) for word in words) for words in new]
        case Order.EASIEST_FIRST:
            texts = [{word.text for word in words} for words in new]
            return easiest_first(texts, texts, [0.0] * len(new))
    return sorted(range(len(new)), key=lambda number: keys[number])


def easiest_first(
    needs: Sequence[AbstractSet[str]], gives: Sequence[AbstractSet[str]], ties: Sequence[float]
) -> list[int]:
    """Order things so that each next one needs the fewest words that none before it gave.

    Of equal ones the one with the smaller tie comes first, then the earlier one.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(needs):
        for word in words:
            holders[word].append(number)
    costs = [len(words) for words in needs]
    heap = [(cost, ties[number], number) for number, cost in enumerate(costs)]
    heapify(heap)
    done: dict[int, None] = {}
    while heap:
        cost, _, number = heappop(heap)
        if number in done or cost > costs[number]:
            continue
        done[number] = None
        for word in gives[number]:
            for other in holders.pop(word, ()):
                costs[other] -= 1
                heappush(heap, (costs[other], ties[other], other))
    return list(done)


def _beside(word: Word, words: Sequence[Word]) -> set[str]:
    """Give the new words of a sentence that are no part of this one."""
    return {other.text for other in words if not word.start <= other.start < word.end}
