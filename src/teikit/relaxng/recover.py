"""What happens when a document breaks a rule: say so once, and find a state to go on from."""

from collections.abc import Sequence

from teikit.diagnostics import Diagnostic
from teikit.relaxng.automaton import Automaton, Child, State
from teikit.relaxng.finding import CODES, Advise, Finding, Reporter
from teikit.relaxng.knowledge import Knowledge
from teikit.relaxng.opening import Opening, Step
from teikit.relaxng.recover_attributes import AttributeRecovery
from teikit.relaxng.recover_elements import ElementRecovery
from teikit.relaxng.recover_text import TextRecovery
from teikit.xml.locator import Locator

__all__ = ["CODES", "Advise", "Finding", "Recovery"]


class Recovery:
    """Reports what is wrong with one document, and says how to go on."""

    def __init__(
        self,
        automaton: Automaton,
        locator: Locator,
        stack: list[Child],
        advise: Advise | None,
    ) -> None:
        knowledge = automaton.knowledge(Knowledge)
        self._reporter = Reporter(locator, stack, advise)
        self._elements = ElementRecovery(automaton, knowledge, self._reporter)
        self._attributes = AttributeRecovery(automaton, knowledge, self._reporter)
        self._texts = TextRecovery(knowledge, self._reporter)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What has been reported."""
        return self._reporter.diagnostics

    def again(self, diagnostic: Diagnostic) -> None:
        """Report what was said about another element of the same kind."""
        self._reporter.diagnostics.append(diagnostic)

    def element(self, state: State, name: str) -> Child:
        """Report an element that may not come here; return how to read it all the same."""
        return self._elements.element(state, name)

    def incomplete(self, child: Child, state: State) -> State:
        """Report content that ends too early; return the parent's state after the element."""
        return self._elements.incomplete(child, state)

    def attribute(
        self, opening: Opening, step: Step, name: str, value: str, shape: Sequence[str]
    ) -> Opening:
        """Report an attribute or its value; return the opening to go on with."""
        return self._attributes.attribute(opening, step, name, value, shape)

    def missing_attributes(self, opening: Opening) -> State:
        """Report attributes that are required; return the state of the content without them."""
        return self._attributes.missing_attributes(opening)

    def text(self, state: State, data: str) -> None:
        """Report text where only elements may stand; once for each element."""
        self._texts.text(state, data)

    def value(self, child: Child, state: State, text: str) -> None:
        """Report the text of an element that must be a certain value."""
        self._texts.value(child, state, text)
