"""Write the screens of the rules in teikit's own schemas, so that nobody waits for them.

Run it when a constraint in `schemas/` or how rules are screened has changed:
`python tools/write_screens.py`.
"""

import json
from pathlib import Path
from typing import Any

from teikit import resources
from teikit.schema.schematron import located
from teikit.schematron.reading.plan import Plan
from teikit.schematron.reading.whole import planned
from teikit.schematron.screening.shipped import NAME, to_ship
from teikit.source import DISK
from teikit.validate.grammar.load import compile_odd

SCHEMAS = ("tei-p5.odd", "edition.odd")
PLACE = Path("schemas") / NAME


def plan_of(name: str) -> Plan:
    """Return the rules of one of teikit's schemas."""
    path = resources.schemas() / name
    constraints = located(compile_odd(path)).value
    assert constraints is not None  # noqa: S101 - teikit's own
    outcome = planned(constraints, None, path.parent, DISK)
    assert outcome.value is not None  # noqa: S101 - teikit's own
    return outcome.value.plan


def content() -> str:
    """Return the text of the file."""
    found: dict[str, Any] = {}
    for name in SCHEMAS:
        found.update(to_ship(plan_of(name)))
    return json.dumps(found, ensure_ascii=True, indent=0) + "\n"


if __name__ == "__main__":
    PLACE.write_text(content(), encoding="utf-8", newline="\n")
