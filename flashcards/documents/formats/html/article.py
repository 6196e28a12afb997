"""The body of a page: the least element that holds nearly all of its prose, in both languages.

The idea: prose is text outside of links, in stretches longer than a label. Readers of one language look for the single
column with the most of it; a page with two languages may have a column for each, so here the search goes down from the
page only as long as one element keeps most of the prose *of each language* that the page has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.formats.html.boilerplate import HIDDEN, by_nature, by_tag, by_words
from flashcards.documents.formats.markup import local_name
from flashcards.documents.languages import holds_grammar
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.documents.formats.markup import Element

_LATIN_LETTER = pattern(r"[A-Za-zÀ-ɏ]")
_HOST = pattern(r"^https?://[^/]*")
_LONG_ENOUGH = 25.0
"""Letters of a stretch of prose; a label or a date has fewer."""
_LETTERS_PER_CHARACTER = 3.57
"""As in `bilingual`: the English letters that say what one Chinese character says."""

_SAMPLE = 20_000
"""Characters of a stretch that are looked at; the rest is taken to be alike."""

_NEARLY_ALL, _MOST = 0.8, 0.5
"""The share of the prose that an element needs: any container, and one whose tag says that it is the text."""
_PRESENT = 0.05
"""The share of a page's prose from which on a language counts."""
_RIVAL = 0.02
"""The share of a sister element like the one that has nearly all: both are parts of one text then."""
_CONTAINERS = frozenset(("div", "section", "article", "main", "center", "form", "td", "tr", "tbody", "table"))

_LEAST_TRANSLATED = 0.3
"""The size of hidden text to that of what it translates, made comparable, or the other way round. Set by hand."""
_FEWEST_LINKS, _LINKED = 3, 0.75
"""So many links, and such a share of the letters in them, make a block a list of links. Set by hand."""
_LONGEST_LINK = 80.0
"""Letters of a link, on average; longer ones are sentences that somebody has linked. Set by hand."""
_LINK_LISTS = frozenset(("ul", "ol", "dl", "div", "p", "section", "tr", "table", "td", "center"))


@dataclass(slots=True)
class _Measure:
    """What an element holds: prose by language, letters of any kind, and how many of these are in how many links."""

    chinese: float = 0.0
    english: float = 0.0
    letters: float = 0.0
    linked: float = 0.0
    links: int = 0

    def add(self, other: _Measure, sign: int = 1) -> None:
        """Count in what another element holds, or with -1, take it out."""
        self.chinese += sign * other.chinese
        self.english += sign * other.english
        self.letters += sign * other.letters
        self.linked += sign * other.linked
        self.links += sign * other.links

    def shares(self, whole: _Measure) -> list[float]:
        """Return the share of each language that counts in the whole."""
        least = max(1.0, _PRESENT * (whole.chinese + whole.english))
        parts = ((self.chinese, whole.chinese), (self.english, whole.english))
        return [part / of for part, of in parts if of > least]


class Article(Record):
    """What of a page is to be read, from the element `page` down, and what in it is left out, with the reason."""

    page: Element
    left_out: Mapping[Element, str]


def find_article(root: Element) -> Article:
    """Find the body of a page and the titles before it; everything else is left out.

    Hidden text is read where it is the translation of what is shown: the page keeps it until it is asked for.
    """
    article = _article(root, shows_hidden=False)
    hidden = [element for element, reason in article.left_out.items() if reason == HIDDEN]
    if hidden and _is_translation(_text(hidden, {}), _text([article.page], article.left_out)):
        return _article(root, shows_hidden=True)
    return article


def _article(root: Element, *, shows_hidden: bool) -> Article:
    body = root.find("body")
    page = root if body is None else body
    left_out: dict[Element, str] = {}
    spared = frozenset((HIDDEN,)) if shows_hidden else frozenset[str]()
    measures = _measured(page, left_out, spared)
    _leave_out_by_words(page, measures, left_out, spared)
    article = _descend(_hinted(page, measures), measures)
    _leave_out_link_lists(article, measures, left_out)
    if article is not page:
        _leave_out_the_rest(page, [*_titles(page, article, left_out), article], left_out)
    return Article(page, left_out)


def _text(elements: Sequence[Element], left_out: Mapping[Element, str]) -> str:
    """Collect the text in some elements, without that of what is left out in them."""
    pieces: list[str] = []
    todo: list[Element | str] = list(elements)
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif local_name(item) and item not in left_out and not by_tag(item):
            pieces.append(item.text or "")
            for child in item:
                todo += [child.tail or "", child]
    return " ".join(pieces)


def _is_translation(hidden: str, shown: str) -> bool:
    """Whether hidden text is in the language that the shown text lacks, and about as much of it."""
    for text, other in ((hidden, shown), (shown, hidden)):
        chinese = len(HAN_CHARACTER.findall(other)) * _LETTERS_PER_CHARACTER
        english = len(_LATIN_LETTER.findall(text))
        is_apart = chinese and not HAN_CHARACTER.search(text) and not holds_grammar(other) and holds_grammar(text)
        if is_apart and _LEAST_TRANSLATED <= english / chinese <= 1 / _LEAST_TRANSLATED:
            return True
    return False


def _measured(page: Element, left_out: dict[Element, str], spared: frozenset[str]) -> dict[Element, _Measure]:
    """Measure every element, those by nature no part of the text aside, which are recorded."""
    measures: dict[Element, _Measure] = {}
    todo: list[tuple[Element, bool]] = [(page, False)]  # each with the question whether it stands in a link
    order: list[Element] = []
    while todo:
        element, in_link = todo.pop()
        reason = by_nature(element) if element is not page else None
        if reason and reason not in spared:
            left_out[element] = reason
            continue
        in_link = in_link or local_name(element) == "a"
        order.append(element)
        measures[element] = _own(element, in_link=in_link)
        todo += ((child, in_link) for child in reversed(element))
    for element in reversed(order):
        if element is not page:
            measures[element.getparent()].add(measures[element])
    return measures


def _own(element: Element, *, in_link: bool) -> _Measure:
    """Measure the text that stands in an element itself."""
    own = _Measure(links=int(local_name(element) == "a"))
    for text in (element.text, *(child.tail for child in element)):
        if not text or text.isspace():
            continue
        times = max(1.0, len(text) / _SAMPLE)
        chinese = len(HAN_CHARACTER.findall(text, 0, _SAMPLE)) * _LETTERS_PER_CHARACTER * times
        english = len(_LATIN_LETTER.findall(text, 0, _SAMPLE)) * times
        own.letters += chinese + english
        if in_link:
            own.linked += chinese + english
        elif chinese + english >= _LONG_ENOUGH:
            own.chinese += chinese
            own.english += english
    return own


def _leave_out_by_words(
    page: Element, measures: Mapping[Element, _Measure], left_out: dict[Element, str], spared: frozenset[str]
) -> None:
    """Record what its class or id calls no part of the text, from the outside in."""
    whole = replace(measures[page])
    todo = [page]
    while todo:
        element = todo.pop()
        if element in left_out:
            continue
        share = max(measures[element].shares(whole), default=0.0)
        reason = by_words(element, share)
        if reason and reason not in spared:
            left_out[element] = reason
            for above in element.iterancestors():
                if above in measures:
                    measures[above].add(measures[element], -1)
            continue
        todo += reversed(element)


def _hinted(page: Element, measures: Mapping[Element, _Measure]) -> Element:
    """Find the smallest element that says that it is the text, and holds most of it; else the whole page."""
    best = page
    for element, measure in measures.items():
        says_so = (
            local_name(element) in ("main", "article")
            or element.get("role") in ("main", "article")
            or "articleBody" in element.get("itemprop", "")
        )
        if says_so and min(measure.shares(measures[page]), default=0.0) >= _MOST:
            best = min(best, element, key=lambda node: measures[node].chinese + measures[node].english)
    return best


def _descend(element: Element, measures: Mapping[Element, _Measure]) -> Element:
    """Go down as long as one container keeps nearly all prose of both languages, and no sister is of its kind."""
    whole = measures[element]
    while True:
        inside = [child for child in element if child in measures]
        heir = next((child for child in inside if _is_heir(child, inside, measures, whole)), None)
        if heir is None:
            return element
        element = heir


def _is_heir(child: Element, sisters: Sequence[Element], measures: Mapping[Element, _Measure], whole: _Measure) -> bool:
    if local_name(child) not in _CONTAINERS or min(measures[child].shares(whole), default=0.0) < _NEARLY_ALL:
        return False
    if not len(child) and measures[child].letters < _MOST * whole.letters:
        return False  # a sentence that alone is long enough for prose, among short ones
    rivals = (
        node
        for node in sisters
        if node is not child and (node.tag, node.get("class")) == (child.tag, child.get("class"))
    )
    return not any(max(measures[node].shares(whole), default=0.0) > _RIVAL for node in rivals)


def _leave_out_link_lists(article: Element, measures: Mapping[Element, _Measure], left_out: dict[Element, str]) -> None:
    """Record the lists of links in an article: several short links and little beside them."""
    todo = list(article)
    while todo:
        element = todo.pop()
        measure = measures.get(element)
        if measure is None or element in left_out or measure.links < _FEWEST_LINKS:
            continue
        are_links = measure.linked >= _LINKED * measure.letters and measure.linked <= _LONGEST_LINK * measure.links
        if local_name(element) in _LINK_LISTS and are_links:
            left_out[element] = "a list of links"
        else:
            todo += element


def _titles(page: Element, article: Element, left_out: dict[Element, str]) -> Iterator[Element]:
    """Find the titles that stand before the article, in the header of the page for one."""
    for element in page.iter("h1", "h2", article.tag):
        if element is article:
            return
        above = [node for node in element.iterancestors() if node in left_out]
        if element.tag == article.tag or element in left_out or _leads_home(element):
            continue
        if all(left_out[node] == "a page header" for node in above):
            for node in above:
                del left_out[node]
            yield element


def _leads_home(title: Element) -> bool:
    """Whether a title is the name of the site, as a link to its first page tells."""
    link = title.find(".//a")
    return link is not None and _HOST.sub("", link.get("href", "")) in ("", "/", "./", "/index.html", "index.html")


def _leave_out_the_rest(page: Element, kept: Sequence[Element], left_out: dict[Element, str]) -> None:
    """Record all that stands beside the ways from the page down to what is kept."""
    ways = {above for element in kept for above in element.iterancestors()} | set(kept)
    for above in (node for node in ways - set(kept) if node is page or page in node.iterancestors()):
        for child in above:
            if child not in ways and child not in left_out and local_name(child):
                left_out[child] = "outside the article"
