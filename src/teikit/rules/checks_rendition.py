"""Rules about renditions, applied only where they are selected (RND)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "RND101",
        "undescribed-rendition",
        "A value of @rend is not described in the header.",
        "Where <tagsDecl> describes how words of @rend look, each should be there: one that is "
        "missing is often a misspelling. Documents that describe none are left alone.",
        bad='<tagsDecl><rendition xml:id="italic">slanted</rendition></tagsDecl>…'
        '<hi rend="itlaic">so</hi>',
        good='<tagsDecl><rendition xml:id="italic">slanted</rendition></tagsDecl>…'
        '<hi rend="italic">so</hi>',
        severity=Severity.INFO,
        opt_in=True,
    ),
)
