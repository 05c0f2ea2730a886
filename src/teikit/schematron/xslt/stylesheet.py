"""A compiled schema's stylesheet in pieces, so that some of its patterns can be run alone."""

from collections.abc import Container

from teikit.records import dataclass

Patterns = frozenset[int]


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """XSLT in order, each piece with the number of the pattern it serves (None: all of them)."""

    pieces: tuple[tuple[int | None, str], ...]

    def text(self, patterns: Container[int] | None = None) -> str:
        """Return the stylesheet of some patterns (None: of all)."""
        return "\n".join(
            piece
            for pattern, piece in self.pieces
            if patterns is None or pattern is None or pattern in patterns
        )
