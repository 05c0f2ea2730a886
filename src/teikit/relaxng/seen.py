"""What has been seen of the documents of a schema: tags as they are written, and where they lead.

Nodes are the automaton's states as seen where prefixes have a certain meaning.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from teikit.diagnostics import Diagnostic
from teikit.names import XML, clark_of
from teikit.relaxng.automaton import BETWEEN, WHOLE, Automaton, Child, State
from teikit.relaxng.check import MEMO, Check
from teikit.relaxng.opening import Opening, Plan
from teikit.xml.plain import TAG, NotPlainError, attributes_of
from teikit.xml.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 50_000
"""So many tags of a schema are remembered, then all are forgotten."""
LONGEST: Final = 150
"""Bytes of the longest tag that is remembered as it stands."""
LONGEST_SHAPE: Final = 2000
"""Bytes of the longest tag that is remembered without the values of its attributes."""
_NO_NAMES: Final[dict[str, str]] = {}
_DECLARES: Final = re.compile(rb"\sxmlns(?::[^\s=]+)?\s*=\s*\Z")


class Names:
    """What prefixes stand for at some place."""

    def __init__(self, prefixes: dict[bytes, str]) -> None:
        self.prefixes = prefixes
        self.inner: dict[tuple[tuple[bytes, str], ...], Names] = {}
        self.nodes: dict[State, Node] = {}

    def node(self, state: State) -> "Node":
        """Return a state as seen from here."""
        node = self.nodes.get(state)
        if node is None:
            node = self.nodes[state] = Node(self, state)
        return node

    def within(self, declared: dict[bytes, str]) -> "Names":
        """Return what prefixes stand for where some more are declared."""
        key = tuple(sorted(declared.items()))
        if key not in self.inner:
            self.inner[key] = Names({**self.prefixes, **declared})
        return self.inner[key]

    def element(self, name: bytes) -> str:
        """Return an element's name as "namespace local"."""
        prefix, _, local = name.rpartition(b":")
        uri = self.prefixes[prefix]
        return f"{uri} {local.decode()}" if uri else local.decode()

    def attribute(self, name: bytes) -> str:
        """Return an attribute's name as "namespace local": without a prefix it is in none."""
        prefix, colon, local = name.rpartition(b":")
        return f"{self.prefixes[prefix]} {local.decode()}" if colon else name.decode()


class Seen:
    """What is kept with an automaton, within bounds."""

    def __init__(self, _automaton: Automaton) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.names = Names({b"": "", b"xml": XML})
        self.endings: dict[bytes, Ending] = {}
        self._count = 0

    def tag(self, node: "Node", piece: bytes) -> "Tag":
        """Return the start tag at the beginning of a piece, taken apart."""
        found = TAG.match(piece)
        if found is None:
            raise NotPlainError
        declared, written = attributes_of(found[2])
        names = node.names
        if declared:
            self.make_room()
            names = names.within(declared)
        attributes = {names.attribute(name): value for name, value in written}
        if len(attributes) < len(written):
            raise NotPlainError
        name = names.element(found[1])
        return Tag(
            found[0][:-1],
            name,
            [text for attribute in attributes.items() for text in attribute],
            names,
            self.ending(found[1]),
            _wording(name, *attributes),
            bool(found[3]),
        )

    def remember(self, written: bytes, step: "Step", known: "dict[bytes, Step]") -> None:
        """Remember among what is `known` where a tag leads, written like this."""
        if len(written) <= LONGEST:
            self.make_room()
            known[written] = step

    def remember_shape(self, node: "Node", tag: "Tag", step: "Step", plan: Plan) -> None:
        """Remember where a tag leads, whatever stands in the quotes, but for declarations."""
        if b"'" in tag.written or b">" in tag.written or len(tag.written) > LONGEST_SHAPE:
            return
        self.make_room()
        parts = tag.written.split(b'"')
        places = range(1, len(parts), 2)
        declaring = [i for i in places if _DECLARES.search(parts[i - 1])]
        others = [i for i in places if i not in declaring]
        node.shapes[tuple(parts[::2])] = Shape(
            step,
            tuple((others[position // 2], {}, check) for position, _, check in plan.checks),
            tuple((i, parts[i]) for i in declaring),
        )

    def make_room(self) -> None:
        """Count one more thing that is kept; if they are too many, keep none."""
        self._count += 1
        if self._count > MOST:
            self.forget()

    def ending(self, name: bytes) -> "Ending":
        """Return what the end tag of an element is."""
        ending = self.endings.get(name)
        if ending is None:
            self.make_room()
            ending = self.endings[name] = Ending(name)
        return ending


class Ending:
    """The end tag of an element, behind its "<"; `blank` are those with white space behind."""

    __slots__ = ("blank", "tag")

    def __init__(self, name: bytes) -> None:
        self.tag = b"/" + name + b">"
        self.blank: set[bytes] = set()

    def behind(self, piece: bytes) -> bytes:
        """Return the text behind an end tag, if it is one of this element."""
        written, closed, text = piece.partition(b">")
        if not closed or written.rstrip() != self.tag[:-1]:
            raise NotPlainError
        if len(piece) <= LONGEST and len(self.blank) < MEMO and not text.strip():
            self.blank.add(piece)
        return text


class Tag(NamedTuple):
    """A start tag as it is `written` behind its "<", without ">", and what that means.

    `attributes` are names and values in turn; `names` are what prefixes stand for inside.
    """

    written: bytes
    name: str
    attributes: list[str]
    names: Names
    ending: Ending
    wording: Wording
    is_empty: bool


def _wording(*names: str) -> Wording:
    element, *attributes = map(clark_of, names)
    return wording_of(element, tuple(attributes))


class Node:
    """A state, and where the start tags that have been met in it lead.

    They are known with ">" and the white space behind them (`blank`), without both (`tags`), and
    without the values of their attributes (`shapes`).
    """

    __slots__ = ("blank", "ends", "names", "shapes", "state", "tags", "text")

    def __init__(self, names: Names, state: State | None, ends: int = 0) -> None:
        self.names = names
        self.state = state
        self.blank: dict[bytes, Step] = {}
        self.tags: dict[bytes, Step] = {}
        self.shapes: dict[tuple[bytes, ...], Shape] = {}
        self.text = state.text if state is not None else BETWEEN
        self.ends = state.ends if state is not None else ends

    def after_text(self, text: bytes) -> "Node | None":
        """Return the node after text that is not white space, or that counts as it is.

        None where no text may stand.
        """
        if self.state is None or b"&" in text:
            raise NotPlainError
        if self.text == WHOLE:
            whole = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode()
            complete = self.state.ended_by(whole, _NO_NAMES)
            # Nothing but the end tag may follow, so there is no state any more.
            return Node(self.names, None, complete)
        following = self.state.after_text
        return None if following.is_dead else self.names.node(following)


class Step:
    """A start tag in a node: the `node` it leads to, and those its end tag leads back to.

    One that `is_empty` leads straight on. One that `is_repeatable` means the same wherever it
    stands: it has no identifiers, and nothing is wrong with it. `wrong` is what is.
    """

    __slots__ = (
        "_back",
        "child",
        "ending",
        "is_empty",
        "is_repeatable",
        "node",
        "returns",
        "wording",
        "wrong",
    )

    def __init__(
        self, child: Child, node: Node, back: Names, ending: Ending, wording: Wording
    ) -> None:
        self.child = child
        self.node = node
        self._back = back
        self.ending = ending
        self.wording = wording
        self.is_empty = False
        self.is_repeatable = False
        self.wrong: Misplaced | None = None
        self.returns: dict[int, Node] = {}

    def close(self, after: Node) -> None:
        """Make it that of an empty element, after which comes a node."""
        self.is_empty = True
        self.node = after

    def replaced(self, child: Child) -> "Step":
        """Return the step with another automaton's child in its place."""
        return Step(child, self.node, self._back, self.ending, self.wording)

    def ended(self, node: Node) -> Node | None:
        """Return the node after the element, whose content has come to an end in `node`.

        None where the content is not complete.
        """
        ends = node.ends
        if node.text == WHOLE:
            whole = node.after_text(b"")
            ends = whole.ends if whole is not None else 0
        if ends <= 0:
            return None
        back = self.returns[ends] = self.back_in(self.child.followed(ends))
        return back

    def back_in(self, state: State) -> Node:
        """Return the node for what follows the element."""
        back = self._back.node(state)
        if back.text == WHOLE:
            raise NotPlainError
        return back


class Misplaced(NamedTuple):
    """What was said about an element that may not stand in a node, inside the elements `around`."""

    said: Diagnostic
    around: "Around"

    def stands_in(self, stack: "Sequence[Step]") -> bool:
        """Return whether the same is to be said inside of these open elements."""
        return bool(stack) and self.around == around(stack)


Around: TypeAlias = tuple[Opening, tuple[str, ...]]


def around(stack: "Sequence[Step]") -> Around:
    """Return what matters of open elements where something is said about one more."""
    return stack[-1].child.opening, tuple([step.child.name for step in stack])


class Shape(NamedTuple):
    """A tag without the values of its attributes: where it leads if they pass.

    Each check is of the part between the quotes at a position, and comes with those that pass,
    and what they mean. What prefixes are declared for at other positions must be the same.
    """

    step: Step
    checks: tuple[tuple[int, dict[bytes, str], Check], ...]
    declared: tuple[tuple[int, bytes], ...]
