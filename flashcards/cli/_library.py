"""The commands on a folder of texts."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flashcards.cli._bar import Bar
from flashcards.cli._jobs import lexicon_of, now, taking
from flashcards.cli._options import ConcordanceFormat, GroupedCommand, LibraryFormat, Output, Quiet, Verbose, format_of
from flashcards.cli._showing import may_take, say, show
from flashcards.cli._working import Working, working
from flashcards.settings import OPTIONS, Group
from flashcards.settings.library import LibrarySettings, load_library

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from flashcards.library import Failure

app = typer.Typer(
    name="library",
    help="Many texts as one course.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FOLDER = inspect.Parameter(
    "folder",
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    annotation=Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="The folder that holds the texts; library.toml in it may say more.",
            show_default=False,
        ),
    ],
)
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Stop at the first text that cannot be taken.", rich_help_panel=Group.READING),
]
Word = Annotated[
    str,
    typer.Argument(metavar="WORD", help="A word or phrase, in Chinese, in English or in pinyin.", show_default=False),
]
Shown = Annotated[
    int | None,
    typer.Option(
        "--show",
        metavar="NUMBER",
        min=0,
        help="Sentences shown of each rendering; all are counted.  [default: 5 in a terminal, else all]",
        rich_help_panel=Group.OUTPUT,
        show_default=False,
    ),
]
ShownMost = Annotated[
    int,
    typer.Option(
        "--show",
        metavar="NUMBER",
        min=0,
        help="Words and doubtful pairs shown.",
        rich_help_panel=Group.OUTPUT,
    ),
]
ShownTexts = Annotated[
    int | None,
    typer.Option(
        "--show",
        metavar="NUMBER",
        min=0,
        help="Texts shown of each sort.  [default: 20 in a terminal, else all]",
        rich_help_panel=Group.OUTPUT,
        show_default=False,
    ),
]
Cards = Annotated[
    int,
    typer.Option(
        "--learn",
        metavar="CARDS",
        min=0,
        help="How many new cards you would learn: which of them let you read most texts?",
        rich_help_panel=Group.OUTPUT,
    ),
]
_OF_ONE_TEXT = frozenset(("encoding", "chapter", "from_", "to", "corrections", "read_as", "examples"))
"""Settings that make sense of a single text; `library.toml` gives them to one."""


def takes(*groups: Group, but: Collection[str] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the folder, and the options of these groups that a library has, in the place of its `job`.

    It goes without some of them.
    """
    left_out = _OF_ONE_TEXT.union(but)
    options = [option for option in OPTIONS.values() if option.group in groups and option.field not in left_out]
    return taking(FOLDER, options, load_library)


@takes(*Group)
@working
def build(
    *,
    job: LibrarySettings,
    working: Working,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build one deck of all texts, in which every word is taught once.

    Each text has a sub-deck of its own, with the words that it is the first to have.
    """
    from flashcards import library, output
    from flashcards.library import reports
    from flashcards.output.reports import next_step

    workers = working.workers()
    settings = job.settings
    voice = output.voice(settings, notice=(lambda _: None) if quiet else say)
    lexicon_of(settings, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        studied = library.study(job, bar, workers=workers, strict=strict)
        deck = library.build(studied, read=output.asks_for_words(settings))
        recordings = output.record(deck, voice, bar)
    written = output.write(deck, settings, recordings or {}, now=now())
    for line in () if quiet else reports.built(studied, deck, written, verbose=verbose):
        say(line)
    packages = [path for path, summary in written if summary]
    if packages and not quiet:
        say(next_step(packages))
    _end(studied.failures)


@takes(Group.READING, Group.PINYIN)
@working
def find(
    *,
    word: Word,
    format: Annotated[ConcordanceFormat, format_of(ConcordanceFormat, "How to write the places.")] = (  # noqa: A002 (the option's name)
        ConcordanceFormat.TEXT
    ),
    shown: Shown = None,
    into: Output = None,
    job: LibrarySettings,
    working: Working,
    quiet: Quiet = False,
) -> None:
    """Look a word up in all texts, in both languages.

    Each place is shown with what renders it there, and counted by it.
    """
    from flashcards import output
    from flashcards.library import concordance, concordance_forms, lookup, reports

    word, workers = concordance.checked(word), working.workers()
    may_take(into, job.settings, concordance_forms.SIGNS[format])
    lexicon_of(job.settings, quiet=quiet)
    most = concordance_forms.SHOWN if shown is None and format is ConcordanceFormat.TEXT and into is None else shown
    with Bar(wanted=not quiet) as bar:
        result = lookup.look_up(job, word, bar, workers=workers, most=most)
    spelling, title = output.spelling(job.settings), f"{word} · {job.settings.title}"
    write: dict[ConcordanceFormat, Callable[..., str]] = {
        ConcordanceFormat.TEXT: concordance_forms.text,
        ConcordanceFormat.TSV: concordance_forms.tsv,
        ConcordanceFormat.JSONL: concordance_forms.jsonl,
        ConcordanceFormat.HTML: lambda *given: concordance_forms.html(*given, title=title),
    }
    show(write[format](result.concordance, spelling), into, job.settings, concordance_forms.SIGNS[format])
    for line in () if quiet else reports.looked_up(result):
        say(line)
    _end(result.failures, listed="as `flashcards library report` lists")


@takes(Group.READING, Group.CHOOSING, but=("order",))
@working
def next_(
    *,
    format: Annotated[LibraryFormat, format_of(LibraryFormat, "How to write the texts.")] = LibraryFormat.TABLE,  # noqa: A002 (the option's name)
    cards: Cards = 40,
    shown: ShownTexts = None,
    into: Output = None,
    job: LibrarySettings,
    working: Working,
    quiet: Quiet = False,
) -> None:
    """Say which text to read next, and what cards it takes.

    The next text is that of which you know most when you have learned the words of those before it.
    """
    from flashcards import library
    from flashcards.library import readability, readability_forms, reports

    workers = working.workers()
    may_take(into, job.settings, readability_forms.SIGNS[format])
    lexicon_of(job.settings, quiet=quiet)
    is_screen = format is LibraryFormat.TABLE and into is None
    most = readability_forms.SHOWN if shown is None and is_screen else shown
    with Bar(wanted=not quiet) as bar:
        advice = readability.advise(library.study(job, bar, workers=workers), cards)
    write: dict[LibraryFormat, Callable[[readability.Advice], str]] = {
        LibraryFormat.TABLE: lambda advice: readability_forms.table(advice, most),
        LibraryFormat.JSONL: readability_forms.jsonl,
        LibraryFormat.HTML: lambda advice: readability_forms.html(advice, job.settings.title, most),
    }
    show(write[format](advice), into, job.settings, readability_forms.SIGNS[format])
    if is_screen and not quiet:
        say(readability_forms.LEGEND)
    for line in () if quiet else reports.readable(advice, job.settings):
        say(line)
    _end(advice.failures)


@takes(Group.READING, Group.CHOOSING)
@working
def report(
    *,
    format: Annotated[LibraryFormat, format_of(LibraryFormat, "How to write the figures.")] = LibraryFormat.TABLE,  # noqa: A002 (the option's name)
    shown: ShownMost = 10,
    into: Output = None,
    job: LibrarySettings,
    working: Working,
    quiet: Quiet = False,
) -> None:
    """Show the figures of all texts, doubtful pairs, and what failed.

    Of each text you see how much you know, now and by the time that you come to it; then the words met most.
    """
    from flashcards import library
    from flashcards.library import overview, overview_forms

    workers = working.workers()
    may_take(into, job.settings, overview_forms.SIGNS[format])
    lexicon = lexicon_of(job.settings, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        result = overview.overview(library.study(job, bar, workers=workers), lexicon, shown)
    write: dict[LibraryFormat, Callable[[overview.Overview], str]] = {
        LibraryFormat.TABLE: overview_forms.table,
        LibraryFormat.JSONL: overview_forms.jsonl,
        LibraryFormat.HTML: lambda result: overview_forms.html(result, job.settings.title),
    }
    show(write[format](result), into, job.settings, overview_forms.SIGNS[format])
    if format is LibraryFormat.TABLE and into is None and not quiet:
        say(overview_forms.LEGEND)
    if not quiet:
        say(f"{overview_forms.totals(result)}.")
    _end(result.failures, listed="as listed")


def _end(failures: Sequence[Failure], *, listed: str = "") -> None:
    """Name the texts that failed, and end with 1 where there are any."""
    from flashcards.library import reports

    for line in reports.failures(failures, listed=listed):
        say(line)
    if failures:
        raise typer.Exit(1)


app.command(cls=GroupedCommand)(build)
app.command("next", cls=GroupedCommand)(next_)
app.command(cls=GroupedCommand)(find)
app.command(cls=GroupedCommand)(report)
