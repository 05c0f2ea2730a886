"""ISO Schematron (ISO/IEC 19757-3): compiled to XSLT 3.0, run in SaxonC.

With rules from the cache and a document they have nothing to say about, SaxonC is not imported.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from teikit.schematron.check import CompiledSchematron as CompiledSchematron
    from teikit.schematron.ready import load as load
    from teikit.schematron.ready import load_document as load_document

_HOMES: Final = {
    "CompiledSchematron": "teikit.schematron.check",
    "load": "teikit.schematron.ready",
    "load_document": "teikit.schematron.ready",
}

__all__ = ["CompiledSchematron", "load", "load_document"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_HOMES[name]), name)
