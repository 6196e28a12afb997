"""HTML pages: the body of the article as a reader sees it, without navigation, adverts, scripts and code.

The article is found by `article`, what is none of it is told by `boilerplate`, and `flow` reads the rest. Each part
that is left out is reported with its line and the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.documents.drafts import Draft
from flashcards.documents.formats.html.article import find_article
from flashcards.documents.formats.html.flow import flow
from flashcards.documents.formats.markup import cut_short, parse_html
from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract


def extract(name: str, text: str) -> Extract:
    """Find the passages of a page.

    Raises:
        InputError: there is no text in it, or it is none that a browser would show.

    """
    root, is_whole = parse_html(name, text)
    if root is None:
        raise InputError(f"{name}: this page holds no text; give one that does.")
    draft = Draft(name)
    article = find_article(root)
    flow(article.page, draft, article.left_out)
    extracted = draft.finish(*() if is_whole else (cut_short(name),))
    if not extracted.passages:
        raise InputError(
            f"{name}: no text is left of this page without its navigation and scripts (it may be made by a script);"
            " save the page from your browser, and give that."
        )
    return extracted
