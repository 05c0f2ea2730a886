"""The tokens of a compact schema, one at a time, and what its declarations say."""

from difflib import get_close_matches
from typing import Final

from teikit.diagnostics import Diagnostic, Related
from teikit.names import XML, XSD_DATATYPES
from teikit.relaxng.compact.lex import KEYWORDS, Kind, Token, tokens
from teikit.relaxng.compact.text import CompactSyntaxError, CompactText
from teikit.source import Span

_DEEPEST: Final = 100
"""So deep may patterns be nested; no schema written by hand comes near it."""


class Cursor:
    """Reads tokens in order; `base` is the schema's URI.

    `default` is the namespace of unprefixed element names (None: that of the including schema),
    `namespaces` and `datatypes` are what prefixes stand for.
    """

    def __init__(self, text: CompactText, base: str) -> None:
        self.base = base
        self.default: str | None = None
        self.namespaces: dict[str, str | None] = {"xml": XML}
        self.datatypes: dict[str, str] = {"xsd": XSD_DATATYPES}
        self.bindings: tuple[tuple[str, str], ...] = (("xml", XML),)
        self._text = text
        self._tokens = tokens(text)
        self._index = 0
        self._depth = 0

    # ------------------------------------------------------------ tokens

    @property
    def token(self) -> Token:
        """The next token, not yet taken."""
        return self._tokens[self._index]

    def ahead(self, count: int = 1) -> Token:
        """Return the token that comes `count` after the next one."""
        return self._tokens[min(self._index + count, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Return the next token and go on to the one after it."""
        token = self._tokens[self._index]
        if token.kind is not Kind.END:
            self._index += 1
        return token

    def at(self, *symbols: str) -> bool:
        """Return whether the next token is one of these symbols."""
        token = self.token
        return token.kind is Kind.SYMBOL and token.text in symbols

    def at_word(self, *words: str) -> bool:
        """Return whether the next token is one of these keywords."""
        token = self.token
        return token.kind is Kind.NAME and token.text in words

    def accept(self, symbol: str) -> bool:
        """Take the next token if it is this symbol, and return whether it was."""
        found = self.at(symbol)
        if found:
            self._index += 1
        return found

    def expect(self, symbol: str, *, to_close: Token | None = None) -> Token:
        """Take this symbol; `to_close` is the bracket that it closes."""
        if self.at(symbol):
            return self.take()
        related: tuple[Related, ...] = ()
        if to_close is not None:
            message = f"“{to_close.text}” is opened here."
            related = (Related(self.span(to_close), message),)
        raise self.unexpected(f"“{symbol}”", (symbol,), related=related)

    def enter(self, token: Token) -> None:
        """Note that what follows is one level deeper."""
        self._depth += 1
        if self._depth > _DEEPEST:
            message = f"The schema is nested more than {_DEEPEST} levels deep here."
            hint = "Give the inner parts names of their own and refer to them."
            raise self.fail("RNG312", message, token, hint)

    def leave(self) -> None:
        """Note that a level is done."""
        self._depth -= 1

    # ------------------------------------------------------------ names

    def identifier(self, what: str) -> str:
        """Take a name that is no keyword, or any name after a backslash."""
        token = self.token
        if token.kind is Kind.QUOTED_NAME or is_identifier(token):
            return self.take().text
        if token.kind is Kind.NAME:
            hint = (
                f"“{token.text}” is a word of the compact syntax; as a name write “\\{token.text}”."
            )
            raise self.unexpected(what, hints=(hint,))
        raise self.unexpected(what)

    def any_name(self, what: str) -> str:
        """Take a name, which may be a keyword."""
        if self.token.kind in {Kind.NAME, Kind.QUOTED_NAME}:
            return self.take().text
        raise self.unexpected(what)

    def literal(self, what: str) -> str:
        """Take a text in quotation marks, joined with those that follow after `~`."""
        if self.token.kind is not Kind.LITERAL:
            raise self.unexpected(what)
        parts = [self.take().text]
        while self.accept("~"):
            if self.token.kind is not Kind.LITERAL:
                raise self.unexpected("the text that “~” joins")
            parts.append(self.take().text)
        return "".join(parts)

    def namespace(self, prefix: str, token: Token) -> str | None:
        """Return what a prefix stands for; None is the namespace of the including schema."""
        if prefix not in self.namespaces:
            hint = f'Declare it at the top of the schema: namespace {prefix} = "…".'
            raise self.fail("RNG320", f"The prefix “{prefix}” is not declared.", token, hint)
        return self.namespaces[prefix]

    # ------------------------------------------------------------ places and mistakes

    def span(self, token: Token) -> Span:
        """Return the place of a token."""
        return self._text.span(token.start, token.end)

    def start(self, token: Token) -> Span:
        """Return the place of something that begins with a token."""
        return self._text.span(token.start)

    def fail(
        self,
        code: str,
        message: str,
        token: Token,
        *hints: str,
        expected: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> CompactSyntaxError:
        """Return what to raise for something wrong with a token."""
        span = self.span(token)
        return CompactSyntaxError(
            Diagnostic(code, message, span, hints=hints, expected=expected, related=related)
        )

    def unexpected(
        self,
        wanted: str,
        expected: tuple[str, ...] = (),
        *,
        hints: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> CompactSyntaxError:
        """Return what to raise when the next token is not what must stand here."""
        token = self.token
        found = "The file ends here" if token.kind is Kind.END else f"Here is {_shown(token)}"
        message = f"{found}, but {wanted} should follow."
        hints = (*hints, *self._advice(token))
        return self.fail("RNG310", message, token, *hints, expected=expected, related=related)

    def _advice(self, token: Token) -> tuple[str, ...]:
        if token.kind is Kind.DOCUMENTATION:
            return ("A comment with ## stands right before the pattern or definition it explains.",)
        # A keyword that is misspelt is read as a name, and found out one or two tokens later.
        for before in reversed(self._tokens[max(self._index - 2, 0) : self._index]):
            near = get_close_matches(before.text, sorted(KEYWORDS), 1, 0.75)
            if is_identifier(before) and near:
                return (f"Did you mean “{near[0]}” instead of “{before.text}”?",)
        return ()


def is_identifier(token: Token) -> bool:
    """Return whether a token is a name that is no keyword."""
    return token.kind is Kind.NAME and token.text not in KEYWORDS


def _shown(token: Token) -> str:
    text = token.text if len(token.text) <= 40 else token.text[:39] + "…"
    match token.kind:
        case Kind.LITERAL:
            return f"the text “{text}”"
        case Kind.DOCUMENTATION:
            return "a comment with ##"
        case Kind.QUOTED_NAME:
            return f"“\\{text}”"
        case _:
            return f"“{text}”"
