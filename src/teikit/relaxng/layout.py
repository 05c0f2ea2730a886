"""Text that breaks its lines where they get too long."""

from collections.abc import Iterable
from math import inf
from typing import Final, TypeAlias

from teikit.records import dataclass

_WIDTH: Final = 98


@dataclass(frozen=True, slots=True)
class Line:
    """A place where a line may break; `flat` is what stands there if it does not."""

    flat: str = " "
    width: float = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Parts that stay on one line, or else have every line inside them broken.

    With `together` unset it is only a sequence, and breaks as what is around it. Lines in it
    are indented by `indent` more.
    """

    parts: "tuple[Layout, ...]"
    indent: int
    together: bool
    width: float


Layout: TypeAlias = str | Line | Block

LINE: Final = Line()
HARD: Final = Line("", inf)
"""Line breaks: a space, nothing, or a break in any case."""

BROKEN: Final = Block((), 0, together=False, width=inf)
"""Nothing, but what is around it cannot stay on one line."""


def group(*parts: Layout) -> Block:
    """Return parts that stay on one line if they fit."""
    return Block(parts, 0, together=True, width=_width(parts))


def nest(*parts: Layout, by: int = 2) -> Block:
    """Return parts whose lines are indented."""
    return Block(parts, by, together=False, width=_width(parts))


def concat(parts: Iterable[Layout]) -> Block:
    """Return parts one after the other."""
    return nest(*parts, by=0)


def must_break(layout: Layout) -> bool:
    """Return whether a layout cannot stand on one line."""
    return _width((layout,)) == inf


def is_long(layout: Layout) -> bool:
    """Return whether a layout takes several lines where it stands by itself."""
    return _width((layout,)) > _WIDTH


def render(layout: Layout) -> str:
    """Return the text, without white space at the ends of lines."""
    out: list[str] = []
    column = 0
    todo: list[tuple[int, bool, Layout]] = [(0, False, layout)]
    while todo:
        indent, flat, part = todo.pop()
        if isinstance(part, Block):
            flat = flat or (part.together and column + part.width <= _WIDTH)
            inner = indent + part.indent
            todo.extend((inner, flat, each) for each in reversed(part.parts))
        elif isinstance(part, str):
            out.append(part)
            _, newline, after = part.rpartition("\n")
            column = len(after) if newline else column + len(part)
        elif flat:
            out.append(part.flat)
            column += len(part.flat)
        else:
            if out and out[-1].isspace():
                out[-1] = "\n"
            out.append("\n" + " " * indent)
            column = indent
    return "".join(out)


def _width(parts: Iterable[Layout]) -> float:
    return sum(
        (inf if "\n" in part else len(part)) if isinstance(part, str) else part.width
        for part in parts
    )
