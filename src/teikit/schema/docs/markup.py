"""HTML as text, every piece of it escaped; and the addresses of what the page documents."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import urlsplit

_SAFE: Final = frozenset({"", "http", "https", "mailto"})
KINDS: Final = {
    "element": "element",
    "class": "class",
    "macro": "macro",
    "datatype": "datatype",
}


def tag(name: str, /, *content: str, **attributes: str | bool | None) -> str:
    """Return an element; `content` is HTML already, values of attributes are not.

    >>> tag("p", text("a < b"), class_="note", hidden=True)
    '<p class="note" hidden="hidden">a &lt; b</p>'
    """
    return f"<{name}{_attributes(attributes)}>{''.join(content)}</{name}>"


def void(name: str, /, **attributes: str | bool | None) -> str:
    """Return an element that is always empty."""
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: "dict[str, str | bool | None]") -> str:
    parts = []
    for name, value in attributes.items():
        html_name = name.rstrip("_").replace("_", "-")
        if value is True:
            parts.append(f' {html_name}="{html_name}"')
        elif value:
            parts.append(f' {html_name}="{escape(str(value))}"')
    return "".join(parts)


def text(content: str) -> str:
    """Return text, escaped."""
    return escape(content, quote=False)


def code(content: str, class_: str = "") -> str:
    """Return a piece of code."""
    return tag("code", text(content), class_=class_)


def anchor(kind: str, key: str) -> str:
    """Return the identifier of the section about a declaration.

    >>> anchor("element", "hi"), anchor("class", "att.global")
    ('element-hi', 'class-att.global')
    """
    return f"{KINDS.get(kind, kind)}-{re.sub(r'[^A-Za-z0-9._-]+', '_', key)}"


def safe_address(address: str) -> str | None:
    """Return an address that is safe to follow, None for scripts and the like."""
    address = address.strip()
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in _SAFE and not re.search(r"[\x00-\x20]", address) else None


def listed(items: Iterable[str], class_: str = "") -> str:
    """Return a list of items, nothing for none."""
    entries = "".join(tag("li", item) for item in items)
    return tag("ul", entries, class_=class_) if entries else ""
