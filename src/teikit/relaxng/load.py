"""Schema files -> schemas that validate: the recipe of this package."""

from collections.abc import Iterable
from typing import Final

from teikit.diagnostics import Diagnostic, Outcome
from teikit.relaxng import syntax
from teikit.relaxng.automaton import Automaton
from teikit.relaxng.files import Resolver, files_under, nothing
from teikit.relaxng.read import read
from teikit.relaxng.restrict import restrict
from teikit.relaxng.simplify import simplify
from teikit.relaxng.uri import uri_of
from teikit.relaxng.validate import CompiledSchema
from teikit.source import SourceFile

__all__ = ["CompiledSchema", "compile_grammar", "load", "read_any"]

# White space, byte order marks, and the zeros of UTF-16.
_NOT_TEXT: Final = b" \t\r\n\xef\xbb\xbf\xfe\xff\x00"


def load(source: SourceFile, *, resolver: Resolver | None = None) -> Outcome[CompiledSchema]:
    """Return the schema of a `.rng` or `.rnc` file; None where anything in it is wrong.

    Without a resolver, files that the schema refers to are read from its own folder.
    """
    if resolver is None:
        resolver = nothing if source.path is None else files_under(source.path.resolve().parent)
    outcome = read_any(source, uri_of(source))
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    return _compile(outcome.value, resolver, uri_of(source), source.name, outcome.diagnostics)


def compile_grammar(
    grammar: syntax.Pattern, *, resolver: Resolver = nothing, name: str = "<schema>"
) -> Outcome[CompiledSchema]:
    """Return the schema that a pattern in full syntax is; None where anything in it is wrong."""
    return _compile(grammar, resolver, "", name, ())


def read_any(source: SourceFile, uri: str = "") -> Outcome[syntax.Pattern]:
    """Return a schema in full syntax, XML or compact."""
    compact = source.name.lower().endswith(".rnc") or source.data.lstrip(_NOT_TEXT)[:1] != b"<"
    if not compact:
        return read(source, uri)
    from teikit.relaxng.compact.read import read_compact  # noqa: PLC0415 - few schemas need it

    return read_compact(source, uri)


def _compile(
    pattern: syntax.Pattern,
    resolver: Resolver,
    uri: str,
    name: str,
    before: Iterable[Diagnostic],
) -> Outcome[CompiledSchema]:
    simple = simplify(pattern, read=read_any, resolver=resolver, uri=uri, name=name)
    if simple.value is None:
        return Outcome(None, (*before, *simple.diagnostics))
    wrong = tuple(restrict(simple.value))
    if wrong:
        return Outcome(None, (*before, *wrong))
    return Outcome(CompiledSchema(Automaton(simple.value)), tuple(before))
