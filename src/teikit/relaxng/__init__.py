"""The RELAX NG engine: schemas in XML and compact syntax, and validation against them."""

from teikit.relaxng.files import Resolver, files_under
from teikit.relaxng.load import CompiledSchema, compile_grammar, load, read_any
from teikit.relaxng.recover import Advise, Finding
from teikit.relaxng.validate import Validator

__all__ = [
    "Advise",
    "CompiledSchema",
    "Finding",
    "Resolver",
    "Validator",
    "compile_grammar",
    "files_under",
    "load",
    "read_any",
]
