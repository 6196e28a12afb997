"""Which sense of a word fits its sentence: the senses of each word are put in order, the one that fits first.

`contexts` gathers what the sentence tells, `features` describes each sense by it, `ranking` decides, and `quotations`
says whether the translator's word may stand beside the sense. A decision can be asked for again, with its terms:
`rank(word.context, lexicon)`; on the command line `vocabulary TEXT --explain` says it, with all terms in `--format
jsonl` under `sense_by`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import replace
from flashcards.senses.contexts import contexts
from flashcards.senses.quotations import quotation
from flashcards.senses.ranking import RankedSense, Ranking, Rule, chances_of, rank

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, LinkedPair, SenseContext, Word

__all__ = ["RankedSense", "Ranking", "Rule", "chances_of", "choose", "rank"]


def choose(linked: LinkedPair, lexicon: Lexicon) -> AnnotatedPair:
    """Put the sense first that fits, for each word of a pair, by its neighbours alone where there is no English.

    A pair whose sides hardly say the same has no links, and comes back as it is.
    """
    if not linked.links and linked.annotated.pair.english:
        return linked.annotated
    pairs = zip(linked.annotated.words, contexts(linked, lexicon), strict=True)
    words = tuple(word if context is None else _chosen(word, context, lexicon) for word, context in pairs)
    return replace(linked.annotated, words=words)


def _chosen(word: Word, context: SenseContext, lexicon: Lexicon) -> Word:
    """Put the senses of a word in order, and say how its rendering may stand beside the first.

    A word that had a choice keeps what decided.
    """
    chosen = replace(word, senses=rank(context, lexicon).senses, context=context)
    had_choice = len(chosen.senses) > 1
    if chosen.rendering is None:
        return chosen if had_choice else replace(chosen, context=None)
    rendering = replace(chosen.rendering, quotation=quotation(chosen, lexicon))
    return replace(chosen, rendering=rendering, context=context if had_choice else None)
