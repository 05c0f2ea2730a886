"""Diagnostics as reports: for people, for other programs, for servers."""
