r"""Texts and names as the compact syntax writes them: quotation marks, `\` and \x{…}."""

import re
from typing import Final

from teikit.relaxng.compact.lex import KEYWORDS

_CONTROL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPE: Final = re.compile(r"\\(?=x+\{)")


def literal(text: str) -> str:
    r"""Return a text in quotation marks, on one line.

    >>> print(literal('say "no"'), literal("a\nb"))
    'say "no"' "a\x{A}b"
    """
    escaped = _CONTROL.sub(_number, _ESCAPE.sub(r"\\x{5C}", text))
    quote = _quote(escaped)
    if quote:
        return f"{quote}{escaped}{quote}"
    parts = re.findall('"+|[^"]+', escaped)
    return " ~ ".join(f"'{part}'" if part[0] == '"' else f'"{part}"' for part in parts)


def paragraphs(text: str) -> str:
    """Return a text in quotation marks, with its lines as they are."""
    if "\n" not in text.strip():
        return literal(text)
    lines = (_CONTROL.sub(_number, _ESCAPE.sub(r"\\x{5C}", line)) for line in text.split("\n"))
    escaped = "\n".join(lines)
    for quote in ('"""', "'''"):
        if quote not in escaped and not escaped.endswith(quote[0]):
            return f"{quote}{escaped}{quote}"
    return literal(text)


def identifier(name: str) -> str:
    r"""Return a name as it refers to a definition.

    >>> print(identifier("p"), identifier("list"))
    p \list
    """
    return f"\\{name}" if name in KEYWORDS else name


def comment(text: str, mark: str = "#") -> list[str]:
    """Return the lines of a comment, each after a mark."""
    # Only line feeds end lines; other control characters are escaped.
    lines = _ESCAPE.sub(r"\\x{5C}", text).split("\n")
    return [f"{mark} {_CONTROL.sub(_number, line)}" if line else mark for line in lines]


def _quote(escaped: str) -> str:
    for quote in ('"', "'", '"""', "'''"):
        if quote not in escaped and not escaped.endswith(quote[0]):
            return quote
    return ""


def _number(match: re.Match[str]) -> str:
    return f"\\x{{{ord(match[0]):X}}}"
