"""Rules about the compact syntax of RELAX NG (RNG3xx)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "RNG301",
        "compact-wrong-encoding",
        "The bytes of a schema in compact syntax are not UTF-8.",
        "A .rnc file cannot declare its encoding: it is UTF-8, or UTF-16 with a byte order mark. "
        "Open it in an editor, choose the encoding in which its letters look right, and save it "
        "as UTF-8.",
    ),
    Rule(
        "RNG302",
        "compact-bad-character",
        "A character or escape has no meaning in the compact syntax.",
        "Outside of texts in quotation marks and comments, only names and the signs of the syntax "
        r"may stand in a schema. An escape such as \x{41} names a character by its number in "
        "Unicode, in hexadecimal digits. A schema that begins with < is in XML syntax: let its "
        "name end in .rng.",
        bad="start = element note { text; }",
        good="start = element note { text }",
    ),
    Rule(
        "RNG303",
        "compact-text-not-closed",
        "A text in quotation marks has no end.",
        "A text ends on the line it begins on, with the same quotation mark. A longer one stands "
        'between three quotation marks """ on either side, or is put together from parts with ~.',
        bad='start = element unit { "day }',
        good='start = element unit { "day" }',
    ),
    Rule(
        "RNG310",
        "compact-unexpected",
        "Something else is needed at this place of the schema.",
        "Up to this place the schema can be read, and what comes here does not fit. The mistake "
        "is often right before: a comma that is missing between two patterns, a brace that was "
        "not closed, a keyword that is misspelt, a keyword used as a name without a backslash.",
        bad="start = element letter { head p }\nhead = empty\np = empty",
        good="start = element letter { head, p }\nhead = empty\np = empty",
    ),
    Rule(
        "RNG311",
        "compact-mixed-operators",
        "Patterns are joined in two ways, and it is not said what belongs together.",
        "“a, b | c” could mean (a, b) | c or a, (b | c), so RELAX NG asks for parentheses. A "
        "datatype with an exception, such as token - “x”, also needs them beside other patterns.",
        bad="start = element p { a, b | c }\na = empty\nb = empty\nc = empty",
        good="start = element p { a, (b | c) }\na = empty\nb = empty\nc = empty",
    ),
    Rule(
        "RNG312",
        "compact-too-deep",
        "The schema is nested too deeply.",
        "No schema needs a hundred levels of parentheses and braces, so this file is probably "
        "damaged or made by a faulty program. Give the inner parts names of their own.",
    ),
    Rule(
        "RNG320",
        "compact-prefix-not-declared",
        "A prefix is used that the schema does not declare.",
        "Declare the prefix of an element, attribute or annotation at the top of the schema with "
        "namespace, that of a datatype with datatypes. Only xml and the datatypes' xsd are known "
        "without declaration.",
        bad="start = element tei:p { text }",
        good='namespace tei = "http://www.tei-c.org/ns/1.0"\nstart = element tei:p { text }',
    ),
    Rule(
        "RNG321",
        "compact-wrong-declaration",
        "A declaration at the top of the schema cannot be right.",
        "Each prefix is declared once for namespaces and once for datatypes. The prefix xml "
        "belongs to its own namespace and xmlns cannot be declared at all.",
        bad='namespace a = "http://example.org/1"\nnamespace a = "http://example.org/2"\n'
        "start = element p { text }",
        good='namespace a = "http://example.org/1"\nnamespace b = "http://example.org/2"\n'
        "start = element p { text }",
    ),
    Rule(
        "RNG330",
        "compact-wrong-annotation",
        "An annotation cannot stand here, or not like this.",
        "Annotations in square brackets come from other vocabularies: their attributes have a "
        "prefix, each is there once, and none belongs to RELAX NG or declares a namespace. "
        "Nothing can follow a pattern that is the whole schema.",
        bad='start = [ status = "draft" ] element p { text }',
        good='namespace my = "http://example.org/my"\n'
        'start = [ my:status = "draft" ] element p { text }',
    ),
)
