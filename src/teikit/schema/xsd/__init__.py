"""A schema as XSD: from patterns to types, and what of them XML Schema cannot say."""

from teikit.schema.xsd.emit import emit

__all__ = ["emit"]
