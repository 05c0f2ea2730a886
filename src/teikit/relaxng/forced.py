"""States for what a schema does not foresee, so that reading can go on after a mistake."""

from teikit.relaxng.automaton import FREE, Automaton, Child, State
from teikit.relaxng.opening import Opening, Step


class Anything(State):
    """The content of an element that the schema does not know; those it knows are checked."""

    __slots__ = ()

    def __init__(self, machine: Automaton) -> None:
        super().__init__(machine, (machine.pool.text,))
        self.text = FREE

    def child(self, name: str) -> Child:
        """Return an opening for the element's own definitions, or for anything."""
        child = self.children[name] = Forced(self, name, name, self)
        return child


class AnyOpening(Opening):
    """A start tag that may have any attributes."""

    __slots__ = ()

    def __init__(self, machine: Automaton, inside: State) -> None:
        super().__init__(machine, (machine.pool.text,))
        self.known_closed = inside

    def attribute(self, name: str) -> Step:
        """Return a step that any value passes and that leads back here."""
        step = Step(self, name)
        step.accept_anything(self)
        return step


class Forced(Child):
    """An element `name` that is read as `meant` and that leads to `following` in any case."""

    __slots__ = ("_following",)

    def __init__(self, parent: State, name: str, meant: str, following: State) -> None:
        machine = parent.machine
        contents = dict.fromkeys(each.content for each in machine.index[0].get(meant, ()))
        if contents:
            opening = machine.opening(tuple(contents))
        else:
            inside = parent if isinstance(parent, Anything) else Anything(machine)
            opening = AnyOpening(machine, inside)
        super().__init__(parent, name, opening, [])
        self._following = following

    def followed(self, complete: int) -> State:
        """Return the state to go on with, whatever the content was."""
        self.returns[complete] = self._following
        return self._following


class Renamed(Child):
    """An element that is read as if it had another name."""

    __slots__ = ()

    def __init__(self, child: Child, name: str) -> None:
        super().__init__(child.parent, name, child.opening, child.after)


class Marked(Child):
    """An open element in which something was wrong already; stands in for `child`."""

    __slots__ = ("_child", "told_child", "told_text")

    def __init__(self, child: Child) -> None:
        super().__init__(child.parent, child.name, child.opening, child.after)
        self._child = child
        self.told_child = False
        self.told_text = False

    def followed(self, complete: int) -> State:
        """Return what follows the element it stands in for."""
        return self._child.followed(complete)
