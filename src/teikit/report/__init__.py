"""Diagnostics as text and JSON."""
