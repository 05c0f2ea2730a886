"""Rules about ODD files (ODD).

The examples of the second and third group are what stands inside `<schemaSpec>`, unless they
bring one of their own.
"""

from teikit.diagnostics import Severity
from teikit.rules import odd_constraints, odd_content, odd_lint, xsd
from teikit.rules.model import Rule

_TEI = """\
<moduleRef key="tei"/>
<moduleRef key="header"/>
<moduleRef key="core"/>
<moduleRef key="textstructure"/>
"""

RULES: tuple[Rule, ...] = (
    Rule(
        "ODD101",
        "not-an-odd",
        "The file has no schemaSpec, so it is not an ODD.",
        "An ODD is a TEI document that holds a <schemaSpec>: the list of what a project takes "
        "from the TEI and how it changes it. Other TEI documents can be validated, but nothing "
        "can be compiled from them. Name the ODD of the project, or add a <schemaSpec>.",
        bad="<p>Our rules for letters.</p>",
        good='<schemaSpec ident="letters" start="TEI">\n' + _TEI + "</schemaSpec>",
    ),
    Rule(
        "ODD102",
        "several-schemas",
        "The ODD has more than one schemaSpec; the first is used.",
        "An ODD may define several schemas, but each run uses one. The first in the file is "
        "taken unless another is asked for by its @ident.",
        bad='<schemaSpec ident="one" start="TEI">\n' + _TEI + "</schemaSpec>\n"
        '<schemaSpec ident="two" start="TEI">\n' + _TEI + "</schemaSpec>",
        good='<schemaSpec ident="one" start="TEI">\n' + _TEI + "</schemaSpec>",
        severity=Severity.INFO,
    ),
    Rule(
        "ODD103",
        "source-missing",
        "The file that @source names cannot be read.",
        "@source says which ODD, compiled ODD or TEI release this one builds on. A path in it is "
        "relative to the folder of the ODD it stands in. Without @source, the TEI that comes "
        "with teikit is meant.",
        bad='<schemaSpec ident="letters" start="TEI" source="house.odd">\n'
        + _TEI
        + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI" source="tei:current">\n'
        + _TEI
        + "</schemaSpec>",
    ),
    Rule(
        "ODD104",
        "source-not-fetched",
        "The source is on the network, and teikit fetches nothing unasked.",
        "A schema must not change because a server does, and work must go on without a "
        "connection. Addresses of TEI releases are understood without fetching them; anything "
        "else must be saved as a file and named by its path.",
        bad='<schemaSpec ident="letters" start="TEI" source="https://example.org/house.odd">\n'
        + _TEI
        + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI" source="tei:current">\n'
        + _TEI
        + "</schemaSpec>",
    ),
    Rule(
        "ODD105",
        "release-not-at-hand",
        "The TEI release named is not at hand; the bundled one is used instead.",
        "The releases of the TEI differ in what they allow. One release comes with teikit; any "
        "other can be added once: save its p5subset.xml from the TEI's Vault and run "
        "“teikit p5 add FILE”.",
        bad='<schemaSpec ident="letters" start="TEI" source="tei:1.0.0">\n'
        + _TEI
        + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI" source="tei:current">\n'
        + _TEI
        + "</schemaSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD106",
        "source-loops",
        "The chain of sources comes back to where it started.",
        "An ODD may build on another, and that on a third. The last of them must build on the "
        "TEI; where the chain comes back to one of its own members there is nothing to start "
        "from.",
        bad='<!-- in a.odd --><schemaSpec ident="a" source="b.odd">…</schemaSpec>\n'
        '<!-- in b.odd --><schemaSpec ident="b" source="a.odd">…</schemaSpec>',
        good='<!-- in b.odd --><schemaSpec ident="b" source="tei:current">…</schemaSpec>',
    ),
    Rule(
        "ODD107",
        "source-unusable",
        "The file that @source names is there, but it cannot be used.",
        "The source must be well-formed XML, and an ODD, a compiled ODD or a TEI release. What "
        "is wrong with it is said beside this diagnostic.",
        bad='<schemaSpec ident="letters" source="broken.odd">…</schemaSpec>',
        good='<schemaSpec ident="letters" source="house.odd">…</schemaSpec>',
    ),
    Rule(
        "ODD108",
        "group-missing",
        "A specGrpRef points to a group that is not there.",
        "@target is the identifier of a <specGrp> after “#”, with the path of its file before it "
        "if it stands in another. What the group would bring in is missing from the schema.",
        bad=_TEI + '<specGrpRef target="#changes"/>',
        good=_TEI + '<specGrp xml:id="changes">\n'
        '<elementSpec ident="teiCorpus" mode="delete"/>\n</specGrp>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD109",
        "group-loops",
        "A specification group includes itself.",
        "A <specGrp> that refers to itself, directly or through others, would never come to an "
        "end. The reference is left out.",
        bad=_TEI + '<specGrp xml:id="changes">\n<specGrpRef target="#changes"/>\n</specGrp>',
        good=_TEI
        + '<specGrp xml:id="changes">\n<elementSpec ident="p" mode="change"/>\n</specGrp>',
    ),
    Rule(
        "ODD110",
        "external-module-missing",
        "The RELAX NG file of an external module cannot be read.",
        "<moduleRef url=…> brings in a vocabulary of its own, such as MathML, from a RELAX NG "
        "file. The file must be on this machine: a path is relative to the ODD, and of an address "
        "on the network the copy is used that is saved beside the ODD under the same name.",
        bad=_TEI + '<moduleRef url="https://example.org/formulas.rng"/>',
        good=_TEI + '<moduleRef url="mathml.rng"/>',
    ),
    Rule(
        "ODD111",
        "nested-too-deeply",
        "Content models, groups or sources are nested hundreds of levels deep.",
        "A content model of a few levels says everything there is to say about an element. "
        "Hundreds of levels come from a program gone astray, and are not followed.",
        bad="<content><sequence><sequence><sequence>… 1,000 levels …</content>",
        good='<content><macroRef key="macro.paraContent"/></content>',
    ),
    Rule(
        "ODD201",
        "unknown-module",
        "A moduleRef names a module that does not exist.",
        "The modules of the TEI have short names such as core, header, msdescription or "
        "namesdates. What the reference was to bring in is missing from the schema.",
        bad=_TEI + '<moduleRef key="namedates"/>',
        good=_TEI + '<moduleRef key="namesdates"/>',
    ),
    Rule(
        "ODD202",
        "unknown-reference",
        "A reference to an element, class, macro or datatype names nothing that exists.",
        "<elementRef>, <classRef>, <macroRef> and <dataRef> in a <schemaSpec> bring in one "
        "declaration each, by its exact name.",
        bad=_TEI + '<elementRef key="persname"/>',
        good=_TEI + '<elementRef key="persName"/>',
    ),
    Rule(
        "ODD203",
        "not-in-module",
        "A moduleRef includes or excepts an element that the module does not have.",
        "@include and @except of <moduleRef> list elements of that module. A name that belongs "
        "to another module, or to none, has no effect: often it is misspelt.",
        bad='<moduleRef key="tei"/>\n<moduleRef key="header"/>\n<moduleRef key="textstructure"/>\n'
        '<moduleRef key="core" include="p head persName"/>',
        good='<moduleRef key="tei"/>\n<moduleRef key="header"/>\n<moduleRef key="textstructure"/>\n'
        '<moduleRef key="core" include="p head"/>\n'
        '<moduleRef key="namesdates" include="persName"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD204",
        "change-of-unknown",
        "A declaration changes, replaces or deletes what does not exist.",
        "@mode change, replace and delete need something to work on. A name that the source does "
        "not have is misspelt, or comes from another release of the TEI.",
        bad=_TEI + '<elementSpec ident="paragraph" mode="delete"/>',
        good=_TEI + '<elementSpec ident="p" mode="change"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD205",
        "change-without-effect",
        "A declaration changes something that is not part of the schema.",
        "Only what a module or a reference includes can be changed. Include it, or take the "
        "declaration out.",
        bad=_TEI + '<elementSpec ident="persName" mode="delete"/>',
        good=_TEI + '<elementRef key="persName"/>\n<elementSpec ident="persName" mode="change"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD206",
        "added-twice",
        "A declaration adds what is there already, and takes its place.",
        "Without @mode, a declaration adds something new. Where the name exists, the new "
        "declaration replaces the old one altogether, including its content and classes. "
        "Usually mode=“change” is meant.",
        bad=_TEI + '<elementSpec ident="p">\n<content><textNode/></content>\n</elementSpec>',
        good=_TEI
        + '<elementSpec ident="p" mode="change">\n<content><textNode/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD301",
        "unknown-in-content",
        "A content model names something that does not exist.",
        "What a content model refers to must be declared. A reference to nothing is left out of "
        "the content, which is then narrower than it looks.",
        bad=_TEI + '<elementSpec ident="p" mode="change">\n'
        '<content><elementRef key="paragraph"/></content>\n</elementSpec>',
        good=_TEI + '<elementSpec ident="p" mode="change">\n'
        '<content><macroRef key="macro.paraContent"/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD302",
        "absent-in-content",
        "A content model names something that is not part of the schema.",
        "The name exists in the source, but no module or reference includes it. It is left out of "
        "the content.",
        bad=_TEI + '<elementSpec ident="p" mode="change">\n'
        '<content><elementRef key="persName"/></content>\n</elementSpec>',
        good=_TEI + '<elementRef key="persName"/>\n<elementSpec ident="p" mode="change">\n'
        '<content><elementRef key="persName"/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD303",
        "unknown-class",
        "An element or class is to be a member of a class that does not exist.",
        "Through its classes an element gets attributes and its place in other elements. A "
        "membership in a class that does not exist gives it neither.",
        bad=_TEI + '<elementSpec ident="p" mode="change">\n<classes mode="change">\n'
        '<memberOf key="model.paraLike"/>\n</classes>\n</elementSpec>',
        good=_TEI + '<elementSpec ident="p" mode="change">\n<classes mode="change">\n'
        '<memberOf key="model.pLike"/>\n</classes>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD304",
        "unknown-attribute-changed",
        "An attribute is changed or deleted that the element or class does not have.",
        "Only an attribute that an element declares, or gets from a class that is part of the "
        "schema, can be changed or deleted. A new one is added with mode=“add”.",
        bad=_TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="kind" mode="delete"/>\n</attList>\n</elementSpec>',
        good=_TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="rend" mode="delete"/>\n</attList>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD305",
        "no-such-start",
        "Documents are to start with an element that the schema does not have.",
        "@start of <schemaSpec> lists the elements a document may start with. Each of them must "
        "be part of the schema.",
        bad='<schemaSpec ident="letters" start="letter">\n' + _TEI + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI">\n' + _TEI + "</schemaSpec>",
    ),
    Rule(
        "ODD306",
        "nothing-to-start-with",
        "The schema has no elements, so no document can be valid.",
        "A <schemaSpec> that includes nothing defines a schema that accepts nothing. Include "
        "modules of the TEI, or declare elements.",
        bad='<schemaSpec ident="letters">\n<moduleRef key="tei"/>\n</schemaSpec>',
        good='<schemaSpec ident="letters" start="TEI">\n' + _TEI + "</schemaSpec>",
    ),
    Rule(
        "ODD307",
        "unknown-pattern",
        "RELAX NG in a content model refers to a pattern that is not part of the schema.",
        "Content models may be written in RELAX NG. Their references name elements, classes, "
        "macros and datatypes of the schema; one that names something else is left out.",
        bad=_TEI + '<elementSpec ident="p" mode="change">\n<content>\n'
        '<ref xmlns="http://relaxng.org/ns/structure/1.0" name="model.paraLike"/>\n'
        "</content>\n</elementSpec>",
        good=_TEI + '<elementSpec ident="p" mode="change">\n<content>\n'
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
        bad=_TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
        '<attDef ident="kind" mode="add">\n<datatype><dataRef key="anyURI"/></datatype>\n'
        "</attDef>\n</attList>\n</elementSpec>",
        good=_TEI + '<elementSpec ident="p" mode="change">\n<attList>\n'
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
        bad=_TEI + '<classSpec ident="att.global" type="atts" mode="change">\n<attList>\n'
        '<attDef ident="rend" mode="delete"/>\n</attList>\n</classSpec>',
        good=_TEI + '<classSpec ident="att.global.rendition" type="atts" mode="change">\n'
        '<attList>\n<attDef ident="rend" mode="delete"/>\n</attList>\n</classSpec>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD310",
        "impossible-occurrence",
        "A part of a content model must occur more often than it may.",
        "@minOccurs and @maxOccurs both mean 1 where they are left out, so minOccurs=“2” alone "
        "can never be met.",
        bad=_TEI + '<elementSpec ident="list" mode="change">\n'
        '<content><elementRef key="item" minOccurs="2"/></content>\n</elementSpec>',
        good=_TEI + '<elementSpec ident="list" mode="change">\n<content>'
        '<elementRef key="item" minOccurs="2" maxOccurs="unbounded"/></content>\n</elementSpec>',
    ),
    Rule(
        "ODD311",
        "unknown-expansion",
        "A class is to be expanded in a way that does not exist.",
        "@expand of <classRef> is alternate, sequence, sequenceOptional, sequenceRepeatable or "
        "sequenceOptionalRepeatable. Anything else is read as alternate: one member of the class.",
        bad=_TEI + '<elementSpec ident="list" mode="change">\n'
        '<content><classRef key="model.pLike" expand="sequenceoptional"/></content>\n'
        "</elementSpec>",
        good=_TEI + '<elementSpec ident="list" mode="change">\n'
        '<content><classRef key="model.pLike" expand="sequenceOptional"/></content>\n'
        "</elementSpec>",
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD190",
        "not-a-release",
        "The file is not a release of TEI P5.",
        "“teikit p5 add” takes the file p5subset.xml, in which every release of the TEI "
        "Guidelines publishes all its declarations. An ODD of a project is no release; name it "
        "in @source of another ODD by its path.",
        bad="teikit p5 add my-project.odd",
        good="teikit p5 add p5subset.xml",
    ),
    *odd_content.RULES,
    *xsd.RULES,
    *odd_constraints.RULES,
    *odd_lint.RULES,
)
