"""Rules about language tags (LNG)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "LNG101",
        "no-language-tag",
        "The value is not a language tag.",
        "Languages are named by tags after BCP 47, so that programs know them: “de” for German, "
        "“grc” for Ancient Greek, “ar-Latn” for Arabic in Latin letters. Hyphens stand between "
        "the parts.",
        bad='<p xml:lang="german">Guten Tag</p>',
        good='<p xml:lang="de">Guten Tag</p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNG102",
        "longer-language-code",
        "A language is named by three letters, though it has a code of two.",
        "ISO 639 has several lists of codes. BCP 47, which xml:lang follows, wants the shortest: "
        "a search for “de” does not find what is tagged as “ger” or “deu”.",
        bad='<p xml:lang="ger">Guten Tag</p>',
        good='<p xml:lang="de">Guten Tag</p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNG103",
        "unknown-subtag",
        "A part of a language tag is not registered.",
        "Languages, scripts, countries and variants have codes in a registry that IANA keeps. "
        "What is not in it means nothing to other programs; a project’s own distinctions follow "
        "“-x-”.",
        bad='<p xml:lang="xq-Latn">…</p>',
        good='<p xml:lang="ar-Latn">…</p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNG104",
        "unusual-case",
        "A language tag is written with unusual capitals.",
        "Case has no meaning in language tags, but programs that compare them letter by letter "
        "take “DE” and “de” for two languages. Languages are written small, scripts with one "
        "capital, countries in capitals: “de-Latn-AT”.",
        bad='<p xml:lang="de-at">Grüß Gott</p>',
        good='<p xml:lang="de-AT">Grüß Gott</p>',
        severity=Severity.INFO,
    ),
    Rule(
        "LNG105",
        "replaced-language-tag",
        "A language tag has been replaced by another.",
        "The registry keeps codes that were withdrawn, with the ones to use instead: “he” for "
        "“iw”, “yi” for “ji”. Programs that know only the new one pass the old one by.",
        bad='<p xml:lang="iw">שלום</p>',
        good='<p xml:lang="he">שלום</p>',
        severity=Severity.WARNING,
    ),
    Rule(
        "LNG106",
        "undeclared-language",
        "A language is used that the header does not list.",
        "<langUsage> in the header tells readers and programs which languages to expect. One "
        "that is missing there is often a slip in xml:lang.",
        bad='<langUsage><language ident="de">German</language></langUsage>…'
        '<foreign xml:lang="fr">tout à fait</foreign>',
        good='<langUsage><language ident="de">German</language>'
        '<language ident="fr">French</language></langUsage>…'
        '<foreign xml:lang="fr">tout à fait</foreign>',
        severity=Severity.INFO,
    ),
)
