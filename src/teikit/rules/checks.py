"""The rules about what philologists expect a tool to notice, one module a family."""

from collections.abc import Mapping
from types import ModuleType

from teikit.rules import (
    checks_characters,
    checks_correspondence,
    checks_dates,
    checks_encoding,
    checks_header,
    checks_language,
    checks_numbering,
    checks_quotes,
    checks_rendition,
    checks_selection,
)

FAMILIES: Mapping[str, ModuleType] = {
    "HDR": checks_header,
    "LNG": checks_language,
    "DAT": checks_dates,
    "CHR": checks_characters,
    "NUM": checks_numbering,
    "QUO": checks_quotes,
    "COR": checks_correspondence,
    "RND": checks_rendition,
    "ENC": checks_encoding,
    "SEL": checks_selection,
}
