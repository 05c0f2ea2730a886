"""What is measured on: documents of a known size, made from the sample edition or the corpora."""

import copy
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def sample_documents() -> list[Path]:
    """Return the documents of the sample edition."""
    return sorted((ROOT / "tei" / "documents").glob("*.xml"))


def large_document(path: Path, size: int) -> Path:
    """Write one valid document of at least `size` bytes: the sample edition's texts, repeated."""
    texts = [_divisions(document) for document in sample_documents()]
    head, tail = _frame(sample_documents()[0])
    written = 0
    with path.open("wb") as file:
        written += file.write(head)
        for divisions in cycle(texts):
            if written >= size:
                break
            written += file.write(divisions)
        file.write(tail)
    return path


def _frame(document: Path) -> tuple[bytes, bytes]:
    tree = etree.parse(document)
    body = tree.find(f".//{TEI}body")
    if body is None:
        raise ValueError(document)
    for child in list(body):
        body.remove(child)
    body.text = "SPLIT"
    _without_ids(body)
    head, _, tail = etree.tostring(tree, encoding="utf-8").partition(b"SPLIT")
    return head, tail


def _divisions(document: Path) -> bytes:
    body = etree.parse(document).find(f".//{TEI}body")
    if body is None:
        raise ValueError(document)
    division = etree.Element(f"{TEI}div", nsmap={None: TEI[1:-1]})
    for child in body:
        division.append(copy.deepcopy(child))
    _without_ids(division)
    return etree.tostring(division, encoding="utf-8")


def _without_ids(element: etree._Element) -> None:
    """Take out identifiers, and the pointers to them, so that repetition keeps it valid."""
    for each in element.iter(etree.Element):
        each.attrib.pop(XML_ID, "")


def manuscript_descriptions() -> list[Path]:
    """Return the manuscript descriptions of the reference corpora, empty where they are absent."""
    return sorted((SHARED / "corpora" / "msdesc" / "docs").glob("*.xml"))


def letters() -> list[Path]:
    """Return the letters of the reference corpora, or the sample edition's documents."""
    found = sorted((SHARED / "corpora" / "schnitzler-briefe" / "docs").rglob("*.xml"))
    return found or sample_documents()


def repeated(
    folder: Path, sources: list[Path], count: int, *, byte_for_byte: bool = False
) -> list[Path]:
    """Copy documents in turn as they are, but for a comment that makes each file another.

    Copies that are the same `byte_for_byte` have no such comment.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, source in enumerate(islice(cycle(sources), count)):
        path = folder / f"{number:05}.xml"
        comment = b"" if byte_for_byte else b"<!-- copy %d -->\n" % number
        path.write_bytes(source.read_bytes() + comment)
        paths.append(path)
    return paths


def many_files(folder: Path, sources: list[Path], count: int, size: int) -> list[Path]:
    """Copy documents in turn, `count` files of `size` bytes in all or a little more."""
    folder.mkdir(parents=True, exist_ok=True)
    return list(_copies(folder, sources, count, size))


def _copies(folder: Path, sources: list[Path], count: int, size: int) -> Iterator[Path]:
    each = size // count
    data = [_enlarged(path.read_bytes(), each) for path in sources]
    for number, content in enumerate(islice(cycle(data), count)):
        path = folder / f"{number:05}.xml"
        path.write_bytes(content + b"<!-- copy %d -->\n" % number)
        yield path


def _enlarged(data: bytes, size: int) -> bytes:
    """Return a document with its body's content repeated until it has about the size."""
    found = re.search(rb"(?s)<body[^>]*>(.*)</body>", data)
    if found is None or len(data) >= size:
        return data
    content = re.sub(rb"\sxml:id=(\"[^\"]*\"|'[^']*')", b"", found[1])
    times = (size - len(data)) // max(1, len(content))
    return data[: found.end(1)] + content * times + data[found.end(1) :]
