"""Rules of language as rows of data: a word, what stands before and after it, and what follows from that.

A file of rules (TOML) has a table `sets` of named pieces of patterns, and rows `rule` with these fields:

    name      what the rule is about, in a few words
    words     the words that it speaks of, with spaces between
    says      what follows where it fits
    before    a regular expression for the text before the word, up to the word; any text where it is absent
    after     one for the text behind it, from the word on; any text where it is absent
    fires     a sentence in which it fits one of the words
    spares    a sentence with one of the words in which it does not fit
    source    where the statement comes from

A row `pattern` has `name`, `pattern`, `fires`, `spares` and `source`: an expression that finds words by their own
shape, in groups that are named for what follows. It may have `never`, characters that it is not for, `word`, what
it finds in the sentence where it fires, and `needs`: whatever it finds, the text has one of these characters, so that
without them nobody need try the pattern.

In expressions `{name}` stands for a set of the file, for the words of a class of `word_classes.toml`, or for
one of `han` (a Chinese character), `numerals` (for use between brackets), `clause_start` and `clause_end`. Of the rules
for a word the first that fits holds.
A test runs both sentences of every row.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from flashcards.chinese import numerals
from flashcards.lexicon.word_classes import chinese_words
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_REACH = 40
"""How many characters before and behind a word its rules look at: more than nearly all clauses have. Set by hand."""
_NAMED = re.compile(r"\{([a-z_]+)\}")
_OTHER = r"\W\d_A-Za-z\u00b2-\u024f\u2460-\u24ff"
"""What is no Chinese character, in brackets: signs, digits, Latin letters, numbers in circles. A text of rules has no
other letters, and a class of `chinese.HAN` takes a millisecond to compile, in each of some forty expressions."""
_GIVEN = {
    "han": f"[^{_OTHER}]",
    "clause_start": f"(?:^|[{_OTHER}])",
    "clause_end": f"(?:$|[{_OTHER}])",
    "numerals": numerals.NUMERALS,
}


class Rule(Record):
    """A row `rule`: see the fields above. The sets in `before` and `after` are filled in."""

    name: str
    words: tuple[str, ...]
    says: str
    before: str
    after: str
    fires: str
    spares: str
    source: str

    def fits(self, text: str, start: int, end: int) -> bool:
        """Tell whether the rule holds for the word that stands at `text[start:end]`."""
        if self.before and not _compiled(f"(?:{self.before})$").search(text, max(0, start - _REACH), start):
            return False
        return not self.after or _compiled(self.after).match(text, end, end + _REACH) is not None


class Pattern(Record):
    """A row `pattern`: see above. The sets in `pattern` are filled in."""

    name: str
    fires: str
    spares: str
    source: str
    pattern: str = ""
    never: str = ""
    word: str = ""
    needs: str = ""

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Find the places of a text where the expression fits."""
        return _compiled(self.pattern).finditer(text)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Give what follows for which stretches of a text: the names of the groups, with start and end."""
        for match in self.matches(text):
            for group in match.re.groupindex:
                if match[group] is not None and group.isalpha():
                    yield group, match.start(group), match.end(group)


class Rules(Record):
    """The rows of a file in their order, and the rules by the words that they speak of."""

    rows: tuple[Rule, ...]
    patterns: tuple[Pattern, ...]
    by_word: Mapping[str, tuple[Rule, ...]]

    def first(self, word: str, text: str, start: int) -> Rule | None:
        """Give the first rule that fits a word that begins at a place of a text, None where none does."""
        end = start + len(word)
        return next((rule for rule in self.by_word.get(word, ()) if rule.fits(text, start, end)), None)

    def without(self, name: str) -> Rules:
        """Give the same rules but for the rows of a name, to see what these bring."""
        rows = tuple(rule for rule in self.rows if rule.name != name)
        return _indexed(rows, tuple(pattern for pattern in self.patterns if pattern.name != name))


def read_rules(path: Path) -> Rules:
    """Read the rules of a file that comes with the package. KeyError: a pattern names a set that nobody has."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = dict(_GIVEN)
    for name, pattern in document.get("sets", {}).items():
        sets[name] = f"(?:{_filled(pattern, sets)})"
    rules = tuple(_rule(row, sets) for row in document.get("rule", ()))
    patterns = (
        Pattern(**{**row, "pattern": _filled(row.get("pattern", ""), sets)}) for row in document.get("pattern", ())
    )
    return _indexed(rules, tuple(patterns))


def _indexed(rows: tuple[Rule, ...], patterns: tuple[Pattern, ...]) -> Rules:
    words = dict.fromkeys(word for rule in rows for word in rule.words)
    return Rules(rows, patterns, {word: tuple(rule for rule in rows if word in rule.words) for word in words})


def _rule(row: Mapping[str, str], sets: Mapping[str, str]) -> Rule:
    sides = {side: _filled(row.get(side, ""), sets) for side in ("before", "after")}
    plain = {field: row[field] for field in ("name", "says", "fires", "spares", "source")}
    return Rule(words=tuple(row["words"].split()), **plain, **sides)


def _filled(pattern: str, sets: Mapping[str, str]) -> str:
    """Put sets and word classes in the place of their names."""
    return _NAMED.sub(lambda named: sets.get(named[1]) or _any_of(named[1]), pattern)


@cache
def _any_of(word_class: str) -> str:
    """Make a pattern of the words of a class, the longest first."""
    return f"(?:{'|'.join(sorted(chinese_words(word_class), key=lambda word: (-len(word), word)))})"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile an expression when it is first needed: most texts need few."""
    return re.compile(pattern)
