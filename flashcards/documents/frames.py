"""What stands around a text and is none of it: names of the parts of a lesson, and remarks of whoever answers.

The idea: `课文` above a text and `Would you like a quiz?` below it have no partner, so they would be glued to the
sentence beside them. Each kind is a row of data that says how the whole line looks. A list of words may hold the same
words, so nothing comes off a text of short lines; remarks come off its first and last lines alone.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.bilingual_lines import LETTERS_PER_CHARACTER
from flashcards.documents.line_kinds import line_kind
from flashcards.documents.passages import with_sections
from flashcards.documents.worksheets import tasks_among
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flashcards.documents.line_kinds import LineKind
    from flashcards.documents.passages import Extract

_LONGEST = 200
"""Characters of a line that is looked at: a remark is a sentence or two."""
_LEAST_OF_A_SENTENCE, _LEAST_SHARE = 18.0, 0.5
"""English letters, or their worth in Chinese, of a line that is no word; and the share of all letters that stand in
such lines, unless it is a list of words. Set by hand."""
_AT_THE_EDGE = 2
"""Lines at the beginning and at the end of a text among which a remark may stand: a greeting and an announcement."""
_NEAR = 3
"""Lines between one of the head of a letter and another. Set by hand."""
_LETTER = pattern("[A-Za-z]")


_row = partial(line_kind, flags=re.IGNORECASE)
_TRANSLATORS = (
    r"(?:deepl|google|bing|microsoft|chatgpt|gpt|openai|baidu|youdao|yandex|papago|百度|谷歌|必[应應]|微[软軟]|有道|搜狗|[腾騰][讯訊])"
    r"(?:\.com)?"
)
"""Programs that translate."""
_PART, _REMARK, _MAIL = "the name of a part of a lesson", "a remark on the text", "the head or end of a letter"
_GLADLY = r"(?:sure|of\scourse|certainly|absolutely|no\sproblem|great|okay|ok)(?:\sthing)?\W{1,4}"
_MATTER = (
    r"\b(?:text|story|stories|sentences?|dialogues?|conversation|translations?|version|table|list|passage|paragraph|"
    r"article|examples?|pinyin|vocabulary|lyrics|poem|quiz|words?|phrases?|grammar|level|practice|exercises?|"
    r"flash ?cards?|practi[cs]e|anki|audio|questions|explanations?|break ?down|hsk)\b"
)
_CHEER = r"(?:\s*(?:加油|再[见見]|拜拜|[谢謝][谢謝]|辛苦了)[！!~～。]*)?"
"""What an answer in English may add in Chinese."""
_GLADLY_IN_CHINESE = r"(?:好的|当然|當然|没[問问][题題])[^，,！!。]{0,4}[，,！!。]\s?"
_THING = (
    "文章|课文|短文|故事|句子|例句|对话|译文|翻译|对照|版本|表格|列表|"
    "拼音|词汇|生词|词语|词表|练习|测验|语法|讲解|解释|难度"
)
_COUNTED = (
    r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|第[一二三四五六七八九十\d]{1,3}[部节節]分?[:：、\s]\s*|part\s(?:\d|[a-d]|[ivx]{1,4})\s?[:.—–-]\s?|"
    r"[ivx]{1,4}\.\s)?"
)
"""What may count the parts of a lesson."""
_CHINESE_PARTS = (
    r"(?:课文|課文|正文|短文|生[词詞](?:表|[语語])?|(?:重[点點])?[词詞][汇彙](?:表)?|新[词詞]|"
    r"[对對][话話]|[会會][话話]|[阅閱][读讀](?:理解)?|[练練][习習](?:[题題])?|[语語]法(?:[点點])?|"
    r"(?:[参參]考|英文|中文|英[语語]|全文|[课課]文)?(?:翻[译譯]|[译譯]文)|(?:[汉漢][语語])?拼音|[汉漢]字|英文|中文|原文|"
    r"问题|問題|(?:[参參]考|练习)?答案|(?:(?:[阅閱][读讀])?理解|思考|填空|[选選][择擇]|判[断斷]|翻[译譯]|[问問]答)[题題]|"
    r"英[语語]|[汉漢][语語]|注[释釋]|生字(?:表)?|[词詞][语語]|例句|[双雙][语語]例句|更多[双雙][语語]例句|文化(?:[点點]|[常知][识識])?)"
    r"\s?[一二三四五六七八九十\d]{0,3}"
)
_ENGLISH_PARTS = (
    r"(?:(?:the|full|sample|main)\s)?(?:text|pinyin|dialog(?:ue)?|conversation|passage|reading|vocab(?:ulary)?(?:\slist)?|"
    r"(?:new|key)\s(?:words|vocabulary)|word\slist|glossary|exercises?|grammar(?:\s(?:points?|notes?))?|"
    r"(?:full|english|chinese)\s(?:translation|version|text)|"
    r"(?:(?:comprehension|discussion|practice|reading)\s)?questions|(?:reading\s)?comprehension|answers?(?:\skey)?|"
    r"translation(?:\sof\s(?:the\s)?(?:text|dialog(?:ue)?|conversation|passage|story))?)\s?(?:\d{1,2}|[A-D])?"
)
PARTS = (
    _row(
        _PART,
        rf"{_COUNTED}(?:{_CHINESE_PARTS}\s?[/|·(（-]?\s?{_ENGLISH_PARTS}|{_ENGLISH_PARTS}\s?[/|·(（-]?\s?{_CHINESE_PARTS})\s?[)）]?\s?[:：]?",
        "生词 New Words",
        "对话 on the train",
    ),
    _row(
        _PART,
        rf"{_COUNTED}{_CHINESE_PARTS}\s?[:：]?",
        "一、课文",
        "课文很难。",
    ),
    _row(
        _PART,
        r"(?:[点點][击擊])?(?:[显顯]示|查看|[隐隱]藏)(?:英文|中文|[参參]考)?(?:翻[译譯]|[译譯]文|拼音|答案|原文)",
        "点击查看翻译",
        "查看翻译的人",
    ),
    _row(
        _PART,
        rf"{_COUNTED}{_ENGLISH_PARTS}\s?:?",
        "Vocabulary:",
        "Reading is fun",
    ),
    _row(
        _PART,
        r"(?:\W\s?)?(?:show|hide|see|view|reveal|toggle|click\s(?:here\s)?(?:to\s(?:see|show|reveal|view)|for))\s(?:/\s?hide\s)?"
        r"(?:the\s|full\s)?(?:english\s|chinese\s)?(?:translation|pinyin|answers?|english|text)",
        "Show translation",
        "Show the translation to him.",
    ),
    _row(
        _PART,
        r"(?:\W\s?)?(?:(?:sample|model|suggested)\s)?(?:answers?|(?:answer\s)?key|answer\ssheet|key\sto\s(?:the\s)?exercises?|solutions?)(?:\s\d{1,2})?\s?:?"
        r"|(?:[参參]考)?答案(?:[与與和及](?:[译譯]文|解析))?\s?[:：]?",
        "Answer key",
        "Answer the question.",
    ),
    _row(
        _PART,
        r"(?:(?:exercise|task|activity|drill|question)\s?\d{0,2}[A-Da-d]?\s?[.:：)—–-]?\s*)?"
        r"translate\s(?:(?:the\s|these\s)?(?:following\s)?(?:sentences\s|text\s|dialogue\s)?)(?:from\s(?:english|chinese)\s)?"
        r"(?:into|to)\s(?:mandarin\s)?(?:chinese|english|mandarin)\s?[.:]?"
        r"|(?:[练練][习習]|[习習][题題])?\s?[一二三四五六七八九十\d]{0,2}\s?[、.．:：]?\s*(?:把|将|將)?(?:下列|下面的?|以下)?(?:句子|短文|[对對][话話])?"
        r"(?:翻[译譯]|[译譯])成(?:英文|中文|英[语語]|[汉漢][语語])\s?[。:：]?",
        "Exercise 4. Translate into Chinese.",
        "He had to translate it into Chinese.",
    ),
    _row(
        _PART,
        r"[(（]?(?-i:[A-H]|II|III|IV|VI{0,3}|I?X)[.)）、．:：]|[(（]?[一二三四五六七八九十]{1,2}[.)）、．:：]",
        "A.",
        "A. B.",
    ),
    _row(
        "who translated it",
        r"(?:machine[ -])?translat(?:ed|ion|e)\s(?:from\s[a-z]{4,12}\s(?:\([a-z]+\)\s)?)?(?:with|by|from|using|via)\s"
        rf"(?:the\s)?{_TRANSLATORS}.{{0,40}}|{_TRANSLATORS}\stranslate",
        "Translated with DeepL.com (free version)",
        "Translated with care, the book sold well.",
    ),
    _row(
        "who translated it",
        rf"(?:[译譯]文)?(?:由|使用|用|通[过過]|[来來]自)?\s?{_TRANSLATORS}(?:翻[译譯])?\s?(?:(?:翻[译譯]|提供|机器翻译|機器翻譯|翻[译譯]提供)).{{0,20}}",
        "由 DeepL 翻译",
        "谷歌的翻译很好。",
    ),
)
"""Names of the parts of a lesson, and labels of what shows them, wherever they stand."""
MAIL = (
    _row(
        _MAIL,
        r"(?:from|to|cc|bcc|date|sent|reply-to|[发發寄]件[人者]|收件[人者]|抄送|副本|日期|[时時][间間]|[发發]送[时時][间間])\s?[:：].{1,150}|"
        r"(?:re|fwd?|aw|wg|回[复覆復]|答[复覆復]|[转轉][发發寄])\s?[:：].{1,100}",
        "From: Anna <anna@example.com>",
        "From here to there.",
    ),
    _row(
        _MAIL,
        r"[-_\s]{3,}(?:forwarded|original)\smessage[-_\s]*|[-_\s]{3,}(?:[转轉][发發]的|原始)?[邮郵]件[-_\s]*",
        "---------- Forwarded message ---------",
        "A forwarded message came.",
    ),
)
"""Lines of the head of a letter, where others with an address stand near them."""
LETTERS = (
    _row(
        _MAIL,
        r"(?:on|am|le)\s.{6,120}\S+@\S+.{0,20}\b(?:wrote|schrieb|a\sécrit)\s?:|(?:在|于)?\s?\d.{6,100}\S+@\S+.{0,20}[写寫]道\s?[:：]",
        "On Mon, 4 Mar 2024, Anna <anna@example.com> wrote:",
        "On Monday Anna wrote:",
    ),
    _row(
        _MAIL,
        r"(?:tel|phone|mobile|fax|e-?mail|[电電][话話]|[邮郵]箱)\.?\s?[:：]\s?\+?[\d\s()./-]{5,30}|sent\sfrom\smy\s\w{3,12}|[发發]自我的\s?\w{2,12}",
        "Tel: +49 30 1234567",
        "Tel: he called.",
    ),
)
"""Other lines of letters that show what they are by themselves."""
REMARKS = (
    _row(
        "the head of a page",
        r"\d{1,4}(?:\s{2,}|\s*[|·•]\s*)[^\W\d_][^.!?。！？]{2,60}|[^\W\d_][^.!?。！？]{2,60}(?:\s{2,}|\s*[|·•]\s*)\d{1,4}",
        "12  Stories of Tea",
        "12 stories of tea",
    ),
    _row(
        _REMARK,
        rf"(?:{_GLADLY}(?:here(?:['’]s|\sis|\sare)|below\s(?:is|are))\s.*{_MATTER}.*[.:!]"
        rf"|(?:here(?:['’]s|\sis|\sare)|below\s(?:is|are))\s.*{_MATTER}.*:)",
        "Sure! Here is a short text for you:",
        "Here is the story of my life.",
    ),
    _row(
        _REMARK,
        r"(?:sure|of\scourse|certainly|absolutely|no\sproblem)(?:\sthing)?\s?[!.]\W{0,4}",
        "Sure! 😊",
        "Sure of himself.",
    ),
    _row(
        _REMARK,
        r"(?:great|good|nice|excellent|wonderful|perfect|awesome|lovely)\s(?:idea|question|choice|topic|request)\W.*"
        rf"{_MATTER}.*",
        "Great idea! Let's practise ordering tea.",
        "Great idea! Let's go home.",
    ),
    _row(
        _REMARK,
        r"(?:\W\s?)?(?:(?:i\s)?hope\s(?:this|that|it|these|they)\s(?:helps?|(?:is|are|was)\s(?:helpful|useful))\b.*|"
        r"(?:happy|enjoy\s(?:your|the)|(?:good|best\sof)\sluck\swith\syour)\s(?:\w+\s)?(?:learning|study|studying|studies|"
        r"reading|practi[cs]ing|practi[cs]e)\W*)",
        "I hope this helps! 😊",
        "I hope that it rains.",
    ),
    _row(
        _REMARK,
        r"(?:希望[这這](?:些)?|希望)?.{0,8}(?:[对對]你|[对對]您)(?:的\S{2,8})?有(?:所)?[帮幫]助\W*|祝[你您](?:\S{2,4})?[学學][习習](?:愉快|[顺順]利|[进進]步)\W*",
        "希望这些对你的学习有帮助！",
        "他对你有帮助吗？",
    ),
    _row(
        _REMARK,
        r"(?:let\sme\sknow\sif|(?:would|do)\syou\s(?:like|want)\sme\sto|feel\sfree\sto|want\sme\sto|i\scan\salso|"
        r"if\syou(?:['’]d|\swould)?\s(?:like|want|need)(?:,|\sme\sto|\sany|\smore))\b"
        rf".*{_MATTER}.*[.?!]{_CHEER}\W*",
        "Would you like me to add a vocabulary list?",
        "If you want to improve your grammar, read every day.",
    ),
    _row(
        _REMARK,
        r"(?:.{0,120}[.!?…]\s|\W{0,4})(?:comment\sbelow|(?:tell|let)\s(?:me|us)\s(?:know\s)?in\sthe\scomments|"
        r"link\sin\s(?:the\s|my\s)?bio|follow\s@\w[\w.]{1,40}(?:\sfor\s.{1,60})?)\W{0,6}",
        "Which one will you use? Comment below 👇",
        "He made a comment below his breath.",
    ),
    _row(
        "how much a page shows",
        r"(?:showing\s)?\d{1,6}(?:\s?[-–]\s?\d{1,6})?\s(?:of\s\d{1,6}\s)?(?:results?|sentences\sfound|entries)\W?",
        "Showing 8 results",
        "8 results surprised us.",
    ),
    _row(
        _REMARK,
        rf"(?:would|do)\syou\s(?:like|want)\s(?:an?|some|more)\s(?:[a-z-]+\s){{0,3}}?{_MATTER}(?:\s(?:list|too|as\swell))?\?\W*",
        "Would you like some more practice sentences?",
        "Do you want a story about a dragon?",
    ),
    _row(
        _REMARK,
        rf"(?:(?:{_GLADLY_IN_CHINESE})?(?:以下|下面)(?:是|[为為]).*(?:{_THING}).*[:：。！]"
        rf"|{_GLADLY_IN_CHINESE}[这這](?:是|[为為]).*(?:{_THING}).*[:：。！]|[这這](?:是|[为為]).*(?:{_THING}).*[:：])",
        "好的，以下是这篇短文的中英对照：",
        "这是一个真实的故事。",
    ),
    _row(
        _REMARK,
        rf"(?:如果|要是|若)[你您]?.{{0,12}}(?:需要|想|愿意|希望|有).*(?:我|告[诉訴]).*(?:{_THING}).*[。！？~～]?\W*",
        "如果你需要，我还可以帮你整理生词表。",
        "如果你需要，我可以来接你。",
    ),
)
"""Remarks of an answer on the text that it gives, and what a page has above and below, at its beginning or its end."""


def without_parts(extract: Extract) -> Extract:
    """Leave the names of the parts of a lesson out of it; before dress is taken off, whose habit they would hide."""
    return _without(extract, lambda texts, at: _kind(texts[at], PARTS) if 0 < len(texts[at]) <= _LONGEST else "")


def without_frames(extract: Extract) -> Extract:
    """Leave the remarks around a text out of it, and names of parts that dress hid."""
    return _without(extract, _name)


def _without(extract: Extract, name_of: Callable[[Sequence[str], int], str]) -> Extract:
    if extract.settled or not extract.passages:
        return extract
    texts = [
        extract.text[passage.start : passage.end].strip() if passage.row is None else "" for passage in extract.passages
    ]
    tasks = tasks_among(texts)
    names = [name_of(texts, at) or tasks.get(at, "") for at in range(len(texts))]
    if not any(names) or _is_word_list(texts):
        return extract
    left_out = [
        Omission(extract.name, passage.line, text, name)
        for passage, text, name in zip(extract.passages, texts, names, strict=True)
        if name
    ]
    kept = [passage for passage, name in zip(extract.passages, names, strict=True) if not name]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _name(texts: Sequence[str], at: int) -> str:
    """Say what a line is that is none of the text; empty for one that may be."""
    is_edge = at < _AT_THE_EDGE or at >= len(texts) - _AT_THE_EDGE
    kinds = (*PARTS, *LETTERS, *(REMARKS if is_edge else ()))
    if not 0 < len(texts[at]) <= _LONGEST:
        return ""
    name = _kind(texts[at], kinds)
    return name or (_kind(texts[at], MAIL) if _is_in_a_head(texts, at) else "")


def _kind(text: str, kinds: Sequence[LineKind]) -> str:
    return next((kind.name for kind in kinds if kind.pattern.fullmatch(text)), "")


def _is_in_a_head(texts: Sequence[str], at: int) -> bool:
    """Whether a line stands among lines of the head of a letter, one of them with an address: a form has the same."""
    if not _kind(texts[at], MAIL):
        return False
    near = [text for text in texts[max(0, at - _NEAR) : at + _NEAR + 1] if len(text) <= _LONGEST and _kind(text, MAIL)]
    return len(near) > 1 and any("@" in text for text in near)


def _is_word_list(texts: Sequence[str]) -> bool:
    """Whether most of what is written stands in lines that are too short for a sentence."""
    sizes = [_size(text) for text in texts]
    return sum(size for size in sizes if size >= _LEAST_OF_A_SENTENCE) < _LEAST_SHARE * sum(sizes)


def _size(text: str) -> float:
    """Count the English letters of a line, and what its Chinese is worth in them."""
    return LETTERS_PER_CHARACTER * len(HAN_CHARACTER.findall(text)) + len(_LETTER.findall(text))
