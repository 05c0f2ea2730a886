"""Rules about the processing instructions that excuse what rules find (SEL)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "SEL101",
        "excuse-without-reason",
        "A processing instruction excuses a rule without giving a reason.",
        "Whoever reads the file later, colleague or archive, has to know why something is right "
        "that looks wrong. The rule is not applied all the same.",
        bad='<p><?teikit ignore="DAT101"?><date notBefore="1921" notAfter="1920">1921</date></p>',
        good='<p><?teikit ignore="DAT101" reason="So it is printed."?>'
        '<date notBefore="1921" notAfter="1920">1921</date></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "SEL102",
        "excuse-for-unknown-rule",
        "A processing instruction excuses a rule that does not exist.",
        "Rules are named by their code (DAT101), by the beginning of codes (DAT), or by their "
        "name in words. A misspelt name excuses nothing. “teikit rules” lists them all.",
        bad='<p><?teikit ignore="DTA101" reason="So it is printed."?>'
        '<date when="1921">1921</date></p>',
        good='<p><?teikit ignore="DAT101" reason="So it is printed."?>'
        '<date notBefore="1921" notAfter="1920">1921</date></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "SEL103",
        "excuse-for-nothing",
        "A processing instruction excuses something that is not there.",
        "What was to be excused has been corrected, or the instruction stands at the wrong place: "
        "it concerns the element right after it, or, before the outermost element, the whole "
        "file. Left where it is, it would hide the next mistake.",
        bad='<p><?teikit ignore="DAT101" reason="So it is printed."?>'
        '<date notBefore="1920" notAfter="1921">1921</date></p>',
        good='<p><?teikit ignore="DAT101" reason="So it is printed."?>'
        '<date notBefore="1921" notAfter="1920">1921</date></p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "SEL104",
        "excuse-not-possible",
        "A processing instruction cannot excuse what it is meant to.",
        "It names no rule, or no element follows it, or it names a rule of XML itself: what is "
        "not well-formed cannot be checked, so it cannot be excused.",
        bad='<p>Text<?teikit ignore="DAT101" reason="So it is printed."?></p>',
        good='<p><?teikit ignore="DAT101" reason="So it is printed."?>'
        '<date notBefore="1921" notAfter="1920">1921</date></p>',
        severity=Severity.WARNING,
    ),
)
