"""The smallest document that still shows a difference."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tools.mutation.compare import Compared, Judge, Mutant, kind_of, parsed, written
from tools.mutation.edits import Element, elements, take_out
from tools.mutation.jing import Finding, judge
from tools.mutation.seeds import data_of

_ROUNDS: Final = 25
_TRIED: Final = 40  # reductions a round, all judged in one run of jing


def reduced(found: Compared, schema: Path, ours: Judge, jar: Path) -> Mutant:
    """Return a smaller mutant on which the two differ in the same way."""
    best = found.mutant.data
    for _ in range(_ROUNDS):
        smaller = _smaller(best, found, schema, ours, jar)
        if smaller is None:
            break
        best = smaller
    return replace(found.mutant, data=best)


def _smaller(data: bytes, found: Compared, schema: Path, ours: Judge, jar: Path) -> bytes | None:
    shorter = sorted(set(_reductions(parsed(data))), key=len)
    # Ours is asked first: it needs no new process.
    promising = ((one, ours(one)) for one in shorter)
    tried = list(islice((each for each in promising if _alike(each[1], found.ours)), _TRIED))
    if not tried:
        return None
    with TemporaryDirectory() as folder:
        paths = written([one for one, _ in tried], Path(folder))
        jings = judge(jar, schema, paths)
    for path, (one, our) in zip(paths, tried, strict=True):
        again = Compared(found.mutant, our, jings.get(path))
        if again.signature == found.signature and again.same_line == found.same_line:
            return one
    return None


def _alike(one: Finding | None, other: Finding | None) -> bool:
    return kind_of(one) == kind_of(other)


def _reductions(root: Element) -> Iterator[bytes]:
    for place, element in enumerate(elements(root)):
        if place:
            yield _without(root, place)
        for name in element.attrib:
            copy = deepcopy(root)
            del elements(copy)[place].attrib[name]
            yield data_of(copy)
        if (element.text or "").strip() or (element.tail or "").strip():
            copy = deepcopy(root)
            elements(copy)[place].text = elements(copy)[place].tail = None
            yield data_of(copy)


def _without(root: Element, place: int) -> bytes:
    copy = deepcopy(root)
    take_out(elements(copy)[place])
    return data_of(copy)
