"""A schema as a stylesheet in XSLT 3.0: written, compiled, and run on documents."""
