"""What a press of a button means: from the text as it is shown and what was asked, to the corrections that say it.

Each function gives an edit: corrections that are taken out of the file, and those that are written into it. Undoing is
the same edit the other way round.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from flashcards.corrections import (
    CardChoice,
    CardCorrection,
    Correction,
    CutCorrection,
    PairCorrection,
    WordCorrection,
)
from flashcards.corrections.phrases import squeezed
from flashcards.corrections.words import holds, rendering_of
from flashcards.errors import InputError
from flashcards.records import replace
from flashcards.review import sentences
from flashcards.review.edits import Edit, Text, source
from flashcards.review.typos import typo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flashcards.records import AlignedPair, AnnotatedPair, Sentence, Span, Word

    Form = Mapping[str, list[str]]

TOKEN = re.compile(r"[\w’'-]+")
"""An English word that can be linked."""
_ABOUT = 2
"""Words on either side of a place that tell it in the file, at least: fewer say little to a reader. Set by hand."""
_IN_ANKI = "build says how to find it in Anki"
"""What is said of a card that is to go, which may have been imported before."""
_OF_WORDS = ("pinyin", "meaning", "english")
_OF_CARDS = ("choice", "example", "meaning", "note", "picture")


def edit_of(action: str, form: Form, text: Text) -> Edit:
    """Make the edit that an action asks for.

    Raises:
        InputError: there is no such action, or it cannot be done here.

    """
    if action not in _ACTIONS:
        raise InputError(f"there is no action {action[:40]!r}; load the page again.")
    try:
        return replace(_ACTIONS[action](form, text), pair=int(_value(form, "pair") or 0))
    except (ValueError, IndexError, KeyError, StopIteration) as error:
        raise InputError("the page asks for what is not in the text; load it again.") from error


def edit_of_all(presses: Iterable[tuple[str, Form]], text: Text, what: str) -> Edit:
    """Make one edit of several actions, each upon what the one before it has made of the corrections."""
    before = tuple(text.corrections)
    for action, form in presses:
        edit = edit_of(action, form, text)
        text = Text(text.pairs, text.corrections.changed(edit.old, edit.new))
    after = tuple(text.corrections)
    old = tuple(each for each in before if each not in after)
    return Edit(old, tuple(each for each in after if each not in before), what)


def _value(form: Form, name: str) -> str:
    return form[name][0].strip() if form.get(name) else ""


def _pair(form: Form, text: Text) -> tuple[int, AlignedPair]:
    number = int(_value(form, "pair"))
    if number < 0:
        raise ValueError(number)
    return number, text.pairs[number].pair


def _set(sides: Iterable[tuple[str, str]], text: Text, what: str) -> Edit:
    """Set pairs; what was set of the same words gives way."""
    new = tuple(PairCorrection(chinese, english) for chinese, english in sides if chinese or english)
    old = tuple(each for each in text.corrections.pairs if not each.drop and any(_meets(each, pair) for pair in new))
    return Edit(old, new, what)


def _meets(first: PairCorrection, second: PairCorrection) -> bool:
    sides = ((first.chinese, second.chinese), (first.english, second.english))
    return any(a and b and (a in b or b in a) for a, b in ((squeezed(a), squeezed(b)) for a, b in sides))


def _right(form: Form, text: Text) -> Edit:
    """Set a pair as it stands."""
    return _set([source(_pair(form, text)[1])], text, "set as right")


def _join(form: Form, text: Text) -> Edit:
    """Join a pair with the next."""
    number, pair = _pair(form, text)
    first, second = source(pair), source(text.pairs[number + 1].pair)
    return _set([(first[0] + second[0], f"{first[1]} {second[1]}".strip())], text, "joined with the next")


def _alone(form: Form, text: Text) -> Edit:
    """Let each side of a pair stand alone."""
    chinese, english = source(_pair(form, text)[1])
    return _set([(chinese, ""), ("", english)], text, "left alone")


def _drop(form: Form, text: Text) -> Edit:
    """Make nothing of a pair."""
    chinese, english = source(_pair(form, text)[1])
    dropped = PairCorrection(chinese, "" if chinese else english, drop=True)
    return Edit((), (dropped,), "dropped")


def _unset(form: Form, text: Text) -> Edit:
    """Leave a pair to the rules again: what was set of its words goes."""
    pair = PairCorrection(*source(_pair(form, text)[1]))
    old = tuple(each for each in text.corrections.pairs if not each.drop and _meets(each, pair))
    if not old:
        raise InputError("nothing is set of this pair.")
    return Edit(old, (), "left to the rules")


def _move(form: Form, text: Text) -> Edit:
    """Move the first sentence of a side to the pair before, or the last one to the next."""
    number, pair = _pair(form, text)
    is_english, is_up = _value(form, "side") == "english", _value(form, "way") == "up"
    other_number = number + (-1 if is_up else 1)
    if other_number < 0:
        raise IndexError(other_number)
    other = text.pairs[other_number].pair
    sentences = pair.english if is_english else pair.chinese
    moved, rest = (sentences[:1], sentences[1:]) if is_up else (sentences[-1:], sentences[:-1])
    theirs = other.english if is_english else other.chinese
    theirs = (*theirs, *moved) if is_up else (*moved, *theirs)
    name = "english" if is_english else "chinese"
    own, changed = _with_side(pair, name, rest), _with_side(other, name, theirs)
    return _set([source(own), source(changed)], text, f"moved {'up' if is_up else 'down'}")


def _with_side(pair: AlignedPair, name: str, sentences: Sequence[Sentence]) -> AlignedPair:
    kept = tuple(sentences)
    return replace(pair, english=kept) if name == "english" else replace(pair, chinese=kept)


def _write(form: Form, text: Text) -> Edit:
    """Split a pair where lines end, or mend its words for the cards."""
    _, pair = _pair(form, text)
    sides = [
        [line.strip() for line in _value(form, name).splitlines() if line.strip()] for name in ("chinese", "english")
    ]
    written = source(pair)
    is_same = [squeezed("".join(lines)) == squeezed(side) for lines, side in zip(sides, written, strict=True)]
    if all(is_same):
        return _set(list(zip_longest(sides[0], sides[1], fillvalue="")), text, "split")
    if max(map(len, sides)) > 1:
        raise InputError("words and line ends are changed at once; split first, then mend the words.")
    edits = [
        typo(typed, sentences, gap, text)
        for typed, sentences, gap, same in zip(
            ("".join(sides[0]), "".join(sides[1])), (pair.chinese, pair.english), ("", " "), is_same, strict=True
        )
        if not same
    ]
    return Edit(
        tuple(each for edit in edits for each in edit.old), tuple(each for edit in edits for each in edit.new), "mended"
    )


def _word(form: Form, text: Text) -> tuple[AnnotatedPair, int]:
    annotated = text.pairs[int(_value(form, "pair"))]
    start = int(_value(form, "start"))
    return annotated, next(at for at, word in enumerate(annotated.words) if word.start == start)


def context_of(annotated: AnnotatedPair, start: int, end: int, pairs: Iterable[AnnotatedPair]) -> str:
    """Give some words about a place that stand once in the text, and hold it alone; else as many as hold it alone."""
    chinese, every = annotated.pair.chinese_text, [each.pair.chinese_text for each in pairs]
    word = chinese[start:end]
    before, after = chinese.rfind(word, 0, start + len(word) - 1), chinese.find(word, start + 1)
    low, high = before + 1, after + len(word) - 1 if after >= 0 else len(chinese)
    starts = [each.start for each in reversed(annotated.words) if low <= each.start <= start]
    ends = [each.end for each in annotated.words if end <= each.end <= high]
    for reach in range(_ABOUT, max(len(starts), len(ends))):
        context = chinese[starts[min(reach, len(starts) - 1)] : ends[min(reach, len(ends) - 1)]].strip()
        if sum(text.count(context) for text in every) == 1:
            return context
    return chinese[low:high]


def _place(form: Form, annotated: AnnotatedPair, start: int, end: int, text: Text) -> str:
    is_everywhere = _value(form, "scope") == "everywhere"
    return "" if is_everywhere else context_of(annotated, start, end, text.pairs)


def _of_place(word: Word, annotated: AnnotatedPair, context: str, text: Text) -> list[WordCorrection]:
    """Give what was set of a word: at all its places, or with a `context` at its own, by more words or fewer."""
    about = [each for each in text.corrections.words if each.word == word.text]
    if not context:
        return [each for each in about if not each.context]
    chinese = annotated.pair.chinese_text
    here = (each for each in about if each.context and holds(chinese, each.context, word))
    return [each for each in here if sum(each.context in other.pair.chinese_text for other in text.pairs) <= 1]


def _mean(form: Form, text: Text) -> Edit:
    """Set reading, meaning and rendering of a word, as far as they were changed."""
    annotated, number = _word(form, text)
    word = annotated.words[number]
    english = annotated.pair.english_text
    values: dict[str, Any] = {}
    if (pinyin := _value(form, "own_pinyin") or _value(form, "pinyin")) and pinyin != _value(form, "was_pinyin"):
        values["pinyin"] = pinyin
    if (meaning := _value(form, "own_meaning") or _value(form, "meaning")) and meaning != _value(form, "was_meaning"):
        values["meaning"] = meaning
    ticked = rendering([int(number) for number in form.get("token", [])], english)
    if english and ticked != _value(form, "was_english"):
        values["english"] = ticked
    if not values:
        raise InputError("nothing is changed; choose a reading, a meaning or the English words first.")
    context = _place(form, annotated, word.start, word.end, text)
    existing = _of_place(word, annotated, context, text)
    merged = WordCorrection(word.text, context, **(_values(existing, _OF_WORDS) | values))
    return Edit(tuple(existing), (merged,), f"{word.text} {sentences.of_word(merged)}")


def _values(existing: Iterable[Correction], names: Iterable[str]) -> dict[str, Any]:
    """Gather what corrections of the same word or card say."""
    return {name: value for each in existing for name in names if (value := getattr(each, name)) is not None}


def rendering(tokens: Sequence[int], english: str) -> str:
    """Write which English words render a word; what stands between them is a gap."""
    spans = [match.span() for match in TOKEN.finditer(english)]
    parts: list[Span] = []
    for number in sorted(set(tokens)):
        start, end = spans[number]
        is_next = number - 1 in tokens and english[parts[-1][1] : start].isspace()
        parts = [*parts[:-1], (parts[-1][0], end)] if is_next else [*parts, (start, end)]
    return rendering_of(parts, english)


def _cut(form: Form, text: Text) -> Edit:
    """Cut a word in two."""
    annotated, number = _word(form, text)
    word, at = annotated.words[number], int(_value(form, "at"))
    if not 0 < at < len(word.text):
        raise ValueError(at)
    return _cut_as((word.text[:at], word.text[at:]), word.start, word.end, form, (annotated, text))


def _merge(form: Form, text: Text) -> Edit:
    """Make one word of a word and the next."""
    annotated, number = _word(form, text)
    first, second = annotated.words[number : number + 2]
    return _cut_as((first.text + second.text,), first.start, second.end, form, (annotated, text))


def _cut_as(words: tuple[str, ...], start: int, end: int, form: Form, place: tuple[AnnotatedPair, Text]) -> Edit:
    """Cut a stretch at its place, or everywhere; what was set of it there gives way."""
    annotated, text = place
    new = CutCorrection(words, _place(form, annotated, start, end, text))
    chinese = squeezed(annotated.pair.chinese_text)
    old = tuple(
        each
        for each in text.corrections.cuts
        if (each.stretch in new.stretch or new.stretch in each.stretch)
        and (not new.context or (each.context and squeezed(each.context) in chinese))
    )
    return Edit(old, (new,), f"cut as {' | '.join(words)}")


def _card(form: Form, text: Text) -> Edit:
    """Keep, drop or know a card or leave that to the rules, or set what stands on it; an empty value is none."""
    word, sentence = _value(form, "word"), _value(form, "sentence")
    key = (word, squeezed(sentence))
    existing = [each for each in text.corrections.cards if (each.word, squeezed(each.sentence)) == key]
    values = _values(existing, _OF_CARDS)
    if "choice" in form:
        values["choice"] = CardChoice(_value(form, "choice")) if _value(form, "choice") else None
    if _value(form, "picture"):
        values["picture"] = _value(form, "picture")
    for name in ("example", "meaning", "note"):
        if name in form and _value(form, name) != _value(form, f"was_{name}"):
            values[name] = _value(form, name) or None
    merged = CardCorrection(word, sentence, **values)
    says = any(getattr(merged, name) for name in _OF_CARDS)
    if merged == CardCorrection(word, sentence) and not existing:
        raise InputError("nothing is changed; write a meaning or a note, or choose an example first.")
    what = f"card of {word or 'the sentence'} {sentences.of_card(merged)}"
    is_out = merged.choice in (CardChoice.DROP, CardChoice.KNOWN)
    return Edit(tuple(existing), (merged,) if says else (), f"{what} ({_IN_ANKI})" if is_out else what)


def _forget(form: Form, text: Text) -> Edit:
    """Take a correction out."""
    each = list(text.corrections)[int(_value(form, "number"))]
    return Edit((each,), (), "taken out")


_ACTIONS: Mapping[str, Callable[[Form, Text], Edit]] = {
    "right": _right,
    "unset": _unset,
    "join": _join,
    "alone": _alone,
    "drop": _drop,
    "move": _move,
    "write": _write,
    "mean": _mean,
    "cut": _cut,
    "merge": _merge,
    "card": _card,
    "forget": _forget,
}
"""What each action of the page is."""
