"""Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from teikit.diagnostics import Diagnostic, Severity
from teikit.rules import RULES
from teikit.source import Span

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(diagnostics: Sequence[Diagnostic], *, version: str) -> str:
    """Return a SARIF log with one run; `version` is that of teikit."""
    codes = sorted({one.code for one in diagnostics})
    driver = {
        "name": "teikit",
        "version": version,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        # Columns count characters, as everywhere in teikit.
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes) for one in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, object]:
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, codes: Sequence[str]) -> dict[str, object]:
    sentences = (diagnostic.message, *diagnostic.hints)
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": " ".join(sentences)},
        "locations": [_location(diagnostic.span)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **_location(related.span)}
            for number, related in enumerate(diagnostic.related, start=1)
        ]
    return result


def _location(span: Span) -> dict[str, object]:
    region = {"startLine": span.start.line, "startColumn": span.start.column}
    if span.end is not None:
        region |= {"endLine": span.end.line, "endColumn": span.end.column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.source)}, "region": region}}


def _uri(source: str) -> str:
    """Return a file's name as a URI reference, as it was given: relative stays relative."""
    path = PurePath(source)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
