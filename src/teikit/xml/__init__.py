"""XML: parsing, events, positions, and XSLT by SaxonC; the only importer of such libraries."""
