"""XInclude: what lies inside the root is included, everything else is refused and said so."""

from pathlib import Path

import pytest
from lxml import etree

from teikit.source import as_source
from teikit.xml.parse import Document, parse_document

DOCUMENT = '<a xmlns:xi="http://www.w3.org/2001/XInclude">{}</a>'


def included(folder: Path, content: str, root: Path | None = None) -> tuple[str, list[str]]:
    """Return the text of a document with its inclusions, and the codes of what was said."""
    main = folder / "main.xml"
    main.write_text(DOCUMENT.format(content), encoding="utf-8")
    outcome = parse_document(as_source(main), root=root or folder)
    codes = [one.code for one in outcome.diagnostics]
    if outcome.value is None:
        return "", codes
    return "".join(str(text) for text in outcome.value.tree.getroot().itertext()), codes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    edition = tmp_path / "edition"
    edition.mkdir()
    (edition / "part.xml").write_text(
        '<part><p xml:id="one">first</p><p xml:id="two">second</p></part>', encoding="utf-8"
    )
    (edition / "note.txt").write_text("plain <b>", encoding="utf-8")
    (tmp_path / "secret.xml").write_text("<s>secret</s>", encoding="utf-8")
    return edition


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ('<xi:include href="part.xml"/>', "firstsecond"),
        ('<xi:include href="part.xml" xpointer="two"/>', "second"),
        ('<xi:include href="part.xml" xpointer="element(one)"/>', "first"),
        ('<xi:include href="note.txt" parse="text"/>', "plain <b>"),
        (
            '[<xi:include href="part.xml"><xi:fallback>no</xi:fallback></xi:include>]',
            "[firstsecond]",
        ),
    ],
)
def test_includes_from_inside_the_root(folder: Path, element: str, text: str) -> None:
    assert included(folder, element) == (text, [])


@pytest.mark.parametrize(
    "href",
    [
        "../secret.xml",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://example.org/x.xml",
        "//example.org/x.xml",
        "%2e%2e/secret.xml",
        "missing.xml",
    ],
)
def test_refuses_what_is_outside_or_absent(folder: Path, href: str) -> None:
    assert included(folder, f'<xi:include href="{href}"/>') == ("", ["XML015"])


def test_refuses_a_link_out_of_the_root(folder: Path) -> None:
    try:
        (folder / "link.xml").symlink_to(folder.parent / "secret.xml")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert included(folder, '<xi:include href="link.xml"/>') == ("", ["XML015"])


def test_uses_the_fallback_and_says_so(folder: Path) -> None:
    element = '<xi:include href="x.xml"><xi:fallback>[<b>instead</b>]</xi:fallback></xi:include>!'
    assert included(folder, element) == ("[instead]!", ["XML015"])


def test_a_loop_ends(folder: Path) -> None:
    (folder / "loop.xml").write_text(
        DOCUMENT.format('<xi:include href="loop.xml"/>'), encoding="utf-8"
    )
    assert included(folder, '<xi:include href="loop.xml"/>') == ("", ["XML017"])


def test_a_fault_in_an_included_file_has_its_own_place(folder: Path) -> None:
    (folder / "bad.xml").write_text("<p>\n & </p>", encoding="utf-8")
    main = folder / "main.xml"
    main.write_text(DOCUMENT.format('<xi:include href="bad.xml"/>'), encoding="utf-8")
    outcome = parse_document(as_source(main), root=folder)
    (fault,) = outcome.diagnostics
    assert Path(fault.span.source).name == "bad.xml"
    assert (fault.code, fault.span.start.line) == ("XML005", 2)


def test_places_go_with_elements_across_files(folder: Path) -> None:
    main = folder / "main.xml"
    main.write_text(DOCUMENT.format('\n<b/><xi:include href="part.xml"/>\n <c/>'), encoding="utf-8")
    document = parse_document(as_source(main), root=folder).value
    assert isinstance(document, Document)
    places = {
        etree.QName(element).localname: (
            Path(document.span(element).source).name,
            document.span(element).start.line,
            document.span(element).start.column,
        )
        for element in document.tree.iter(etree.Element)
    }
    assert places["b"] == ("main.xml", 2, 1)
    assert places["part"] == ("part.xml", 1, 1)
    assert places["c"] == ("main.xml", 3, 2)
