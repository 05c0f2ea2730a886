"""Rules about the metadata of letters, as correspSearch wants them (COR)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

_TO = '<correspAction type="received"><persName>Georgy Chicherin</persName></correspAction>'


def _letter(sent: str) -> str:
    return f"<correspDesc>{sent}{_TO}</correspDesc>"


_GOOD = _letter(
    '<correspAction type="sent"><persName>Boris Legran</persName>'
    '<date when="1920-12-21">21 December 1920</date></correspAction>'
)

RULES: tuple[Rule, ...] = (
    Rule(
        "COR101",
        "action-without-type",
        "Nothing says whether somebody sent or received the letter.",
        "correspSearch and the CMIF format know senders by type=“sent” and addressees by "
        "type=“received”. An action without @type is passed over.",
        bad=_letter(
            "<correspAction><persName>Boris Legran</persName>"
            '<date when="1920-12-21">21 December 1920</date></correspAction>'
        ),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "COR102",
        "letter-without-sender",
        "Nothing is said about the sending of a letter.",
        "A letter is found by who sent it, when and from where. All three belong into a "
        "<correspAction> of type=“sent”, even where some are not known.",
        bad=_letter(""),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "COR103",
        "nobody-sent",
        "The sender of a letter is not named.",
        "A letter without a name for its sender does not show up in any search for people. Write "
        "that the sender is unknown, if so.",
        bad=_letter(
            '<correspAction type="sent"><date when="1920-12-21">21 December 1920</date>'
            "</correspAction>"
        ),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "COR104",
        "date-in-words-only",
        "The date of a letter is written in words only.",
        "Programs sort and find letters by @when, @from and @to, or @notBefore and @notAfter. "
        "They do not read what is written in the element.",
        bad=_letter(
            '<correspAction type="sent"><persName>Boris Legran</persName>'
            "<date>21 December 1920</date></correspAction>"
        ),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "COR105",
        "not-identified",
        "A person or place in an index of letters is not identified by an address.",
        "An index (CMIF) is joined with those of other editions by the addresses of authority "
        "files: GND or VIAF for people, GeoNames for places. A key of one’s own means nothing "
        "elsewhere.",
        bad='<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>'
        '<correspAction type="sent"><persName ref="#p1">Arthur Schnitzler</persName>'
        "</correspAction></correspDesc></profileDesc></teiHeader><text><body><p/></body></text></TEI>",
        good='<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>'
        '<correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">'
        "Arthur Schnitzler</persName></correspAction></correspDesc></profileDesc></teiHeader>"
        "<text><body><p/></body></text></TEI>",
        severity=Severity.WARNING,
    ),
)
