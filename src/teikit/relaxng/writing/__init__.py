"""Schemas written out, in XML syntax and in compact syntax."""
