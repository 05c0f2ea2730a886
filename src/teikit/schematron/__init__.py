"""ISO Schematron (ISO/IEC 19757-3): compiled to XSLT 3.0, run in SaxonC."""

from teikit.schematron.check import CompiledSchematron
from teikit.schematron.load import load, load_document

__all__ = ["CompiledSchematron", "load", "load_document"]
