"""The same report once more, where nothing has changed that it rests on."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from teikit.report.packed import unpacked

if TYPE_CHECKING:
    from teikit.cli.reporting import Failed, Reporter
    from teikit.report.checked import Checked
    from teikit.validate.kept import Kept
    from teikit.validate.work import Task


def report_or_repeat(
    reporter: "Reporter",
    files: Iterable["Checked"],
    tasks: Sequence["Task"],
    kept: "Kept",
    failed: "Failed",
) -> None:
    """Report on files; where that was done before and all is as it was, say the same again."""
    key = kept.key_of_all(tasks, reporter.manner())
    known = None if key is None else kept.find_all(key)
    if known is not None and _repeated(reporter, known):
        return
    reporter.report(files)
    # Only now it is known what the schemas are made of.
    key = kept.key_of_all(tasks, reporter.manner())
    if key is None or failed() or reporter.given is None:
        return
    kept.note_all(key, [reporter.given, reporter.errors, reporter.sentence()])


def _repeated(reporter: "Reporter", known: Any) -> bool:
    try:
        packed, errors, sentence = known
        report = list(unpacked(packed))
        errors = int(errors)
        if not isinstance(sentence, str):
            return False
    except (TypeError, ValueError):
        return False
    reporter.repeat(report, errors, sentence)
    return True
