"""Rules about bytes and XML well-formedness (XML)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "XML001",
        "not-well-formed",
        "The file is not well-formed XML.",
        "Before a file can be TEI it must be XML: every tag complete, every attribute value in "
        "quotation marks, no control characters. Reading stops at the first such fault, so there "
        "may be more after it. If the file comes from a word processor, export it as TEI first.",
        bad="<p n=1>Text</p>",
        good='<p n="1">Text</p>',
    ),
    Rule(
        "XML002",
        "wrong-encoding",
        "The bytes of the file are not in the encoding that it declares.",
        "An XML file without a declaration is UTF-8. A file that was saved in another encoding "
        "shows wrong letters, or cannot be read at all. Set your editor to save as UTF-8; if the "
        "file must stay as it is, name its true encoding in the first line.",
        bad='<?xml version="1.0" encoding="no-such-encoding"?>\n<p>Text</p>',
        good='<?xml version="1.0" encoding="UTF-8"?>\n<p>Text</p>',
    ),
    Rule(
        "XML003",
        "no-content",
        "The file is empty or holds no element.",
        "There is nothing to validate. Often an export was cut off, or an empty file was left "
        "behind by a version control system or a synchronised folder. Restore it from a copy.",
        bad="   ",
        good='<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
    ),
    Rule(
        "XML004",
        "tags-do-not-match",
        "A start tag and an end tag do not belong together, or an end tag is missing.",
        "Elements lie within one another like boxes: what was opened last is closed first. The "
        "message names the element that is still open and the line where it was opened; the "
        "missing end tag belongs somewhere between the two places.",
        bad="<p>A <hi>word</p>",
        good="<p>A <hi>word</hi></p>",
    ),
    Rule(
        "XML005",
        "bare-markup-character",
        "The character & or < stands alone in the text.",
        "Both begin markup in XML. Where the character itself is meant, write &amp; or &lt;.",
        bad="<p>Marx & Engels</p>",
        good="<p>Marx &amp; Engels</p>",
    ),
    Rule(
        "XML006",
        "unknown-entity",
        "A named entity is used that the file does not declare.",
        "HTML knows names such as &nbsp; and &eacute;, XML does not. Type the character itself "
        "(TEI files are Unicode), or give its number: &#160; is a no-break space.",
        bad="<p>No.&nbsp;273</p>",
        good="<p>No.&#160;273</p>",
    ),
    Rule(
        "XML007",
        "unbound-prefix",
        "A name has a prefix that is not bound to a namespace.",
        'A prefix such as “xi:” is only an abbreviation; xmlns:xi="…" on the same element or on '
        "one around it says what it stands for. The declaration is easily lost when a passage is "
        "copied from another file.",
        bad="<p><rng:ref/></p>",
        good='<p xmlns:rng="http://relaxng.org/ns/structure/1.0"><rng:ref/></p>',
    ),
    Rule(
        "XML008",
        "attribute-given-twice",
        "An attribute is given twice in one tag.",
        "An element has each attribute at most once. Where TEI allows several values, as in @ref "
        "or @rend, they are written in one attribute with spaces between them.",
        bad='<hi rend="bold" rend="italic">word</hi>',
        good='<hi rend="bold italic">word</hi>',
    ),
    Rule(
        "XML009",
        "text-after-the-end",
        "There is something after the end tag of the outermost element.",
        "An XML document has exactly one outermost element, in TEI usually <TEI> or <teiCorpus>. "
        "Several documents in one file go into a <teiCorpus>.",
        bad="<p>One</p><p>Two</p>",
        good="<div><p>One</p><p>Two</p></div>",
    ),
    Rule(
        "XML010",
        "external-entity",
        "The document tries to bring in another file as an external entity.",
        "External entities can make a program read private files or call other machines, so "
        "teikit never follows them. Include parts of an edition with <xi:include>, which is "
        "followed inside the edition’s folder.",
        bad='<!DOCTYPE p [<!ENTITY e SYSTEM "other.txt">]>\n<p>&e;</p>',
        good="<p>The text itself</p>",
    ),
    Rule(
        "XML011",
        "entity-expansion",
        "The declared entities expand to far more text than the file holds.",
        "Entities made of entities can turn a small file into gigabytes. This is a known attack; "
        "an honest document never needs it.",
        bad='<!DOCTYPE p [<!ENTITY a "…"> <!ENTITY b "&a;&a;&a;…"> …]>\n<p>&z;</p>',
        good="<p>The text itself</p>",
    ),
    Rule(
        "XML012",
        "nested-too-deep",
        "Elements are nested too deeply.",
        "teikit reads up to 1,000 levels; real documents have fewer than 100. Usually a program "
        "that wrote the file forgot to close an element.",
        bad="<hi><hi><hi>… a thousand times …</hi></hi></hi>",
        good="<hi>word</hi>",
    ),
    Rule(
        "XML013",
        "tag-too-large",
        "A single tag, comment or attribute is far too large.",
        "A value of more than 16 million bytes is most likely an image or another file embedded as "
        "text. Keep it as a file of its own and point to it. A tag with more than 300 attributes "
        "or namespaces is no text encoding, but a table or an accident of a program.",
        bad='<graphic url="data:image/png;base64,… 16 million bytes …"/>',
        good='<graphic url="images/facsimile-1.png"/>',
    ),
    Rule(
        "XML014",
        "document-type-ignored",
        "The document refers to a DTD, which is not read.",
        "TEI P5 documents are validated with a schema made from an ODD. Entities that only a DTD "
        "declares are unknown to teikit. Delete the line if nothing else needs it.",
        bad='<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI/>',
        good='<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        severity=Severity.WARNING,
    ),
    Rule(
        "XML015",
        "include-refused",
        "An <xi:include> cannot be followed.",
        "Included files must exist, lie inside the edition’s folder (that of teikit.toml, or the "
        "folder you named on the command line) and be pointed to by a relative path. If the "
        "include has an <xi:fallback>, that is used and this is only a warning; if not, the rest "
        "of the document is held against the grammar alone until the file is found.",
        bad='<p xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/hosts"/></p>',
        good="<p>The text itself</p>",
    ),
    Rule(
        "XML016",
        "unreadable",
        "The file cannot be read.",
        "It is not there any more, it is a folder, or you may not read it. Check its name and its "
        "permissions.",
    ),
    Rule(
        "XML017",
        "includes-itself",
        "A file includes itself, directly or by way of others.",
        "The inclusion would never end. Look at the chain of <xi:include> elements and take one "
        "out.",
        bad='a.xml: <xi:include href="b.xml"/>\nb.xml: <xi:include href="a.xml"/>',
        good='a.xml: <xi:include href="b.xml"/>\nb.xml: no include of a.xml',
    ),
    Rule(
        "XML019",
        "includes-too-much",
        "A document includes more than can be checked at a time.",
        "Files that include several others, which do the same, soon come to more than any computer "
        "can hold. A document may include 20,000 files and 256 million bytes in all. Look whether "
        "a file is included again and again; validate the parts of a very large corpus by "
        "themselves.",
    ),
    Rule(
        "XML018",
        "only-grammar-checked",
        "The file is so large that only its grammar was checked.",
        "A file of any size is checked against the grammar of its schema while it is read. For "
        "constraints, links and the other rules the whole file has to be in memory; beyond 64 "
        "million bytes that is not done. Divide the file into several, such as one a text or "
        "chapter, held together by <xi:include>.",
        severity=Severity.WARNING,
    ),
)
