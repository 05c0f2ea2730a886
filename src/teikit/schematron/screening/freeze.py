"""Rules as plain data that JSON can hold, and back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from teikit.schematron.findings.legend import Legend, Said
from teikit.schematron.screening.freeze_direct import freeze_direct, thaw_direct
from teikit.schematron.screening.rules import Rules
from teikit.schematron.screening.screen import Probe, Screen
from teikit.schematron.xslt.stylesheet import Stylesheet
from teikit.source import Position, Span


def freeze(rules: Rules) -> dict[str, Any]:
    """Return the plain data of rules that are not trusted: what comes from a file never is."""
    legend = rules.legend
    return {
        "stylesheet": [[pattern, text] for pattern, text in rules.stylesheet.pieces],
        "schema": _row(legend.schema),
        "patterns": [_row(one) for one in legend.patterns],
        "assertions": [
            [_row(one.span), one.is_report, one.ident, one.test, one.constraint]
            for one in legend.assertions
        ],
        "screen": freeze_screen(rules.screen),
        "direct": freeze_direct(rules.direct),
        "root": None if rules.root is None else str(rules.root),
        "phases": [[name, freeze(one)] for name, one in rules.by_phase.items()],
    }


def thaw(plain: Mapping[str, Any]) -> Rules:
    """Return the rules in plain data; raises what unexpected data happen to raise."""
    legend = Legend(
        _span(plain["schema"]),
        tuple(map(_span, plain["patterns"])),
        tuple(Said(_span(row[0]), *row[1:]) for row in plain["assertions"]),
    )
    screen = thaw_screen(plain["screen"])
    stylesheet = Stylesheet(tuple((row[0], row[1]) for row in plain["stylesheet"]))
    root = None if plain["root"] is None else Path(plain["root"])
    by_phase = {name: thaw(one) for name, one in plain["phases"]}
    return Rules(stylesheet, legend, screen, thaw_direct(plain["direct"]), root, by_phase=by_phase)


def freeze_screen(screen: Screen) -> dict[str, Any]:
    """Return the plain data of a screen."""
    return {
        "always": sorted(screen.always),
        "probes": [[one.pattern, list(one.needs), one.xpath] for one in screen.probes],
        "namespaces": dict(screen.namespaces),
    }


def thaw_screen(plain: Mapping[str, Any]) -> Screen:
    """Return the screen in plain data; raises what unexpected data happen to raise."""
    return Screen(
        frozenset(plain["always"]),
        tuple(Probe(row[0], tuple(row[1]), row[2]) for row in plain["probes"]),
        dict(plain["namespaces"]),
    )


def _row(span: Span) -> list[Any]:
    end = [span.end.line, span.end.column] if span.end else []
    return [span.source, span.start.line, span.start.column, *end]


def _span(row: list[Any]) -> Span:
    source, line, column, *end = row
    return Span(source, Position(line, column), Position(*end) if end else None)
