"""`teikit validate --fix`: mistakes put right in the files themselves, where that is certain."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from teikit.cli import console
from teikit.diagnostics import Diagnostic, SchemaError
from teikit.edition.tasks import Asked, tasks_for
from teikit.report.text import count, visible
from teikit.source import DISK, span_at
from teikit.validate.fix import Fixed, fixed
from teikit.validate.fix.diff import unified
from teikit.validate.fix.normal_form import Form
from teikit.validate.fix.replace import replace_file
from teikit.validate.work import Task

if TYPE_CHECKING:
    from teikit.validate.grammar.load import Schema

_NO_GRAMMARS: Final = (".sch", ".isosch", ".xsd")
_FORMS: Final[Mapping[str, Form]] = {"NFC": "NFC", "NFD": "NFD"}
ANYTHING: Final = Asked()


def fix_files(paths: Iterable[Path], asked: Asked = ANYTHING, *, diff: bool = False) -> int:
    """Fix what is safe in the files below `paths`; return the exit code.

    `paths` and `asked` are what `teikit validate` is given. With `diff` nothing is written:
    a unified diff goes to standard output, and the exit code is 1 where there is something to
    fix. Otherwise the files are changed, a line for each goes to standard error, and the code is
    0, so that validation can go on. It is 2 where a file could not be read or written.
    """
    try:
        # Companions are the work of other programs, and checksums of them may be kept.
        tasks = list(tasks_for(paths, replace(asked, companions=False)))
    except SchemaError as error:
        console.show(error.diagnostics)
        return console.COULD_NOT_RUN
    codes = [_fix(task, diff=diff) for task in tasks]
    if console.COULD_NOT_RUN in codes:
        return console.COULD_NOT_RUN
    done = codes.count(console.FINDINGS)
    if done:
        verb = "can be fixed" if diff else "fixed"
        console.told(f"{done:,} of {count(len(codes), 'file')} {verb}.")
    else:
        console.told(f"Nothing in {count(len(codes), 'file')} can be fixed without a decision.")
    return console.FINDINGS if diff and done else console.CLEAN


def _fix(task: Task, *, diff: bool) -> int:
    """Fix a file; return the exit code for it alone, 1 where there was something to fix."""
    try:
        source = DISK.read(task.path)
        standard = task.standard
        result = fixed(
            source,
            schema=_grammar(str(standard.schema)),
            root=standard.root,
            form=_FORMS.get(standard.settings.normal_form),
            wants=standard.selection.for_file(task.path.resolve(), standard.root).wants,
        )
        if not result.changes:
            return console.CLEAN
        if diff:
            _show(result)
        else:
            replace_file(result, task.path)
            console.told(f"{task.name}: {_summary(result)}")
    except OSError as error:
        message = f"The file cannot be fixed: {error.strerror or error}."
        console.show([Diagnostic("XML016", message, span_at(task.name, 1, 1))])
        return console.COULD_NOT_RUN
    return console.FINDINGS


@lru_cache(maxsize=16)
def _grammar(path: str) -> "Schema | None":
    """Return a schema that can find misspelt names; what is wrong with it, validation tells."""
    if path.lower().endswith(_NO_GRAMMARS):
        return None
    from teikit.validate.grammar.load import load_schema

    try:
        return load_schema(path)
    except SchemaError:
        return None


def _show(result: Fixed) -> None:
    # In a pipe, the diff is for programs such as patch.
    on_terminal = sys.stdout.isatty()
    for line in unified(result):
        click.echo(visible(line) if on_terminal else line)


def _summary(result: Fixed) -> str:
    """Return how often each rule was followed, such as “3 × CHR101, 1 × TEI101 fixed”."""
    counts = Counter(change.code for change in result.changes)
    return ", ".join(f"{number} × {code}" for code, number in sorted(counts.items())) + " fixed"
