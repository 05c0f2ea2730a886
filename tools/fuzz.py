"""Give teikit inputs that nobody would write, and see that nothing but answers comes out.

python tools/fuzz.py                                2,000 inputs
python tools/fuzz.py --inputs 100000 --seed 1       as many as one has patience for
python tools/fuzz.py --only document                of some kinds
python tools/fuzz.py --output found                 what shows a fault goes to found/, made small

Documents go the whole path: grammar, constraints, links, checks, some also through all reports,
fixes and transformations; schemas of all kinds, settings and baselines go to their readers. A fault
is whatever escapes, takes longer than ten seconds, or does not make sense. The same seed and number
give the same inputs. Exit code 1: something was found.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tools.fuzzing.damage import damaged  # noqa: E402
from tools.fuzzing.reduce import reduced  # noqa: E402
from tools.fuzzing.seeds import Seeds, seeds_from, tree_of  # noqa: E402
from tools.fuzzing.sound import check_diagnostics, check_reports  # noqa: E402
from tools.fuzzing.targets import Place, transformed  # noqa: E402
from tools.fuzzing.trees import changed, shuffled, soup  # noqa: E402
from tools.fuzzing.watch import Fault, peak, watched  # noqa: E402

from teikit.diagnostics import Diagnostic  # noqa: E402

SHARED: Final = ROOT.parent / "shared"
MOST_MEMORY: Final = 2_000  # megabytes
_REPORTED: Final = 0.05  # of all documents
_LONGEST: Final = 2_500  # characters of a message
_SHOWN: Final = 2  # inputs of one fault that are written down

# How often each kind comes, and how often a schema that takes its time to compile.
_WEIGHTS: Final = {
    "document/bytes": 35, "document/values": 14, "document/soup": 30, "document/tei": 2,
    "edition": 1, "fixes": 3, "transform": 0.7, "rnc": 3, "rng": 4, "toml": 3, "baseline": 1,
    "xsd": 3, "sch": 0.5, "odd": 0.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """An input, its kind and number, and whether reports on it are made too."""

    number: int
    kind: str
    data: bytes
    reported: bool = False


def inputs(seeds: Seeds, count: int, seed: str, only: str) -> Iterator[Input]:
    """Yield inputs, each made from the seed and its own number alone."""
    kinds = [kind for kind in _WEIGHTS if only in kind]
    weights = [_WEIGHTS[kind] for kind in kinds]
    for number in range(count):
        random = Random(f"{seed} {number}")  # noqa: S311 - nothing is secret here
        kind = random.choices(kinds, weights)[0]
        yield Input(number, kind, _data(kind, seeds, random), random.random() < _REPORTED)


def _data(kind: str, seeds: Seeds, random: Random) -> bytes:
    if kind == "document/soup":
        return soup(random)
    if kind in seeds.others:
        data = random.choice(seeds.others[kind])
        tree = tree_of(data) if random.random() < 0.7 else None
        return damaged(data, random) if tree is None else shuffled(tree, random)
    if kind == "document/bytes" or (kind == "fixes" and random.random() < 0.5):
        return damaged(random.choice(seeds.documents), random)
    return changed(random.choice(seeds.trees), random, seeds.words)


def given(place: Place, one: Input) -> Iterable[Diagnostic]:
    """Give an input to what it is made for, and return what that says."""
    if one.kind.startswith("document"):
        return place.document(
            one.data, "tei-p5.odd" if one.kind == "document/tei" else "edition.odd"
        )
    if one.kind == "edition":
        return place.edition(one.data)
    if one.kind == "fixes":
        return place.fixes(one.data)
    if one.kind == "transform":
        return transformed(place.written("fuzz.xml", one.data))
    return place.other(one.kind, one.data)


def fault_of(place: Place, one: Input) -> Fault | None:
    """Return what goes wrong with an input, if anything does."""

    def work() -> None:
        found = list(given(place, one))
        # What is wrong with a schema is cut to a readable length only when it is raised.
        document = one.kind.startswith(("document", "edition"))
        check_diagnostics(found, longest=_LONGEST if document else sys.maxsize)
        if one.reported:
            check_reports(str(place.folder / "alone" / "fuzz.xml"), found)

    return watched(work)


class Report:
    """What was given and found so far, and the files of what shows a fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.given: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()

    def add(self, one: Input, fault: Fault | None, again: Callable[[Input], Fault | None]) -> None:
        """Take the outcome of an input; the first of each fault are made small and written down."""
        self.given[one.kind] += 1
        if fault is None:
            return
        self.faults[fault.name] += 1
        if self.faults[fault.name] > _SHOWN:
            return

        def shows(data: bytes) -> bool:
            found = again(replace(one, data=data))
            return found is not None and found.name == fault.name

        small = one.data if fault.name.startswith("hang") else reduced(one.data, shows)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{one.kind.replace('/', '-')}-{one.number}"
        (self.folder / f"{name}.bin").write_bytes(small)
        story = f"{one.kind} {one.number}\n{fault.name}\n{fault.story}"
        (self.folder / f"{name}.txt").write_text(story, encoding="utf-8", errors="replace")
        print(f"{name}: {fault.name}", flush=True)

    def summary(self) -> str:
        """Return how many inputs of which kind there were, and what was found."""
        lines = [
            f"{self.given.total():,} inputs, {self.faults.total():,} faults, peak {peak():,} MB"
        ]
        lines += [f"{count:8,} {kind}" for kind, count in sorted(self.given.items())]
        lines += [f"{count:8,} x {name}" for name, count in self.faults.most_common()]
        return "\n".join(lines)


def run(count: int, seed: str, only: str, folder: Path, place: Place) -> Report:
    """Give as many inputs as are asked for, and return the report."""
    report = Report(folder)
    seeds = _seeds(seed)
    started = time.monotonic()
    for one in inputs(seeds, count, seed, only):
        current = place.folder / "current"
        current.write_bytes(f"{one.kind} {one.number}\n".encode() + one.data)  # if all else fails
        fault = fault_of(place, one)
        report.add(one, fault, lambda other: fault_of(place, other))
        if report.given.total() % 5_000 == 0:
            minutes = (time.monotonic() - started) / 60
            print(f"{report.given.total():,} in {minutes:.1f} min, peak {peak():,} MB", flush=True)
    return report


@lru_cache(maxsize=1)
def _seeds(seed: str) -> Seeds:
    return seeds_from(SHARED if SHARED.is_dir() else None, Random(seed))  # noqa: S311


def main() -> int:
    """Fuzz, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=2000, help="how many, over all kinds")
    parser.add_argument("--seed", default="1", help="another seed gives other inputs")
    parser.add_argument("--only", default="", help="kinds with this in their name")
    parser.add_argument("--output", type=Path, help="the folder for what shows a fault")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ.setdefault("TEIKIT_CACHE", str(Path(name) / "cache"))
        output = asked.output or Path(tempfile.gettempdir()) / "teikit-faults"
        report = run(asked.inputs, asked.seed, asked.only, output, Place.made(Path(name) / "place"))
    print(report.summary())
    if report.faults:
        print(f"Inputs that show them: {output}")
    return int(bool(report.faults) or peak() > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
