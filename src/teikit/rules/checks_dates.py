"""Rules about dates (DAT)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "DAT101",
        "dates-out-of-order",
        "A stretch of time ends before it begins.",
        "@notBefore or @from is later than @notAfter or @to. The two were exchanged, or a digit "
        "is wrong. Dates that give only year or month are taken as widely as they may be meant.",
        bad='<date notBefore="1920-12-21" notAfter="1920-11-30">end of 1920</date>',
        good='<date notBefore="1920-11-30" notAfter="1920-12-21">end of 1920</date>',
    ),
    Rule(
        "DAT102",
        "date-said-twice",
        "An element gives its date in two ways that exclude each other.",
        "@when is one date, known as exactly as it says. @from and @to are a time that something "
        "lasted. @notBefore and @notAfter are limits between which an unknown date lies. Where "
        "two of these stand together, nobody can tell which holds.",
        bad='<date when="1920" notAfter="1921-03">1920 or early in 1921</date>',
        good='<date notBefore="1920" notAfter="1921-03">1920 or early in 1921</date>',
        severity=Severity.WARNING,
    ),
    Rule(
        "DAT103",
        "impossible-date",
        "A date names a day that does not exist.",
        "The form is right, but there is no such month, day or hour, as 29 February in a year "
        "that is no leap year. Schemas let it pass in @when-iso and its companions.",
        bad='<date when-iso="1921-02-29">29 February</date>',
        good='<date when-iso="1920-02-29">29 February</date>',
    ),
    Rule(
        "DAT104",
        "date-and-text-differ",
        "The date in the text is another than the one in @when.",
        "Only texts that can mean one thing are compared: a single year, or a date in figures. "
        "Often a date was copied with its markup, and only the text was changed. Dates with "
        "@calendar or @datingMethod are left alone.",
        bad='<date when="1921-12-21">21 December 1920</date>',
        good='<date when="1920-12-21">21 December 1920</date>',
        severity=Severity.WARNING,
    ),
    Rule(
        "DAT105",
        "wrong-extended-date",
        "A date is not in the Extended Date/Time Format it is said to be in.",
        "EDTF (ISO 8601-2) writes uncertain dates so that programs know them. It is checked where "
        "@datingMethod or @calendar says EDTF. Until 2018 some signs were different: “u” for a "
        "digit that is not known is now “X”.",
        bad='<date when-custom="192u" datingMethod="#edtf">in the twenties</date>',
        good='<date when-custom="192X" datingMethod="#edtf">in the twenties</date>',
        severity=Severity.WARNING,
    ),
)
