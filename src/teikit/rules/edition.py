"""Rules about teikit.toml and the edition as a whole (EDN)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "EDN001",
        "configuration-not-toml",
        "teikit.toml cannot be read as TOML.",
        "The file is a list of settings, each “name = value”, under headings in square brackets. "
        "Texts stand in straight quotation marks, lists in square brackets.",
        bad="[edition]\ntitle = Letters",
        good='[edition]\ntitle = "Letters"',
    ),
    Rule(
        "EDN002",
        "unknown-setting",
        "teikit.toml has a setting that teikit does not know.",
        "A misspelt setting would silently have no effect, so it is an error. The reference of "
        "the configuration lists all settings.",
        bad='[edition]\ntitel = "Letters"',
        good='[edition]\ntitle = "Letters"',
    ),
    Rule(
        "EDN003",
        "wrong-kind-of-value",
        "A setting in teikit.toml has a value of the wrong kind.",
        "Some settings are one text, others a list of texts, others one of a few words.",
        bad='[edition]\ntitle = "Letters"\ndocuments = "letters/*.xml"',
        good='[edition]\ntitle = "Letters"\ndocuments = ["letters/*.xml"]',
    ),
    Rule(
        "EDN004",
        "no-title",
        "The edition has no title.",
        "The title stands on the first page and in the head of every other one.",
        bad='[edition]\nlanguage = "en"',
        good='[edition]\nlanguage = "en"\ntitle = "Letters"',
    ),
    Rule(
        "EDN005",
        "missing-file",
        "A file that teikit.toml names does not exist.",
        "Paths in teikit.toml start from the folder in which it lies.",
    ),
    Rule(
        "EDN006",
        "no-documents",
        "No TEI document was found.",
        "An edition needs at least one document, and a folder to validate at least one TEI file. "
        "TEI files end in .xml and their outermost element is in the TEI namespace.",
    ),
    Rule(
        "EDN007",
        "output-not-replaced",
        "The folder for the output holds other files.",
        "A build replaces its output folder as a whole, so it refuses a folder that it has not "
        "made itself. Choose another folder with -o, or empty this one.",
    ),
    Rule(
        "EDN008",
        "pattern-without-files",
        "A pattern in [schemas] finds no file.",
        "Files that should be checked would silently not be. Patterns start from the folder of "
        "teikit.toml; * stands for any part of a name, ** for any folders.",
        severity=Severity.WARNING,
    ),
    Rule(
        "EDN009",
        "same-output",
        "Two files of the edition would be published under the same name.",
        "Every document becomes a page with the name of its file. Give one of the files another "
        "name.",
    ),
    Rule(
        "EDN010",
        "schema-not-at-hand",
        "The schema that the document names is not at hand.",
        "teikit works offline and never reads a schema from the network or from outside the "
        "edition’s folder because a document says so. Instead, everything is allowed that the TEI "
        "Guidelines know, so that a project’s own rules are not checked. Save a copy of the schema "
        "and name it with --schema, or in teikit.toml.",
        bad='<?xml-model href="https://example.org/my.rng"?>',
        good='<?xml-model href="schema/my.rng"?>',
        severity=Severity.WARNING,
    ),
    Rule(
        "EDN011",
        "schema-location-not-followed",
        "The document names an XSD that is at hand, but not used.",
        "Files written by programs, such as METS and ALTO, often say in xsi:schemaLocation where "
        "their schema is. teikit never follows that, since it may lead anywhere; it says so where "
        "the schema could be used. Name it with --schema, in the table [schemas] of teikit.toml, "
        "or in an xml-model instruction.",
        bad='<page xsi:noNamespaceSchemaLocation="page.xsd"/>',
        good='<?xml-model href="page.xsd"?><page/>',
        severity=Severity.INFO,
    ),
    Rule(
        "EDN021",
        "unknown-rule",
        "A rule is selected or ignored that does not exist.",
        "Rules are named by their code (HDR104), by the beginning of codes (HDR: every rule about "
        "headers), or by their name in words (no-licence). A misspelt name would silently have no "
        "effect. “teikit rules” lists them all.",
        bad='[edition]\ntitle = "Letters"\n[rules]\nignore = ["HDX104"]',
        good='[edition]\ntitle = "Letters"\n[rules]\nignore = ["HDR104"]',
    ),
    Rule(
        "EDN022",
        "rule-not-ignorable",
        "A rule is to be ignored that cannot be.",
        "A file that is not well-formed XML cannot be checked any further, so what is wrong with "
        "its XML is always said, and always as an error.",
        bad='[edition]\ntitle = "Letters"\n[rules]\nignore = ["XML"]',
        good='[edition]\ntitle = "Letters"\n[rules]\nignore = ["NUM"]',
    ),
    Rule(
        "EDN023",
        "unknown-constraint",
        "A constraint is named that no schema has.",
        "After “SCH:” stands the name of a constraint, as messages about it give it: in an ODD it "
        "is the @ident of a constraintSpec, in a .sch file the @id of an assertion. A name that "
        "nothing has, be it misspelt or out of date, has no effect. Names in teikit.toml are "
        "looked at where the edition is validated as a whole.",
        bad='[edition]\ntitle = "Letters"\n[rules]\nignore = ["SCH:bibl-is-declareable"]',
        good='[edition]\ntitle = "Letters"\n[rules]\nignore = ["SCH:bibl-is-declarable"]',
    ),
)
