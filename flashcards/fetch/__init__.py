"""Pages from the web, only for who names one by its address: the one place from which anything leaves this machine.

The idea: an address is followed as a careful person would. One page, within limits of time and size; the server's
robots.txt is asked first; every redirect is looked at before it is followed. The name of a server is resolved once, all
its addresses must be public, and the connection goes to the address that was looked at: a name that changes its mind in
between (DNS rebinding) reaches nothing private. Proxies of the environment are not used, for they resolve names anew.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from flashcards.errors import InputError
from flashcards.fetch._http import Limits, Reply, get
from flashcards.fetch._kept import Kept, keep, kept
from flashcards.fetch.addresses import Address, address
from flashcards.fetch.robots import Rules
from flashcards.records import Record, replace
from flashcards.settings.sources import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Download", "Limits", "fetch", "missing"]

LIMITS = Limits()
"""What downloads may take; tests put others here."""

_REDIRECTS = (301, 302, 303, 307, 308)
"""The answers of HTTP that send on to another address (RFC 9110, 15.4)."""
_MOST_REDIRECTS = 5
"""Set by hand: a page that moved twice and changed to HTTPS needs three."""
_FRESH_SECONDS = 24 * 3600
"""How long a copy serves without another look at the web: a deck that is built twice a day is built from one text."""
_WHY = {
    401: "asks for a password; save the page from your browser, and give that",
    403: "refuses programs; save the page from your browser, and give that",
    404: "has no such page; check the address",
    410: "has no such page any more; check the address",
    429: "asks to wait; try again later",
}
"""What the commonest refusals of HTTP (RFC 9110; 429: RFC 6585) mean for whoever asked, and what helps."""


class Download(Record):
    """What an address gave: its bytes, its kind as the server names it, and what is to be told about it."""

    data: bytes
    content_type: str
    notices: tuple[str, ...] = ()


def missing(sources: Iterable[str]) -> tuple[str, ...]:
    """Tell which sources would be downloaded, because they are addresses without a fresh copy."""
    return tuple(source for source in sources if is_address(source) and not _fresh(kept(source)))


def fetch(url: str) -> Download:
    """Get a page: a copy of the last day, else from the web, else an older copy.

    Raises:
        InputError: the address is none, is private, cannot be reached, or does not want to be read by programs.

    """
    copy = kept(url)
    if copy and _fresh(copy):
        return Download(copy.data, copy.content_type, (f"{url}: the copy of {_day(copy)} is used.",))
    try:
        reply = _follow(url)
    except InputError as error:
        if not copy:
            raise
        return Download(copy.data, copy.content_type, (f"{error} The copy of {_day(copy)} is used instead.",))
    keep(Kept(url, reply.content_type, time.time(), reply.data))
    return Download(reply.data, reply.content_type)


def _follow(url: str) -> Reply:
    """Get a page, over redirects, each of which is looked at as the address itself is."""
    limits = LIMITS.begun()
    rules: dict[str, Rules] = {}
    for here, reply in _hops(address(url), limits, rules):
        if reply.status not in _REDIRECTS:
            return _whole(here, reply)
    raise InputError(f"{url}: this address leads on and on, to other ones; give the last of them.")


def _hops(here: Address, limits: Limits, rules: dict[str, Rules] | None) -> Iterator[tuple[Address, Reply]]:
    """Ask one address after the other as redirects lead; with `rules`, only where robots.txt does not forbid it."""
    for _ in range(_MOST_REDIRECTS + 1):
        if rules is not None:
            if here.origin not in rules:
                rules[here.origin] = _rules(here, limits)
            if not rules[here.origin].allow(here.target):
                raise InputError(f"{here.url}: {here.host} asks programs not to read this page (robots.txt).")
        reply = get(here, limits)
        yield here, reply
        if reply.status in _REDIRECTS:
            here = _next(here, reply)


def _rules(here: Address, limits: Limits) -> Rules:
    """Ask a server which of its pages programs may read; one that has no such rules allows all (RFC 9309)."""
    for _, reply in _hops(replace(here, target="/robots.txt"), limits, None):
        if reply.status in _REDIRECTS:
            continue
        if reply.status >= 500:
            raise InputError(f"{here.url}: {here.host} is in trouble (error {reply.status}); try again later.")
        return Rules.read(reply.data if reply.status == 200 else b"")
    return Rules()


def _next(here: Address, reply: Reply) -> Address:
    try:
        url = urljoin(here.url, reply.location)
    except ValueError:  # as of brackets that do not close
        url = ""
    if not is_address(url):
        raise InputError(f"{here.url}: leads to {reply.location[:99]}, which is no page of the web; check the address.")
    there = address(url)
    if here.scheme == "https" and there.scheme != "https":
        raise InputError(
            f"{here.url}: leads to {there.url}, which is not protected (https); give that, if you mean it."
        )
    return there


def _whole(here: Address, reply: Reply) -> Reply:
    if reply.status == 200:
        return reply
    why = _WHY.get(reply.status, f"gives an error ({reply.status}); check the address, or try again later")
    raise InputError(f"{here.url}: {here.host} {why}.")


def _fresh(copy: Kept | None) -> bool:
    return copy is not None and 0 <= time.time() - copy.time < _FRESH_SECONDS


def _day(copy: Kept) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(copy.time))
