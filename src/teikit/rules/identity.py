"""Rules about identifiers and references to them (IDS)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "IDS101",
        "duplicate-identifier",
        "Two elements have the same identifier.",
        "An identifier (xml:id) singles out one element of a document, so that links and notes "
        "can point to it. If two have the same, nobody can tell which is meant. This often "
        "happens when a passage is copied: give the copy an identifier of its own.",
        bad='<p xml:id="note1">One</p><p xml:id="note1">Two</p>',
        good='<p xml:id="note1">One</p><p xml:id="note2">Two</p>',
    ),
    Rule(
        "IDS102",
        "dangling-reference",
        "An attribute refers to an identifier that no element of the document has.",
        "The schema says that the value of this attribute is the identifier of another element "
        "of the same document, without # before it. Correct the value, or give the element that "
        "is meant this xml:id.",
    ),
)
