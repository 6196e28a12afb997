"""The lexicon is compiled and packed when the package is built, as a wheel or for a checkout, so that no user need."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LexiconHook(BuildHookInterface):  # type: ignore[misc, type-arg]
    """Writes the packed lexicon into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # the hook's interface
        """Compile and pack; the file is no part of the repository, so the wheel is told of it."""
        sys.path.insert(0, self.root)
        from flashcards.lexicon import pack_lexicon

        self.app.display_waiting("Preparing the dictionary; this takes some seconds.")
        build_data["artifacts"].append(str(pack_lexicon().relative_to(self.root)))
