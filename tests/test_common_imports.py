"""Stand-ins for modules while a library is loaded."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

import pytest

from flashcards.common.imports import stand_ins


def test_a_stand_in_is_loaded_in_the_place_of_a_module_and_gone_afterwards() -> None:
    """Within the block the name gives the other module; behind it the name is free again, even after an error."""
    other = ModuleType("nobody")
    with stand_ins({"nobody_has_this": other}):
        assert importlib.import_module("nobody_has_this") is other
    assert "nobody_has_this" not in sys.modules


def test_what_is_marked_as_missing_cannot_be_loaded() -> None:
    """None stands for a module that is not there."""
    with stand_ins({"nobody_has_this": None}), pytest.raises(ImportError):
        importlib.import_module("nobody_has_this")
    assert "nobody_has_this" not in sys.modules


def test_a_loaded_module_stays() -> None:
    """Who has loaded the real module keeps it, within the block and behind it."""
    with stand_ins({"json": None}):
        assert importlib.import_module("json") is sys.modules["json"]
    assert sys.modules["json"] is not None
