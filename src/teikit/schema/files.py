"""The files that a vocabulary is published as, each format made from the same grammar."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from teikit.diagnostics import Outcome, has_errors
from teikit.odd.model import Vocabulary
from teikit.relaxng import syntax
from teikit.relaxng.files import Resolver
from teikit.relaxng.load import compile_grammar
from teikit.relaxng.write_compact import write_compact
from teikit.relaxng.write_xml import write_xml
from teikit.schema.relaxng import relaxng

Writer = Callable[[syntax.Grammar], str]

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType({"rng": write_xml, "rnc": write_compact})
"""The formats of a schema, named as their files end."""


def checked_grammar(
    vocabulary: Vocabulary, resolver: Resolver, name: str
) -> Outcome[syntax.Grammar]:
    """Return the grammar of a vocabulary, None where no validator could use it.

    It is held against the restrictions of RELAX NG (section 7) before anyone gets it.
    """
    grammar = relaxng(vocabulary)
    if grammar.value is None or has_errors(grammar.diagnostics):
        return Outcome(None, grammar.diagnostics)
    compiled = compile_grammar(grammar.value, resolver=resolver, name=name)
    usable = grammar.value if compiled.value is not None else None
    return Outcome(usable, (*grammar.diagnostics, *compiled.diagnostics))
