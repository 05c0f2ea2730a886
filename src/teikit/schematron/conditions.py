"""Conditions and paths of XPath 1.0, put together with what a document must have for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

Names: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression with a truth value; it cannot be true where one of `needs` is lacking."""

    xpath: str
    needs: Names = frozenset()


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
    return Condition(" and ".join(f"({one.xpath})" for one in found), needs)


def either(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that one of them holds."""
    found = [one for one in dict.fromkeys(conditions) if one != FALSE]
    if TRUE in found:
        return TRUE
    if len(found) < 2:
        return found[0] if found else FALSE
    needs = found[0].needs.intersection(*(one.needs for one in found))
    return Condition(" or ".join(f"({one.xpath})" for one in found), needs)


def negated(condition: Condition) -> Condition:
    """Return the condition that another does not hold."""
    if condition in {TRUE, FALSE}:
        return FALSE if condition == TRUE else TRUE
    return Condition(f"not({condition.xpath})")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path; `counted` says that a predicate counts along its axis."""

    axis: str
    test: str
    predicates: tuple[str, ...] = ()
    counted: bool = False

    def __str__(self) -> str:
        return f"{self.axis}::{self.test}" + "".join(f"[{one}]" for one in self.predicates)


_SELF = Step("self", "node()")
_ANYWHERE = Step("descendant-or-self", "node()")


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
            steps = (_ANYWHERE, *steps)
        return Path((*self.steps, *steps), self.absolute, self.needs | right.needs)

    def where(self, condition: Condition, *, counted: bool = False) -> "Path":
        """Return the path to those of its nodes for which a condition holds."""
        if condition == TRUE:
            return self
        *before, last = self.steps or (_SELF,)
        predicates = (*last.predicates, condition.xpath)
        last = Step(last.axis, last.test, predicates, counted or last.counted)
        return Path((*before, last), self.absolute, self.needs | condition.needs)


def exist(paths: Sequence[Path]) -> Condition:
    """Return the condition that one of the paths leads to a node."""
    return either(Condition(str(one), one.needs) for one in paths)


def union(paths: Sequence[Path]) -> str:
    """Return the paths as one expression."""
    return " | ".join(map(str, paths))
