"""The places of a word in all texts: each of them once, beside what renders it, and counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import load_settings, pipeline
from flashcards.errors import UsageError
from flashcards.library.concordance import Concordance, Places, checked, counted
from flashcards.library.lookup import look_up
from flashcards.library.word_search import places
from flashcards.settings.library import load_library
from tests import libraries
from tests.samples import annotated

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Quotation

TRAIN = annotated(
    "The train is always late.",
    [
        ("火车", "huo3 che1", "train", "train"),
        ("总是", "zong3 shi4", "always", "always"),
        ("晚点", "wan3 dian3", "late", "late"),
        ("。", "", "", ""),
    ],
)


def read(text: str, tmp_path: Path, lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    """Annotate a text."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    job = load_settings(tmp_path / "a.txt")
    return pipeline.annotate(pipeline.align(pipeline.read(job), job, lexicon), job, lexicon)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the three texts."""
    return libraries.write(tmp_path_factory.mktemp("course"))


def look(folder: Path, word: str, most: int | None = None) -> Concordance:
    """Look a word up in a folder."""
    return look_up(load_library(folder), word, most=most).concordance


def ways(concordance: Concordance) -> list[tuple[str, str, int, int]]:
    """Give the word, the rendering, the places and the texts of each way."""
    return [(way.word, way.rendering, way.count, way.texts) for way in concordance.ways]


@pytest.mark.usefixtures("lexicon")
def test_a_word_is_found_in_all_texts(course: Path) -> None:
    """火车 (train) stands in all three texts, in their order, each place with the English that renders it."""
    concordance = look(course, "火车")
    assert ways(concordance) == [("火车", "train", 4, 3)]
    for place in concordance.ways[0].places:
        ((start, end),), ((first, last),) = place.quotation.spans, place.quotation.rendered
        assert (place.quotation.chinese[start:end], place.quotation.english[first:last]) == ("火车", "train")
    sources = [place.quotation.source for place in concordance.ways[0].places]
    assert sources == sorted(sources)


@pytest.mark.usefixtures("lexicon")
def test_a_character_is_found_within_words(course: Path) -> None:
    """车 alone stands nowhere; each word that holds it has its own count."""
    assert ways(look(course, "车")) == [("火车", "train", 4, 3), ("车站", "station", 2, 2)]


@pytest.mark.usefixtures("lexicon")
def test_english_is_found_in_all_its_forms(course: Path) -> None:
    """One newspaper finds several newspapers, and the Chinese that it renders."""
    concordance = look(course, "newspaper")
    assert ways(concordance) == [("报纸", "newspaper", 3, 2)]
    english = {quotation.english[slice(*quotation.rendered[0])] for quotation in quotations(concordance)}
    assert english == {"newspaper", "newspapers"}


def quotations(concordance: Concordance) -> list[Quotation]:
    """Give the quotations of all places."""
    return [place.quotation for way in concordance.ways for place in way.places]


@pytest.mark.usefixtures("lexicon")
def test_all_are_counted_whatever_is_shown(course: Path) -> None:
    """A limit of sentences changes no count."""
    few = look(course, "火车", most=1)
    assert ways(few) == ways(look(course, "火车"))
    assert [len(way.places) for way in few.ways] == [1]


def test_either_script_finds_either(tmp_path: Path, lexicon: Lexicon) -> None:
    """A word asked for in traditional characters is found in simplified ones, and the other way round."""
    text = "火車總是晚點。\nThe train is always late.\n"
    for word in ("火车", "火車"):
        found_places = places(read(text, tmp_path, lexicon), word, lexicon)
        assert [place.quotation.spans for place in found_places.places] == [((0, 2),)]


def test_a_parted_verb_is_found(tmp_path: Path, lexicon: Lexicon) -> None:
    """吃过亏 is a place of 吃亏 (to lose out), and reaches over all three characters."""
    here = places(read("他以前吃过亏。\nHe has lost out before.\n", tmp_path, lexicon), "吃亏", lexicon)
    assert [(place.word, place.quotation.spans) for place in here.places] == [("吃亏", ((3, 6),))]


def test_characters_of_other_words_are_no_place(tmp_path: Path, lexicon: Lexicon) -> None:
    """国中 (middle school) of 中国|中部 is counted apart; 个人 of 三|个|人 is shown, with a bar where it is cut."""
    china = read("他住在中国中部。\nHe lives in central China.\n", tmp_path, lexicon)
    assert places(china, "国中", lexicon) == Places((), across=1)
    people = read("那里有三个人。\nThere are three people there.\n", tmp_path, lexicon)
    assert [place.word for place in places(people, "个人", lexicon).places] in ([], ["个|人"])


@given(st.text(alphabet="火车总是晚点", min_size=1, max_size=3))
def test_a_place_is_where_the_characters_are(lexicon: Lexicon, word: str) -> None:
    """Every stretch of the text is found once, as a place or as one left out, and stands where it says."""
    here = places([TRAIN], word, lexicon)
    text = TRAIN.pair.chinese_text
    assert len(here.places) + here.across == len(re.findall(f"(?={re.escape(word)})", text))
    for place in here.places:
        ((start, end),) = place.quotation.spans
        assert text[start:end] == word


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("huoche", {"火车"}),
        ("huǒchē", {"火车"}),
        ("huo3 che1", {"火车"}),
        ("Huo Che", {"火车"}),
        ("ㄏㄨㄛˇ ㄔㄜ", {"火车"}),
        ("huōchē", set()),
        ("huo", set()),
        ("zǎoshang qī diǎn", {"早上|七点", "早上|七|点"}),
        ("lüke", set()),
    ],
)
def test_pinyin_finds_what_is_read_so(course: Path, asked: str, words: set[str]) -> None:
    """Whole words that are read so are found, with tones or without; other tones are another word."""
    concordance = look(course, asked)
    assert {way.word for way in concordance.ways} <= words
    assert bool(concordance.ways) == bool(words)
    assert concordance.is_pinyin == bool(words)


def test_pinyin_spells_u_with_dots_in_all_ways(tmp_path: Path, lexicon: Lexicon) -> None:
    """Green, lǜ, is found however its ü is typed; the u of 路 (road) is another."""
    text = read("绿色的路。\nA green road.\n", tmp_path, lexicon)

    def words(pinyin: str) -> list[str]:
        return [place.word for place in places(text, pinyin, lexicon).read]

    assert words("lǜsè") == words("lvse") == words("lu:4se4") == words("lüse") == ["绿色"]
    assert words("lu") == ["路"]


@pytest.mark.usefixtures("lexicon")
def test_english_wins_over_pinyin(tmp_path: Path) -> None:
    """A word that both can be, as `women` (我们, we), is English where the English has it, and else pinyin."""
    libraries.write(tmp_path, {"a.txt": "We saw it.\n我们看见了。\n\nIt was good.\n很好。\n"})
    assert {way.word for way in look(tmp_path, "women").ways} == {"我们"}
    libraries.write(tmp_path, {"b.txt": "Two women came.\n来了两个女人。\n\nThey were good.\n她们很好。\n"})
    assert {way.word for way in look(tmp_path, "women").ways} == {"女人"}


def test_what_is_neither_english_nor_pinyin_is_nowhere(lexicon: Lexicon) -> None:
    """Signs that make up no word of either language have no place."""
    for word in ("_", "1", "é", "ㄅㄅㄅ"):
        assert places([TRAIN], word, lexicon) == Places(())


def test_counting_is_adding(lexicon: Lexicon) -> None:
    """The places of two texts together are those of the one and of the other."""
    here = places([TRAIN], "火车", lexicon)
    once, twice = counted("火车", {"a": here}, lexicon), counted("火车", {"a": here, "b": here}, lexicon)
    assert [(each.count, each.texts) for each in (once, twice)] == [(1, 1), (2, 2)]
    assert [place.quotation.source for place in twice.ways[0].places] == ["a", "b"]


def test_what_is_no_word_is_refused() -> None:
    """Blanks and signs alone are no word; blanks about a word are taken off."""
    assert checked("  火车 ") == "火车"
    for word in ("", " ", "。", "?!"):
        with pytest.raises(UsageError, match="no word in this"):
            checked(word)


@pytest.mark.usefixtures("lexicon")
def test_a_text_that_fails_is_named(tmp_path: Path) -> None:
    """The others are looked through all the same."""
    libraries.write(tmp_path, {"a.txt": libraries.MORNING, "b.txt": "Nobody has translated this text yet.\n"})
    result = look_up(load_library(tmp_path), "火车")
    assert result.concordance.count == 1
    assert [failure.text.name for failure in result.failures] == ["b"]
