"""Constraints from the cache, or compiled and put there."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome
from teikit.records import dataclass
from teikit.schematron.screening.freeze import freeze, thaw
from teikit.schematron.screening.rules import Rules
from teikit.source import SourceFile
from teikit.validate.cache.files import BAD, entry_path, read_entry, write_entry
from teikit.validate.cache.findings import findings, plain_findings
from teikit.validate.growing import without_collector

if TYPE_CHECKING:
    from teikit.validate.grammar.load import Schema


@dataclass(frozen=True, slots=True)
class KeptConstraints:
    """The constraints of a schema's file; `rules` is None where there are none.

    `diagnostics` say what is wrong with them, `files` gives the digests of all that they were made
    of, by path.
    """

    rules: Rules | None
    diagnostics: tuple[Diagnostic, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def kept_constraints(
    path: Path, phase: str | None, schema: "Schema | None", within: Path | None = None
) -> KeptConstraints:
    """Return the constraints of a schema's file, compiled only if the cache does not have them.

    Raises `SchemaError` where the file cannot be read or used.
    """
    from teikit.validate.grammar.load import read_schema

    source = read_schema(path)
    # teikit's own rules come to an end; those of others run in a process that can be stopped.
    apart = not path.resolve().is_relative_to(resources.schemas().resolve())
    place = entry_path(source, within, "constraints", phase or "")
    entry = None if place is None else read_entry(place)
    if entry is not None:
        try:
            return _thawed(entry, source, apart=apart)
        except BAD:
            pass
    # What compiles is imported only where something has to be compiled.
    from teikit.validate.constraints.compile import compiled_constraints

    with without_collector():
        made, dependencies = compiled_constraints(path, source, phase, schema, within, apart=apart)
    if place is not None:
        write_entry(place, _frozen(made, dependencies))
    return KeptConstraints(made.value, made.diagnostics, _files(source, dependencies))


def _files(source: SourceFile, dependencies: Mapping[str, str]) -> dict[str, str]:
    files = dict(dependencies)
    if source.path is not None:
        files[str(source.path.resolve())] = source.digest()
    return files


def _frozen(made: Outcome[Rules], dependencies: Mapping[str, str]) -> dict[str, Any]:
    return {
        "dependencies": dict(dependencies),
        "diagnostics": plain_findings(made.diagnostics),
        "rules": None if made.value is None else freeze(made.value),
    }


def _thawed(entry: Mapping[str, Any], source: SourceFile, *, apart: bool) -> KeptConstraints:
    diagnostics = findings(entry["diagnostics"])
    rules = None if entry["rules"] is None else thaw(entry["rules"])
    if rules is not None:
        rules.run_apart(apart)
    return KeptConstraints(rules, diagnostics, _files(source, entry["dependencies"]))
