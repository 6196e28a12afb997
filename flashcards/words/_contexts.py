"""What its neighbours say for or against a word: 的话 (if) is none in 听老师的话 (obey the teacher).

A rule names the words it is about and what stands before and after them (regular expressions; the one before ends at
the word, the one after begins behind it). Of the rules for one word the first that fits counts. Written from the
grammar of these words; the examples show what each is for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import HAN
from flashcards.words.formations import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.records import Span

Corrections: TypeAlias = "dict[Span, float]"
"""What is added to the score of the word that stands in a stretch of a text."""

APART, WHOLE = -9.0, 9.0
_CLAUSE_BEGINS = rf"(?:^|[^{HAN}])"
_CLAUSE_ENDS = rf"(?:$|[^{HAN}])"
_NUMERAL = "零〇一二三四五六七八九十两半几"
_CHOICE = re.compile(rf"(?=([{HAN}])不\1)")
"""Whether or not: 要不要, where 不要 is none."""
_BRIEFLY = re.compile(rf"(?=([{HAN}])一\1)")
"""等一等 (wait a moment), where 一等 (first class) is none."""
_DIRECTION = re.compile(rf"[{HAN}][出进起](?=[来去](?!自))(?<!一起)")
"""拿 出来 (take out), not 拿出 来."""
_SOME = re.compile("[几数两][十百千万]+")
_REPEATED = (
    re.compile(rf"(?=([{HAN}])[{HAN}]{{1,3}}(\1)[了得到过])"),  # 学中文学了两年, studied Chinese for two years
    re.compile(rf"(?=一([{HAN}])一(\1))"),  # 一遍一遍地, again and again
)
_DAY = re.compile(r"(?<=[0-9０-９])[日号]")
"""The 22nd, whatever follows: 22 日 电, where 日电 (NEC) is none."""
_THIS_ONE = re.compile("(?<=[这那哪每某另])一[类种次位条件项层步群批代届份部句点天年段篇幅面]")
"""这 一 次 (this one time), 那 一 类 (that kind)."""
_LONGEST_AFTER_DAY = 4
_VERB = "[来去走起睡吃回做说告准开休结完下上出到知看学写买打]"


_Rule: TypeAlias = tuple[float, str, str]


def _rule(score: float, before: str = "", after: str = "") -> _Rule:
    return score, f"(?:{before})$", f"(?:{after})"


_RULES: dict[str, tuple[_Rule, ...]] = {
    # If it rains, …: but not the words of a teacher at the end of a sentence, nor such words (之类的话).
    "的话": (
        _rule(APART, "之类|这样|那样|[我你他她们师长生]", rf"[。！!.]|$|[^，,{HAN}]"),
        _rule(APART, "[说讲听]过?"),
    ),
    "再说": (_rule(APART, "", f"[{_NUMERAL}]"),),  # 再说一遍, say it once more
    "早点": (_rule(APART, "", _VERB), _rule(APART, "[要得快请来去睡起]", _CLAUSE_ENDS)),  # 早点来, come early
    "晚点": (_rule(APART, "", "[来去走睡吃回再]"),),  # 晚点走, leave later
    "要不": (
        _rule(WHOLE, _CLAUSE_BEGINS, "[^要是然]"),
        _rule(APART, "", "要"),
    ),  # 要不明天去, or else let us go tomorrow
    "要不是": (_rule(WHOLE, _CLAUSE_BEGINS),),
    "还有": (
        _rule(WHOLE, _CLAUSE_BEGINS, rf"[^{HAN}]"),
        _rule(APART, rf"[{HAN}]"),
    ),  # 工作还有很多, there is still work
    "不是": (
        _rule(WHOLE, "", r"[^，。,.]{1,16}就是"),  # 不是去喝茶就是去喝酒, either tea or wine
        _rule(WHOLE, "[^是]", r"[^，。,.]{2,16}吗"),  # 你不是有钱吗, don't you have money?
    ),
    "一个人": (
        _rule(WHOLE, "(?<![有的找])", "[在住去来回吃睡过做走待坐也生旅出承面完多玩喝]"),  # 一个人住, live alone
    ),
    "有的是": (_rule(WHOLE, "^(?!.*有的).*", "(?!.*有的)"),),  # 时间有的是, there is plenty of time
    "有时候": (_rule(WHOLE),),
    "这个": (_rule(APART, "", "[人词字笔]"),),  # 这个人, like 一个人
    "那个": (_rule(APART, "", "[人词字笔]"),),
    "不怎么": (_rule(APART, "", "[^样]"),),  # 不怎么忙, not very busy
    "在家": (_rule(APART, "", rf"{_CLAUSE_ENDS}|[吗吧呢的里]"),),  # 他在家吗, is he at home? But 在家工作, work at home
    "不够": (_rule(APART, "", rf"[{HAN}](?<![的了])"),),  # 不够清楚, not clear enough
    "只有": (_rule(APART, "", f"[{_NUMERAL}]"),),  # 我只有一个哥哥, I have only one brother
    "种花": (_rule(APART, "[这那哪各几两一]"),),  # 这种花, this kind of flower
    "种树": (_rule(APART, "[这那哪各几两一]"),),
    "别的": (_rule(APART, "[特个分区级性告类派辞离]"),),  # 特别的日子, a special day
    "得出": (_rule(APART, "[说看听想写做认找闻分叫算猜]"),),  # 说得出, can say
    "得到": (_rule(APART, "想象|[想办做看听找买吃猜料]", _CLAUSE_ENDS),),  # 想象得到, can imagine
    "上面": (
        _rule(APART, "(?<![请详参如])见", "[了一吗就]|的?$"),
        _rule(APART, "(?:终于|才|没能?|总算|到底|能|想|要|可以)(?:[^，。；]{0,3}[^请详参如])?[）)]? ?见"),
    ),  # 见上面了, met at last
    "一面": (_rule(APART, "见[了过]"),),  # 见了一面, met once
    "好几年": (_rule(APART),),  # 好几 年 like 好几 天
    "好几天": (_rule(APART),),
    "十分": (_rule(APART, "", "钟|之"),),  # 十分钟, ten minutes
    "最好": (_rule(APART, "", "的"),),  # 最好的朋友, the best friend
    "最多": (_rule(APART, "", "的"),),
    "最少": (_rule(APART, "", "的"),),
    "最大": (_rule(APART, "", "的"),),
    "还好": (_rule(APART, "", "[吃喝看听用玩]"),),
    "可好": (_rule(APART),),  # 他可好了, he is really nice
    "特别的": (_rule(APART),),
    "一点": (_rule(APART, "", f"[{_NUMERAL}\\d]+[分刻]|[钟整半]"), _rule(APART, "[点十]")),  # 一点四十分, 1.40
    "教会": (_rule(APART, "", "[我你他她它人大孩学谁自了]"),),  # 教会我做饭, taught me to cook
    "见面": (_rule(APART, "上"),),
    "会见": (_rule(APART, "", "[到面过]"),),  # 会见到她, will meet her
    "会面": (_rule(APART, "", "[对临向]"),),
    "想来": (_rule(APART, rf"[{HAN}]"), _rule(APART, "", _CLAUSE_ENDS)),  # 你想来吗, do you want to come?
    "人才": (_rule(APART, "[白黑老男女]", "[是会能有]"),),
    "只要": (_rule(WHOLE, "", f"[^了{_NUMERAL}]"),),  # 只要你来, as long as you come
    "有人": (_rule(APART),),
    "没人": (_rule(APART),),
}
_WORDS = re.compile(f"(?=({'|'.join(sorted(_RULES, key=len, reverse=True))}))")


@cache
def _compiled(word: str) -> tuple[tuple[float, re.Pattern[str], re.Pattern[str]], ...]:
    """Compile the rules for a word when it is first met: most texts meet few."""
    return tuple((score, re.compile(before), re.compile(after)) for score, before, after in _RULES[word])


def corrections(text: str) -> Corrections:
    """Tell for stretches of a simplified text what speaks for or against them as words."""
    found = {(at.start() + 1, at.start() + 3): APART for at in _CHOICE.finditer(text)}
    for at in _BRIEFLY.finditer(text):
        found |= {(at.start(), at.start() + 3): WHOLE, (at.start() + 1, at.start() + 3): APART}
    found |= {at.span(): APART for at in _DIRECTION.finditer(text)}
    found |= {at.span(): 2 * APART for at in _THIS_ONE.finditer(text)}
    for at in _DAY.finditer(text):
        found |= {(at.start(), at.end() + more): APART for more in range(1, _LONGEST_AFTER_DAY)}
    for match in _WORDS.finditer(text):
        start, end = match.span(1)
        for score, before, after in _compiled(match[1]):
            if before.search(text, 0, start) and after.match(text, end):
                found[start, end] = score
                break
    return found


def bounds(text: str) -> Iterator[Span]:
    """Give the stretches that no word may enter late and leave: numbers (四十 in 四十分), what is said twice."""
    for numbers in (NUMBER, _SOME):
        for match in numbers.finditer(text):
            yield match.span()
    spoken_twice, counted_twice = _REPEATED
    for match in spoken_twice.finditer(text):
        yield match.start(1), match.start(2)
    for match in counted_twice.finditer(text):
        yield match.start(2) - 1, match.end(2)
