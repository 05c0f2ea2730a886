"""XSD files as schemas: documents and their companions (METS, ALTO, PAGE) against XML Schema."""

from teikit.validate.xsd.schema import XsdSchema, load_xsd

__all__ = ["XsdSchema", "load_xsd"]
