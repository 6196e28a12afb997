"""An end mark with what stands around it, and the signs and characters that the rules speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.records import Language

CHINESE_MARKS = "。！？｡"
OPENING = "“‘「『（(【《〈[{«"
CLOSING = "”’」』）)】》〉]}»\"'"
QUOTES = '“「『"'
SPOKE_CHINESE = "说說问問答道喊叫想嚷骂罵"
"""Characters that end a Chinese verb of saying."""

_LONGEST_WORD = 30
"""In characters: longer than any word of a dictionary, so that looking back costs the same for each mark."""
_LOOK_AHEAD = 60
"""In characters: bounds that keep the work for each mark constant; words and speakers' names are shorter."""

_LAST_WORD = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*$")
_BEFORE_WORDS = re.compile(rf"""[\s"'—–\-•*{re.escape(OPENING)}]*""")


class Mark(Record):
    """An end mark with what closes behind it, `text[start:end]`, in a sentence that begins at `sentence`.

    `signs` are the mark and the closing signs; `stop` is the mark alone: what closes behind it taken off.
    """

    text: str
    start: int
    end: int
    sentence: int
    language: Language
    signs: str
    stop: str

    @property
    def closes(self) -> bool:
        """Whether a quotation or bracket closes with the mark."""
        return self.signs != self.stop

    @property
    def is_ellipsis(self) -> bool:
        """Whether it is `…` or several dots."""
        return self.stop.endswith(("…", "..", ". ."))

    @property
    def is_full_stop(self) -> bool:
        """Whether it is a single ASCII full stop: the sign with the most other uses."""
        return self.stop == "."

    @property
    def before(self) -> str:
        """What stands before the mark in its sentence, its last few characters."""
        return self.text[max(self.sentence, self.start - _LONGEST_WORD) : self.start]

    @property
    def word_before(self) -> str:
        """The word that ends at the mark, full stops inside it included."""
        match = _LAST_WORD.search(self.before)
        return match.group() if match else ""

    @property
    def next(self) -> str:
        """The next character, white space included; empty at the end of the block."""
        return self.text[self.end : self.end + 1]

    @property
    def words_after(self) -> str:
        """The first characters of what follows, opening signs and white space taken off."""
        match = _BEFORE_WORDS.match(self.text, self.end, self.end + _LOOK_AHEAD)
        begin = match.end() if match else self.end
        return self.text[begin : begin + _LOOK_AHEAD]
