"""What a word of a sentence means, in a few words, for a learner who reads it word by word.

*The idea:* words of grammar do in nearly every sentence what a course says they do, and no list of senses says it as
shortly; so they have a gloss of their own. All other words have the sense that fits, and the translator's word where it
says something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import in_short, shares_a_word
from flashcards.records import WordKind

if TYPE_CHECKING:
    from flashcards.records import Word

_GRAMMAR = {
    "的": {"de5": "(links to the noun) of, 's"},
    "地": {"de5": "(makes an adverb) -ly"},
    "得": {"de5": "(how or how far it is done)"},
    "了": {"le5": "(it has happened, or is so now)"},
    "我": {"wo3": "I, me"},
    "你": {"ni3": "you"},
    "您": {"nin2": "you (politely)"},
    "他": {"ta1": "he, him"},
    "她": {"ta1": "she, her"},
    "它": {"ta1": "it"},
    "我们": {"wo3 men5": "we, us"},
    "你们": {"ni3 men5": "you (all)"},
    "他们": {"ta1 men5": "they, them"},
    "她们": {"ta1 men5": "they, them"},
    "它们": {"ta1 men5": "they, them"},
    "让": {"rang4": "to let, to make; (passive) by"},
    "往": {"wang3": "towards"},
    "等": {"deng3": "and so on; to wait"},
    "似的": {"shi4 de5": "as if"},
    "着": {"zhe5": "(it goes on) -ing"},
    "过": {"guo5": "(it has happened before) ever"},
    "们": {"men5": "(plural of persons)"},
    "吗": {"ma5": "(asks yes or no)"},
    "呢": {"ne5": "(and what about …? or goes on)"},
    "吧": {"ba5": "(suggests or supposes)"},
    "啊": {"a5": "(adds feeling)"},
    "把": {"ba3": "(puts before the verb what is acted on)"},
    "被": {"bei4": "(passive) by"},
    "将": {"jiang1": "will; (before what is acted on)"},
    "在": {"zai4": "at, in; (before a verb) -ing"},
    "是": {"shi4": "to be"},
    "有": {"you3": "to have; there is"},
    "和": {"he2": "and; with"},
    "与": {"yu3": "and; with"},
    "跟": {"gen1": "with; and"},
    "对": {"dui4": "to, towards; right"},
    "给": {"gei3": "to, for; to give"},
    "为": {"wei4": "for", "wei2": "to be; as"},
    "从": {"cong2": "from"},
    "向": {"xiang4": "towards"},
    "到": {"dao4": "to, until; to arrive"},
    "就": {"jiu4": "then; just; exactly"},
    "才": {"cai2": "only then; not until"},
    "也": {"ye3": "also"},
    "都": {"dou1": "all"},
    "还": {"hai2": "still; also"},
    "又": {"you4": "again; and also"},
    "再": {"zai4": "again; then"},
    "很": {"hen3": "very"},
    "太": {"tai4": "too; extremely"},
    "最": {"zui4": "most"},
    "更": {"geng4": "more"},
    "而": {"er2": "and; but"},
    "但": {"dan4": "but"},
    "却": {"que4": "but, however"},
    "则": {"ze2": "then; whereas"},
    "既": {"ji4": "both (… and); since"},
    "便": {"bian4": "then"},
    "本": {"ben3": "this; originally; (counts books)"},
    "要": {"yao4": "to want; will; must"},
    "会": {"hui4": "can; will"},
    "能": {"neng2": "can"},
    "可": {"ke3": "can; but"},
    "不": {"bu4": "not"},
    "没": {"mei2": "not; have not"},
    "这": {"zhe4": "this"},
    "那": {"na4": "that; then"},
    "哪": {"na3": "which?"},
    "几": {"ji3": "how many?; a few"},
    "些": {"xie1": "some (plural)"},
    "大家": {"da4 jia1": "everyone"},
    "只有": {"zhi3 you3": "only; only if"},
    "过去": {"guo4 qu5": "past", "guo4 qu4": "past"},
    "里": {"li3": "in, inside", "li5": "in, inside"},
    "上": {"shang4": "on; up; last", "shang5": "on; up"},
    "下": {"xia4": "under; down; next", "xia5": "under"},
    "中": {"zhong1": "in, among; middle"},
    "时": {"shi2": "when; time"},
    "去": {"qu4": "to go; (away)"},
    "来": {"lai2": "to come; (towards here); in order to"},
    "个": {"ge4": "(counts most things)", "ge5": "(counts most things)"},
    "条": {"tiao2": "(counts long things)"},
    "张": {"zhang1": "(counts flat things)"},
    "件": {"jian4": "(counts matters and clothes)"},
    "位": {"wei4": "(counts persons, politely)"},
    "名": {"ming2": "(counts persons); name"},
    "次": {"ci4": "(counts times)"},
    "种": {"zhong3": "kind, sort"},
    "篇": {"pian1": "(counts written pieces)"},
    "顿": {"dun4": "(counts meals)"},
    "家": {"jia1": "home, family; (counts businesses)"},
    "门": {"men2": "door; (counts subjects)"},
    "句": {"ju4": "sentence; (counts what is said)"},
    "点": {"dian3": "a little; o'clock; point"},
    "周": {"zhou1": "week"},
    "月": {"yue4": "month"},
    "日": {"ri4": "day (of a date)"},
    "年": {"nian2": "year"},
    "天": {"tian1": "day; sky"},
    "号": {"hao4": "number; day (of a date)"},
    "一": {"yi1": "one; a"},
}
"""The glosses of words of grammar and of what counts, by their reading: other readings are other words."""


def gloss(word: Word) -> str:
    """Say what a word means in its sentence, '' where nothing is known of it."""
    said = word.rendering.text if word.rendering else ""
    grammar = _GRAMMAR.get(word.text, {}).get(" ".join(word.syllables))
    if grammar and word.kind is not WordKind.NAME:
        return grammar
    if not word.senses or not said:
        return word.senses[0].gloss if word.senses else said
    sense = word.senses[0].gloss
    return in_short(sense, said) if shares_a_word(sense, said) else f"{sense} (here: {said})"
