"""Bilingual texts of any length for tests: each sentence says something of its own, in both languages."""

from __future__ import annotations

from itertools import cycle, islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Pair = tuple[str, str]

_PEOPLE = (("医生", "The doctor"), ("农夫", "The farmer"), ("老师", "The teacher"), ("厨师", "The cook"))
_DEEDS = (
    ("买了", "bought"),
    ("找到了", "found"),
    ("卖掉了", "sold"),
    ("忘记了", "forgot"),
    ("洗了", "washed"),
    ("画了", "painted"),
    ("偷了", "stole"),
)
_THINGS = (
    ("一把椅子", "a chair"),
    ("一匹马", "a horse"),
    ("一本书", "a book"),
    ("两个苹果", "two apples"),
    ("一顶帽子", "a hat"),
    ("三条鱼", "three fish"),
    ("一扇门", "a door"),
    ("一辆自行车", "a bicycle"),
    ("一只鸡", "a chicken"),
)
_PLACES = (
    ("在市场里", "in the market"),
    ("在河边", "by the river"),
    ("在学校里", "at school"),
    ("在山上", "on the mountain"),
    ("在厨房里", "in the kitchen"),
)


def story(count: int, start: int = 0) -> list[Pair]:
    """Tell `count` sentences, Chinese and English; after 1,260 they come again."""
    # Lists whose lengths share no factor give every combination before one comes again.
    events = zip(cycle(_PEOPLE), cycle(_DEEDS), cycle(_THINGS), cycle(_PLACES), strict=False)
    return [
        (f"{who[0]}{where[0]}{deed[0]}{what[0]}。", f"{who[1]} {deed[1]} {what[1]} {where[1]}.")
        for who, deed, what, where in islice(events, start, start + count)
    ]


def psalm() -> list[Pair]:
    """Sing verses that begin alike and end in the same refrain."""
    things = (("山", "mountains"), ("河", "rivers"), ("树", "trees"), ("鸟", "birds"), ("星", "stars"), ("鱼", "fish"))
    refrain = ("因为他的爱永远长存。", "For his love endures for ever.")
    lines = ("他造了{}。", "And he made the {}."), ("他看{}是好的。", "And he saw that the {} were good.")
    return [
        pair
        for (chinese, english), (chinese_form, english_form) in product(things, lines)
        for pair in ((chinese_form.format(chinese), english_form.format(english)), refrain)
    ]


def sides(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Take pairs apart; an empty side is left out."""
    return [c for c, _ in pairs if c], [e for _, e in pairs if e]
