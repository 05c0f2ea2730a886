"""Diagnostics as one self-contained web page, for the author of the files."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.report.checked import Checked, Tally
from teikit.report.text import excerpt, sentence, visible
from teikit.rules import RULES
from teikit.source import Span
from teikit.validate.lines import Read, read_lines

_FOLDER: Final = Path(__file__).resolve().parent / "page"


def report(files: Iterable[Checked], tally: Tally, *, read: Read = read_lines) -> Iterator[str]:
    """Yield the page: what was found, by file, each with its line and its rule explained."""
    diagnostics = [one for checked in files for one in checked.diagnostics]
    style, script = (_asset(name) for name in ("report.css", "report.js"))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    by_file: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.span.source, []).append(diagnostic)
    sections = "".join(
        _section(number, name, found, read)
        for number, (name, found) in enumerate(by_file.items(), start=1)
    )
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f"<title>What teikit found</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>What teikit found</h1>\n"
        f'<p class="summary">{escape(sentence(tally))}</p>\n'
        f"{_filters(by_file, diagnostics)}{sections}</main>\n<script>{script}</script>\n"
        "</body>\n</html>\n"
    )


def _filters(files: Iterable[str], diagnostics: Sequence[Diagnostic]) -> str:
    if not diagnostics:
        return ""
    counts = Counter(one.code for one in diagnostics)
    rules = [(code, f"{code} {_summary(code)} ({count})") for code, count in counts.most_common()]
    names = [(name, name) for name in files]
    # The form does nothing without its script, so it is hidden until that runs.
    return (
        "<form hidden>\n"
        f"{_choice('rule', 'Rule', 'All rules', rules)}"
        f"{_choice('file', 'File', 'All files', names)}"
        '<output class="seen"></output>\n</form>\n'
    )


def _choice(name: str, label: str, everything: str, options: Iterable[tuple[str, str]]) -> str:
    shown = "".join(
        f'<option value="{_text(value)}">{_text(words)}</option>' for value, words in options
    )
    return (
        f'<label>{label}<select name="{name}"><option value="">{everything}</option>{shown}'
        "</select></label>\n"
    )


def _section(number: int, name: str, found: Sequence[Diagnostic], read: Read) -> str:
    articles = "".join(_article(one, read) for one in found)
    return (
        f'<section data-file="{_text(name)}" id="file-{number}">\n<h2>{_text(name)}</h2>\n'
        f"{articles}</section>\n"
    )


def _article(diagnostic: Diagnostic, read: Read) -> str:
    start = diagnostic.span.start
    return (
        f'<article class="{diagnostic.severity}" data-rule="{_text(diagnostic.code)}">\n'
        f'<p><span class="severity">{diagnostic.severity} {_text(diagnostic.code)}</span> '
        f'<span class="place">line {start.line}, column {start.column}</span></p>\n'
        f"<p>{_text(diagnostic.message)}</p>\n"
        f"{''.join(_body(diagnostic, read))}</article>\n"
    )


def _body(diagnostic: Diagnostic, read: Read) -> Iterator[str]:
    line = excerpt(diagnostic.span, read)
    if line is not None:
        text, column = line
        end = column - 1 + _width(diagnostic.span)
        before, marked, after = text[: column - 1], text[column - 1 : end], text[end:]
        yield f"<pre>{_text(before)}<mark>{_text(marked)}</mark>{_text(after)}</pre>\n"
    for hint in diagnostic.hints:
        yield f'<p class="hint">{_text(hint)}</p>\n'
    for related in diagnostic.related:
        start = related.span.start
        place = f"{related.span.source}, line {start.line}, column {start.column}"
        yield f'<p class="hint">{_text(place)}: {_text(related.message)}</p>\n'
    yield _explained(diagnostic.code)


def _width(span: Span) -> int:
    """Return how many characters of its first line a span covers, 1 where that is not known."""
    if span.end is None or span.end.line != span.start.line:
        return 1
    return max(1, span.end.column - span.start.column)


def _explained(code: str) -> str:
    rule = RULES.get(code)
    if rule is None:
        return ""
    bad = f"<p>Not so:</p><pre>{_lines(rule.bad)}</pre>\n" if rule.bad else ""
    good = f"<p>But so:</p><pre>{_lines(rule.good)}</pre>\n" if rule.good else ""
    return (
        f"<details><summary>Why? {_text(rule.summary)}</summary>\n"
        f"<p>{_text(rule.explanation)}</p>\n{bad}{good}</details>\n"
    )


def _summary(code: str) -> str:
    rule = RULES.get(code)
    return rule.summary if rule else ""


def _text(text: str) -> str:
    return escape(visible(text))


def _lines(text: str) -> str:
    return "\n".join(map(_text, text.splitlines()))


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
