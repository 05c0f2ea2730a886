"""Rules ready to check documents: a screen, and what it takes to apply those it lets through."""

from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.schematron.findings.chosen import chosen
from teikit.schematron.findings.consulted import Consulted
from teikit.schematron.findings.legend import Legend
from teikit.schematron.screening.direct import Direct
from teikit.schematron.screening.screen import Screen
from teikit.schematron.xslt.stylesheet import Stylesheet
from teikit.xml.inventory import Inventory
from teikit.xml.parse import Document

# With documents that the rules have nothing to say about, SaxonC is not needed.
if TYPE_CHECKING:
    from collections.abc import Mapping

    from teikit.schematron.xslt.run import Runner
    from teikit.xml.saxon_nodes import Program

_MOST_PROGRAMS = 4
_MOST_STOPS = 3


@dataclass
class Rules:
    """The rules of a schema; files they name are read from `root` and the document's own root.

    Those that run `apart` do so in another process, which is stopped where it takes too long. Where
    documents choose their phase, there are rules `by_phase`, and these only ask for it.
    """

    stylesheet: Stylesheet
    legend: Legend
    screen: Screen
    direct: Direct
    root: Path | None = None
    trusted: bool = False
    apart: bool = False
    by_phase: "Mapping[str, Rules]" = field(default_factory=dict)
    _programs: dict[frozenset[int], "Program"] = field(default_factory=dict)
    _stops: int = 0

    @property
    def names(self) -> frozenset[str]:
        """What the constraints are called."""
        if self.by_phase:
            return frozenset().union(*(one.names for one in self.by_phase.values()))
        return frozenset(one.name for one in self.legend.assertions)

    def run_apart(self, apart: bool) -> None:
        """Say whether they are to run in another process."""
        self.apart = apart
        for one in self.by_phase.values():
            one.run_apart(apart)

    def check(
        self,
        document: Document,
        inventory: Inventory | None = None,
        consulted: Consulted | None = None,
    ) -> list[Diagnostic]:
        """Return what the rules find in a document, at line and column of the nodes concerned.

        Which other files they read for it is noted in `consulted`.
        """
        found = self._found(document, inventory, consulted)
        if not self.by_phase:
            return found
        phase, others = chosen(found, tuple(self.by_phase))
        return [*others, *self.by_phase[phase].check(document, inventory, consulted)]

    def _found(
        self, document: Document, inventory: Inventory | None, consulted: Consulted | None
    ) -> list[Diagnostic]:
        patterns = self.screen.candidates(document, inventory)
        if not patterns:
            return []
        found = self.direct.check(document, patterns, self.legend)
        return self.run(document, patterns, consulted) if found is None else found

    def run(
        self,
        document: Document,
        patterns: frozenset[int],
        consulted: Consulted | None = None,
    ) -> list[Diagnostic]:
        """Return what some patterns, and perhaps others with them, find in a document."""
        from teikit.schematron.findings.diagnose import diagnose
        from teikit.schematron.xslt.run import stopped
        from teikit.xml.saxon_apart import StoppedError

        consulted = consulted or Consulted()
        consulted.place_matters = True  # XPath tells them where the document lies
        try:
            if self._stops == _MOST_STOPS:
                raise StoppedError
            program = self._program(patterns)
            results, subjects = self._runner.run(program, document, everything=False)
        except StoppedError as error:
            self._stops = min(self._stops + 1, _MOST_STOPS)
            consulted.is_complete = False
            return [stopped(document, str(error))]
        consulted.take(subjects.others.values(), all_there=not subjects.refused)
        if isinstance(results, Diagnostic):
            return [results]
        return list(diagnose(results, self.legend, subjects))

    @cached_property
    def _runner(self) -> "Runner":
        from teikit.schematron.xslt.run import Runner

        return Runner(self.root)

    def _program(self, patterns: frozenset[int]) -> "Program":
        """Return a program that has all these patterns; few are ever compiled."""
        fitting = [known for known in self._programs if known >= patterns]
        if fitting:
            return self._programs[min(fitting, key=len)]
        if len(self._programs) == _MOST_PROGRAMS - 1:
            patterns = frozenset(range(len(self.legend.patterns)))
        self._programs[patterns] = self._compiled(patterns)
        return self._programs[patterns]

    def _compiled(self, patterns: frozenset[int]) -> "Program":
        from teikit.xml.saxon_apart import compile_apart
        from teikit.xml.saxon_nodes import Program, compile_program

        text = self.stylesheet.text(patterns)
        if self.apart and not self.trusted:
            program = compile_apart(text)
        else:
            program = compile_program(text, trusted=self.trusted)
        if not isinstance(program, Program):
            msg = f"a stylesheet that has been compiled before cannot be: {program[0].message}"
            raise RuntimeError(msg)
        return program
