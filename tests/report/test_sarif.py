"""SARIF as its specification (OASIS, 2.1.0) wants it, and as code hosts read it."""

import json
from pathlib import Path
from typing import Any

import pytest

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.report.checked import Checked
from teikit.report.sarif import report
from teikit.source import Position, Span, span_at

LINES = {"a b/ü.xml": ["<TEI>", "<p/>", "<p><hii/></p>", *["<q/>"] * 9]}
DIAGNOSTICS = [
    Diagnostic("TEI101", "No <hii>; see [this](1).", span_at("a b/ü.xml", 3, 7)),
    Diagnostic("XML014", "It\x1b[2J has a DTD.", span_at("c.xml", 1, 1), Severity.WARNING),
    Diagnostic("TEI101", "No <q>.", span_at("a b/ü.xml", 5, 1)),
    Diagnostic("TEI101", "No <q>.", span_at("a b/ü.xml", 6, 1)),
    Diagnostic("ZZZ999", "Not registered.", span_at("../d:e.xml", 1, 1), Severity.INFO),
    Diagnostic("IDS101", "Twice.", Span("a b/ü.xml", Position(9, 1), Position(9, 4)),
               related=(Related(span_at("a b/ü.xml", 2, 1), "First here."),)),
]  # fmt: skip

# Every object may have these properties and no others; those with a star it must have.
PROPERTIES = {
    "log": {"$schema", "version*", "runs*"},
    "run": {"tool*", "results", "columnKind", "originalUriBaseIds"},
    "tool": {"driver*"},
    "driver": {"name*", "version", "rules"},
    "rule": {
        "id*", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration",
    },
    "result": {
        "ruleId", "ruleIndex", "level", "message*", "locations", "relatedLocations",
        "partialFingerprints",
    },
    "location": {"id", "message", "physicalLocation"},
    "physicalLocation": {"artifactLocation", "region"},
    "artifactLocation": {"uri", "uriBaseId"},
    "region": {"startLine", "startColumn", "endLine", "endColumn"},
    "message": {"text"},
}  # fmt: skip


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    files = [Checked("a b/ü.xml", DIAGNOSTICS), Checked("fine.xml")]
    text = "".join(report(files, version="1.0", read=lambda name: LINES.get(name, [])))
    found: dict[str, Any] = json.loads(text)
    return found


def shaped(kind: str, value: dict[str, Any]) -> None:
    allowed = PROPERTIES[kind]
    assert set(value) <= {name.rstrip("*") for name in allowed}, kind
    assert {name[:-1] for name in allowed if name.endswith("*")} <= set(value), kind


def located(location: dict[str, Any]) -> None:
    shaped("location", location)
    place = location["physicalLocation"]
    shaped("physicalLocation", place)
    shaped("artifactLocation", place["artifactLocation"])
    region = place["region"]
    shaped("region", region)
    assert all(isinstance(number, int) and number >= 1 for number in region.values())


def test_it_has_the_properties_of_the_specification_and_no_others(log: dict[str, Any]) -> None:
    shaped("log", log)
    (run,) = log["runs"]
    shaped("run", run)
    shaped("tool", run["tool"])
    shaped("driver", run["tool"]["driver"])
    for rule in run["tool"]["driver"]["rules"]:
        shaped("rule", rule)
        assert all(rule[name]["text"] for name in ("help", "fullDescription") if name in rule)
    for result in run["results"]:
        shaped("result", result)
        shaped("message", result["message"])
        assert result["level"] in {"error", "warning", "note"}
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            located(location)


def test_results_come_in_order_and_name_their_rules(log: dict[str, Any]) -> None:
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result, diagnostic in zip(run["results"], DIAGNOSTICS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == diagnostic.span.start.line
    assert run["results"][-1]["relatedLocations"][0]["message"]["text"] == "First here."


def test_files_are_addressed_from_the_folder_of_the_run(
    log: dict[str, Any], tmp_path: Path
) -> None:
    (run,) = log["runs"]
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in run["results"]]
    assert places[0] == {"uri": "a%20b/%C3%BC.xml", "uriBaseId": "%SRCROOT%"}
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert places[4]["uri"].startswith("file:///")
    inside = Diagnostic("TEI101", "x", span_at(str(tmp_path / "b" / ".." / "x.xml"), 1, 1))
    other = json.loads("".join(report([Checked("x.xml", [inside])], version="1")))
    (result,) = other["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x.xml"


def test_texts_hold_neither_links_nor_control_characters(log: dict[str, Any]) -> None:
    texts = [one["message"]["text"] for one in log["runs"][0]["results"]]
    assert "](" not in texts[0]
    assert "\x1b" not in texts[1]


def test_equal_lines_have_different_fingerprints(log: dict[str, Any]) -> None:
    prints = [
        (one["ruleId"], *one["partialFingerprints"].values()) for one in log["runs"][0]["results"]
    ]
    assert len(set(prints)) == len(prints)


def test_a_fingerprint_does_not_change_when_its_line_moves() -> None:
    def fingerprint(line: int, lines: list[str]) -> object:
        one = Diagnostic("TEI101", "x", span_at("a.xml", line, 2))
        text = "".join(report([Checked("a.xml", [one])], version="1", read=lambda _name: lines))
        return json.loads(text)["runs"][0]["results"][0]["partialFingerprints"]

    assert fingerprint(1, ["<p/>"]) == fingerprint(3, ["", "<q/>", "   <p/>"])
    assert fingerprint(1, ["<p/>"]) != fingerprint(1, ["<q/>"])
