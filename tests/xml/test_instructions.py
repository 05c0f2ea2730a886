"""What a document's prolog says of schemas, in whatever encoding it is."""

import pytest

from teikit.source import Position
from teikit.xml.instructions import models_in

DOCUMENT = """\
<?xml version="1.0"?>
 <?xml-model href="letters.rng" title='Letters &amp; cards'?>
<TEI><?xml-model href="too-late.rng"?></TEI>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_prolog_is_read_and_nothing_after_it(encoding: str) -> None:
    (model,) = models_in("letter.xml", DOCUMENT.encode(encoding))
    assert model.attributes == {"href": "letters.rng", "title": "Letters & cards"}
    assert (model.span.source, model.span.start) == ("letter.xml", Position(2, 2))


def test_without_the_instruction_there_is_none() -> None:
    assert list(models_in("letter.xml", b"<TEI/>")) == []
