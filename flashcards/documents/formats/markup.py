"""HTML and XML as trees, from people we do not know: nothing is fetched, no entity is expanded, nothing grows.

Parsed by lxml (BSD licence), which reads the HTML of pages and books and the XML of Word and EPUB with one tree and
tells the line of each element. The other libraries that were weighed: selectolax (no lines, no XML), BeautifulSoup (a
slow layer on lxml), html5lib (slow, no release since 2020), trafilatura (seven more dependencies; on five pages in two
languages it left the marks of notes in sentences and a space where a Chinese line was broken, joined lines that `<br>`
parts, and does not say what it leaves out).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.documents.formats.archives import Archive

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

_MOST_ATTRIBUTES = 500
"""Of one tag. libxml2 takes time that grows with their square; real tags have a dozen."""
_MOST_ELEMENTS = 300_000
"""Of one page, or chapter; a Bible in one file has a third of them."""
_DEEPEST = 2048
"""Elements within each other that libxml2 reads; what is deeper it leaves out, and the rest of the page with it."""


class _Counter:
    """Counts elements and the attributes of each as the parser meets them, without a tree."""

    def __init__(self) -> None:
        self.elements = 0
        self.most_attributes = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self.most_attributes = max(self.most_attributes, len(attributes))

    def end(self, _tag: str) -> None:
        """Take no notice."""

    def close(self) -> _Counter:
        return self


def parse_html(name: str, text: str) -> tuple[Element | None, bool]:
    """Parse HTML, or XHTML as if it were; broken markup is mended as browsers do.

    Returns the root, None where there is no element at all, and whether the whole text was read: elements that lie
    deeper in each other than `_DEEPEST` are not.

    Raises:
        InputError: a tag has more attributes, or the page more elements, than any page of text.

    """
    from lxml import etree

    data = text.replace("\0", "").encode("utf-8", "replace")
    if not data.strip():
        return None, True
    counter = etree.HTMLParser(target=_Counter(), encoding="utf-8", huge_tree=True, no_network=True)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        counts = etree.fromstring(data, counter)
        for what, count, most in (
            ("attributes in one tag", counts.most_attributes, _MOST_ATTRIBUTES),
            ("elements", counts.elements, _MOST_ELEMENTS),
        ):
            if count > most:
                raise InputError(f"{name}: this page has {count:,} {what}, which no page of text has; give another.")
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but comments, or the like
        return None, True
    return root, not any("depth" in error.message for error in parser.error_log)


def cut_short(name: str) -> str:
    """Say that a page was not read whole."""
    return f"{name}: elements lie more than {_DEEPEST:,} deep in each other; the page was read up to there."


def parse_xml(name: str, data: bytes) -> Element:
    """Parse XML that has to be well-formed; entities of its own making are refused, not expanded.

    Raises:
        InputError: it is not well-formed, too deep, or defines entities.

    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(
            f"{name}: this XML is damaged or cut short ({getattr(error, 'msg', error)}); get a whole copy of the file."
        ) from error
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise InputError(f"{name}: this XML defines entities, as attacks do and texts do not; it was not read.")
    return root


def parse_member(archive: Archive, member: str) -> Element:
    """Parse a member of an archive, which errors name beside it."""
    return parse_xml(f"{archive.name} ({member})", archive.read(member))


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, in small letters; empty for what is no element."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return (tag.rpartition("}")[2] if tag[0] == "{" else tag).lower()


def markup_within(element: Element) -> str:
    """Return what stands between the tags of an element, written as markup again."""
    from lxml import etree

    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
