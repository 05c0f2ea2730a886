"""The screens that ship with teikit: those that would be made."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from teikit.schematron.screening import shipped
from teikit.schematron.screening.shipped import made, screening

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = spec_from_file_location("write_screens", ROOT / "tools" / "write_screens.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_they_are_current(tool: ModuleType) -> None:
    kept = (ROOT / tool.PLACE).read_text(encoding="utf-8")
    assert kept == tool.content(), "run python tools/write_screens.py"


def test_they_are_used_and_the_same(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tool.plan_of("edition.odd")
    expected = made(plan)
    monkeypatch.setattr(shipped, "made", None)
    assert screening(plan) == expected


def test_other_rules_have_screens_of_their_own(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tool.plan_of("edition.odd")
    before = plan.assertions[0].assertion.element.get("test")
    plan.assertions[0].assertion.element.set("test", f"not({before})")
    made_anew: list[object] = []
    monkeypatch.setattr(shipped, "made", lambda *what: made_anew.append(what))
    screening(plan)
    assert made_anew
