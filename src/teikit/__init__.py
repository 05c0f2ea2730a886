"""teikit: digital editions in TEI-XML, from one ODD.

schema = teikit.load_schema("edition.odd")
for diagnostic in schema.validate("letter.xml"):
    print(diagnostic.span.start.line, diagnostic.code, diagnostic.message)
html = teikit.transform("letter.xml", to="html")
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from teikit.diagnostics import DiagnosedError as DiagnosedError
    from teikit.diagnostics import Diagnostic as Diagnostic
    from teikit.diagnostics import SchemaError as SchemaError
    from teikit.diagnostics import Severity as Severity
    from teikit.diagnostics import TransformError as TransformError
    from teikit.errors import TeikitError as TeikitError
    from teikit.source import Position as Position
    from teikit.source import Span as Span
    from teikit.transform.convert import transform as transform
    from teikit.validate.grammar.load import Schema as Schema
    from teikit.validate.grammar.load import compile_odd as compile_odd
    from teikit.validate.grammar.load import load_schema as load_schema

__version__ = "0.1.0"

# What is not used is not imported: a command starts in the time that its own work needs.
_HOMES: Final = {
    "DiagnosedError": "teikit.diagnostics",
    "Diagnostic": "teikit.diagnostics",
    "Position": "teikit.source",
    "Schema": "teikit.validate.grammar.load",
    "SchemaError": "teikit.diagnostics",
    "Severity": "teikit.diagnostics",
    "Span": "teikit.source",
    "TeikitError": "teikit.errors",
    "TransformError": "teikit.diagnostics",
    "compile_odd": "teikit.validate.grammar.load",
    "load_schema": "teikit.validate.grammar.load",
    "transform": "teikit.transform.convert",
}

__all__ = [
    "DiagnosedError",
    "Diagnostic",
    "Position",
    "Schema",
    "SchemaError",
    "Severity",
    "Span",
    "TeikitError",
    "TransformError",
    "compile_odd",
    "load_schema",
    "transform",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_HOMES[name]), name)
