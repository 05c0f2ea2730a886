"""The identifiers that an XPointer starts from (TEI Guidelines, 17.2.4; W3C XPointer Framework).

What else it says, such as which stretch of the text is meant, is for other software.
"""

import re
from collections.abc import Iterator
from typing import Final

from teikit.records import dataclass

_LONGEST: Final = 1_000
_DEEPEST: Final = 8
_SCHEME: Final = re.compile(r"\s*([A-Za-z_][\w.-]*)\(")
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_ID: Final = re.compile(r"""id\(\s*(?:'([^']+)'|"([^"]+)")\s*\)""")
_XPATHS: Final = frozenset({"xpath", "xpath1", "xpath2", "xpointer"})
_NO_TARGET: Final = "xmlns"
# Which arguments of TEI's schemes are where to start: the first, every one, or every third.
_STEPS: Final = {
    "left": 0,
    "right": 0,
    "string-index": 0,
    "match": 0,
    "range": 1,
    "string-range": 3,
}


@dataclass(frozen=True, slots=True)
class _Part:
    scheme: str
    arguments: tuple[str, ...]


def identifiers_in(xpointer: str) -> tuple[str, ...]:
    """Return the identifiers without which an XPointer finds nothing.

    >>> identifiers_in("range(left(a),string-index(b,3))"), identifiers_in("match(c,'x, (y)')")
    (('a', 'b'), ('c',))
    >>> identifiers_in("xpath(//p[2])"), identifiers_in("xpointer(id('d')/p[1])")
    ((), ('d',))
    """
    return _identifiers(xpointer, 0) if len(xpointer) <= _LONGEST else ()


def _identifiers(pointer: str, depth: int) -> tuple[str, ...]:
    parts = [one for one in _parts(pointer) if one.scheme != _NO_TARGET]
    # Of several parts, a later one is for when the others find nothing.
    return tuple(dict.fromkeys(_of_part(parts[0], depth))) if len(parts) == 1 else ()


def _of_part(part: _Part, depth: int) -> Iterator[str]:
    first, *_ = part.arguments
    if part.scheme == "element":
        start = first.partition("/")[0]
        if _NAME.fullmatch(start):
            yield start
    elif part.scheme in _XPATHS:
        start_of_path = _ID.match(first.lstrip())
        if start_of_path:
            yield start_of_path[1] or start_of_path[2]
    elif part.scheme in _STEPS:
        step = _STEPS[part.scheme]
        for argument in part.arguments[::step] if step else (first,):
            if _NAME.fullmatch(argument.strip()):
                yield argument.strip()
            elif depth < _DEEPEST:
                yield from _identifiers(argument, depth + 1)


def _parts(pointer: str) -> Iterator[_Part]:
    """Yield the parts of a pointer; none where it is not one."""
    found: list[_Part] = []
    position = 0
    while scheme := _SCHEME.match(pointer, position):
        arguments, position = _arguments(pointer, scheme.end())
        if not arguments:
            return
        found.append(_Part(scheme[1], arguments))
    if not pointer[position:].strip():
        yield from found


def _arguments(pointer: str, position: int) -> tuple[tuple[str, ...], int]:
    """Return what stands between commas up to the closing bracket, and the place behind that.

    There are no arguments where there is no such bracket. What is quoted may hold any of these
    signs; outside, "^" escapes the next one.
    """
    arguments: list[str] = []
    current: list[str] = []
    depth, quote, escaped = 1, "", False
    for place in range(position, len(pointer)):
        sign = pointer[place]
        if escaped:
            escaped = False
        elif sign == "^":
            escaped = True
            continue
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
            if depth == 0:
                return (*arguments, "".join(current)), place + 1
        elif sign == "," and depth == 1:
            arguments.append("".join(current))
            current = []
            continue
        current.append(sign)
    return (), len(pointer)
