"""Addresses on the web, looked up only when asked for."""


class External:
    """Looks up addresses on the web."""
