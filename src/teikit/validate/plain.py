"""What was found in a file as plain text: so it is kept between runs, and sent between processes.

JSON is read and written faster than objects are pickled, and never executed.
"""

import json
from typing import Any, Final

from teikit.validate.cache.findings import findings, plain_findings, plain_text
from teikit.validate.standard import Examined


def as_text(found: Examined, name: str) -> str:
    """Return what was found in a file called `name`, which may have another name later, as JSON."""
    if found.text is not None:
        return found.text
    if found.facts is None and not (found.diagnostics or found.notes or found.rests_on):
        return NOTHING
    return _text(found, name)


def _text(found: Examined, name: str) -> str:
    diagnostics = plain_findings(found.diagnostics, name)
    notes = plain_findings(found.notes, name)
    return plain_text([diagnostics, notes, found.facts, dict(found.rests_on or {})])


def from_plain(
    parts: list[Any], name: str, *, content: bytes = b"", text: str | None = None
) -> Examined:
    """Return what was found in a file that is called `name` now, from what was read as JSON.

    Raises one of `BAD` where it says nothing of the kind.
    """
    diagnostics, notes, facts, rests_on = parts
    noted = findings(notes, name) if notes[-1] else ()
    found = findings(diagnostics, name)
    return Examined(found, noted, facts=facts, rests_on=rests_on, content=content, text=text)


NOTHING: Final = _text(Examined(), "")


# Pickled, it is the smallest there is: text, whether it rests on files alone, and the file's key.
Sent = tuple[str, bool, bytes] | Examined


def sent(found: Examined, name: str) -> Sent:
    """Return what another process is told of a file."""
    if found.unusable or found.unreadable:
        return found
    return as_text(found, name), found.rests_on is not None, found.content


def received(told: Sent, name: str) -> Examined:
    """Return what another process has found in a file."""
    if isinstance(told, Examined):
        return told
    text, rests_on_files, content = told
    if text == NOTHING:
        return Examined(rests_on={} if rests_on_files else None, content=content, text=text)
    parts = json.loads(text)
    if not rests_on_files:
        parts[-1] = None
    return from_plain(parts, name, content=content, text=text)
