"""Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote

from teikit.diagnostics import Diagnostic, Severity
from teikit.report.checked import Checked
from teikit.report.text import visible
from teikit.rules import RULES, Rule
from teikit.source import Span
from teikit.validate.baseline import line_digest
from teikit.validate.lines import Read, read_lines

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT: Final = "%SRCROOT%"
_HEAD: Final = f"""\
{{
"$schema": {json.dumps(_SCHEMA)},
"version": "2.1.0",
"runs": [{{
"columnKind": "unicodeCodePoints",
"originalUriBaseIds": {{
  "{_ROOT}": {{"description": {{"text": "The folder in which teikit was started."}}}}
}},
"results": ["""


def report(files: Iterable[Checked], *, version: str, read: Read = read_lines) -> Iterator[str]:
    """Yield a SARIF log with one run; `version` is that of teikit.

    Results come first, as the files come; the rules that they refer to follow.
    """
    codes: dict[str, int] = {}
    yield _HEAD
    between = "\n"
    for checked in files:
        seen: Counter[tuple[str, str, str]] = Counter()
        for one in checked.diagnostics:
            index = codes.setdefault(one.code, len(codes))
            yield f"{between}{_plain(_result(one, index, _fingerprints(one, seen, read)))}"
            between = ",\n"
    driver = {"name": "teikit", "version": version, "rules": [_rule(code) for code in codes]}
    yield f'\n],\n"tool": {_plain({"driver": driver})}\n}}]\n}}\n'


def _rule(code: str) -> dict[str, object]:
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": _help(rule), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _help(rule: Rule) -> str:
    examples = (("Not so:", rule.bad), ("But so:", rule.good))
    shown = (f"{label}\n{example}" for label, example in examples if example)
    return "\n\n".join((rule.explanation, *shown))


def _markdown(rule: Rule) -> str:
    examples = (("Not so:", rule.bad), ("But so:", rule.good))
    shown = (f"{label}\n\n````xml\n{example}\n````" for label, example in examples if example)
    # What looks like a tag would be taken for one.
    return "\n\n".join((rule.explanation.replace("<", "&lt;"), *shown))


def _fingerprints(
    one: Diagnostic, seen: Counter[tuple[str, str, str]], read: Read
) -> dict[str, str]:
    """Return by what a result is known again when its line has moved (SARIF, 3.27.17)."""
    digest = line_digest(one, read)
    key = one.span.source, one.code, digest
    seen[key] += 1
    return {"primaryLocationLineHash": f"{digest}:{seen[key]}"}


def _result(diagnostic: Diagnostic, index: int, fingerprints: dict[str, str]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": _message(" ".join((diagnostic.message, *diagnostic.hints))),
        "locations": [_location(diagnostic.span)],
        "partialFingerprints": fingerprints,
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": _message(related.message), **_location(related.span)}
            for number, related in enumerate(diagnostic.related, start=1)
        ]
    return result


def _message(text: str) -> dict[str, str]:
    # “[text](1)” would be a link (SARIF, 3.11.6).
    return {"text": visible(text).replace("](", "] (")}


def _location(span: Span) -> dict[str, object]:
    region = {"startLine": span.start.line, "startColumn": span.start.column}
    if span.end is not None:
        region |= {"endLine": span.end.line, "endColumn": span.end.column}
    artifact = _artifact(span.source, str(Path.cwd()))
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


@lru_cache(maxsize=64)  # most findings are in the file of the one before
def _artifact(source: str, folder: str) -> dict[str, str]:
    """Return a file's address: relative where it lies in the current folder or below."""
    here = PurePath(folder)
    path = PurePath(os.path.normpath(here / source))
    if not path.is_relative_to(here):
        return {"uri": path.as_uri()}
    inside = path.relative_to(here).as_posix()
    return {"uri": quote(os.fsencode(inside)), "uriBaseId": _ROOT}


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
