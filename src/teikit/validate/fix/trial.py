"""Whether a schema finds less to object to when something has been renamed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass
from teikit.source import SourceFile
from teikit.validate.fix.change import Proposal, together
from teikit.validate.fix.lossless import Lossless
from teikit.validate.grammar.load import Schema


@dataclass(frozen=True)
class Trial:
    """A document and the schema that judges it, before and after a change."""

    source: SourceFile
    text: Lossless
    schema: Schema
    root: Path | None

    @cached_property
    def found(self) -> Sequence[Diagnostic]:
        """What the schema objects to in the document as it is."""
        return self._judged(self.source.data)

    def is_better(self, proposals: Sequence[Proposal]) -> bool:
        """Return whether each of the mistakes would be gone and no other have come."""
        data = self.text.edited(together(proposals).edits)
        if data is None:
            return False
        mistakes = sum(one.edits[0].code != "SCH101" for one in proposals)
        return _errors(self._judged(data)) <= _errors(self.found) - mistakes

    def _judged(self, data: bytes) -> Sequence[Diagnostic]:
        source = replace(self.source, data=data)
        return self.schema.validate(source, ids=False, root=self.root)


def _errors(found: Sequence[Diagnostic]) -> int:
    return sum(one.severity is Severity.ERROR for one in found)
