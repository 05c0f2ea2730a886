"""Rules about quotation marks, applied only where they are selected (QUO)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "QUO101",
        "mixed-quotation-marks",
        "Straight and curly quotation marks, or apostrophes, are mixed.",
        "An edition settles on one kind, or encodes quotations with <q> and <quote> and leaves "
        "the marks out. A mixture mostly comes from several hands or from automatic correction.",
        bad="<p>He’s here. It's late.</p>",
        good="<p>He’s here. It’s late.</p>",
        severity=Severity.INFO,
        opt_in=True,
    ),
    Rule(
        "QUO102",
        "unbalanced-quotation-marks",
        "A quotation mark has no other to match it.",
        "Within a paragraph or verse, quotation marks come in pairs. One that is alone is often a "
        "slip, or the quotation goes on in the next paragraph.",
        bad="<p>„Bald schrieb er.</p>",
        good="<p>„Bald“ schrieb er.</p>",
        severity=Severity.INFO,
        opt_in=True,
    ),
)
