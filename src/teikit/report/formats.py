"""The formats of a report, all of one signature: files come in, text goes out as it can."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from teikit import __version__
from teikit.report import csv, github, html, json, junit, sarif
from teikit.report.checked import Checked, Tally

Report: TypeAlias = Callable[[Iterable[Checked], Tally], Iterator[str]]
"""Returns the text of a report in pieces; the tally counts the files while they are taken."""

FORMATS: Final[Mapping[str, Report]] = MappingProxyType(
    {
        "json": lambda files, _tally: json.report(files),
        "sarif": lambda files, _tally: sarif.report(files, version=__version__),
        "junit": lambda files, _tally: junit.report(files),
        "github": lambda files, _tally: github.report(files),
        "csv": lambda files, _tally: csv.report(files),
        "html": html.report,
    }
)
