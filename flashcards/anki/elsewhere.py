"""The field of a note that shows sentences of other texts: its items, made and told apart.

*The idea:* two hands write into it. A library brings the sentences of its texts along, and puts them right with each
build; others were joined to a note when it met one of another package, and nobody may take them away. The items of a
library carry a class, so that each is known for what it is.
"""

from __future__ import annotations

import re

_OPENING, _OF_LIBRARY = "<div>", '<div class="library">'
"""How an item begins: one that was joined to a note, and one that a library brought along."""
_ITEM = re.compile(f"(?:{_OPENING}|{_OF_LIBRARY}).*?</div>", re.DOTALL)
"""An item of the field; none holds another."""


def item(chinese: str, english: str, source: str, *, of_library: bool = False) -> str:
    """Make an item of HTML: a sentence, how it is translated, and where it is from."""
    sentence = f'<p class="sentence" lang="zh-CN">{chinese}</p>' if chinese else ""
    cited = f"<cite>{source}</cite>" if source else ""
    opening = _OF_LIBRARY if of_library else _OPENING
    return f'{opening}{sentence}<p class="translation" lang="en">{english}</p>{cited}</div>'


def items(field: str) -> tuple[str, ...]:
    """Take the field apart."""
    end = field.rfind("</div>") + len("</div>")  # behind it, each beginning would be followed in vain to the end
    return tuple(_ITEM.findall(field, 0, end))


def joined(field: str) -> tuple[str, ...]:
    """Take out of the field the items that no library put there."""
    return tuple(each for each in items(field) if not each.startswith(_OF_LIBRARY))


def is_joined(field: str) -> bool:
    """Whether the field holds what no library put there."""
    return bool(joined(field) or (field and not items(field)))
