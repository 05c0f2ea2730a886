"""Rules about names and numbers in declarations: what they mean must be there."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule
from teikit.rules.odd_example import TEI

RULES: tuple[Rule, ...] = (
    Rule(
        "ODD301",
        "unknown-in-content",
        "A content model names something that does not exist.",
        "What a content model refers to must be declared. A reference to nothing is left out of "
        "the content, which is then narrower than it looks.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n'
        '<content><elementRef key="paragraph"/></content>\n</elementSpec>',
        good=TEI + '<elementSpec ident="p" mode="change">\n'
        '<content><macroRef key="macro.paraContent"/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD302",
        "absent-in-content",
        "A content model names something that is not part of the schema.",
        "The name exists in the source, but no module or reference includes it. It is left out of "
        "the content.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n'
        '<content><elementRef key="persName"/></content>\n</elementSpec>',
        good=TEI + '<elementRef key="persName"/>\n<elementSpec ident="p" mode="change">\n'
        '<content><elementRef key="persName"/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD303",
        "unknown-class",
        "An element or class is to be a member of a class that does not exist.",
        "Through its classes an element gets attributes and its place in other elements. A "
        "membership in a class that does not exist gives it neither.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n<classes mode="change">\n'
        '<memberOf key="model.paraLike"/>\n</classes>\n</elementSpec>',
        good=TEI + '<elementSpec ident="p" mode="change">\n<classes mode="change">\n'
        '<memberOf key="model.pLike"/>\n</classes>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD304",
        "unknown-attribute-changed",
        "An attribute is changed or deleted that the element or class does not have.",
        "Only an attribute that an element declares, or gets from a class that is part of the "
        "schema, can be changed or deleted. A new one is added with mode=“add”.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="kind" mode="delete"/>\n</attList>\n</elementSpec>',
        good=TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="rend" mode="delete"/>\n</attList>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD305",
        "no-such-start",
        "Documents are to start with an element that the schema does not have.",
        "@start of <schemaSpec> lists the elements a document may start with. Each of them must "
        "be part of the schema.",
        bad='<schemaSpec ident="letters" start="letter">\n' + TEI + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI">\n' + TEI + "</schemaSpec>",
    ),
    Rule(
        "ODD306",
        "nothing-to-start-with",
        "The schema has no elements, so no document can be valid.",
        "A <schemaSpec> that includes nothing defines a schema that accepts nothing. Include "
        "modules of the TEI, or declare elements.",
        bad='<schemaSpec ident="letters">\n<moduleRef key="tei"/>\n</schemaSpec>',
        good='<schemaSpec ident="letters" start="TEI">\n' + TEI + "</schemaSpec>",
    ),
    Rule(
        "ODD307",
        "unknown-pattern",
        "RELAX NG in a content model refers to a pattern that is not part of the schema.",
        "Content models may be written in RELAX NG. Their references name elements, classes, "
        "macros and datatypes of the schema; one that names something else is left out.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n<content>\n'
        '<ref xmlns="http://relaxng.org/ns/structure/1.0" name="model.paraLike"/>\n'
        "</content>\n</elementSpec>",
        good=TEI + '<elementSpec ident="p" mode="change">\n<content>\n'
        '<ref xmlns="http://relaxng.org/ns/structure/1.0" name="macro.paraContent"/>\n'
        "</content>\n</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD308",
        "unknown-datatype",
        "An attribute is to have a datatype that the schema does not have.",
        "<dataRef key=…> names a datatype of the TEI or of the ODD, such as teidata.word; a "
        "datatype of XML Schema is named with name=…. A datatype that is neither lets any text "
        "through.",
        bad=TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="kind" mode="add">\n<datatype><dataRef key="anyURI"/></datatype>\n'
        "</attDef>\n</attList>\n</elementSpec>",
        good=TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="kind" mode="add">\n<datatype><dataRef name="anyURI"/></datatype>\n'
        "</attDef>\n</attList>\n</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD309",
        "attribute-of-other-class",
        "A class would delete an attribute that it gets from another class.",
        "An element can delete any attribute it inherits, for itself. A class that is a member of "
        "another passes that one's attributes on as they are: delete the attribute where it is "
        "declared, or end the membership. In older releases of the TEI, @rend was declared by "
        "att.global itself; today it comes from att.global.rendition.",
        bad=TEI + '<classSpec ident="att.global" type="atts" mode="change">\n<attList>\n'
        '<attDef ident="rend" mode="delete"/>\n</attList>\n</classSpec>',
        good=TEI + '<classSpec ident="att.global.rendition" type="atts" mode="change">\n'
        '<attList>\n<attDef ident="rend" mode="delete"/>\n</attList>\n</classSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD310",
        "impossible-occurrence",
        "A part of a content model must occur more often than it may.",
        "@minOccurs and @maxOccurs both mean 1 where they are left out, so minOccurs=“2” alone "
        "can never be met.",
        bad=TEI + '<elementSpec ident="list" mode="change">\n'
        '<content><elementRef key="item" minOccurs="2"/></content>\n</elementSpec>',
        good=TEI + '<elementSpec ident="list" mode="change">\n<content>'
        '<elementRef key="item" minOccurs="2" maxOccurs="unbounded"/></content>\n</elementSpec>',
    ),
    Rule(
        "ODD311",
        "unknown-expansion",
        "A class is to be expanded in a way that does not exist.",
        "@expand of <classRef> is alternate, sequence, sequenceOptional, sequenceRepeatable or "
        "sequenceOptionalRepeatable. Anything else is read as alternate: one member of the class.",
        bad=TEI + '<elementSpec ident="list" mode="change">\n'
        '<content><classRef key="model.pLike" expand="sequenceoptional"/></content>\n'
        "</elementSpec>",
        good=TEI + '<elementSpec ident="list" mode="change">\n'
        '<content><classRef key="model.pLike" expand="sequenceOptional"/></content>\n'
        "</elementSpec>",
        severity=Severity.WARNING,
    ),
)
