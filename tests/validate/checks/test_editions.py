"""The checks on whole editions: our own is clean, and good ones are not flooded."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from teikit import resources
from teikit.diagnostics import Diagnostic
from teikit.source import as_source
from teikit.validate.checks import check_document
from teikit.validate.selection import Selection
from teikit.xml.parse import located_later

EVERYTHING = Selection(select=("QUO", "RND", "ENC"))


def findings(folder: Path, selection: Selection) -> Iterator[tuple[Path, list[Diagnostic]]]:
    for path in sorted(folder.rglob("*.xml")):
        document = located_later(as_source(path), root=folder)
        if document is not None:
            yield path, check_document(document, selection)


def test_the_sample_edition_is_clean() -> None:
    found = dict(findings(resources.sample_edition(), EVERYTHING))
    assert found
    assert [one for diagnostics in found.values() for one in diagnostics] == []


@pytest.mark.parametrize(
    ("corpus", "most"),
    [("schnitzler-briefe/docs", 0.5), ("cmif/docs", 0.5), ("dracor/docs", 4), ("msdesc/docs", 3)],
)
def test_good_editions_are_not_flooded(shared: Path, corpus: str, most: float) -> None:
    found = dict(findings(shared / "corpora" / corpus, Selection()))
    told = Counter(len(diagnostics) for diagnostics in found.values())
    assert sum(number * files for number, files in told.items()) <= most * len(found)
