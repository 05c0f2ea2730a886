"""Mutants of a schema's documents, and where the two verdicts on them differ."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree
from tools.mutation.edits import Element, mutate
from tools.mutation.jing import Finding, judge
from tools.mutation.seeds import SchemaCase, Seed, data_of, seeds_of
from tools.mutation.words import words_of

from teikit import Schema, load_schema
from teikit.diagnostics import Diagnostic, Severity
from teikit.source import as_source

TEXT_CODES: Final = frozenset({"TEI120", "TEI121"})

Judge = Callable[[bytes], Finding | None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed document: of which seed, what was done to it, and what came of it."""

    seed: str
    edits: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Compared:
    """A mutant and what is first wrong with it, according to both (None: it is valid)."""

    mutant: Mutant
    ours: Finding | None
    jings: Finding | None

    @property
    def same_verdict(self) -> bool:
        """Whether both accept it, or neither does."""
        return (self.ours is None) == (self.jings is None)

    @property
    def same_line(self) -> bool:
        """Whether the first mistake is on the same line for both."""
        if self.ours is None or self.jings is None:
            return self.ours is self.jings
        return self.ours.line == self.jings.line

    @property
    def same_line_shown(self) -> bool:
        """Whether a user is told jing's line."""
        shown = self.ours.shown if self.ours else None
        return self.same_line if shown is None or self.jings is None else shown == self.jings.line

    @property
    def line_explained(self) -> bool:
        """Whether the lines are the same, or jing's lies within the text that both object to.

        The parser hands text to jing in pieces, and jing tells the end of the piece it stopped at.
        """
        if self.same_line or self.ours is None or self.jings is None:
            return self.same_line
        begins = self.ours.shown
        return begins is not None and begins <= self.jings.line <= self.ours.line

    @property
    def signature(self) -> tuple[str, str]:
        """What kinds of mistake the two see: equal for differences with the same cause."""
        return kind_of(self.ours), kind_of(self.jings)


def kind_of(finding: Finding | None) -> str:
    """Return a finding's code or message without the names in it.

    >>> kind_of(Finding(3, 'element "p" not allowed here; expected element "q"'))
    'element not allowed here'
    """
    if finding is None:
        return "valid"
    return re.sub(r' "[^"]*"', "", finding.message.partition("; ")[0])


def compare(
    case: SchemaCase, count: int, seed: str, jar: Path, folder: Path
) -> tuple[list[Compared], Judge]:
    """Return mutants of a schema's documents as both judge them, and our judge."""
    random = Random(f"{seed} {case.name}")  # noqa: S311 - the same seed gives the same mutants
    loaded = load_schema(case.schema)
    ours = our_judge(loaded)
    seeds = seeds_of(case, random, lambda data: loaded.grammar.validate(as_source(data), ids=False))
    mutants = mutants_of(seeds, count, random, case.schema) if seeds else []
    paths = written([mutant.data for mutant in mutants], folder)
    jings: Mapping[Path, Finding] = judge(jar, case.schema, paths) if paths else {}
    compared = [
        Compared(mutant, ours(mutant.data), jings.get(path))
        for mutant, path in zip(mutants, paths, strict=True)
    ]
    return compared, ours


def our_judge(loaded: Schema) -> Judge:
    """Return what tells the first mistake of a document; ID checks are off."""

    def first(data: bytes) -> Finding | None:
        judged = loaded.grammar.validate(as_source(data), ids=False)
        found = _first_line(judged)
        if found is None or found.message not in TEXT_CODES:
            return found
        shown = _first_line(loaded.validate(data, ids=False))
        return replace(found, shown=shown.line if shown else None)

    return first


def _first_line(diagnostics: Sequence[Diagnostic]) -> Finding | None:
    for one in diagnostics:
        if one.severity is Severity.ERROR:
            return Finding(one.span.start.line, one.code)
    return None


def mutants_of(seeds: Sequence[Seed], count: int, random: Random, schema: Path) -> list[Mutant]:
    """Return the seeds themselves and mutants of them, `count` in all."""
    words = words_of(schema)
    mutants = [Mutant(seed.name, "nothing", data_of(seed.root)) for seed in seeds][:count]
    while len(mutants) < count:
        seed = random.choice(seeds)
        root = deepcopy(seed.root)
        edits = mutate(root, random, words)
        mutants.append(Mutant(seed.name, edits, data_of(root)))
    return mutants


def written(documents: Sequence[bytes], folder: Path) -> list[Path]:
    """Write documents as numbered files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:05}.xml" for number in range(len(documents))]
    for path, data in zip(paths, documents, strict=True):
        path.write_bytes(data)
    return paths


def parsed(data: bytes) -> Element:
    """Return the tree of a mutant."""
    return etree.fromstring(data, etree.XMLParser(huge_tree=True, collect_ids=False))
