"""A user's Typst template, and the files in its folder that it names."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.source import span_at

_FILE_NAME: Final = re.compile(r'"([^"\n]+\.(?:typ|png|jpe?g|gif|svg|webp))"', re.IGNORECASE)
_PACKAGE_IMPORT: Final = re.compile(r'"@[A-Za-z0-9_-]+/[^"\n]*')
_PACKAGE_HINT: Final = (
    "Put the files of the package beside the template and import them by their names."
)


def files_of(template: Path) -> Iterable[Path]:
    """Return a template and the .typ files and pictures it names, directly or not.

    Only files inside the template's folder count, however they are named.
    """
    folder = template.parent.resolve()
    waiting, seen = [folder / template.name], set[Path]()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_relative_to(folder) or not path.is_file():
            continue
        seen.add(path)
        yield template.parent / path.relative_to(folder)
        if path.suffix.lower() == ".typ":
            names = _FILE_NAME.findall(_text(path))
            waiting.extend((path.parent / name).resolve() for name in names)


def lay_out_template(template: Path, folder: Path) -> Diagnostic | None:
    """Copy a template and the files it names into a folder; return why that is not possible."""
    try:
        # Read first, so that a template that is not there is said to be so.
        template.read_bytes()
        for path in files_of(template):
            target = folder / path.relative_to(template.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    except OSError as error:
        reason = error.strerror or str(error)
        return Diagnostic(
            "OUT204",
            f"The Typst template {template.name} cannot be read: {reason}.",
            span_at(str(template), 1, 1),
            hints=("Check the path of the template.",),
        )
    return None


def refused_imports(template: Path) -> Iterable[Diagnostic]:
    """Return a diagnostic for each package, which Typst would fetch from the network."""
    for path in files_of(template):
        if path.suffix.lower() != ".typ":
            continue
        for number, line in enumerate(_text(path).splitlines(), start=1):
            for match in _PACKAGE_IMPORT.finditer(line):
                yield Diagnostic(
                    "OUT202",
                    f"The template asks for the package {match.group()[1:]}, "
                    "which would have to be fetched from the network.",
                    span_at(str(path), number, match.start() + 1),
                    hints=(_PACKAGE_HINT,),
                )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
