"""Stand-ins for modules while a library is loaded."""

from __future__ import annotations

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from flashcards.common.imports import Deferred, stand_ins


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


def test_a_deferred_module_is_loaded_when_it_is_asked() -> None:
    """What stands for a module gives what the module has; without the module it says so as any import does."""
    assert Deferred("json").dumps([1]) == "[1]"
    with pytest.raises(ModuleNotFoundError):
        _ = Deferred("nobody_has_this").anything


def test_jieba_keeps_its_model_for_others() -> None:
    """Cutting words loads no hidden Markov model, and whoever else uses jieba in the process has it all the same."""
    code = (
        "import sys; from flashcards import words; from flashcards.lexicon import open_lexicon; "
        "words.cut('喝茶', open_lexicon()); print('jieba.finalseg' in sys.modules); "
        "import jieba; print(*jieba.finalseg.cut('他来到了网易杭研大厦'))"  # he came to the building of a company
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "False"
    assert "网易" in done.stdout.splitlines()[1].split()  # the company
