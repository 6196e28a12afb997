"""Rules for characters whose reading their neighbours tell: 得, 地, 过, 还 and the like, each where it is a word.

A rule names a character, its reading, and what stands before and after it in the text (regular expressions; the one
before ends at the character, the one after begins behind it). The first rule that fits holds; where none fits, the
other evidence decides. Written from the grammar of these words; the examples show what each is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flashcards.chinese import HAN

_EDGE = f"^|[^{HAN}]"
_PERSON = r"[我你他她它您谁们]|大家|自己|人"
_ADVERB = r"也|都|就|还|总|又|非|可|才|真"
_DEGREE = r"很|太|不|更|最|挺|真|好|这么|那么|多么|多|非常|特别|十分|比较|有点|越|够|相当|如此|一样|还|怎么|这样"
_NUMBER = r"[一二三四五六七八九十百千万两几半数多每这那哪\d]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A reading and where it holds."""

    reading: str
    before: str
    after: str


def _rule(reading: str, before: str = "", after: str = "") -> Rule:
    return Rule(reading, f"(?:{before})$", f"(?:{after})")


RULES: dict[str, tuple[Rule, ...]] = {
    "得": (
        _rule("de2", f"{_PERSON}|{_EDGE}|[也都又还曾没]", "[了过](?!得)"),  # 得了第一名, won first place
        _rule("dei3", f"{_PERSON}|{_ADVERB}|{_EDGE}", f"(?![很太不到了上下出起])[{HAN}]"),  # 我得走了, I must go
        _rule(
            "de5",
            f"[{HAN}]",
            rf"{_DEGREE}|快|慢|早|晚|要命|厉害|清|起|上|下|出|到|了|住|动|完|见|着|干净|像|开|高|低|少|远|近|深|美|紧|满|透|久|多",
        ),  # 跑得快
        _rule(
            "de5", f"(?:[{HAN}][兴奋动张心气急烦慌忙累困疼痛苦怕饿热冷快乐闷]|[吓气急疼累忙困饿冷热冻笑哭])"
        ),  # 高兴得跳了起来, jumped for joy
        _rule(
            "de5", "[说写唱跳跑走吃喝睡穿长做干玩学讲问打弄搞住活笑哭想听看读念起]"
        ),  # 说得有道理, what one says makes sense
    ),
    "地": (
        _rule("de5", rf"([{HAN}])\1([{HAN}])\2", f"[{HAN}]"),  # 高高兴兴地上学, go to school happily
        _rule("di4", "[一二两三四五六七八九十几各]"),  # 三地, three places
        _rule("di4", "", f"[上里下中面方点的区段块震图址带球狱铁]|[^{HAN}]|$"),  # 在地上, on the ground
        _rule("de5", f"[{HAN}]{{2}}|[慢快轻好大暗狠早渐]", f"[{HAN}]"),  # 高兴地说, said happily
    ),
    "过": (
        _rule("guo5", "[没曾][想要会]", "[^去来]"),  # 没想过这个问题, never thought of it
        _rule(
            "guo4",
            f"{_PERSON}|{_EDGE}|{_ADVERB}|要|想|会|能|不|没|再|怎么|从|可以|应该|一起|怎样|难|好|日子|[今明每去]年|[今明]天",
        ),
        _rule("guo4", "", "生日|年|节|日子|马路|桥|河|街|冬|夏|海关|夜|关"),  # 过生日, celebrate a birthday
        _rule("guo5", f"[{HAN}]", r"(?![去来])"),  # 去过北京, have been to Beijing
    ),
    "还": (
        _rule(
            "huan2",
            "要|得|来|没|归|偿|借|能|会|该|必须|去|有借有|^",
            "给|钱|书|债|款|贷|清|账|车|回|本",
        ),  # 还钱, pay back
        _rule("huan2", "", "[你我他她]们?的?(?:钱|书|债|车|伞|东西)"),  # 还我的钱, give me back my money
    ),
    "重": (_rule("chong2", "", "[写读做建拍开来返画修装印演考算]"),),  # 重写一遍, write it again
    "调": (_rule("tiao2", "", "[低高好小大节整成到味料和试频]"),),  # 调低, turn down
    "当": (_rule("dang4", "把[^，。]{1,8}"),),  # 把我当朋友, take me for a friend
    "中": (
        _rule("zhong4", f"{_PERSON}|{_EDGE}|{_ADVERB}|[没打击射猜命选]", "[了过奖毒暑计弹枪标签风]"),
    ),  # 中了奖, won a prize
    "转": (_rule("zhuan4", "[绕围][^，。]{1,6}|[打团旋]"),),  # 绕着太阳转, revolve around the sun
    "吐": (
        _rule("tu4", "[醉呕晕]了?[，,]?"),
        _rule("tu4", "", "[血奶]|了(?:一地|一身|出来)"),
    ),  # 吐了一地, threw up all over the floor
    "了": (
        _rule("liao3", f"[{HAN}]不", "(?!解)"),  # 买不了, cannot buy
        _rule("liao3", f"[{HAN}][不]得|[走吃受忘去来办做少免到跑帮管大用拿][不得]", r"(?!解)"),  # 忘不了, unforgettable
    ),
    "着": (
        _rule("zhao2", f"[{HAN}][不得]"),
        _rule("zhao2", "[猜点睡烧撞]", "了"),
    ),  # 睡不着, cannot fall asleep
    "没": (_rule("mei2"),),
    "都": (
        _rule("du1", "[首古旧故迁定陪帝京]"),
        _rule("dou1", "[天年月人们个次里家么件样切些]", ""),  # 每天都, every day
        _rule("dou1", "", "[是要会能有没不很在可已想去来]"),
    ),
    "更": (_rule("geng1", "[三五]"), _rule("geng4")),
    "差": (
        _rule("cha4", f"{_DEGREE}|点|[^{HAN}]|都|也", ""),
        _rule("cha4", "", "[一二三四五六七八九十几两]|不多|点|了|得"),
    ),
    "脏": (_rule("zang1"),),
    "家": (_rule("jia1"),),
    "那": (_rule("na4"),),
    "个": (_rule("ge5", "[这那哪]"), _rule("ge4")),
    "好": (_rule("hao3", "可|很|太|真|最|更|不|挺|还"),),
    "教": (
        _rule("jiao4", "", "[室师授育堂徒派材]"),
        _rule("jiao4", "[佛道回该宗传]"),
        _rule("jiao1"),
    ),  # 教英文, teach English
    "待": (_rule("dai1", "", "在|多|了|着|一会|[几两三]"),),  # 待在家, stay at home
    "累": (_rule("lei4", f"{_DEGREE}|{_PERSON}", ""), _rule("lei4", "", f"[了吗坏死的吧]|[^{HAN}]|$")),
    "长": (
        _rule("zhang3", "", "得|大|成|高|出|满|在|着|胖|了"),  # 长大, grow up
        _rule("zhang3", "[部校院局处科队班县市省会董船家族社团]"),
        _rule("chang2", f"{_DEGREE}|[得米]|期|时间|历史|身|全|里"),  # 很长, long
    ),
    "只": (_rule("zhi1", _NUMBER, ""),),  # 两只猫, two cats
    "行": (_rule("hang2", r"第[一二三四五六七八九十\d]+|[几两每]"),),  # 第二行, the second line
    "种": (
        _rule("zhong3", _NUMBER + "|各|某|多|此|同|该"),
        _rule("zhong4", "", "树|花|地|菜|田|庄稼|粮|了|着|植|草|瓜|豆|水稻|茶"),  # 种树, plant a tree
    ),
    "发": (_rule("fa4", "[头理白黑长金染烫毛短秀]"),),
    "背": (_rule("bei1", "", "着|包|书包|孩子|起"),),
    "藏": (_rule("cang2", "", "在|起|着|到|了|身|好"), _rule("cang2", "[所收隐躲]")),
    "应": (
        _rule("ying4", "邀|呼|响|答|反|供|相|照|顺|因|请|要求", ""),
        _rule(
            "ying4", "", f"[^{HAN}]|邀|.{{0,6}}(?:要求|邀请|之请|请求)|了|声|试|聘|征|战|运|用"
        ),  # 应他的要求, at his request
        _rule("ying1"),  # 应注意, should be noted
    ),
    "将": (
        _rule("jiang4", "[大名参武上中少主战虎老猛部宿魏蜀吴汉唐宋秦楚叛降女门]", f"[^{HAN}]|后|的|之|军|等|$"),
        _rule("jiang1"),
    ),
    "尽": (_rule("jin3", "", "早|先|管|可能|量|快|早"), _rule("jin4")),  # 尽全力, with all one's strength
    "弄": (_rule("nong4", "", "清|干|明|懂|坏|错|好|死|脏|湿|丢|得|不|了|点|到|个|成|出"),),  # 弄清楚, get clear
    "刨": (_rule("bao4", "", "子|冰|床|花|工"), _rule("pao2")),
    "撒": (
        _rule("sa1", "", "手|谎|娇|野|尿|腿|网|泼|欢|旦|哈"),
        _rule("sa3", "", "豆|种|上|在|了|些|一|满|盐|落|遍|到|向"),  # 撒在地上, strew on the ground
    ),
    "挨": (
        _rule("ai1", "[紧]", ""),
        _rule("ai1", "", "着|个|家|次|近|边|肩|户|门"),  # 挨着他, next to him
        _rule("ai2"),  # 挨打, get beaten
    ),
    "炸": (_rule("zha2", "[油酥软干]"), _rule("zha2", "", "鸡|酱|薯|鱼|豆|丸|糕|虾|春卷|酥")),  # 炸鸡, fried chicken
    "弹": (_rule("tan2", "", "钢琴|琴|吉他|奏|唱|曲|了?一?首|起|拨|簧|性|劾|琵琶"),),  # 弹钢琴, play the piano
    "铺": (_rule("pu1", "", "上|满|在|着|了|开|设|路|床|垫|平|成"),),
    "盛": (_rule("cheng2", "", "饭|米饭|汤|满|着|水|菜|粥"),),  # 盛饭, fill a bowl with rice
    "喝": (_rule("he4", "[大怒暴断]", "一声|道|令|止|问"),),
    "粘": (_rule("zhan1", "", "在|住|上|贴|到|满"),),
    "揣": (_rule("chuai1", "怀|兜里|手", ""), _rule("chuai1", "", "在|着|进")),
    "处": (_rule("chu4", _NUMBER + "|某|各|此|别|住|何|好|坏|该|所|同|原"), _rule("chu3", "", "于|在|理|死|决|分|罚")),
    "边": (_rule("bian5", "[东西南北左右前后里外上下这那哪]"),),
    "率": (_rule("shuai4", "", "军|领|队|部|众|兵|团|师|先|其"), _rule("lü4", "[效比概速利税功频汇几]")),
    "降": (_rule("xiang2", "[投归招劝诈受乞迎请]"), _rule("xiang2", "", "将|兵|卒|于|敌"), _rule("jiang4")),
    "少": (_rule("shao4", "", "年|女|爷|妇|将|校|尉|壮"), _rule("shao3")),
    "划": (_rule("hua2", "", "船|桨|水|艇|龙舟|着|算|拳|行|破"),),  # 划船, row a boat
    "卷": (
        _rule("juan3", "", "起|入|走|进|发|曲|成|烟|尺|土|心|叶|边"),
        _rule("juan4", r"[一二三四五六七八九十百千几两上中下第全本各\d]"),
    ),
    "干": (
        _rule("gan4", "", "什么|吗|嘛|活|完|得|了|事|过|掉|起"),  # 干什么, what are you doing
        _rule("gan4", "想|要|不|怎么|在|能|别|敢|[我你他她们]|一起|单|苦|实|大"),
    ),
    "啊": (_rule("a5", f"[{HAN}]"),),
    "哦": (_rule("o5", f"[{HAN}]", f"[^{HAN}]|$"), _rule("o4")),
    "奔": (_rule("ben4", "投|各|直", ""),),
    "空": (_rule("kong4", "有|没|没有|抽|得|闲|趁"), _rule("kong4", "", "出|缺|闲|地|格|白|位|着")),  # 有空, have time
    "数": (_rule("shu3", f"[{HAN}]?一", ""), _rule("shu3", "", "一|数|到|不|了|着|钱|得|完")),
    "倒": (
        _rule("dao3", "[跌摔推打病绊晕滑卖拉]"),
        _rule("dao4", "", "是|也|不|水|茶|酒|车|退|了?[一两几]?杯|垃圾|在|出|进"),
    ),
    "并": (_rule("bing1", "", "州"), _rule("bing4")),  # 并不好, not good at all; 并同意, and agreed
    "觉": (_rule("jiao4", "睡[^，。,；！？]{0,6}"), _rule("jue2")),  # 睡了一个好觉, slept well
    "为": (
        _rule(
            "wei2", "[称视认选封尊奉评定命誉][^，。,；]{1,6}|(?<![可所])以[^，。,；为]{1,6}"
        ),  # 称他为英雄, call him a hero
        _rule(
            "wei4", "", "(?:了|什么|此|何|您|[你我他她它][们]?|大家|自己|别人|孩子|人民|谁).*"
        ),  # 为你准备, prepare for you
        _rule(
            "wei4", "在", r"[^，。,.；;！？]{1,24}?(?:做|提供|服务|准备|带来|付出)"
        ),  # 在为大家做饭, cooking for everyone
        _rule("wei2", "[成作称视认变分化改转选任译定名列归设命升降最颇较更极尤以多]"),
    ),
}


_HESITATION = re.compile(r"那个(?=\s*(?:[⋯…]|\.\.|——))")
HESITATION = ("nei4", "ge5")
"""那个…… of a speaker who looks for words (er, you know) keeps the colloquial reading of 那."""

_DISPUTED_BY_READING = {
    "shi4": "似", "fu2": "佛", "lei1": "勒", "qia3": "卡", "cha1": "喳", "sai1": "塞", "se4": "塞",
    "tie1": "帖", "qiang3": "强", "zha2": "扎", "ye4": "拽", "huang3": "晃", "leng4": "楞", "gen3": "艮",
    "pi2": "陂", "ge2": "葛", "shan4": "禅", "zhou4": "轴", "lei4": "累", "hun2": "混", "zhun1": "屯",
    "wa1": "凹", "yu2": "畲予", "lin4": "淋", "pu2": "脯", "sheng4": "乘", "qing4": "亲", "e1": "阿",
    "gai4": "芥", "heng4": "横", "jun4": "菌", "ha3": "哈", "ding1": "町",
}  # fmt: skip
DISPUTED = frozenset((char, reading) for reading, chars in _DISPUTED_BY_READING.items() for char in chars)
"""Readings in the dictionary's words with which the second opinion hardly ever agrees: its standard is another.

Counted over the sentences of CPP, without their labels: at most one time in five, of two or more.
"""


def reading_by_rule(char: str, before: str, after: str) -> str | None:
    """Give the reading of a character that stands as a word between these texts, None where no rule fits."""
    for rule in RULES.get(char, ()):
        # Compiled when its character is met, and remembered by `re`: a text needs few of them.
        if re.search(rule.before, before) and re.match(rule.after, after):
            return rule.reading
    return None


def is_hesitation(text: str, start: int, end: int) -> bool:
    """Tell whether a word is the 那个 of a speaker who hesitates."""
    found = _HESITATION.match(text, start)
    return found is not None and found.end() == end
