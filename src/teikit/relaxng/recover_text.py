"""Text that may not stand where it does, or is not what it must be: what to say."""

from teikit.relaxng.automaton import Child, State
from teikit.relaxng.expect import tag
from teikit.relaxng.finding import Reporter, Words
from teikit.relaxng.forced import Marked
from teikit.relaxng.knowledge import Knowledge, resembling
from teikit.relaxng.wording import Wanted, listed, quoted, wanted_text


class TextRecovery:
    """Deals with text in the element that is open."""

    def __init__(self, knowledge: Knowledge, reporter: Reporter) -> None:
        self._knowledge = knowledge
        self._reporter = reporter

    def text(self, state: State, data: str) -> None:
        """Report text where only elements may stand; once for each element."""
        marked = self._reporter.marked()
        if marked is not None and marked.told_text:
            return
        if marked is not None:
            marked.told_text = True
        message = f"Text is not allowed here{self._reporter.inside()}: {quoted(data)}."
        holders = self._knowledge.holders_of_text(state)
        hints = []
        if holders:
            examples = listed([tag(each) for each in holders[:3]])
            hints.append(f"Put the text into an element such as {examples}.")
        expected = self._knowledge.possible(state)
        finding = self._reporter.here("text-not-allowed", value=data)
        self._reporter.report(finding, Words(message, expected, hints))

    def value(self, child: Child, state: State, text: str) -> None:
        """Report the text of an element that must be a certain value."""
        # Something was wrong in it already, so what is left need not be the text that was meant.
        if isinstance(child, Marked):
            return
        finding = self._reporter.about("text-value", child.name, text)
        key = finding.kind, state, child.name
        words = self._knowledge.words(key, lambda: _value_words(child.name, state, text), text)
        self._reporter.report(finding, words)


def _value_words(element: str, state: State, text: str) -> Words:
    wanted = wanted_text(slot for slot in state.slots if slot.has_data)
    message = f"The text of {tag(element)} cannot be {quoted(text)}: it must be {wanted.words}."
    if not text.strip():
        message = f"{tag(element)} cannot be empty: its text must be {wanted.words}."
    return Words(message, tuple(wanted.expected(text)), tuple(value_hints(text, wanted)))


def value_hints(found: str, wanted: Wanted) -> list[str]:
    """Return a hint with the value that a misspelt one most likely stands for."""
    meant = resembling(found.strip(), wanted.values)
    if meant is None and wanted.tokens:
        wrong = [word for word in found.split() if word not in wanted.tokens]
        meant = resembling(wrong[0], wanted.tokens) if wrong else None
    return [f"Did you mean “{meant}”?"] if meant else []
