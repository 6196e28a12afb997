"""`python -m flashcards` and the command `flashcards`."""

from __future__ import annotations

from flashcards.cli import main

if __name__ == "__main__":
    main()
