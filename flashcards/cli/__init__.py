"""The command line: parse, call, show. The only place that prints, and the only one that knows exit codes."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flashcards import __version__
from flashcards.cli import _library, _push, _review
from flashcards.cli._bar import Bar
from flashcards.cli._jobs import lexicon_of, now, read, takes
from flashcards.cli._options import (
    AnnotationFormat,
    Commands,
    Explain,
    GroupedCommand,
    Output,
    PairFormat,
    Push,
    Quiet,
    TermFormat,
    Verbose,
    format_of,
)
from flashcards.cli._push import put
from flashcards.cli._showing import Messages, columns, may_take, say, show
from flashcards.common.signals import end_in_order
from flashcards.errors import FlashcardsError, UsageError
from flashcards.settings import Group, Mode, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    name="flashcards",
    cls=Commands,
    help="Turn a text that exists in English and in Chinese into an Anki deck worth learning from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line and turn what went wrong into one sentence and an exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stdout.buffer, io.RawIOBase):
        # With PYTHONUNBUFFERED what a nearly full disk takes only a part of is lost, and nobody is told.
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The formats are UTF-8 wherever they are read; names of files come back as the bytes they came as.
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    if sys.stderr is not None:
        sys.stderr = Messages(sys.stderr)
    end_in_order()
    try:
        app()
    except FlashcardsError as error:
        _end(str(error), 2 if isinstance(error, UsageError) else 1)
    except MemoryError:
        _end("the text needs more memory than there is; a sentence of a million characters does. Part it.")
    except OSError as error:  # what no stage expects: a working folder that is gone, a disk that fails
        place = error.filename or "this machine"
        _end(f"{place}: {error.strerror or error}; see that the folder you are in is there, and that no disk is full.")


def _end(problem: str, code: int = 1) -> NoReturn:
    """Say what went wrong in one line, and end."""
    say("flashcards: " + " ".join(problem.split()))
    sys.exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"flashcards {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that every command shares; typer shows the help of the app itself."""


@app.command(cls=GroupedCommand)
@takes(*Group)
def build(*, job: Settings, push: Push = False, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Build an Anki deck: a note for each sentence pair, and a note for each word worth learning."""
    from flashcards import output, pipeline
    from flashcards.output import reports

    packages = [path for path in job.output if path.suffix == ".apkg"]
    if push and not packages:
        raise UsageError("--push: no package is written; name one with --output, such as essay.apkg.")
    bitext = read(job, quiet=quiet)  # first: whoever misspelt a name need not wait for the dictionary
    voice = output.voice(job, notice=(lambda _: None) if quiet else say)
    lexicon = lexicon_of(job, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        deck = pipeline.build(bitext, job, lexicon, bar)
        recordings = output.record(deck, voice, bar)
    written = output.write(deck, job, recordings, now=now())
    if not quiet:
        say(reports.deck(deck, written, job, recordings, verbose=verbose))
        if packages and not push:
            say(reports.next_step(packages))
    for path in packages if push else ():
        put(path, quiet=quiet)


@app.command(cls=GroupedCommand)
@takes(Group.READING)
def align(
    *,
    format: Annotated[PairFormat, format_of(PairFormat, "How to write the pairs.")] = PairFormat.TSV,  # noqa: A002 (the option's name)
    into: Output = None,
    job: Settings,
    quiet: Quiet = False,
) -> None:
    """Pair the sentences of both languages and show the pairs."""
    from flashcards import pipeline
    from flashcards.output import aligned_pairs, earlier_files, pages
    from flashcards.output.aligned_pairs import pairs_tmx

    may_take(into, job, earlier_files.PAIRS[format])
    bitext, lexicon = read(job, quiet=quiet, chinese_alone=False, lists=False), lexicon_of(job, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        pairs = pipeline.align(bitext, job, lexicon, bar)
    write: dict[PairFormat, Callable[..., str]] = {
        PairFormat.TSV: aligned_pairs.pairs_tsv,
        PairFormat.IDS: aligned_pairs.pairs_ids,
        PairFormat.JSONL: aligned_pairs.pairs_jsonl,
        PairFormat.TMX: pairs_tmx,
        PairFormat.HTML: lambda pairs: pages.pairs(pairs, job.title),
    }
    show(write[format](pairs), into, job, earlier_files.PAIRS[format])
    if not quiet:
        from flashcards.output import reports

        for line in (reports.pairs(pairs), *reports.weak_stretches(pairs, job.sources)):
            say(line)


@app.command(cls=GroupedCommand)
@takes(Group.READING, Group.PINYIN, also=("tones", "templates"))
def annotate(
    *,
    format: Annotated[AnnotationFormat, format_of(AnnotationFormat, "How to write the words.")] = AnnotationFormat.TEXT,  # noqa: A002 (the option's name)
    into: Output = None,
    job: Settings,
    quiet: Quiet = False,
) -> None:
    """Show the text word by word with pinyin and meanings."""
    from flashcards import anki, output, pipeline
    from flashcards.output import earlier_files, pages
    from flashcards.output.annotations import annotations_jsonl
    from flashcards.output.interlinear import LINE_WIDTH, interlinear

    may_take(into, job, earlier_files.WORDS[format])
    tones = anki.tone_css(output.look(job))  # first: whoever misspelt a name need not wait for the rest
    bitext, lexicon = read(job, quiet=quiet, lists=False), lexicon_of(job, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        annotated = pipeline.annotate(pipeline.align(bitext, job, lexicon, bar), job, lexicon, bar)
    spelling = output.spelling(job)
    write: dict[AnnotationFormat, Callable[..., str]] = {
        AnnotationFormat.TEXT: lambda annotated: interlinear(annotated, columns(LINE_WIDTH), spelling),
        AnnotationFormat.JSONL: lambda annotated: annotations_jsonl(annotated, lexicon, spelling),
        AnnotationFormat.HTML: lambda annotated: pages.words(annotated, job.title, tones, spelling),
    }
    show(write[format](annotated), into, job, earlier_files.WORDS[format])


@app.command(cls=GroupedCommand)
@takes(Group.READING, Group.CHOOSING, Group.PINYIN, Group.CARDS, also=("title",))
def preview(*, into: Output = None, job: Settings, quiet: Quiet = False) -> None:
    """Show every card, front and back, as a page that looks as Anki will; nothing is written into Anki."""
    from flashcards import output, pipeline
    from flashcards.output import earlier_files, reports

    page = into or (output.preview_path(job) if sys.stdout.isatty() else None)
    may_take(page, job, earlier_files.PREVIEW)
    bitext, lexicon = read(job, quiet=quiet), lexicon_of(job, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        deck = pipeline.build(bitext, job, lexicon, bar)
    show(output.preview(deck, job), page, job, earlier_files.PREVIEW)
    for line in () if quiet else reports.preview(deck, page):
        say(line)


@app.command(cls=GroupedCommand)
@takes(Group.READING, Group.CHOOSING, Group.PINYIN, mode=Mode.VOCABULARY)
def vocabulary(
    *,
    format: Annotated[TermFormat, format_of(TermFormat, "How to write the terms.")] = TermFormat.TABLE,  # noqa: A002 (the option's name)
    into: Output = None,
    job: Settings,
    explain: Explain = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """List the words of the text that are worth a card."""
    from flashcards import output, pipeline
    from flashcards.output import earlier_files, explanations, reports, term_lists

    may_take(into, job, earlier_files.TERMS[format])
    bitext, lexicon = read(job, quiet=quiet), lexicon_of(job, quiet=quiet)
    with Bar(wanted=not quiet) as bar:
        deck = pipeline.build(bitext, job, lexicon, bar)
    choice = deck.choice
    list_: dict[TermFormat, Callable[..., str]] = {
        TermFormat.TABLE: term_lists.terms_table,
        TermFormat.TSV: term_lists.terms_tsv,
        TermFormat.JSONL: term_lists.terms_jsonl,
    }
    spelling = output.spelling(job)
    explain_: dict[TermFormat, Callable[[], str]] = {
        TermFormat.TABLE: lambda: explanations.table(choice, lexicon, spelling),
        TermFormat.TSV: lambda: explanations.tsv(choice, lexicon, spelling),
        TermFormat.JSONL: lambda: explanations.jsonl(choice, lexicon, spelling),
    }
    text = explain_[format]() if explain else list_[format](choice.terms, spelling)
    show(text, into, job, earlier_files.TERMS[format])
    for line in () if quiet else reports.terms(deck, verbose=verbose):
        say(line)


app.command(cls=GroupedCommand)(_review.review)
app.command(cls=GroupedCommand)(_push.push)
app.add_typer(_library.app)
