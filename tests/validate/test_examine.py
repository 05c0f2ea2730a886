"""One file held against everything that is wanted, and against no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from teikit import resources
from teikit.validate.checks import FAMILIES
from teikit.validate.examine import BEYOND_GRAMMAR, examine
from teikit.validate.selection import Selection
from teikit.validate.standard import Standard

HOUSE = resources.schemas() / "edition.odd"
SAMPLE = min((resources.sample_edition() / "documents").glob("*.xml"))
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <text><body><p>From <date when="1920-02" notAfter="1919">then</date>,
    <ref target="#lost">there</ref> <persname>A.</persname></p></body></text>
</TEI>
"""


def test_all_that_needs_the_whole_document_is_known() -> None:
    assert set(BEYOND_GRAMMAR) == {"SCH1", "LNK", *FAMILIES}


@pytest.mark.parametrize(
    ("only", "families"),
    [
        ((), {"TEI", "LNK", "SCH"}),
        (("TEI",), {"TEI"}),
        (("LNK",), {"LNK"}),
        (("TEI101", "LNK"), {"TEI", "LNK"}),
    ],
)
def test_what_is_selected_is_looked_at(
    tmp_path: Path, only: tuple[str, ...], families: set[str]
) -> None:
    path = tmp_path / "letter.xml"
    path.write_text(DOCUMENT, encoding="utf-8")
    found = examine(str(path), Standard(HOUSE, tmp_path, selection=Selection(only=only)))
    seen = {one.code[:3] for one in found.diagnostics}
    assert seen >= families
    assert not only or seen == families
    places = [one.span.start for one in found.diagnostics]
    assert places == sorted(places)


def test_the_grammar_alone_brings_little_in(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from teikit.validate.examine import examine
from teikit.validate.selection import Selection
from teikit.validate.standard import Standard
for _ in range(2):
    examine({str(SAMPLE)!r}, Standard(Path({str(HOUSE)!r}), Path("."), False, Selection(("TEI",))))
print(*(name for name in ("lxml", "saxonche", "teikit.validate.links") if name in sys.modules))
"""
    command = [sys.executable, "-c", program]
    for _ in range(2):  # the second time, the schema comes from the cache
        run = subprocess.run(command, capture_output=True, check=True, text=True, cwd=tmp_path)
    assert run.stdout.strip() == ""


def test_only_the_grammar_of_a_large_file_is_checked_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teikit.validate.examine._LARGEST", 100)
    path = tmp_path / "large.xml"
    path.write_text(DOCUMENT, encoding="utf-8")

    def codes(*only: str) -> set[str]:
        found = examine(str(path), Standard(HOUSE, tmp_path, selection=Selection(only=only)))
        return {one.code[:3] for one in found.diagnostics}

    assert codes() == {"XML", "TEI"}
    assert codes("TEI") == {"TEI"}  # no more was asked for
