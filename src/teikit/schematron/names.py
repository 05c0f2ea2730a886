"""Names that the stages of the Schematron engine share."""

from typing import Final

from teikit.names import SCHEMATRON, XSLT

RUN: Final = "https://teikit.org/ns/schematron-run"
"""The namespace of everything that the compiled stylesheet calls its own."""

SCH: Final = f"{{{SCHEMATRON}}}"
XSL: Final = f"{{{XSLT}}}"
MARK: Final = f"{{{RUN}}}mark"
CONSTRAINT: Final = f"{{{RUN}}}constraint"
"""The attribute of a pattern that says what an ODD calls the constraint it comes from."""

ALL: Final = "#ALL"
"""What asks for all patterns, where the name of a phase is expected."""

FN: Final = "http://www.w3.org/2005/xpath-functions"
XS: Final = "Q{http://www.w3.org/2001/XMLSchema}"
ERR: Final = "Q{http://www.w3.org/2005/xqt-errors}"
SVRL: Final = "http://purl.oclc.org/dsdl/svrl"
ASCC: Final = "http://www.ascc.net/xml/schematron"
"""The namespace of Schematron before it became an ISO standard."""
USUAL: Final = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": FN,
    "math": f"{FN}/math",
    "map": f"{FN}/map",
    "array": f"{FN}/array",
    "xsl": XSLT,
    "sch": SCHEMATRON,
    "sch1x": ASCC,
}
"""Prefixes that schemas use without declaring them, since other processors happen to do it.

The grammars that the TEI publishes do so with “sch1x”.
"""
