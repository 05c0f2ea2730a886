"""Addresses on the web, looked up on a server of the tests' own."""

import socket
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from teikit.diagnostics import Severity
from teikit.validate.links.external import Answer, External

from .conftest import Look

PUBLIC = "93.184.216.34"
NAMES = {
    "site.example": PUBLIC,
    "inside.example": "10.0.0.1",
    "link-local.example": "169.254.169.254",
    "mapped.example": "::ffff:192.168.0.1",
}
asked: Counter[str] = Counter()


class Site(BaseHTTPRequestHandler):
    """A site with pages that are there, have moved, or are gone."""

    def do_HEAD(self) -> None:
        asked[f"{self.command} {self.path}"] += 1
        status, _, location = {
            "/here": "200",
            "/old": "301 /here",
            "/round": "302 /round",
            "/inside": "302 http://inside.example/",
            "/file": "302 file:///etc/passwd",
            "/people": "403",
            "/late": "503",
            "/get": "405" if self.command == "HEAD" else "200",
        }.get(self.path.partition("?")[0], "404").partition(" ")
        self.send_response(int(status))
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        thread = Thread(target=site.serve_forever, daemon=True)
        thread.start()
        yield site.server_port
        site.shutdown()
        thread.join()


@pytest.fixture
def external(server: int) -> External:
    """A web of which all is the server, while names stand for public and private addresses."""
    asked.clear()

    def resolver(host: str, _port: int) -> list[str]:
        if host in NAMES:
            return [NAMES[host]]
        if host.endswith(".example"):
            raise socket.gaierror
        return [host.strip("[]")]

    def connector(address: str, _port: int, seconds: float) -> socket.socket:
        assert address == PUBLIC, "only public addresses are connected to"
        return socket.create_connection(("127.0.0.1", server), seconds)

    return External(resolver=resolver, connector=connector, seconds=5)


GOOD = ["here", "old", "get", "here?q=1&r=ä b", "here#part"]
BAD = {
    "http://site.example/gone": Answer("the server answers with code 404"),
    "http://site.example/late": Answer("the server answers with code 503"),
    "http://nobody.example/": Answer("there is no such server"),
    "http://site.example:99999/": Answer("the server cannot be reached (ValueError)"),
    "http://site.example/people": Answer("it answers to people only", checked=False),
    "http://site.example/round": Answer("it is sent on again and again", checked=False),
    "http://inside.example/": Answer("it leads into the own network", checked=False),
    "http://site.example/inside": Answer("it leads into the own network", checked=False),
    "http://link-local.example/": Answer("it leads into the own network", checked=False),
    "http://mapped.example/": Answer("it leads into the own network", checked=False),
    "http://127.0.0.1/": Answer("it leads into the own network", checked=False),
    "http://[::1]/": Answer("it leads into the own network", checked=False),
    "http://0.0.0.0/": Answer("it leads into the own network", checked=False),
    "http://site.example/file": Answer(
        "it is sent on to something that is not on the web", checked=False
    ),
}


@pytest.mark.parametrize("page", GOOD)
def test_an_address_that_works(page: str, external: External) -> None:
    assert not external.look_up([f"http://site.example/{page}"])


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_does_not(address: str, external: External) -> None:
    assert external.look_up([address]) == {address: BAD[address]}


def test_a_server_that_does_not_speak_tls(external: External) -> None:
    found = external.look_up(["https://site.example/here"])
    assert "certificate" in found["https://site.example/here"].why


def test_each_address_is_looked_up_once_and_not_too_many(external: External) -> None:
    addresses = [f"http://site.example/here?{number}" for number in range(4)]
    found = External(2, external.resolver, external.connector).look_up(addresses * 3)
    assert list(found) == addresses[2:]
    assert not any(answer.checked for answer in found.values())
    assert asked == {"HEAD /here?0": 1, "HEAD /here?1": 1}


def test_a_dead_address_is_told_where_it_stands(external: External, look: Look) -> None:
    content = (
        '<ref target="http://site.example/here http://site.example/gone"/>\n'
        '<ptr target="http://site.example/gone"/><ref target="http://inside.example/"/>'
    )
    found = [one for _name, one in look({"a.xml": content}, external=external)]
    assert [(one.code, one.severity, one.span.start.line) for one in found] == [
        ("LNK701", Severity.WARNING, 1),
        ("LNK701", Severity.WARNING, 2),
        ("LNK702", Severity.INFO, 2),
    ]
    assert asked["HEAD /gone"] == 1
    assert not look({"a.xml": content})
