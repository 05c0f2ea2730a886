"""The screen of a plan: made for it, unless it ships with teikit.

To translate all rules of TEI, and to bring in what reads XPath, takes most of the time that a new
schema takes. So what comes of it for teikit's own schemas is in `schemas/screens.json`, by digests
of the rules: other schemas may have the same.
"""

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lxml import etree

from teikit import resources
from teikit.schematron.reading.plan import Plan
from teikit.schematron.screening.direct import Direct
from teikit.schematron.screening.freeze import freeze_screen, thaw_screen
from teikit.schematron.screening.freeze_direct import freeze_direct, thaw_direct
from teikit.schematron.screening.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Collection

    from teikit.schematron.xslt.writer import Part

NAME = "screens.json"
"""What the file is called that ships with teikit."""


def screening(plan: Plan, without: "Collection[Part]" = ()) -> tuple[Screen, Direct]:
    """Return the screen of a plan without some of its parts, and what needs no SaxonC."""
    shipped = None if without else _shipped().get(key_of_plan(plan))
    if shipped is not None:
        return thaw_screen(shipped["screen"]), thaw_direct(shipped["direct"])
    return made(plan, without)


def made(plan: Plan, without: "Collection[Part]" = ()) -> tuple[Screen, Direct]:
    """Return the same, made for this plan."""
    from teikit.schematron.screening.exact import direct_of
    from teikit.schematron.screening.expressions import Prefixes
    from teikit.schematron.screening.probes import screen_of

    prefixes = Prefixes()
    return screen_of(plan, without, prefixes), direct_of(plan, without, prefixes)


def to_ship(plan: Plan) -> dict[str, Any]:
    """Return what is to be shipped of a plan, by its digest."""
    screen, direct = made(plan)
    return {key_of_plan(plan): {"screen": freeze_screen(screen), "direct": freeze_direct(direct)}}


def key_of_plan(plan: Plan) -> str:
    """Return a digest of all that the screen of a plan depends on."""
    phase = " ".join(plan.choices) if plan.phase is None else plan.phase.ident
    rules = etree.tostring(plan.schema.element, method="c14n")
    return sha256(phase.encode("utf-8") + b"\n" + rules).hexdigest()


def _shipped() -> dict[str, Any]:
    try:
        data = (resources.schemas() / NAME).read_bytes()
    except OSError:
        return {}
    found: dict[str, Any] = json.loads(data)
    return found
