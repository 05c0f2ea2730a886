"""Saxon's reports, which are text only, as diagnostics with places."""

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass
from teikit.source import Span, span_at
from teikit.xml.parse import Document
from teikit.xml.stylesheet_modules import Modules

NAMESPACE: Final = "https://teikit.org/ns"

_REPORT: Final = re.compile(r"^\s*(?:Type |Static |Dynamic )?(?:Fatal )?[Ee]rror\b")
_PLACE: Final = re.compile(r"on line (\d+)(?: column (\d+))?(?: of (.+?))?:?\s*$")
_CODE: Final = re.compile(r"^\s*([A-Z]{4}\d{4})\b\s*")
_HINTS: Final = {
    "XPST0008": "Declare the variable or parameter, or correct its name.",
    "XPST0017": "There is no function with this name and number of arguments; look for a misspelt "
    "name or a missing namespace prefix.",
    "XTSE0165": "Correct the address in xsl:import or xsl:include. Stylesheets of teikit are at "
    "https://teikit.org/xslt/…; nothing else is read from the network.",
    "XTSE0010": "Compare the name and the place of the instruction with the XSLT specification.",
    "XTDE0040": "The stylesheet needs the initial template it names.",
    "XTDE0050": "Give the parameter a default value: teikit passes only the parameters it knows.",
    "FODC0002": "Check that the file exists where the stylesheet looks for it; a relative address "
    "counts from the folder of the stylesheet.",
    "FOUT1170": "Check that the file exists where the stylesheet looks for it.",
    "FODC0005": "teikit reads nothing from the network: keep a copy beside the stylesheet.",
    "SXRD0002": "teikit writes one result per document: xsl:result-document is not supported.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """One of Saxon's reports: the error's code, if it has one, and where it is."""

    code: str
    message: str
    line: int
    column: int
    module: str


def compile_diagnostics(text: str, modules: Modules) -> tuple[Diagnostic, ...]:
    """Return the errors Saxon found in a stylesheet, each at its place."""
    found = [_diagnostic("OUT102", report, modules) for report in reports(text)]
    if not found:
        found = [_diagnostic("OUT102", Report("", _plain(text), 1, 1, ""), modules)]
    return tuple(dict.fromkeys(found))


def run_diagnostic(brief: str, full: str, modules: Modules, document: Document) -> Diagnostic:
    """Return why a stylesheet failed on a document: at the place in the stylesheet."""
    found = reports(full) or [Report("", _plain(brief), 1, 1, "")]
    report = found[0]
    code = "OUT104" if report.code.startswith("XTMM") else "OUT103"
    return _diagnostic(code, report, modules, f"while transforming {document.source.name}")


def user_messages(messages: Sequence[str], document: Document) -> tuple[Diagnostic, ...]:
    """Return what a stylesheet said by `xsl:message`, as diagnostics."""
    return tuple(dict.fromkeys(_message(message, document) for message in messages))


def _diagnostic(code: str, report: Report, modules: Modules, context: str = "") -> Diagnostic:
    path = modules.named(report.module)
    message = report.message.rstrip(".") or "The stylesheet cannot be used"
    kept = f" ({report.code})" if report.code and not report.code.startswith("SX") else ""
    where = f", {context}" if context else ""
    hint = _HINTS.get(report.code)
    return Diagnostic(
        code,
        f"{message}{kept}{where}.",
        span_at(str(path), report.line, report.column),
        hints=(hint,) if hint else (),
    )


def reports(text: str) -> list[Report]:
    """Return the reports in what Saxon wrote."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if _REPORT.match(line):
            blocks.append([line])
        elif blocks and line.strip():
            blocks[-1].append(line)
    return [_report(block) for block in blocks]


def _report(block: Sequence[str]) -> Report:
    place = _PLACE.search(block[0])
    body = [line for line in block[1:] if not line.lstrip().startswith("In template rule")]
    code = _CODE.match(body[0]) if body else None
    if code is not None:
        body = [body[0][code.end() :], *body[1:]]
    return Report(
        code.group(1) if code else "",
        _plain(" ".join(body) or block[0]),
        int(place.group(1)) if place else 1,
        int(place.group(2) or 1) if place else 1,
        (place.group(3) or "") if place else "",
    )


def _plain(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"Exception from catalog resolver.*$", "Nothing is read from the network", text)
    text = re.sub(r"Access to URI (\S+) has been prohibited", r"\1 may not be read", text)
    text = re.sub(r"\.?\s*Caused by java\.\S+?: .*$", "", text)
    text = re.sub(r"I/O error reported by XML parser processing (\S+)", r"\1 cannot be read", text)
    text = re.sub(r"Error reported by XML parser: ", "This is not well-formed XML: ", text)
    return text or "The stylesheet stopped without saying why"


def _message(message: str, document: Document) -> Diagnostic:
    try:
        element = etree.fromstring(message)
    except etree.XMLSyntaxError:
        element = None
    if element is None or element.tag != f"{{{NAMESPACE}}}diagnostic":
        return Diagnostic("OUT105", _plain(message), document.source.start(), Severity.INFO)
    hint = element.get("hint")
    return Diagnostic(
        element.get("code", "OUT105"),
        _plain("".join(str(text) for text in element.itertext())),
        _element_span(document, element.get("element")),
        Severity(element.get("severity", "warning")),
        hints=(hint,) if hint else (),
    )


def _element_span(document: Document, number: str | None) -> Span:
    if number is None or not number.isdigit() or not 1 <= int(number) <= len(document.spans):
        return document.source.start()
    return document.spans[int(number) - 1]
