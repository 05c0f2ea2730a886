"""The start tags that were met in a document: what they mean, without another look at it."""

from collections.abc import Sequence
from typing import TypeAlias

from teikit.names import clark
from teikit.relaxng.seen import Step
from teikit.xml.plain import attributes_of

Meaning: TypeAlias = tuple[str, Sequence[tuple[str, str]]]
"""An element's name and its attributes with their values, all names in Clark's notation."""

Entry: TypeAlias = Step | tuple[Step, bytes]
"""Where a start tag leads, and how it is written where that step has been taken for others too."""


class Met:
    """The start tags of a document in their order, where they have been kept."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: Sequence[Entry] = ()

    def meanings(self) -> list[Meaning]:
        """Return what the tags mean; nothing where they have not been kept."""
        return [
            _meaning(*one) if isinstance(one, tuple) else one.meaning or _kept(one)
            for one in self.entries
        ]


def _kept(step: Step) -> Meaning:
    step.meaning = _meaning(step, step.written)
    return step.meaning


def _meaning(step: Step, written: bytes) -> Meaning:
    namespace, _, local = step.child.name.rpartition(" ")
    attributes: list[tuple[str, str]] = []
    if b"=" in written:
        names = step.node.names
        declared, others = attributes_of(written)
        if declared:
            names = names.within(declared)
        for name, value in others:
            uri, _, own = names.attribute(name).rpartition(" ")
            attributes.append((clark(uri, own), value))
    return clark(namespace, local), attributes
