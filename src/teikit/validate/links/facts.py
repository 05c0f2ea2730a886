"""What other files need to know about a file's links, as small as it can be."""

import re
from collections.abc import Mapping, Set
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from teikit.records import dataclass
from teikit.validate.links.address import Address, Base, Scope, resolve
from teikit.validate.links.judge import local_problem, problem_with
from teikit.validate.links.prefixes import Definition
from teikit.validate.links.table import PointerTable, short_name
from teikit.validate.links.walk import (
    Survey,
    names_surveyed,
    pair_of,
    relative,
    schemes,
    survey,
)
from teikit.xml.inventory import Inventory, take_inventory
from teikit.xml.parse import Document

_NAME_ALONE: Final = re.compile(r"#[^%(]+")
"""A pointer to an identifier of its own document, and nothing else."""

_ANYWHERE: Final = frozenset({Scope.UNDECLARED, Scope.WEB, Scope.ELSEWHERE})
"""What pointers lead to wherever their document lies."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the facts of a file were found with, for who looks at the same file once more.

    `wrong` are the names of the attributes of which some pointer is wrong inside the file.
    """

    table: PointerTable
    base: Base
    survey: Survey
    inventory: Inventory
    wrong: Set[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """A file's identifiers and the pointers that leave it.

    `ids` are identifiers by the name of their elements, `foreign` those that XInclude has brought
    in, and those in examples. `leaving` gives for each file (its path from the root) and each
    `element@attribute` the identifiers that are pointed at there; an empty one is the file itself.
    `undeclared` and `web` give the `element@attribute` of pointers with private schemes, by scheme,
    and of addresses on the web. `context` is there only where the facts have just been found, and
    something may be wrong inside the file. No `place_matters` where the same is true of the file at
    any place.
    """

    ids: Mapping[str, list[str]] = field(default_factory=dict)
    foreign: Mapping[str, list[str]] = field(default_factory=dict)
    leaving: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    undeclared: Mapping[str, list[str]] = field(default_factory=dict)
    web: list[str] = field(default_factory=list)
    prefixes: tuple[Definition, ...] = ()
    context: Context | None = field(default=None, compare=False, repr=False)
    place_matters: bool = field(default=True, compare=False)

    def to_plain(self) -> list[Any]:
        """Return the facts as they can be written as JSON."""
        prefixes = [[one.ident, one.pattern, one.replacement] for one in self.prefixes]
        return [self.ids, self.foreign, self.leaving, self.undeclared, self.web, prefixes]

    @staticmethod
    def from_plain(plain: list[Any]) -> "Facts":
        """Return the facts that `to_plain` has written; raises `ValueError` for anything else."""
        ids, foreign, leaving, undeclared, web, prefixes = plain
        return Facts(
            ids, foreign, leaving, undeclared, web, tuple(Definition(*one) for one in prefixes)
        )


def facts_of(
    document: Document,
    pointers: PointerTable,
    path: Path,
    root: Path,
    inventory: Inventory | None = None,
) -> Facts:
    """Return the facts of a document; they depend on nothing but it, its place and the table.

    An `inventory` must hold `names_surveyed`.
    """
    own = relative(path, root)
    base = Base(own, own)
    known = inventory or take_inventory(document.tree, names_surveyed(pointers))
    found = survey(document, pointers, base, known)
    gathered = _Gathered(found)
    gathered.take_all()
    ids, foreign = _by_element(found)
    return Facts(
        ids,
        foreign,
        {target: _lists(pairs) for target, pairs in gathered.leaving.items()},
        _lists(gathered.undeclared),
        list(gathered.web),
        tuple(found.prefixes),
        Context(pointers, base, found, known, frozenset(gathered.wrong))
        if gathered.wrong or found.repeated or found.prefixes
        else None,
        gathered.place_matters,
    )


@dataclass(slots=True)
class _Gathered:
    """The pointers of a survey, sorted by where they lead."""

    survey: Survey
    wrong: set[str] = field(default_factory=set)
    place_matters: bool = False
    leaving: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)
    undeclared: dict[str, dict[str, None]] = field(default_factory=dict)
    web: dict[str, None] = field(default_factory=dict)

    def take_all(self) -> None:
        ids, prefixes = self.survey.ids, schemes(self.survey.prefixes)
        for base, uses in self.survey.uses.items():
            for (tag, attribute, value), number in uses.items():
                pair = pair_of(tag, attribute)
                for text in value.split():
                    if text[0] == "#" and text[1:] in ids:
                        # By far the most frequent, so without ado.
                        is_wrong = problem_with(ids[text[1:]], pair, number) is not None
                    elif _NAME_ALONE.fullmatch(text):
                        is_wrong = True
                    else:
                        is_wrong = False
                        for one in resolve(text, base, prefixes).each():
                            is_wrong |= self._take(one, pair, number, text)
                    if is_wrong:
                        self.wrong.add(attribute)

    def _take(self, address: Address, pair: str, number: int, text: str) -> bool:
        """Take a pointer; return whether it is wrong inside the file."""
        self.place_matters = self.place_matters or address.scope not in _ANYWHERE
        match address.scope:
            case Scope.HERE:
                return local_problem(address, text, pair, number, self.survey.ids) is not None
            case Scope.FILE:
                pairs = self.leaving.setdefault(address.target, {})
                pairs.setdefault(pair, {})[address.fragment] = None
            case Scope.UNDECLARED:
                self.undeclared.setdefault(address.target, {})[pair] = None
            case Scope.WEB:
                self.web[pair] = None
            case Scope.OUTSIDE | Scope.MISMATCH:
                return True
            case Scope.ELSEWHERE:
                pass
        return False


def _lists(found: Mapping[str, Mapping[str, None]]) -> dict[str, list[str]]:
    return {key: list(names) for key, names in found.items()}


def _by_element(found: Survey) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    own: dict[str, list[str]] = {}
    foreign: dict[str, list[str]] = {}
    for identifier, (tag, _number) in found.ids.items():
        group = foreign if identifier in found.foreign else own
        group.setdefault(short_name(tag), []).append(identifier)
    return own, foreign
