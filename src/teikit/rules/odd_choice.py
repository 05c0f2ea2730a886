"""Rules about what an ODD takes from the TEI, and what it does with that."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule
from teikit.rules.odd_example import TEI

RULES: tuple[Rule, ...] = (
    Rule(
        "ODD201",
        "unknown-module",
        "A moduleRef names a module that does not exist.",
        "The modules of the TEI have short names such as core, header, msdescription or "
        "namesdates. What the reference was to bring in is missing from the schema.",
        bad=TEI + '<moduleRef key="namedates"/>',
        good=TEI + '<moduleRef key="namesdates"/>',
    ),
    Rule(
        "ODD202",
        "unknown-reference",
        "A reference to an element, class, macro or datatype names nothing that exists.",
        "<elementRef>, <classRef>, <macroRef> and <dataRef> in a <schemaSpec> bring in one "
        "declaration each, by its exact name.",
        bad=TEI + '<elementRef key="persname"/>',
        good=TEI + '<elementRef key="persName"/>',
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
        bad=TEI + '<elementSpec ident="paragraph" mode="delete"/>',
        good=TEI + '<elementSpec ident="p" mode="change"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD205",
        "change-without-effect",
        "A declaration changes something that is not part of the schema.",
        "Only what a module or a reference includes can be changed. Include it, or take the "
        "declaration out.",
        bad=TEI + '<elementSpec ident="persName" mode="delete"/>',
        good=TEI + '<elementRef key="persName"/>\n<elementSpec ident="persName" mode="change"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD206",
        "added-twice",
        "A declaration adds what is there already, and takes its place.",
        "Without @mode, a declaration adds something new. Where the name exists, the new "
        "declaration replaces the old one altogether, including its content and classes. "
        "Usually mode=“change” is meant.",
        bad=TEI + '<elementSpec ident="p">\n<content><textNode/></content>\n</elementSpec>',
        good=TEI
        + '<elementSpec ident="p" mode="change">\n<content><textNode/></content>\n</elementSpec>',
        severity=Severity.WARNING,
    ),
)
