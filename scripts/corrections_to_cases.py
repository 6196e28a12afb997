"""Turn the corrections of a folder of texts into golden cases, so that what was put right once is held from then on.

    corrections_to_cases.py FOLDER > cases.json

Each NAME.corrections.toml is read with the text beside it: NAME.txt (or .md), or NAME.en.txt with NAME.zh.txt. What
comes out has the form of the files in `tests/cases`, by their names: pairs that were set are cases of `alignment`,
words of `words`, readings of `readings`, meanings of `meanings`; renderings are cited there in their dictionary form,
which a correction does not tell. A case that the program still gets wrong belongs into the file of the known faults.
Sentences of texts that are not yours to publish do not belong into any.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import corrections, load_settings, pipeline
from flashcards.corrections.words import values_of
from flashcards.lexicon import open_lexicon
from flashcards.settings.sources import CORRECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.corrections import Corrections
    from flashcards.records import AnnotatedPair, Word

Case = tuple[str, dict[str, object]]
"""A case with the name of the file that it belongs into."""
ENDINGS = (".txt", ".md")


def main() -> None:
    """Print the cases of all corrections in a folder."""
    cases: dict[str, list[dict[str, object]]] = defaultdict(list)
    for path in sorted(Path(sys.argv[1]).glob(f"*{CORRECTIONS}")):
        sources = sources_of(path)
        if not sources:
            print(f"{path}: no text stands beside it.", file=sys.stderr)
            continue
        for kind, case in cases_of(sources, path):
            if case not in cases[kind]:
                cases[kind].append(case)
    print(json.dumps(cases, ensure_ascii=False, indent=1))


def sources_of(path: Path) -> list[Path]:
    """Find the text that a file of corrections is of: one file, or one for each language."""
    name = path.name.removesuffix(CORRECTIONS)
    for ending in ENDINGS:
        for names in ([f"{name}{ending}"], [f"{name}.en{ending}", f"{name}.zh{ending}"]):
            if all((path.parent / each).is_file() for each in names):
                return [path.parent / each for each in names]
    return []


def cases_of(sources: list[Path], path: Path) -> Iterator[Case]:
    """Give the cases of a text with its corrections."""
    settings = load_settings(sources, corrections=path)
    corrected = corrections.of(settings)
    pairs = pipeline.align(pipeline.read(settings), settings)
    for annotated in pipeline.annotate(pairs, settings):
        pair = annotated.pair
        if pair.is_settled and not pair.is_null:
            yield "alignment", {"chinese": pair.chinese_text, "english": pair.english_text}
        yield from of_words(annotated, corrected)


def of_words(annotated: AnnotatedPair, corrected: Corrections) -> Iterator[Case]:
    """Give the cases of the words of a pair."""
    chinese, english = annotated.pair.chinese_text, annotated.pair.english_text
    words = annotated.words
    cut = corrections.cut(words, corrections.Corrections(cuts=corrected.cuts), open_lexicon())
    if cut_here(words, corrected, chinese) and [word.text for word in cut] == [word.text for word in words]:
        text = " ".join(word.text for word in words if word.text.strip())
        yield "words", {"label": "put right", "english": english, "text": chinese, "words": text}
    senses = {}
    for word in words:
        values = values_of(word, chinese, corrected)
        if "pinyin" in values and word.syllables:
            syllables = " ".join(word.syllables)
            yield "readings", {"english": english, "text": chinese, "word": word.text, "syllables": syllables}
        if values.get("meaning"):
            senses[word.text] = values["meaning"]
    if english and senses:
        case = {"label": "put right", "chinese": chinese, "english": english}
        yield "meanings", {**case, "renderings": {}, "senses": senses}


def cut_here(words: tuple[Word, ...], corrected: Corrections, chinese: str) -> bool:
    """Whether a correction says where words of a sentence end."""
    own = [word.text for word in words]
    return any(
        each.stretch in chinese and (not each.context or each.context in chinese) and set(each.words) <= set(own)
        for each in corrected.cuts
    )


if __name__ == "__main__":
    main()
