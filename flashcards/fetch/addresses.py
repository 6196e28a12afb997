"""Addresses on the web: what they name, and which of the places they lead to are public."""

from __future__ import annotations

import ipaddress
import socket
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from flashcards.errors import InputError
from flashcards.records import Record

_PORTS = {"http": 80, "https": 443}
"""The ports of the two schemes (RFC 9110, 4.2)."""
_LONGEST = 4096
"""Characters of an address. Set by hand: half of what RFC 9110 (4.1) asks servers to take."""
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=-._~"
_WRAPS_IPV4 = ipaddress.ip_network("64:ff9b::/96")
"""Addresses that a gateway turns into those of IPv4 (RFC 6052)."""
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
"""All that has been given out for the open internet (IANA, IPv6 Address Space, 2024)."""
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
            *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            *("2001::/23", "2001:db8::/32", "3fff::/20"),
        ),
    )
)
"""What the registries of special addresses keep from the open internet (IANA, after RFC 6890, 2025). Python knows some
of them only since its later versions, and takes others for public, such as the way to old gateways (192.88.99.0/24)."""

_Ip: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class Address(Record):
    """An address taken apart: `target` is its path and query as they are asked for."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """The server: scheme, name and port."""
        return f"{self.scheme}://{self.host}:{self.port}"


def address(url: str) -> Address:
    """Take an address apart.

    Raises:
        InputError: it is no address of a page.

    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _PORTS[parts.scheme]
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii") if not _is_ip(parts.hostname) else ""
    except (ValueError, KeyError, UnicodeError) as error:
        raise InputError(f"{url[:200]}: this is no address of a page; give one that begins with https://.") from error
    host = host or parts.hostname or ""
    if not host or parts.username is not None or len(url) > _LONGEST or any(sign < "!" for sign in url.strip()):
        raise InputError(f"{url[:200]}: this address has no server, or a name and password, or spaces; mend it.")
    target = quote(parts.path or "/", safe=_KEPT_IN_PATHS)
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT_IN_PATHS + "?")
    return Address(url.strip(), parts.scheme, host, port, target)


def public_ip(here: Address, *, allow_private: bool = False) -> str:
    """Resolve the name of a server, and return the address to connect to; all of them have to be public.

    Raises:
        InputError: there is no such server, or it stands in a private network.

    """
    try:
        addresses = socket.getaddrinfo(here.host, here.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{here.url}: {here.host} is not found; check the address and your connection.") from error
    numbers = [str(place[4][0]) for place in addresses]
    if not numbers or not (allow_private or all(map(_is_public, numbers))):
        raise InputError(
            f"{here.url}: {here.host} stands in a private network, not on the web; save the page, and give the file."
        )
    return numbers[0]


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True


def _is_public(number: str) -> bool:
    """Whether an address is one of the open internet, also where it wraps another one."""
    ip: _Ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _WRAPS_IPV4:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
        if ip not in _PUBLIC_IPV6:
            return False
    return not any(ip in network for network in _SPECIAL)
