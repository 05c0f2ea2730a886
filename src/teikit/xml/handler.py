"""The shape of what receives a document's events."""

from typing import Protocol


class Handler(Protocol):
    """What receives the events of a document.

    Names are "namespace local" with one space between, or just the local part of a name in no
    namespace; `attributes` is a flat list of names and values in document order.
    """

    def start(self, name: str, attributes: list[str], /) -> None:
        """Take the start tag of an element."""

    def end(self, name: str, /) -> None:
        """Take the end tag of an element."""

    def text(self, data: str, /) -> None:
        """Take character data: all of it between two tags, or a large part of it."""

    def namespace(self, prefix: str | None, uri: str | None, /) -> None:
        """Take a namespace declaration of the start tag that follows."""

    def depth(self) -> int:
        """Return how many elements are open."""
