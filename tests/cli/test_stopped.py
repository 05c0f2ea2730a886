"""Ctrl-C: the run ends at once, says so, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from teikit import resources

# Who runs tests in the background may have turned Ctrl-C off for all that they start.
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from teikit.cli import main; main()"
)
TEIKIT = [sys.executable, "-c", START]
# What is wrong takes longest.
ENDLESS = "<p>{}</p>".format("<hi>x</hi><wrong/>" * 200)


def letters(folder: Path, number: int) -> None:
    head, body, foot = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><body>',
        ENDLESS * 20,
        "</body></text></TEI>",
    )
    folder.mkdir()
    for one in range(number):
        text = f"{head}<p n='{one}'/>{body}{foot}"
        (folder / f"{one}.xml").write_text(text, encoding="utf-8")


def has_begun(cache: Path) -> bool:
    return any(cache.glob("*.json"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in a way of its own")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_run_and_leaves_no_half_report(tmp_path: Path, jobs: str) -> None:
    letters(tmp_path / "letters", 400)
    cache = tmp_path / "cache"
    command = [*TEIKIT, "validate", "letters", "--jobs", jobs, "-o", "report.txt"]
    schema = str(resources.schemas() / "edition.rng")
    with subprocess.Popen(
        [*command, "--schema", schema],
        cwd=tmp_path,
        env={**os.environ, "TEIKIT_CACHE": str(cache)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while not has_begun(cache) and process.poll() is None:
            time.sleep(0.05)
        # As a terminal does it: to the command and all processes that it has started.
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "\nteikit: stopped.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "letters"]
