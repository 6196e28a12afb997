"""What dresses a sentence comes off, and nothing of the sentence with it."""

from __future__ import annotations

import pytest

from flashcards.documents.dress import with_labels_apart, without_dress, without_spoilers, without_stamps
from flashcards.documents.dress_kinds import BEFORE, BEHIND, Dress
from flashcards.documents.formats.text.plain import extract


@pytest.mark.parametrize("row", [*BEFORE, *BEHIND], ids=lambda row: f"{row.name}: {row.fires}")
def test_every_row(row: Dress) -> None:
    """Each row fires on its own example, and spares what only looks like it."""
    find = row.pattern.search if row in BEHIND else row.pattern.match
    assert find(row.fires)
    assert not find(row.spares)


LAYOUTS = {
    "numbers": "1. 茶很热。\n1. The tea is hot.\n2. 门开了。\n2. The door opened.",  # tea hot / door opened
    "verses": "1 茶很热。\n2 门开了。\n\n1 The tea is hot.\n2 The door opened.",
    "bullets": "• 茶很热。\n• The tea is hot.\n• 门开了。\n• The door opened.",
    "labels": "中文：茶很热。\nEnglish: The tea is hot.\n中文：门开了。\nEnglish: The door opened.",
    "speakers": "小王：茶很热。\nWang: The tea is hot.\n小李：门开了。\nLi: The door opened.",
    "letters": "A: 茶很热。\nA: The tea is hot.\nB: 门开了。\nB: The door opened.",
    "boxes": "⬜️ 茶很热。\nThe tea is hot.\n⬛ 门开了。\nThe door opened.",
    "times": "[00:01.50] 茶很热。\n[00:01.50] The tea is hot.\n[00:04.00] 门开了。\n[00:04.00] The door opened.",
    "messages": "[1/2/2024, 9:00:01] 王: 茶很热。\n[1/2/2024, 9:00:09] Wang: The tea is hot.\n"
    "[1/2/2024, 9:01:01] 李: 门开了。\n[1/2/2024, 9:01:09] Li: The door opened.",
    "heads": "王芳 19:00\n茶很热。\nTom 19:01\nThe tea is hot.\n王芳 19:02\n门开了。\nTom 19:03\nThe door opened.",
    "heads with a month": "Li, [5 Mar 2024 at 9:00:11]:\n茶很热。\nTom, [5 Mar 2024 at 9:01:11]:\nThe tea is hot.\n"
    "Li, [Mar 5, 2024 9:02:11 PM]:\n门开了。\nTom — Yesterday at 9:03 PM\nThe door opened.",
    "columns": "19:00\tLi\t茶很热。\n19:01\tTom\tThe tea is hot.\n19:02\tLi\t门开了。\n19:03\tTom\tThe door opened.",
    "times of speakers": "王芳 [00:05]：茶很热。\nWang Fang [00:05]: The tea is hot.\n"
    "李明 [00:09]：门开了。\nLi Ming [00:09]: The door opened.",
    "spoken times": "5 seconds\n茶很热。\n7 seconds\nThe tea is hot.\n1 分钟\n门开了。\n"
    "1 minute, 7 seconds\nThe door opened.",
    "books": "路加福音 2:1 茶很热。\nLuke 2:1 The tea is hot.\n路加福音 2:2 门开了。\nLuke 2:2 The door opened.",
    "reports": "新华社北京3月5日电（记者王芳）茶很热。\nBEIJING, March 5 (Xinhua) -- The tea is hot.\n"
    "门开了。\nThe door opened.",
    "messages, the time first": "[9:00, 1/2/2024] 王: 茶很热。\n[9:01, 1/2/2024] Wang: The tea is hot.\n"
    "[9:02, 1/2/2024] 李: 门开了。\n[9:03, 1/2/2024] Li: The door opened.",
    "messages, the time in brackets": "王 (2024-01-02 9:00): 茶很热。\nWang (2024-01-02 9:01): The tea is hot.\n"
    "李 (2024-01-02 9:02): 门开了。\nLi (2024-01-02 9:03): The door opened.",
    "nicknames": "<li> 茶很热。\n<tom> The tea is hot.\n<li> 门开了。\n<tom> The door opened.",
    "answers": "问：茶很热。\n答：The tea is hot.\n问：门开了。\n答：The door opened.",
    "numbered labels": "★ Key sentence 1 ★\n茶很热。\nThe tea is hot.\nDay 2\n门开了。\nThe door opened.",
    "credits": "作词 : 李四\nMusic by: Li\n茶很热。\nThe tea is hot.\n门开了。\nThe door opened.",
    "labels in columns": "汉\t茶很热。\nEN\tThe tea is hot.\n汉\t门开了。\nEN\tThe door opened.",
    "clauses": "第一条　茶很热。\nArticle 1 The tea is hot.\n第二条　门开了。\nArticle 2 The door opened.",
    "clauses of one language": "茶很热。\nSec. I – The tea is hot.\n门开了。\nSec. II – The door opened.",
    "steps": "步骤1：茶很热。\nStep 1: The tea is hot.\n步骤2：门开了。\nStep 2: The door opened.",
    "arrows": "茶很热。\n→ The tea is hot.\n门开了。\n=> The door opened.",
    "keycaps": "1\ufe0f\u20e3 茶很热。\nThe tea is hot.\n2\ufe0f\u20e3 门开了。\nThe door opened.",
    "pictures before labels": "🀄 汉字：茶很热。\n💬 English: The tea is hot.\n"
    "🀄 汉字：门开了。\n💬 English: The door opened.",
    "speakers as they are read": "小王 (Wang)：茶很热。\nWang (smiling): The tea is hot.\n"
    "小李 (Li)：门开了。\nLi 小李: The door opened.",
    "notes": "茶很热。[1]\nThe tea is hot.[1]\n门开了。[2]\nThe door opened.[2]",
    "songs": "[Chorus]\n茶很热。\nThe tea is hot.\n[Verse 2]\n门开了。\nThe door opened.",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_both_sides_come_out_bare(text: str) -> None:
    """Dress comes off on both sides in the same way, and is reported piece by piece."""
    extraction = without_dress(extract("a.txt", text))
    pieces = sorted(extraction.text[p.start : p.end] for p in extraction.passages)
    assert pieces == ["The door opened.", "The tea is hot.", "茶很热。", "门开了。"]
    assert extraction.left_out


def test_speakers_without_colon_return() -> None:
    """A wide space, capitals or a dot set a name apart where the names come back; lines of a verse do not."""
    pairs = (("小王　茶很热。", "WANG. The tea is hot."), ("小李　门开了。", "DR. LI. The door opened."))
    letters = (("A. 茶很热。", "A. The tea is hot."), ("B. 门开了。", "B. The door opened."))
    for lines, names in ((pairs, ("小王", "WANG", "小李", "DR. LI")), (letters, "AABB")):
        talk = without_dress(extract("a.txt", "\n".join(line for pair in lines * 2 for line in pair)))
        sentences = ("茶很热。", "The tea is hot.", "门开了。", "The door opened.")
        assert {(talk.text[p.start : p.end], p.speaker) for p in talk.passages} == set(
            zip(sentences, names, strict=True)
        )
    verse = extract("a.txt", "门前一树花　屋后两杯茶\n茶凉人未归　花开月又斜")  # a tree before the door
    assert without_dress(verse) == verse


@pytest.mark.parametrize("post", ["{n}/3 {z}\n{e}", "{z}\n{e} ({n}/3)", "{z} {n}/\n{e}", "🧵{n}/n {z}\n{e}"])
def test_numbers_of_posts_go(post: str) -> None:
    """Who posts parts of a story numbers them and stands above them with a name and a day; parts of a whole stay."""
    pairs = [("茶很热。", "The tea is hot."), ("门开了。", "The door opened."), ("他走了。", "He left.")]
    lines = (post.format(n=n, z=z, e=e) for n, (z, e) in enumerate(pairs, 1))
    thread = without_dress(extract("a.txt", "".join(f"Li Ming @li_ming · Mar {5}\n{line}\n\n" for line in lines)))
    assert [thread.text[p.start : p.end] for p in thread.passages] == [side for pair in pairs for side in pair]
    whole = extract("a.txt", "1/2 cup of tea\n半杯茶\n1/4 cup of milk\n奶\nShe drank 3/4\nHe drank 1/4\n")
    assert without_dress(whole) == whole


def test_one_label_stands_before_a_sentence() -> None:
    """What says who says something is the sentence's own, even behind a label."""
    text = "甲：她问我：“茶热吗？”\n乙：门开了。\n甲：茶很热。\n乙：他答：“门开了。”"  # she asks, he answers
    bare = without_dress(extract("a.txt", text))
    assert [bare.text[p.start : p.end] for p in bare.passages] == [line[2:] for line in text.split("\n")]


MENUS = {
    "on one line": "茶 Tea ¥12\n饭 Rice ¥3\n鱼 Fish ¥40",  # tea, rice, fish
    "behind dots": "茶 …… 12元\nTea\n饭 …… 3元\nRice\n鱼 …… 40元\nFish",
    "in English": "茶\nTea - $12.50\n饭\nRice - $3\n鱼\nFish - $40/portion",
}


@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS)
def test_prices_of_a_menu_go(menu: str) -> None:
    """A price behind the dishes is none of their names."""
    extraction = without_dress(extract("a.txt", menu))
    assert [omission.reason for omission in extraction.left_out] == ["a price"] * 3
    pieces = [extraction.text[passage.start : passage.end] for passage in extraction.passages]
    assert "".join(pieces).replace(" ", "").isalpha()


@pytest.mark.parametrize(
    "text", ["茶 12元\nTea 12 yuan\n饭 3元\nRice 3 yuan", "茶十二元。\nTea is ¥12.\n饭三元。\nRice is ¥3."]
)
def test_prices_that_both_languages_say_stay(text: str) -> None:
    """They are part of what is translated."""
    assert not without_dress(extract("a.txt", text)).left_out


def test_times_before_each_word_go() -> None:
    """The times by which a player lights up words leave the line as it is sung, and stand in the report."""
    extraction = without_stamps(extract("a.lrc", "[00:14.00]<00:14.00>茶<00:14.51>很<00:15.00>热\nThe <00:20.10>tea"))
    assert extraction.text == "[00:14.00]茶很热\nThe tea"
    assert [omission.text for omission in extraction.left_out][1:] == ["<00:14.51>", "<00:15.00>", "<00:20.10>"]


def test_what_hides_a_text_goes() -> None:
    """Signs of Discord and Reddit around a translation leave it; bars that part languages stay where they are."""
    hidden = without_spoilers(
        extract("a.txt", "茶很热。\n||The tea is hot.||\n门开了。\n>!The door opened.!<\n茶 || tea")
    )
    assert hidden.text == "茶很热。\nThe tea is hot.\n门开了。\nThe door opened.\n茶 || tea"
    assert [omission.text for omission in hidden.left_out] == ["||", "||", ">!", "!<"]


def test_numbers_that_count_up_are_a_habit_however_few() -> None:
    """Among many other lines, numbers that go on by one are those of the sentences; single ones are not."""
    notes = "It was late.\nThey left.\nNobody came.\nAll were glad.\nWe met again.\n"
    counted = without_dress(extract("a.txt", "".join(f"{n}. The door opened.\n{notes}" for n in (1, 2, 3))))
    assert [omission.text for omission in counted.left_out] == ["1.", "2.", "3."]
    assert not without_dress(extract("a.txt", "".join(f"{n}. The door opened.\n{notes}" for n in (7, 2, 9)))).left_out


def test_labels_on_one_line() -> None:
    """Where the label of a language begins each part of a line, the parts are passages."""
    text = "1. **中文：** 茶很热。 **Pinyin:** Chá hěn rè. **English:** The tea is hot.\n"
    extraction = without_dress(with_labels_apart(extract("a.txt", text)))
    assert [extraction.text[p.start : p.end] for p in extraction.passages][1:] == ["Chá hěn rè.", "The tea is hot."]
    alone = extract("a.txt", "English: he speaks it well.\nHe said: Chinese: hard, English: easy.")
    assert with_labels_apart(alone) == alone


def test_notes_below_sentences() -> None:
    """Notes in one language are left out, and reported; those in both are translations of each other."""
    sentence = "茶很热。\nThe tea is hot.\n"
    noted = without_dress(extract("a.txt", (sentence + "Usage: said of tea.\n") * 3))
    assert {omission.reason for omission in noted.left_out} == {"a note on a sentence"}
    for label in ("注意", "说明"):
        both = without_dress(
            extract("a.txt", (sentence + f"Note: do not drink it.\n{label}：别喝。\n") * 3)
        )  # do not drink
        assert {omission.reason for omission in both.left_out} <= {"the label of a note"}


def test_notes_that_are_the_translation() -> None:
    """Where the other language has nothing else, notes are no notes, and their label comes off."""
    noted = without_dress(extract("a.txt", "茶很热。\nChá hěn rè.\nNote: The tea is hot.\n" * 3))
    assert {noted.text[p.start : p.end] for p in noted.passages} == {"茶很热。", "Chá hěn rè.", "The tea is hot."}
    assert {omission.text for omission in noted.left_out} == {"Note:"}


@pytest.mark.parametrize(
    "text",
    [
        "3 cups of tea stood there.\nThe door opened.\n门开了。\n桌上有三杯茶。",  # three cups on the table
        "He said: no.\nThe door opened.\nIt was late.\nThey left.",
        "Note: tea is hot.\nThe door opened.\nIt was late.\nThey left.\nNobody came.",
    ],
)
def test_what_happens_once_is_the_sentence_s_own(text: str) -> None:
    """A number or a name with a colon is dress only where it is a habit."""
    assert not without_dress(extract("a.txt", text)).left_out


@pytest.mark.parametrize(
    "text",
    [
        "3个人来了。\n3 people came.\n4个人走了。\n4 people left.",  # three came, four left
        "2个鸡蛋\n2 eggs\n3勺糖\n3 spoons of sugar\n1杯牛奶\n1 cup of milk",
        "1月2日很冷。\n2 January was cold.\n1月3日更冷。\n3 January was colder.",
        "会议 19:00\nMeeting 19:00\n晚饭 20:00\nDinner 20:00",
        "他们2:1赢了。\nThey won 2:1.\n比分是3:2。\nThe score was 3:2.",
    ],
    ids=["people", "a recipe", "days", "a schedule", "scores"],
)
def test_numbers_that_both_languages_say_are_the_text_s_own(text: str) -> None:
    """Quantities, days and times are no dress, however regular the text is."""
    assert not without_dress(extract("a.txt", text)).left_out


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        ("speakers", {"茶很热。": "小王", "The tea is hot.": "Wang", "门开了。": "小李", "The door opened.": "Li"}),
        ("letters", {"茶很热。": "A", "The tea is hot.": "A", "门开了。": "B", "The door opened.": "B"}),
        ("messages", {"茶很热。": "王", "The tea is hot.": "Wang", "门开了。": "李", "The door opened.": "Li"}),
        ("labels", dict.fromkeys(("茶很热。", "The tea is hot.", "门开了。", "The door opened."), "")),
    ],
)
def test_who_speaks_is_kept(layout: str, names: dict[str, str]) -> None:
    """The name of who speaks stays beside what is said; a label, a number or a time is no name."""
    extraction = without_dress(extract("a.txt", LAYOUTS[layout]))
    assert {extraction.text[p.start : p.end]: p.speaker for p in extraction.passages} == names


def test_speakers_of_one_language_beside_other_lines() -> None:
    """Who speaks stands before the Chinese alone, and is a habit of it however many other lines there are."""
    lines = [f"{name}: {line}\nMén kāi le.\nThe door opened." for name, line in zip("ABAB", "茶门水书", strict=True)]
    extracted = without_dress(extract("tea.txt", "\n".join([*lines, *["A word of the text"] * 9])))
    assert [omission.text for omission in extracted.left_out] == ["A:", "B:", "A:", "B:"]
