"""Which words are no vocabulary: those that hold a sentence together, numbers, names, and what is no word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.hanzi import HAN_CHARACTER
from flashcards.records import Level, WordKind
from flashcards.vocabulary._verdicts import Standing
from flashcards.vocabulary._wording import shares_a_word

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

GRAMMAR = frozenset(
    """
    再一次 的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 哦 啦 么 们 之 所 等 等等 似的 的话 一样 左右
    以上 以下 来说 来讲 我 你 您 他 她 它 我们 你们 他们 她们 它们 咱 咱们 自己 大家 别人
    人家 这 那 哪 谁 什么 啥 怎么 怎样 怎么样 多少 几 这个 那个 哪个 这些 那些 哪些 一些 有些
    这里 那里 哪里 这儿 那儿 哪儿 这样 那样 这么 那么 这种 那种 某 某个 某些 每 每个 各 各个
    该 此 其 其他 其它 其中 另 另外 本 有的 这次 那次 这时 那时 这边 那边 何 如何 为什么 任何
    所有 整个 那时候 这时候 是谁 这就 那就 每一 每一个 某一 某一个 那位 这位 那天 这天 那年 上面
    下面 里面 外面 在 从 自 由 向 往 朝 到 至 对 对于 关于 为 为了 给 把 被 让 叫 使 令
    将 比 跟 和 与 同 及 以及 或 或者 并 并且 而 而且 但 但是 不过 可是 然而 却 则 因 因为
    由于 所以 因此 因而 于是 如果 要是 若 假如 只要 只有 除非 虽然 虽 尽管 即使 就算 无论 不管
    既 既然 既又 还是 不但 不仅 不是 而是 而不是 不如 与其 以 以便 据 根据 按 按照 通过 经过
    除了 除 随着 沿着 用 拿 连 于 乎 当 像 如 比如 例如 另一方面 以至 甚至 至于 从而 然后
    也就是 也就是说 就是说 不只 不仅仅 与其说 不 没 没有 别 未 非 无 很 太 更 最 极 非常 真
    挺 好 好几 比较 都 也 还 又 再 就 才 只 只是 仅 仅仅 便 已 已经 曾 曾经 正 正在 在于
    将要 刚 刚刚 常 常常 总 总是 一直 一下 一下子 一点 一点儿 一会儿 一起 一边 一面 一般 一定
    也许 可能 大概 必须 应该 应当 应 可以 可 能 能够 会 要 想 愿 须 需 需要 敢 肯 是 有
    叫做 算 算是 属于 就是 还有 还要 不会 不能 不可 不要 不用 不得 是否 有没有 是不是 其实 真的
    好像 越 越来越 多么 何等 倒 竟 差不多 当然 原来 本来 也是 都是 而已 罢了 既是 又是 不太
    不再 再次 再也 仍 仍然 还没 不久 以后 之后 之前 以前 后来 最后 首先 其次 同时 时 时候 当时
    的时候 期间 之间 以来 以内 以外 之外 之内 之中 之上 之下 之一 一方面 上 下 里 中 内 外 前
    后 间 旁 边 左 右 东 西 来 去 起 起来 出来 下来 上来 下去 过来 过去 回来 回去 进来 进去
    出去 上去 开来 出 进 回 开 掉 完 住 成 此外 直到 及其 或是 而言 不论 何况 况且 乃至 为止 之类 以免 免得 不然
    否则 并非 哎 哎呀 哎哟 唉 哦 噢 嗯 喂 嘿 嘿嘿 哈 哈哈 嗨 哼 呸 嗐 咦 哇 哩 咧 呵 呵呵 嘛 咯 喽 呗 哟
    """.split()  # noqa: SIM905  # words read better as words
)
"""The closed classes: whoever reads a text of any level has met them."""

MEASURES = frozenset(
    """
    个 位 名 只 条 张 件 本 家 块 片 头 台 部 辆 间 座 棵 份 封 句 段 篇 首 幅 群 批
    对 双 套 种 类 样 次 回 趟 遍 场 阵 番 顿 下 步 层 级 届 期 项 点 些 分 秒 刻 年
    月 日 号 天 周 岁 代 世纪 元 角 毛 块钱 斤 公斤 克 吨 米 公里 里 尺 寸 升 度 倍 把
    杯 瓶 盒 包 袋 碗 盘 壶 串 排 列 行 支 枝 根 滴 团 笔 股 口 面 扇 道 门 所 栋 幢
    艘 架 匹 朵 颗 粒 束 副 床 幕 丝 纸 则 部分 上午 下午 一个 一种 一位 一次 一年 一天
    一部 一条 一项 半 俩 仨 两
    """.split()  # noqa: SIM905  # words read better as words
)
"""Measure words and what they measure out: with a numeral before them they are no vocabulary of a text."""

NOT_CHINESE = "not Chinese"
NAME = "name"
PART = "part of words"
_ONE = "一半每"
_NUMERAL = re.compile(r"好?[零〇○一二三四五六七八九十百千万亿两几半第0-9０-９.,%％]+[多余来几]?[年月日天次个]?")


def why_not(word: Word, lexicon: Lexicon) -> tuple[Standing, str]:
    """Say how a word that is no vocabulary stands to a learner, and why it is none; the reason is '' if it is."""
    if word.kind in (WordKind.FOREIGN, WordKind.OTHER) or not HAN_CHARACTER.search(word.text):
        return Standing.APART, NOT_CHINESE
    text = lexicon.simplify(word.text)
    reasons = (
        (Standing.APART, "number", word.kind is WordKind.NUMBER or is_numeral(text)),
        (Standing.KNOWN, "function word", text in GRAMMAR),
        (Standing.KNOWN, "measure word", text in MEASURES or (text[:1] in _ONE and text[1:] in MEASURES)),
        (Standing.APART, NAME, is_name(word)),
        (Standing.LEFT, "not in the dictionary", not word.senses),
        (Standing.LEFT, PART, len(text) == 1 and lexicon.level(text) == Level() and not _is_told(word)),
    )
    return next(((standing, reason) for standing, reason, holds in reasons if holds), (Standing.TAKEN, ""))


def is_measure(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word counts things: one of the usual measure words, or a character that the dictionary calls one."""
    text = lexicon.simplify(word.text)
    return text in MEASURES or (len(text) == 1 and any(sense.startswith("classifier for") for sense in word.glosses))


def _is_told(word: Word) -> bool:
    """Whether the translator's word is a sense of it: then even a character that no list teaches is a word (锚)."""
    return word.rendering is not None and any(shares_a_word(sense, word.rendering.text) for sense in word.glosses)


def _is_called(word: Word) -> bool:
    """Whether the translator left a word as it sounds: 李 is "Li" here, not a plum."""
    return word.rendering is not None and word.rendering.text.lower() == _sound(word.syllables)


@lru_cache(maxsize=1 << 14)
def _sound(syllables: tuple[str, ...]) -> str:
    return "".join(re.sub(r"[^a-zü]", "", s.lower()) for s in syllables).replace("ü", "u")


def is_numeral(text: str) -> bool:
    """Whether a word is a number and nothing else: 三, 好几, 第二, 十多."""
    return bool(_NUMERAL.fullmatch(text))


def is_name(word: Word) -> bool:
    """Whether a word names one person, place or thing; languages and peoples are no names."""
    if word.kind is WordKind.NAME or _is_called(word):
        return True
    capital = bool(word.syllables) and word.syllables[0][:1].isupper()
    return capital and not word.text.endswith(("语", "語", "文", "人", "族", "教"))
