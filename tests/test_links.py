"""Links: what they must never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import links
from flashcards.links import pair_check
from flashcards.records import AlignedPair, LinkedPair, WordKind, replace
from tests.linked import PODS, read
from tests.samples import sentence

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

_CHINESE = st.text(st.sampled_from("银行锚点项目她去过北京三百年的了在。，A5 "), max_size=20)
_ENGLISH = st.text(st.sampled_from("bank anchor project Beijing 3'-,. she-s U.S. é"), max_size=40)


@settings(max_examples=40)
@given(pairs=st.lists(st.tuples(_CHINESE, _ENGLISH), max_size=3))
def test_only_renderings_are_added(lexicon: Lexicon, pairs: list[tuple[str, str]]) -> None:
    """Whatever the text, words keep their places, readings and senses, and every span lies in the English, in order."""
    before = read(pairs, lexicon)
    after = links.link(before, lexicon)
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert [replace(word, rendering=None) for word in new.annotated.words] == list(old.words)
        for word in new.annotated.words:
            spans = word.rendering.spans if word.rendering else ()
            assert all(0 <= start < end <= len(old.pair.english_text) for start, end in spans)
            assert list(spans) == sorted(spans)


@settings(max_examples=40)
@given(pairs=st.lists(st.tuples(_CHINESE, _ENGLISH), max_size=3))
def test_links_lead_to_tokens(lexicon: Lexicon, pairs: list[tuple[str, str]]) -> None:
    """Every word has its links, which are numbers of tokens, and no word is rendered that is linked with nothing."""
    for pair in links.link(read(pairs, lexicon), lexicon):
        assert len(pair.links) in (0, len(pair.annotated.words))
        assert all(0 <= column < len(pair.tokens) for columns in pair.links for column in columns)
        assert all(
            columns or not word.rendering for word, columns in zip(pair.annotated.words, pair.links, strict=False)
        )


def test_the_same_text_gives_the_same_links(lexicon: Lexicon) -> None:
    """Linking twice gives equal results, and linking what is linked changes nothing."""
    once = links.link(read(PODS, lexicon), lexicon)
    assert links.link(read(PODS, lexicon), lexicon) == once
    assert links.link([pair.annotated for pair in once], lexicon) == once


def test_stretches_join_to_the_text(lexicon: Lexicon) -> None:
    """Stretches hold so many pairs as can be linked, however many without a partner stand between them."""
    pairs = [pair.pair for pair in read([*PODS, ("茶。", "")] * 100, lexicon)]  # tea
    parted = list(links.stretches(pairs))
    assert [pair for stretch in parted for pair in stretch] == pairs
    sizes = [sum(not pair.is_null for pair in stretch) for stretch in parted]
    assert all(350 <= size <= 400 for size in sizes[:-1])
    assert 0 < sizes[-1] <= 400
    assert list(links.stretches([])) == []


def test_a_pair_that_goes_leaves_the_other_stretches_as_they_were() -> None:
    """Stretches end where the text says so: they do not all shift by what is joined or left out before them."""
    pairs = [AlignedPair((sentence(f"第{n}天下雨。"),), (sentence(f"Day {n}, rain."),), 1.0) for n in range(8000)]
    before = {tuple(stretch) for stretch in links.stretches(pairs)}
    for gone in (0, 500, 4000):
        after = list(links.stretches([*pairs[:gone], *pairs[gone + 1 :]]))
        assert sum(tuple(stretch) not in before for stretch in after) <= 4


def test_pairs_without_english_are_not_linked(lexicon: Lexicon) -> None:
    """A sentence without a partner gets no rendering."""
    (pair,) = read([("这条供应链很长。", "")], lexicon)  # The supply chain is long.
    assert links.link([pair], lexicon) == (LinkedPair(pair),)


def test_strangers_are_doubtful_and_say_nothing(lexicon: Lexicon) -> None:
    """Two sentences that say different things fall below one half, and none of their words is rendered."""
    halves = (PODS[:4], PODS[4:8])
    (chinese, _), (_, english) = (("".join(c for c, _ in half), " ".join(e for _, e in half)) for half in halves)
    (linked,) = links.link(read([(chinese, english)], lexicon), lexicon)
    assert linked.annotated.pair.confidence < 0.5
    assert not any(word.rendering for word in linked.annotated.words)
    assert not linked.links


def test_evidence_beyond_measure_leaves_no_confidence() -> None:
    """A sentence of thousands of characters says so much against a pair that no number holds its odds."""
    assert pair_check.confidence(0.9, -2000.0) == 0.0
    assert pair_check.confidence(0.9, -0.1) == pytest.approx(0.475, abs=1e-3)
    assert pair_check.confidence(0.9, 5.0) == 0.9


def test_true_pairs_keep_their_confidence(lexicon: Lexicon) -> None:
    """The check of pairs never raises a confidence, and leaves true pairs alone."""
    before = read(PODS, lexicon)
    assert [annotated.annotated.pair for annotated in links.link(before, lexicon)] == [
        annotated.pair for annotated in before
    ]


def test_signs_are_linked_but_never_cited(lexicon: Lexicon) -> None:
    """A full stop has its place in the English, and no words."""
    (linked,) = links.link(read([PODS[8]], lexicon), lexicon)
    sign = linked.annotated.words[-1]
    assert sign.kind is WordKind.OTHER
    assert sign.rendering is not None
    assert sign.rendering.text == ""
    assert linked.annotated.pair.english_text[slice(*sign.rendering.spans[0])] == "."
