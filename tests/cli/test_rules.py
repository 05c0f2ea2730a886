"""`teikit rules` lists what there is."""

import json

import pytest
from click.testing import CliRunner, Result

from teikit.cli import cli
from teikit.rules import RULES


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["rules", *arguments])


def codes(result: Result) -> list[str]:
    return [line.split()[0] for line in result.output.splitlines()]


def test_all_rules_are_listed_in_order() -> None:
    assert codes(rules()) == sorted(RULES)


@pytest.mark.parametrize("prefixes", [["XML"], ["xml0", "EDN00"], ["TEI101"]])
def test_prefixes_choose(prefixes: list[str]) -> None:
    begins = tuple(prefix.upper() for prefix in prefixes)
    assert codes(rules(*prefixes)) == [code for code in sorted(RULES) if code.startswith(begins)]


def test_json_holds_everything() -> None:
    listed = json.loads(rules("--format", "json").output)
    assert {one["code"]: one["explanation"] for one in listed} == {
        code: rule.explanation for code, rule in RULES.items()
    }


def test_an_unknown_prefix_is_said() -> None:
    result = rules("QQQ")
    assert result.exit_code == 2
    assert "QQQ" in result.output
    assert "TEI" in result.output


@pytest.mark.parametrize(
    ("code", "words"),
    [("DAT101", 'ignore = ["DAT101"]'), ("QUO101", 'select = ["QUO101"]'), ("XML001", None)],
)
def test_an_explanation_ends_with_how_to_choose(code: str, words: str | None) -> None:
    last = CliRunner().invoke(cli, ["explain", code]).output.rstrip().rpartition("\n\n")[2]
    assert ("teikit.toml" in last) == (words is not None)
    assert words is None or words in last
