"""Rules about RELAX NG schemas in XML syntax and the files they are made of (RNG1xx)."""

from teikit.rules.model import Rule

_NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'

RULES: tuple[Rule, ...] = (
    Rule(
        "RNG101",
        "schema-unknown-element",
        "An element of the schema is none of RELAX NG's, or not at this place.",
        "A RELAX NG schema in XML is made of about thirty elements, such as <element>, "
        "<attribute>, <choice> and <ref>. Elements of other namespaces may stand among them as "
        "annotations. Check the spelling, and whether the element is inside the right one.",
        bad=f"<grammar {_NS}><begin><empty/></begin></grammar>",
        good=f'<grammar {_NS}><start><element name="p"><text/></element></start></grammar>',
    ),
    Rule(
        "RNG102",
        "schema-attribute",
        "An attribute of the schema is missing, unknown, or has an impossible value.",
        "The message names the attribute. <ref> and <define> need a name, <data> a type; an "
        "element's name is given by its attribute or by a name class inside it.",
        bad=f"<element {_NS}><text/></element>",
        good=f'<element {_NS} name="p"><text/></element>',
    ),
    Rule(
        "RNG103",
        "schema-text",
        "There is text between the elements of the schema.",
        "Only <value>, <param> and <name> hold text. Put remarks into comments or into "
        "<a:documentation>.",
        bad=f'<element {_NS} name="p">some text</element>',
        good=f'<element {_NS} name="p"><text/></element>',
    ),
    Rule(
        "RNG104",
        "schema-content",
        "An element of the schema holds too much or too little.",
        "Most elements of RELAX NG need at least one pattern inside; some take exactly one. To "
        "say that something has no content, write <empty/>.",
        bad=f'<element {_NS} name="p"/>',
        good=f'<element {_NS} name="p"><empty/></element>',
    ),
    Rule(
        "RNG105",
        "schema-name",
        "A name in the schema is not an XML name, or its prefix is not declared.",
        "Names begin with a letter or _ and hold neither spaces nor most punctuation. A prefix "
        "must be declared by xmlns:prefix on this element or one around it.",
        bad=f'<element {_NS} name="my p"><text/></element>',
        good=f'<element {_NS} name="myP"><text/></element>',
    ),
    Rule(
        "RNG106",
        "schema-uri",
        "A URI in the schema cannot be what it should be.",
        "A datatype library is named by an absolute URI without #, nearly always "
        "http://www.w3.org/2001/XMLSchema-datatypes. A file is named without a part after #.",
        bad=f'<element {_NS} name="p" datatypeLibrary="xsd"><data type="date"/></element>',
        good=f'<element {_NS} name="p" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<data type="date"/></element>',
    ),
    Rule(
        "RNG120",
        "schema-file-missing",
        "A file that the schema includes cannot be read.",
        "The path is taken from the folder of the file that names it. Check its spelling, also "
        "capitals, and whether the file was copied along with the schema.",
    ),
    Rule(
        "RNG121",
        "schema-file-refused",
        "A file that the schema includes is not fetched.",
        "teikit reads included files only from the folder of the schema and below, and never "
        "from the network, so that a schema behaves the same everywhere. Save the file beside "
        "the schema and refer to the copy.",
    ),
    Rule(
        "RNG122",
        "schema-include-loop",
        "A schema includes itself, directly or by way of others.",
        "Follow the chain of include and externalRef and take out the one that leads back.",
    ),
    Rule(
        "RNG123",
        "schema-not-a-grammar",
        "An included file is a pattern, not a grammar.",
        "include takes over definitions, so the file must be a <grammar>. To use a single "
        "pattern of another file, write externalRef.",
    ),
    Rule(
        "RNG130",
        "schema-undefined",
        "The schema refers to a name that it does not define.",
        "Check the spelling of the reference, or add the definition. If it is in another file, "
        "that file has to be included.",
        bad=f'<grammar {_NS}><start><ref name="letter"/></start></grammar>',
        good=f'<grammar {_NS}><start><ref name="letter"/></start>'
        '<define name="letter"><element name="letter"><text/></element></define></grammar>',
    ),
    Rule(
        "RNG131",
        "schema-combine",
        "A name is defined more than once in ways that cannot be combined.",
        "Several definitions of a name have to say how they are combined: by choice or by "
        "interleave, the same for all; only one of them may leave it out.",
        bad=f'<grammar {_NS}><start><element name="a"><empty/></element></start>'
        '<start><element name="b"><empty/></element></start></grammar>',
        good=f'<grammar {_NS}><start><element name="a"><empty/></element></start>'
        '<start combine="choice"><element name="b"><empty/></element></start></grammar>',
    ),
    Rule(
        "RNG132",
        "schema-endless",
        "A definition refers to itself without an element in between.",
        "Elements may contain themselves, as lists in lists do. A pattern that contains itself "
        "without an element would never end. Use zeroOrMore or oneOrMore to repeat something.",
        bad=f'<grammar {_NS}><start><element name="a"><ref name="b"/></element></start>'
        '<define name="b"><choice><empty/><ref name="b"/></choice></define></grammar>',
        good=f'<grammar {_NS}><start><element name="a"><ref name="b"/></element></start>'
        '<define name="b"><zeroOrMore><element name="c"><ref name="b"/></element></zeroOrMore>'
        "</define></grammar>",
    ),
    Rule(
        "RNG133",
        "schema-no-start",
        "The grammar does not say what a document starts with.",
        "Every grammar needs a start, which names the first element of documents.",
        bad=f'<grammar {_NS}><define name="p"><element name="p"><text/></element></define>'
        "</grammar>",
        good=f'<grammar {_NS}><start><ref name="p"/></start>'
        '<define name="p"><element name="p"><text/></element></define></grammar>',
    ),
    Rule(
        "RNG134",
        "schema-nothing-to-replace",
        "An include replaces a definition that the included file has not got.",
        "What stands inside include takes the place of definitions of the same names. Check the "
        "name; a definition that is new belongs outside of include.",
    ),
    Rule(
        "RNG135",
        "schema-no-parent",
        "parentRef is used where there is no grammar around the grammar.",
        "parentRef refers to the grammar in which a grammar is nested. In a grammar that stands "
        "alone, write ref.",
        bad=f'<grammar {_NS}><start><parentRef name="p"/></start></grammar>',
        good=f'<grammar {_NS}><start><ref name="p"/></start>'
        '<define name="p"><element name="p"><text/></element></define></grammar>',
    ),
    Rule(
        "RNG140",
        "schema-unknown-datatype",
        "There is no datatype of that name.",
        "RELAX NG itself has only string and token. Dates, numbers, URIs and the like are in the "
        "library of XML Schema, which datatypeLibrary has to name on this element or one around "
        "it.",
        bad=f'<element {_NS} name="p"><data type="date"/></element>',
        good=f'<element {_NS} name="p" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<data type="date"/></element>',
    ),
    Rule(
        "RNG141",
        "schema-parameter",
        "A parameter does not fit its datatype, or its value is wrong.",
        "Parameters narrow a datatype: pattern takes a regular expression of XML Schema, "
        "minInclusive and the like a value of the datatype, minLength and the like a whole "
        "number. Regular expressions of other systems know signs that this one does not.",
        bad=f'<element {_NS} name="p" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<data type="token"><param name="pattern">(a</param></data></element>',
        good=f'<element {_NS} name="p" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<data type="token"><param name="pattern">(a)</param></data></element>',
    ),
    Rule(
        "RNG142",
        "schema-value",
        "A value in the schema is not a value of its datatype.",
        "No document could ever match it. Correct the value or the type.",
        bad=f'<element {_NS} name="p" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<value type="date">yesterday</value></element>',
        good=f'<element {_NS} name="p" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<value type="date">1920-12-21</value></element>',
    ),
    Rule(
        "RNG160",
        "schema-too-deep",
        "The patterns of the schema are nested too deeply.",
        "Hundreds of patterns inside one another are more than teikit can follow. Give the inner "
        "ones names by define and refer to them.",
    ),
)
