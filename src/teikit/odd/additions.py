"""Adding a release of TEI P5 to those at hand."""

import shutil
import tempfile
from pathlib import Path

from teikit.diagnostics import Diagnostic, Outcome
from teikit.names import TEI, clark
from teikit.odd.releases import BUNDLED, added_file, added_folder, version_in
from teikit.source import SourceFile, as_source
from teikit.xml.parse import parse_document

# The smallest P5 release has several times as many; an ODD that merely customises has fewer.
_FEWEST_ELEMENTS = 300


def add_release(path: Path) -> Outcome[str]:
    """Keep a release's `p5subset.xml`; return its version. Raises `OSError`."""
    source = as_source(path)
    parsed = parse_document(source)
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    root = parsed.value.tree.getroot()
    edition = root.find(f".//{clark(TEI, 'editionStmt')}/{clark(TEI, 'edition')}")
    text = "" if edition is None else "".join(str(part) for part in edition.itertext())
    version = version_in(text)
    declared = sum(1 for _ in root.iter(clark(TEI, "elementSpec")))
    if version is None or declared < _FEWEST_ELEMENTS:
        return Outcome(None, (_not_a_release(source),))
    _keep(path, added_file(version))
    return Outcome(version)


def releases() -> list[str]:
    """Return the versions at hand, the bundled one first."""
    return [BUNDLED, *sorted(path.stem for path in added_folder().glob("*.xml"))]


def _keep(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        copy = Path(scratch) / place.name
        shutil.copyfile(path, copy)
        copy.replace(place)


def _not_a_release(source: SourceFile) -> Diagnostic:
    return Diagnostic(
        "ODD190",
        "This is not a release of TEI P5: it lacks the TEI's edition statement or its elements.",
        source.start(),
        hints=("Give the file p5subset.xml, which every release of the TEI Guidelines has.",),
    )
