"""The pairs of a text as a translation memory (TMX)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from flashcards import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.records import AlignedPair

_LANGUAGE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}lang"


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references (W3C, 2008, section 2.2)."""


def pairs_tmx(pairs: Iterable[AlignedPair]) -> str:
    """Write the complete pairs as a translation memory (TMX 1.4b, LISA 2005); null pairs are no translations."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "flashcards",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "flashcards",
            "adminlang": "en",
            "srclang": "en",
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for pair in pairs:
        if pair.is_null:
            continue
        unit = ET.SubElement(body, "tu")
        ET.SubElement(unit, "prop", type="x-confidence").text = f"{pair.confidence:.3f}"
        for language, text in (("en", pair.english_text), ("zh", pair.chinese_text)):
            variant = ET.SubElement(unit, "tuv", {_LANGUAGE_ATTRIBUTE: language})
            ET.SubElement(variant, "seg").text = _NOT_XML.sub("", text)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
