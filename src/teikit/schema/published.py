"""What a schema is published from, the same for every format."""

from teikit.diagnostics import Outcome, has_errors
from teikit.odd.model import Vocabulary
from teikit.records import dataclass
from teikit.relaxng import syntax
from teikit.relaxng.files import Resolver, nothing
from teikit.relaxng.load import compile_grammar
from teikit.schema.relaxng import relaxng


@dataclass(frozen=True, slots=True)
class Published:
    """A vocabulary, and the grammar made of it, which a validator has accepted.

    `resolver` finds the files that the grammar still refers to.
    """

    name: str
    vocabulary: Vocabulary
    grammar: syntax.Grammar
    resolver: Resolver = nothing


def published(vocabulary: Vocabulary, resolver: Resolver, name: str) -> Outcome[Published]:
    """Return what all formats are written from, None where no validator could use the grammar.

    The grammar is held against the restrictions of RELAX NG (section 7) before anyone gets it.
    """
    grammar = relaxng(vocabulary)
    if grammar.value is None or has_errors(grammar.diagnostics):
        return Outcome(None, grammar.diagnostics)
    compiled = compile_grammar(grammar.value, resolver=resolver, name=name)
    diagnostics = (*grammar.diagnostics, *compiled.diagnostics)
    if compiled.value is None:
        return Outcome(None, diagnostics)
    return Outcome(Published(name, vocabulary, grammar.value, resolver), diagnostics)
