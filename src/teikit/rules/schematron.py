"""Rules about Schematron (SCH): what rules of a project find, and faults of such rules."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

_FINDINGS: tuple[Rule, ...] = (
    Rule(
        "SCH101",
        "assertion-failed",
        "The document does not do what a Schematron assertion asks for.",
        "The project's schema has rules beyond the grammar, written in Schematron or in the ODD's "
        "<constraintSpec>. The message is the schema author's own; the related place is where the "
        "rule is written. Its weight is the rule's @role: error, warning or info. A constraint of "
        "the TEI itself is named with what it belongs to. Where it does not suit a project, its "
        'ODD deletes it: <constraintSpec ident="…" scheme="schematron" mode="delete"/> inside the '
        '<elementSpec> or <classSpec> of that name, with mode="change". Without an ODD, a single '
        "constraint can be ignored, excused or weighed by its name, like a rule by its code: "
        'ignore = ["SCH:bibl-is-declarable"]. That of a .sch file is known by the @id of its '
        "assertion.",
        bad='<sch:assert test="tei:date/@when">A letter has a date.</sch:assert> … '
        "<opener><date>May</date></opener>",
        good='<opener><date when="1801-05">May</date></opener>',
    ),
    Rule(
        "SCH102",
        "report-made",
        "A Schematron report found something in the document.",
        "A <report> of Schematron speaks where its test is true. Whether that is a mistake or only "
        "worth a look is said by its @role: error (also where there is none), warning or info.",
        bad='<sch:report test="tei:lb[not(@n)]">Lines are numbered.</sch:report> … <lb/>',
        good='<lb n="1"/>',
    ),
    Rule(
        "SCH103",
        "rule-not-applicable",
        "A Schematron rule could not be evaluated for a part of the document.",
        "The rule is correct as such, but stumbled over this document: over text that is no number "
        "or date, or over two values where it expects one. The other rules were applied. Ask the "
        "author of the schema to make the rule more careful.",
        bad="<sch:assert test=\"xs:date(@when) lt xs:date('1900-01-01')\">…</sch:assert> … "
        '<date when="1801-05"/>',
        good='<sch:assert test="not(@when castable as xs:date) or …">…</sch:assert>',
        severity=Severity.WARNING,
    ),
    Rule(
        "SCH104",
        "rules-not-applied",
        "The Schematron rules could not be applied to the document.",
        "Something stopped the rules as a whole while they ran, such as a function that calls "
        "itself for ever. Nothing is known about this document; the message says what happened.",
        bad='<xsl:message terminate="yes">Stop</xsl:message>',
    ),
    Rule(
        "SCH105",
        "other-document-missing",
        "A Schematron rule reads another document, which cannot be had.",
        "Rules may compare a document with others, such as a list of persons. They are read from "
        "the folder of the schema or the edition only, and never from the network. What the rule "
        "would have found is not known.",
        bad='<sch:let name="persons" value="doc(\'https://example.org/persons.xml\')"/>',
        good='<sch:let name="persons" value="doc(\'persons.xml\')"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "SCH106",
        "rules-stopped",
        "The Schematron rules took too long with the document and were stopped.",
        "Rules that are not part of teikit may take 30 seconds with a document. Most often a rule "
        "that takes longer compares everything with everything, or a function in it calls itself "
        "for ever. Nothing is known about this document; after a few such documents the rules "
        "are not tried any more.",
        bad='<sch:assert test="every $a in //*, $b in //*, $c in //* satisfies …">…</sch:assert>',
    ),
)

_SCHEMAS: tuple[Rule, ...] = (
    Rule(
        "SCH201",
        "not-schematron",
        "The file holds no Schematron rules.",
        "teikit expects a <schema> of ISO Schematron (or the older one), or a RELAX NG schema "
        "that has Schematron rules inside.",
        bad="<rules/>",
        good='<schema xmlns="http://purl.oclc.org/dsdl/schematron">…</schema>',
    ),
    Rule(
        "SCH202",
        "rule-incomplete",
        "A part of the schema lacks what it needs to mean something.",
        "A rule needs a context, an assertion or report a test, a variable a name that no other "
        "has beside it. The part is left out.",
        bad='<sch:rule><sch:assert test="@n">…</sch:assert></sch:rule>',
        good='<sch:rule context="tei:lb"><sch:assert test="@n">…</sch:assert></sch:rule>',
    ),
    Rule(
        "SCH203",
        "schematron-reference-broken",
        "The schema refers to a part of itself that does not exist.",
        "@is-a names an abstract pattern, @rule of <extends> an abstract rule of the same pattern, "
        "@pattern of <active> a pattern, @diagnostics and @properties what is explained at the "
        "end of the schema. Look for a misspelt identifier.",
        bad='<sch:extends rule="has-date"/>',
        good='<sch:rule abstract="true" id="has-date">…</sch:rule> … '
        '<sch:extends rule="has-date"/>',
    ),
    Rule(
        "SCH204",
        "schematron-file-missing",
        "A file that the schema includes cannot be used.",
        "<include> and <extends href> take parts from other files. The address counts from the "
        "file it stands in; what follows # is the identifier of an element of that file. A file "
        "must not include itself, also not by way of others.",
        bad='<sch:include href="no-such-file.sch"/>',
        good='<sch:include href="rules/dates.sch#when"/>',
    ),
    Rule(
        "SCH205",
        "query-binding-unknown",
        "The schema asks for a query language that teikit does not know.",
        "@queryBinding says in which language the rules are written: xslt, xslt2, xslt3, xpath2 or "
        "xpath3. The rules are tried as if they were in xslt3.",
        bad='<sch:schema queryBinding="xquery">',
        good='<sch:schema queryBinding="xslt3">',
        severity=Severity.WARNING,
    ),
    Rule(
        "SCH206",
        "phase-unknown",
        "The schema has no phase with this name.",
        "A phase is a choice of patterns for one stage of work. Name one that the schema has, or "
        "#ALL for all patterns, or #ANY for the first phase whose @when the document meets.",
        bad='<sch:schema defaultPhase="draft">',
        good='<sch:schema defaultPhase="draft"><sch:phase id="draft">…</sch:phase>',
    ),
    Rule(
        "SCH207",
        "rule-expression-wrong",
        "An expression of the schema is not correct XPath or XSLT.",
        "The test, context or value at this place cannot be understood: a bracket is missing, a "
        "prefix is not declared by <ns>, or a function or variable does not exist. The part is "
        "left out; all others are applied. The code in brackets is that of the XPath or XSLT "
        "specification.",
        bad='<sch:assert test="count(tei:p">…</sch:assert>',
        good='<sch:assert test="count(tei:p) gt 0">…</sch:assert>',
    ),
    Rule(
        "SCH208",
        "schema-not-compiled",
        "The schema cannot be compiled, and it is not clear which part is at fault.",
        "XSLT inside the schema may contradict itself or the rest in a way that no single rule "
        "shows, such as two keys that differ. The message is that of the XSLT processor.",
        bad='<xsl:key name="k" match="*" use="@n"/> … <xsl:key name="k" match="*"/>',
    ),
    Rule(
        "SCH209",
        "schema-takes-too-long",
        "The schema takes too long to compile.",
        "An expression may be nested so deeply that to understand it would take for ever. The "
        "rules of the schema are not applied.",
        bad='<sch:assert test="a[a[a[a[a[a[a[a[…][1]][1]][1]][1]][1]][1]][1]][1]">…</sch:assert>',
    ),
)

_SAFETY: tuple[Rule, ...] = (
    Rule(
        "SCH301",
        "schematron-file-refused",
        "A schema names a file that it may not read.",
        "A schema may come from anyone, so it reads files only inside the folder of the edition, "
        "and nothing from the network.",
        bad='<sch:include href="../../../etc/passwd"/>',
        good='<sch:include href="dates.sch"/>',
    ),
    Rule(
        "SCH302",
        "schematron-function-refused",
        "A schema uses a function that reaches outside the document.",
        "A schema may come from anyone. Its rules see the document and other XML documents of the "
        "edition; they do not read other files or the environment, write files or build programs. "
        "The part is left out; all others are applied. If you have written the schema yourself, "
        "say that it is trusted.",
        bad="<sch:assert test=\"unparsed-text('file:///etc/passwd')\">…</sch:assert>",
        good="<sch:assert test=\"doc('persons.xml')//tei:person\">…</sch:assert>",
    ),
    Rule(
        "SCH303",
        "named-rules-not-applied",
        "Schematron rules that a document names are not applied.",
        "A document may name rules with <?xml-model?>. They are read only where they lie in the "
        "folder of the edition, and never from the network. All other rules are applied.",
        bad='<?xml-model href="https://example.org/rules.sch" '
        'schematypens="http://purl.oclc.org/dsdl/schematron"?>',
        good='<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>',
        severity=Severity.WARNING,
    ),
)

RULES: tuple[Rule, ...] = (*_FINDINGS, *_SCHEMAS, *_SAFETY)
