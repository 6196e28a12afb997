"""The Chinese side of a pair: what is known of each word without the English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.links import transcription
from flashcards.links.numbers import english_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

FUNCTION_WORDS = frozenset(
    """
    的 了 在 和 与 及 是 将 以 对 中 有 为 他 她 它 我 你 您 们 我们 咱们 你们 他们 她们
    它们 这 那 个 并 向 也 后 据 不 已 就 由 到 上 下 等 从 被 把 让 给 而 但 或 之 其
    于 所 还 都 又 很 更 最 着 过 地 得 里 内 外 前 间 时 会 可 能 要 该 此 某 各 每
    则 却 才 只 因 因为 所以 如果 虽然 但是 而且 并且 以及 或者 关于 对于 由于 根据 按照 通过
    自 至 往 用 比 同 跟 呢 吗 吧 啊 名 位 条 件 次 种 些 这个 那个 这些 那些 一些 什么
    怎么 谁 哪 哪里 自己 本 称 说 没有 没 非 无 未 曾 正 正在 再 仍 已经 曾经 么 嘛 呀 哦
    只是 只有 不是 就是 这样 那样 这里 那里 这儿 那儿 为了 除了 而是 不过 然后 于是 因此 若 如
    虽 且 跟着 向着 朝 当 使 令 叫 连 甚至 尽管 即使 只要 不但 还是 要是 还有 多么 怎样
    怎么样 如何 为什么 哪儿 哪个 哪些 咱 人家 大家 别人 其他 其它 另 另外 一个 一种
    """.split()  # noqa: SIM905  # words read better as words
)
"""Words that hold a sentence together: the closed classes, and what is said in nearly every text."""

_PUNCTUATION = {
    "，": ",", "、": ",", "。": ".", "；": ";", "：": ":", "（": "(", "）": ")", "“": '"', "”": '"',
    "？": "?", "！": "!",
    "《": '"', "》": '"', "「": '"', "」": '"', "『": '"', "』": '"', "——": "—", "—": "—", "……": "…",
}  # fmt: skip
_CURLY = {'"': ('"', "“", "”"), "—": ("—", "–", "-"), "…": ("…", ".")}


@dataclass(frozen=True, slots=True, eq=False)
class ChineseType:
    """What is known of a word, wherever it stands.

    `signs` are the English signs that may stand for a punctuation mark, `numbers` the English tokens that may render a
    number with how well they fit, `skeletons` those of the name it may be, `sounds` stretches of its pinyin with the
    share of the word each makes up.
    """

    text: str
    is_function: bool
    is_punctuation: bool
    is_known: bool
    zipf: float
    signs: tuple[str, ...]
    numbers: Mapping[str, float]
    skeletons: tuple[str, ...]
    sounds: Mapping[str, float]


def chinese_type(word: Word, lexicon: Lexicon) -> ChineseType:
    """Gather what is known of a word."""
    return _type((word.text, word.syllables), lexicon)


@cached_in_lexicon
def _type(word: tuple[str, tuple[str, ...]], lexicon: Lexicon) -> ChineseType:
    written, syllables = word
    text = lexicon.simplify(written)
    entries = lexicon.entries(text)
    is_function = text in FUNCTION_WORDS
    is_punctuation = not re.search(r"[\w%％]", text)
    may_be_name = not is_function and (not entries or any(e.syllables[0][:1].isupper() for e in entries))
    sign = _PUNCTUATION.get(text, text)
    return ChineseType(
        text=text,
        is_function=is_function,
        is_punctuation=is_punctuation,
        is_known=bool(entries),
        zipf=lexicon.frequency(text),
        signs=_CURLY.get(sign, (sign,)) if is_punctuation else (),
        numbers={} if is_punctuation else english_forms(text),
        skeletons=_skeletons(written, syllables) if may_be_name and len(text) > 1 else (),
        sounds={} if is_function else _sounds(syllables),
    )


def _skeletons(text: str, syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Spell the whole name, and each part of one with dots between: 阿什拉夫·哈尼."""
    starts = [0, *(m.end() for m in re.finditer("[·•—-]", text)), len(text) + 1]
    parts = (transcription.spelled(syllables[a : b - 1]) for a, b in pairwise(starts))
    whole = transcription.spelled(syllables)
    return tuple(s for s in dict.fromkeys((whole, *parts)) if len(s) > 1)


def _sounds(syllables: tuple[str, ...]) -> dict[str, float]:
    """Give the pinyin of each stretch of a word, without tones: li, feifei, lifeifei of 李飞飞, with shares."""
    plain = [re.sub(r"[^a-z]", "", s.lower().replace("ü", "u")) for s in syllables]
    if len(plain) < 2 or not all(plain):
        return {}
    stretches = ((a, b) for a in range(len(plain)) for b in range(a + 1, len(plain) + 1))
    return {"".join(plain[a:b]): (b - a) / len(plain) for a, b in stretches if len("".join(plain[a:b])) > 1}
