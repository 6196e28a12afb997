"""Words made with a prefix or an ending where English has one, too: 多模态 "multimodal", 参数化 "parameterized".

Chinese puts 多, 非, 预 before almost any word and 性, 化, 者 behind it. No dictionary lists them all, and by the
Chinese alone 多模态 may as well be two words (many modes). The translation decides: it has one word, joined or with a
hyphen, that begins with the same prefix and goes on as the Chinese does, or ends in an ending of the same kind.

The tables are written by hand: of the affixes that grammars of modern Chinese name (Chao 1968, "A Grammar of Spoken
Chinese"; Li and Thompson 1981, "Mandarin Chinese") those that have an affix of English for their usual translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.text_support import means, words_of
from flashcards.lexicon.english import words as written
from flashcards.records import WordKind
from flashcards.words.lattice import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span
    from flashcards.words.lattice import Lattice

_PREFIXES: dict[str, tuple[str, ...]] = {
    "多": ("multi", "poly"),
    "超": ("super", "hyper", "ultra"),
    "非": ("non", "un"),
    "反": ("anti", "counter"),
    "抗": ("anti",),
    "半": ("semi", "half"),
    "跨": ("cross", "inter", "trans"),
    "准": ("quasi",),
    "伪": ("pseudo",),
    "预": ("pre",),
    "微": ("micro",),
    "亚": ("sub",),
    "副": ("vice", "deputy"),
    "单": ("mono", "uni", "single"),
    "双": ("bi", "dual", "double"),
    "自": ("self", "auto"),
    "元": ("meta",),
    "后": ("post",),
    "泛": ("pan",),
    "重": ("re",),
}
_PERSONS = tuple(ending + plural for ending in ("er", "or", "ist", "ant", "ian") for plural in ("", "s"))
_ENDINGS: dict[str, tuple[str, ...]] = {
    "性": ("ity", "ness", "able", "ible"),
    "化": ("ize", "ise", "ized", "ised", "izing", "ising", "ization", "isation", "ification", "ified", "ify"),
    "者": _PERSONS,
    "度": ("ness", "ity", "th"),
    "率": ("rate",),
    "型": ("type", "style", "based", "like"),
    "式": ("type", "style", "based", "like"),
    "家": _PERSONS,
    "员": _PERSONS,
    "师": _PERSONS,
    "学": ("ology", "ics"),
    "论": ("ism", "ology"),
}
JOINED = 3.0
"""What the one English word counts for, beyond what speaks for the two parts."""
_LONGEST = 3
"""Characters of a word that takes an affix. Set by hand: longer ones are phrases."""
_LEAST = 5
"""The fewest letters of a word with an affix."""


def formed(
    text: str, edges: Lattice, english: str, bonus: Mapping[Span, float], lexicon: Lexicon
) -> Iterator[tuple[int, Edge]]:
    """Give the words of a simplified text that an affix makes, each with the place where it begins.

    Their scores are those of their two parts, with what the English says for each, and what it says for the whole.
    """
    tokens = {token for token in written(english.lower()) if len(token) >= _LEAST}
    for start, row in enumerate(edges):
        listed = {edge.end for edge in row if edge.kind is WordKind.DICTIONARY}
        for half, end in _splits(text, start, edges):
            if _is_one_word(text[start:half], text[half:end], tokens, lexicon):
                worth = _worth(edges, bonus, start, half) + _worth(edges, bonus, half, end)
                kind = WordKind.DICTIONARY if end in listed else WordKind.TERM
                yield start, Edge(end, kind, worth + JOINED - bonus.get((start, end), 0.0))


def _splits(text: str, start: int, edges: Lattice) -> Iterator[Span]:
    """Give for what may be an affixed word beginning here where its parts meet and where it ends."""
    if text[start] in _PREFIXES and start + 1 < len(text):
        yield from ((start + 1, edge.end) for edge in edges[start + 1] if _is_word(edge, start + 1))
    for edge in edges[start]:
        if edge.end > start + 1 and _is_word(edge, start) and text[edge.end : edge.end + 1] in _ENDINGS:
            yield edge.end, edge.end + 1


def _is_word(edge: Edge, start: int) -> bool:
    return edge.kind is WordKind.DICTIONARY and edge.end - start <= _LONGEST


def _worth(edges: Lattice, bonus: Mapping[Span, float], start: int, end: int) -> float:
    """Give the best score of a stretch as one word; every part of an affixed word is one, a lone character at least."""
    return max((edge.score for edge in edges[start] if edge.end == end), default=0.0) + bonus.get((start, end), 0.0)


def _is_one_word(first: str, second: str, tokens: set[str], lexicon: Lexicon) -> bool:
    for prefix in _PREFIXES.get(first, ()):
        remainders = ((token, token.removeprefix(prefix).lstrip("-")) for token in tokens if token.startswith(prefix))
        if _has_word(second, remainders, lexicon):
            return True
    for ending in _ENDINGS.get(second, ()):
        remainders = ((token, token.removesuffix(ending).rstrip("-")) for token in tokens if token.endswith(ending))
        if _has_word(first, remainders, lexicon):
            return True
    return False


def _has_word(word: str, remainders: Iterable[tuple[str, str]], lexicon: Lexicon) -> bool:
    """Tell whether a token without its affix renders a word that the token itself, like "mother", does not render."""
    own = words_of(word, lexicon)
    return any(means(word, rest, lexicon) and lexicon.lemma(token) not in own for token, rest in remainders)
