"""Rules about documents against an XSD, and about the files of an XSD (XSD)."""

from teikit.rules.model import Rule

_HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
_ORDER = "An XSD says for every element which others it may hold, in which order, and how often. "

RULES: tuple[Rule, ...] = (
    Rule(
        "XSD101",
        "xsd-unknown-element",
        "The XSD has no element of that name.",
        "Most often the name is misspelt: capitals count. If the name is right, the file may have "
        "been made for another version of the format than the schema; look at the first lines of "
        "both.",
        bad="<page><lin/></page>",
        good="<page><line>Lyon</line></page>",
    ),
    Rule(
        "XSD102",
        "xsd-misplaced-element",
        "The element exists, but not at this place, or not so often.",
        _ORDER + "Move the element to where it belongs; the message says what can stand here.",
        bad="<page><line>Lyon<line>Brotteaux</line></line></page>",
        good="<page><line>Lyon</line><line>Brotteaux</line></page>",
    ),
    Rule(
        "XSD103",
        "xsd-incomplete-element",
        "An element lacks something that it must hold.",
        _ORDER + "The place given is the start tag of the element that is not complete.",
        bad="<page/>",
        good="<page><line>Lyon</line></page>",
    ),
    Rule(
        "XSD104",
        "xsd-wrong-root",
        "A document of this schema cannot start with this element.",
        "Each kind of companion file starts with an element of its own: a METS file with <mets>, "
        "an ALTO file with <alto>, a PAGE file with <PcGts>. Check that the file and the schema "
        "belong together.",
        bad="<book/>",
        good="<page><line>Lyon</line></page>",
    ),
    Rule(
        "XSD105",
        "xsd-wrong-namespace",
        "The element has the right name but is not in the right namespace.",
        "XML keeps vocabularies, and often their versions, apart by namespaces: each version of "
        "ALTO and PAGE has its own. Use the schema of the version that the file names, or have "
        "the file converted.",
        bad='<page xmlns="http://example.org/v2"><line>Lyon</line></page>',
        good="<page><line>Lyon</line></page>",
    ),
    Rule(
        "XSD110",
        "xsd-unknown-attribute",
        "This element cannot have that attribute.",
        "Either the name is misspelt (capitals count), or the attribute belongs to another "
        "element. The message lists those that the element can have.",
        bad='<page><line widht="12">Lyon</line></page>',
        good='<page><line width="12">Lyon</line></page>',
    ),
    Rule(
        "XSD112",
        "xsd-attribute-value",
        "The value of an attribute is not one that it can have.",
        "Some attributes take a value from a list, others a number, a date or a name. The message "
        "says what it must be.",
        bad='<page><line width="12mm">Lyon</line></page>',
        good='<page><line width="12">Lyon</line></page>',
    ),
    Rule(
        "XSD113",
        "xsd-missing-attribute",
        "An element lacks an attribute that it must have.",
        "Programs that read such files rely on it. Add the attribute, or have the file written "
        "again by the program that made it.",
        bad="<page><picture/></page>",
        good='<page><picture file="001.jpg"/></page>',
    ),
    Rule(
        "XSD120",
        "xsd-text-not-allowed",
        "There is text where only elements may stand.",
        "Put the text into one of the elements that the message names, or delete it.",
        bad="<page>Lyon</page>",
        good="<page><line>Lyon</line></page>",
    ),
    Rule(
        "XSD121",
        "xsd-text-value",
        "The text of an element is not one that it can have.",
        "The schema asks for a text of a certain form here, such as a number or a date.",
        bad="<page><line>Lyon</line><number>four</number></page>",
        good="<page><line>Lyon</line><number>4</number></page>",
    ),
    Rule(
        "XSD130",
        "xsd-duplicate-identifier",
        "Two elements have the same identifier.",
        "Other parts of the file, and other files, refer to an element by its identifier. If two "
        "have the same, nobody can tell which is meant.",
        bad='<page><line ID="a">Lyon</line><line ID="a">Paris</line></page>',
        good='<page><line ID="a">Lyon</line><line ID="b">Paris</line></page>',
    ),
    Rule(
        "XSD131",
        "xsd-dangling-reference",
        "An attribute refers to an identifier that no element of the document has.",
        "In a METS file, a page may name a picture in the list of files that is not there any "
        "more. Correct the reference, or bring back what it refers to.",
        bad='<page><line next="b">Lyon</line></page>',
        good='<page><line next="b">Lyon</line><line ID="b">Paris</line></page>',
    ),
    Rule(
        "XSD140",
        "xsd-assertion",
        "An element does not fulfil a condition that the XSD states.",
        "An XSD of version 1.1 can state conditions in XPath, such as that one number must be "
        "less than another. The message quotes the condition.",
    ),
    Rule(
        "XSD150",
        "xsd-too-many",
        "There are so many mistakes that checking has ended.",
        "So many mistakes usually have one reason, such as a schema that is not the one for this "
        "file. Correct the first ones and check again.",
    ),
    Rule(
        "XSD151",
        "xsd-nested-too-deep",
        "The document is nested too deeply to be checked against an XSD.",
        "Several hundred elements within each other are hardly ever meant. Look for a start tag "
        "whose end tag comes far too late.",
    ),
    Rule(
        "XSD199",
        "xsd-other",
        "An element is not as the XSD wants it.",
        "This is a rare case for which there are no better words; the reason is given as the "
        "schema processor states it.",
    ),
    Rule(
        "XSD201",
        "not-an-xsd",
        "The file is not an XSD.",
        "An XSD is an XML file whose first element is <xs:schema>. Perhaps another file was meant.",
        bad="<page/>",
        good=_HEAD + '<xs:element name="page"/>\n</xs:schema>',
    ),
    Rule(
        "XSD202",
        "xsd-mistake",
        "The XSD itself has a mistake.",
        "A schema with a mistake cannot be relied upon, so nothing is checked with it. Take the "
        "schema from where it is published, or ask whoever maintains it.",
        bad=_HEAD + '<xs:element name="page" type="xs:strin"/>\n</xs:schema>',
        good=_HEAD + '<xs:element name="page" type="xs:string"/>\n</xs:schema>',
    ),
    Rule(
        "XSD203",
        "xsd-part-missing",
        "The XSD needs another file that cannot be used.",
        "Large schemas consist of several files. teikit reads them from the folder of the schema "
        "and fetches nothing over the network: put a copy of the file that is named there. The "
        "schemas of XLink, xml:lang, XHTML and XML signatures need no copy.",
        bad=_HEAD + '<xs:include schemaLocation="https://example.org/lines.xsd"/>\n</xs:schema>',
        good=_HEAD + '<xs:import namespace="http://www.w3.org/1999/xlink" '
        'schemaLocation="https://www.w3.org/1999/xlink.xsd"/>\n</xs:schema>',
    ),
)
