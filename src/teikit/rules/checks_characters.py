"""Rules about characters (CHR)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "CHR101",
        "not-normalised",
        "The text is not in its normal form of Unicode.",
        "Letters with accents can be written as one character or as a letter and an accent. They "
        "look alike, but programs take them for different words. TEI files should be in one form "
        "throughout, NFC unless teikit.toml names another (normal-form). “teikit validate --fix” "
        "does it.",
        bad="<p>Citta\u0300</p>",
        good="<p>Citt\u00e0</p>",
        severity=Severity.WARNING,
    ),
    Rule(
        "CHR102",
        "private-use-character",
        "A private-use character has no meaning that others know.",
        "The private use area of Unicode means something with one font only, such as a letter of "
        "MUFI or a logo. Describe it in <charDecl> and use <g>, or take a standard character.",
        bad="<p>\ue8bf</p>",
        good='<p><g ref="#q-et">\ue8bf</g></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "CHR103",
        "control-character",
        "There is a control character in the text.",
        "Control characters have no meaning in texts. Those from U+0080 on are mostly quotation "
        "marks or dashes of Windows-1252 that were converted wrongly.",
        bad="<p>Legran\u0092s letter</p>",
        good="<p>Legran’s letter</p>",
        severity=Severity.WARNING,
    ),
    Rule(
        "CHR104",
        "lost-character",
        "A letter was lost: the sign � stands in its place.",
        "Programs write � where they find bytes that they cannot read. What stood there cannot "
        "be restored from the file; look it up in the source or in an older copy.",
        bad="<p>F\ufffdr immer</p>",
        good="<p>Für immer</p>",
        severity=Severity.WARNING,
    ),
    Rule(
        "CHR105",
        "invisible-character",
        "There is a character in the text that nobody sees.",
        "Soft hyphens, zero-width spaces and marks of direction come along when text is copied "
        "from web pages and PDF files. They keep searches from finding the word. In scripts that "
        "need them, such as Arabic or Devanagari, joiners and marks of direction are left alone.",
        bad="<p>Nach\u00adricht</p>",
        good="<p>Nachricht</p>",
        severity=Severity.INFO,
    ),
    Rule(
        "CHR106",
        "garbled-text",
        "The text was read in a wrong encoding at some time.",
        "“Ã¤” for “ä” or “â€œ” for a quotation mark shows that UTF-8 was taken for Windows-1252. "
        "Go back to the file before that happened, or replace the letters.",
        bad="<p>MÃ¼ller schrieb â€žbald“.</p>",
        good="<p>Müller schrieb „bald“.</p>",
        severity=Severity.WARNING,
    ),
    Rule(
        "CHR107",
        "unassigned-character",
        "There is a character that Unicode does not have.",
        "Its number is not assigned in the version of Unicode that teikit knows. It may be newer, "
        "or the result of a faulty conversion.",
        bad="<p>\u0378</p>",
        good="<p>\u0377</p>",
        severity=Severity.INFO,
    ),
)
