"""Rules about what RELAX NG forbids in otherwise well-formed schemas (RNG15x)."""

from teikit.rules.model import Rule

_NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'
_XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def _in_element(pattern: str) -> str:
    return f'<element {_NS} name="p" {_XSD}>{pattern}</element>'


RULES: tuple[Rule, ...] = (
    Rule(
        "RNG150",
        "schema-attribute-holds-markup",
        "The value of an attribute is described with elements or attributes in it.",
        "An attribute holds text only. Often a reference leads to the wrong definition: to an "
        "element instead of a datatype.",
        bad=_in_element('<attribute name="n"><element name="q"><empty/></element></attribute>'),
        good=_in_element('<attribute name="n"><data type="token"/></attribute>'),
    ),
    Rule(
        "RNG151",
        "schema-repeated-attribute",
        "A group with an attribute in it is repeated.",
        "No element can have the same attribute twice, so a group with an attribute cannot stand "
        "in oneOrMore or zeroOrMore. Take the attribute out of the repetition.",
        bad=_in_element(
            '<oneOrMore><group><attribute name="n"/><element name="q"><empty/></element></group>'
            "</oneOrMore>"
        ),
        good=_in_element(
            '<attribute name="n"/><oneOrMore><element name="q"><empty/></element></oneOrMore>'
        ),
    ),
    Rule(
        "RNG152",
        "schema-list-content",
        "A list of words is described with something that is not a word.",
        "list describes a text that is taken apart at its spaces, so only values and datatypes "
        "can be in it: no elements, attributes, text, further lists or interleave.",
        bad=_in_element("<list><text/></list>"),
        good=_in_element('<list><oneOrMore><data type="token"/></oneOrMore></list>'),
    ),
    Rule(
        "RNG153",
        "schema-except-content",
        "Something other than values and datatypes is excepted from a datatype.",
        "Inside data, except takes away single values or other datatypes, joined by choice.",
        bad=_in_element('<data type="token"><except><text/></except></data>'),
        good=_in_element('<data type="token"><except><value>x</value></except></data>'),
    ),
    Rule(
        "RNG154",
        "schema-start-content",
        "The start of the grammar is not an element or a choice of elements.",
        "A document has exactly one outermost element. Everything else belongs inside it.",
        bad=f"<grammar {_NS}><start><text/></start></grammar>",
        good=f'<grammar {_NS}><start><element name="p"><text/></element></start></grammar>',
    ),
    Rule(
        "RNG155",
        "schema-mixed-data",
        "Text of a certain form stands beside elements or other text.",
        "Where a datatype or a value describes the text of an element, it describes all of it, "
        "so no elements and no other text can be beside it. Use text in place of the datatype, "
        "or a list for several words.",
        bad=_in_element('<data type="date"/><element name="q"><empty/></element>'),
        good=_in_element('<text/><element name="q"><empty/></element>'),
    ),
    Rule(
        "RNG156",
        "schema-attribute-twice",
        "The same attribute is described twice for an element.",
        "Two definitions that are used together both bring in the attribute. If its description "
        "differs from one case to the other, put the cases into a choice.",
        bad=_in_element('<attribute name="n"/><attribute name="n"/>'),
        good=_in_element('<attribute name="n"/>'),
    ),
    Rule(
        "RNG157",
        "schema-open-attribute",
        "Attributes with open names are not repeated, or do not hold plain text.",
        "anyName and nsName stand for any number of attributes, so they have to be inside "
        "oneOrMore or zeroOrMore, and their value is text.",
        bad=_in_element("<attribute><anyName/></attribute>"),
        good=_in_element("<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>"),
    ),
    Rule(
        "RNG158",
        "schema-interleave-twice",
        "The same element, or text, is in more than one part of an interleave.",
        "Interleave mingles its parts, so it must be clear from an element's name to which part "
        "it belongs. If order matters, use a group; if not, name the element once with "
        "zeroOrMore.",
        bad=_in_element("<interleave><text/><group><text/></group></interleave>"),
        good=_in_element("<text/>"),
    ),
    Rule(
        "RNG159",
        "schema-name-class",
        "A name class is one that RELAX NG does not allow.",
        "What is excepted from any name must be less open than what it is excepted from, and "
        "namespace declarations (xmlns) are not attributes.",
        bad=_in_element('<attribute name="xmlns"/>'),
        good=_in_element('<attribute name="n"/>'),
    ),
)
