"""Characters of a compact schema -> tokens (RELAX NG Compact Syntax, section 3)."""

import re
from enum import Enum, auto
from typing import Final, NamedTuple

from teikit.diagnostics import Diagnostic
from teikit.relaxng.compact.text import ESCAPED_NEWLINE, CompactSyntaxError, CompactText

_START: Final = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NCNAME: Final = f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*"
"""A regular expression for a name without a colon."""

KEYWORDS: Final = frozenset(
    {
        "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar",
        "include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start",
        "string", "text", "token",
    }
)  # fmt: skip


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    QUOTED_NAME = auto()
    PREFIXED_NAME = auto()
    NAMESPACE_NAME = auto()
    LITERAL = auto()
    DOCUMENTATION = auto()
    SYMBOL = auto()
    END = auto()


class Token(NamedTuple):
    r"""A token: `text` is what it means, e.g. a literal's value, a name without its `\`.

    `start` and `end` are offsets in the text; `comments` are those right before it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    comments: tuple[str, ...] = ()


_TOKEN: Final = re.compile(
    rf"""(?P<space>[ \t\n]+)
    |(?P<documentation>\#\#[^\n]*(?:\n[ \t]*\#\#[^\n]*)*)
    |(?P<comment>\#[^\n]*(?:\n[ \t]*\#(?!\#)[^\n]*)*)
    |(?P<literal>\"\"\"(?:\"?\"?[^\"])*\"\"\"|'''(?:'?'?[^'])*'''
        |\"(?!\"\")[^\"\n]*\"|'(?!'')[^'\n]*')
    |(?P<namespace>{NCNAME}:\*)
    |(?P<prefixed>{NCNAME}:{NCNAME})
    |(?P<name>{NCNAME})
    |\\(?P<quoted>{NCNAME})
    |(?P<symbol>\|=|&=|>>|[{{}}()\[\]=|&,*+?~-])""",
    re.VERBOSE,
)
_KINDS: Final = {
    "name": Kind.NAME,
    "quoted": Kind.QUOTED_NAME,
    "prefixed": Kind.PREFIXED_NAME,
    "namespace": Kind.NAMESPACE_NAME,
    "symbol": Kind.SYMBOL,
}
_DOCUMENTATION_START: Final = re.compile(r"[ \t]*##+ ?")
_COMMENT_START: Final = re.compile(r"[ \t]*#+")


def tokens(text: CompactText) -> list[Token]:
    """Return the tokens of a schema with an END at the end; raises `CompactSyntaxError`."""
    found: list[Token] = []
    comments: list[str] = []
    characters = text.characters
    offset, length = 0, len(characters)
    while offset < length:
        match = _TOKEN.match(characters, offset)
        if match is None:
            raise CompactSyntaxError(_no_token(text, offset))
        group, offset = str(match.lastgroup), match.end()
        if group == "space":
            continue
        if group == "comment":
            comments.append(_comment(match[0]))
            continue
        kind, value = _token(group, match[group])
        found.append(Token(kind, value, match.start(), offset, tuple(comments)))
        comments.clear()
    found.append(Token(Kind.END, "", length, length, tuple(comments)))
    return found


def _token(group: str, raw: str) -> tuple[Kind, str]:
    if group == "literal":
        quotes = 3 if raw[:3] in {'"""', "'''"} and len(raw) >= 6 else 1
        return Kind.LITERAL, raw[quotes:-quotes].replace(ESCAPED_NEWLINE, "\n")
    if group == "documentation":
        lines = (_DOCUMENTATION_START.sub("", line, count=1) for line in raw.split("\n"))
        return Kind.DOCUMENTATION, "\n".join(lines).replace(ESCAPED_NEWLINE, "\n")
    return _KINDS[group], raw


def _comment(raw: str) -> str:
    lines = (_COMMENT_START.sub("", line, count=1) for line in raw.split("\n"))
    text = "\n".join(lines).replace(ESCAPED_NEWLINE, "\n").strip()
    return f" {text} " if text else ""


def _no_token(text: CompactText, offset: int) -> Diagnostic:
    character = text.characters[offset]
    span = text.span(offset)
    if character in "\"'":
        return _not_closed(character, text, offset)
    hints: tuple[str, ...] = ()
    if character == "<" and not text.characters[:offset].strip():
        hints = ("This looks like the XML syntax of RELAX NG: such files end in .rng.",)
    shown = f"“{character}”" if character.isprintable() else f"U+{ord(character):04X}"
    message = f"The character {shown} has no meaning here."
    return Diagnostic("RNG302", message, span, hints=hints)


def _not_closed(quote: str, text: CompactText, offset: int) -> Diagnostic:
    three = quote * 3
    span = text.span(offset)
    if text.characters.startswith(three, offset):
        return Diagnostic("RNG303", f"The text that {three} begins here has no end.", span)
    message = f"The text that {quote} begins here has no end on its line."
    hint = f"Close it with {quote}; a text of several lines stands between {three} and {three}."
    return Diagnostic("RNG303", message, span, hints=(hint,))
