"""EPUB books: the chapters in the order in which they are read, without cover, contents and title pages of pictures.

An EPUB is a ZIP archive of XHTML with a package file that names the order (the spine). Read here with the archive and
page readers of this package: the well-known library, EbookLib, is under the AGPL. A line number in a report is that of
the chapter's file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft
from flashcards.documents.formats.archives import linked, open_archive
from flashcards.documents.formats.html.boilerplate import by_nature
from flashcards.documents.formats.html.flow import flow
from flashcards.documents.formats.markup import cut_short, local_name, parse_html, parse_member
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.formats.archives import Archive
    from flashcards.documents.formats.markup import Element
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGE = pattern(r"application/xhtml\+xml|text/html|application/x-dtbook\+xml")
_ASIDE = {"toc": "a table of contents", "cover": "a cover", "nav": "a table of contents"}
_OF_THE_BOOK = frozenset(("header", "footer", "aside"))
"""What surrounds the article on a page of the web: in a book, the title of a chapter and its notes."""
_DECLARED = pattern(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_MOST_BYTES = 200 << 20
"""Of all chapters: a library of novels."""


def extract(raw: RawFile) -> Extract:
    """Find the passages of a book, chapter by chapter.

    Raises:
        InputError: the book is damaged, locked or a bomb, or no text is in it.

    """
    archive = open_archive(raw)
    package = _package(archive)
    pages = list(_spine(archive, package, parse_member(archive, package)))
    _refuse_locked(archive, [member for member, _ in pages])
    draft = Draft(raw.name)
    notices: list[str] = []
    row = size = 0
    for member, aside in pages:
        if member not in archive.names:
            notices.append(f"{raw.name}: its part {member} is missing; the rest was read.")
            continue
        data = archive.read(member)
        size += len(data)
        if size > _MOST_BYTES:
            raise InputError(f"{raw.name}: this book holds more text than can be read at once; give a part of it.")
        name = f"{raw.name} ({member})"
        root, is_whole = parse_html(name, _decoded(data))
        if not is_whole:
            notices.append(cut_short(name))
        row = _read_page(root, draft, row, aside)
    extracted = draft.finish(*notices)
    if not extracted.passages:
        raise InputError(f"{raw.name}: no text is in this book; if its pages are pictures, have them recognised first.")
    return extracted


def _package(archive: Archive) -> str:
    """Find the member that tells what the book is made of."""
    for element in parse_member(archive, _CONTAINER).iter():
        if local_name(element) == "rootfile" and element.get("full-path"):
            return linked("", element.get("full-path")) or ""
    raise InputError(f"{archive.name}: its part {_CONTAINER} names no book; the file is damaged, get a whole copy.")


def _spine(archive: Archive, package: str, root: Element) -> Iterator[tuple[str, str | None]]:
    """Give the pages in the order in which they are read; those that are no text, with the reason."""
    items = {item.get("id"): item for item in root.iter() if local_name(item) == "item"}
    asides = {
        linked(package, reference.get("href", "")): _ASIDE.get(reference.get("type", "").lower())
        for reference in root.iter()
        if local_name(reference) == "reference"
    }
    order = [reference.get("idref") for reference in root.iter() if local_name(reference) == "itemref"]
    named = [items[name] for name in order if name in items]
    if not named:
        raise InputError(f"{archive.name}: its part {package} names no chapter; the file is damaged, get a whole copy.")
    seen: set[str] = set()
    for item in named:
        member = linked(package, item.get("href", ""))
        if not member or member in seen or not _PAGE.match(item.get("media-type", "")):
            continue
        seen.add(member)
        is_contents = "nav" in item.get("properties", "").split()
        yield member, _ASIDE["nav"] if is_contents else asides.get(member)


def _refuse_locked(archive: Archive, pages: list[str]) -> None:
    """Refuse a book whose chapters are encrypted; fonts often are, and are not read."""
    if _ENCRYPTION not in archive.names:
        return
    locked = {
        linked("", element.get("URI", ""))
        for element in parse_member(archive, _ENCRYPTION).iter()
        if local_name(element) == "cipherreference"
    }
    if locked & set(pages):
        raise InputError(
            f"{archive.name}: this book is locked by its seller (DRM), so its text cannot be read; give a copy without."
        )


def _decoded(data: bytes) -> str:
    """Decode a page: EPUB allows UTF-8 and UTF-16 alone, and few books keep to another that they declare."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    try:
        return data.decode(declared[1].decode("ascii") if declared else "utf-8", "replace").removeprefix("\ufeff")
    except (LookupError, UnicodeError):
        return data.decode("utf-8", "replace")


def _read_page(root: Element | None, draft: Draft, row: int, aside: str | None) -> int:
    """Read one page; all of it is the book's, so no article is looked for in it."""
    body = root.find("body") if root is not None else None
    if body is None:
        return row
    left_out: dict[Element, str] = {body: aside} if aside else {}
    todo = [body]
    while todo:
        element = todo.pop()
        reason = by_nature(element) if element is not body else aside
        if reason and local_name(element) not in _OF_THE_BOOK:
            left_out[element] = reason
        else:
            todo += reversed(element)
    return flow(body, draft, left_out, row)
