"""Rules about what an ODD is made of: its schemaSpec, its sources, how it is nested."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule
from teikit.rules.odd_example import TEI

RULES: tuple[Rule, ...] = (
    Rule(
        "ODD101",
        "not-an-odd",
        "The file has no schemaSpec, so it is not an ODD.",
        "An ODD is a TEI document that holds a <schemaSpec>: the list of what a project takes "
        "from the TEI and how it changes it. Other TEI documents can be validated, but nothing "
        "can be compiled from them. Name the ODD of the project, or add a <schemaSpec>.",
        bad="<p>Our rules for letters.</p>",
        good='<schemaSpec ident="letters" start="TEI">\n' + TEI + "</schemaSpec>",
    ),
    Rule(
        "ODD102",
        "several-schemas",
        "The ODD has more than one schemaSpec; the first is used.",
        "An ODD may define several schemas, but each run uses one. The first in the file is "
        "taken unless another is asked for by its @ident.",
        bad='<schemaSpec ident="one" start="TEI">\n' + TEI + "</schemaSpec>\n"
        '<schemaSpec ident="two" start="TEI">\n' + TEI + "</schemaSpec>",
        good='<schemaSpec ident="one" start="TEI">\n' + TEI + "</schemaSpec>",
        severity=Severity.INFO,
    ),
    Rule(
        "ODD103",
        "source-missing",
        "The file that @source names cannot be read.",
        "@source says which ODD, compiled ODD or TEI release this one builds on. A path in it is "
        "relative to the folder of the ODD it stands in. Without @source, the TEI that comes "
        "with teikit is meant.",
        bad='<schemaSpec ident="letters" start="TEI" source="house.odd">\n' + TEI + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI" source="tei:current">\n'
        + TEI
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
        + TEI
        + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI" source="tei:current">\n'
        + TEI
        + "</schemaSpec>",
    ),
    Rule(
        "ODD105",
        "release-not-at-hand",
        "The TEI release named is not at hand; the bundled one is used instead.",
        "The releases of the TEI differ in what they allow. One release comes with teikit; any "
        "other can be added once: save its p5subset.xml from the TEI's Vault and run "
        "“teikit p5 add FILE”.",
        bad='<schemaSpec ident="letters" start="TEI" source="tei:1.0.0">\n' + TEI + "</schemaSpec>",
        good='<schemaSpec ident="letters" start="TEI" source="tei:current">\n'
        + TEI
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
        bad=TEI + '<specGrpRef target="#changes"/>',
        good=TEI + '<specGrp xml:id="changes">\n'
        '<elementSpec ident="teiCorpus" mode="delete"/>\n</specGrp>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD109",
        "group-loops",
        "A specification group includes itself.",
        "A <specGrp> that refers to itself, directly or through others, would never come to an "
        "end. The reference is left out.",
        bad=TEI + '<specGrp xml:id="changes">\n<specGrpRef target="#changes"/>\n</specGrp>',
        good=TEI + '<specGrp xml:id="changes">\n<elementSpec ident="p" mode="change"/>\n</specGrp>',
    ),
    Rule(
        "ODD110",
        "external-module-missing",
        "The RELAX NG file of an external module cannot be read.",
        "<moduleRef url=…> brings in a vocabulary of its own, such as MathML, from a RELAX NG "
        "file. The file must be on this machine: a path is relative to the ODD, and of an address "
        "on the network the copy is used that is saved beside the ODD under the same name.",
        bad=TEI + '<moduleRef url="https://example.org/formulas.rng"/>',
        good=TEI + '<moduleRef url="mathml.rng"/>',
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
        "ODD190",
        "not-a-release",
        "The file is not a release of TEI P5.",
        "“teikit p5 add” takes the file p5subset.xml, in which every release of the TEI "
        "Guidelines publishes all its declarations. An ODD of a project is no release; name it "
        "in @source of another ODD by its path.",
        bad="teikit p5 add my-project.odd",
        good="teikit p5 add p5subset.xml",
    ),
)
