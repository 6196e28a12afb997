"""The command line: parse, call, show. The only place that prints, and the only one that knows exit codes."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flashcards import __version__, files, settings
from flashcards.errors import FlashcardsError, InputError, OutputError
from flashcards.settings import CardKind, Mode, SentenceMode, Settings, Tones

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.lexicon import Lexicon

app = typer.Typer(
    name="flashcards",
    help="Turn a text that exists in English and in Chinese into an Anki deck worth learning from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class PairFormat(StrEnum):
    """How `align` writes its pairs."""

    TSV = "tsv"
    IDS = "ids"
    JSONL = "jsonl"
    TMX = "tmx"
    HTML = "html"


class AnnotationFormat(StrEnum):
    """How `annotate` writes its words."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"


class TermFormat(StrEnum):
    """How `vocabulary` writes its terms."""

    TABLE = "table"
    TSV = "tsv"
    JSONL = "jsonl"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="One file with both languages, or two, one for each; a folder with deck.toml; - for standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, instead of standard output.")
]
Sentences = Annotated[
    SentenceMode | None,
    typer.Option(help="Find the sentences in the text (split), or take each line as one (lines).  [default: split]"),
]
Level = Annotated[
    str | None,
    typer.Option(
        metavar="LEVEL",
        help="Leave out what you know: hsk1 to hsk6; hsk3.0-3, hsk3.0-6 or hsk3.0-9; top5000, the most frequent words.",
    ),
]
Known = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE", help="A list of words you know: one a line, or a table with a column of them; may be repeated."
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help="Take at most so many terms, the worthiest.")]
MinCount = Annotated[
    int | None, typer.Option(min=1, metavar="NUMBER", help="Take only terms that stand so often in the text.")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, metavar="NUMBER", help="The least confidence at which a pair is used for cards.  [default: 0.5]"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what was left out, and why.")]


def main() -> None:
    """Run the command line and turn what went wrong into one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The formats are UTF-8 wherever they are read; names of files come back as the bytes they came as.
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    try:
        app()
    except FlashcardsError as error:
        _say("flashcards: " + " ".join(str(error).split()))
        sys.exit(1)


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


@app.command()
def build(
    sources: Sources,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The package to write (.apkg), or its cards as a table (.tsv); may be given again.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="NAME", help="The name of the deck.  [default: that of the output]")
    ] = None,
    mode: Annotated[Mode | None, typer.Option(help="Which notes to make.  [default: both]")] = None,
    cards: Annotated[
        str | None,
        typer.Option(
            metavar="KINDS",
            help=f"What to ask, comma-separated: {', '.join(CardKind)}.  [default: recognition]",
        ),
    ] = None,
    tones: Annotated[Tones | None, typer.Option(help="The colours of the tones.  [default: pleco]")] = None,
    speech: Annotated[
        bool | None, typer.Option("--speech", help="Let the voice of your device read the cards (Linux has none).")
    ] = None,
    sentences: Sentences = None,
    min_confidence: MinConfidence = None,
    level: Level = None,
    known: Known = None,
    limit: Limit = None,
    min_count: MinCount = None,
    tags: Annotated[str | None, typer.Option(metavar="TAGS", help="Tags for every note, comma-separated.")] = None,
    namespace: Annotated[
        str | None, typer.Option(metavar="NAME", help="Set these notes apart from equal notes of other decks.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The package whose notes this one updates.  [default: the output's last version]"
        ),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build an Anki deck: a note for each sentence pair, and a note for each word worth learning."""
    job = settings.load(
        sources,
        output=output or None,
        title=title,
        mode=mode,
        cards=cards,
        tones=tones,
        speech=speech,
        sentences=sentences,
        min_confidence=min_confidence,
        level=level,
        known=known or None,
        limit=limit,
        min_count=min_count,
        tags=tags,
        namespace=namespace,
        previous=previous,
    )
    from flashcards import pipeline, reports

    bitext = pipeline.read(job)  # first: whoever misspelt a name need not wait for the dictionary
    deck = pipeline.build(bitext, job, _lexicon(quiet=quiet))
    written = pipeline.write(deck, job, now=_now())
    if not quiet:
        _say(reports.deck(deck, written, verbose=verbose))


@app.command()
def align(
    sources: Sources,
    format: Annotated[PairFormat, typer.Option(help="How to write the pairs.")] = PairFormat.TSV,  # noqa: A002 (the option's name)
    output: Output = None,
    sentences: Sentences = None,
    quiet: Quiet = False,
) -> None:
    """Pair the sentences of both languages and show the pairs."""
    from flashcards import exports, pages, pipeline

    job = settings.load(sources, sentences=sentences)
    pairs = pipeline.align(pipeline.read(job), _lexicon(quiet=quiet))
    write: dict[PairFormat, Callable[..., str]] = {
        PairFormat.TSV: exports.pairs_tsv,
        PairFormat.IDS: exports.pairs_ids,
        PairFormat.JSONL: exports.pairs_jsonl,
        PairFormat.TMX: exports.pairs_tmx,
        PairFormat.HTML: lambda pairs: pages.pairs(pairs, job.title),
    }
    _show(write[format](pairs), output, job)
    if not quiet:
        from flashcards import reports

        _say(reports.pairs(pairs))


@app.command()
def annotate(
    sources: Sources,
    format: Annotated[AnnotationFormat, typer.Option(help="How to write the words.")] = AnnotationFormat.TEXT,  # noqa: A002 (the option's name)
    output: Output = None,
    sentences: Sentences = None,
    quiet: Quiet = False,
) -> None:
    """Show the text word by word with pinyin and meanings; a Chinese text alone will do."""
    from flashcards import exports, pages, pipeline

    job = settings.load(sources, sentences=sentences)
    bitext = pipeline.read(job, chinese_alone=True)
    lexicon = _lexicon(quiet=quiet)
    pairs = pipeline.align(bitext, lexicon)
    annotated = pipeline.annotate(pairs, lexicon)
    write: dict[AnnotationFormat, Callable[..., str]] = {
        AnnotationFormat.TEXT: lambda annotated: exports.interlinear(annotated, _columns(exports.LINE_WIDTH)),
        AnnotationFormat.JSONL: lambda annotated: exports.annotations_jsonl(annotated, lexicon),
        AnnotationFormat.HTML: lambda annotated: pages.words(annotated, job.title),
    }
    _show(write[format](annotated), output, job)


@app.command()
def vocabulary(
    sources: Sources,
    format: Annotated[TermFormat, typer.Option(help="How to write the terms.")] = TermFormat.TABLE,  # noqa: A002 (the option's name)
    output: Output = None,
    sentences: Sentences = None,
    min_confidence: MinConfidence = None,
    level: Level = None,
    known: Known = None,
    limit: Limit = None,
    min_count: MinCount = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """List the words of the text that are worth a card."""
    from flashcards import exports, pipeline, reports

    job = settings.load(
        sources,
        mode=Mode.VOCABULARY,
        sentences=sentences,
        min_confidence=min_confidence,
        level=level,
        known=known or None,
        limit=limit,
        min_count=min_count,
    )
    bitext = pipeline.read(job)
    choice = pipeline.build(bitext, job, _lexicon(quiet=quiet)).choice
    write: dict[TermFormat, Callable[..., str]] = {
        TermFormat.TABLE: exports.terms_table,
        TermFormat.TSV: exports.terms_tsv,
        TermFormat.JSONL: exports.terms_jsonl,
    }
    _show(write[format](choice.terms), output, job)
    if verbose:
        _say(reports.left_out_terms(choice))


def _lexicon(*, quiet: bool) -> Lexicon:
    from flashcards.lexicon import open_lexicon

    return open_lexicon(notice=None if quiet else _say)


def _now() -> int:
    """Return the time that new notes carry; SOURCE_DATE_EPOCH sets it for reproducible builds."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return int(time.time())
    if not given.isdecimal():
        raise InputError(f"SOURCE_DATE_EPOCH cannot be {given!r}: give the seconds since 1970, or leave it unset.")
    return int(given)


def _show(text: str, output: Path | None, job: Settings) -> None:
    if output is None:
        _print(text)
    else:
        settings.refuse_sources(job.sources, [output])
        files.write_text(output, text)


def _columns(usual: int) -> int:
    """Ask how wide the terminal is; the environment variable COLUMNS wins, and a file is as wide as usual."""
    return shutil.get_terminal_size((usual, 1)).columns


def _print(text: str) -> None:
    try:
        typer.echo(text, nl=False)
    except BrokenPipeError:
        raise  # whoever reads has read enough; typer ends the program
    except OSError as error:
        sys.stdout = None  # else Python would try again when it ends, and fail once more
        raise OutputError(f"standard output: cannot be written ({error.strerror}); make room, or use -o.") from error


def _say(text: str) -> None:
    typer.echo(text, err=True)
