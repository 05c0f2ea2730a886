"""The formats of a report that is given as a whole, all of one signature."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from teikit import __version__
from teikit.diagnostics import Diagnostic
from teikit.report import csv, github, html, json, junit, sarif

Report: TypeAlias = Callable[[Sequence[Path], Sequence[Diagnostic]], str]

FORMATS: Final[Mapping[str, Report]] = MappingProxyType(
    {
        "json": lambda _files, found: json.render(found),
        "sarif": lambda _files, found: sarif.render(found, version=__version__),
        "junit": lambda files, found: junit.render(found, files),
        "github": lambda _files, found: "\n".join(github.render(found)),
        "csv": lambda _files, found: csv.render(found).removesuffix("\r\n"),
        "html": lambda files, found: html.render(len(files), found),
    }
)
"""What makes a report of the files that were checked and what was found in them."""
