"""Translation memories and translators' files (TMX 1.4, XLIFF 1.2 and 2): segments that a translator has paired.

Inline tags are taken off and the text within them is kept, where it is text and not a tag of another format. A unit
without a translation, or one that its translator has not finished, is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.formats.markup import local_name, parse_xml
from flashcards.documents.languages import evidence
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.formats.markup import Element
    from flashcards.documents.passages import Extract

_DECLARATION = pattern(r"^\s*<\?xml[^>]*\?>")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = {"en": Language.ENGLISH, "zh": Language.CHINESE, "cmn": Language.CHINESE}
_TAGS_OF_OTHERS = frozenset(("bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sub", "sc", "ec", "cp"))
"""Inline elements whose content is a tag of the original document."""
_UNFINISHED = frozenset(("new", "initial", "needs-translation", "needs-adaptation", "needs-l10n"))
_SEGMENT = "seg"


def extract(name: str, text: str) -> Extract:
    """Find the segments; each unit is a row.

    Raises:
        InputError: the file is damaged, or has no unit in both languages.

    """
    root = parse_xml(name, _DECLARATION.sub("", text).encode("utf-8", "replace"))
    draft = Draft(name, settled=True)
    units = _of_tmx(root) if local_name(root) == "tmx" else _of_xliff(root)
    count = 0
    for row, (element, sides, reason) in enumerate(units):
        texts = {language: text for language, text in sides.items() if text}
        line = element.sourceline or 1
        if reason or len(texts) < len(Language):
            draft.omit(" ".join(texts.values()), line, reason or "a unit without translation")
            continue
        count += 1
        for language, segment in texts.items():
            draft.add(segment, Mark(line, row=row, language=language))
    if not count:
        raise InputError(f"{name}: no unit is in both Chinese and English; give a file of these two languages.")
    return draft.finish()


_Unit = tuple["Element", dict[Language, str], str]
"""A unit's element, its text in each language, and why it is left out, if it is."""


def _of_tmx(root: Element) -> Iterator[_Unit]:
    """Yield the units of a translation memory, of each language the variant that most units have."""
    units = list(root.iter("{*}tu"))
    usual = Counter(_code(variant) for unit in units for variant in unit.iterfind("{*}tuv"))
    for unit in units:
        variants = sorted(unit.iterfind("{*}tuv"), key=lambda variant: -usual[_code(variant)])
        sides: dict[Language, str] = {}
        for variant in variants:
            segment = variant.find("{*}seg")
            text = _visible(segment) if segment is not None else ""
            language = _language(_code(variant), text)
            if language:
                sides.setdefault(language, text)
        yield unit, sides, ""


def _code(variant: Element) -> str:
    return (variant.get(_LANG) or variant.get("lang") or "").lower()


def _language(code: str, text: str) -> Language | None:
    """Tell a language by its code (`zh-Hant`, `en_US`), or by the text where there is no code."""
    if code:
        return _CODES.get(re.split("[-_]", code)[0])
    score = evidence(text)
    return (Language.ENGLISH if score > 0 else Language.CHINESE) if score else None


def _of_xliff(root: Element) -> Iterator[_Unit]:
    """Yield the segments of a translator's file: of `trans-unit` (1.2) or of `segment` (2)."""
    for unit in root.iter("{*}trans-unit", "{*}segment"):
        holder = next(unit.iterancestors("{*}file"), root)
        codes = (
            holder.get("source-language") or root.get("srcLang") or "",
            holder.get("target-language") or root.get("trgLang") or "",
        )
        target = unit.find("{*}target")
        reason = _reason(unit, target)
        for source, translated in _segments(unit, target):
            sides = {}
            for code, element in zip(codes, (source, translated), strict=True):
                text = _visible(element) if element is not None else ""
                language = _language(code.lower(), text)
                if language:
                    sides[language] = text
            yield unit, sides, reason


def _segments(unit: Element, target: Element | None) -> Iterator[tuple[Element | None, Element | None]]:
    """Yield the pairs of a unit: its marked segments where both sides have them, else the unit as a whole."""
    cut = unit.find("{*}seg-source")
    sources = {mark.get("mid"): mark for mark in _marks(cut)}
    targets = {mark.get("mid"): mark for mark in _marks(target)}
    if sources and sources.keys() == targets.keys():
        yield from ((sources[number], targets[number]) for number in sources)
    else:
        yield unit.find("{*}source"), target


def _marks(element: Element | None) -> list[Element]:
    return [] if element is None else [mark for mark in element.iter("{*}mrk") if mark.get("mtype") == _SEGMENT]


def _reason(unit: Element, target: Element | None) -> str:
    """Say why a unit makes no pair; empty where it does."""
    if "no" in (unit.get("translate"), unit.getparent().get("translate")):
        return "a unit that is not to be translated"
    states = (unit.get("state"), target.get("state") if target is not None else None)
    unfinished = unit.get("approved") == "no" or any(state in _UNFINISHED for state in states)
    return "a translation that is not approved" if unfinished else ""


def _visible(element: Element) -> str:
    """Take the text of a segment without the tags in it."""
    pieces = [element.text or ""]
    for child in element:
        if local_name(child) not in _TAGS_OF_OTHERS:
            pieces.append(_visible(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())
