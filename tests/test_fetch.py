"""What leaves this machine: one page, politely, to public places, within limits. The server is one of this machine."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import fetch as fetching
from flashcards.errors import InputError
from flashcards.fetch import _kept, fetch, missing
from flashcards.fetch.addresses import address, public_ip
from flashcards.fetch.robots import Rules
from tests.webserver import Answer, Server, running

PAGE = Answer("<p>Tea 茶</p>".encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """Run a server that may be asked although it stands on this machine, and keep copies elsewhere."""
    monkeypatch.setenv("FLASHCARDS_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(fetching, "LIMITS", fetching.Limits(seconds=5, size=1000, allow_private=True))
    with running() as web_server:
        web_server.answers["/tea"] = PAGE
        yield web_server


def test_a_page(server: Server) -> None:
    """A page comes as it is, after the rules of the server were asked for."""
    got = fetch(server.url + "/tea")
    assert (got.data, got.content_type) == (PAGE.body, "text/html; charset=utf-8")
    assert server.asked == ["/robots.txt", "/tea"]


def test_a_copy_serves_for_a_day(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look asks nobody; after a day it asks again, and takes the old copy where nobody answers."""
    url = server.url + "/tea"
    assert missing([url, "tea.txt"]) == (url,)
    fetch(url)
    assert missing([url]) == ()
    assert fetch(url).notices[0].startswith(f"{url}: the copy of ")
    assert server.asked == ["/robots.txt", "/tea"]
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    server.answers["/tea"] = Answer(b"", 503)
    got = fetch(url)
    assert got.data == PAGE.body
    assert "gives an error (503)" in got.notices[0]


def test_a_broken_copy_is_none(server: Server) -> None:
    """A copy that is cut short is downloaded again."""
    url = server.url + "/tea"
    fetch(url)
    path = _kept._path(url)
    path.write_bytes(path.read_bytes()[:-1])
    assert missing([url]) == (url,)


def test_redirects_are_followed(server: Server) -> None:
    """A redirect leads on, with the rules of the server looked at again."""
    server.answers["/old"] = Answer(status=302, headers={"Location": "/tea"})
    assert fetch(server.url + "/old").data == PAGE.body
    server.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /te")
    with pytest.raises(InputError, match=r"asks programs not to read this page \(robots\.txt\)"):
        fetch(server.url + "/tea?again")


def pack(size: int) -> Answer:
    return Answer(gzip.compress(bytes(size)), headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(status=404), "has no such page"),
        (Answer(status=403), "refuses programs"),
        (Answer(status=500), "gives an error"),
        (Answer(status=302, headers={"Location": "/cup"}), "leads on and on"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "no page of the web"),
        (Answer(status=302, headers={"Location": "http://["}), "no page of the web"),
        (Answer(status=302), "leads on and on"),
        (Answer(b"x" * 1001), "larger than"),
        (pack(2000), "larger than"),
        (pack(5_000_000), "larger than"),
        (Answer(b"\x1f\x8bxxxxx", headers={"Content-Encoding": "gzip"}), "arrives damaged"),
        (Answer(b"x", headers={"Content-Encoding": "br"}), "packs the page in an unknown way"),
        (Answer(b"x", headers={"Content-Length": "50"}), "cut short"),
    ],
)
def test_refused(server: Server, answer: Answer, message: str) -> None:
    """Each kind of trouble has its sentence, and nothing of it is kept."""
    server.answers["/cup"] = answer
    with pytest.raises(InputError, match=rf"^{server.url}/cup: .*{message}"):
        fetch(server.url + "/cup")
    assert missing([server.url + "/cup"])


def test_a_slow_server_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends a byte now and then does not keep the program longer than the limit."""
    monkeypatch.setattr(fetching, "LIMITS", fetching.Limits(seconds=0.5, allow_private=True))
    server.answers["/cup"] = Answer(b"x" * 200, seconds=0.1)
    with pytest.raises(InputError, match=r"nothing whole came within 0\.5 seconds"):
        fetch(server.url + "/cup")


def test_robots(server: Server) -> None:
    """A page that programs shall not read is not asked for; a server in trouble is not asked either."""
    server.answers["/robots.txt"] = Answer(b"User-agent: flashcards\nDisallow: /tea")
    with pytest.raises(InputError, match="asks programs not to read this page"):
        fetch(server.url + "/tea")
    server.answers["/robots.txt"] = Answer(status=500)
    with pytest.raises(InputError, match="is in trouble"):
        fetch(server.url + "/tea")
    assert server.asked == ["/robots.txt", "/robots.txt"]


@pytest.mark.parametrize(
    "number",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104 (to be refused)
            "224.0.0.1",
        ),
        *("192.0.0.192", "192.88.99.1", "198.18.0.1", "240.0.0.1", "203.0.113.7"),
        *("fec0::1", "3fff::1", "2001:db8::1", "2001::1", "100::1", "5f00::1", "64:ff9b:1::1", "2002:c000:c0::1"),
        *("::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::", "ff02::1"),
    ],
)
def test_private_places_are_not_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: str) -> None:
    """A name that leads into a private network, with one of its addresses alone, is refused before any connection."""
    monkeypatch.setenv("FLASHCARDS_CACHE_DIR", str(tmp_path))

    def resolve(*_: Any, **__: Any) -> list[Any]:
        return [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", (number, 80))]

    def connect(*_: Any, **__: Any) -> None:
        pytest.fail("a connection was made")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(InputError, match="stands in a private network"):
        fetch("http://example.org/")


def test_a_redirect_into_the_private_network(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each redirect is looked at, and the connection goes to the address that was looked at."""
    resolved = socket.getaddrinfo
    monkeypatch.setattr(fetching, "LIMITS", fetching.Limits(seconds=5))
    answers = [server.url.rpartition(":")[2]]

    def resolve(host: str, port: int, *more: Any, **named: Any) -> Any:
        public = [(0, 0, 0, "", ("93.184.216.34", port))]
        return public if host == "example.org" else resolved(host, port, *more, **named)

    connected = socket.create_connection
    seen = []

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        seen.append(place)
        return connected(("127.0.0.1", int(answers[0])), timeout)  # as if the server stood at its public address

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    server.answers["/tea"] = Answer(status=302, headers={"Location": server.url + "/secret"})
    with pytest.raises(InputError, match=r"127\.0\.0\.1 stands in a private network"):
        fetch("http://example.org/tea")
    assert seen == [("93.184.216.34", 80)] * 2
    assert server.asked == ["/robots.txt", "/tea"]


@pytest.mark.parametrize(
    "url",
    [
        *("http://", "https:///tea", "ftp://example.org/", "http://a:b@example.org/", "http://[::1", "http://x:99999/"),
        *(
            "http://example.org/te a\n",
            "http://" + "é" * 70 + ".org/",
            "http://example.org/" + "x" * 5000,
            "https://..\0",
        ),
    ],
)
def test_no_address(url: str) -> None:
    """What is no address is refused."""
    with pytest.raises(InputError, match=r"address"):
        address(url)


def test_addresses_are_written_as_servers_want_them() -> None:
    """Names and paths in other scripts are encoded, what is encoded already stays."""
    here = address("https://茶.example/一 b/%E8%8C%B6?q=水#top".replace(" ", "%20"))
    assert (here.host, here.port) == ("xn--cl1a.example", 443)
    assert here.target == "/%E4%B8%80%20b/%E8%8C%B6?q=%E6%B0%B4"


@pytest.mark.parametrize(
    ("robots", "path", "expected"),
    [
        ("", "/tea", True),
        ("User-agent: *\nDisallow:", "/tea", True),
        ("User-agent: *\nDisallow: /", "/tea", False),
        ("User-agent: other\nDisallow: /", "/tea", True),
        ("User-agent: other\nUser-agent: FlashCards\nDisallow: /", "/tea", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: flashcards\nAllow: /", "/tea", True),
        ("User-agent: *\nDisallow: /tea\nAllow: /tea/green", "/tea/green/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/tea.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/tea.pdf?x", True),
        ("User-agent: *\nDisallow: /*a*e", "/tea/leaf", False),
        ("User-agent: *\nDisallow: /%E8%8C%B6", "/%e8%8c%b6/x", False),
        ("disallow: /\n\xff:::\nUser-agent *", "/tea", True),
    ],
)
def test_rules(robots: str, path: str, expected: bool) -> None:
    """Rules are read as RFC 9309 has them: the longest that fits decides."""
    assert Rules.read(robots.encode("latin-1")).allow(path) is expected


@settings(max_examples=30)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_rules_are_read(robots: bytes, path: str) -> None:
    """Whatever a server sends for rules, there is an answer."""
    assert Rules.read(b"User-agent: *\nDisallow: /a*" + robots).allow(path) in (True, False)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "2002:5db8:d822::1"])
def test_public_places_are_asked(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    """Addresses of the open internet are public, also where they wrap one of IPv4."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (number, 80))])
    assert public_ip(address("http://example.org/")) == number


def test_rules_for_thousands_of_programs_take_no_memory() -> None:
    """Rules are kept for this program and for all, however many others a file names (250,000 lists of rules else)."""
    robots = b"User-agent: x\n" * 17_000 + b"User-agent: *\n" + b"Disallow: /t\n" * 17_000
    tracemalloc.start()
    rules = Rules.read(robots)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not rules.allow("/tea")
    assert peak < 20 << 20
