"""Saxon's messages without what only makes sense to those who see the compiled stylesheet."""

import re
from typing import Final

_CUT: Final = re.compile(
    r"\s*(?:In variable \S+ on line|In function \S+ on line|During lazy evaluation of|invoked by|"
    r"In template rule|In a user-defined|External function calls have been disabled).*$",
    re.DOTALL,
)
_SAID: Final = (
    (re.compile(r"Unexpected token \"?<eof>\"?.*$"), "The expression ends too early"),
    (re.compile(r" at line \d+ in file:\S+"), ""),
    (re.compile(r"(?:for|of) variable \$\w+:value\b"), "of the variable"),
    (re.compile(r"(Namespace prefix|Undeclared namespace prefix) ['{](\S+?)['}].*$"),
     "The prefix “\\2” has not been declared"),
    (re.compile(r"Variable (\$?\S+) has not been declared.*$"), "There is no variable “\\1”"),
    (re.compile(r"Cannot find an? (\d+)-argument function named (?:Q\{\S*?\})?(\S+?)\(\)"),
     "There is no function “\\2” that takes \\1 arguments"),
)  # fmt: skip


def plain(message: str) -> str:
    """Return the part of a message that concerns the schema's author, without a full stop.

    >>> plain("Cannot find a 1-argument function named Q{urn:f}x()")
    'There is no function “x” that takes 1 arguments'
    """
    message = _CUT.sub("", " ".join(message.split()))
    for pattern, replacement in _SAID:
        message = pattern.sub(replacement, message)
    return message.rstrip(". ")
