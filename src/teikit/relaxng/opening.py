"""Start tags: which attributes they can have, and the content that follows."""

from typing import TYPE_CHECKING

from teikit.relaxng.check import MEMO, Check
from teikit.relaxng.datatypes import Namespaces
from teikit.relaxng.pattern import TEXT

if TYPE_CHECKING:
    from teikit.relaxng.automaton import Automaton, Slots, State


class Opening:
    """A start tag that has been read up to some attribute.

    `known_closed` is `closed` once that has been asked for.
    """

    __slots__ = ("_lenient", "attributes", "known_closed", "machine", "shapes", "slots")

    def __init__(self, machine: "Automaton", slots: "Slots") -> None:
        self.machine = machine
        self.slots = slots
        self.attributes: dict[str, Step] = {}
        self.shapes: dict[tuple[str, ...], Plan | None] = {}
        self.known_closed: State | None = None
        self._lenient: State | None = None

    @property
    def closed(self) -> "State":
        """The state of the content, when no more attributes come; dead if any is missing."""
        if self.known_closed is None:
            close = self.machine.deriver.closed
            self.known_closed = self.machine.state(tuple(close(slot) for slot in self.slots))
        return self.known_closed

    @property
    def forgiven(self) -> "State":
        """The state of the content if missing attributes are overlooked."""
        if self._lenient is None:
            close = self.machine.deriver.closed
            slots = tuple(close(slot, leniently=True) for slot in self.slots)
            self._lenient = self.machine.state(slots)
        return self._lenient

    def attribute(self, name: str) -> "Step":
        """Return what an attribute of that name must be and where it leads."""
        step = self.attributes.get(name)
        if step is None:
            if len(self.attributes) >= MEMO:
                self.attributes.clear()
            step = self.attributes[name] = Step(self, name)
        return step

    def plan(self, shape: tuple[str, ...]) -> "Plan | None":
        """Return what to do about attributes of these names; None if that depends on values."""
        if shape not in self.shapes:
            if len(self.shapes) >= MEMO:
                self.shapes.clear()
            self.shapes[shape] = Plan.of(self, shape)
            self.machine.explored += 1
        return self.shapes[shape]


class Step:
    """One attribute: the checks of its value, and the openings after it by which of them pass."""

    __slots__ = ("_after", "_found", "checks", "opening")

    def __init__(self, opening: Opening, name: str) -> None:
        machine = opening.machine
        self.opening = opening
        self._found = [machine.deriver.attribute(slot, name) for slot in opening.slots]
        values = dict.fromkeys(value for found in self._found for value in found)
        self.checks = [machine.check(value) for value in values]
        self._after: dict[int, Opening] = {}

    def accept_anything(self, opening: Opening) -> None:
        """Let any value pass, and lead to `opening`."""
        machine = opening.machine
        self.checks = [machine.check(machine.pool.text)]
        self._after = {1: opening}

    def passed(self, value: str, namespaces: Namespaces) -> int:
        """Return which checks a value passes, as bits."""
        return sum(
            1 << i for i, check in enumerate(self.checks) if check.accepts(value, namespaces)
        )

    def after(self, passed: int) -> Opening:
        """Return the opening after the attribute, by the bits of the checks that passed."""
        opening = self._after.get(passed)
        if opening is None:
            machine = self.opening.machine
            good = {check.pattern for i, check in enumerate(self.checks) if passed >> i & 1}
            slots = tuple(
                machine.pool.choice([left for value, left in found.items() if value in good])
                for found in self._found
            )
            opening = self._after[passed] = machine.opening(slots)
        return opening


class Plan:
    """The checks for attributes of certain names, and the state of the content after them."""

    __slots__ = ("checks", "ids", "state")

    def __init__(
        self,
        checks: tuple[tuple[int, set[str], Check], ...],
        ids: bool,
        state: "State",
    ) -> None:
        self.checks = checks
        self.ids = ids
        self.state = state

    @staticmethod
    def of(opening: Opening, shape: tuple[str, ...]) -> "Plan | None":
        """Return the plan for a start tag; None if it needs a closer look."""
        checks = []
        for position, name in enumerate(shape):
            step = opening.attribute(name)
            if len(step.checks) != 1:
                return None
            check = step.checks[0]
            if check.pattern.kind != TEXT:
                checks.append((2 * position + 1, check.known, check))
            opening = step.after(1)
        state = opening.closed
        if state.is_dead:
            return None
        return Plan(tuple(checks), any(check.id_kind for _, _, check in checks), state)
