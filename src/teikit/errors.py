"""Exceptions for misuse and for a broken environment; a user's mistake is a `Diagnostic`."""


class TeikitError(Exception):
    """Anything teikit raises on purpose."""


class EnvironmentProblemError(TeikitError):
    """The machine or the installation lacks something teikit needs; the text says what."""
