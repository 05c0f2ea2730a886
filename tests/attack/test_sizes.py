"""Documents of sizes that nobody means: an answer in bounded memory, in a process of its own."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.attack.harness import letter

MEMORY = 1_500  # megabytes, for all of teikit and a document of 100 MB
HANGS = 120  # seconds: a guard, no measure
PROGRAM = """
import re
import sys
from pathlib import Path
from teikit.cli import main
sys.argv = ["teikit", *sys.argv[1:]]
try:
    main()
finally:
    # What getrusage tells of a new process is at least what its parent had; this is its own.
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())
        print("PEAK", int(found[1]) >> 10)
"""
BEFORE, AFTER = letter("<p>HERE</p>").split("<p>HERE</p>")
MANY = 1_000_000


def levels() -> Iterator[str]:
    """Yield a million levels."""
    for _ in range(100):
        yield "<div>" * (MANY // 100)
    for _ in range(100):
        yield "</div>" * (MANY // 100)


def long_attribute() -> Iterator[str]:
    """Yield an attribute of 100 MB."""
    yield '<p n="'
    for _ in range(100):
        yield "x" * MANY
    yield '"/>'


def attributes() -> Iterator[str]:
    """Yield an element of a million attributes."""
    yield "<p"
    for number in range(MANY):
        yield f' a{number}=""'
    yield "/>"


def same_attributes() -> Iterator[str]:
    """Yield an element with an attribute given a million times."""
    yield "<p" + ' n="x"' * MANY + "/>"


def namespaces() -> Iterator[str]:
    """Yield an element of 100,000 namespaces."""
    yield "<p" + "".join(f' xmlns:n{number}="urn:{number}"' for number in range(MANY // 10)) + "/>"


def long_comment() -> Iterator[str]:
    """Yield a comment of 50 MB."""
    yield "<!--" + "x" * (50 * MANY) + "--><p>x</p>"


def long_text() -> Iterator[str]:
    """Yield a paragraph of 60 MB on a line."""
    yield "<p>" + "word " * (12 * MANY) + "</p>"


def long_name() -> Iterator[str]:
    """Yield an element with a name of 10 MB."""
    name = "x" * (10 * MANY)
    yield f"<{name}/>"


def mistakes() -> Iterator[str]:
    """Yield as many mistakes as words."""
    yield '<p xml:id="x" n="" when="y" ref="#no">\u00e4</p>' * 3_000


# what makes a document, the exit code, and what is said
SIZES: dict[Callable[[], Iterator[str]], tuple[int, str]] = {
    levels: (1, "XML012"),
    long_attribute: (1, "XML013"),
    attributes: (1, "XML013"),
    same_attributes: (1, "XML0"),
    namespaces: (1, "XML013"),
    long_comment: (1, "XML013"),
    long_text: (0, ""),
    long_name: (1, "TEI10"),
    mistakes: (1, "IDS101"),
}


@pytest.mark.parametrize("made", SIZES, ids=lambda made: made.__name__)
def test_a_document_of_any_size_has_an_answer(
    edition: Path, made: Callable[[], Iterator[str]]
) -> None:
    code, said = SIZES[made]
    with (edition / "x.xml").open("w", encoding="utf-8") as file:
        file.write(BEFORE)
        file.writelines(made())
        file.write(AFTER)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "validate", "x.xml"],
        capture_output=True,
        timeout=HANGS,
        check=False,
    )
    (edition / "x.xml").unlink()
    shown = run.stdout.decode() + run.stderr.decode()
    assert run.returncode == code, shown[:2000]
    assert said in shown
    assert "Traceback" not in shown
    assert len(shown) < 100_000
    peak = re.search(r"PEAK (\d+)", shown)
    assert peak is None or int(peak[1]) < MEMORY
