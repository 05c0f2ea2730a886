from pathlib import Path

import pytest

from teikit.resources import sample_edition
from teikit.source import SourceFile, as_source
from teikit.transform.text import TextOptions, Variant, document_text
from teikit.xml.parse import Document, parse_document

SAMPLE = sorted((sample_edition() / "documents").glob("*.xml"))
LONG = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>"""


def load(source: bytes | Path) -> Document:
    given = SourceFile("d.xml", source) if isinstance(source, bytes) else as_source(source)
    parsed = parse_document(given)
    assert parsed.value is not None
    return parsed.value


def text(source: bytes | Path, options: TextOptions) -> str:
    outcome = document_text(load(source), options)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


@pytest.mark.parametrize("width", [20, 40, 78])
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_no_line_is_longer_than_asked(path: Path, width: int) -> None:
    lines = text(path, TextOptions(width=width)).splitlines()
    # A word that is longer than the line, or a narrow line far in, cannot be helped.
    assert [line for line in lines if len(line) > width + 8 and " " in line.strip()] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_paragraph_is_one_line_where_no_width_is_wanted() -> None:
    document = LONG.format("word " * 100).encode()
    assert text(document, TextOptions(width=0)).endswith("\n\n" + ("word " * 100).strip() + "\n")


def test_both_variants_of_the_letter_hold_its_words(letter: Path) -> None:
    for variant in Variant:
        words = text(letter, TextOptions(variant=variant)).split()
        assert {"Karabakh,", "Zangezur,", "Барсегов", "Mukhtar."} <= set(words)


def test_characters_that_steer_the_layout_are_taken_out_of_the_text() -> None:
    document = LONG.format("a\ue000b\ue001c\ue002d").encode()
    assert text(document, TextOptions()).endswith("abcd\n")


def test_a_stylesheet_of_the_user_can_change_a_sign(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:t="https://teikit.org/ns" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
        <xsl:import href="https://teikit.org/xslt/text/document.xsl"/>
        <xsl:template match="gap" mode="t:line">[lacuna]</xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    document = LONG.format("a <gap/> b").encode()
    assert text(document, TextOptions(stylesheet=own)).endswith("a [lacuna] b\n")
