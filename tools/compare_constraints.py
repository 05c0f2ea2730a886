"""Compare what our rules for the TEI's constraints find in documents with what the TEI's own find.

python tools/compare_constraints.py P5SUBSET DOCUMENT...

Our rules are those of schemas/tei-p5.odd, the TEI's those of a p5subset.xml. A finding is the name
of the constraint, the line and column, and how grave it is; words differ. Exit code 1: some
document has findings that only one of them makes.
"""

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from teikit import resources
from teikit.diagnostics import Diagnostic, Severity
from teikit.odd import compile_odd
from teikit.odd.model import Vocabulary
from teikit.schema.schematron import located
from teikit.schematron import CompiledSchematron, load_document
from teikit.schematron.findings.legend import Legend
from teikit.source import DISK, SourceFile
from teikit.xml.parse import Document, parse_document

OURS: Final = resources.schemas() / "tei-p5.odd"

_SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_FOUND: Final = frozenset({"SCH101", "SCH102"})
_ALL: Final = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
    '<schemaSpec ident="all" start="TEI" source="{source}" targetLang="{language}">{modules}'
    "</schemaSpec></body></text></TEI>"
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A constraint that something in a document breaks."""

    line: int
    column: int
    constraint: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiled constraints of a release of the TEI."""

    compiled: CompiledSchematron
    diagnostics: tuple[Diagnostic, ...]

    def find(self, document: Document) -> set[Found]:
        """Return what is wrong with a document."""
        return {found(one) for one in self.said(document) if one.code in _FOUND}

    def said(self, document: Document) -> list[Diagnostic]:
        """Return the findings, and what is said of rules that cannot be applied."""
        return self.compiled.validate(document)


def rules_of(release: Path, language: str = "en") -> Rules:
    """Return the constraints in a release of the TEI, those in another language left out."""
    modules = "".join(
        f'<moduleRef key="{spec.get("ident")}"/>'
        for spec in etree.parse(release).iter(f"{_TEI}moduleSpec")
    )
    odd = _ALL.format(source=release.resolve().as_posix(), modules=modules, language=language)
    vocabulary = compile_odd(SourceFile("<all>", odd.encode()))
    if vocabulary.value is None:
        raise SystemExit(f"{release} is no release of the TEI: {vocabulary.diagnostics}")
    rules = compiled(vocabulary.value)
    return Rules(rules.compiled, (*vocabulary.diagnostics, *rules.diagnostics))


def compiled(vocabulary: Vocabulary) -> Rules:
    """Return the constraints of a vocabulary, each test named after what it belongs to."""
    schema = located(vocabulary)
    if schema.value is None:
        raise SystemExit(f"There are no constraints: {schema.diagnostics}")
    _name_tests(schema.value)
    loaded = load_document(schema.value, trusted=True)
    if loaded.value is None:
        raise SystemExit(f"The constraints do not compile: {loaded.diagnostics}")
    loaded.value.legend = _written_anywhere(loaded.value.legend)
    return Rules(loaded.value, (*schema.diagnostics, *loaded.diagnostics))


def _written_anywhere(legend: Legend) -> Legend:
    """Return a legend whose findings say which test they are of, not only which constraint.

    They do so where rules are in a file of the user's.
    """
    here = SourceFile("rules", b"").start()
    return replace(legend, assertions=tuple(replace(one, span=here) for one in legend.assertions))


def found(diagnostic: Diagnostic) -> Found:
    """Return a finding, which names its constraint where it says where the rule is written."""
    named = re.search("“(.*)#", diagnostic.related[0].message)
    start = diagnostic.span.start
    return Found(start.line, start.column, named[1] if named else "", diagnostic.severity)


def _name_tests(schema: Document) -> None:
    """Let each test bear the name of its pattern, which names the constraint."""
    for number, test in enumerate(schema.tree.iter(f"{_SCH}assert", f"{_SCH}report")):
        pattern = next(test.iterancestors(f"{_SCH}pattern"))
        test.set("id", f"{pattern.get('id')}#{number}")


def main(arguments: list[str]) -> int:
    """Print the findings that only one side makes; return the exit code."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    release, *paths = (Path(argument) for argument in arguments)
    ours, theirs = rules_of(OURS), rules_of(release)
    differing = 0
    for path in paths:
        document = parse_document(DISK.read(path), root=path.parent).value
        if document is None:
            continue
        mine, others = ours.find(document), theirs.find(document)
        for one in sorted(mine ^ others):
            print(f"{path}:{one.line}:{one.column}: {'ours' if one in mine else 'theirs'}: {one}")
        differing += mine != others
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
