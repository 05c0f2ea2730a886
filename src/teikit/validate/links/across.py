"""What is wrong with a document's pointers to other files, in words and at its place."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.validate.links import words
from teikit.validate.links.address import Scope
from teikit.validate.links.dead import MANY
from teikit.validate.links.files import Files
from teikit.validate.links.judge import Problem
from teikit.validate.links.verdicts import Verdicts
from teikit.validate.links.walk import ID, Pointer
from teikit.xml.parse import Document, elements

if TYPE_CHECKING:
    from teikit.validate.links.external import Answer


@dataclass(slots=True)
class Across:
    """Puts into words what is wrong with the pointers of one document to other files."""

    document: Document
    files: Files
    verdicts: Verdicts
    answers: "Mapping[str, Answer]"
    _schemes: dict[str, list[Pointer]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[str, list[Pointer]] = field(default_factory=lambda: defaultdict(list))
    _missing: dict[str, list[Pointer]] = field(default_factory=lambda: defaultdict(list))

    def findings(self, pointers: Iterator[Pointer]) -> Iterator[Diagnostic]:
        """Yield what is wrong with these pointers, in no particular order."""
        for one in pointers:
            if one.address.scope is Scope.FILE:
                yield from self._to_file(one)
            elif one.address.scope is Scope.UNDECLARED:
                self._schemes[one.address.target].append(one)
            elif one.address.scope is Scope.WEB and one.address.target in self.answers:
                yield self.answers[one.address.target].said(one.text, one.place(self.document))
        yield from self._told_once()

    def _to_file(self, one: Pointer) -> Iterator[Diagnostic]:
        target, fragment = one.address.target, one.address.fragment
        problem = self.verdicts.problem(target, hash(fragment), one.pair)
        # @url is always a file's, never an element's.
        if problem is Problem.NO_HASH and "/" not in one.text and one.attribute != "url":
            self._words[one.pair].append(one)
        elif problem in (Problem.NO_FILE, Problem.NO_HASH):
            self._missing[one.pair].append(one)
        elif problem is not None:
            yield self._said(problem, one)

    def _said(self, problem: Problem, one: Pointer) -> Diagnostic:
        place, target, fragment = (
            one.place(self.document),
            one.address.target,
            one.address.fragment,
        )
        match problem:
            case Problem.NO_ENTRY:
                near = self.files.nearest(target).to(fragment)
                return words.no_entry(one.text, target, fragment, near, place)
            case Problem.NO_DOCUMENT:
                return words.no_document(one.text, self._near(target), place)
            case Problem.KIND:
                element = self.verdicts.element(target, fragment)
                return words.wrong_kind(one.text, one.pair, element, place)
            case Problem.OTHER_CASE:
                return words.other_case(one.text, self._near(target) or "", place)
            case Problem.UNREADABLE:
                return words.unreadable(one.text, target, place)
            case _:
                return words.refused(one.text, place)

    def _near(self, target: str) -> str | None:
        return self.files.presence(target).name

    def _told_once(self) -> Iterator[Diagnostic]:
        for scheme, group in self._schemes.items():
            first = group[0]
            others = len(group) - 1
            yield words.undeclared(first.text, scheme, others, first.place(self.document))
        if self._words:
            here = {one.get(ID) for one in elements(self.document.tree.getroot())}
            for group in self._words.values():
                yield from self._without_hash(group, here)
        for group in self._missing.values():
            yield from self._not_there(group)

    def _without_hash(
        self, group: list[Pointer], here: Collection[str | None]
    ) -> Iterator[Diagnostic]:
        known = [one for one in group if one.text in here]
        unknown = [one for one in group if one.text not in here]
        for part in (known, unknown):
            if part:
                first = part[0]
                place = first.place(self.document)
                is_known = part is known
                yield words.no_hash(first.text, is_known, len(part) - 1, first.pair, place)

    def _not_there(self, group: list[Pointer]) -> Iterator[Diagnostic]:
        if len({one.address.target for one in group}) > MANY:
            first = group[0]
            others = len(group) - 1
            yield words.no_files(first.text, others, first.pair, first.place(self.document))
            return
        for one in group:
            near = self._near(one.address.target)
            if near and "\\" in one.text:
                near = one.text.replace("\\", "/")
            yield words.no_file(one.text, near, one.place(self.document))
