"""A small edition on disk, and what the links in it come to."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile
from teikit.validate.links import Facts, Links, builtin_pointers, facts_of, local_findings
from teikit.validate.links.external import External
from teikit.xml.parse import Document, located_later, parse_document

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"{}>{}</TEI>'
)
PERSONS = (
    '<listPerson><person xml:id="legran"><persName>Legran</persName></person>'
    '<person xml:id="çiçerin"/></listPerson><listPlace><place xml:id="yerevan"/></listPlace>'
)

Found: TypeAlias = list[tuple[str, Diagnostic]]
Look: TypeAlias = Callable[..., Found]


def tei(content: str, attributes: str = "") -> bytes:
    """Return a document with this content."""
    return TEI.format(attributes and f" {attributes}", content).encode()


def parsed(path: Path, root: Path) -> Document | None:
    """Return a file as a document."""
    source = SourceFile(str(path), path.read_bytes(), path)
    parse_document(source, root=root)
    return located_later(source, root=root)


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """A function from files, as contents by name, to what is found in and between them."""

    def look(
        files: Mapping[str, str | bytes],
        *,
        only: tuple[str, ...] = (),
        edition: bool = False,
        registers: tuple[str, ...] = (),
        external: External | None = None,
        compare_all_ids: bool = False,
    ) -> Found:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else tei(content))
        links = Links(
            tmp_path,
            edition=edition,
            registers=[tmp_path / name for name in registers],
            external=external,
            compare_all_ids=compare_all_ids,
        )
        found: Found = []
        for name in only or [one for one in files if one.endswith(".xml")]:
            path = tmp_path / name
            document = parsed(path, tmp_path)
            assert document is not None
            facts = facts_of(document, builtin_pointers(), path, tmp_path)
            found += [(name, one) for one in local_findings(document, facts)]
            again = Facts.from_plain(facts.to_plain())
            assert again == facts
            links.add(str(path), again)
        between = links.findings(lambda given: parsed(Path(given), tmp_path))
        found += [(Path(given).relative_to(tmp_path).as_posix(), one) for given, one in between]
        return found

    return look


def codes(found: Found) -> list[str]:
    """Return the codes of findings, in their order."""
    return [one.code for _name, one in found]
