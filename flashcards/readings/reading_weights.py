"""What each source counts for in reading: what `scripts/fit_readings.py` fits, and what is set by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flashcards.common.weights import read_weights
from flashcards.records import Record

FILE = Path(__file__).with_name("weights.json")


class Weights(Record):
    """The fitted weights, for characters that are no part of a dictionary word; the file tells on which data.

    `opinion` multiplies the logarithm of the network's probability. `first` and `other` are for the dictionary's
    readings, `taught_early` and `taught_later` for its first one, by when lessons teach it; `neutral` is for a neutral
    tone, `surname` for the reading of a surname where one stands.
    """

    opinion: float
    first: float
    other: float
    taught_early: float
    taught_later: float
    neutral: float
    surname: float


OPINION_ON_WORDS, OTHER_READING, LONGER_WORD, DOUBTFUL_READING = 0.49, 2.5, 0.3, -3.1
"""Within a dictionary word: what the logarithm of the network's probability counts for; what readings get that the
dictionary does not put first; what the first gets besides in words of three characters and more; what one in doubt
gets. Set by hand: fitted on CPP they follow its labels (opinion 0.76, other 1.2), and of 77 words that are then read
otherwise in novels and news some seventy are wrong, such as 理发店 (barber's) and 组成部分 (component)."""
LEAST_LOGARITHM = -7.0
"""What a reading gets that the network gives next to nothing: about one in a thousand, the least it tells."""
FIRST_READING = {"taught": 6.3, "frequent": 6.7, "common": 4.8, "known": 5.0, "rare": 4.4}
"""For the dictionary's first reading of a word, by how well the word is known. Set by hand, compared on CPP and
UD_Chinese-Beginner (development parts)."""
FREQUENT, COMMON, KNOWN = 4.0, 3.0, 2.0
"""The Zipf frequencies from which on a word that no lesson teaches is frequent, common or known: whole numbers."""
NEUTRAL_IN_WORD = 6.0
"""The dictionary's neutral tones hold: the network was taught full ones. Set by hand, compared as above."""
RULE = 9.0
"""Set by hand, so that what neighbours tell is stronger than any network that is not sure beyond one in a million."""
ENGLISH = 2.5
"""For a reading one of whose senses stands whole in the English sentence. Set by hand, compared as above."""
LEAST_SHARE = 0.02
"""The probability from which on a reading counts that the network alone offers. Set by hand."""
EARLY = 4
"""The last level of HSK 2.0 whose lessons teach early. Set by hand: the half of the levels that makes a reader."""


@cache
def committed_weights() -> Weights:
    """Read the weights that come with the package."""
    return Weights(**read_weights(FILE))
