"""Take pictures of the cards of a package, as Anki renders them: light, night, and on a phone.

    python scripts/pictures.py deck.apkg pictures/ [--find SEARCH] [--limit N]

Anki's own backend renders the templates (package `anki`), Chromium shows the page. Each card gives six files:
`<number>-<kind>-<side>-<look>.png`, with the looks `light`, `night` and `phone`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.anki_backend import Learner
from tests.browser import shoot

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKS = {"light": (800, 640, ""), "night": (800, 640, "nightMode night_mode"), "phone": (390, 720, "mobile")}
"""Width and height of the window in CSS pixels, and the classes that Anki puts on the page."""

NARROWEST = 500
"""No window of Chromium is narrower; a narrower page lies on it like a phone on a table."""

TABLE = (
    "<!doctype html><style>body{{margin:0;display:grid;place-items:center;height:100vh;background:#d9d7d1}}"
    "iframe{{border:0;border-radius:28px;box-shadow:0 6px 24px #0003;width:{width}px;height:{height}px}}</style>"
    '<iframe src="card.html"></iframe>'
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card as HTML, ready to be shown."""

    name: str
    css: str
    body: str


def sides(package: Path, search: str, limit: int) -> Iterator[Side]:
    """Render both sides of the cards of a package with Anki's backend."""
    with tempfile.TemporaryDirectory() as folder, Learner(Path(folder)) as learner:
        learner.take(package)
        for number, card in enumerate(learner.cards(search)[:limit], 1):
            shown = card.render_output()
            name = f"{number:02}-{str(card.note_type()['name']).split()[-1]}-{card.template()['name']}".lower()
            yield Side(f"{name}-front", shown.css, _playable(shown.question_text))
            yield Side(f"{name}-back", shown.css, _playable(shown.answer_text))


def page(side: Side, classes: str) -> str:
    """Make the page that Anki would show."""
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<style>{side.css}</style></head>"
        f"<body class='card card1 {classes}'><div id='qa'>{side.body}</div></body></html>"
    )


def picture(html: str, target: Path, width: int, height: int) -> None:
    """Take a picture of a page; a narrow one lies on a wider one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "card.html")
        file.write_text(html, encoding="utf-8")
        if width < NARROWEST:
            file = Path(folder, "table.html")
            file.write_text(TABLE.format(width=width, height=height - 60), encoding="utf-8")
        shoot(file, target, Path(folder), width=max(width, NARROWEST), height=height)


def _playable(html: str) -> str:
    """Put a button where Anki plays a sound, and a box where it asks for typing."""
    html = re.sub(r"\[anki:play:[^\]]*\]", '<button aria-label="play">▶</button>', html)
    return re.sub(r"\[\[type:[^\]]*\]\]", '<input id="typeans">', html)


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--find", default="", help="an Anki search for the cards to show")
    parser.add_argument("--open", action="store_true", help="show what is folded away")
    parser.add_argument("--limit", type=int, default=10, help="the most cards to show")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for side in sides(given.package, given.find, given.limit):
        for look, (width, height, classes) in LOOKS.items():
            target = given.folder / f"{side.name}-{look}.png"
            html = page(side, classes)
            picture(html.replace("<details>", "<details open>") if given.open else html, target, width, height)
            print(target)


if __name__ == "__main__":
    main()
