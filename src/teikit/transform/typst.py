"""Typst source to PDF, in a folder of its own that holds nothing but what may be used."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import typst

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome, has_errors
from teikit.source import Span, span_at
from teikit.transform import fonts
from teikit.transform.typst_reports import USER_FOLDER, Reports, nowhere

TEMPLATE: Final = "/teikit/template.typ"
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})

_MAIN: Final = "main.typ"
_PACKAGE_IMPORT: Final = re.compile(r'"@[A-Za-z0-9_-]+/[^"\n]*')
_FILE_NAME: Final = re.compile(r'"([^"\n]+\.typ)"')
_PACKAGE_HINT: Final = (
    "Put the files of the package beside the template and import them by their names."
)


@dataclass(frozen=True, slots=True)
class Job:
    """Typst source with everything it may use.

    `origin` is the place that diagnostics name where no better one is known; `template` a user's
    own template; `pictures` maps paths below Typst's root to files; `font_paths` are folders.
    `accessible` asks for PDF/UA-1; `timestamp` is in seconds since 1970; `locate` returns the
    place in a document that has a character.
    """

    source: str
    origin: Span
    template: Path | None = None
    pictures: Mapping[str, Path] = field(default_factory=dict)
    font_paths: Sequence[Path] = ()
    accessible: bool = True
    timestamp: int = 0
    locate: Callable[[str], Span | None] = nowhere


def template_path(template: Path | None) -> str:
    """Return where a template is found from Typst's root; None is teikit's own."""
    return TEMPLATE if template is None else f"/{USER_FOLDER}/{template.name}"


def set_pages(job: Job) -> Outcome[bytes]:
    """Return a PDF.

    Where the fonts lack characters, or something else keeps the PDF from being accessible, it is
    set without that promise, with a warning.
    """
    refused = tuple(_refused_imports(job.template))
    if refused:
        return Outcome(None, refused)
    with tempfile.TemporaryDirectory(prefix="teikit-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        problem = _lay_out(job, root)
        if problem is not None:
            return Outcome(None, (problem,))
        outcome = _compile(job, root, accessible=job.accessible)
        if outcome.value is not None or not _only_inaccessible(outcome.diagnostics):
            return outcome
        again = _compile(job, root, accessible=False)
        return Outcome(again.value, _merged(outcome.diagnostics, again))


def picture_problem(path: Path, suffix: str) -> str:
    """Return why Typst cannot set a picture; empty where it can."""
    with tempfile.TemporaryDirectory(prefix="teikit-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        name = f"picture{suffix}"
        shutil.copyfile(path, root / name)
        (root / _MAIN).write_text(f'#image("{name}")\n', encoding="utf-8")
        try:
            typst.compile(str(root / _MAIN), root=str(root), ignore_system_fonts=True)
        except typst.TypstError as error:
            return error.message
    return ""


def _lay_out(job: Job, root: Path) -> Diagnostic | None:
    shutil.copytree(
        resources.xslt() / "typst", root / "teikit", ignore=shutil.ignore_patterns("*.xsl")
    )
    (root / "packages").mkdir()
    (root / _MAIN).write_text(job.source, encoding="utf-8")
    for name, path in job.pictures.items():
        target = root / name.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return _lay_out_template(job.template, root / USER_FOLDER) if job.template else None


def _lay_out_template(template: Path, folder: Path) -> Diagnostic | None:
    folder.mkdir()
    try:
        for path in _beside(template):
            shutil.copyfile(path, folder / path.name)
    except OSError as error:
        reason = error.strerror or str(error)
        return Diagnostic(
            "OUT204",
            f"The Typst template {template.name} cannot be read: {reason}.",
            span_at(str(template), 1, 1),
            hints=("Check the path of the template.",),
        )
    return None


def _beside(template: Path) -> Iterable[Path]:
    """Return a template and the files in its folder that it may use."""
    yield template
    for path in sorted(template.parent.iterdir()):
        usable = path.suffix.lower() in PICTURES | {".typ"} and path.name != template.name
        if usable and path.is_file() and not path.is_symlink():
            yield path


def _refused_imports(template: Path | None) -> Iterable[Diagnostic]:
    """Find imports of packages, which Typst would fetch from the network."""
    if template is None or not template.parent.is_dir():
        return
    for path in _imported(template):
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            for match in _PACKAGE_IMPORT.finditer(line):
                yield Diagnostic(
                    "OUT202",
                    f"The template asks for the package {match.group()[1:]}, "
                    "which would have to be fetched from the network.",
                    span_at(str(path), number, match.start() + 1),
                    hints=(_PACKAGE_HINT,),
                )


def _imported(template: Path) -> Iterable[Path]:
    """Return a template and the files beside it that it imports, directly or not."""
    waiting, seen = [template], set[Path]()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        yield path
        names = _FILE_NAME.findall(path.read_text(encoding="utf-8", errors="replace"))
        waiting.extend(template.parent / Path(name).name for name in names)


def _compile(job: Job, root: Path, *, accessible: bool) -> Outcome[bytes]:
    reports = Reports(job.origin, job.template, job.locate)
    folders = [str(path) for path in (*job.font_paths, *fonts.bundled())]
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(root / _MAIN),
            root=str(root),
            font_paths=folders,
            ignore_system_fonts=True,
            pdf_standards=["ua-1"] if accessible else [],
            package_path=str(root / "packages"),
            package_cache_path=str(root / "packages"),
            timestamp=job.timestamp,
            format="pdf",
        )
    except typst.TypstError as error:
        return Outcome(None, tuple(dict.fromkeys(reports.errors(error))))
    return Outcome(pdf, tuple(dict.fromkeys(reports.warnings(warnings))))


def _only_inaccessible(diagnostics: Sequence[Diagnostic]) -> bool:
    return bool(diagnostics) and not has_errors(diagnostics)


def _merged(first: Sequence[Diagnostic], again: Outcome[bytes]) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys((*first, *again.diagnostics)))
