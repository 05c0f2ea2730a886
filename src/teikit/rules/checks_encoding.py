"""Rules about the declaration of the encoding (ENC)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "ENC101",
        "untrue-encoding",
        "The first line names another encoding than the file is in.",
        "Programs believe the declaration and show wrong letters: “Ã¼” for “ü”. This happens when "
        "an editor saves a file as UTF-8 and leaves its first line as it was.",
        bad='<?xml version="1.0" encoding="ISO-8859-1"?>\n<p>Müller</p>',
        good='<?xml version="1.0" encoding="UTF-8"?>\n<p>Müller</p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "ENC102",
        "no-declaration",
        "The file does not say in which encoding it is.",
        "A file without a declaration is UTF-8, so nothing is wrong. Some archives want it said "
        "all the same. The rule is applied only where it is selected.",
        bad="<p>Text</p>",
        good='<?xml version="1.0" encoding="UTF-8"?>\n<p>Text</p>',
        severity=Severity.INFO,
        opt_in=True,
    ),
)
