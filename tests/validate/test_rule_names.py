"""Rules as people name them on the command line."""

import pytest

from teikit.validate.rule_names import option_codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("HDR", ("HDR",)),
        ("hdr104,NUM", ("HDR104", "NUM")),
        ("HDR1, num", ("HDR1", "NUM")),
        ("no-licence", ("HDR104",)),
        ("", ()),
        ("XML", ("XML",)),
    ],
)
def test_codes_of_an_option(text: str, codes: tuple[str, ...]) -> None:
    outcome = option_codes(text, "--select")
    assert outcome.value == codes
    assert not outcome.diagnostics


@pytest.mark.parametrize(
    ("text", "option", "code", "hint"),
    [
        ("HDR,LKN", "--select", "EDN021", "Did you mean “LNK”?"),
        ("HD", "--select", "EDN021", "“HDR”"),
        ("no-license", "--ignore", "EDN021", "Did you mean “no-licence”?"),
        ("wholly-unlike-all", "--ignore", "EDN021", "The families of rules are: CHR, COR"),
        ("XML", "--ignore", "EDN022", ""),
    ],
)
def test_a_mistake_in_an_option(text: str, option: str, code: str, hint: str) -> None:
    outcome = option_codes(text, option)
    assert outcome.value is None
    (wrong,) = outcome.diagnostics
    assert wrong.code == code
    assert wrong.span.source == option
    assert hint in "".join(wrong.hints)
