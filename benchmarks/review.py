"""How long a reader of a long text waits for the review page: until it opens, for a view, a change, and what settles.

    python benchmarks/review.py [--corrections N] [--sentences N | ENGLISH CHINESE]

Without files a book is generated, as in `books.py`. The pages are asked for as a browser asks, and every line says what
the clock and the processor of this process took; what settles may use others. `--corrections` begins with so many
corrections of meanings in the file.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import resource
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import uvicorn

sys.path.insert(0, str(Path(__file__).parent))

from books import book

from flashcards import load_settings, pipeline
from flashcards.corrections import WordCorrection, editing
from flashcards.lexicon import open_lexicon
from flashcards.review import Session, open_session
from flashcards.review.opening import Opening
from flashcards.review.server import application, listen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.records import AnnotatedPair, Word

VIEWS = ("pairs", "words", "cards", "changes")


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print what a step takes."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:50} {clock:8.2f} s  {processor:8.2f} s of the processor  {memory:5} MB", flush=True)


class Reader:
    """Asks the pages of a session as a browser does."""

    def __init__(self, session: Session) -> None:
        opening = Opening(session.settings.title, session)
        listening = listen()
        app, address = application(opening, listening.getsockname()[1], lambda: None)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        self._session, self._parts = session, urlsplit(address)

    def ask(self, method: str, path: str, **form: object) -> None:
        """Ask for a page, or for a change of the text as it is shown."""
        connection = http.client.HTTPConnection(self._parts.netloc)
        body = urlencode({**form, "revision": self._session.shown})
        connection.request(method, self._parts.path + path, body, {"Origin": f"http://{self._parts.netloc}"})
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status != http.client.OK:
            raise SystemExit(f"{path}: {answer.status} {text[:300]}")

    def look(self) -> None:
        """Look at each view, in the text's order and by doubt."""
        for view in VIEWS:
            for order in ("text", "doubtful"):
                with timed(f"view: {view}, {order}"):
                    self.ask("GET", f"?view={view}&order={order}")

    def change(self, name: str, action: str, **form: object) -> None:
        """Change the text on the page of its words, and wait until it has settled."""
        with timed(f"{name}: seen"):
            self.ask("POST", f"act/{action}?view=words&page=1", **form)
        with timed(f"{name}: settled"):
            self._session.wait()


def opened(what: str, open_: Callable[[], Session]) -> Session:
    """Open a text until its pairs are shown, and until there are its words and cards, too."""
    with timed(f"{what}pairs shown"):
        session = open_()
    with timed(f"{what}words and cards shown"):
        session.wait()
    return session


def words_of_two(pairs: Sequence[AnnotatedPair], near: int = 0) -> Iterator[tuple[int, Word]]:
    """Give the first word of two characters of each pair from a place of the text on, and the number of the pair."""
    for at in range(near, len(pairs)):
        yield from islice(((at, word) for word in pairs[at].words if len(word.text) == 2 and word.syllables), 1)


def changes(session: Session, reader: Reader) -> None:
    """Make a change of each sort in the middle of the text."""
    middle = len(session.deck.annotated) // 2
    at, word = next(words_of_two(session.deck.annotated, middle))
    place = {"pair": at, "start": word.start}
    reader.change("a meaning here", "mean", own_meaning="mine", was_english="", **place)
    reader.change("a meaning everywhere", "mean", own_meaning="ours", was_english="", scope="everywhere", **place)
    reader.change("a cut here", "cut", at=1, **place)
    reader.change("a card dropped", "card", word=word.text, choice="drop")
    reader.change("a pair joined with the next", "join", pair=middle)
    reader.change("another, near it", "join", pair=middle + 20)
    reader.change("that undone", "undo")
    reader.change("a pair dropped", "drop", pair=middle + 40)
    at, word = next(words_of_two(session.deck.annotated, middle + 60))
    reader.change("a cut everywhere", "cut", at=1, scope="everywhere", pair=at, start=word.start)


def with_corrections(session: Session, path: Path, count: int) -> None:
    """Write so many meanings into the file of corrections, each of a word at its place."""
    pairs = session.deck.annotated
    every = list(words_of_two(pairs))
    places = every[:: max(1, len(every) // count)][:count]
    new = [WordCorrection(word.text, pairs[at].pair.chinese_text, meaning="mine") for at, word in places]
    editing.change(path, lambda text: editing.replaced(text, (), tuple(new)))


def main() -> None:
    """Open a book for review, look at it, and change it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sentences", type=int, default=20_000)
    parser.add_argument("--corrections", type=int, default=0)
    given = parser.parse_args()
    gc.disable()  # as `flashcards` does
    with tempfile.TemporaryDirectory() as folder:
        files = given.files or book(given.sentences, Path(folder))
        corrections = Path(folder) / "corrections.toml"
        corrections.touch()
        settings = load_settings(list(files), output=Path(folder) / "book.apkg", corrections=corrections)
        bitext, lexicon = pipeline.read(settings), open_lexicon()
        session = opened("", partial(open_session, settings, bitext, lexicon))
        if given.corrections:
            with_corrections(session, corrections, given.corrections)
            count = len(corrections.read_text().split("[[")) - 1
            session = opened(f"with {count} corrections: ", partial(open_session, settings, bitext, lexicon))
        print(f"{len(session.deck.annotated)} pairs, {len(session.deck.cards)} cards")
        reader = Reader(session)
        reader.look()
        changes(session, reader)


if __name__ == "__main__":
    main()
