"""What philologists expect a tool to notice, beyond grammar: header, dates, characters and more."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeAlias

from teikit.diagnostics import Diagnostic
from teikit.validate.check_settings import USUAL_SETTINGS, CheckSettings
from teikit.validate.checks.characters import check_characters
from teikit.validate.checks.correspondence import check_correspondence
from teikit.validate.checks.dates import check_dates
from teikit.validate.checks.encoding import check_encoding
from teikit.validate.checks.gathered import ATTRIBUTES, Gathered, gather
from teikit.validate.checks.header import check_header
from teikit.validate.checks.language import check_language
from teikit.validate.checks.numbering import check_numbering
from teikit.validate.checks.quotes import check_quotes
from teikit.validate.checks.rendition import check_rendition
from teikit.validate.selection import EVERYTHING_USUAL, Selection
from teikit.xml.inventory import Inventory, take_inventory
from teikit.xml.parse import Document

__all__ = ["ATTRIBUTES", "FAMILIES", "CheckSettings", "check_document", "checks_wanted"]

_Check: TypeAlias = Callable[[Gathered], Iterable[Diagnostic]]

_CHECKS: Final[tuple[tuple[str, _Check], ...]] = (
    ("ENC", check_encoding),
    ("CHR", check_characters),
    ("QUO", check_quotes),
    ("HDR", check_header),
    ("COR", check_correspondence),
    ("LNG", check_language),
    ("DAT", check_dates),
    ("NUM", check_numbering),
    ("RND", check_rendition),
)
FAMILIES: Final = tuple(family for family, _check in _CHECKS)


@lru_cache(maxsize=64)
def checks_wanted(selection: Selection) -> tuple[_Check, ...]:
    """Return the checks of which some rule is on."""
    return tuple(check for family, check in _CHECKS if selection.wants(family))


def check_document(
    document: Document,
    selection: Selection = EVERYTHING_USUAL,
    settings: CheckSettings = USUAL_SETTINGS,
    inventory: Inventory | None = None,
) -> list[Diagnostic]:
    """Return what the checks of the selected families find, in the order of the document.

    Single rules, severities and excuses are the business of `Selection.applied` and `Excuses`. An
    `inventory` must hold `ATTRIBUTES`.
    """
    wanted = checks_wanted(selection)
    if not wanted:
        return []
    known = inventory or take_inventory(document.tree, ATTRIBUTES)
    gathered = gather(document, selection, settings, known)
    found = [diagnostic for check in wanted for diagnostic in check(gathered)]
    return sorted(found, key=lambda one: (one.span.start, one.code)) if found else found
