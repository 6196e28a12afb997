"""The styles and templates of pages: everything stands in the page itself; light, dark and print, and no script.

*The idea:* cards and pages share their colours. The CSS of the cards names the night by a class that Anki sets; a page
turns to that night where the device is dark, or where a switch on the page chooses it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from string import Template

_NIGHT = re.compile(r"\.night(?:Mode|_mode)(?![\w-])")
"""The classes by which Anki's programs tell the cards that it is night."""

CREDIT = (
    'Meanings from <a href="https://cc-cedict.org/">CC-CEDICT</a>, published by MDBG, '
    '<a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>.'
)


@cache
def template(name: str) -> str:
    """Read a file of `templates/pages`."""
    return (files("flashcards") / "templates" / "pages" / name).read_text(encoding="utf-8")


def filled(name: str, **values: str) -> str:
    """Fill in a template; the values are HTML already."""
    return Template(template(name)).substitute(values)


def by_device(css: str) -> str:
    """Let the night of some CSS be that of the device."""
    return _closed(f"{css}\n{_dark(_NIGHT.sub(':root', css))}")


def by_choice(css: str) -> str:
    """Let the night of some CSS be what is chosen by a switch: night, day, or as the device has it.

    What goes by the device must stand in a rule of its own, so the CSS stands there twice.
    """
    chosen, as_device = (_NIGHT.sub(f":root:has(#{choice}:checked)", css) for choice in ("night", "device"))
    return _closed(f"{chosen}\n{_dark(as_device)}")


def _dark(css: str) -> str:
    return f"@media (prefers-color-scheme: dark) {{\n{css}}}"


def _closed(css: str) -> str:
    """Keep CSS from ending the element it stands in."""
    return css.replace("</", "<\\/")
