"""What `teikit validate` does with findings: report them, leave out known ones, or record them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from teikit.cli import console
from teikit.diagnostics import Diagnostic, Severity
from teikit.report import text
from teikit.report.checked import Checked, Tally, counted
from teikit.report.packed import Packer

if TYPE_CHECKING:
    from teikit.validate.baseline import Baseline

Failed = Callable[[], bool]
"""Returns whether something could not be used, once all files have passed."""


class Reporter:
    """Where and how a report is given; `tally` counts what is reported.

    `given` is what was written, packed; None where that is too much to be kept.
    """

    def __init__(self, output_format: str, output: Path | None, *, everything: bool) -> None:
        self.tally = Tally()
        self.given: str | None = None
        self._repeated_errors = 0
        self._format = output_format
        self._output = output
        self._everything = everything

    def manner(self) -> tuple[object, ...]:
        """Return what the look of a report depends on, apart from what is reported."""
        colour = console.has_colour(sys.stdout.isatty())
        return self._format, self._output is None, self._everything, colour, str(Path.cwd())

    def spare(self, paths: Iterable[Path]) -> None:
        """End before a report takes the place of a file that it is about."""
        output = self._output
        if output is None or not output.is_file():
            return
        if any(path.name == output.name and path.samefile(output) for path in paths):
            console.fail(f"{output} is one of the files; choose another name with -o.")

    def cannot_run(self, diagnostics: Sequence[Diagnostic]) -> NoReturn:
        """Report why there is nothing to be checked, and end."""
        self.report([Checked(None, diagnostics)])
        sys.exit(console.COULD_NOT_RUN)

    def report(self, files: Iterable[Checked]) -> None:
        """Report on files as they come."""
        self._give(self._recorded(self._pieces(counted(files, self.tally))))
        if self._output is not None:
            console.told(f"{self.sentence()} Wrote {self._output}")

    @property
    def errors(self) -> int:
        """How many errors are reported."""
        return self._repeated_errors or self.tally.of(Severity.ERROR)

    def sentence(self) -> str:
        """Return what was checked and found, in a sentence."""
        return text.sentence(self.tally)

    def repeat(self, report: Sequence[str], errors: int, sentence: str) -> None:
        """Give a report once more that was given before."""
        self._repeated_errors = errors
        self._give(report)
        if self._output is not None:
            console.told(f"{sentence} Wrote {self._output}")

    def _give(self, pieces: Iterable[str]) -> None:
        printed = self._output is None and self._format == "text"
        with console.saying() if printed else console.report_to(self._output) as write:
            for piece in pieces:
                write(piece)

    def _recorded(self, pieces: Iterable[str]) -> Iterator[str]:
        """Pass the pieces of a report on and keep them in `given`, unless they are too many."""
        packer = Packer()
        for piece in pieces:
            packer.add(piece)
            yield piece
        self.given = packer.text()

    def _pieces(self, files: Iterable[Checked]) -> Iterator[str]:
        if self._format != "text":
            from teikit.report.formats import FORMATS

            return FORMATS[self._format](files, self.tally)
        if self._output is None:
            return self._blocks(files, colour=console.has_colour(sys.stdout.isatty()))
        return (f"{block}\n" for block in self._blocks(files, colour=False))

    def _blocks(self, files: Iterable[Checked], *, colour: bool) -> Iterator[str]:
        return text.report(files, self.tally, colour=colour, everything=self._everything)


def known_findings(path: Path) -> "Baseline":
    """Return the baseline in a file, an empty one where there is no file yet."""
    from teikit.validate.baseline import baseline_beside, read_baseline

    return read_baseline(path) if path.is_file() else baseline_beside(path)


def unknown(known: "Baseline", files: Iterable[Checked]) -> Iterator[Checked]:
    """Pass files on without the findings that are known."""
    for one in files:
        yield Checked(one.name, known.unknown(one.diagnostics, one.name))


def tell_known(known: "Baseline", path: Path) -> None:
    """Say how much was left out, and whether the baseline should be written anew."""
    sentences = [f"{text.count(known.met, 'finding')} not shown: known from {path}."]
    gone = known.gone()
    if gone:
        are = "is" if gone == 1 else "are"
        sentences.append(
            f"{gone:,} of those in {path} {are} gone: bring it up to date with "
            f"--write-baseline {path}"
        )
    console.told(" ".join(sentences))


def record(known: "Baseline", path: Path, files: Iterable[Checked], failed: Failed) -> None:
    """Write a baseline, in which files that are not checked this time keep what is known."""
    from teikit.validate.baseline import as_json

    for one in files:
        known.note(one.diagnostics, one.name)
    if failed():
        console.fail(
            f"{path} was not written, since a schema or a file cannot be used. Validate without "
            "--write-baseline to see why."
        )
    renewed = known.renewed()
    with console.report_to(path) as write:
        for piece in as_json(renewed):
            write(piece)
    files_with = len({entry.file for entry in renewed})
    console.told(
        f"Wrote {path}: {text.count(renewed.total(), 'finding')} in "
        f"{text.count(files_with, 'file')}. From now on, validate with --baseline {path}"
    )
