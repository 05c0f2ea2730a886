"""What validation says: each document beside a file with all of its diagnostics.

To write the expectations anew, run this file as a program, and read what has changed.
"""

import functools
from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic
from teikit.relaxng.load import CompiledSchema, load
from teikit.source import DISK

FOLDER = Path(__file__).parent / "messages"
DOCUMENTS = sorted(FOLDER.glob("*.xml"))


@functools.cache
def letters() -> CompiledSchema:
    outcome = load(DISK.read(FOLDER / "letters.rnc"))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def told(diagnostic: Diagnostic) -> str:
    start = diagnostic.span.start
    lines = [f"{start.line}:{start.column} {diagnostic.code} {diagnostic.message}"]
    lines += [f"    hint: {hint}" for hint in diagnostic.hints]
    if diagnostic.expected:
        lines.append(f"    expected: {', '.join(diagnostic.expected)}")
    lines += [f"    see line {one.span.start.line}: {one.message}" for one in diagnostic.related]
    return "\n".join(lines)


def report(document: Path) -> str:
    found = letters().validate(document)
    return "".join(told(diagnostic) + "\n" for diagnostic in found) or "valid\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_messages(document: Path) -> None:
    expected = document.with_suffix(".txt").read_text(encoding="utf-8")
    assert report(document) == expected


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.with_suffix(".txt").write_text(report(path), encoding="utf-8")
