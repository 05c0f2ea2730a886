"""The RELAX NG engine: schemas in XML and compact syntax, and validation against them."""
