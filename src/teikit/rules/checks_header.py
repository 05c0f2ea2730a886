"""Rules about what an archive wants to find in the header (HDR)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

_TITLE = "<titleStmt><title>Legran to Chicherin, 21 December 1920</title>"
_EDITOR = "<editor>A. Editor</editor></titleStmt>"
_LICENCE = (
    '<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0'
    "</licence></availability>"
)
_DATE = '<date when="2026">2026</date>'
_PUBLISHER = "<publisher>The Society</publisher>"
_PUBLICATION = f"<publicationStmt>{_PUBLISHER}{_DATE}{_LICENCE}</publicationStmt>"
_SOURCE = "<sourceDesc><p>State Archive, file 5</p></sourceDesc>"


def _file(
    statement: str = _TITLE + _EDITOR, publication: str = _PUBLICATION, source: str = _SOURCE
) -> str:
    return f"<fileDesc>{statement}{publication}{source}</fileDesc>"


RULES: tuple[Rule, ...] = (
    Rule(
        "HDR101",
        "title-missing",
        "The document has no title.",
        "The title in the header is what catalogues, archives and search engines list. An empty "
        "one, or what a template left there, makes all documents of a collection look the same.",
        bad=_file("<titleStmt><title>Untitled</title>" + _EDITOR),
        good=_file(),
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR102",
        "nobody-responsible",
        "The header names nobody who is responsible for the document.",
        "Readers want to know whom to cite, and archives whom to ask. <author> is who wrote the "
        "text, <editor> and <respStmt> say who edited and encoded it.",
        bad=_file(_TITLE + "</titleStmt>"),
        good=_file(),
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR103",
        "no-publisher",
        "The header does not say who publishes the document.",
        "<publisher>, <distributor> or <authority> names who makes the file available and answers "
        "for it. Archives ask for it before they take a collection.",
        bad=_file(publication=f"<publicationStmt><publisher/>{_DATE}{_LICENCE}</publicationStmt>"),
        good=_file(),
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR104",
        "no-licence",
        "The header does not say what others may do with the document.",
        "Without a word about rights nobody may use the file, however openly it lies on the web. "
        "<availability> says what is allowed, best with a licence and its address.",
        bad=_file(publication=f"<publicationStmt>{_PUBLISHER}{_DATE}</publicationStmt>"),
        good=_file(),
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR105",
        "licence-without-address",
        "A licence is named without its address.",
        "Programs that collect editions know licences by their addresses, given in @target. A "
        "name such as “CC BY” alone leaves open which version is meant.",
        bad=_file(
            publication=f"<publicationStmt>{_PUBLISHER}{_DATE}<availability><licence>CC BY"
            "</licence></availability></publicationStmt>"
        ),
        good=_file(),
        severity=Severity.INFO,
    ),
    Rule(
        "HDR106",
        "no-date-of-publication",
        "The header does not say when the document was published.",
        "Who cites an edition gives its year, and who compares two copies of a file wants to know "
        "which is the later one.",
        bad=_file(publication=f"<publicationStmt>{_PUBLISHER}{_LICENCE}</publicationStmt>"),
        good=_file(),
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR107",
        "no-source",
        "The header does not say what the document was made from.",
        "<sourceDesc> names the manuscript, print or file that was transcribed, with its place "
        "and shelfmark. A text that was never on paper says so: “Born digital”.",
        bad=_file(source="<sourceDesc><p/></sourceDesc>"),
        good=_file(),
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR108",
        "no-language",
        "Nothing says in which language the document is.",
        "Search, hyphenation and reading aloud need the language. It is given by xml:lang on <TEI> "
        "or <text>, or listed in <langUsage>.",
        bad='<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>…</teiHeader><text>…</text></TEI>',
        good='<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader>…</teiHeader>'
        "<text>…</text></TEI>",
        severity=Severity.WARNING,
    ),
    Rule(
        "HDR109",
        "revisions-out-of-order",
        "The history of revisions is not in the order of its dates.",
        "<change> elements stand by date, by custom with the newest first. One that is out of "
        "order mostly has a wrong year.",
        bad='<revisionDesc><change when="2026-03">Proofs</change><change when="2052-02">Notes'
        '</change><change when="2025-01">Transcription</change></revisionDesc>',
        good='<revisionDesc><change when="2026-03">Proofs</change><change when="2025-02">Notes'
        '</change><change when="2025-01">Transcription</change></revisionDesc>',
        severity=Severity.INFO,
    ),
)
