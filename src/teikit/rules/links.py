"""Rules about links and identity, within a file and across files (LNK)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "LNK101",
        "repeated-identifier",
        "Two elements of a document have the same xml:id.",
        "An identifier singles out one element, so that links and notes can point to it. If two "
        "have the same, nobody can tell which is meant. It often happens when a passage is "
        "copied: give the copy an identifier of its own. The grammar reports the same as IDS101 "
        "where it knows which attributes are identifiers; each place is reported once.",
        bad='<p xml:id="note1">One</p><p xml:id="note1">Two</p>',
        good='<p xml:id="note1">One</p><p xml:id="note2">Two</p>',
    ),
    Rule(
        "LNK102",
        "same-document-or-entry",
        "Two documents of an edition, or two entries of its registers, have the same xml:id.",
        "The xml:id of TEI names a document, that of a person or place an entry; if two have the "
        "same, nobody can cite them, and links lead to the wrong one. Often a file was copied and "
        "its identifier forgotten. Only files that a teikit.toml names are compared.",
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK103",
        "identifier-in-several-files",
        "Files of an edition use the same xml:id for any elements.",
        "That two letters have a paragraph p1 is as it should be, as long as each is a file of its "
        "own. A project that puts its files together, into a corpus or a database, selects this "
        "rule. It is told once for each file.",
        severity=Severity.INFO,
        opt_in=True,
    ),
    Rule(
        "LNK201",
        "dead-pointer",
        "A pointer leads to an identifier that no element of the document has.",
        "#x points to the element of the same document whose xml:id is x. Correct the pointer, or "
        "give the element that is meant this xml:id. If it is in another file, that file's name "
        "stands before the #. Of an XPointer, such as #range(x,y), the identifiers that it starts "
        "from are looked for. Where more than 20 pointers of one attribute are dead and none of "
        "their kind finds anything, they have one cause and are told once, at the first of them. "
        "So is each rendition, hand, speaker or calendar that is named but declared nowhere; for "
        "calendars, such as #Gregorian, it is a warning; so it is for many names whose register is "
        "perhaps kept elsewhere.",
        bad='<p xml:id="n1">See <ref target="#n2">below</ref>.</p>',
        good='<p xml:id="n2">See <ref target="#n2">below</ref>.</p>',
    ),
    Rule(
        "LNK202",
        "no-such-entry",
        "A pointer leads to an identifier that is not in the file it names.",
        "persons.xml#x points to the element of persons.xml whose xml:id is x. Correct the "
        "pointer, or add the entry to that file. Without it, the name is published without a link.",
        bad='<persName ref="persons.xml#legrand">Legran</persName>',
        good='<persName ref="persons.xml#legran">Legran</persName>',
    ),
    Rule(
        "LNK203",
        "empty-pointer",
        "A pointer is nothing but a number sign.",
        "Such pointers are often left behind by templates. Write the identifier after the #, or "
        "leave the attribute out until it is known.",
        bad='<p><persName ref="#">Legran</persName></p>',
        good="<p><persName>Legran</persName></p>",
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK204",
        "missing-number-sign",
        "A pointer is a mere word, which is read as the name of a file.",
        "Pointers are addresses: a word without # is the name of a file in the same folder. To "
        "point to an element of the document, # stands before its identifier. Keys of databases "
        "belong into @key, or get a prefix that prefixDef declares. Told once for each element "
        "and attribute of a file.",
        bad='<p xml:id="n1">See <ref target="n1">above</ref>.</p>',
        good='<p xml:id="n1">See <ref target="#n1">above</ref>.</p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK301",
        "no-such-document",
        "A pointer leads to an XML file that does not exist.",
        "Paths start from the folder of the document, or from @xml:base of an element around the "
        "pointer, and ../ goes up by one folder.",
        bad='<p><ref target="nowhere.xml">A letter</ref></p>',
        good='<p><ref target="persons.xml">The persons</ref></p>',
    ),
    Rule(
        "LNK302",
        "no-such-file",
        "A picture or another file that a document names does not exist.",
        "Pictures are often kept elsewhere than the texts, so it is a warning. Paths start from "
        "the folder of the document.",
        bad='<figure><graphic url="missing.jpg"/></figure>',
        good='<figure><graphic url="page.jpg"/></figure>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK303",
        "out-of-reach",
        "A pointer leads out of the folder that is being checked.",
        "Files outside the edition are never opened because a document says so, and a path that "
        "begins at the root of a disk works on one computer only. The folder is that of "
        "teikit.toml, or else the one that was given.",
        bad='<p><ref target="file:///home/me/letter.xml">A letter</ref></p>',
        good='<p><ref target="persons.xml">The persons</ref></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK304",
        "other-case",
        "A file's name is written with other capital letters than the file has.",
        "Windows and macOS find the file all the same, most servers do not.",
        bad='<p><ref target="Persons.xml">The persons</ref></p>',
        good='<p><ref target="persons.xml">The persons</ref></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK305",
        "target-not-readable",
        "A pointer leads into a file that cannot be read.",
        "Whether the element is there can be said only when the file is well-formed XML. Validate "
        "that file to see what is wrong with it.",
        bad='<p><ref target="broken.xml#a">A letter</ref></p>',
        good='<p><ref target="persons.xml#legran">The persons</ref></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK401",
        "undeclared-prefix",
        "A pointer uses a prefix that no prefixDef declares.",
        "psn:legran is short for an address, and prefixDef in the header (encodingDesc, "
        "listPrefixDef) says for which. Without it, no other software can follow the pointer. A "
        "declaration in any file of the edition counts. Told once for each prefix and file.",
        bad='<p><persName ref="psn:legran">Legran</persName></p>',
        good='<p><persName ref="persons.xml#legran">Legran</persName></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK402",
        "prefix-does-not-fit",
        "What follows a prefix is not what its declaration expects.",
        "@matchPattern of prefixDef is a regular expression for all that follows the prefix and "
        "the colon. A pointer that does not fit cannot be turned into an address.",
        bad='<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" '
        'replacementPattern="persons.xml#$1"/></listPrefixDef><persName ref="psn:12">L.</persName>',
        good='<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" '
        'replacementPattern="persons.xml#$1"/></listPrefixDef>'
        '<persName ref="psn:legran">L.</persName>',
    ),
    Rule(
        "LNK403",
        "bad-prefix-declaration",
        "A declaration of a prefix cannot be used.",
        "@matchPattern is a regular expression as in XPath; what it has in brackets can be used "
        "in @replacementPattern as $1, $2 and so on. A pattern that repeats what is repeated "
        "already, as (a+)+, is refused, since it could take for ever.",
        bad='<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z+" '
        'replacementPattern="persons.xml#$1"/></listPrefixDef>',
        good='<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" '
        'replacementPattern="persons.xml#$1"/></listPrefixDef>',
    ),
    Rule(
        "LNK501",
        "wrong-kind-of-target",
        "A pointer leads to an element of a kind that makes no sense there.",
        "The TEI Guidelines say for many pointers what they lead to: @ref of persName to a "
        "person, @hand to a handNote, @wit to a witness, @rendition to a rendition. Mostly the "
        "identifier is the wrong one, or the attribute.",
        bad='<p xml:id="a"><persName ref="#a">Legran</persName></p>',
        good='<persName ref="#a">Legran</persName><person xml:id="a"><p>…</p></person>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK502",
        "span-ends-before-it-begins",
        "The element that ends a span comes before its beginning.",
        "@spanTo of addSpan, delSpan, damageSpan and others points to the element, mostly an "
        "anchor, at which the span ends. It must follow.",
        bad='<p><anchor xml:id="end"/>text <delSpan spanTo="#end"/></p>',
        good='<p><delSpan spanTo="#end"/>text <anchor xml:id="end"/></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK601",
        "unused-entry",
        "Nobody points to an entry of a register.",
        "The entry may be a leftover, or names in the documents still lack their @ref. Registers "
        "are the files that teikit.toml names as such; entries of a list around others count as "
        "used if one of those is.",
        severity=Severity.INFO,
    ),
    Rule(
        "LNK701",
        "dead-address",
        "An address on the web does not work.",
        "Checked only with --external. Addresses change: look for the new one, prefer permanent "
        "identifiers such as DOIs, or cite an archived copy.",
        severity=Severity.WARNING,
    ),
    Rule(
        "LNK702",
        "address-not-checked",
        "An address on the web was not looked up.",
        "With --external, addresses inside the own network are refused, since documents may come "
        "from strangers, and at most 1,000 different addresses are looked up.",
        severity=Severity.INFO,
    ),
)
