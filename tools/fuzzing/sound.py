"""What must be true of all diagnostics, and of every report on them."""

import csv
import io
import json
from collections.abc import Sequence
from itertools import chain

from lxml import etree, html
from tools.fuzzing.watch import WrongError

from teikit.diagnostics import Diagnostic
from teikit.report import text
from teikit.report.checked import Checked, Tally, counted
from teikit.report.formats import FORMATS
from teikit.rules import RULES


def check_diagnostics(found: Sequence[Diagnostic], *, longest: int) -> None:
    """Raise where a diagnostic has no rule, no place or no words that anyone can read."""
    for one in found:
        _must(one.code in RULES, f"no such rule: {one.code}")
        places = [one.span, *(related.span for related in one.related)]
        _must(
            all(min(each.start.line, each.start.column) > 0 for each in places),
            f"a place: {one.code}",
        )
        ends = [(each.start, each.end) for each in places if each.end is not None]
        _must(all(start <= end for start, end in ends), f"an end before its start: {one.code}")
        _must(bool(one.message.strip()), f"no words: {one.code}")
        _must(len(one.message) < longest, f"too many words: {one.code}")
        for words in (one.message, *one.hints):
            _must(
                "object at 0x" not in words and "Traceback" not in words,
                f"not for people: {one.code}",
            )


def check_reports(name: str, found: Sequence[Diagnostic]) -> None:
    """Raise where a report in any format is not what that format is."""
    made = {each: _report(each, name, found) for each in FORMATS}
    _must(len(json.loads(made["json"])) == len(found), "json: not as many")
    _must(len(json.loads(made["sarif"])["runs"][0]["results"]) == len(found), "sarif: not as many")
    etree.fromstring(made["junit"].encode())
    rows = list(csv.reader(io.StringIO(made["csv"].removeprefix("\ufeff"))))
    _must(len({len(row) for row in rows if row}) <= 1, "csv: rows of different lengths")
    html.fromstring(made["html"].encode())
    annotations = [line for line in made["github"].split("\n") if line]
    _must(
        all(line.startswith(("::error ", "::warning ", "::notice ")) for line in annotations),
        "github",
    )
    made["text"] = "\n".join(
        text.report([Checked(name, found)], Tally(), colour=False, everything=True)
    )
    for each, report in made.items():
        bad = {one for one in report if ord(one) < 32} - set("\n\r\t")
        _must(not bad, f"{each}: control characters {sorted(bad)}")
        report.encode("utf-8", "backslashreplace")


def _report(form: str, name: str, found: Sequence[Diagnostic]) -> str:
    tally = Tally()
    return "".join(chain(FORMATS[form](counted([Checked(name, found)], tally), tally)))


def _must(held: bool, words: str) -> None:
    if not held:
        raise WrongError(words)
