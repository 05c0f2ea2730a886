"""Mistakes in a document that is looked at by its bytes: the validator is called in for a tag."""

from collections.abc import Iterator, Sequence
from operator import length_hint
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic
from teikit.relaxng.automaton import Automaton
from teikit.relaxng.forced import Marked
from teikit.relaxng.identity import NamesOnly
from teikit.relaxng.seen import Node, Step, Tag
from teikit.relaxng.validate import Validator
from teikit.source import SourceFile, Span, position_after
from teikit.xml.locator import LONGEST_TAG
from teikit.xml.plain import NotPlainError, is_plain_between_tags, markup_start
from teikit.xml.plain_locator import PlainLocator

if TYPE_CHECKING:
    from teikit.relaxng.finding import Advise

_DEEP: Final = 100


class Mistakes:
    """Deals with what is wrong in one document; raises `NotPlainError` where that is not simple.

    The `pieces` are what stands from each "<" to the next, behind the XML declaration.
    """

    def __init__(
        self,
        automaton: Automaton,
        source: SourceFile,
        pieces: Sequence[bytes],
        identifiers: NamesOnly | None,
        advise: "Advise | None",
    ) -> None:
        data = source.data
        if data.count(b"\r") != data.count(b"\r\n") or not is_plain_between_tags(data):
            raise NotPlainError
        self._locator = PlainLocator(source)
        self._validator = Validator(
            automaton, self._locator, identifiers=identifiers, advise=advise
        )
        self._offset = markup_start(data) - 1
        self._pieces = pieces
        self._passed = 0

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong, in the order it was found."""
        return self._validator.diagnostics

    def move_to(self, rest: Iterator[bytes]) -> None:
        """Move to the last piece of the document that is not among the rest."""
        now = len(self._pieces) - length_hint(rest) - 1
        self._offset += sum(map(len, self._pieces[self._passed : now])) + now - self._passed
        self._passed = now
        self._locator.move_to(self._offset, len(self._pieces[now]) + len("<"))

    def tag(self, stack: list[Step], node: Node, tag: Tag, text: bytes) -> Step:
        """Report on a start tag, or on text before it; return where the tag leads all the same."""
        validator = self._go_on(stack, node, text)
        if not stack and (text or validator.state().child(tag.name) is None):
            raise NotPlainError  # another root, or one more
        validator.start(tag.name, tag.attributes)
        if stack and stack[-1].child is not validator.stack[-2]:
            # It has been marked as one with mistakes in it.
            stack[-1] = stack[-1].replaced(validator.stack[-2])
        inside = tag.names.node(validator.state())
        step = Step(validator.stack[-1], inside, node.names, tag.ending, tag.wording)
        if tag.is_empty:
            # Its end comes behind it.
            self._locator.move_to(self._offset + len(tag.written) + len("<>"), LONGEST_TAG)
            validator.end(tag.name)
            step.close(step.back_in(validator.state()))
        return step

    def again(self, stack: list[Step], said: Diagnostic, written: bytes) -> None:
        """Report what was said about a tag that is written like this, but for its values."""
        child = stack[-1].child
        if not isinstance(child, Marked):
            child = Marked(child)
            stack[-1] = stack[-1].replaced(child)
        child.told_child = True
        start = self._locator.span()
        span = Span(start.source, start.start, position_after(f"<{written.decode()}>", start.start))
        # For each of many mistakes, and dataclasses.replace takes its time.
        self._validator.again(
            Diagnostic(said.code, said.message, span, said.severity, said.hints, said.expected)
        )

    def end(self, stack: list[Step], step: Step, node: Node, text: bytes) -> Node:
        """Report on an element that has ended, or on text before that; return what follows."""
        validator = self._go_on([*stack, step], node, text)
        validator.end(step.child.name)
        return step.back_in(validator.state())

    def _go_on(self, stack: list[Step], node: Node, text: bytes) -> Validator:
        if node.state is None or len(stack) > _DEEP:
            raise NotPlainError
        self._validator.go_on(node.state, [step.child for step in stack])
        if text:
            self._validator.text(text.replace(b"\r\n", b"\n").decode())
        return self._validator
