"""How much a word is worth a card to this learner: new, useful, central, and well rendered.

    worth = new · (useful + central + rendered / 2)

* *new*, 0 to 1: how likely the learner does not know it. 1 for whoever gave a level or a long list; else the later the
  HSK lists teach a word, and the rarer it is, the newer: most readers of a text in Chinese know 时间 (time).
* *useful*, 0 to 1: how often it will be met beyond this text, by its Zipf frequency (van Heuven et al., 2014) from
  1.5, once in thirty million words, to 5.5, three hundred times in a million. Frequency is the best single guide to
  which words repay learning (Nation, 2001, Learning Vocabulary in Another Language).
* *central*, 0 to about 1.5: log10(1 + G²) / 1.5, where G² compares how often the text has the word with how often
  general Chinese would have it in as many words (the log-likelihood ratio of Dunning, 1993).
* *rendered*, 0 to 1: how sure the example shows what the translator made of it.
"""

from __future__ import annotations

from math import log, log10
from typing import TYPE_CHECKING

from flashcards.vocabulary._verdicts import Worth

if TYPE_CHECKING:
    from flashcards.learner import Learner
    from flashcards.records import Level, Term

_LEAST_USEFUL, _MOST_USEFUL = 1.5, 5.5
"""Zipf frequencies between which usefulness rises: once in 30 million words, once in 3,000. Set by hand."""
_LEAST_ZIPF = 1.0
"""What a word that no list has is taken to have, so that one place of it does not count for everything."""
_NEW_HSK2 = (0.1, 0.1, 0.2, 0.35, 0.55, 0.8, 1.0)
"""How likely a reader who says nothing of herself does not know a word of HSK 2.0 level 0 to 6."""
_NEW_HSK3 = {3: 0.35, 6: 0.75, 9: 1.0}
"""The same for the stages of HSK 3.0, for a word that HSK 2.0 lacks. Both set by hand."""
_NEW_COMMON = 0.5
"""The same for a word that no HSK list has and that is as common as can be."""


def weigh(term: Term, running: int, known: Learner) -> Worth:
    """Weigh a term of a text of so many running words."""
    rendering = term.example.word.rendering
    return Worth(
        new=1.0 if known.is_placed else _new(term.level, term.frequency),
        useful=_useful(term.frequency),
        central=central(term.count, term.frequency, running),
        rendered=rendering.confidence if rendering else 0.0,
    )


def _new(level: Level, zipf: float) -> float:
    if level.hsk2 is not None:
        return _NEW_HSK2[level.hsk2]
    if level.hsk3 is not None:
        return _NEW_HSK3[level.hsk3]
    return 1 - (1 - _NEW_COMMON) * _useful(zipf)


def _useful(zipf: float) -> float:
    return min(max((zipf - _LEAST_USEFUL) / (_MOST_USEFUL - _LEAST_USEFUL), 0.0), 1.0)


def central(count: int, zipf: float, running: int) -> float:
    """Tell how central a word of this Zipf frequency is to so many running words, among which it stands so often."""
    expected = running * 10 ** (max(zipf, _LEAST_ZIPF) - 9)
    if count <= expected:
        return 0.0
    surprise = 2 * (count * log(count / expected) - (count - expected))
    return log10(1 + surprise) / 1.5
