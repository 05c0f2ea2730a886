"""Rules about the numbers of pages, columns, lines, verses and divisions (NUM)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule


def _pages(*numbers: str) -> str:
    return "<p>" + "".join(f'<pb n="{one}"/>…' for one in numbers) + "</p>"


_GOOD = _pages("1r", "1v", "2r", "2v", "3r", "3v", "4r")

RULES: tuple[Rule, ...] = (
    Rule(
        "NUM101",
        "gap-in-numbers",
        "A number is missing from a series.",
        "Pages, columns, lines, verses and divisions are counted by @n. Where all but one go on "
        "by the same step, something may have been left out: a page that was not transcribed, or "
        "a digit. Arabic and Roman numbers, leaves (1r, 1v) and letters (12a) are understood.",
        bad=_pages("1r", "1v", "2r", "2v", "3r", "3v", "4v", "5r", "5v"),
        good=_GOOD,
        severity=Severity.INFO,
    ),
    Rule(
        "NUM102",
        "number-repeated",
        "Two in a row have the same number.",
        "A page break was entered twice, or one of the numbers was not changed after copying. "
        "Where the source repeats a number, tell the two apart: 12, 12a.",
        bad=_pages("1r", "1v", "2r", "2v", "2v", "3r", "3v"),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "NUM103",
        "number-out-of-order",
        "A number does not fit between its neighbours.",
        "Mostly digits were exchanged: 231 for 321. If the source counts like this, leave it and "
        "excuse it with a processing instruction.",
        bad=_pages("1r", "1v", "2r", "32v", "3r", "3v", "4r", "4v", "5r", "5v", "6r", "6v", "7r"),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "NUM104",
        "numbers-irregular",
        "A series of numbers is irregular in many places.",
        "It is said once for the whole file, instead of many times. Either the numbers were "
        "entered carelessly, or the source counts in a way that these rules do not know; then "
        "ignore NUM for this file in teikit.toml.",
        bad=_pages(*(str(number) for number in range(1, 120) if number % 9)),
        good=_pages(*map(str, range(1, 12))),
        severity=Severity.INFO,
    ),
)
