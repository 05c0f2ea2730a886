"""What a schema knows about names: where elements and attributes are allowed, what resembles them.

All of it is made when a document first has a mistake that asks for it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from teikit.names import TEI
from teikit.relaxng import expect
from teikit.relaxng.automaton import Automaton, Child, State
from teikit.relaxng.check import MEMO, MEMO_LENGTH
from teikit.relaxng.containment import Containment
from teikit.relaxng.finding import Words
from teikit.relaxng.forced import Forced
from teikit.relaxng.nameclass import local_name, names, namespace_of
from teikit.relaxng.pattern import ATTRIBUTE, ELEMENT, Pattern
from teikit.relaxng.wording import likeness

_ALIKE: Final = 0.74
_USUAL: Final = (
    "p ab div head list item hi persName placeName date note ref name title bibl quote lb pb lg l "
    "sp opener closer figure table orgName rs foreign choice abbr expan sic corr orig reg add del "
    "gap unclear supplied seg milestone emph term ptr"
)
_CUSTOM: Final = {"text": 0} | {f"<{name}>": n for n, name in enumerate(_USUAL.split(), 1)}


class Knowledge:
    """Knows the names of one schema."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._possible: dict[State, tuple[str, ...]] = {}
        self._forced: dict[tuple[State, str, str], Forced] = {}
        self._allowed: dict[State, list[str]] = {}
        self._holders_of_text: dict[State, list[str]] = {}
        self._children: dict[Pattern, frozenset[str]] = {}
        self._wrappers: dict[tuple[State, str], list[str]] = {}
        self._skipping: dict[tuple[State, str], Child | None] = {}
        self._words: dict[Hashable, Words] = {}

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """The names of all elements, in the order of the schema."""
        return tuple(self._automaton.index[0])

    def parents(self, name: str) -> Mapping[str, None]:
        """Return the elements that another one is allowed in, in the order of the schema."""
        return self._containment.holders(ELEMENT, name)

    def owners(self, name: str) -> Mapping[str, None]:
        """Return the elements that an attribute is allowed on, in the order of the schema."""
        return self._containment.holders(ATTRIBUTE, name)

    @cached_property
    def _containment(self) -> Containment:
        return Containment(self._automaton.core.elements)

    def glossed(self, name: str) -> str:
        """Return an element for a message, with its human name if the schema has one."""
        for element in self._automaton.index[0].get(name, ()):
            if element.gloss:
                return f"{expect.tag(name)} ({element.gloss})"
        return expect.tag(name)

    def forced(self, state: State, name: str, meant: str) -> Forced:
        """Return how to read an element that may not stand in a state, and go on after it."""
        key = state, name, meant
        found = self._forced.get(key)
        if found is None:
            # A document may have any number of names.
            if len(self._forced) >= MEMO:
                self._forced.clear()
            found = self._forced[key] = Forced(state, name, meant, state)
        return found

    def skipping(self, state: State, name: str) -> Child | None:
        """Return where a start tag leads if what has to come before it is left out."""
        key = state, name
        if key not in self._skipping:
            self._skipping[key] = self._automaton.child(state, name, skipping=True)
        return self._skipping[key]

    def words(
        self, circumstances: tuple[Hashable, ...], make: Callable[[], Words], text: str = ""
    ) -> Words:
        """Return what is said about a mistake, or about a text: the same in such circumstances.

        It is put into words once, as the same mistakes are often made again and again.
        """
        if len(text) > MEMO_LENGTH:
            return make()
        key = *circumstances, text
        found = self._words.get(key)
        if found is None:
            if len(self._words) >= MEMO:
                self._words.clear()
            found = self._words[key] = make()
        return found

    def possible(self, state: State) -> tuple[str, ...]:
        """Return what may come next in a state, the most usual first."""
        found = self._possible.get(state)
        if found is None:
            found = self._possible[state] = tuple(by_custom(expect.possible(state.slots)))
        return found

    def allowed(self, state: State) -> list[str]:
        """Return the names of the elements that may come next in a state."""
        found = self._allowed.get(state)
        if found is None:
            leaves = (leaf for slot in state.slots for leaf in expect.next_leaves(slot))
            found = self._allowed[state] = expect.element_names(leaves)
        return found

    def children(self, content: Pattern) -> frozenset[str]:
        """Return the names of the elements that occur in content."""
        found = self._children.get(content)
        if found is None:
            elements = _elements_in(content)
            found = frozenset(name for each in elements for name in names(each.name_class))
            self._children[content] = found
        return found

    def wrappers(self, state: State, name: str) -> list[str]:
        """Return the elements that may come next in a state and may hold another one."""
        found = self._wrappers.get((state, name))
        if found is None:
            allowed = set(self.allowed(state)) - {name}
            found = [parent for parent in self.parents(name) if parent in allowed]
            self._wrappers[state, name] = found
        return found

    def holders_of_text(self, state: State) -> list[str]:
        """Return the elements that may come next in a state and may hold any text."""
        found = self._holders_of_text.get(state)
        if found is None:
            found = [each for each in self.allowed(state) if self._holds_text(each)]
            # A paragraph is what most people forget.
            found.sort(key=lambda each: local_name(each) not in {"p", "ab"})
            self._holders_of_text[state] = found
        return found

    def _holds_text(self, name: str) -> bool:
        machine = self._automaton
        return any(
            not machine.opening((element.content,)).forgiven.after_text.is_dead
            for element in machine.index[0].get(name, ())
        )

    def namesakes(self, name: str) -> list[str]:
        """Return the elements with the same local name in other namespaces, TEI first."""
        found = [each for each in self._by_local.get(local_name(name), ()) if each != name]
        return sorted(found, key=lambda each: namespace_of(each) != TEI)

    @cached_property
    def _by_local(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.elements:
            found.setdefault(local_name(name), []).append(name)
        return found


def _elements_in(content: Pattern) -> Iterator[Pattern]:
    todo, seen = [content], {content}
    while todo:
        current = todo.pop()
        if current.kind == ELEMENT:
            yield current
        elif current.kind != ATTRIBUTE:
            fresh = [part for part in current.parts if part not in seen]
            seen.update(fresh)
            todo.extend(fresh)


def by_custom(items: Iterable[str]) -> list[str]:
    """Return what may stand somewhere, with what TEI documents use most at the front."""
    return sorted(items, key=lambda item: _CUSTOM.get(item, len(_CUSTOM)))


def resembling(wanted: str, candidates: Iterable[str], *, at_least: float = _ALIKE) -> str | None:
    """Return the candidate that a misspelt name most likely stands for, None if none does.

    >>> resembling("persname", ["placeName", "persName"])
    'persName'
    """
    local = local_name(wanted)
    best: tuple[float, str] | None = None
    for candidate in candidates:
        other = local_name(candidate)
        if abs(len(other) - len(local)) > 3:
            continue
        score = 1.0 if other == local else likeness(local, other)
        if score >= at_least and (best is None or score > best[0]):
            best = (score, candidate)
    return best[1] if best else None


def nearest_first(items: Sequence[str], first: Iterable[str]) -> list[str]:
    """Return items with those that are also in `first` moved to the front, in the order there."""
    front = [item for item in first if item in set(items)]
    return [*dict.fromkeys(front), *(item for item in items if item not in set(front))]
