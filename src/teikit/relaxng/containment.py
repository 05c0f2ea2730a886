"""Which elements of a schema another one, or an attribute, is allowed in."""

from collections.abc import Iterable, Mapping

from teikit.relaxng.nameclass import names
from teikit.relaxng.pattern import ATTRIBUTE, ELEMENT, Pattern


class Containment:
    """What is found out when it is asked for, from what each pattern is directly a part of."""

    def __init__(self, elements: Iterable[Pattern]) -> None:
        self._order = {element: number for number, element in enumerate(elements)}
        self._wholes: dict[Pattern, list[Pattern]] = {}
        self._named: dict[tuple[int, str], list[Pattern]] = {}
        self._known: dict[tuple[int, str], Mapping[str, None]] = {}
        todo, seen = list(self._order), set(self._order)
        while todo:
            whole = todo.pop()
            if whole.kind in {ELEMENT, ATTRIBUTE}:
                for name in names(whole.name_class):
                    self._named.setdefault((whole.kind, name), []).append(whole)
            for part in whole.parts if whole.kind != ATTRIBUTE else ():
                self._wholes.setdefault(part, []).append(whole)
                if part not in seen:
                    seen.add(part)
                    todo.append(part)

    def holders(self, kind: int, name: str) -> Mapping[str, None]:
        """Return the elements that one of that kind and name is allowed in, as the schema has them.

        None of them is said twice.
        """
        key = kind, name
        if key not in self._named:
            return {}
        if key not in self._known:
            found = sorted(self._around(self._named[key]), key=self._order.__getitem__)
            self._known[key] = {each: None for one in found for each in names(one.name_class)}
        return self._known[key]

    def _around(self, patterns: Iterable[Pattern]) -> list[Pattern]:
        """Return the nearest elements around some patterns."""
        todo = [whole for pattern in patterns for whole in self._wholes.get(pattern, ())]
        seen, found = set(todo), []
        while todo:
            current = todo.pop()
            if current.kind == ELEMENT:
                found.append(current)
                continue
            for whole in self._wholes[current]:
                if whole not in seen:
                    seen.add(whole)
                    todo.append(whole)
        return found
