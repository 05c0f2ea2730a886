"""What is checked here is checked twice: as compiled, and with a screen, fresh from the cache."""

import json

import pytest

from teikit.diagnostics import Diagnostic
from teikit.schematron import CompiledSchematron
from teikit.schematron.screening.freeze import freeze, thaw
from teikit.schematron.screening.screened import rules_of
from teikit.xml.parse import Document


@pytest.fixture(autouse=True)
def screened_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules with a screen find the same in every test."""
    plainly = CompiledSchematron.validate

    def validate(self: CompiledSchematron, document: Document) -> list[Diagnostic]:
        found = plainly(self, document)
        rules = rules_of(self, trusted=self.compiled.program.trusted)
        if not rules.trusted:
            rules = thaw(json.loads(json.dumps(freeze(rules))))
        assert rules.check(document) == found
        return found

    monkeypatch.setattr(CompiledSchematron, "validate", validate)
