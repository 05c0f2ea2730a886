"""Rules about documents against a grammar (TEI)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "TEI101",
        "unknown-element",
        "The schema has no element of that name.",
        "Most often the name is misspelt: capitals count, so <persname> is not <persName>. If the "
        "name is right, the element belongs to a part of the TEI that your schema leaves out; "
        "then the ODD of the project has to let it in, or another element has to do.",
        bad="<p>To <persname>Legran</persname>.</p>",
        good="<p>To <persName>Legran</persName>.</p>",
    ),
    Rule(
        "TEI102",
        "misplaced-element",
        "The element exists, but not at this place.",
        "Every element says what it may hold and in which order. The hint names the element that "
        "could be put around this one, or the elements that may hold it. An element that is "
        "allowed in its parent, but only elsewhere in it, is usually one that belongs to the "
        "beginning or the end of a division.",
        bad="<p>Received: <item>a letter</item></p>",
        good="<p>Received: <list><item>a letter</item></list></p>",
    ),
    Rule(
        "TEI103",
        "element-too-early",
        "Something that is required before this element is missing.",
        "The element may stand in its parent, but only after another that is not there. Either "
        "it was forgotten, or the two are in the wrong order.",
        bad="<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p/></body></text></TEI>",
        good="<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader>…</teiHeader><text>…</text></TEI>",
    ),
    Rule(
        "TEI104",
        "incomplete-element",
        "An element ends before everything that it must hold has come.",
        "The place given is that of the end tag: what is missing belongs before it. A list needs "
        "an item, a table a row, a file description a title statement. If there is nothing to "
        "put in, the element itself should go.",
        bad="<list><head>Enclosures</head></list>",
        good="<list><head>Enclosures</head><item>a map</item></list>",
    ),
    Rule(
        "TEI105",
        "wrong-root",
        "A document cannot start with this element.",
        "The first element of a document tells what it is; for most TEI schemas it is <TEI>. A "
        "part of a document, such as a single <text>, can only be checked inside a whole one.",
        bad="<text xmlns='http://www.tei-c.org/ns/1.0'><body><p/></body></text>",
        good="<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader>…</teiHeader><text>…</text></TEI>",
    ),
    Rule(
        "TEI106",
        "wrong-namespace",
        "The element has the right name but is not in the right namespace.",
        "XML keeps the names of different vocabularies apart by namespaces, and all elements of "
        "the TEI are in http://www.tei-c.org/ns/1.0. It is declared once, on the first element, "
        "and holds for everything in it. This is reported once for all elements that lack it.",
        bad="<TEI><teiHeader>…</teiHeader><text>…</text></TEI>",
        good="<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader>…</teiHeader><text>…</text></TEI>",
    ),
    Rule(
        "TEI110",
        "unknown-attribute",
        "No element of the schema has an attribute of that name.",
        "Either the name is misspelt, or a prefix is missing: identifiers and languages are given "
        "by xml:id and xml:lang, not by id and lang.",
        bad='<p><hi rendition-style="italic">Times</hi></p>',
        good='<p><hi rend="italic">Times</hi></p>',
    ),
    Rule(
        "TEI111",
        "misplaced-attribute",
        "This element cannot have that attribute.",
        "The attribute exists, but on other elements, which the hint names. A date in a "
        "normalised form, for example, goes onto <date>, not onto the words around it.",
        bad='<p when="1920-12-21">On 21 December</p>',
        good='<p>On <date when="1920-12-21">21 December</date></p>',
    ),
    Rule(
        "TEI112",
        "attribute-value",
        "The value of an attribute is not one that it can have.",
        "Some attributes take a value from a list, others a value in a certain form, such as a "
        "date in the order year, month, day. The message says which; the hint says what was "
        "probably meant.",
        bad='<p><date when="21.12.1920">21 December 1920</date></p>',
        good='<p><date when="1920-12-21">21 December 1920</date></p>',
    ),
    Rule(
        "TEI113",
        "missing-attribute",
        "An element lacks an attribute that it must have.",
        "Some elements mean nothing without an attribute: a picture needs the address of its "
        "file. Add the attribute, or use an element that does without.",
        bad="<p><graphic/></p>",
        good='<p><graphic url="letter.jpg"/></p>',
    ),
    Rule(
        "TEI114",
        "conflicting-attribute",
        "Two attributes exclude each other.",
        "The element may have either of them but not both, because they would say the same thing "
        "in two ways. Keep the one that the project uses.",
    ),
    Rule(
        "TEI120",
        "text-not-allowed",
        "There is text where only elements may stand.",
        "Divisions, lists and tables do not hold words themselves, but elements that do: "
        "paragraphs, items, cells. Put the text into one of those.",
        bad="<div>The letter is lost.<p/></div>",
        good="<div><p>The letter is lost.</p></div>",
    ),
    Rule(
        "TEI121",
        "text-value",
        "The text of an element is not one that it can have.",
        "The schema asks for a text of a certain form here, such as a number or a word from a "
        "list, with nothing else in the element.",
    ),
)
