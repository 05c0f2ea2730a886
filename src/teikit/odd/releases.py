"""Releases of TEI P5: the one that ships with teikit, and those a user has added."""

import os
import re
import sys
from pathlib import Path
from typing import Final

from teikit import resources

BUNDLED: Final = "4.10.0"
CURRENT: Final = "current"
HOUSE: Final = "teikit:edition"

# Compiled where they are asked for: every command brings this module in.
_VERSION: Final = r"(\d+\.\d+\.\d+)[a-z]?"
_TEI_NAME: Final = r"(?i)tei:(current|\d+\.\d+\.\d+)[a-z]?"
_TEI_URL: Final = (
    r"(?i)https?://(?:www\.|vault\.)?tei-c\.org/(?:Vault/)?P5/(current|\d+\.\d+\.\d+)[a-z]?/"
)
_TEI_LATEST: Final = r"(?i)https?://(?:www\.)?tei-c\.org/release/"


def release_named(source: str) -> str | None:
    """Return the release a source names, such as 4.2.1 or current; None where it names none.

    >>> release_named("tei:4.2.1")
    '4.2.1'
    >>> release_named("https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml")
    'current'
    >>> release_named("house.odd") is None
    True
    """
    named = source.strip()
    found = re.fullmatch(_TEI_NAME, named) or re.match(_TEI_URL, named)
    if found is not None:
        return found.group(1).lower()
    return CURRENT if re.match(_TEI_LATEST, named) else None


def bundled() -> Path:
    """Return the vocabulary that ships with teikit."""
    return resources.schemas() / "tei-p5.odd"


def house_odd() -> Path:
    """Return the house ODD for letters, which an ODD of one's own can build on."""
    return resources.schemas() / "edition.odd"


def added_folder() -> Path:
    """Return the folder where releases live that the user has added."""
    stated = os.environ.get("TEIKIT_DATA")
    if stated:
        return Path(stated) / "p5"
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return root / "teikit" / "p5"


def added_file(version: str) -> Path:
    """Return where an added release is kept."""
    return added_folder() / f"{version}.xml"


def at_hand(version: str) -> Path | None:
    """Return the file of a release; None where it is neither bundled nor added."""
    if version in {CURRENT, BUNDLED}:
        return bundled()
    path = added_file(version)
    return path if path.is_file() else None


def version_in(text: str) -> str | None:
    """Return the release number in a text such as an edition statement.

    >>> version_in("P5 Version 4.10.0a. Last updated")
    '4.10.0'
    """
    found = re.search(_VERSION, text)
    return found.group(1) if found else None
