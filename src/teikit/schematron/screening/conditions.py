"""Conditions and paths of XPath 1.0, put together with what a document must have for them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from teikit.records import dataclass
from teikit.schematron.screening.screen import SEVERAL

Names: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression with a truth value.

    It cannot be true where the document lacks one of the names in `needs`, or the node itself one
    of the attributes in `own`, which are steps, or where no node but this has a name in `others`.
    """

    xpath: str
    needs: Names = frozenset()
    own: frozenset[str] = frozenset()
    others: Names = frozenset()

    def compared(self, op: str, other: "Condition") -> "Condition":
        """Return the comparison of two expressions for strings."""
        xpath = f"{self.xpath} {op} {other.xpath}"
        return Condition(xpath, self.needs | other.needs, self.own | other.own)


TRUE = Condition("true()")
FALSE = Condition("false()")


def both(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of them hold."""
    found = [one for one in dict.fromkeys(conditions) if one != TRUE]
    if FALSE in found:
        return FALSE
    if len(found) < 2:
        return found[0] if found else TRUE
    needs = frozenset().union(*(one.needs for one in found))
    own = frozenset().union(*(one.own for one in found))
    others = frozenset().union(*(one.others for one in found))
    return Condition(" and ".join(f"({one.xpath})" for one in found), needs, own, others)


def either(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that one of them holds."""
    found = [one for one in dict.fromkeys(conditions) if one != FALSE]
    if TRUE in found:
        return TRUE
    if len(found) < 2:
        return found[0] if found else FALSE
    needs = found[0].needs.intersection(*(one.needs for one in found))
    own = found[0].own.intersection(*(one.own for one in found))
    others = found[0].others.intersection(*(one.others for one in found))
    return Condition(" or ".join(f"({one.xpath})" for one in found), needs, own, others)


def negated(condition: Condition) -> Condition:
    """Return the condition that another does not hold."""
    if condition in {TRUE, FALSE}:
        return FALSE if condition == TRUE else TRUE
    return Condition(f"not({condition.xpath})")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path; `counted` says that a predicate counts along its axis.

    `having` is a step to an attribute that all its nodes must have; `name` is the name it asks for,
    in Clark's notation.
    """

    axis: str
    test: str
    predicates: tuple[str, ...] = ()
    counted: bool = False
    having: str = ""
    name: str = ""

    def __str__(self) -> str:
        predicates = "".join(f"[{one}]" for one in self.predicates)
        if self.axis == "descendant" and self.having and not self.counted:
            # Attributes are found much quicker than elements with an attribute.
            return f"descendant::*/{self.having}/parent::{self.test}{predicates}"
        return f"{self.axis}::{self.test}{predicates}"


_SELF = Step("self", "node()")
_ELSEWHERE = frozenset(
    {
        "ancestor", "child", "descendant", "following", "following-sibling", "parent", "preceding",
        "preceding-sibling",
    }
)  # fmt: skip
ANYWHERE = Step("descendant-or-self", "node()")


@dataclass(frozen=True, slots=True)
class Path:
    """A path to nodes, from the root if it is `absolute`."""

    steps: tuple[Step, ...] = ()
    absolute: bool = False
    needs: Names = frozenset()

    def __str__(self) -> str:
        steps = "/".join(map(str, self.steps))
        if self.absolute:
            return f"/{steps}"
        return steps or "."

    def joined(self, right: "Path", *, anywhere: bool) -> "Path":
        """Return this path and another behind it, with `anywhere` at any depth."""
        steps = right.steps
        if anywhere and steps and steps[0].axis == "child" and not steps[0].counted:
            # Quicker than the long form, and the same where nobody counts.
            steps = (replace(steps[0], axis="descendant"), *steps[1:])
        elif anywhere:
            steps = (ANYWHERE, *steps)
        return Path((*self.steps, *steps), self.absolute, self.needs | right.needs)

    def where(self, condition: Condition, *, counted: bool = False) -> "Path":
        """Return the path to those of its nodes for which a condition holds."""
        if condition == TRUE:
            return self
        *before, last = self.steps or (_SELF,)
        predicates = (*last.predicates, condition.xpath)
        having = last.having or min(condition.own, default="") * last.test.endswith("*")
        counted = counted or last.counted
        several = {f"{SEVERAL}{last.name}"} if last.name in condition.others else set()
        last = replace(last, predicates=predicates, counted=counted, having=having)
        return Path((*before, last), self.absolute, self.needs | condition.needs | several)


def leads(path: Path) -> Condition:
    """Return the condition that a path leads to a node."""
    first = path.steps[0] if path.steps and not path.absolute else None
    if first is None or not first.name:
        return Condition(str(path), path.needs)
    own = {f"attribute::{first.test}"} if first.axis == "attribute" else set()
    others = {first.name} if first.axis in _ELSEWHERE else set()
    return Condition(str(path), path.needs, frozenset(own), frozenset(others))


def exist(paths: Sequence[Path]) -> Condition:
    """Return the condition that one of the paths leads to a node."""
    return either(map(leads, paths))


def union(paths: Sequence[Path]) -> str:
    """Return the paths as one expression."""
    return " | ".join(map(str, paths))
