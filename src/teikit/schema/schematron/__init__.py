"""The constraints of a vocabulary as Schematron."""

from teikit.schema.schematron.emit import emit, located, schematron

__all__ = ["emit", "located", "schematron"]
