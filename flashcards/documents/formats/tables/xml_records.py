"""XML of whatever kind whose elements hold a text in each language, and the messages of apps (`strings.xml`).

The idea: elements are records, as the objects of JSON are: the names of those within an element, and of its attributes,
are its keys. What is no record in both languages is no text that could be told from the rest, and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flashcards.common.patterns import pattern
from flashcards.documents.formats.markup import local_name, parse_xml
from flashcards.documents.formats.tables import records
from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards.documents.formats.markup import Element
    from flashcards.documents.passages import Extract

_DECLARATION = pattern(r"^\ufeff?\s*<\?xml[^>]*\?>")
_MESSAGES = "resources"
"""The root of the messages of an app for Android: a file a language."""


def extract(name: str, text: str) -> Extract:
    """Find the texts of both languages, or those of the messages of an app.

    Raises:
        InputError: the file is damaged, or no element holds both languages.

    """
    root = parse_xml(name, _DECLARATION.sub("", text).encode("utf-8", "replace"))
    value = _value(root)
    if local_name(root) != _MESSAGES and not records.holds_pairs(value):
        raise InputError(
            f"{name}: this is XML that cannot be read (<{local_name(root)}>); save its text and give that."
        )
    return records.from_value(name, value)


def _value(root: Element) -> Any:
    """Give what an element holds, as JSON would: a text, or the values of the elements in it by their names.

    What lies within a text is looked at once, with it: marks in marks would else be as many texts.
    """
    values: dict[Element, Any] = {}
    parents: list[tuple[Element, list[Element]]] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        children = [child for child in element if local_name(child)]
        around = (element.text, *(child.tail for child in children))
        if children and not any(piece and piece.strip() for piece in around):
            parents.append((element, children))
            waiting += children
        else:
            values[element] = _of_text(element, children)
    for element, children in reversed(parents):
        values[element] = _by_name(children, values)
    return values[root]


def _of_text(element: Element, children: list[Element]) -> str | dict[str, str]:
    """Give the text of an element; one without others in it may hold both languages in its attributes."""
    text = " ".join("".join(element.itertext()).split())
    attributes = {"": text, **{of: value for of, value in element.attrib.items() if isinstance(value, str)}}
    return attributes if not children and records.holds_pairs(attributes) else text


def _by_name(children: list[Element], values: dict[Element, Any]) -> dict[str, Any]:
    """Put elements under their names; of those that are all called the same, each is a record of its own."""
    named: dict[str, list[Any]] = {}
    for child in children:
        named.setdefault(local_name(child), []).append(values[child])
    if len(named) == 1:
        return {of: [each if isinstance(each, dict) else {"": each} for each in those] for of, those in named.items()}
    return {of: those if len(those) > 1 else those[0] for of, those in named.items()}
