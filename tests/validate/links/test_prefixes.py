"""Private URI schemes, as prefixDef declares them."""

import pytest

from teikit.validate.links.prefixes import Definition, compiled, understood

CASES = {
    "a group": ("([a-z]+)", "p.xml#$1", "abc", "p.xml#abc"),
    "two groups": ("([a-z]+)-([0-9]+)", "$1.xml#p$2", "a-12", "a.xml#p12"),
    "a group that takes no part": ("(a)|(b)", "$1#$2", "b", "#b"),
    "a number behind a group": ("(a)", "$12", "a", "a2"),
    "no such group": ("(a)", "x$3", "a", "x"),
    "the beginning only": ("([a-z]+)", "$1", "abc1", None),
    "name characters": (r"(\i\c*)", "#$1", "a-1.b", "#a-1.b"),
    "a pattern that is refused": ("((a+)+)b", "#$1", "aab", "?"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_prefix(name: str) -> None:
    pattern, replacement, rest, expected = CASES[name]
    assert compiled([Definition("x", pattern, replacement)])["x"].replaced(rest) == expected


def test_the_first_pattern_that_fits_counts() -> None:
    definitions = [Definition("x", "[0-9]+", "n"), Definition("x", ".+", "w")]
    prefixes = compiled(definitions)["x"]
    assert [prefixes.replaced(text) for text in ("1", "a")] == ["n", "w"]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "((ab)*)+", "(", "a" * 2000, "(a*){9}"])
def test_patterns_that_could_take_for_ever_are_refused(pattern: str) -> None:
    assert understood(pattern) is None


def test_a_pattern_that_python_wonders_about() -> None:
    assert understood("[[a-z]+") is not None


def test_a_long_pointer_is_not_tried_for_ever() -> None:
    prefixes = compiled([Definition("x", ".*.*.*.*=.*", "y")])["x"]
    assert prefixes.replaced("a" * 5000) == "?"
