"""A side in a language that merely looks like English or Chinese is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import documents
from flashcards.documents.other_languages import other_language
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "There is a small shop at the corner that sells nothing but paper. The woman who keeps it knows every sheet."
CHINESE = "街角有一家只卖纸的小店。开店的女人认得每一张纸。"  # the same
OTHERS = {  # the same in each
    "Japanese": "角に紙だけを売る小さな店があります。店の女性はどの紙も知っています。",
    "Korean": "모퉁이에 종이만 파는 작은 가게가 있다. 紙.",
    "French": "Il y a au coin de la rue une petite boutique qui ne vend que du papier. La femme la tient.",
    "German": "An der Ecke gibt es einen kleinen Laden, der nichts als Papier verkauft. Die Frau ist nicht da.",
    "Spanish": "En la esquina hay una tienda pequeña que no vende más que papel. La mujer es muy lista.",
    "Italian": "All'angolo c'è un piccolo negozio che non vende altro che carta. La donna non è sola.",
}


@pytest.mark.parametrize("name", OTHERS)
def test_others(name: str) -> None:
    """Each language is told from the one that it may be taken for."""
    language = Language.CHINESE if name in ("Japanese", "Korean") else Language.ENGLISH
    assert other_language([OTHERS[name]], language) == name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, Language.ENGLISH),
        (CHINESE, Language.CHINESE),
        (CHINESE * 3 + "「茶の本」", Language.CHINESE),  # with the title of a Japanese book
        (ENGLISH + " “C'est la vie,” she says, “et je ne regrette rien.”", Language.ENGLISH),
        ("Café", Language.ENGLISH),
    ],
)
def test_our_languages(text: str, language: Language) -> None:
    """A quotation in another language changes nothing."""
    assert not other_language([text], language)


@pytest.mark.parametrize("name", ["Japanese", "French"])
def test_a_file_in_another_language(name: str, tmp_path: Path) -> None:
    """A file in another language is refused by its name, and the language is said."""
    ours = ENGLISH if name == "Japanese" else CHINESE
    (tmp_path / "ours.txt").write_text(ours, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHERS[name], encoding="utf-8")
    with pytest.raises(InputError, match=rf"other.txt: .* is in {name}; give"):
        documents.read_bitext([tmp_path / "ours.txt", tmp_path / "other.txt"])


def test_a_page_with_single_words(tmp_path: Path) -> None:
    """An English page that names Chinese words is no bilingual text, and that is said."""
    path = tmp_path / "page.txt"
    path.write_text(f"{ENGLISH}\n\nThe word for it is 纸店, and paper is 纸.\n", encoding="utf-8")
    with pytest.raises(InputError, match="in English only, with single Chinese words in it, which are no translation"):
        documents.read_bitext([path])


def test_a_mixture_without_order(tmp_path: Path) -> None:
    """Both languages in one endless line are no text in one of them; what to do is said."""
    path = tmp_path / "line.txt"
    path.write_text("茶很好喝，tea is good. " * 5000, encoding="utf-8")  # the tea is good
    with pytest.raises(InputError, match="both languages are here, but in no order that can be told; put each"):
        documents.read_bitext([path])
