"""Constraints from the cache, or compiled and put there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teikit.diagnostics import Diagnostic
from teikit.schematron.freeze import freeze, thaw
from teikit.schematron.rules import Rules
from teikit.validate.cache_files import (
    BAD,
    entry_path,
    plain_diagnostic,
    read_entry,
    thawed_diagnostic,
    write_entry,
)

if TYPE_CHECKING:
    from teikit.validate.load import Schema


@dataclass(frozen=True, slots=True)
class Kept:
    """The rules of a schema (None: it has none), and what is wrong with them."""

    rules: Rules | None
    diagnostics: tuple[Diagnostic, ...]


def kept_constraints(path: Path, phase: str | None, schema: "Schema | None") -> Kept:
    """Return the constraints of a schema's file, compiled only if the cache does not have them.

    Raises `SchemaError` where the file cannot be read or used.
    """
    from teikit.validate.load import read_schema

    source = read_schema(path)
    place = entry_path(source, "constraints", phase or "")
    entry = None if place is None else read_entry(place)
    if entry is not None:
        try:
            return _thawed(entry)
        except BAD:
            pass
    # What compiles is imported only where something has to be compiled.
    from teikit.validate.constraints_compile import compiled_constraints

    kept, dependencies = compiled_constraints(path, source, phase, schema)
    if place is not None:
        write_entry(place, _frozen(kept, dependencies))
    return kept


def _frozen(kept: Kept, dependencies: Mapping[str, str]) -> dict[str, Any]:
    return {
        "dependencies": dict(dependencies),
        "diagnostics": [plain_diagnostic(one) for one in kept.diagnostics],
        "rules": None if kept.rules is None else freeze(kept.rules),
    }


def _thawed(entry: Mapping[str, Any]) -> Kept:
    diagnostics = tuple(map(thawed_diagnostic, entry["diagnostics"]))
    rules = entry["rules"]
    return Kept(None if rules is None else thaw(rules), diagnostics)
