"""Addresses on the web, looked up only when asked for: few at a time, and never at home.

Documents may come from strangers, so an address that leads into the own network is refused, be
it by its name, by what its name stands for, or by being sent on there.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.source import Span
from teikit.validate.links import edition_words

Resolver = Callable[[str, int], list[str]]
"""From the name of a server and a port to its IP addresses."""
Connector = Callable[[str, int, float], socket.socket]
"""From an IP address, a port and seconds to wait to a connection."""

MOST: Final = 1000
_AT_A_TIME: Final = 8
_SECONDS: Final = 10.0
_ALTOGETHER: Final = 30.0
_MOST_MOVES: Final = 5
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
# Servers that answer like this may well show the page to people.
_FOR_PEOPLE: Final = {
    401: "it asks who you are",
    403: "it answers to people only",
    429: "it is busy",
}
_PORTS: Final = {"http": 80, "https": 443}
_HEADERS: Final = {"User-Agent": "teikit (link check)", "Accept": "*/*"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Why an address does not work, or why it was not looked up."""

    why: str
    checked: bool = True

    def said(self, text: str, place: Span) -> Diagnostic:
        """Return the answer as a diagnostic."""
        say = edition_words.dead_address if self.checked else edition_words.unchecked_address
        return say(text, self.why, place)


class _Refused(Exception):  # noqa: N818 - not an error: a verdict on the way
    """An address that is not looked up; the text says why."""


def _resolved(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def _connected(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


@dataclass(frozen=True, slots=True)
class External:
    """Looks up addresses on the web, at most `most` different ones."""

    most: int = MOST
    resolver: Resolver = _resolved
    connector: Connector = _connected
    seconds: float = _SECONDS

    def look_up(self, addresses: Iterable[str]) -> dict[str, Answer]:
        """Return an answer for each address that does not work or was not looked up."""
        distinct = list(dict.fromkeys(addresses))
        chosen, rest = distinct[: self.most], distinct[self.most :]
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            try:
                answers = list(pool.map(self._answer, chosen))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        found = {one: said for one, said in zip(chosen, answers, strict=True) if said is not None}
        many = Answer(f"there are more than {self.most:,} different addresses", checked=False)
        return {**found, **dict.fromkeys(rest, many)}

    def _answer(self, address: str) -> Answer | None:
        try:
            status = self._status(address)
        except _Refused as refused:
            return Answer(str(refused), checked=False)
        except (OSError, HTTPException, ValueError) as error:
            return Answer(self._reason(error))
        if status < 400:
            return None
        if status in _FOR_PEOPLE:
            return Answer(_FOR_PEOPLE[status], checked=False)
        return Answer(f"the server answers with code {status}")

    def _reason(self, error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"there was no answer within {self.seconds:.0f} seconds"
        if isinstance(error, socket.gaierror):
            return "there is no such server"
        if isinstance(error, ssl.SSLError):
            return f"its security certificate is not in order ({error.reason or error})"
        return f"the server cannot be reached ({type(error).__name__})"

    def _status(self, address: str) -> int:
        for _ in range(_MOST_MOVES):
            status, moved = self._ask("HEAD", address)
            if status >= 400 and status not in _FOR_PEOPLE:
                # Many servers do not know HEAD, and say so in various ways.
                status, moved = self._ask("GET", address)
            if status not in _MOVED or not moved:
                return status
            address = urljoin(address, moved)
        msg = "it is sent on again and again"
        raise _Refused(msg)

    def _ask(self, method: str, address: str) -> tuple[int, str]:
        parts = urlsplit(address)
        scheme, host = parts.scheme.lower(), parts.hostname
        if scheme not in _PORTS or not host:
            msg = "it is sent on to something that is not on the web"
            raise _Refused(msg)
        port = parts.port or _PORTS[scheme]
        plain = self.connector(self._public(host, port), port, self.seconds)
        timer = Timer(max(_ALTOGETHER, self.seconds), _cut, [plain])
        timer.daemon = True
        timer.start()
        connection = HTTPConnection(host, port, timeout=self.seconds)
        connection.sock = plain
        try:
            if scheme == "https":
                context = ssl.create_default_context()
                connection = HTTPSConnection(host, port, timeout=self.seconds, context=context)
                connection.sock = context.wrap_socket(plain, server_hostname=host)
            connection.request(method, _path(parts), headers=_HEADERS)
            reply = connection.getresponse()
            return reply.status, reply.getheader("Location") or ""
        finally:
            timer.cancel()
            connection.close()

    def _public(self, host: str, port: int) -> str:
        """Return the address to connect to; the same that was looked at, whatever names do."""
        found = self.resolver(host, port)
        if not found or not all(_is_public(one) for one in found):
            msg = "it leads into the own network"
            raise _Refused(msg)
        return found[0]


def _cut(connection: socket.socket) -> None:
    """End a connection over which something trickles for ever."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _is_public(address: str) -> bool:
    ip = ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None and not inner.is_global:
        return False
    return ip.is_global and not ip.is_multicast


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path
