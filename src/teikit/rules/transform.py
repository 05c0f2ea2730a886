"""Rules about stylesheets and outputs (OUT)."""

from teikit.diagnostics import Severity
from teikit.rules import pages
from teikit.rules.model import Rule

_STYLESHEETS: tuple[Rule, ...] = (
    Rule(
        "OUT101",
        "stylesheet-missing",
        "The stylesheet that was asked for does not exist.",
        "teikit looks for the file at exactly the place given on the command line or in "
        "teikit.toml. Correct the path; in teikit.toml it counts from the folder of that file.",
    ),
    Rule(
        "OUT102",
        "stylesheet-error",
        "The stylesheet cannot be compiled.",
        "An XSLT stylesheet is checked as a whole before it is used. The place is that of the "
        "mistake in the stylesheet, which may be one that the main stylesheet imports. The code in "
        "brackets is that of the XSLT or XPath specification.",
        bad='<xsl:value-of select="$titel"/>',
        good='<xsl:variable name="titel" select="//tei:title[1]"/> … '
        '<xsl:value-of select="$titel"/>',
    ),
    Rule(
        "OUT103",
        "stylesheet-failed",
        "The stylesheet stopped at an error while it transformed a document.",
        "The stylesheet is correct as XSLT, but something it did with this document is impossible: "
        "reading a file that does not exist, taking text for a number, and the like. The place is "
        "that in the stylesheet; the sentence names the document.",
        bad="doc('no-such-file.xml')",
        good="if (doc-available('words.xml')) then doc('words.xml') else ()",
    ),
    Rule(
        "OUT104",
        "stylesheet-gave-up",
        "The stylesheet ended the transformation itself.",
        'A stylesheet says xsl:message with terminate="yes" where it cannot go on. What it said '
        "is reported beside this.",
        bad='<xsl:message terminate="yes">No title</xsl:message>',
        good="<xsl:message>No title</xsl:message>",
    ),
    Rule(
        "OUT105",
        "stylesheet-message",
        "The stylesheet had something to say.",
        "This is the text of an xsl:message of the stylesheet; it changes nothing in the result.",
        bad="<xsl:message>No date</xsl:message>",
        severity=Severity.INFO,
    ),
    Rule(
        "OUT106",
        "stylesheet-on-network",
        "The stylesheet imports a module from the network.",
        "teikit works offline and gives the same result everywhere, so it reads no module from the "
        "network. Addresses that start with https://teikit.org/xslt/ name the stylesheets that "
        "come with teikit and are found in the installation.",
        bad='<xsl:import href="https://example.org/tei.xsl"/>',
        good='<xsl:import href="https://teikit.org/xslt/html/document.xsl"/>',
    ),
    Rule(
        "OUT111",
        "element-not-styled",
        "No stylesheet knows this element; its text is kept without any form.",
        "The outputs never lose text: an element without a rule of its own is shown as its "
        "content. To give it a form, use another element, or write a template for it in a "
        "stylesheet that imports teikit's.",
        bad="<my:aside>…</my:aside>",
        good="<note>…</note>",
        severity=Severity.WARNING,
    ),
    Rule(
        "OUT112",
        "link-refused",
        "The address of this link is not one that a reader may safely follow.",
        "Links lead to http, https and mailto addresses, to other files of the edition and to "
        "places in the document. Anything else, such as javascript: or data:, stays plain text.",
        bad='<ref target="javascript:alert(1)">here</ref>',
        good='<ref target="https://example.org/">here</ref>',
        severity=Severity.WARNING,
    ),
    Rule(
        "OUT113",
        "graphic-refused",
        "This picture is outside the edition, so it is not shown in the page.",
        "Pictures are files of the edition, named by a relative address that stays inside it. A "
        "picture elsewhere on the web becomes a link; other addresses are left out.",
        bad='<graphic url="/etc/scan.png"/>',
        good='<graphic url="../images/scan.png"/>',
        severity=Severity.WARNING,
    ),
)

_DOCUMENTS: tuple[Rule, ...] = (
    Rule(
        "OUT301",
        "not-tei",
        "The file is XML, but not a TEI document.",
        "Only TEI can be transformed: the outermost element is <TEI> or <teiCorpus> in the TEI "
        "namespace. TEI P4 files start with <TEI.2> and must be converted first.",
        bad="<html><body/></html>",
        good='<TEI xmlns="http://www.tei-c.org/ns/1.0">…</TEI>',
    ),
)

RULES: tuple[Rule, ...] = (*_STYLESHEETS, *pages.RULES, *_DOCUMENTS)
