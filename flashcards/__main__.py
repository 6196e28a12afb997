"""`python -m flashcards` and the command `flashcards`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; whoever interrupts it, while it loads or later, gets no traceback."""
    # Records hold no cycles; looking for some, again and again and once more at the end, took a tenth of a build.
    gc.disable()
    try:
        from flashcards import cli

        cli.main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
