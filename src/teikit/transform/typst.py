"""Typst source to PDF, in a folder of its own that holds nothing but what may be used."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import typst

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome, Severity, has_errors
from teikit.source import Span, span_at
from teikit.transform import fonts

TEMPLATE: Final = "/teikit/template.typ"
USER_FOLDER: Final = "user"
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})

_MAIN: Final = "main.typ"
_PACKAGE_IMPORT: Final = re.compile(r'"@[A-Za-z0-9_-]+/[^"\n]*')
_UNKNOWN_FONT: Final = re.compile(r"unknown font family: (?P<name>.+)")
_SEARCHED: Final = re.compile(r" \(searched at .*\)")
_FILE_NAME: Final = re.compile(r'"([^"\n]+\.typ)"')
_PACKAGE_HINT: Final = (
    "Put the files of the package beside the template and import them by their names."
)
_PLACE: Final = re.compile(r"┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_REPORT: Final = re.compile(r"^(?:error|warning): (?P<message>.*)$", re.MULTILINE)
_MISSING_GLYPH: Final = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Job:
    """Typst source with everything it may use.

    `origin` is the place that diagnostics name where no better one is known; `template` a user's
    own template; `pictures` maps paths below Typst's root to files; `font_paths` are folders.
    `accessible` asks for PDF/UA-1; `timestamp` is in seconds since 1970, None for no date.
    """

    source: str
    origin: Span
    template: Path | None = None
    pictures: Mapping[str, Path] = field(default_factory=dict)
    font_paths: Sequence[Path] = ()
    accessible: bool = True
    timestamp: int = 0


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
    places = _Places(root, job)
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
        return Outcome(None, tuple(places.errors(error)))
    return Outcome(pdf, tuple(places.warnings(warnings)))


@dataclass(frozen=True, slots=True)
class _Places:
    """Puts what Typst reports into diagnostics whose places the user can find."""

    root: Path
    job: Job

    def errors(self, error: typst.TypstError) -> Iterable[Diagnostic]:
        """Return one diagnostic for all missing characters and one for each other error."""
        reports = _split(error.diagnostic) or [error.message]
        glyphs = [match["text"] for report in reports if (match := _MISSING_GLYPH.search(report))]
        if glyphs:
            yield self._missing(glyphs)
        for report in reports:
            if not _MISSING_GLYPH.search(report):
                yield self._error(report, tuple(error.hints))

    def _missing(self, glyphs: Sequence[str]) -> Diagnostic:
        characters = sorted({_unescape(glyph) for glyph in glyphs})
        return Diagnostic(
            "OUT203",
            f"No font has these characters: {fonts.described(characters)}.",
            self.job.origin,
            Severity.WARNING,
            hints=(
                "Put a font that has them into a folder and name the folder as a font path.",
                *fonts.advice(characters),
            ),
        )

    def _error(self, report: str, hints: tuple[str, ...]) -> Diagnostic:
        message = _message(report)
        span = self._span(report)
        if message.startswith("PDF/UA-1 error: "):
            said = message.removeprefix("PDF/UA-1 error: ")
            return Diagnostic(
                "OUT205",
                f"The PDF is not accessible to everyone: {said}.",
                span,
                Severity.WARNING,
                hints,
            )
        if "depth exceeded" in message:
            return Diagnostic(
                "OUT206",
                "Elements are nested too deeply to be set on pages.",
                self.job.origin,
                hints=("Typst sets about 60 levels of elements inside each other.",),
            )
        if _SEARCHED.search(message):
            hints = (*hints, "A template reads only files that lie in its own folder.")
        said = _SEARCHED.sub("", message)
        return Diagnostic("OUT201", f"Typst cannot set the pages: {said}.", span, hints=hints)

    def warnings(self, warnings: Iterable[typst.TypstWarning]) -> Iterable[Diagnostic]:
        """Return a diagnostic for each warning that is not about a font we merely prefer."""
        for warning in warnings:
            family = _UNKNOWN_FONT.match(warning.message)
            if family and family["name"] in fonts.PREFERRED:
                continue
            span = self._span(warning.diagnostic)
            hints = tuple(warning.hints)
            if family:
                span = self._mention(family["name"]) or span
                hints = (*hints, "Name the folder that holds the font as a font path.")
            yield Diagnostic(
                "OUT207", f"Typst warns: {warning.message}.", span, Severity.WARNING, hints
            )

    def _span(self, report: str) -> Span:
        """Return the place in a file of the user's, or the origin where it is in one of ours."""
        for match in _PLACE.finditer(report):
            path = Path(match["file"])
            if USER_FOLDER in path.parts and self.job.template is not None:
                original = self.job.template.parent / path.name
                # Typst counts columns from 0.
                return span_at(str(original), int(match["line"]), int(match["column"]) + 1)
        return span_at(str(self.job.template), 1, 1) if self.job.template else self.job.origin

    def _mention(self, words: str) -> Span | None:
        """Return the first place in the user's template that holds the words in any case."""
        if self.job.template is None:
            return None
        text = self.job.template.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            column = line.lower().find(words)
            if column >= 0:
                return span_at(str(self.job.template), number, column + 1)
        return None


def _split(diagnostic: str) -> list[str]:
    starts = [match.start() for match in _REPORT.finditer(diagnostic)]
    ends = [*starts[1:], len(diagnostic)]
    return [diagnostic[start:end] for start, end in zip(starts, ends, strict=True)]


def _message(report: str) -> str:
    match = _REPORT.match(report)
    return (match["message"] if match else report.strip()).rstrip(".")


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _only_inaccessible(diagnostics: Sequence[Diagnostic]) -> bool:
    return bool(diagnostics) and not has_errors(diagnostics)


def _merged(first: Sequence[Diagnostic], again: Outcome[bytes]) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys((*first, *again.diagnostics)))
