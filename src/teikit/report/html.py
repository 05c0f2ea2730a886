"""Diagnostics as one self-contained web page, for the author of the files."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.report.checked import Checked, RuleCount, Tally
from teikit.report.html_findings import Findings, lines_of, text_of
from teikit.report.text import count, sentence
from teikit.rules import RULES
from teikit.validate.lines import Read, read_lines

_FOLDER: Final = Path(__file__).resolve().parent / "page"
_NOUNS: Final = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Remarks"}


def report(files: Iterable[Checked], tally: Tally, *, read: Read = read_lines) -> Iterator[str]:
    """Yield the page: what was found by rule and by file, and every rule explained."""
    by_file: dict[str, list[Diagnostic]] = {}
    for checked in files:
        for diagnostic in checked.diagnostics:
            by_file.setdefault(diagnostic.span.source, []).append(diagnostic)
    style, script = (_asset(name) for name in ("report.css", "report.js"))
    yield _head(style, script)
    yield f'<h1>What teikit found</h1>\n<p class="summary">{escape(sentence(tally))}</p>\n'
    if by_file:
        yield _overview(tally.rules())
        yield _filters(by_file, tally)
    findings = Findings(read)
    for number, (name, found) in enumerate(by_file.items(), start=1):
        yield from findings.section(number, name, found)
    yield from _explained(tally.rules())
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _head(style: str, script: str) -> str:
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f"<title>What teikit found</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )


def _overview(rules: Iterable[RuleCount]) -> str:
    rows = "".join(map(_row, rules))
    return (
        '<table>\n<caption class="unseen">What was found, by rule</caption>\n'
        '<thead><tr><th scope="col">Rule</th><th scope="col">What it says</th>'
        '<th scope="col" class="number">Found</th><th scope="col" class="number">Files</th></tr>'
        f"</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(rule: RuleCount) -> str:
    code = text_of(rule.code)
    return (
        f'<tr class="{rule.severity}"><th scope="row"><a href="#rule-{code}">'
        f'<span class="severity">{rule.severity} {code}</span></a></th>'
        f"<td>{text_of(_summary(rule.code))}</td>"
        f'<td class="number">{rule.found:,}</td><td class="number">{rule.files:,}</td></tr>\n'
    )


def _filters(files: Iterable[str], tally: Tally) -> str:
    counts: dict[str, int] = {}
    for rule in tally.rules():
        counts[rule.code] = counts.get(rule.code, 0) + rule.found
    rules = [(code, f"{code} {_summary(code)} ({number:,})") for code, number in counts.items()]
    severities = [(one.value, noun) for one, noun in _NOUNS.items() if tally.of(one)]
    # The form does nothing without its script, so it is hidden until that runs.
    return (
        '<form hidden role="search" aria-label="Choose what is shown">\n'
        f"{_choice('rule', 'Rule', 'All rules', rules)}"
        f"{_choice('file', 'File', 'All files', [(name, name) for name in files])}"
        f"{_choice('severity', 'Weight', 'All', severities)}"
        '<output class="seen"></output>\n</form>\n'
    )


def _choice(name: str, label: str, everything: str, options: Iterable[tuple[str, str]]) -> str:
    shown = "".join(
        f'<option value="{text_of(value)}">{text_of(words)}</option>' for value, words in options
    )
    return (
        f'<label>{label}<select name="{name}"><option value="">{everything}</option>{shown}'
        "</select></label>\n"
    )


def _explained(counts: Iterable[RuleCount]) -> Iterator[str]:
    """Yield what each rule means, once, with its examples."""
    codes = dict.fromkeys(one.code for one in counts)
    rules = [RULES[code] for code in codes if code in RULES]
    if not rules:
        return
    yield f'<h2 id="rules">{count(len(rules), "rule")} explained</h2>\n'
    for rule in rules:
        yield (
            f'<section class="rule" id="rule-{rule.code}">\n'
            f"<h3>{rule.code} {text_of(rule.summary)}</h3>\n"
            f"<p>{text_of(rule.explanation)}</p>\n"
        )
        for label, example in (("Not so:", rule.bad), ("But so:", rule.good)):
            if example:
                yield f"<p>{label}</p>\n<pre>{lines_of(example)}</pre>\n"
        yield "</section>\n"


def _summary(code: str) -> str:
    rule = RULES.get(code)
    return rule.summary if rule else ""


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
