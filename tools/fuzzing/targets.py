"""What inputs are given to: the whole path of a document, and every reader of other files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from tools.fuzzing.watch import WrongError

from teikit import resources
from teikit.diagnostics import Diagnostic, SchemaError
from teikit.edition.config import read_config
from teikit.edition.tasks import Asked, tasks_for
from teikit.odd import compile_odd
from teikit.odd.lint import lint
from teikit.relaxng.files import nothing
from teikit.relaxng.load import load as load_relaxng
from teikit.schema.published import published
from teikit.schematron import load as load_schematron
from teikit.source import SourceFile, as_source
from teikit.transform.convert import convert
from teikit.validate.baseline import BaselineError, read_baseline
from teikit.validate.fix import fixed
from teikit.validate.kept import Kept
from teikit.validate.lines import read_lines
from teikit.validate.run import Result, validated
from teikit.validate.standard import Standard
from teikit.validate.work import Task
from teikit.validate.xsd import load_xsd
from teikit.xml.parse import parse_document

Reader: TypeAlias = Callable[[Path], Iterable[Diagnostic]]

_TODAY: Final = date(2020, 1, 1)

_PART: Final = b"""<text xmlns="http://www.tei-c.org/ns/1.0"><body><p xml:id="one">part</p>
<listPerson><person xml:id="a"><persName>A</persName></person></listPerson></body></text>"""
_RULES: Final = b"""<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:p">
<assert test="not(contains(., 'xyz'))">
Found <value-of select="."/>.</assert></rule></pattern></schema>"""
_CONFIG: Final = b"""[edition]\ntitle = "F"\nschema = "teikit:edition"\ndocuments = ["*.xml"]\n"""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder in which a document lies among files that it may refer to."""

    folder: Path

    @staticmethod
    def made(folder: Path) -> "Place":
        """Return a folder with what documents may refer to."""
        for name in ("alone", "edition"):
            (folder / name).mkdir(parents=True)
            (folder / name / "part.xml").write_bytes(_PART)
            (folder / name / "rules.sch").write_bytes(_RULES)
        (folder / "edition" / "teikit.toml").write_bytes(_CONFIG)
        return Place(folder)

    def written(self, name: str, data: bytes) -> Path:
        """Return the path of an input that has been written down."""
        path = self.folder / "alone" / name
        path.write_bytes(data)
        return path

    def document(self, data: bytes, schema: str = "edition.odd") -> list[Diagnostic]:
        """Return what is found in a document that belongs to no edition."""
        path = self.written("fuzz.xml", data)
        read_lines.cache_clear()
        standard = Standard(resources.schemas() / schema, path.parent)
        (first, *others) = _results([Task(str(path), standard)])
        if first.unusable or first.unreadable:
            raise WrongError("a schema that is good, or a file that is there, is said not to be")
        return [*first.diagnostics, *(one for each in others for one in each.diagnostics)]

    def edition(self, data: bytes) -> list[Diagnostic]:
        """Return what is found in an edition whose files are pieces of the input."""
        folder = self.folder / "edition"
        for number in range(4):
            (folder / f"{number}.xml").write_bytes(data if number % 2 else data[: len(data) // 2])
        read_lines.cache_clear()
        results = _results(list(tasks_for([folder], Asked())))
        return [one for each in results for one in each.diagnostics]

    def fixes(self, data: bytes) -> list[Diagnostic]:
        """Check that what is put right in a document leaves nothing that could be put right."""
        path = self.written("fuzz.xml", data)
        once = fixed(as_source(path), root=path.parent)
        again = fixed(SourceFile(str(path), once.data, path), root=path.parent)
        if again.changes:
            raise WrongError("what is put right is put right again")
        return []

    def other(self, kind: str, data: bytes) -> Iterable[Diagnostic]:
        """Return what a reader of schemas or settings says."""
        return _READERS[kind](self.written(f"own.{kind}", data))


def _results(tasks: Sequence[Task]) -> list[Result]:
    with Kept(len(tasks)) as kept:
        return list(validated(tasks, kept))


def _schematron(path: Path) -> Iterable[Diagnostic]:
    outcome = load_schematron(as_source(path), root=path.parent)
    if outcome.value is None:
        return outcome.diagnostics
    document = parse_document(as_source(path), root=path.parent).value
    found = [] if document is None else outcome.value.validate(document)
    return (*outcome.diagnostics, *found)


def _odd(path: Path) -> Iterable[Diagnostic]:
    source = as_source(path)
    compiled = compile_odd(source)
    found = list(compiled.diagnostics)
    if compiled.value is not None:
        found.extend(published(compiled.value, nothing, str(path)).diagnostics)
        found.extend(lint(source, compiled.value, today=_TODAY))
    return found


def _relaxng(path: Path) -> Iterable[Diagnostic]:
    outcome = load_relaxng(as_source(path))
    found = (
        []
        if outcome.value is None
        else outcome.value.validate(as_source(path.with_name("part.xml")))
    )
    return (*outcome.diagnostics, *found)


def _xsd(path: Path) -> Iterable[Diagnostic]:
    try:
        schema = load_xsd(path)
    except SchemaError as error:
        return error.diagnostics
    return (*schema.diagnostics, *schema.validate(path, ids=True, root=path.parent))


def _baseline(path: Path) -> Iterable[Diagnostic]:
    try:
        read_baseline(path)
    except BaselineError as error:
        if len(str(error)) > 2000:
            raise WrongError("a message that nobody reads to its end") from error
    return ()


_READERS: Final[Mapping[str, Reader]] = {
    "sch": _schematron,
    "odd": _odd,
    "rng": _relaxng,
    "rnc": _relaxng,
    "xsd": _xsd,
    "toml": lambda path: read_config(path).diagnostics,
    "baseline": _baseline,
}


def transformed(path: Path) -> Iterable[Diagnostic]:
    """Return what is said when a document is turned into text and a page."""
    source = as_source(path)
    return (*convert(source, "text").diagnostics, *convert(source, "html").diagnostics)
