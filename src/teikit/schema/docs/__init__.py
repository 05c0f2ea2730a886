"""A vocabulary as a web page: every declaration, and what has been changed."""

from teikit.schema.docs.emit import documentation, emit

__all__ = ["documentation", "emit"]
