"""Constraints that are named in options or in teikit.toml, and that no schema has.

Only schemas say which constraints there are, so this is asked once they have been used.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import get_close_matches
from pathlib import Path

from teikit.diagnostics import Diagnostic, SchemaError, Severity
from teikit.edition.config import place_of
from teikit.edition.find import CONFIG_NAME
from teikit.source import DISK, Span, span_at
from teikit.validate.constraints import names_in_rules_of
from teikit.validate.loaded import Loaded, loaded
from teikit.validate.selection import CONSTRAINT, Selection
from teikit.validate.standard import Standard
from teikit.validate.work import Task, standards_of


def unknown_constraints(paths: Iterable[Path], tasks: Sequence[Task]) -> list[Diagnostic]:
    """Return what is wrong with the names of constraints, of which there are few.

    Those in a teikit.toml count where one of the `paths` is the folder of the edition: in other
    files than these there may be such constraints.
    """
    standards = standards_of(tasks)
    whole = {path.resolve(): path for path in paths if (path / CONFIG_NAME).is_file()}
    asked = _asked(standards, whole)
    if not asked:
        return []
    known = frozenset().union(*map(_names, {one.schema: one for one in standards}.values()))
    unknown = _without(asked, known)
    # Documents may bring rules of their own; hardly ever need they be looked for.
    for task in tasks if unknown else ():
        unknown = _without(unknown, _names_named_by(task))
    return [_said(name, place, known) for name, place in unknown.items()]


def _asked(standards: Iterable[Standard], whole: Mapping[Path, Path]) -> dict[str, Span]:
    """Return the names of constraints, and where each is first given."""
    asked: dict[str, Span] = {}
    for one in standards:
        for option, names in _options(one.selection).items():
            for name in _constraints(names):
                asked.setdefault(name, span_at(option, 1, 1))
        folder = whole.get(one.root.resolve()) if one.edition else None
        if folder is not None:
            for (table, key), names in _settings(one.selection).items():
                for name in _constraints(names):
                    asked.setdefault(name, place_of(folder / CONFIG_NAME, table, key))
    return asked


def _options(selection: Selection) -> Mapping[str, Iterable[str]]:
    return {"--select": selection.only, "--ignore": selection.also_ignore}


def _settings(selection: Selection) -> Mapping[tuple[str, str], Iterable[str]]:
    """Return what stands in teikit.toml, by table and key."""
    return {
        ("rules", "select"): selection.select,
        ("rules", "ignore"): selection.ignore,
        **{("rules.severity", name): (name,) for name, _ in selection.severities},
        **{("rules.files", pattern): names for pattern, names in selection.files},
    }


def _constraints(names: Iterable[str]) -> Iterator[str]:
    return (one.removeprefix(CONSTRAINT) for one in names if one.startswith(CONSTRAINT))


def _names(standard: Standard) -> Set[str]:
    found = loaded(str(standard.schema), standard.within)
    try:
        return found.constraints.names if isinstance(found, Loaded) else frozenset()
    except SchemaError:
        return frozenset()


def _names_named_by(task: Task) -> Set[str]:
    try:
        return names_in_rules_of(DISK.read(task.path), task.standard.root)
    except OSError:
        return frozenset()


def _without(asked: Mapping[str, Span], known: Set[str]) -> dict[str, Span]:
    return {name: place for name, place in asked.items() if name not in known}


def _said(name: str, place: Span, known: Iterable[str]) -> Diagnostic:
    near = get_close_matches(name, sorted(known), n=1)
    hint = f"Did you mean “{CONSTRAINT}{near[0]}”?" if near else "Messages give the names."
    # Nothing would be looked for then, and all would seem well.
    severity = Severity.ERROR if place.source == "--select" else Severity.WARNING
    message = f"No constraint is called “{name}”."
    return Diagnostic("EDN023", message, place, severity, hints=(hint,))
