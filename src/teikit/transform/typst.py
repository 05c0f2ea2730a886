"""Typst source to PDF, in a folder of its own that holds nothing but what may be used."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Final

import typst

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome, Severity, has_errors
from teikit.records import dataclass
from teikit.source import Span, span_at
from teikit.transform import fonts
from teikit.transform.typst_reports import USER_FOLDER, Reports, nowhere
from teikit.transform.typst_template import lay_out_template, refused_imports

TEMPLATE: Final = "/teikit/template.typ"

_MAIN: Final = "main.typ"


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
    refused = tuple(refused_imports(job.template) if job.template else ())
    if refused:
        return Outcome(None, refused)
    with tempfile.TemporaryDirectory(prefix="teikit-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        problem = _lay_out(job, root)
        if problem is not None:
            return Outcome(None, (problem,))
        outcome = _set(job, root)
    missing = (_no_folder(path) for path in job.font_paths if not path.is_dir())
    return Outcome(outcome.value, (*missing, *outcome.diagnostics))


def _set(job: Job, root: Path) -> Outcome[bytes]:
    outcome = _compile(job, root, accessible=job.accessible)
    if outcome.value is not None or not _only_inaccessible(outcome.diagnostics):
        return outcome
    again = _compile(job, root, accessible=False)
    return Outcome(again.value, _merged(outcome.diagnostics, again))


def _no_folder(path: Path) -> Diagnostic:
    return Diagnostic(
        "OUT210",
        "This folder of fonts does not exist.",
        span_at(str(path), 1, 1),
        Severity.WARNING,
        hints=("Correct the font path; it names a folder, not a font file.",),
    )


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
    return lay_out_template(job.template, root / USER_FOLDER) if job.template else None


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
