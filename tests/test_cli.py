"""The command line: data on standard output, one sentence on standard error for a fault, exit codes 0, 1, 2."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from flashcards import cli
from flashcards.cli import _jobs
from flashcards.cli._showing import harmless, say
from flashcards.errors import InputError
from tests.commands import Run, flashcards, in_a_process

TEXT = """The harbor at dawn

The old fisherman mends his net beside the lighthouse. He has done so every morning for forty years.

The harbor is quiet, and the gulls are still asleep.

黎明的港口

老渔夫在灯塔旁边修补渔网。四十年来，他每天早上都这样做。

港口很安静，海鸥还在睡觉。
"""  # The Chinese says the same, sentence for sentence.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "harbor.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_build_writes_a_package_named_after_the_text(folder: Path) -> None:
    """`flashcards build harbor.txt` writes harbor.apkg here and says what is in it; standard output stays empty."""
    run = in_a_process("build", "harbor.txt", cwd=folder)
    assert (run.code, run.out) == (0, "")
    assert "harbor.apkg" in run.err
    assert zipfile.is_zipfile(folder / "harbor.apkg")


def test_quiet_says_nothing(folder: Path) -> None:
    """`--quiet` keeps standard error empty."""
    assert flashcards("build", "harbor.txt", "-q", cwd=folder) == Run(0, "", "")


def test_align_writes_a_pair_a_line(folder: Path) -> None:
    """`align` puts `chinese, english, confidence` on standard output, in the order of the text."""
    run = flashcards("align", "harbor.txt", cwd=folder)
    rows = [line.split("\t") for line in run.out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["黎明的港口", "The harbor at dawn"],
        ["老渔夫在灯塔旁边修补渔网。", "The old fisherman mends his net beside the lighthouse."],
        ["四十年来，他每天早上都这样做。", "He has done so every morning for forty years."],
        ["港口很安静，海鸥还在睡觉。", "The harbor is quiet, and the gulls are still asleep."],
    ]
    assert all(0 <= float(row[2]) <= 1 for row in rows)


def test_standard_input_is_read(folder: Path) -> None:
    """`-` reads the text from standard input."""
    run = in_a_process("align", "-", "--format", "ids", cwd=folder, stdin=TEXT)
    assert run.out.splitlines() == ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]"]


def test_two_files_may_come_in_either_order(folder: Path) -> None:
    """The tool sees which file is which, so the order of two files does not matter."""
    english, chinese = TEXT.split("\n\n黎明")
    (folder / "a.txt").write_text(english, encoding="utf-8")
    (folder / "b.txt").write_text("黎明" + chinese, encoding="utf-8")  # dawn
    forwards, backwards = (
        flashcards("align", *names, cwd=folder) for names in (("a.txt", "b.txt"), ("b.txt", "a.txt"))
    )
    assert forwards.out == backwards.out != ""


def test_annotate_writes_words_with_offsets(folder: Path) -> None:
    """`annotate --format jsonl` gives an object a pair whose words join to the Chinese text."""
    run = flashcards("annotate", "harbor.txt", "--format", "jsonl", cwd=folder)
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert len(rows) == 4
    for row in rows:
        assert "".join(word["text"] for word in row["words"]) == row["chinese"]
        assert all(row["chinese"][w["start"] : w["end"]] == w["text"] for w in row["words"])
    lighthouse = next(w for w in rows[1]["words"] if w["text"] == "灯塔")
    assert lighthouse["pinyin"] == ["dēng", "tǎ"]
    assert [rows[1]["english"][a:b] for a, b in lighthouse["english"]] == ["lighthouse"]


def test_annotations_fit_the_terminal(folder: Path) -> None:
    """Words are laid out within the columns that the terminal has; translations are left to the terminal to wrap."""
    run = flashcards("annotate", "harbor.txt", cwd=folder, COLUMNS="40")
    lines = [line for line in run.out.splitlines() if not line.startswith("  ")]
    assert 30 < max(map(len, lines)) <= 40


def test_chinese_alone_can_be_annotated(folder: Path) -> None:
    """A Chinese text without a translation gives the same words, with no English."""
    (folder / "zh.txt").write_text("港口很安静。\n", encoding="utf-8")  # The harbor is quiet.
    run = flashcards("annotate", "zh.txt", "--format", "jsonl", cwd=folder)
    row = json.loads(run.out)
    assert (row["chinese"], row["english"]) == ("港口很安静。", None)
    assert [w["text"] for w in row["words"]] == ["港口", "很", "安静", "。"]


def test_chinese_alone_is_told_and_has_no_pairs(folder: Path) -> None:
    """A deck of a Chinese text alone begins with a notice, as the translation may be forgotten; `align` asks for it."""
    (folder / "zh.txt").write_text("港口很安静。\n", encoding="utf-8")  # The harbor is quiet.
    for command in ("build", "vocabulary", "preview", "annotate"):
        run = flashcards(command, "zh.txt", cwd=folder)
        assert (run.code, run.err.splitlines()[0].partition(",")[0]) == (0, "zh.txt: this text is in Chinese only")
    run = flashcards("align", "zh.txt", cwd=folder)
    assert (run.code, run.out, "add the English text" in run.err) == (1, "", True)
    (folder / "more.txt").write_text("海鸥还在睡觉。\n", encoding="utf-8")  # The gulls are still asleep.
    run = flashcards("build", "zh.txt", "more.txt", cwd=folder)
    assert (run.code, "both are in Chinese" in run.err) == (1, True)


def test_vocabulary_has_the_promised_columns(folder: Path) -> None:
    """`vocabulary --format tsv` starts with the header that other programs rely on."""
    run = flashcards("vocabulary", "harbor.txt", "--format", "tsv", cwd=folder)
    header, *rows = [line.split("\t") for line in run.out.splitlines()]
    assert header == ["term", "pinyin", "meaning", "senses", "level", "frequency", "count", "chinese", "english"]
    by_term = {row[0]: row for row in rows}
    assert by_term["灯塔"][1:3] == ["dēngtǎ", "lighthouse; beacon"]
    assert all(len(row) == len(header) for row in rows)


def test_a_preview_on_a_terminal_is_a_file(folder: Path) -> None:
    """A terminal shows no page, so `preview` without `-o` writes one beside the package and says which."""
    page = folder / "harbor.cards.html"
    run = on_terminal("preview", "harbor.txt", cwd=folder)
    assert (run.returncode, "harbor.cards.html: " in run.stderr) == (0, True)
    assert page.read_text(encoding="utf-8") == flashcards("preview", "harbor.txt", cwd=folder).out
    page.write_text("a letter", encoding="utf-8")
    assert on_terminal("preview", "harbor.txt", cwd=folder).returncode == 1
    assert page.read_text(encoding="utf-8") == "a letter"


def on_terminal(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command with a terminal as its standard output."""
    leader, terminal = pty.openpty()
    try:
        return subprocess.run(
            [sys.executable, "-m", "flashcards", *arguments],
            cwd=cwd,
            stdout=terminal,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(leader)


def test_a_young_collection_is_no_fault(folder: Path) -> None:
    """A package in which no word has come far yet, given as known, leaves nothing out and gives a notice."""
    flashcards("build", "harbor.txt", cwd=folder)
    for command in (("build", "-o", "next.apkg"), ("vocabulary",), ("preview",)):
        run = flashcards(*command, "harbor.txt", "--known", "harbor.apkg", cwd=folder)
        assert run.code == 0
        assert "harbor.apkg: no Chinese word in it has come to 21 days between reviews" in run.err


def test_two_files_that_are_called_by_their_language_are_named_by_their_folder(folder: Path) -> None:
    """en.txt and zh.txt make no deck called "en"."""
    english, chinese = TEXT.split("\n\n黎明")  # dawn
    (folder / "port").mkdir()
    (folder / "port" / "en.txt").write_text(english, encoding="utf-8")
    (folder / "port" / "zh.txt").write_text("黎明" + chinese, encoding="utf-8")
    assert flashcards("build", "en.txt", "zh.txt", "-q", cwd=folder / "port").code == 0
    assert (folder / "port" / "port.apkg").exists()


@pytest.mark.parametrize("format", ["tsv", "ids", "jsonl", "tmx", "html"])
def test_output_file_holds_what_standard_output_would(folder: Path, format: str) -> None:  # noqa: A002 (the option's name)
    """`-o FILE` writes the same bytes as standard output, whatever the format."""
    shown = flashcards("align", "harbor.txt", "--format", format, cwd=folder).out
    flashcards("align", "harbor.txt", "--format", format, "-o", "pairs", cwd=folder)
    assert (folder / "pairs").read_text(encoding="utf-8") == shown != ""


def broken(folder: Path) -> dict[str, tuple[str, ...]]:
    """Make one input for each fault, and say what the sentence about it must hold."""
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "blank.txt").write_text(" \n\n\t\n", encoding="utf-8")
    (folder / "english.txt").write_text("Only English here.\nAnd here.\n", encoding="utf-8")
    (folder / "latin.txt").write_bytes("Ein Fähnchen\n".encode("latin-1"))
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "nothing").mkdir()
    return {
        "missing.txt": ("missing.txt",),
        "nothing": ("nothing", "no file with a text"),
        "empty.txt": ("empty.txt", "empty"),
        "blank.txt": ("blank.txt", "empty"),
        "english.txt": ("english.txt", "Chinese"),
        "latin.txt": ("latin.txt", "Chinese"),
        "picture.txt": ("picture.txt",),
    }


@pytest.mark.parametrize(
    "name",
    ["missing.txt", "nothing", "empty.txt", "blank.txt", "english.txt", "latin.txt", "picture.txt"],
)
def test_bad_input_is_named_in_one_sentence(tmp_path: Path, name: str) -> None:
    """A text at fault gives exit code 1 and one line that names it, nothing else, and writes nothing."""
    says = broken(tmp_path)[name]
    before = sorted(tmp_path.iterdir())
    run = flashcards("build", name, "-q", cwd=tmp_path)
    assert (run.code, run.out) == (1, "")
    assert run.err.count("\n") == 1
    for part in says:
        assert part in run.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("command", ["build", "align", "annotate", "vocabulary"])
def test_a_wrong_name_is_told_at_once(tmp_path: Path, command: str) -> None:
    """Nobody waits for the dictionary to be prepared only to learn that there is no such file."""
    run = in_a_process(command, "none.txt", cwd=tmp_path, FLASHCARDS_CACHE_DIR=str(tmp_path / "cache"))
    assert (run.code, run.err.count("\n"), "none.txt" in run.err) == (1, 1, True)
    assert not (tmp_path / "cache").exists()


def test_no_pair_sure_enough_is_said(folder: Path) -> None:
    """A least confidence that no pair reaches gives a sentence that names both ways out."""
    run = flashcards("build", "harbor.txt", "--min-confidence", "1", cwd=folder)
    assert run.code == 1
    assert "--min-confidence" in run.err
    assert ".tsv" in run.err
    assert not (folder / "harbor.apkg").exists()


def test_a_foreign_file_is_never_replaced(folder: Path) -> None:
    """An output that exists and is no package of ours stays as it is."""
    (folder / "harbor.apkg").write_text("a letter", encoding="utf-8")
    run = flashcards("build", "harbor.txt", cwd=folder)
    assert run.code == 1
    assert "harbor.apkg" in run.err
    assert (folder / "harbor.apkg").read_text(encoding="utf-8") == "a letter"


def test_an_output_in_no_folder_is_named(folder: Path) -> None:
    """An output that cannot be written gives a sentence that names it."""
    run = flashcards("build", "harbor.txt", "-o", "nowhere/deck.apkg", cwd=folder)
    assert run.code == 1
    assert "nowhere" in run.err


def test_one_bad_output_spoils_none(folder: Path) -> None:
    """Where one of two outputs cannot be written, the other one, a deck in use perhaps, stays as it was."""
    flashcards("build", "harbor.txt", cwd=folder)
    before = (folder / "harbor.apkg").read_bytes()
    (folder / "harbor.txt").write_text(TEXT.replace("gulls", "birds"), encoding="utf-8")
    run = flashcards("build", "harbor.txt", "-o", "harbor.apkg", "-o", "nowhere/cards.tsv", cwd=folder)
    assert run.code == 1
    assert (folder / "harbor.apkg").read_bytes() == before


def test_a_text_is_never_written_over(folder: Path) -> None:
    """`-o` with the name of the text itself is refused, and the text stays."""
    for command in ("align", "annotate", "vocabulary"):
        run = flashcards(command, "harbor.txt", "-o", "./harbor.txt", cwd=folder)
        assert (run.code, "the text itself" in run.err) == (1, True)
        assert (folder / "harbor.txt").read_text(encoding="utf-8") == TEXT


def test_a_deck_without_cards_is_not_written(folder: Path) -> None:
    """Where no word is left for a card, the program says so instead of writing an empty deck."""
    run = flashcards("build", "harbor.txt", "--mode", "vocabulary", "--min-count", "9", cwd=folder)
    assert (run.code, "--min-count" in run.err) == (1, True)
    assert not (folder / "harbor.apkg").exists()


def test_chinese_is_utf8_in_every_environment(folder: Path) -> None:
    """Standard output is UTF-8 whatever the locale says, and names of files come back as they were given."""
    right = flashcards("annotate", "harbor.txt", cwd=folder).out
    for name in ("ascii", "gbk"):
        assert in_a_process("annotate", "harbor.txt", cwd=folder, PYTHONIOENCODING=name).out == right
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert in_a_process("annotate", "harbor.txt", cwd=folder, **plain).out == right
    assert "港口.txt" in in_a_process("annotate", "港口.txt", cwd=folder, **plain).err  # harbor


def test_a_time_that_is_none_is_named(folder: Path) -> None:
    """SOURCE_DATE_EPOCH must be a number; empty, it counts for nothing."""
    run = flashcards("build", "harbor.txt", cwd=folder, SOURCE_DATE_EPOCH="today")
    assert (run.code, run.err.count("\n"), "SOURCE_DATE_EPOCH" in run.err) == (1, 1, True)
    assert flashcards("build", "harbor.txt", "-q", cwd=folder, SOURCE_DATE_EPOCH="") == Run(0, "", "")


def test_a_fault_is_one_line_whatever_it_names(folder: Path) -> None:
    """A file name may hold a line end; the sentence about it stays one line."""
    assert flashcards("build", "no\nfile.txt", cwd=folder).err.count("\n") == 1


def test_vocabulary_of_a_recipe_for_sentences_is_listed(folder: Path) -> None:
    """`vocabulary` lists words whatever notes the recipe asks for."""
    (folder / "deck.toml").write_text('sources = ["harbor.txt"]\nmode = "sentence"', encoding="utf-8")
    assert "灯塔" in flashcards("vocabulary", ".", cwd=folder).out  # lighthouse


def test_wrong_usage_has_its_own_exit_code(folder: Path) -> None:
    """An option that does not exist, or has a value that it cannot have, gives 2; a recipe that is wrong, 1."""
    assert flashcards("build", "harbor.txt", "--level", "hsk9", cwd=folder).code == 2
    assert flashcards("build", "harbor.txt", "-o", "harbor.pdf", cwd=folder).code == 2
    (folder / "deck.toml").write_text('sources = ["harbor.txt"]\nlevel = "hsk9"', encoding="utf-8")
    assert flashcards("build", ".", cwd=folder).code == 1
    assert flashcards("build", "harbor.txt", "--colour", cwd=folder).code == 2
    assert flashcards("build", "harbor.txt", "--min-confidence", "7", cwd=folder).code == 2
    assert flashcards("align", cwd=folder).code == 2


def test_a_forgotten_command_is_told(folder: Path) -> None:
    """Whoever names texts alone is told what to write; another word is no text."""
    run = flashcards("harbor.txt", "a b.txt", "--level", "hsk2", cwd=folder)
    assert run.code == 2
    assert run.err.endswith("flashcards build harbor.txt 'a b.txt' --level hsk2\n")
    assert "flashcards build" not in flashcards("harbor", cwd=folder).err


@pytest.mark.parametrize(
    ("command", "option", "value", "says"),
    [
        ("build", "--mode", "words", "sentence, vocabulary, both"),
        ("align", "--format", "pdf", "tsv, ids, jsonl, tmx, html"),
        ("preview", "--limit", "many", "a whole number"),
        ("vocabulary", "--min-count", "0", "1 or more"),
        ("build", "--min-confidence", "1.5", "a number from 0 to 1"),
    ],
)
def test_a_wrong_value_is_told_what_would_be_right(
    tmp_path: Path, command: str, option: str, value: str, says: str
) -> None:
    """A value that an option cannot have is named in one line with the option and what it takes."""
    run = flashcards(command, "none.txt", option, value, cwd=tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert run.err.startswith(f"flashcards: {option} cannot be ")
    assert run.err.endswith(f"{says}.\n")


def test_rebuilding_gives_the_same_bytes(folder: Path) -> None:
    """The same text over its own package gives the same bytes, so that importing it again changes nothing."""
    flashcards("build", "harbor.txt", cwd=folder)
    first = (folder / "harbor.apkg").read_bytes()
    os.utime(folder / "harbor.txt")
    time.sleep(1.1)  # another second: every stamp that is taken from the clock would differ
    run = flashcards("build", "harbor.txt", cwd=folder)
    assert (folder / "harbor.apkg").read_bytes() == first
    assert "unchanged" in run.err


@pytest.mark.usefixtures("lexicon")
def test_a_closed_or_full_stream_is_named(folder: Path) -> None:
    """Standard input that is closed and standard output that is full give a sentence, as files do.

    So does one that takes a part, where `PYTHONUNBUFFERED` says that Python shall write at once: the rest was lost.
    """
    closed, full, torn = (
        subprocess.run(
            ["sh", "-c", f"ulimit -f 1; exec {sys.executable} -B -m flashcards align {redirected}"],
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        for redirected in ("- <&-", "harbor.txt -q --format html >/dev/full", "harbor.txt -q --format html >page.html")
    )
    for run, name in ((closed, "standard input"), (full, "standard output"), (torn, "standard output")):
        assert (run.returncode, run.stderr.count("\n"), name in run.stderr) == (1, 1, True)


def test_a_reader_that_stops_early_hears_no_complaint(folder: Path) -> None:
    """Whoever stops reading gets no message from the program, which ends as those that SIGPIPE ends."""
    command = f"{sys.executable} -m flashcards align harbor.txt --quiet | true; echo ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == (f"{128 + signal.SIGPIPE}\n", "")


@pytest.mark.parametrize("module", ["typer", "flashcards.errors"])
def test_an_interruption_while_loading_is_quiet(folder: Path, module: str) -> None:
    """Ctrl-C before the program has loaded its libraries, or even its own modules, shows no traceback either."""
    code = f"""
import sys
class Interruption:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interruption())
from flashcards.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_an_interruption_leaves_nothing(folder: Path) -> None:
    """Ctrl-C ends the program without a traceback and leaves no part of a file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flashcards", "align", "-"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    process.stdin.write(
        b"Tea.\n" * 40_000
    )  # more than a pipe holds: it reads standard input now, and waits for the rest
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode != 0
    assert b"Traceback" not in err
    assert [path.name for path in folder.iterdir()] == ["harbor.txt"]


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that outgrows the memory ends in one sentence, not in a traceback."""

    def full() -> None:
        raise MemoryError

    monkeypatch.setattr(cli, "app", full)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_nothing_reaches_a_terminal_as_a_command() -> None:
    """Escape sequences, control characters and signs that turn the writing are written out; all else stays."""
    hostile = "\x1b]0;title\x07 \x9b31m \u202etxt.exe \u2066 \udc9b \r\x08"
    assert harmless(hostile) == r"\x1b]0;title\x07 \x9b31m \u202etxt.exe \u2066 \udc9b \x0d\x08"
    assert harmless("茶\ttea — é 😀\n") == "茶\ttea — é 😀\n"
    assert harmless("茶".encode().decode("ascii", "surrogateescape")) == "茶"


def test_a_message_has_no_line_without_end(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a value with a hundred thousand letters a message shows the beginning and the end; its other lines stay."""
    say(f"deck.toml: {'x' * 100_000}: cannot be read.\nNothing was written.")
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("deck.toml: xxx")
    assert first.endswith("xxx: cannot be read.")
    assert (len(first) < 2100, second) == (True, "Nothing was written.")


def test_hostile_names_are_written_out(folder: Path) -> None:
    """Names of files and arguments come to standard error without their escape sequences, errors of usage as well."""
    for arguments in (("build", "\x1b]0;x\x07.txt"), ("build", "harbor.txt", "--\x1b[2J"), ("push", "a", "\x9bm")):
        run = flashcards(*arguments, cwd=folder)
        assert run.code in (1, 2)
        assert not set("\x1b\x07\x9b") & set(run.err)


@pytest.mark.parametrize("seconds", ["0", "99999999999999999999", "-1", "1e9", "²", "253402300800"])
def test_a_time_beyond_measure_is_named(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times that Anki does not take are refused before anything is built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH cannot be"):
        _jobs.now()


def test_no_result_is_lost_without_a_word(folder: Path) -> None:
    """Standard output that is closed is an error; standard input that is the output is refused, and the text stays."""
    closed, same = (
        subprocess.run(
            ["sh", "-c", f"{sys.executable} -m flashcards {redirected}"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        for redirected in ("align harbor.txt -q >&-", "align - -o harbor.txt < harbor.txt")
    )
    assert (closed.returncode, "standard output" in closed.stderr) == (1, True)
    assert (same.returncode, "the text itself" in same.stderr) == (1, True)
    assert (folder / "harbor.txt").read_text(encoding="utf-8") == TEXT


def test_what_nobody_foresaw_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An error of the system that nobody foresaw, as in a folder that was deleted, ends in one line."""

    def gone() -> None:
        raise FileNotFoundError(2, "No such file or directory", ".")

    monkeypatch.setattr(cli, "app", gone)
    with pytest.raises(SystemExit) as end:
        cli.main()
    err = capsys.readouterr().err
    assert (end.value.code, err.count("\n")) == (1, 1)
    assert "No such file or directory" in err
