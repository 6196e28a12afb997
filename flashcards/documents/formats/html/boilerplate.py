"""What of a page is no part of its text, by the names that its makers give to it: navigation, adverts, scripts.

The idea: HTML has elements and roles for these, and where makers use neither, the words in `class` and `id` tell. Words
may lie (`class="content with-sidebar"`), so they count only for what holds a small part of the text; whoever asks sees
to that.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.markup import local_name

if TYPE_CHECKING:
    from flashcards.documents.formats.markup import Element

_BY_TAG = {
    **dict.fromkeys(("script", "noscript", "template"), "a script"),
    **dict.fromkeys(("style", "link"), "a style sheet"),
    **dict.fromkeys(("nav", "menu"), "navigation"),
    **dict.fromkeys(("aside",), "a side bar"),
    **dict.fromkeys(("button", "select", "input", "textarea", "datalist", "dialog", "label"), "a form"),
    **dict.fromkeys(("iframe", "object", "embed", "applet", "canvas", "frameset", "noframes"), "embedded content"),
    **dict.fromkeys(("svg", "video", "audio", "map"), "a picture or recording"),
    **dict.fromkeys(("math",), "a formula"),
    "rp": "the brackets of a reading aid (ruby)",
    **dict.fromkeys(("head", "title"), "the head of the page"),
    **dict.fromkeys(("del", "strike"), "deleted text"),
}
_BY_ROLE = {
    **dict.fromkeys(("navigation", "menu", "menubar", "doc-toc", "tablist", "toolbar"), "navigation"),
    **dict.fromkeys(("banner",), "a page header"),
    **dict.fromkeys(("contentinfo",), "a page footer"),
    **dict.fromkeys(("complementary", "doc-pagebreak"), "a side bar"),
    **dict.fromkeys(("search", "form"), "a form"),
    **dict.fromkeys(("dialog", "alertdialog", "alert"), "a notice"),
    **dict.fromkeys(("doc-noteref", "doc-backlink"), "the mark of a note"),
    **dict.fromkeys(("math",), "a formula"),
}
_BY_EPUB_TYPE = {"noteref": "the mark of a note", "pagebreak": "the number of a page", "toc": "navigation"}
_WORDS = {
    "navigation": "nav navbar navigation menu menubar breadcrumb breadcrumbs crumbs pagination pager toc sidenav topbar"
    " skip skiplink prevnext navbox catlinks hatnote",
    "a side bar": "sidebar aside widget widgets rail",
    "an advertisement": "ad ads advert advertisement advertising adsense adsbygoogle adbox adslot sponsor sponsored"
    " promo promoted promotion outbrain taboola guanggao",
    "share buttons": "share sharing shares social sharedaddy addthis sharethis likes like",
    "comments of readers": "comment comments commentlist disqus respond replies pinglun",
    "references": "references reflist bibliography citations",
    "a box of facts": "infobox",
    "code": "highlight codehilite hljs syntaxhighlighter sourcecode language lang",
    "related articles": "related relatedposts recommended recommendations recommend morestories trending popular",
    "a notice": "cookie cookies consent gdpr newsletter subscribe subscription signup paywall"
    " popup modal overlay login",
    "a page footer": "footer copyright colophon",
    "a page header": "masthead",
    "author and date": "byline dateline meta timestamp pubdate tags taglist tagcloud categories",
    "where it was marked": "noteheading notebookfor",
    "the head of a message": "fromname userpic",
    "a link to this place": "headerlink editsection anchorjs hashlink permalink",
}
_BY_WORD = {word: reason for reason, words in _WORDS.items() for word in words.split()}
_OFTEN_LARGE = frozenset(("comments of readers", "related articles"))
"""What may well hold more text than the article does."""

_NAME_PART = pattern(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_SAYS_NOTHING = pattern(r"^(?:has|no|with|without|is|js|show|hide|not)[-_]", re.IGNORECASE)
_UNSEEN = frozenset(("hidden", "sr-only", "visually-hidden", "screen-reader-text", "noprint", "d-none"))
HIDDEN = "hidden text"
"""Why text goes that a browser does not show; a page may keep a translation so until it is asked for."""
_LAID_ASIDE = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SMALL, _MOST = 0.4, 0.9
"""A block named as boilerplate is left out if it holds a smaller share of the page than this; the second is for names
that are seldom wrong. Set by hand."""
_KEPT_WHATEVER_ITS_CLASS = frozenset(("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ruby"))
_NOTE_MARK = pattern(r"\s*[\[(（【]?\s*(?:\d{1,3}|[a-z*†‡§¶#↑↩^⏎🔗︎]{1,2})\s*[\])）】]?\s*")
_LONGEST_NAME = 1000
"""In characters; bounds the work on classes that programs wrote. Set by hand."""
_A_FEW = 10
"""Elements that the mark of a note may consist of: a link, a span, a bracket. Set by hand."""
_SECTIONS = frozenset(("article", "main", "section", "blockquote", "li", "td"))


def by_tag(element: Element) -> str | None:
    """Tell why an element is no part of the text, by its tag alone."""
    return _BY_TAG.get(local_name(element))


def by_nature(element: Element) -> str | None:
    """Tell why an element is no part of the text, by its tag, role and attributes; None where it may be."""
    tag, attributes = local_name(element), element.attrib
    reason = _BY_TAG.get(tag) or _BY_ROLE.get(attributes.get("role", "").strip().lower())
    if reason or not attributes:
        return reason or _page_frame(element, tag)
    reason = _BY_EPUB_TYPE.get(attributes.get("epub:type", ""))
    if reason:
        return reason
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _LAID_ASIDE.search(_style(element)):
        return HIDDEN
    if attributes.get("contenteditable") == "true":
        return "a form"
    return _note_mark(element, tag) or _page_frame(element, tag)


def by_words(element: Element, share: float) -> str | None:
    """Tell why an element is no part of the text, by the words in its class and id; `share` is its part of the text."""
    if local_name(element) in _KEPT_WHATEVER_ITS_CLASS:
        return None
    for name in _names(element):
        if _SAYS_NOTHING.match(name):
            continue
        if name.lower() in _UNSEEN:
            return HIDDEN
        words = [part.lower() for part in _NAME_PART.findall(name)]
        for word in (*words, "".join(words)):
            reason = _BY_WORD.get(word)
            if reason == "code" and (_begins_with(element, "p") or not _begins_with(element, "pre")):
                continue  # the name of a language may as well be that of the text
            if reason and share < (_MOST if reason in _OFTEN_LARGE else _SMALL):
                return reason
    return None


def _names(element: Element) -> list[str]:
    """Return the names in class and id; the id of a section is made of its heading and tells nothing."""
    classes = element.get("class", "")[:_LONGEST_NAME].split()
    is_section = local_name(element) == "section" or "section" in classes
    return classes if is_section else [*classes, element.get("id", "")[:_LONGEST_NAME]]


def _page_frame(element: Element, tag: str) -> str | None:
    """Tell the header and the footer of the page from those of an article."""
    if tag not in ("header", "footer"):
        return None
    if any(local_name(above) in _SECTIONS for above in element.iterancestors()):
        return None
    return "a page header" if tag == "header" else "a page footer"


def _note_mark(element: Element, tag: str) -> str | None:
    """Find the marks that lead to a note and back, or to the place itself."""
    is_link = tag == "a" and element.get("href", "").startswith("#")
    if is_link or (tag == "sup" and _begins_with(element, "a")):
        inside = list(islice(element.iter(), _A_FEW))
        if len(inside) < _A_FEW and _NOTE_MARK.fullmatch("".join(element.itertext())):
            return "the mark of a note"
    return None


def _begins_with(element: Element, tag: str) -> bool:
    """Whether such an element is among the first within another; to look at all would take for ever in deep pages."""
    return any(local_name(child) == tag for child in islice(element.iter(), _A_FEW))


def _style(element: Element) -> str:
    return str(element.get("style", ""))[:_LONGEST_NAME]
