"""Meanings: what links must never do, and golden cases of what a word means here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import senses
from flashcards.glosses.english_types import english_type
from flashcards.glosses.vectors import Space
from flashcards.records import Sense, Word, WordKind
from flashcards.senses.ranking import fitting_first, likeliest_first, rendered
from tests.linked import PODS, link, read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon

CASES = json.loads((Path(__file__).parent / "cases" / "renderings.json").read_text(encoding="utf-8"))
_CHINESE = st.text(st.sampled_from("银行锚点项目她去过北京三百年的了在。，A5 "), max_size=20)
_ENGLISH = st.text(st.sampled_from("bank anchor project Beijing 3'-,. she-s U.S. é"), max_size=40)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_words_mean_here(lexicon: Lexicon, case: dict[str, Any]) -> None:
    """Each word of the case is rendered as a person would say it is."""
    (one,) = link([(case["chinese"], case["english"])], lexicon)
    found = {w.text: w.rendering.text for w in one.words if w.rendering}
    assert {text: found.get(text) for text in case["renderings"]} == case["renderings"]


@settings(max_examples=40)
@given(pairs=st.lists(st.tuples(_CHINESE, _ENGLISH), max_size=3))
def test_only_renderings_and_the_order_of_senses_change(lexicon: Lexicon, pairs: list[tuple[str, str]]) -> None:
    """Whatever the text, words keep their places and readings, and every span lies in the English, in order."""
    before = read(pairs, lexicon)
    after = senses.link(before, lexicon)
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        bare = [replace(w, rendering=None, senses=()) for w in new.words]
        assert bare == [replace(w, rendering=None, senses=()) for w in old.words]
        for word in new.words:
            spans = word.rendering.spans if word.rendering else ()
            assert all(0 <= start < end <= len(new.pair.english_text) for start, end in spans)
            assert list(spans) == sorted(spans)


def test_the_same_text_gives_the_same_links(lexicon: Lexicon) -> None:
    """Linking twice gives equal results, and linking what is linked changes nothing."""
    once = link(PODS, lexicon)
    assert link(PODS, lexicon) == once
    assert senses.link(once, lexicon) == once


def test_pairs_without_english_come_back_as_they_are(lexicon: Lexicon) -> None:
    """A sentence without a partner gets no rendering and keeps its senses."""
    before = read([("这条供应链很长。", "")], lexicon)
    assert senses.link(before, lexicon) == before


def test_strangers_are_doubtful_and_say_nothing(lexicon: Lexicon) -> None:
    """Two sentences that say different things fall below one half, and none of their words is rendered."""
    halves = (PODS[:4], PODS[4:8])
    (chinese, _), (_, english) = (("".join(c for c, _ in half), " ".join(e for _, e in half)) for half in halves)
    (one,) = link([(chinese, english)], lexicon)
    assert one.pair.confidence < 0.5
    assert not any(word.rendering for word in one.words)


def test_true_pairs_keep_their_confidence(lexicon: Lexicon) -> None:
    """The check of pairs never raises a confidence, and leaves true pairs alone."""
    before = read(PODS, lexicon)
    assert [one.pair for one in senses.link(before, lexicon)] == [one.pair for one in before]


def test_the_sense_that_fits_comes_first(lexicon: Lexicon) -> None:
    """The sense that the translator's word is found in leads, the others follow in their order."""
    (one,) = link([("他在公司负责三个项目。", "He is responsible for three projects at the company.")], lexicon)
    (word,) = (w for w in one.words if w.text == "项目")
    assert word.senses[0].gloss == "project"
    (entry,) = lexicon.entries("项目")
    assert sorted(word.glosses) == sorted(entry.glosses)
    assert list(word.senses[1:]) == [s for s in entry.senses if s.gloss != "project"]


def test_a_free_rendering_picks_the_nearest_sense(lexicon: Lexicon) -> None:
    """Where nothing is surely the rendering, an English word left over speaks for the sense that is like it."""
    word = _word("温馨", ("comfort", "soft and fragrant", "warm"))  # cozy
    assert likeliest_first(word, (None, None), _vectors(["cozy"], lexicon), lexicon)[0].gloss == "warm"
    assert set(likeliest_first(word, (None, None), _vectors([], lexicon), lexicon)) == set(word.senses)


def test_a_remark_in_brackets_speaks_for_its_sense(lexicon: Lexicon) -> None:
    """A sense whose remark names the rendering comes before one that does not."""
    word = _word("稿", ("grain", "to sketch", "rough copy (of a manuscript)"))
    told = rendered([english_type("manuscript", lexicon)], [0])
    assert fitting_first(word, (None, None), told, lexicon)[0].gloss == "rough copy (of a manuscript)"
    assert set(fitting_first(word, (None, None), told, lexicon)) == set(word.senses)


def test_the_words_about_a_word_tell_its_sense(lexicon: Lexicon) -> None:
    """Before 了 a verb is meant, behind 的 and at the end of a phrase none is."""
    word = _word("记录", ("to record", "record (written account)"))
    particle, of = _word("了", ()), _word("的", ())
    told = [
        likeliest_first(word, around, _vectors([], lexicon), lexicon)[0].gloss
        for around in ((None, particle), (of, None))
    ]
    assert told == ["to record", "record (written account)"]


def test_a_coarse_sense_is_never_guessed(lexicon: Lexicon) -> None:
    """What a teacher would not say first comes first only where the translator says it."""
    word = _word("泡", ("to get off with (a sexual partner)", "to steep", "bubble; foam"))
    for unlinked in ([], ["brew"], ["get"]):
        assert not likeliest_first(word, (None, None), _vectors(unlinked, lexicon), lexicon)[0].gloss.startswith(
            "to get"
        )


def _word(text: str, senses: tuple[str, ...]) -> Word:
    return Word(text, 0, len(text), WordKind.DICTIONARY, senses=tuple(map(Sense, senses)))


def _vectors(words: list[str], lexicon: Lexicon) -> NDArray[np.floating]:
    return Space(lexicon).english([english_type(word, lexicon).keys for word in words])


def test_signs_are_linked_but_never_cited(lexicon: Lexicon) -> None:
    """A full stop has its place in the English, and no words."""
    (one,) = link([PODS[8]], lexicon)
    sign = one.words[-1]
    assert sign.kind is WordKind.OTHER
    assert sign.rendering is not None
    assert sign.rendering.text == ""
    assert one.pair.english_text[slice(*sign.rendering.spans[0])] == "."
