"""The second opinion: probabilities for characters of several readings, and nothing but arrays loaded."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.readings.second_opinion import SecondOpinion, _load, open_second_opinion

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def network() -> SecondOpinion:
    """Load the network; skip where g2pM is not installed."""
    opinion = open_second_opinion()
    if opinion is None:
        pytest.skip("g2pM is not installed")
    return opinion


def test_it_hears_the_sentence(network: SecondOpinion) -> None:
    """重 is heavy (zhòng) of a weight, and again (chóng) of a start."""
    heavy, again = network.ask(["重量很大。", "重新开始。"])  # the weight is great; start again
    assert max(heavy[0], key=heavy[0].__getitem__) == "zhong4"
    assert max(again[0], key=again[0].__getitem__) == "chong2"


@given(texts=st.lists(st.text(st.sampled_from("这条路很长他大了都行 Ab，龘")), max_size=5))
def test_opinions_are_probabilities(network: SecondOpinion, texts: list[str]) -> None:
    """Each text has its opinion, at places within it, whatever else is asked at the same time."""
    for text, opinion in zip(texts, network.ask(texts), strict=True):
        (alone,) = network.ask([text])
        assert opinion.keys() == alone.keys()
        for at, shares in opinion.items():
            assert 0 <= at < len(text)
            assert sum(shares.values()) == pytest.approx(1, abs=0.2)
            assert shares == pytest.approx(alone[at], abs=0.01)


def test_only_arrays_are_loaded(tmp_path: Path) -> None:
    """A file that would run something is refused."""
    file = tmp_path / "weights.pkl"
    file.write_bytes(pickle.dumps(print))
    with pytest.raises(pickle.UnpicklingError, match="print is no array"):
        _load(file)
