"""Rules about how often something occurs in a content model, and what stands in attribute lists."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule
from teikit.rules.odd_example import TEI


def _items(occurrence: str) -> str:
    content = f'<content><elementRef key="item" {occurrence}/></content>'
    return f'{TEI}<elementSpec ident="list" mode="change">\n{content}\n</elementSpec>'


def _reference(class_key: str, name: str) -> str:
    attributes = f'<attList><attRef class="{class_key}" name="{name}"/></attList>'
    return f'{TEI}<elementSpec ident="docImprint" mode="change">\n{attributes}\n</elementSpec>'


def _named(ident: str) -> str:
    classes = '<classes><memberOf key="model.milestoneLike"/></classes>'
    return f'{TEI}<elementSpec ident="{ident}" mode="add">\n{classes}\n</elementSpec>'


def _rows(number: int) -> str:
    item = f'<elementRef key="item" maxOccurs="{number}"/>'
    rows = f'<content><sequence maxOccurs="{number}">{item}</sequence></content>'
    return f'{TEI}<elementSpec ident="list" mode="change">\n{rows}\n</elementSpec>'


RULES: tuple[Rule, ...] = (
    Rule(
        "ODD312",
        "occurrence-without-number",
        "@minOccurs or @maxOccurs does not state a number.",
        "Both say how often a part of a content model, or a word of an attribute's value, may "
        "occur. @minOccurs is a whole number, @maxOccurs a whole number or the word “unbounded”. "
        "What cannot be read restricts nothing: it is taken as 0 or as “unbounded”.",
        bad=_items('maxOccurs="many"'),
        good=_items('maxOccurs="unbounded"'),
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD313",
        "too-many-to-count",
        "Something may occur more often than a schema can count.",
        "RELAX NG has no numbers: “up to 30” is written as thirty optional parts, one in another. "
        "From 500 on teikit leaves the number open. The schema then allows more than the ODD "
        "says, and requires no more than 500. Should the number matter, let a constraint in "
        "Schematron count.",
        bad=_items('maxOccurs="1000"'),
        good=_items('maxOccurs="100"'),
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD314",
        "unknown-attribute-reference",
        "An attribute list refers to an attribute that the class does not have.",
        "<attRef> brings in one attribute of a class without the others. @class names the class "
        "and @name the attribute; what is not found is left out.",
        bad=_reference("att.placement", "plaice"),
        good=_reference("att.placement", "place"),
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD315",
        "not-a-name",
        "A declaration has no name, or one that nothing can have.",
        "@ident of a declaration, and <altIdent>, name elements and attributes of documents and "
        "patterns of the schema. XML knows neither names with spaces nor such as start with a "
        "digit; only attributes may have a prefix (“xml:id”). The namespace of an element is "
        "stated by @ns.",
        bad=_named("page break"),
        good=_named("pageBreak"),
    ),
    Rule(
        "ODD316",
        "content-too-large",
        "A content model is too large once it is written out.",
        "RELAX NG has neither numbers nor, inside one element, anything that a content model "
        "could share: what @maxOccurs repeats and what macros bring in is written out each time. "
        "Numbers inside one another multiply, so a few of them can come to millions of parts. "
        "State fewer numbers, or let a constraint in Schematron count.",
        bad=_rows(500),
        good=_rows(10),
    ),
)
