"""Ends of pages go from a text that was copied from them, and the paragraphs that they part are whole again."""

from __future__ import annotations

from flashcards.documents.formats.text.plain import extract

PAIRS = [
    ("我爷爷在这条街上开了四十多年的面馆，每天早上五点就", "My grandfather has run the noodle shop on this"),
    ("起来和面。", "street for forty years."),  # up at five to knead the dough
    ("他第一次来这里是在冬天，那时候街上只有三家店，没有", "He first came here in the cold winter of the year"),
    ("别的人。", "1987."),
    ("后来他把店交给了我的父亲，自己回到乡下种菜去了，很", "Later he handed the shop to my father and went to"),
    ("少进城。", "the country."),  # and rarely came to town
]


def pages(*ends: str) -> list[str]:
    """Give the paragraphs of a text whose lines the ends of pages part, after each eighth."""
    lines = [
        side for at in range(0, len(PAIRS), 2) for sides in zip(*PAIRS[at : at + 2], strict=True) for side in sides
    ] * 2
    marks = iter(ends)
    text = "".join(f"{line}\n" + (next(marks, "") if at % 8 == 0 else "") for at, line in enumerate(lines, 1))
    paged = extract("a.txt", text)
    return [" ".join(paged.text[p.start : p.end].split()) for p in paged.passages]


def test_paragraphs_go_on_over_the_end_of_a_page() -> None:
    """A head that comes back beside numbers that rise goes with these, above or below them."""
    whole = pages()
    assert whole[1] == "My grandfather has run the noodle shop on this street for forty years."
    assert whole[3].endswith("year 1987.")
    assert pages("31\nTea Stories\n", "32\nTea Stories\n") == whole
    assert pages("茶的故事\n- 9 -\n", "茶的故事\n- 10 -\n") == whole


def test_what_is_taken_out_is_told() -> None:
    """Nothing goes in silence."""
    lines = "".join(f"{z}\n{e}\n" for z, e in PAIRS)
    other = "".join(f"{z}\n{e}\n" for z, e in reversed(PAIRS))
    left_out = extract("a.txt", f"Tea Stories\n{lines}31\nTea Stories\n{other}").left_out
    assert [(omission.text, omission.line) for omission in left_out if omission.text != "1987."] == [
        ("Tea Stories", 1),
        ("31", 14),
        ("Tea Stories", 15),
    ]


def test_refrains_and_numbers_of_stanzas_stay() -> None:
    """A line that comes back in short parts, behind a blank line, or without numbers beside it is the text's own."""
    stanza = "茶很热\nThe tea is hot\n喝一杯\nDrink a cup\n"
    for text in (
        "".join(f"{n}\n{stanza}" for n in (1, 2, 3)),
        "".join(f"{stanza * 3}\nTea Stories\n{n}\n\n" for n in (3, 2, 1)),
        f"{stanza * 3}Tea Stories\n" * 3,
        f"Tea Stories\n{stanza * 3}9\n" * 3,
    ):
        taken = extract("a.txt", text).left_out
        assert not taken


def test_a_text_of_nothing_but_ends_stays() -> None:
    """A number and a line that comes twice are a text, where there is nothing else: it ended in a traceback."""
    short = extract("a.txt", "1\nTea\nTea")
    assert [short.text[p.start : p.end].split() for p in short.passages] == [["1"], ["Tea"], ["Tea"]]
