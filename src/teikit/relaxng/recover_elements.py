"""Elements that may not come, and content that ends too early: what to say, how to go on."""

from collections.abc import Sequence
from itertools import chain, islice
from typing import Final

from teikit.names import TEI
from teikit.relaxng import expect
from teikit.relaxng.automaton import Automaton, Child, State
from teikit.relaxng.expect import tag
from teikit.relaxng.finding import Finding, Reporter, Words
from teikit.relaxng.forced import Marked, Renamed
from teikit.relaxng.knowledge import Knowledge, by_custom, nearest_first, resembling
from teikit.relaxng.nameclass import local_name, namespace_of
from teikit.relaxng.wording import FIRST, listed, nearest, one_of

_SURE: Final = 0.8
_FEW: Final = 6
_EARLIER_ROOTS: Final = frozenset({"TEI.2", "teiCorpus.2"})
_EARLIER: Final = (
    "This is a document of TEI P4, the version before 2007, and teikit reads P5. Convert it first: "
    "much has changed since, and all elements need the namespace of the TEI."
)


class ElementRecovery:
    """Deals with elements in the wrong places."""

    def __init__(self, automaton: Automaton, knowledge: Knowledge, reporter: Reporter) -> None:
        self._automaton = automaton
        self._knowledge = knowledge
        self._reporter = reporter
        self._wrong_namespaces: set[str] = set()

    def element(self, state: State, name: str) -> Child:
        """Report an element that may not come here; return how to read it all the same."""
        if name not in self._automaton.index[0]:
            return self._unknown(state, name)
        return self._skipped(state, name, name) or self._misplaced(state, name, name)

    def _unknown(self, state: State, name: str) -> Child:
        allowed = self._knowledge.allowed(state)
        namesakes = self._knowledge.namesakes(name)
        if namesakes:
            meant = next((each for each in namesakes if each in allowed), namesakes[0])
            self._wrong_namespace(name, meant)
            child = state.child(meant)
            if child is not None:
                return Renamed(child, name)
            return self._skipped(state, name, meant) or self._misplaced(state, name, meant)
        kind = "unknown-element" if self._reporter.stack else "wrong-root"
        finding = self._reporter.about(kind, name)
        if self._reporter.advice(finding):
            # The name is right, so nothing else was meant.
            self._report_unknown(finding, state, None, [])
            return self._rejected(state, name, name)
        here = resembling(name, allowed)
        other = here or resembling(name, self._knowledge.elements, at_least=_SURE)
        hints = [f"Did you mean {self._knowledge.glossed(other)}?"] if other else []
        if other and not here:
            hints += self._places_for(state, other)
        if name in _EARLIER_ROOTS and not self._reporter.stack:
            hints = [_EARLIER]
        self._report_unknown(finding, state, other, hints)
        child = state.child(here) if here else None
        if child is not None:
            return Renamed(child, name)
        return self._rejected(state, name, name)

    def _report_unknown(
        self, finding: Finding, state: State, meant: str | None, hints: Sequence[str]
    ) -> None:
        name = finding.element
        expected: Sequence[str] = self._knowledge.possible(state)
        if meant:
            expected = nearest(tag(name), expected)
        message = f"The schema has no element {tag(name)}"
        message += "." if meant else _can_stand(expected)
        if not self._reporter.stack:
            message = _not_a_root(name, expected)
        self._reporter.report(finding, Words(message, expected, hints))

    def _rejected(self, state: State, name: str, meant: str) -> Child:
        marked = self._reporter.marked()
        if marked is not None:
            marked.told_child = True
        return self._knowledge.forced(state, name, meant)

    def _wrong_namespace(self, name: str, meant: str) -> None:
        namespace, right = namespace_of(name), namespace_of(meant)
        if namespace in self._wrong_namespaces:
            return
        # Everything below an element with the wrong namespace has it too: that is one mistake.
        self._wrong_namespaces.add(namespace)
        which = "the TEI namespace" if right == TEI else f"the namespace “{right}”"
        message = f"{tag(local_name(name))} is not in {which}."
        if namespace:
            hint = f"Its namespace is “{namespace}”; it should be “{right}”."
        else:
            hint = f'Write <{local_name(name)} xmlns="{right}">.'
        finding = self._reporter.about("wrong-namespace", name)
        self._reporter.report(finding, Words(message, (tag(meant),), (hint,)))

    def _skipped(self, state: State, name: str, meant: str) -> Child | None:
        child = self._knowledge.skipping(state, meant)
        if child is None:
            return None
        finding = self._reporter.about("element-too-early", name)
        marked = self._reporter.marked()
        if marked is None or not marked.told_child:
            where = self._reporter.inside()
            key = finding.kind, state, name, where
            words = self._knowledge.words(key, lambda: self._skipped_words(state, name, where))
            self._reporter.report(finding, words)
        return child if meant == name else Renamed(child, name)

    def _skipped_words(self, state: State, name: str, where: str) -> Words:
        possible = self._knowledge.possible(state)
        # What may be left out altogether may still be what has to come before.
        wanted = _needed(state) or possible
        message = f"{tag(name)} comes too early{where}: before it must come {one_of(wanted)}."
        return Words(message, tuple(nearest_first(possible, wanted)))

    def _misplaced(self, state: State, name: str, meant: str) -> Child:
        if not self._reporter.stack:
            expected = self._knowledge.possible(state)
            finding = self._reporter.about("wrong-root", name)
            self._reporter.report(finding, Words(_not_a_root(name, expected), expected))
            return self._knowledge.forced(state, name, meant)
        finding = self._reporter.about("misplaced-element", name)
        parent = self._reporter.stack[-1]
        key = finding.kind, state, parent.opening, finding.ancestors, name, meant
        words = self._knowledge.words(key, lambda: self._misplaced_words(state, name, meant))
        self._reporter.report(finding, words)
        return self._rejected(state, name, meant)

    def _misplaced_words(self, state: State, name: str, meant: str) -> Words:
        possible = self._knowledge.possible(state)
        if self._elsewhere(meant):
            where = f"is allowed in {tag(self._reporter.stack[-1].name)}, but not here or not again"
            return Words(f"{tag(name)} {where}{_can_stand(possible)}", possible)
        message = f"{tag(name)} is not allowed here{self._reporter.inside()}{_can_stand(possible)}"
        return Words(message, possible, tuple(self._places_for(state, meant)))

    def _elsewhere(self, name: str) -> bool:
        """Return whether the open element can have a child of that name at another place."""
        slots = self._reporter.stack[-1].opening.slots if self._reporter.stack else ()
        return any(name in self._knowledge.children(slot) for slot in slots)

    def _places_for(self, state: State, name: str) -> list[str]:
        """Return hints that say where an element would be allowed."""
        if self._elsewhere(name):
            return [
                f"{tag(name)} is allowed at another place in {tag(self._reporter.stack[-1].name)}."
            ]
        parents = self._knowledge.parents(name)
        if not parents:
            return []
        wrappers = self._knowledge.wrappers(state, name)
        if wrappers and len(wrappers) <= _FEW:
            inside_of = listed([self._knowledge.glossed(each) for each in wrappers])
            return [f"Put it into {inside_of}, which can stand here."]
        near = dict.fromkeys(each for each in self._reporter.ancestors() if each in parents)
        ordered = chain(near, (each for each in parents if each not in near))
        first = [tag(each) for each in islice(ordered, FIRST)]
        places = listed(first, last="and", count=len(parents))
        return [f"{tag(name)} is allowed in {places}."]

    def incomplete(self, child: Child, state: State) -> State:
        """Report content that ends too early; return the parent's state after the element."""
        following = child.followed((1 << len(state.slots)) - 1)
        # Probably the child that was refused is the one that is missing.
        if isinstance(child, Marked) and child.told_child:
            return following
        finding = self._reporter.about("incomplete-element", child.name)
        key = finding.kind, state, child.name
        words = self._knowledge.words(key, lambda: self._incomplete_words(state, child.name))
        self._reporter.report(finding, words)
        return following

    def _incomplete_words(self, state: State, name: str) -> Words:
        wanted = _needed(state)
        message = f"{tag(name)} ends too early: it still needs {one_of(wanted)}."
        return Words(message, tuple(nearest_first(self._knowledge.possible(state), wanted)))


def _needed(state: State) -> list[str]:
    """Return what has to come before the content can end, the most usual first."""
    missing = [leaf for slot in state.slots for leaf in expect.needed(slot)]
    return by_custom(expect.possible(missing))


def _can_stand(expected: Sequence[str]) -> str:
    if not expected:
        return "; nothing more can stand here."
    return f"; here can stand {listed(expected)}."


def _not_a_root(name: str, expected: Sequence[str]) -> str:
    roots = f", only with {listed(expected)}" if expected else ""
    return f"A document cannot start with {tag(name)}{roots}."
