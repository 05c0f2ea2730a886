"""teikit: digital editions in TEI-XML, from one ODD."""

__version__ = "0.1.0"
