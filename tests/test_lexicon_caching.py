"""Answers that are kept with their lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def test_each_question_is_asked_once(lexicon: Lexicon) -> None:
    """A second question of the same key is answered from memory, and two functions keep their answers apart."""
    asked = []

    @cached_in_lexicon
    def length(word: str, _lexicon: Lexicon) -> int:
        asked.append(word)
        return len(word)

    @cached_in_lexicon
    def first(word: str, _lexicon: Lexicon) -> str:
        return word[0]

    assert [length("tea", lexicon), length("tea", lexicon), first("tea", lexicon)] == [3, 3, "t"]
    assert asked == ["tea"]
