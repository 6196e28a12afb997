"""Expressions that are compiled when they are first used."""

from __future__ import annotations

import re
import sys
from importlib import import_module

import pytest

import flashcards
from flashcards.common.patterns import pattern
from tests.test_house import MODULES, name_of


def test_an_expression_is_compiled_with_its_first_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is compiled before it is used, none twice, and each does what `re.compile` gives."""
    compiled: list[tuple[str, int]] = []
    compile_ = re.compile

    def noted(expression: str, flags: int) -> re.Pattern[str]:
        compiled.append((expression, flags))
        return compile_(expression, flags)

    monkeypatch.setattr(re, "compile", noted)
    tea = pattern("t(?P<rest>EA)", re.IGNORECASE)
    assert compiled == []
    assert [match["rest"] for match in tea.finditer("Tea, tea")] == ["ea", "ea"]
    assert (tea.sub("x", "a tea"), tea.pattern, bool(tea.search("coffee"))) == ("a x", "t(?P<rest>EA)", False)
    assert compiled == [("t(?P<rest>EA)", re.IGNORECASE)]


def test_every_expression_of_the_package_can_be_compiled() -> None:
    """What is compiled late is wrong late, so all are compiled here."""
    for path in MODULES:
        if "pattern(" in path.read_text(encoding="utf-8"):
            import_module(name_of(path))
    modules = [module for name, module in sys.modules.items() if name.startswith(f"{flashcards.__name__}.")]
    late = [each for module in modules for each in vars(module).values() if type(each).__name__ == "_Uncompiled"]
    assert len(late) > 0
    assert all(each.groups >= 0 for each in late)
