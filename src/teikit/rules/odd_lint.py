"""Rules about ODD files that compile, but could be better (ODD320 and on; `teikit odd lint`)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule
from teikit.rules.odd_example import TEI

_RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'


def _values(*items: str) -> str:
    listed = "".join(f'<valItem ident="{item}"><desc>…</desc></valItem>' for item in items)
    return (
        TEI + '<elementSpec ident="p" mode="change"><attList>\n'
        f'<attDef ident="rend" mode="change"><valList type="closed" mode="add">{listed}</valList>'
        "</attDef>\n</attList></elementSpec>"
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "ODD320",
        "no-effect",
        "A declaration changes nothing.",
        "It has mode=“change”, but says what is so anyway, or says nothing. It makes readers of "
        "the ODD look for a difference, and may hide a mistake: a misspelt attribute, or a value "
        "list that was to follow.",
        bad=TEI + '<elementSpec ident="p" mode="change"/>',
        good=TEI + '<elementSpec ident="p" mode="change">\n<desc>A paragraph.</desc>\n'
        "</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD321",
        "included-twice",
        "An element is included twice.",
        "A reference to its module includes it, and so does a reference to the element, or to "
        "the module again. One of them is enough; with two, taking one out changes nothing.",
        bad=TEI + '<elementRef key="p"/>',
        good=TEI + '<elementRef key="persName"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD322",
        "unreachable-element",
        "An element is part of the schema, but no document can hold it.",
        "From the elements that documents start with, no content model leads to it. Either it is "
        "not needed, or a class or a content model that was to allow it has been left out.",
        bad=TEI + '<elementSpec ident="stray" mode="add">\n<desc>…</desc>\n'
        "<content><textNode/></content>\n</elementSpec>",
        good=TEI + '<elementSpec ident="stray" mode="add">\n<desc>…</desc>\n'
        '<classes><memberOf key="model.pLike"/></classes>\n'
        "<content><textNode/></content>\n</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD323",
        "empty-class",
        "A class has no members.",
        "What a class says reaches elements that are its members only. Classes that come with a "
        "module and stay empty do no harm and are listed together; one that the ODD itself "
        "declares or changes was probably meant to have members.",
        bad=TEI + '<classSpec ident="att.own" type="atts" mode="add">\n<desc>…</desc>\n'
        "</classSpec>",
        good=TEI + '<classSpec ident="att.own" type="atts" mode="add">\n<desc>…</desc>\n'
        '</classSpec>\n<elementSpec ident="p" mode="change">\n<classes mode="change">'
        '<memberOf key="att.own"/></classes>\n</elementSpec>',
        severity=Severity.INFO,
    ),
    Rule(
        "ODD324",
        "impossible-content",
        "No document can satisfy the content of an element.",
        "Its content requires a class that has no members here, or elements that require each "
        "other without end. A document that uses the element can never be valid.",
        bad=TEI + '<elementSpec ident="record" mode="add">\n<desc>…</desc>\n'
        '<classes><memberOf key="model.pLike"/></classes>\n'
        '<content><elementRef key="record"/></content>\n</elementSpec>',
        good=TEI + '<elementSpec ident="record" mode="add">\n<desc>…</desc>\n'
        '<classes><memberOf key="model.pLike"/></classes>\n'
        '<content><elementRef key="record" minOccurs="0"/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD325",
        "allowed-twice",
        "A choice allows the same element twice.",
        "It is named by itself and is also a member of a class beside it, or of two classes. "
        "RELAX NG does not mind; XML Schema and DTDs refuse such content, and readers wonder "
        "what the difference is.",
        bad=TEI + '<elementSpec ident="q" mode="change">\n<content><alternate>\n'
        '<elementRef key="p"/><classRef key="model.pLike"/>\n</alternate></content>\n'
        "</elementSpec>",
        good=TEI + '<elementSpec ident="q" mode="change">\n<content><alternate>\n'
        '<elementRef key="l"/><classRef key="model.pLike"/>\n</alternate></content>\n'
        "</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD326",
        "deprecated",
        "The schema includes something that the TEI deprecates.",
        "@validUntil states until when a deprecated element or attribute is valid. When the day "
        "has passed, the next release of the TEI may be without it, and documents that use it "
        "will have to change.",
        bad=TEI + '<moduleRef key="dictionaries"/>',
        good=TEI + '<moduleRef key="dictionaries" except="re superEntry"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD327",
        "old-construct",
        "The ODD uses a construct that has been replaced.",
        "RELAX NG in <content> and <datatype>, <valDesc>, the scheme “isoschematron”, "
        "and a usage of “mwa” or “rwa” come from earlier forms of the ODD language. They still "
        "work, but tools know less about them.",
        bad=TEI + '<elementSpec ident="q" mode="change">\n'
        f"<content><text {_RNG}/></content>\n</elementSpec>",
        good=TEI + '<elementSpec ident="q" mode="change">\n'
        "<content><textNode/></content>\n</elementSpec>",
        severity=Severity.INFO,
    ),
    Rule(
        "ODD328",
        "not-described",
        "The ODD adds something without saying what it is for.",
        "A <desc> or <gloss> of each element, class, attribute and value is what editors see "
        "while they encode, and what the documentation of the schema is made from.",
        bad=TEI + '<elementSpec ident="p" mode="change"><attList>\n'
        '<attDef ident="kind" mode="add"/>\n</attList></elementSpec>',
        good=TEI + '<elementSpec ident="p" mode="change"><attList>\n'
        '<attDef ident="kind" mode="add"><desc>what kind of paragraph</desc></attDef>\n'
        "</attList></elementSpec>",
        severity=Severity.INFO,
    ),
    Rule(
        "ODD329",
        "listed-twice",
        "A value or an attribute stands twice in one list.",
        "The second has no effect, or takes the place of the first; one of the two descriptions "
        "is lost.",
        bad=_values("red", "blue", "red"),
        good=_values("red", "blue"),
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD330",
        "misspelt-in-prose",
        "The prose of the ODD names an element that does not exist.",
        "A <gi> holds the name of an element. This one is neither part of the schema nor of what "
        "it builds on, but looks like one that is. Give @scheme if it belongs to another "
        "vocabulary.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n'
        "<desc>Like <gi>titel</gi>.</desc>\n</elementSpec>",
        good=TEI + '<elementSpec ident="p" mode="change">\n'
        "<desc>Like <gi>title</gi>.</desc>\n</elementSpec>",
        severity=Severity.INFO,
    ),
)
