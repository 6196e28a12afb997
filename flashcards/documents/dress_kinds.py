"""What dresses a sentence, a row of data a kind: how it looks, a text with it, and one that only looks as if.

The idea: what can be nothing else comes off wherever it stands; what might be the sentence's own (`3 cups`, `Note: …`)
is marked so, and `dress` asks whether it is a habit of the text.
"""

from __future__ import annotations

import re

from flashcards.chinese import HAN
from flashcards.common import patterns
from flashcards.documents.line_kinds import LineKind

_HAN = rf"(?-i:[{HAN}])"
"""A Chinese character. It has no case; a class of them that ignores case takes ten times as long to compile."""
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
MONTH_OF_A_DAY = r"(?:january|february|march|april|june|july|august|september|october|november|december)\b"
"""May is left out: it begins sentences."""
MEASURES = "年月日点點个個分时時元岁歲位名隻条條杯瓶碗勺斤米块塊张張辆輛次件周週倍层層"
"""What makes a number before it a quantity; measure words that begin sentences (人, 天, 家, 只) are not among them."""
_DAY = (
    rf"(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|\d{{1,2}}\.?\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}},?\s\d{{4}}"
    r"|\d{4}年\d{1,2}月\d{1,2}日)"
)
_PICTURE = r"(?-i:[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])\ufe0f?"
_NOON = r"(?:\s?[AP]\.?M\.?)?"
LANGUAGES = (
    r"(?:simplified|traditional)(?:[ ](?:chinese|characters?|hanzi))?|chinese(?:[ ](?:text|characters?))?|mandarin|"
    r"hanzi|characters|pinyin|translation|meaning|"
    r"english(?:[ ](?:text|meaning|translation(?:[ ]of[ ](?:the|this)[ ](?:text|dialogue|passage|story))?))?|"
    r"original(?:[ ](?:text|sentences?|version))?|"
    r"zh|en|cn|eng|chi|"
    r"中文|汉语|漢語|汉字|漢字|英文|英语|英語|拼音|翻译|翻譯|译文|譯文|原文|简体(?:中文|字)?|簡體(?:中文|字)?|"
    r"繁体(?:中文|字)?|繁體(?:中文|字)?|意思|释义|釋義|[中英译譯原繁简簡汉漢]"
)
_EXAMPLES = r"examples?|ex|sentence|title|subject|主[题題]|例句?|例子|句子|标题|標題|题目|題目"
_SPEAKER = rf"(?:(?-i:[A-Z][\w.'’-]{{0,20}}(?:[ ][A-Z\d][\w.'’-]{{0,20}}){{0,2}})|{_HAN}{{1,8}}[A-Z\d]?)"
_SAYING = rf"{_HAN}{{0,6}}[说說道问問答喊叫是想](?:[我你您他她它][们們]?)?\s?[:：]"
"""A clause that says who says something, rather than a name."""
_ASIDE = r"\s?[(（\[【][^()（）\[\]【】\n]{1,30}[)）\]】]"
"""What stands in brackets behind the name of who speaks: how it is read, how he speaks."""
_COUNT = (
    r"(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,4}|(?-i:[IVX]{1,5})|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_CLAUSE = (
    r"(?:article|art|section|sec|clause|rule|step|item|point|paragraph|para|tip|sentence|principle|no)\.?|"
    r"步[骤驟]|[规規][则則]|要[点點]|[条條][款文]|提示|守[则則]|事[项項]|原[则則]|建[议議]|句子?|段落?"
)
NUMBER = "a number"
SPEAKER = "who speaks"
NOTE = "a note on a sentence"
NOTE_LABEL = "the label of a note"
PRICE = "a price"
_PARTS_OF_SONGS = (
    r"(?:pre-?|post-?|final[ ])?chorus|verse|bridge|intro|outro|hook|refrain|interlude|rap|instrumental|"
    r"(?:副|主)歌|前奏|间奏|間奏|尾奏|合唱|桥段|橋段|导歌|導歌|说唱|說唱"
)


class Dress(LineKind):
    """A kind of dress, which may be a part of a line.

    With `habit` it comes off only where it is a habit of the text. With `whole` it is all that a passage holds. With
    `counted` it may be a quantity, so its numbers must go on. A group `speaker` of the pattern holds who speaks; with
    `returning` the names must come back, as the beginnings of verses do not.
    """

    habit: bool = False
    whole: bool = False
    counted: bool = False
    returning: bool = False


_KINDS = ("habit", "whole", "counted", "returning")


def _row(name: str, pattern: str, fires: str, spares: str, kind: str = "") -> Dress:
    return Dress(name, patterns.pattern(pattern, re.IGNORECASE), fires, spares, *(each in kind for each in _KINDS))


BEFORE = (
    _row(
        "a note on a recording",
        r"\[(?:ti|ar|al|by|au|re|ve|offset|length|tool):[^\]\n]*\]\s*$",
        "[ti:Tea]",
        "[tea: hot]",
        "whole",
    ),
    _row(
        "a note on a recording",
        rf"(?:\[{_CLOCK}\]\s*)?(?:作?词|作?詞|作?曲|填[词詞]|[词詞]曲|[编編]曲|演唱|原唱|制作人?|製作人?|混音|[录錄]音|母[带帶]|[监監]制|出品|"
        r"(?:lyrics|music|composed|written|arranged|produced)[ ]by|lyrics|lyricist|composer)\s?[:：]\s?\S.{0,60}$",
        "作词 : 李四",
        "Music: I like jazz.",
        "whole",
    ),
    _row("a setting", r"#\+[a-z_]{3,20}:.*$", "#+TITLE: Tea", "#1: tea", "whole"),
    _row("a setting", r":[a-z][a-z_-]{1,20}:(?:\s.{0,80})?$", ":ID: 12-ab", ":-) Tea: hot", "whole"),
    _row("a setting", r"\[[a-z]{3,12}=[^\]]{1,80}\]$", '[cols="1,1"]', "[tea = hot] He came.", "whole"),
    _row("a setting", r"\.\.\s[a-z][a-z-]{2,20}::.{0,80}$", ".. list-table:: Tea", "... tea", "whole"),
    _row(
        NOTE,
        r"\*{0,2}(?:usage|notes?|tips?|context|literal(?:ly)?(?:[ ]translation)?|lit\.?|grammar(?:[ ](?:note|point))?|"
        r"breakdown|explanation|key[ ]?(?:words?|vocabulary)|vocabulary|word[ ]by[ ]word|cultur(?:e|al)(?:[ ]note)?|"
        r"when[ ]to[ ]use(?:[ ]it)?)\*{0,2}\s?[:：]\*{0,2}\s*\S.*$",
        "Usage: very polite.",
        "Usage is everything.",
        "whole habit",
    ),
    _row(
        NOTE,
        r"\*{0,2}(?:用法|注[释意]?|註釋?|说明|說明|解[释析]|解釋|[语語]法|(?:重点|重點)?(?:[词詞][汇彙语語]|生[词詞])|"
        r"[关關][键鍵][词詞]|提示|逐字)\*{0,2}\s?[:：]\*{0,2}\s*\S.*$",
        "用法：很客气。",
        "用法很多。",
        "whole habit",
    ),
    _row("a label", rf"(?:{LANGUAGES})\s*\d*\s*[:：]?\s*$", "Pinyin", "Chinese tea", "whole"),
    _row(
        "a part of a song",
        rf"[\[【(（](?:{_PARTS_OF_SONGS})[^\]】)）]{{0,30}}[\]】)）]\s*",
        "[Chorus: Li] La la",
        "[He sang]",
    ),
    _row(
        "a part of a song",
        r"(?:(?:pre-?|final[ ])?chorus|verse|refrain|(?:副|主)歌)\s*(?:\d{1,2}|[一二三四五六])?\s*[:：]?\s*$",
        "Verse 2",
        "Verse is hard",
        "whole",
    ),
    _row(
        "the head of a message",
        rf"\[?{_DAY},?\s{_CLOCK}{_NOON}(?:\]|\s-)\s(?:(?P<speaker>[^:：\n]{{1,40}})[:：]\s*)?",
        "[05/03/2024, 19:00:11] Li: Hello",
        "5/3/2024 was a Sunday",
    ),
    _row(
        "the head of a message",
        rf"\S{{1,30}}(?:[ ]\S{{1,20}})?[ ,]+\[?(?:{_DAY}|today|yesterday|今天|昨天),?(?:[ ]at)?[ ]"
        rf"{_CLOCK}{_NOON}\]?[:：]?\s*$",
        "小雨 2024-03-05 19:00",
        "at 19:00",
        "whole",
    ),
    _row(
        "the head of a message",
        rf"\[{_CLOCK}{_NOON},\s{_DAY}\]\s(?:(?P<speaker>[^:：\n]{{1,40}})[:：]\s*)?",
        "[19:00, 3/5/2024] Li: Hello",
        "[19:00] Hello",
    ),
    _row(
        "the head of a message",
        rf"(?P<speaker>{_SPEAKER})\s?[(（]{_DAY},?\s{_CLOCK}{_NOON}[)）]\s?[:：]\s*",
        "Li Ming (2024-03-05 19:00): Hello",
        "Li Ming (2024): Hello",
    ),
    _row(
        "the head of a message",
        rf"{_SPEAKER}\s{{1,4}}{_CLOCK}{_NOON}\s*$",
        "小雨 19:00",
        "The train leaves at 19:00",
        "habit whole",
    ),
    _row(
        "the head of a message",
        rf"{_CLOCK}{_NOON}\t(?P<speaker>[^\t\n]{{1,40}})\t",
        "19:00\tLi\tHello",
        "19:00\tHello",
    ),
    _row(
        "the head of a message",
        rf"(?:[^@\n]{{1,50}}\s)?@[\w.]{{2,40}}(?:\s?[·•]\s?(?:{_DAY}|{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|"
        r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}\s?(?:[smhdw]|min|分[钟鐘]|小[时時]|天)))\s*$",
        "Li Ming @liming · Mar 5",
        "He wrote to @liming.",
        "whole",
    ),
    _row(
        "a time",
        rf"[\[(【<](?:{_CLOCK})(?:\s*(?:-->|-|–|~)\s*{_CLOCK})?[\])】>]\s*",
        "[00:14.50] He came.",
        "(at 10:30)",
    ),
    _row("a time", rf"{_CLOCK}(?:\s*(?:-->|-|–|~)\s*{_CLOCK})\s+", "0:01 --> 0:04 He came.", "1:1 was the result"),
    _row("a time", rf"{_CLOCK}\s+", "0:01 He came.", "at 0:01", "habit"),
    _row(
        "a time",
        r"(?:\d{1,2}\s?(?:hours?|minutes?|seconds?|小时|分钟|秒钟?|小時|分鐘|秒鐘)[,， ]{0,2}){1,3}$",
        "1 minute, 5 seconds",
        "5 seconds later",
        "habit whole",
    ),
    _row("a label", rf"[\[【(（](?:{LANGUAGES})[\]】)）]\s*[:：]?\s*", "[EN] He came.", "[He] came"),
    _row(
        "a label",
        rf"(?:{_PICTURE}\s*)?\*{{0,2}}(?:{LANGUAGES}|{_EXAMPLES})\s?\d{{0,3}}\*{{0,2}}\s*[:：]\*{{0,2}}\s*",
        "中文： 他来了。",
        "中文很难。",
    ),
    _row(
        "a label",
        rf"\W*(?:(?:key|sample)[ ])?(?:{_EXAMPLES}|phrase|day|card|item|line|question|no\.)\s?#?\d{{1,4}}\W*$",
        "★ Key sentence 3 ★",
        "Day 3 was hot.",
        "whole",
    ),
    _row(
        "a label",
        r"(?:sentence|句子)\s?[#№]\s?\d{1,9}(?:\s[—–-]\s.{1,60})?$",
        "Sentence #5001 — belongs to anna",
        "Sentence #1 was hard.",
        "whole",
    ),
    _row("a label", r"[问問答]\s?[:：]\s*", "问：他来吗？", "他问：你来吗？", "habit"),
    _row(
        NOTE_LABEL,
        r"(?:(?:my[ ])?notes?|usage|context|explanation|breakdown|literal(?:ly)?|lit\.|"
        r"笔记|筆記|注[释意]?|註釋?|说明|說明|解[释析]|解釋)"
        r"\s?[:：]\s*",
        "Note: He came.",
        "Noted: he came.",
        "habit",
    ),
    _row("a label", rf"(?:{LANGUAGES}|pin|py|汉|漢|拼)\t\s*", "EN\tHe came.", "English is hard."),
    _row(
        "the place and day of a report",
        rf"(?-i:[A-Z][A-Z.'’ -]{{2,30}})(?:/[A-Z ]{{3,20}})?,?\s(?:{_MONTH}\s\d{{1,2}},?\s)?"
        r"\((?-i:[A-Z])[\w .]{1,25}\)\s?[—–-]{1,2}\s?",
        "BEIJING, March 5 (Xinhua) -- He came.",
        "Li Ming (a friend) came.",
    ),
    _row(
        "the place and day of a report",
        rf"[【(（]?{_HAN}{{2,6}}[社网報报](?:记者|記者)?(?:{_HAN}{{2,10}})?(?:\d{{1,2}}月)?\d{{1,2}}日[电電讯訊][】)）]?"
        r"(?:[ \u3000]*[(（][记記]者[^()（）]{1,20}[)）])?[ \u3000]*",
        "新华社上海3月5日电 他来了。",
        "他3月5日来了。",
    ),
    _row("a row of signs", r"(?:~{2,}|={3,}|\*{3,}|_{3,}|[★☆✦◆※]{2,})\s+", "~~~ Tea ~~~", "~5 cups"),
    _row(
        NUMBER,
        rf"(?:lesson|unit|dialog(?:ue)?|conversation|topic|text)\s\d{{1,3}}\s?[.:：|–—-]?\s+(?={_HAN}+[\s(（|/–—-]+[A-Za-z]{{2}})(?!第)",
        "Lesson 4 茶馆 The Teahouse",
        "Lesson 4 第四课",
    ),
    _row("a bullet", r"[•●○◦▪▫■□▶►➤➢✓✔✦★☆※‣⁃◆◇]\s*", "• He came.", "-5 degrees"),
    _row("a bullet", r"(?:[\U0001f1e6-\U0001f1ff]{2}\s*)+", "🇬🇧 He came.", "He came from 🇬🇧"),
    _row("a bullet", rf"{_PICTURE}\s*", "🍵 He came.", "He came 🍵", "habit"),
    _row("a bullet", r"(?:[→⇒➔➜➡⟶↳]\ufe0f?|[=-]>)\s*", "→ He came.", "x → y"),
    _row("a bullet", r"(?:\*{1,3}|[+=~–—-]|//|o(?=\s+\S))\s+", "- He came.", "-5 degrees", "habit"),
    _row("a bullet", r"\|\s*(?=[^|\s][^|]*$)", "|He came.", "|He|came.|", "habit"),
    _row("the dash of a speaker", r"(?:——|[—–](?=[^\W\d_]))", "——他来了。", "–5 degrees", "habit"),
    _row("the mark of a quotation", r"(?:[>›]\s?)+(?=[^\s>])", "> He came.", "a > b", "habit"),
    _row(NUMBER, r"[①-⑳⑴-⒇❶-❿➀-➓⓵-⓾㈠-㈩㊀-㊉]\s*", "① He came.", "1 cup"),
    _row(NUMBER, r"(?:[\d*#]\ufe0f?\u20e3|🔟)+\s*", "1️⃣ He came.", "1 cup"),
    _row(
        NUMBER,
        rf"(?:第\s?{_COUNT}\s?[条條款项項句点點步则則]|(?:{_CLAUSE})\s?{_COUNT})"
        rf"(?:\s?(?:[：、．]|[:.)）—–-]+(?!\d))\s*|\s+(?=(?-i:[A-Z\d“‘\"'「《])|{_HAN})|$)",
        "Article 2. He came.",
        "Step 2 is easy.",
        "habit",
    ),
    _row(NUMBER, r"[⁰¹²³⁴-⁹]{1,3}\s*(?=[^\W\d_])", "¹He came.", "m²"),
    _row(
        NUMBER,
        rf"(?:[1-3]\s)?(?-i:[A-Z][a-z]{{1,14}}\.?(?:\sof\s[A-Z][a-z]+)?|{_HAN}{{1,8}})\s?\d{{1,3}}[:：]\d{{1,3}}\s+",
        "Luke 2:1 He came.",
        "Luke came at 2:10.",
        "habit",
    ),
    _row(
        NUMBER,
        r"[\[(（#]?(?:[QA])?\d{1,4}(?:[、．）]|\s?[.)\]:：](?!\d))\s*",
        "12) He came.",
        "3.5 cups",
        "habit",
    ),
    _row(
        NUMBER,
        r"(?:🧵\s?)?[(（\[]?\d{1,3}/(?:\d{1,3}|[nx])?[)）\]]?[:.]?\s+",
        "2/8 He came.",
        "1/2/2024 He came.",
        "habit counted",
    ),
    _row(NUMBER, r"(?:[(（][a-z][)）]|(?-i:[a-z])[.)](?=\s))\s*", "(a) He came.", "a cup", "habit"),
    _row(NUMBER, r"[(（]?(?-i:[ivx]{1,5}|[IVX]{1,5})[.)）]\s*", "iv. He came.", "I came", "habit"),
    _row(NUMBER, r"[(（]?[一二三四五六七八九十]{1,3}[、．.)）]\s*", "三、他来了。", "三个人", "habit"),
    _row(
        NUMBER,
        rf"(?:\d{{1,3}}[:：])?\d{{1,3}}(?:\s+(?!{MONTH_OF_A_DAY}|o['’]clock)|(?=(?-i:[\u4e00-\u9fff])))(?![%°{MEASURES}])",
        "3 He came.",
        "3杯茶",
        "habit counted",
    ),
    _row(SPEAKER, r"<(?P<speaker>[\w.-]{1,20})>\s+", "<anna> Hello", "<3 Hello", "habit"),
    _row(
        SPEAKER,
        rf"(?P<speaker>{_SPEAKER})\s?[\[(（]{_CLOCK}[\])）](?:\s?：\s*|\s?:?\s+)",
        "Li Ming [00:05]: Hello",
        "Hello (00:05)",
        "habit",
    ),
    _row(
        SPEAKER,
        rf"\*{{0,2}}(?!{_SAYING})(?P<speaker>{_HAN}{{1,5}}[A-Z甲乙丙丁\d]?)(?:{_ASIDE}|\s?(?-i:[A-Z])[a-zÀ-ɏ]{{1,15}})?"
        r"\*{0,2}\s?(?:(?<!\d)：|[:：](?!\d))\*{0,2}\s*",
        "小王 (Wang)：你好",
        "他问我：你好吗",
        "habit",
    ),
    _row(
        SPEAKER,
        r"\*{0,2}(?P<speaker>(?-i:[A-Z](?:[\w.'’-]{0,15}(?:\s[A-Z][\w.'’-]{0,15}){0,2})?))"
        rf"(?:{_ASIDE}|\s?{_HAN}{{1,5}})?\*{{0,2}}\s?"
        r"(?:：|[:：]\*{0,2}(?!\d|//))\*{0,2}\s*",
        "Mr. Wang: Hello",
        "He said: no",
        "habit",
    ),
    _row(
        SPEAKER,
        rf"(?P<speaker>{_HAN}{{1,5}}[A-Z甲乙丙丁\d]?)(?:{_ASIDE})?(?:\u3000|[ ]{{2}})\s*(?=\S)",
        "小王\u3000你好",
        "小王 你好",
        "habit returning",
    ),
    _row(
        SPEAKER,
        r"(?P<speaker>(?-i:[A-Z][\w'’-]{0,15}(?:[ ][A-Z][\w'’-]{0,15}){0,2}))"
        rf"(?:{_ASIDE})?(?:\u3000|[ ]{{2}})\s*(?=\S)",
        "Li Ming\u3000Hello",
        "Li Ming came.",
        "habit returning",
    ),
    _row(
        SPEAKER,
        rf"(?P<speaker>(?-i:[A-Z][A-Z'’-]{{1,15}}(?:\.?[ ][A-Z'’-]{{1,15}}){{0,2}}))(?:{_ASIDE})?\.\s+(?=\S)",
        "LI MING. Hello",
        "He came. I left.",
        "habit returning",
    ),
    _row(
        SPEAKER,
        r"(?P<speaker>(?-i:[A-Z甲乙丙丁]))[.．、](?!(?-i:[A-Z])\.)\s*(?=\S)",
        "A. Hello",
        "U.S. dollars",
        "habit returning",
    ),
)
"""What stands before a sentence, in the order in which it is looked for."""

BEHIND = (
    _row(
        "a setting",
        r"\s*<!--\s?SR:[^<>\n]{0,150}-->\s*$",
        "He came. <!--SR:!2026-01-01,3,250-->",
        "He came <!-- late -->",
    ),
    _row(
        "the mark of a note",
        r"\s*(?:\[(?:\^|注|註|note\s)?\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|[①-⑳])\s*$",
        "He came.[1]",
        "He came in 1990",
    ),
    _row("a row of signs", r"\s+(?:~{2,}|={3,}|\*{3,}|_{3,}|[★☆✦◆※]{2,})\s*$", "Tea ~~~", "Tea~~"),
    _row("a time", rf"\s+[\[(]{_CLOCK}[\])]\s*$", "He came. [00:14]", "He came at 10:30"),
    _row("a label", r"(?<=[)）\]】」》])\s*(?:lyrics|歌[词詞])\s*$", "茶歌 (Chá gē) Lyrics", "He wrote the lyrics"),
    _row(
        "where it stands in a book",
        r"\s*[(（\[](?:(?:kindle[ ])?(?:loc(?:ation|\.)?|page|p\.|位置|第)\s?#?\d[\d–-]*\s?[页頁]?)[)）\]]\s*$",
        "He came. (Location 57)",
        "He came (late).",
    ),
    _row(
        NUMBER,
        r"\s+(?:🧵\s?)?[(（\[]?\d{1,3}/(?:\d{1,3}|[nx])?[)）\]]?\s*$",
        "He came. (2/8)",
        "He came on 1/2/2024",
        "habit counted",
    ),
    _row(
        PRICE,
        r"[\s.．…·_—–-]*(?:[\s.．…·_—–-]|(?<=[)）]))(?:(?:[¥￥$€£]|RMB|CNY|NT\$|HK\$)\s?\d{1,5}(?:[.,]\d{1,2})?|"
        r"\d{1,5}(?:[.,]\d{1,2})?\s?(?:元|[块塊]|RMB|CNY|yuan))(?:\s?/\s?\w{1,7})?\s*$",
        "Plum juice …… ¥12",
        "It costs ¥12.",
        "habit",
    ),
)
"""What stands behind one."""
