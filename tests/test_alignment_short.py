"""Texts of one to five sentences: right pairs are trusted by themselves, wrong ones are not."""

from __future__ import annotations

import random

import pytest

from flashcards import alignment
from flashcards.lexicon import open_lexicon
from flashcards.records import Bitext, Sentence

TEXT = """
你吃饭了吗？|Have you eaten?
我还没吃，你呢？|I haven't eaten yet, and you?
明天我们一起去看电影吧。|Let's go to see a film together tomorrow.
请问，地铁站怎么走？|Excuse me, how do I get to the subway station?
一直往前走，然后左转。|Go straight ahead, then turn left.
他昨天买了一辆新自行车。|He bought a new bicycle yesterday.
这家饭馆的饺子很好吃。|The dumplings at this restaurant are delicious.
我妹妹在医院工作。|My younger sister works at a hospital.
千里之行，始于足下。|A journey of a thousand miles begins with a single step.
三人行，必有我师。|Among any three people walking, one can be my teacher.
失败是成功之母。|Failure is the mother of success.
时间就是金钱。|Time is money.
月亮代表我的心。|The moon represents my heart.
外面下着大雨，我们只好待在家里。|It was raining hard outside, so we had to stay at home.
图书馆八点关门。|The library closes at eight.
老板，这个多少钱？|Boss, how much is this?
二十块，不能再便宜了。|Twenty yuan, I can't go any lower.
她一边唱歌，一边洗碗。|She sang while washing the dishes.
爷爷每天早上去公园打太极拳。|Grandpa goes to the park every morning to practise tai chi.
我把钥匙忘在办公室了。|I left my keys in the office.
飞机晚点了两个小时。|The plane was two hours late.
别担心，一切都会好起来的。|Don't worry, everything will be fine.
你想喝咖啡还是茶？|Would you like coffee or tea?
来一杯冰咖啡，谢谢。|An iced coffee, please. Thank you.
小猫在沙发上睡着了。|The kitten fell asleep on the sofa.
他说中文说得很流利。|He speaks Chinese fluently.
我们班有十五个学生。|There are fifteen students in our class.
春天来了，花都开了。|Spring has come and all the flowers are in bloom.
不到长城非好汉。|He who has never been to the Great Wall is not a true man.
活到老，学到老。|Live and learn.
祝你生日快乐！|Happy birthday to you!
对不起，我来晚了。|Sorry I'm late.
没关系，我们也刚到。|That's all right, we just arrived too.
我的手机没电了。|My phone is out of battery.
雪山下有一个安静的小村子。|There is a quiet little village at the foot of the snowy mountain.
政府宣布下个月提高油价。|The government announced that it will raise petrol prices next month.
科学家发现了一种新的鱼。|Scientists have discovered a new kind of fish.
爸爸正在厨房做饭。|Dad is cooking in the kitchen.
我从来没去过上海。|I have never been to Shanghai.
孩子们在院子里踢足球。|The children are playing football in the yard.
这条裙子太贵了。|This skirt is too expensive.
他把窗户打开了。|He opened the window.
请把门关上。|Please close the door.
火车站离这儿远吗？|Is the train station far from here?
我头疼，想回家休息。|I have a headache and want to go home to rest.
面包是在那家店买的。|The bread was bought at that shop.
她的声音像小鸟一样好听。|Her voice is as lovely as a little bird's.
今天比昨天冷得多。|Today is much colder than yesterday.
医生让他多喝水。|The doctor told him to drink more water.
桌子上放着三本书。|There are three books on the table.
"""
PAIRS = [(line.split("|")[0], line.split("|")[1]) for line in TEXT.strip().splitlines()]


def trusted(pairs: list[tuple[str, str]]) -> int:
    """Count the pairs of a text, its sentences paired in order, that come out so with a confidence of a half."""
    chinese = tuple(Sentence(z, 0, len(z), 0) for z, _ in pairs)
    english = tuple(Sentence(e, 0, len(e), 0) for _, e in pairs)
    aligned = alignment.align(Bitext(chinese, english), open_lexicon())
    return sum(pair.confidence >= 0.5 and (pair.chinese_text, pair.english_text) in pairs for pair in aligned)


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_short_texts(size: int) -> None:
    """Of right pairs at least 98 in 100 are trusted, of wrong ones at most 5, however few sentences a text has."""
    chance = random.Random(size)  # noqa: S311 (a choice is no secret)
    right = wrong = every = 0
    for first in range(len(PAIRS)):
        pairs = [PAIRS[first], *chance.sample([pair for pair in PAIRS if pair != PAIRS[first]], size - 1)]
        others = chance.sample([english for chinese, english in PAIRS if (chinese, english) not in pairs], size)
        right += trusted(pairs)
        wrong += trusted([(chinese, other) for (chinese, _), other in zip(pairs, others, strict=True)])
        every += size
    assert right >= 0.98 * every
    assert wrong <= 0.05 * every
