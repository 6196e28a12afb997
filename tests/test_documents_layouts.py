"""Exports of learners' tools: tables whatever they are called, records, clippings, captions, both scripts, titles."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from flashcards.documents import read_bitext
from flashcards.documents.formats.text import latex

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = [
    ("老师站在门口。", "lǎoshī zhàn zài ménkǒu.", "The teacher stands at the door."),
    ("我女儿不喜欢绿茶。", "wǒ nǚ'ér bù xǐhuan lǜchá.", "My daughter does not like green tea."),
    ("他还没还书呢。", "tā hái méi huán shū ne.", "He has not returned the book yet."),
    ("昨天下雨了。", "zuótiān xià yǔ le.", "It rained yesterday."),
    ("这本书很便宜。", "zhè běn shū hěn piányi.", "This book is very cheap."),
]
CLEAN = [(z, e) for z, _, e in PAIRS]


def lines(layout: str) -> str:
    """Write all pairs in a layout."""
    return "".join(layout.format(z=z, p=p, e=e, n=n) for n, (z, p, e) in enumerate(PAIRS, 1))


def rows(path: Path, text: str) -> list[tuple[str, str]]:
    """Read a file, and give the rows that are paired already."""
    path.write_text(text, encoding="utf-8")
    bitext = read_bitext((path,))
    return [
        ("".join(bitext.chinese[i].text for i in row.chinese), " ".join(bitext.english[j].text for j in row.english))
        for row in bitext.rows or ()
    ]


def sides(path: Path, text: str) -> list[tuple[str, str]]:
    """Read a file, and give its sentences side by side."""
    path.write_text(text, encoding="utf-8")
    bitext = read_bitext((path,))
    return [(z.text, e.text) for z, e in zip(bitext.chinese, bitext.english, strict=True)]


TABLES = {
    "attributed": "{e}\t{z}\tCC-BY 2.0 (France) Attribution: tatoeba.org #10{n} (anna) & #20{n} (wang)\n",
    "numbered": "{n}\t{z}\t{p}\t{e}\n",
    "tagged": "{z}\t{p}\t{e}\tunit{n}\n",
    "pinyin first": "{p}\t{z}\t{e}\n",
    "markup": "<b>{z}</b>\t{e}&nbsp;<br>\n",
    "cloze": "{{{{c1::{z}}}}}\t{e}[sound:{n}.mp3]\n",
    "a gap": "{{{{{z}}}}}\t{e}\n",
    "colours": '<span class="tone4">{z}</span>\t{e}\n',
    "quoted by Excel": '{z}\t"{e}"\n',
}


@pytest.mark.parametrize("layout", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("head", ["", "#separator:tab\n#html:true\n#tags column:4\n"])
def test_a_table_is_known_by_its_tabs(tmp_path: Path, layout: str, head: str) -> None:
    """Whatever a table is called and whatever else stands in its columns, its pairs come out."""
    assert rows(tmp_path / "a.txt", head + lines(layout)) == CLEAN


@pytest.mark.parametrize(
    ("name", "sign"), [("semicolon", ";"), ("Comma", ","), ("pipe", "|"), ("tab", "\t"), ("~", "~")]
)
def test_the_head_of_an_export_names_the_separator(tmp_path: Path, name: str, sign: str) -> None:
    """Fields that Anki parts with other signs than tabs are known by what the head says."""
    head = f"#separator:{name}\n#html:true\n#guid column:1\n#deck column:2\n"
    text = head + lines('a{n}x;Tea::One;{z};"{e}"\n'.replace(";", sign))
    assert rows(tmp_path / "a.txt", text) == CLEAN


def test_tabs_outdo_commas(tmp_path: Path) -> None:
    """Cells with pinyin that has commas are parted at the tabs that all lines have."""
    text = "茶很热。 (Chá, hěn, rè.)\tThe tea is hot, no rush.\n门开了。 (Mén, kāi, le.)\tThe door opened, as ever.\n"
    expected = [("茶很热。", "The tea is hot, no rush."), ("门开了。", "The door opened, as ever.")]
    assert sides(tmp_path / "a.txt", text) == expected


def test_cards_on_one_line(tmp_path: Path) -> None:
    """A set of cards may have semicolons between its cards and all of them on one line."""
    assert rows(tmp_path / "a.txt", lines("{z}\t{e};")) == CLEAN
    assert sides(tmp_path / "b.txt", lines("{z} - {p} - {e};")) == CLEAN


def test_definitions_of_two_lines(tmp_path: Path) -> None:
    """A definition that gives pinyin and then the meaning keeps the meaning."""
    assert rows(tmp_path / "a.csv", lines('{z},"{p}\n{e}"\n')) == CLEAN
    assert rows(tmp_path / "b.tsv", lines("{z}\t{p} {e}\n")) == CLEAN


@pytest.mark.parametrize(
    "heading", ["Front\tBack", "zh-CN\ten-US", "汉字\tMeaning", "中文\tEnglish", "Hanzi\tGloss", "Satz\tÜbersetzung"]
)
def test_a_heading_row_is_no_pair(tmp_path: Path, heading: str) -> None:
    """A first row is a heading where it names columns, or where a side is not in its language."""
    assert rows(tmp_path / "a.tsv", f"{heading}\n" + lines("{z}\t{e}\n")) == CLEAN


def test_a_first_row_that_is_a_pair_stays(tmp_path: Path) -> None:
    """A table of words loses none."""
    assert rows(tmp_path / "a.tsv", "茶\ttea\n水\twater\n") == [("茶", "tea"), ("水", "water")]


RECORDS = [{"id": n, "zh": z, "py": p, "en": e, "audio": f"{n}.mp3"} for n, (z, p, e) in enumerate(PAIRS)]


@pytest.mark.parametrize(
    "value",
    [
        RECORDS,
        {"lesson": {"title": "5", "sentences": RECORDS}},
        [{"n": 1, "text": {"zh": z, "en": e}} for z, e in CLEAN],
        [[z, e] for z, e in CLEAN],
        [{"Front": z, "Back": f"{p}<br>{e}"} for z, p, e in PAIRS],
        dict(CLEAN),
        {z: {"py": p, "en": e} for z, p, e in PAIRS},
        {"version": "2", "rules": {f"rule_{n}": {"zh-CN": z, "en-US": e} for n, (z, e) in enumerate(CLEAN)}},
    ],
    ids=[
        "records",
        "nested",
        "records within records",
        "lists",
        "fields of Anki",
        "a dictionary",
        "records by their sentence",
        "records by name",
    ],
)
def test_json(tmp_path: Path, value: object) -> None:
    """Records are pairs, however deep they lie and whatever their keys are called."""
    assert rows(tmp_path / "a.json", json.dumps(value, ensure_ascii=False)) == CLEAN
    assert rows(tmp_path / "b.txt", json.dumps(value, ensure_ascii=False, indent=1)) == CLEAN


MESSAGES = [
    {"zh-CN": {f"k{n}": z for n, (z, _) in enumerate(CLEAN)}, "en": {f"k{n}": e for n, (_, e) in enumerate(CLEAN)}},
    {"zh": [z for z, _ in CLEAN], "en": [e for _, e in CLEAN], "levels": [1, 2, 3]},
]


@pytest.mark.parametrize("value", MESSAGES)
def test_a_part_for_each_language(tmp_path: Path, value: object) -> None:
    """Texts that stand under the same keys in the parts of two languages are pairs."""
    assert rows(tmp_path / "a.json", json.dumps(value, ensure_ascii=False)) == CLEAN


MARKED = {
    "a.xml": '<?xml version="1.0"?>\n<lesson>'
    + lines("<s n='{n}'><zh>{z}</zh><py>{p}</py><en>{e}</en></s>\n")
    + "</lesson>",
    "b.xml": "<?xml version='1.0'?><l><zh>{}</zh><en>{}</en></l>".format(
        *("".join(f"<p>{pair[side]}</p>" for pair in CLEAN) for side in (0, 1))
    ),
    "c.xml": "<?xml version='1.0'?><opml><body>" + lines("<outline text='{z}' note='{e}'/>") + "</body></opml>",
    "a.py.txt": "pairs = [\n" + lines('    ("{z}", "{e}"),\n') + "]\n",
    "a.js": "const pairs = [\n" + lines("  {{ zh: '{z}', en: '{e}' }},\n") + "];\n",
    "a.sql": "CREATE TABLE tea (id INT);\n" + lines("INSERT INTO tea VALUES ({n}, '{z}', '{e}');\n"),
    "a.yaml": "title: tea\nlevel: 4\nsentences:\n" + lines('  - zh: "{z}"\n    py: {p}\n    en: {e}\n'),
    "b.yaml": "# tea\n" + lines('"{z}": "{e}"\n'),
    "c.yml": "# tea\n" + lines("- '{z}' : {e}\n"),
    "b.py.txt": "tea = {\n" + lines("    '{z}': \"{e}\",\n") + "}\n",
    "a.ini": "; tea\n" + lines("[s{n}]\nzh = {z}\nen = {e}\n"),
    "a.strings": "/* tea */\n" + lines('"{e}" = "{z}";\n'),
    "a.tex": "\\begin{tabular}{ll}\n\\hline\nChinese & English \\\\ \\hline\n"
    + lines("\\textbf{{{z}}} & {p} & {e} \\\\ % {n}\n"),
}


@pytest.mark.parametrize("name", MARKED)
def test_tables_of_programs(tmp_path: Path, name: str) -> None:
    """XML with records, messages of an app and tables of LaTeX are rows, as any table is."""
    assert rows(tmp_path / name, MARKED[name]) == CLEAN


@pytest.mark.parametrize(("looks", "rest", "example", "becomes"), latex.MARKUP)
def test_markup_of_latex(looks: str, rest: str, example: str, becomes: str) -> None:
    """Each row takes off what it is for."""
    assert re.sub(looks, rest, re.sub(looks, rest, example)) == becomes


def app(kind: str, side: int) -> str:
    """Write the messages of an app in one language, one of them alike in both."""
    messages = {f"k{n}": text for n, text in enumerate([*(pair[side] for pair in CLEAN), "OK"])}
    if kind == "xml":
        strings = "".join(f'<string name="{key}">{text}</string>' for key, text in messages.items())
        return f"<resources>{strings}</resources>"
    if kind == "json":
        return json.dumps({f"menu.{key}": text for key, text in messages.items()}, ensure_ascii=False)
    if kind == "properties":
        return "# tea\n" + "".join(f"menu.{key}={text}\n" for key, text in messages.items())
    return "".join(f'"{key}" = "{text}";\n' for key, text in messages.items())


@pytest.mark.parametrize("kind", ["xml", "json", "strings", "properties"])
def test_messages_of_a_language_each(tmp_path: Path, kind: str) -> None:
    """Two files of messages, one a language, are a text and its translation."""
    paths = [tmp_path / f"{language}.{kind}" for language in ("zh", "en")]
    for side, path in enumerate(paths):
        path.write_text(app(kind, side), encoding="utf-8")
    bitext = read_bitext(paths)
    assert [sentence.text for sentence in bitext.chinese][:5] == [z for z, _ in CLEAN]
    assert [sentence.text for sentence in bitext.english][:5] == [e for _, e in CLEAN]


def chat(*texts: str) -> str:
    """Write a chat as messengers export it, with each text a second time among its entities."""
    return json.dumps(
        {
            "name": "Anna",
            "messages": [
                {"type": "message", "from": "Li", "text": text, "text_entities": [{"type": "plain", "text": text}]}
                for text in texts
            ],
        }
    )


def test_chats_of_messengers(tmp_path: Path) -> None:
    """Messages in turn, or with a line in each language, are a text, and nothing that describes them is one."""
    assert sides(tmp_path / "a.json", chat(*(side for pair in CLEAN for side in pair))) == CLEAN
    assert sides(tmp_path / "b.json", chat(*map("\n".join, CLEAN))) == CLEAN


@pytest.mark.parametrize("layout", ["{z}\n{e}\n", "{z}\n{p}\n{e}\n", "{z} {e}\n"])
def test_languages_below_each_other_in_a_column(tmp_path: Path, layout: str) -> None:
    """A column may hold a sentence, and its translation in the next row."""
    text = lines(layout).replace("\n", "\tnote\n")
    assert sides(tmp_path / "a.tsv", text) == CLEAN


def test_settings_beside_records(tmp_path: Path) -> None:
    """Of subtitles as records, colours and names of styles are none, and are reported."""
    paths = [tmp_path / f"{side}.json" for side in range(2)]
    for side, path in enumerate(paths):
        body = [{"from": n, "content": pair[side]} for n, pair in enumerate(CLEAN)]
        path.write_text(json.dumps({"font_color": "#FFFFFF", "Stroke": "none", "body": body}), encoding="utf-8")
    bitext = read_bitext(paths)
    assert [(z.text, e.text) for z, e in zip(bitext.chinese, bitext.english, strict=True)] == CLEAN
    assert [omission.text for omission in bitext.left_out] == ["#FFFFFF", "none"] * 2


def test_json_lines(tmp_path: Path) -> None:
    """A record may stand in each line."""
    text = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    assert rows(tmp_path / "a.jsonl", text) == CLEAN


def test_clippings(tmp_path: Path) -> None:
    """Of the clippings of a Kindle only the texts are read, in any language of its menus."""
    entry = "Tea House (A. Berg)\n- {m} {n}-{n} | {d} 2024\n\n{t}\n==========\n"
    text = "".join(
        entry.format(m=m, n=n, d=d, t=t)
        for n, (z, _, e) in enumerate(PAIRS, 10)
        for m, d, t in (("您在位置的标注", "添加于", e), ("Your Note on page", "Added on", z))
    )
    assert sides(tmp_path / "My Clippings.txt", text) == CLEAN


def test_lyrics(tmp_path: Path) -> None:
    """Times and notes on the recording are no text."""
    text = "[ti:Tea]\n[ar:Anna]\n" + lines("[00:1{n}.50]{z}\n[00:1{n}.50]{e}\n")
    assert sides(tmp_path / "a.lrc", text) == CLEAN


def test_rolling_captions_are_taken_once(tmp_path: Path) -> None:
    """Captions that show each line below and then above the next give it once; paired by their times."""
    for side in (0, 1):
        last, cues = "", ["WEBVTT\n"]
        for n, pair in enumerate(CLEAN):
            cues.append(f"00:0{n}:00.000 --> 00:0{n}:05.900\n{last or ' '}\n{pair[side]}\n")
            cues.append(f"00:0{n}:05.900 --> 00:0{n}:05.910\n{pair[side]}\n \n")
            last = pair[side]
        (tmp_path / f"{side}.vtt").write_text("\n".join(cues), encoding="utf-8")
    bitext = read_bitext((tmp_path / "0.vtt", tmp_path / "1.vtt"))
    assert [(z.text, e.text) for z, e in zip(bitext.chinese, bitext.english, strict=True)] == CLEAN


@pytest.mark.parametrize("layout", ["{z}\n{t}\n{e}\n\n", "{t}\n{z}\n{p}\n{e}\n\n"])
def test_both_scripts(tmp_path: Path, layout: str) -> None:
    """A text in both scripts is read in the one that comes first."""
    traditional = ["老師站在門口。", "我女兒不喜歡綠茶。", "他還沒還書呢。", "昨天下雨了。", "這本書很便宜。"]
    text = "".join(layout.format(z=z, t=t, p=p, e=e) for (z, p, e), t in zip(PAIRS, traditional, strict=True))
    first = traditional if layout.startswith("{t}") else [z for z, _ in CLEAN]
    assert sides(tmp_path / "a.txt", text) == list(zip(first, [e for _, e in CLEAN], strict=True))


def test_a_title_in_both_languages_is_a_pair_of_its_own(tmp_path: Path) -> None:
    """Two lines of a title above two blocks belong to each other."""
    text = "绿茶\nThe Green Tea\n\n" + lines("{z}\n") + "\n" + lines("{e}\n")
    assert sides(tmp_path / "a.txt", text) == [("绿茶", "The Green Tea"), *CLEAN]


def test_labelled_lines_of_markdown(tmp_path: Path) -> None:
    """Lines of a paragraph that are in different languages stay lines, and a heading in one language is no partner."""
    text = "# A story\n\n" + lines("**{n}.**\n**中文：** {z}\n**Pinyin:** {p}\n**English:** {e}\n\n")
    assert sides(tmp_path / "a.md", text) == CLEAN
