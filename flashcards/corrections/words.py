"""Words as a person has set them: where they end, how they are read, what they mean, which English renders them.

What holds of one place wins over what holds of the word in the whole text.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from flashcards import words as cutting
from flashcards.chinese.syllables import small
from flashcards.corrections.files import contradiction
from flashcards.corrections.own_senses import with_own
from flashcards.corrections.text_search import Searchable
from flashcards.readings import written
from flashcards.records import Rendering, Word, WordKind, replace
from flashcards.senses import rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.corrections.entries import Corrections, CutCorrection, WordCorrection
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Span

_GAP = re.compile(r"(?<!\s)\s*(?:\.\.\.|…)\s*")
"""What stands for other words between two parts of a rendering."""


def cut(words: Sequence[Word], corrections: Corrections, lexicon: Lexicon) -> tuple[Word, ...]:
    """Cut a sentence where its corrections say; what is left of a word that one of them crosses is cut by itself.

    Raises:
        InputError: two corrections cut the same characters in two ways.

    """
    text = "".join(word.text for word in words)
    fixed = _stretches(text, corrections)
    if not fixed:
        return tuple(words)
    spans = sorted(span for spans in fixed for span in spans)
    kept = [w for w in words if not any(w.start < end and start < w.end for start, end in spans)]
    set_words = [Word(text[s:e], s, e, _kind(text[s:e], lexicon)) for s, e in spans]
    return tuple(_filled(text, sorted([*kept, *set_words], key=lambda word: word.start), lexicon))


def _stretches(text: str, corrections: Corrections) -> list[tuple[Span, ...]]:
    """Give the words that corrections set in a text, each stretch once; those of a place come first, and win."""
    by_character: dict[int, tuple[tuple[Span, ...], CutCorrection]] = {}
    about = corrections.cuts_by_place.within(text) if corrections.cuts else ()
    for correction in sorted(about, key=lambda each: not each.context):
        for start in _starts(text, correction.stretch, correction.context):
            ends = list(accumulate(map(len, correction.words), initial=start))
            spans = tuple(pairwise(ends))
            standing = [by_character.get(at, (spans, correction)) for at in range(start, ends[-1])]
            other = next((each for own, each in standing if own != spans), None)
            if other is None:
                by_character |= dict.fromkeys(range(start, ends[-1]), (spans, correction))
            elif bool(other.context) == bool(correction.context):
                what = f"{text[start : ends[-1]]} is cut in two ways"
                raise contradiction(corrections.name, other.line, correction.line, what)
    return list(dict.fromkeys(spans for spans, _ in by_character.values()))


def _starts(text: str, stretch: str, context: str) -> Iterator[int]:
    """Give where a stretch begins, within its context if it has one."""
    for low, high in Searchable(text).spans(context) if context else [(0, len(text))]:
        at = text.find(stretch, low, high)
        while at >= 0:
            yield at
            at = text.find(stretch, at + len(stretch), high)


def _kind(text: str, lexicon: Lexicon) -> WordKind:
    if lexicon.entries(text):
        return WordKind.DICTIONARY
    return WordKind.TERM if len(text) > 1 else WordKind.UNKNOWN


def _filled(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Word]:
    """Give words in order, and cut what lies between them."""
    at = 0
    for word in (*words, None):
        end = word.start if word else len(text)
        for part in cutting.cut(text[at:end], lexicon) if at < end else ():
            yield replace(part, start=part.start + at, end=part.end + at)
        if word:
            yield word
            at = word.end


def given(pair: AlignedPair, words: Sequence[Word], corrections: Corrections, lexicon: Lexicon) -> Mapping[int, str]:
    """Give how characters of a pair are read, by their places: as its author says, or the corrections."""
    by_place = dict(pair.pinyin)
    for word in words:
        values = values_of(word, pair.chinese_text, corrections)
        for at, syllable in enumerate(_syllables(word, values, lexicon)):
            by_place[word.start + at] = syllable.lower()
    return by_place


def unless_set(annotated: AnnotatedPair, other: AnnotatedPair, corrections: Corrections) -> AnnotatedPair:
    """Give a pair with the words that `other` has of it joined, but where a person has said how it is cut or read."""
    own = _set(annotated, corrections)
    if not own:
        return other
    words: list[Word] = []
    for word in other.words:
        within = [part for part in annotated.words if word.start <= part.start and part.end <= word.end]
        words += within if any(start < word.end and word.start < end for start, end in own) else [word]
    return replace(other, words=tuple(words))


def _set(annotated: AnnotatedPair, corrections: Corrections) -> list[Span]:
    """Give the stretches of a pair of which a person has said how they are cut, or anything of a word."""
    text = annotated.pair.chinese_text
    cuts = [span for spans in _stretches(text, corrections) for span in spans]
    return [*cuts, *((word.start, word.end) for word in annotated.words if values_of(word, text, corrections))]


def values_of(word: Word, text: str, corrections: Corrections) -> dict[str, str]:
    """Give what corrections say of a word at its place: `pinyin`, `meaning`, `english`, as far as they do.

    Raises:
        InputError: two of them say different things of this place.

    """
    values: dict[str, tuple[str, WordCorrection]] = {}
    places = corrections.places_by_word.get(word.text) if corrections.words else None
    about = places.within(text) if places else ()
    for correction in sorted(about, key=lambda each: bool(each.context)):
        if correction.context and not holds(text, correction.context, word):
            continue
        for name in ("pinyin", "meaning", "english"):
            if (value := getattr(correction, name)) is None:
                continue
            other = values.get(name)
            if other and other[1].context and other[0] != value:
                what = f"{name} of {word.text} is {other[0]!r} and {value!r} at one place"
                raise contradiction(corrections.name, other[1].line, correction.line, what)
            values[name] = value, correction
    return {name: value for name, (value, _) in values.items()}


def holds(text: str, context: str, word: Word) -> bool:
    """Whether a word of a text stands within these words."""
    return any(start <= word.start and word.end <= end for start, end in Searchable(text).spans(context))


def _syllables(word: Word, values: Mapping[str, str], lexicon: Lexicon) -> tuple[str, ...]:
    return written.syllables(values["pinyin"], word.text, lexicon) if values.get("pinyin") else ()


def finish(annotated: AnnotatedPair, corrections: Corrections, lexicon: Lexicon) -> AnnotatedPair:
    """Give the words of a pair what its corrections say of them; all others stay as they are."""
    if not corrections.words:
        return annotated
    pair = annotated.pair
    words = tuple(
        _corrected(word, values, pair.english_text, lexicon) if values else word
        for word, values in ((word, values_of(word, pair.chinese_text, corrections)) for word in annotated.words)
    )
    return annotated if words == annotated.words else replace(annotated, words=words)


def _corrected(word: Word, values: Mapping[str, str], english: str, lexicon: Lexicon) -> Word:
    word = _read(word, _syllables(word, values, lexicon), lexicon)
    if "english" in values:
        spans = rendering_spans(values["english"], english)
        quoted = " … ".join(english[start:end] for start, end in spans)
        word = replace(word, rendering=Rendering(spans, quoted.lower(), 1.0, quoted) if spans else None)
    meaning = values.get("meaning")
    if not meaning:
        return word
    return replace(word, senses=with_own(word.senses, meaning), own_meaning=meaning, context=None)


def _read(word: Word, syllables: tuple[str, ...], lexicon: Lexicon) -> Word:
    """Read a word otherwise, with the senses of that reading, the one first that fits the sentence.

    A reading that the dictionary does not have takes no sense away: it may be one of the region, or of the author.
    """
    if not syllables or small(syllables) == small(word.syllables):
        return word
    entries = lexicon.entries(word.text)
    senses = tuple(s for entry in entries if small(entry.syllables) == small(syllables) for s in entry.senses)
    if not senses:
        return replace(word, syllables=syllables)
    if word.context is None:
        return replace(word, syllables=syllables, senses=senses)
    context = replace(word.context, senses=senses)
    return replace(word, syllables=syllables, senses=rank(context, lexicon).senses, context=context)


def rendering_spans(rendering: str, english: str) -> tuple[Span, ...]:
    """Find the parts of a rendering in an English text, one behind the other; () where they are not there."""
    spans: list[Span] = []
    start = 0
    for part in _GAP.split(rendering.strip()):
        text, inner = (part, [(0, len(part))]) if english.find(part, start) >= 0 else _without_context(part)
        place = english.find(text, start) if text else -1
        if place < 0 or not inner:
            return ()
        spans += [(place + first, place + last) for first, last in inner]
        start = place + len(text)
    return tuple(spans)


def _without_context(part: str) -> tuple[str, list[Span]]:
    """Take the brackets off a part of a rendering, and tell where in it stands what is in none."""
    text, inner = "", []
    for outside, within in re.findall(r"([^\[\]]*)(?:\[([^\[\]]*)\])?", part):
        bare = outside.strip()
        if bare:
            first = len(text) + outside.index(bare)
            inner.append((first, first + len(bare)))
        text += outside + within
    return text, inner


def rendering_of(spans: Sequence[Span], english: str) -> str:
    """Write spans of an English text so that `rendering_spans` finds them: what tells a place apart, in brackets."""
    parts, before = [], 0
    for start, end in spans:
        context = start
        while english.find(english[context:end], before) != context:
            context -= 1
        while english[context - 1 : context].isalnum() and context > before and context < start:
            context -= 1
        parts.append((f"[{english[context:start]}]" if context < start else "") + english[start:end])
        before = end
    return " ... ".join(parts)
