"""Files in two languages whose names do not tell that they belong together, put together by what they say.

*The idea:* two files that are each other's likeliest partner, by the words that they share, are aligned, as far as a
sample goes, and are one text where most of the Chinese stands in sure pairs: of thirty texts at least 0.91 of it did
with the translation, at most 0.16 with the likeliest other text.
"""

from __future__ import annotations

import dataclasses
import math
import os
from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import cards, pipeline
from flashcards.errors import InputError
from flashcards.library import engine
from flashcards.library.file_languages import Languages, languages
from flashcards.library.keeping import Shelved, partners_key
from flashcards.library.likeness import likeliest
from flashcards.library.texts import Text, find, in_order
from flashcards.records import replace
from flashcards.settings.library import LIBRARY
from flashcards.settings.sources import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.common.progress import Progress
    from flashcards.library.engine import Result, Workers
    from flashcards.library.likeness import Likely
    from flashcards.library.limits import Limits
    from flashcards.settings import Settings
    from flashcards.settings.library import LibrarySettings

_SENTENCES = 400
"""Of the Chinese that are aligned at most, with as large a part of the English: in a fifth of a second."""
_MOST = 0.5
"""The share of the Chinese that stands in sure pairs of a text; see above."""


def jobs(library: LibrarySettings, workers: Workers, progress: Progress) -> dict[Text, Settings | str]:
    """Give the texts of a library, in their order, each with its settings, or with what is wrong with its recipe.

    What `library.toml` names and is not there comes last.

    Raises:
        InputError: there is no text.

    """
    texts = find(library)
    if not texts:
        raise InputError(f"{library.folder}: no text is in this folder; put texts in both languages there.")
    jobs = {text: _job(text, library) for text in together(texts, library, workers, progress)}
    return jobs | dict(_missing([text.name for text in jobs], library))


def _missing(names: Sequence[str], library: LibrarySettings) -> Iterator[tuple[Text, str]]:
    for name in library.own:
        if name not in names:
            nearest = "".join(f"; did you mean {other}?" for other in get_close_matches(name, names, 1))
            yield Text(name, ()), f"{library.folder / LIBRARY}: no text is called so{nearest}"


def _job(text: Text, library: LibrarySettings) -> Settings | str:
    try:
        return library.of_text(text.name, text.sources)
    except InputError as error:
        return str(error)


def together(texts: Sequence[Text], library: LibrarySettings, workers: Workers, progress: Progress) -> tuple[Text, ...]:
    """Put single files of a library together that are one text in two languages; all others stay as they are."""
    lone = [text for text in texts if _is_lone(text, library)]
    sides: dict[Languages, list[Text]] = defaultdict(list)
    for done, text in enumerate(lone, 1):
        sides[languages(Path(text.sources[0]))].append(text)
        progress("Looking at files", done, len(lone))
    chinese, english = sides[Languages.CHINESE], sides[Languages.ENGLISH]
    if not (chinese and english):
        return tuple(texts)
    partners: dict[Text, Text] = {}
    likely = likeliest(chinese, english, library)
    while pairs := _mutual(likely):
        compared = [library.of_text("", (*zh.sources, *en.sources)) for zh, en in pairs]
        for number, result in engine.run(compared, workers, compare, partners_key):
            zh, en = pairs[number]
            if isinstance(result, Shelved) and result.read(bool):
                partners[zh] = en
            likely[zh] = likely[zh][1:]
        likely = _without(likely, partners)
    return in_order(_joined(texts, partners, library), library)


def _is_lone(text: Text, library: LibrarySettings) -> bool:
    """Whether a text is a single file that nobody has said to be one."""
    is_named = "sources" in library.own.get(text.name, {})
    return len(text.sources) == 1 and not is_named and Path(text.sources[0]).is_file()


def _joined(texts: Sequence[Text], partners: Mapping[Text, Text], library: LibrarySettings) -> Iterator[Text]:
    others = set(partners.values())
    for text in texts:
        if text in partners:
            yield _text(text, partners[text], library)
        elif text not in others:
            yield text


def _text(chinese: Text, english: Text, library: LibrarySettings) -> Text:
    """Make one text of two; its name is that of which `library.toml` knows, else what their names share."""
    sources = (*chinese.sources, *english.sources)
    known = (text.name for text in (chinese, english) if text.name in library.own)
    folder = Path(os.path.commonpath([Path(source).parent for source in sources])).relative_to(library.folder)
    return Text(next(known, (folder / name_of(sources)).as_posix()), sources, is_by_content=True)


def _mutual(likely: Likely) -> list[tuple[Text, Text]]:
    """Give the Chinese and English texts each of which is the other's likeliest partner."""
    best: dict[Text, tuple[float, Text]] = {}
    for text, others in likely.items():
        for likeness, other in others:
            if other not in best or likeness > best[other][0]:
                best[other] = likeness, text
    return [(text, others[0][1]) for text, others in likely.items() if others and best[others[0][1]][1] == text]


def _without(likely: Likely, partners: Mapping[Text, Text]) -> Likely:
    """Leave out the texts that have their partner."""
    taken = set(partners.values())
    return {
        text: [(likeness, other) for likeness, other in others if other not in taken]
        for text, others in likely.items()
        if text not in partners
    }


def compare(settings: Settings, limits: Limits) -> Result:
    """Tell whether the two files of some settings are one text in two languages; what was told is kept."""
    return engine.done(settings, limits, bool, partners_key(settings), lambda: _says_the_same(settings))


def _says_the_same(settings: Settings) -> bool:
    whole = dataclasses.replace(settings, chapter=(), from_="", to="")
    bitext = pipeline.read(whole, chinese_alone=False, lists=False)
    part = min(1.0, _SENTENCES / len(bitext.chinese))
    if part < 1 and bitext.rows is None:
        chinese, english = (side[: math.ceil(part * len(side))] for side in (bitext.chinese, bitext.english))
        bitext = replace(bitext, chinese=chinese, english=english, chapters=())
    sure = (pair for pair in pipeline.align(bitext, whole) if cards.is_sure(pair, whole))
    characters = sum(len(sentence.text) for sentence in bitext.chinese)
    return sum(len(pair.chinese_text) for pair in sure) >= _MOST * characters
