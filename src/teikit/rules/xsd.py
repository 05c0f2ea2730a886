"""Rules about what an ODD says and XML Schema cannot (ODD4xx).

The RELAX NG that teikit makes and validates with says all of it; only the XSD is laxer.
"""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

_TEI = """\
<moduleRef key="tei"/>
<moduleRef key="header" except="xenoData"/>
<moduleRef key="core"/>
<moduleRef key="textstructure"/>
"""
_CLOSER = _TEI + '<elementSpec ident="closer" mode="change">\n<content>\n'
_END = "\n</content>\n</elementSpec>"
_LAXER = (
    " The XSD accepts every document that the RELAX NG accepts, and some more. Keep the ODD as it "
    "is, and validate with teikit or with the RELAX NG before you publish."
)

RULES: tuple[Rule, ...] = (
    Rule(
        "ODD401",
        "xsd-order",
        "The XSD does not check how often elements occur that may come in any order.",
        'In a <sequence preserveOrder="false"> the parts may come in any order. XML Schema can say '
        "this of a few single elements, but not of longer parts." + _LAXER,
        bad=_CLOSER + '<sequence preserveOrder="false">\n<elementRef key="signed"/>\n'
        '<sequence>\n<elementRef key="dateline"/>\n<elementRef key="salute"/>\n</sequence>\n'
        "</sequence>" + _END,
        good=_CLOSER + '<sequence preserveOrder="false">\n<elementRef key="signed"/>\n'
        '<elementRef key="salute" minOccurs="0"/>\n</sequence>' + _END,
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD402",
        "xsd-lookahead",
        "The XSD is laxer about a content that cannot be read without looking ahead.",
        "XML Schema wants to know of each element, from its name alone, which part of the content "
        "model it belongs to. Here that depends on what follows. In the XSD these elements may "
        "come in any order and number." + _LAXER,
        bad=_CLOSER + '<alternate minOccurs="0" maxOccurs="unbounded">\n'
        '<elementRef key="salute"/>\n<elementRef key="signed"/>\n</alternate>\n'
        '<elementRef key="signed"/>\n<alternate>\n<elementRef key="salute"/>\n'
        '<elementRef key="signed"/>\n</alternate>' + _END,
        good=_CLOSER + '<elementRef key="salute" minOccurs="0" maxOccurs="unbounded"/>\n'
        '<elementRef key="signed"/>' + _END,
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD403",
        "xsd-context",
        "Elements of one name have different content, which the XSD does not tell apart.",
        "XML Schema allows only one declaration of a name within the content of an element. "
        "Where two declarations come under one name, the XSD accepts what either allows." + _LAXER,
        bad=_TEI + '<elementSpec ident="lg" mode="change">\n<altIdent>p</altIdent>\n</elementSpec>',
        good=_TEI
        + '<elementSpec ident="lg" mode="change">\n<altIdent>stanza</altIdent>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD404",
        "xsd-dependent-attributes",
        "The XSD does not check attributes that depend on each other or on the content.",
        'With <attList org="choice"> one attribute excludes another. XML Schema declares each '
        "attribute by itself." + _LAXER,
        bad=_TEI + '<elementSpec ident="lb" mode="change">\n<attList>\n<attList org="choice">\n'
        '<attDef ident="page" mode="add" usage="req"/>\n'
        '<attDef ident="leaf" mode="add" usage="req"/>\n</attList>\n</attList>\n</elementSpec>',
        good=_TEI + '<elementSpec ident="lb" mode="change">\n<attList>\n'
        '<attDef ident="page" mode="add"/>\n</attList>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD405",
        "xsd-values",
        "The XSD checks some values less strictly.",
        "A list whose words are of different types, a type with exceptions, and a content that is "
        "either a value or elements have no counterpart in XML Schema." + _LAXER,
        bad=_CLOSER + '<alternate>\n<dataRef name="date"/>\n<elementRef key="signed"/>\n'
        "</alternate>" + _END,
        good=_CLOSER + '<dataRef name="date"/>' + _END,
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD406",
        "xsd-text-anywhere",
        "The XSD allows text between all elements of a content that allows it in some place.",
        "In XML Schema, text may stand everywhere in the content of an element or nowhere."
        + _LAXER,
        bad=_CLOSER + '<textNode/>\n<elementRef key="signed"/>' + _END,
        good=_CLOSER + '<alternate minOccurs="0" maxOccurs="unbounded">\n<textNode/>\n'
        '<elementRef key="signed"/>\n</alternate>' + _END,
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD407",
        "xsd-other-namespaces",
        "The XSD does not look into elements and attributes of other namespaces.",
        "One XSD file describes one namespace. Elements and attributes of any other, such as those "
        "of MathML, SVG or of a project's own namespace, are accepted as they are." + _LAXER,
        bad=_TEI + '<elementSpec ident="shelf" ns="https://example.org/library" mode="add">\n'
        '<classes>\n<memberOf key="model.pPart.data"/>\n</classes>\n'
        "<content>\n<textNode/>\n</content>\n</elementSpec>",
        good=_TEI + '<elementSpec ident="shelf" mode="add">\n'
        '<classes>\n<memberOf key="model.pPart.data"/>\n</classes>\n'
        "<content>\n<textNode/>\n</content>\n</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD408",
        "xsd-xml-attributes",
        "The XSD does not check xml:id, xml:lang and the other attributes of the xml namespace.",
        "These attributes belong to a namespace of their own, which would need a second XSD file. "
        "They are accepted with any value, where the schema has any of them. Identifiers in other "
        "attributes must be names, but need not be unique." + _LAXER,
        bad=_TEI + '<elementSpec ident="p" mode="change"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD409",
        "xsd-root-elements",
        "Documents with some of the root elements cannot be checked by the XSD.",
        "One XSD file describes one namespace. Elements of any other cannot be the root of a "
        "document that is checked by it. Use the RELAX NG for such documents.",
        bad='<schemaSpec ident="letters" start="TEI shelf">\n'
        + _TEI
        + '<elementSpec ident="shelf" '
        'ns="https://example.org/library" mode="add">\n<content>\n<textNode/>\n</content>\n'
        "</elementSpec>\n</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI">\n' + _TEI + "</schemaSpec>",
        severity=Severity.WARNING,
    ),
)
