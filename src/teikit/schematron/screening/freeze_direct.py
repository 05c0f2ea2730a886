"""Patterns that need no SaxonC as plain data that JSON can hold, and back."""

from collections.abc import Mapping
from typing import Any

from teikit.diagnostics import Severity
from teikit.schematron.screening.direct import (
    Direct,
    DirectAssertion,
    DirectPattern,
    DirectRule,
    Piece,
)


def freeze_direct(direct: Direct) -> dict[str, Any]:
    """Return the plain data of patterns."""
    return {
        "namespaces": dict(direct.namespaces),
        "patterns": [
            [number, one.is_group, [_rule(rule) for rule in one.rules]]
            for number, one in direct.patterns.items()
        ],
    }


def thaw_direct(plain: Mapping[str, Any]) -> Direct:
    """Return the patterns in plain data; raises what unexpected data happen to raise."""
    patterns = {
        number: DirectPattern(tuple(map(_thawed_rule, rules)), is_group)
        for number, is_group, rules in plain["patterns"]
    }
    return Direct(patterns, dict(plain["namespaces"]))


def _rule(rule: DirectRule) -> list[Any]:
    return [rule.context, rule.attribute, [_assertion(one) for one in rule.assertions]]


def _thawed_rule(row: list[Any]) -> DirectRule:
    context, attribute, assertions = row
    return DirectRule(context, tuple(map(_thawed_assertion, assertions)), attribute)


def _assertion(one: DirectAssertion) -> list[Any]:
    hints = [_text(hint) for hint in one.hints]
    return [one.number, one.speaks, one.severity.value, _text(one.text), hints, one.subject]


def _thawed_assertion(row: list[Any]) -> DirectAssertion:
    number, speaks, severity, text, hints, subject = row
    told = tuple(map(_thawed_text, hints))
    return DirectAssertion(number, speaks, Severity(severity), _thawed_text(text), told, subject)


def _text(pieces: tuple[Piece, ...]) -> list[Any]:
    return [[one.text, one.is_xpath] for one in pieces]


def _thawed_text(row: list[Any]) -> tuple[Piece, ...]:
    return tuple(Piece(text, is_xpath) for text, is_xpath in row)
