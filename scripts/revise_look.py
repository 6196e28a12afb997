"""Date the look of the cards anew, after a change of a file in `flashcards/templates`.

    python scripts/revise_look.py            # says whether the look has changed since it was dated
    python scripts/revise_look.py --write    # dates it: writes flashcards/anki/look.json

Anki takes the templates and the CSS of a package only where they are newer than its own, so a look without a new time
reaches nobody. The digest tells whether the look is still what was dated; `tests/test_anki_notetypes.py` compares it.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # this copy of the program, not one that is installed
from flashcards.anki import templates
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.settings import Tones

LOOK = Path(templates.__file__).with_name("look.json")


def digest() -> str:
    """Give what the templates and the CSS of both note types are now, in all that options choose from, as a digest."""
    looks = [templates.Look(tones, hide_pinyin=hide) for tones, hide in product(Tones, (False, True))]
    layouts = [templates.layout(note_type, look) for note_type, look in product(NOTE_TYPES, looks)]
    return hashlib.sha256(repr(layouts).encode()).hexdigest()


def main() -> None:
    """Compare, and write if that is asked for."""
    now, dated = digest(), json.loads(LOOK.read_text(encoding="utf-8"))
    if now == dated["digest"]:
        print("The look is the one that was dated.")
    elif "--write" not in sys.argv[1:]:
        sys.exit("The look has changed since it was dated: run python scripts/revise_look.py --write.")
    else:
        revised = max(int(time.time()), dated["revised"] + 60)  # a minute: what `times.of_look` still tells apart
        LOOK.write_text(json.dumps({"revised": revised, "digest": now}, indent=1) + "\n", encoding="utf-8")
        print(f"Wrote {LOOK}.")


if __name__ == "__main__":
    main()
