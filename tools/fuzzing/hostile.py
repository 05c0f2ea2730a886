"""Pieces that have broken readers of XML, schemas and values before."""

from typing import Final

TOKENS: Final = (
    b"<", b">", b"&", b'"', b"'", b"/>", b"</", b"<p>", b"</p>", b"<!--", b"-->", b"--", b"<?",
    b"?>", b"<![CDATA[", b"]]>", b"<!DOCTYPE TEI [", b"]>", b"<!ENTITY e 'x'>",
    b"<!ENTITY % p SYSTEM 'x'>", b"%p;", b"&e;", b"&amp;", b"&lt;p&gt;", b"&#0;", b"&#xD800;",
    b"&#x110000;", b"&#x1F600;", b"&#xFFFE;", b"&nbsp;", b"\x00", b"\x0b", b"\x1b[2J", b"\x85",
    b"\xa0", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\xfe\xff", b"\r", b"\r\n", b"\t", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"e\xcc\x81",
    b"\xee\x80\x80", b'<?xml version="1.0"?>', b'<?xml version="1.1"?>',
    b'<?xml version="1.0" encoding="utf-7"?>', b"<?teikit ignore=TEI because='x'?>",
    b"<?teikit ignore='SCH100 LNK*'?>",
    b'<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>',
    b'<?xml-model href="../../x.rng"?>',
    b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>',
    b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="fuzz.xml"/>',
    b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml" xpointer="one"/>',
    b'<xi:fallback xmlns:xi="http://www.w3.org/2001/XInclude">x</xi:fallback>', b' xmlns=""',
    b' xmlns:a="b"', b' xmlns:xml="x"', b' xml:id="a"', b' xml:id="a" xml:id="a"',
    b' xml:lang=""', b' xml:space="preserve"', b' xml:base="http://["', b" when='-0001-13'",
)  # fmt: skip

VALUES: Final = (
    "", " ", "\t\n", "#", "##", "#a#b", "#x y", "a:b", ":", "::", ":a", "a:", "http://[",
    "http://[::1", "http://[v1.x]/", "//", "///x", "file:///etc/passwd", "file://host/x",
    "//host/x", "C:\\x", "\\\\h\\x", "../../../x", "part.xml#one", "part.xml#nothing",
    "fuzz.xml#a", "missing.xml", "part.xml?x#one", ".", "..", "./#x", "%", "%zz", "%00",
    "%2e%2e/x", "a\u0000b"[:1], "mailto:", "urn:x:y", "data:,x", "javascript:x", "person:one",
    "x:one", "http://user:pw@h:99999/", "http://h:port/", "#xpath(//p)",
    "#range(left(//p),right(//p))", "#string-range(//p,0,99999999999)", "#element(/1/2)",
    "x" * 300, "x" * 5000, "a/" * 600, "é", "e\u0301", "\u202e", "\ue000", "\ufeff", "\U0001f600",
    "\u2028", "\u0085", "0", "-1", "1", "00", "1e400", "NaN", "INF", "-0", "٣", "①", "9" * 50,
    "9" * 5000, "i", "ii", "iix", "1r", "1v", "2r", "[1]", "1a", "1-2", "1–3", "xii", "0001",
    "-0001", "0000", "10000", "-99999999999", "1920", "1920-13", "1920-02-30",
    "1920-12-21T25:00:00", "1920-12-21T24:00:00", "--12", "---31", "--02-30", "1920-12-21+15:00",
    "1920-12-21Z", "12:00", "24:00:00", "P1Y", "P", "PT", "-P1D", "P1.5D", "1920/1921",
    "1921/1920", "192X", "1920-XX", "1920?", "1920~", "1920%", "[1920,1921]", "{1920..}",
    "../1920", "1920/..", "Y-170000002", "1920-21", "1920-99", "1920-12-21/open", "uuuu", "y",
    "XXXX", "en", "EN-gb", "en-", "-en", "x-private", "x", "x-", "i-klingon", "zh-cmn-Hans-CN",
    "de-1996-1996", "de-DE-u-co-phonebk", "en-a-bbb-a-ccc", "en-" * 200, "art-x-" + "a" * 9,
    "qaa", "zzz", "sgn-BE-FR", "en_GB", "*", "mul", "und", "en en", "(a+)+$", "([a-z]+)*#(.*)",
    "(", "[", "\\", "\\1", "a{1,99999}", "(?i)x", "\\p{IsGreek}", "\\p{L}+", "$1", "$0", "$99",
    "\\$1", "${x}", "http://h/$1#$2", "(x+x+)+y", "[^]", "color: red", "color:", "}",
    "@import url(x)", "/* */", "url(javascript:x)", "bold", "a b c d e f", "=cmd|'/C x'!A0", "+1",
    "@x", "</script>", "]]>", "<b>", "&amp;", '"', "'", "{{x}}", "%s", "%d%n", "::error::x",
    "\\u0041",
)  # fmt: skip

ATTRIBUTES: Final = (
    "when", "notBefore", "notAfter", "from", "to", "when-iso", "from-iso", "when-custom",
    "period", "calendar", "datingMethod", "dur", "target", "ref", "url", "corresp", "key",
    "source", "facs", "prev", "next", "who", "hand", "resp", "decls", "rend", "rendition",
    "style", "n", "type", "subtype", "ident", "matchPattern", "replacementPattern", "cRef",
    "mimeType", "scheme", "selector", "quantity", "unit", "min", "max", "cert", "xml:id",
    "xml:lang", "xml:base", "xml:space", "usage", "role", "sameAs", "copyOf", "exclude", "select",
    "synch", "start", "end", "points", "ulx", "uly", "lrx", "lry", "rotate", "degree", "level",
    "place", "extent", "reason", "function", "normal-form", "status", "version", "defective",
    "decoder", "encoding", "width", "scale",
)  # fmt: skip

ELEMENTS: Final = (
    "date", "origDate", "birth", "pb", "lb", "cb", "div", "p", "ref", "ptr", "persName",
    "placeName", "graphic", "media", "hi", "seg", "prefixDef", "listPrefixDef", "rendition",
    "tagsDecl", "namespace", "language", "langUsage", "correspDesc", "correspAction", "quote",
    "q", "app", "lem", "rdg", "note", "anchor", "surface", "zone", "licence", "titleStmt",
    "title", "publicationStmt", "sourceDesc", "change", "calendar", "person", "place",
    "listPerson", "standOff", "link", "linkGrp", "measure", "num", "gap", "unclear", "supplied",
    "space", "c", "g", "char", "TEI", "text", "teiCorpus", "egXML", "figure", "formula", "idno",
    "author", "editor", "availability", "head", "item", "list", "l", "lg",
)  # fmt: skip
