"""Constraints from the cache, or compiled and put there."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teikit import resources
from teikit.diagnostics import Outcome
from teikit.schematron.screening.freeze import freeze, thaw
from teikit.schematron.screening.rules import Rules
from teikit.validate.cache.files import (
    BAD,
    entry_path,
    read_entry,
    write_entry,
)
from teikit.validate.cache.findings import findings, plain_findings
from teikit.validate.growing import without_collector

if TYPE_CHECKING:
    from teikit.validate.grammar.load import Schema


def kept_constraints(
    path: Path, phase: str | None, schema: "Schema | None", within: Path | None = None
) -> Outcome[Rules]:
    """Return the constraints of a schema's file, compiled only if the cache does not have them.

    The value is None where there are none. Raises `SchemaError` where the file cannot be read or
    used.
    """
    from teikit.validate.grammar.load import read_schema

    source = read_schema(path)
    # teikit's own rules come to an end; those of others run in a process that can be stopped.
    apart = not path.resolve().is_relative_to(resources.schemas().resolve())
    place = entry_path(source, within, "constraints", phase or "")
    entry = None if place is None else read_entry(place)
    if entry is not None:
        try:
            return _thawed(entry, apart=apart)
        except BAD:
            pass
    # What compiles is imported only where something has to be compiled.
    from teikit.validate.constraints.compile import compiled_constraints

    with without_collector():
        kept, dependencies = compiled_constraints(path, source, phase, schema, within, apart=apart)
    if place is not None:
        write_entry(place, _frozen(kept, dependencies))
    return kept


def _frozen(kept: Outcome[Rules], dependencies: Mapping[str, str]) -> dict[str, Any]:
    return {
        "dependencies": dict(dependencies),
        "diagnostics": plain_findings(kept.diagnostics),
        "rules": None if kept.value is None else freeze(kept.value),
    }


def _thawed(entry: Mapping[str, Any], *, apart: bool) -> Outcome[Rules]:
    diagnostics = findings(entry["diagnostics"])
    rules = None if entry["rules"] is None else thaw(entry["rules"])
    if rules is not None:
        rules.apart = apart
    return Outcome(rules, diagnostics)
