"""The command that opens a text in the browser, where its pairs, words and cards are put right."""

from __future__ import annotations

import contextlib
import shlex
import sys
import threading
import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flashcards.cli._bar import Bar
from flashcards.cli._jobs import lexicon_of, read, takes
from flashcards.cli._options import Quiet
from flashcards.cli._showing import say
from flashcards.common.progress import together
from flashcards.errors import InputError
from flashcards.settings import Group, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.progress import Progress
    from flashcards.review import Session

NoOpen = Annotated[bool, typer.Option("--no-open", help="Only print the address; open no browser.")]
InAnki = Annotated[
    Path | None,
    typer.Option(
        "--collection",
        metavar="FILE",
        help="Your Anki collection or its folder, which is only read: show what you edited there, to keep it here.",
        show_default=False,
    ),
]


@takes(*Group)
def review(*, job: Settings, no_open: NoOpen = False, collection: InAnki = None, quiet: Quiet = False) -> None:
    """Correct pairs, words and cards in the browser, on a page of this machine; what you correct stays so."""
    from flashcards.review import open_session, serve

    def read_(page: Progress) -> Session:
        is_new = job.corrections is not None and not job.corrections.exists()  # the first change makes the file
        with Bar(wanted=not quiet) as bar:
            progress = together(bar, page)
            bitext = read(replace(job, corrections=None) if is_new else job, quiet=quiet)
            lexicon = lexicon_of(job, quiet=quiet, progress=progress)
            session = open_session(job, bitext, lexicon, progress, collection)
        session.command = build_command(sys.argv[1:])
        edited = len(session.edited)
        if edited and not quiet:
            say(f"{edited} note{'' if edited == 1 else 's'} edited in Anki: see In Anki on the page, to keep it here.")
        return session

    def show(address: str) -> None:
        typer.echo(address)
        if not quiet:
            say("Open this address in a browser of this machine; end with Done there, or with Ctrl-C here.")
        if not no_open:
            # A browser in the terminal returns when it is left, and until then wants to be answered.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    session = serve(job.title, read_, show)
    if session is not None:
        _end(session, quiet=quiet)


def build_command(arguments: Sequence[str]) -> str:
    """Give the command that builds what a command with these arguments reviews; the options of the page alone go."""
    kept, rest = ["flashcards", "build"], iter(arguments[1:])
    for argument in rest:
        if argument == "--collection":
            next(rest, None)
        elif argument != "--no-open" and not argument.startswith("--collection="):
            kept.append(argument)
    return shlex.join(kept)


def _end(session: Session, *, quiet: bool) -> None:
    """Wait until what was changed has settled, and say what was saved, and what is in the way of a build.

    Raises:
        InputError: a build cannot be made of what is saved.

    """
    if session.is_changed and not quiet:
        say("What is saved stays saved; now all of the text is made with it. Ctrl-C once more leaves at once.")
    with contextlib.suppress(KeyboardInterrupt):
        session.end()
    if not quiet:
        count = len(session.corrections)
        say(f"{session.path}: {count} correction{'' if count == 1 else 's'}. Next: {session.command}")
    if session.trouble and not session.is_settled:
        raise InputError(session.trouble)
    if session.trouble:
        say(session.trouble)
