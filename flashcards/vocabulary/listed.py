"""The words of a list as terms: each with the sense that fits the sentence that shows it, or with its main senses.

*The idea:* who lists a word wants a card of it, so only what the learner told of herself leaves one out; and what the
list says of a word, its pinyin and its meaning, goes before the dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from flashcards import readings, words
from flashcards.chinese.syllables import small, toneless
from flashcards.learner import BEGINNERS
from flashcards.lexicon import scripts
from flashcards.readings import written
from flashcards.records import AlignedPair, AnnotatedPair, Example, Sense, Sentence, Term, Word, WordKind, replace
from flashcards.vocabulary import Choice, Standing, Verdict, limited
from flashcards.vocabulary._examples import Examples
from flashcards.vocabulary._exclusions import is_name
from flashcards.vocabulary._order import order_terms
from flashcards.vocabulary._worth import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.learner import Learner
    from flashcards.lexicon import Lexicon
    from flashcards.records import Entry, ListedWord
    from flashcards.settings import Settings

Place: TypeAlias = tuple[AnnotatedPair, Word]
"""Where a word stands: the pair, and the word in it."""

UNKNOWN = "in no dictionary, and the list gives no meaning"
_MOST_PLACES = 12
"""Sentences that are looked at for each word: more hardly hold a better one, and each costs time. Set by hand."""
_BEST_LENGTH = 14
"""Characters of the sentences that are looked at first, as in `_examples`."""


def sentences_with(listed: Sequence[ListedWord], pairs: Sequence[AlignedPair], lexicon: Lexicon) -> list[AlignedPair]:
    """Take the pairs whose Chinese holds a word of a list, some for each word, those of middling length first."""
    wanted = {lexicon.simplify(word.text) for word in listed}
    counts: dict[str, int] = defaultdict(int)
    kept = set()
    by_length = sorted(range(len(pairs)), key=lambda at: abs(len(pairs[at].chinese_text) - _BEST_LENGTH))
    for at in by_length:
        text = lexicon.simplify(pairs[at].chinese_text)
        rare = [word for word in _substrings(text, wanted) if counts[word] < _MOST_PLACES]
        for word in rare:
            counts[word] += 1
        if rare:
            kept.add(at)
    return [pairs[at] for at in sorted(kept)]


def _substrings(text: str, wanted: set[str]) -> set[str]:
    longest = max(map(len, wanted), default=0)
    spans = (
        (start, end) for start in range(len(text)) for end in range(start + 1, min(start + longest, len(text)) + 1)
    )
    return {text[start:end] for start, end in spans} & wanted


def choose(
    listed: Sequence[ListedWord],
    pairs: Sequence[AnnotatedPair],
    known: Learner,
    lexicon: Lexicon,
    settings: Settings,
) -> Choice:
    """Make terms of the words of a list, in its order or as the settings ask; the pairs show them in use.

    Left out are words that the learner knows or ignores, those beyond the limit, and those that neither a dictionary
    nor the list explains.
    """
    places = _places({lexicon.simplify(word.text) for word in listed}, pairs, lexicon)
    examples = Examples(lexicon)
    verdicts = [
        _verdict(word, places.get(lexicon.simplify(word.text), ()), known, examples, lexicon) for word in listed
    ]
    verdicts = limited(verdicts, settings.limit)
    terms = [v.term for v in verdicts if v.term and v.standing is Standing.TAKEN]
    order = order_terms(terms, [()] * len(terms), settings.order, lexicon)
    return Choice(tuple(terms[number] for number in order), tuple(verdicts), learner=known)


def _places(wanted: set[str], pairs: Sequence[AnnotatedPair], lexicon: Lexicon) -> Mapping[str, Sequence[Place]]:
    """Find where the words stand: one word of a pair, or several that make up a listed one, as 吃 早饭."""
    places: dict[str, list[Place]] = defaultdict(list)
    longest = max(map(len, wanted), default=0)
    for pair in pairs:
        simplified = lexicon.simplify(pair.pair.chinese_text)
        for first, word in enumerate(pair.words):
            for last in range(first, len(pair.words)):
                text = simplified[word.start : pair.words[last].end]
                if len(text) > longest:
                    break
                if text in wanted:
                    places[text].append((pair, _joined(pair.words[first : last + 1])))
    return places


def _joined(parts: Sequence[Word]) -> Word:
    """Make one word of neighbours; what renders one of several does not render them all."""
    if len(parts) == 1:
        return parts[0]
    syllables = tuple(syllable for part in parts for syllable in part.syllables)
    text = "".join(part.text for part in parts)
    return Word(text, parts[0].start, parts[-1].end, WordKind.TERM, syllables)


def _verdict(
    word: ListedWord, places: Sequence[Place], known: Learner, examples: Examples, lexicon: Lexicon
) -> Verdict:
    """Judge a word of a list, and make its term."""
    term = _term(word, places, examples, lexicon)
    shown = term.example.word
    standing, reason = _standing(word.text, known, lexicon)
    if standing is Standing.TAKEN and not term.senses:
        standing, reason = Standing.LEFT, UNKNOWN
    verdict = Verdict(replace(shown, text=word.text), 1, 0, standing, reason, place=term.example.annotated)
    if standing is not Standing.TAKEN:
        return verdict
    return replace(verdict, term=term, worth=weigh(term, 0, known))


def _standing(text: str, known: Learner, lexicon: Lexicon) -> tuple[Standing, str]:
    """Tell whether the learner knows a word, by what she said; what every beginner knows may well be listed."""
    if lexicon.simplify(text) in known.ignored:
        return Standing.APART, "ignored by you"
    reason = known.knows(text, lexicon)
    return (Standing.KNOWN, reason) if reason and reason != BEGINNERS else (Standing.TAKEN, "")


def _term(word: ListedWord, places: Sequence[Place], examples: Examples, lexicon: Lexicon) -> Term:
    """Make the term of a listed word: with the best sentence where it is read as the list says, else by itself."""
    reading = written.syllables(word.reading, word.text, lexicon) if word.reading else ()
    fitting = [place for place in places if not reading or toneless(place[1].syllables) == toneless(reading)]
    example = examples.best(fitting, "") if fitting else _alone(word, reading, lexicon)
    shown = example.word
    syllables = reading or shown.syllables
    entry = _entry(word.text, syllables, lexicon)
    senses = shown.senses or (entry.senses if entry else ())
    own = (Sense(word.meaning),) if word.meaning else ()
    itself = replace(shown, text=word.text, syllables=syllables, senses=senses)
    return Term(
        text=word.text,
        traditional=scripts.traditional([itself], lexicon),
        syllables=syllables,
        senses=(*own, *(sense for sense in senses if sense.gloss != word.meaning)),
        classifiers=entry.classifiers if entry else (),
        renderings=(),
        level=lexicon.level(word.text),
        frequency=lexicon.frequency(word.text),
        count=0,
        example=example,
        simplified=lexicon.simplify(word.text),
        main_sense=entry.senses[0].gloss if entry and not own else "",
        is_name=is_name(itself),
        own_meaning=word.meaning,
    )


def _alone(word: ListedWord, reading: tuple[str, ...], lexicon: Lexicon) -> Example:
    """Let a word stand by itself: as the dictionary has it, or as rules read it where no dictionary does."""
    text = word.text
    sentence = Sentence(text, 0, len(text), 0)
    entry = _entry(text, reading, lexicon) or next(iter(lexicon.entries(text)), None)
    if entry:
        whole = Word(text, 0, len(text), WordKind.DICTIONARY, reading or entry.syllables, entry.senses)
    else:
        whole = replace(_joined(readings.read(words.cut(text, lexicon), lexicon)), text=text)
    return Example(AnnotatedPair(AlignedPair((sentence,), (), 1.0), (whole,), word.line), whole)


def _entry(text: str, syllables: Sequence[str], lexicon: Lexicon) -> Entry | None:
    """Find the entry of a word with a reading, one that is written the same but for its tones in its stead."""
    entries = lexicon.entries(text)
    exact = (entry for entry in entries if small(entry.syllables) == small(syllables))
    near = (entry for entry in entries if toneless(entry.syllables) == toneless(syllables))
    return next(exact, None) or next(near, None)
