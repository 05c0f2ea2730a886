"""Files that are none, that change or cannot be read; caches and disks that cannot be written."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.attack.harness import letter, teikit, write
from tests.unprivileged import unprivileged

from teikit.edition.tasks import tasks_for

COMMAND = (sys.executable, "-c", "from teikit.cli import main; main()")
HANGS = 40  # seconds: a guard, no measure
POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")


def alone(
    *arguments: str | Path, prefix: Sequence[str] = (), **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Return how a process of its own ends; it must end."""
    return subprocess.run(
        [*prefix, *COMMAND, *map(str, arguments)],
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=HANGS,
        check=False,
    )


# what is given to commands instead of a file; a pipe that nobody writes to is `pipe`
NO_FILES = (
    "/dev/zero",
    "/dev/urandom",
    "/dev/null",
    "/dev/tty",
    "/dev/stdin",
    "pipe",
    ".",
    "socket",
)
COMMANDS = (
    ("validate", "{}"),
    ("validate", "letter.xml", "--schema", "{}"),
    ("validate", "letter.xml", "--baseline", "{}"),
    ("transform", "{}", "--to", "text"),
    ("schema", "{}", "-o", "made"),
    ("odd", "lint", "{}"),
)


@POSIX
@pytest.mark.parametrize("name", NO_FILES)
def test_nothing_waits_for_what_is_no_file(edition: Path, name: str) -> None:
    os.mkfifo(edition / "pipe")
    os.mknod(edition / "socket", stat.S_IFSOCK | 0o600)
    calls = "\n".join(repr([part.format(name) for part in command]) for command in COMMANDS)
    # One process for all: each call ends by itself, or the time of all is over.
    program = (
        "import sys\nfrom teikit.cli import main\nfor call in sys.argv[1].splitlines():\n"
        "    sys.argv = ['teikit', *eval(call)]\n    try:\n        main()\n"
        "    except SystemExit as end:\n        print('END', end.code, call, file=sys.stderr)\n"
        "    else:\n        print('END', 0, call, file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, calls],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=HANGS,
        check=False,
    )
    said = run.stdout.decode() + run.stderr.decode()
    assert said.count("END ") == len(COMMANDS), said
    assert "Traceback" not in said
    assert "a fault in teikit itself" not in said


@POSIX
def test_an_edition_of_what_is_no_file_ends(edition: Path) -> None:
    os.mkfifo(edition / "pipe.xml")
    (edition / "zero.xml").symlink_to("/dev/zero")
    (edition / "circle.xml").symlink_to("circle.xml")
    (edition / "folder.xml").mkdir()
    (edition / "circle").symlink_to(edition)
    run = alone("validate", ".")
    assert run.returncode == 0, run.stdout + run.stderr
    assert b"1 file checked" in run.stdout
    write(edition / "teikit.toml", '[edition]\ntitle = "E"\ndocuments = ["**/*.xml"]\n')
    for command in (("validate", "."), ("build", ".", "-o", "site")):
        run = alone(*command)
        assert b"fault in teikit itself" not in run.stderr
        assert run.returncode in {0, 1}, run.stdout + run.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_may_not_be_read_is_said(edition: Path, jobs: str) -> None:
    write(edition / "x.xml", letter()).chmod(0)
    (edition / "closed").mkdir(0)
    run = alone("validate", ".", "--jobs", jobs, prefix=unprivileged())
    (edition / "closed").chmod(0o700)
    assert run.returncode == 2, run.stdout + run.stderr
    assert b"x.xml:1:1: error XML016" in run.stdout
    assert b"Permission denied" in run.stdout
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("role", ["schema", "teikit.toml", "baseline", "target"])
def test_other_files_that_may_not_be_read(edition: Path, role: str) -> None:
    write(edition / "x.xml", letter('<p><ref target="y.xml#here">x</ref></p>'))
    write(edition / "y.xml", letter('<p xml:id="here"/>'))
    options: tuple[str, ...] = ()
    if role == "schema":
        write(edition / "own.rng", "<grammar/>").chmod(0)
        options = ("--schema", "own.rng")
    elif role == "teikit.toml":
        write(edition / "teikit.toml", '[edition]\ntitle = "E"\n').chmod(0)
    elif role == "baseline":
        write(edition / "known.json", "{}").chmod(0)
        options = ("--baseline", "known.json")
    else:
        (edition / "y.xml").chmod(0)
    run = alone("validate", "x.xml", *options, prefix=unprivileged())
    said = run.stdout + run.stderr
    assert run.returncode == (0 if role == "target" else 2), said
    assert b"Traceback" not in said
    assert b"fault in teikit itself" not in said


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "x.xml", "-o", "closed/report.txt"),
        ("validate", "x.xml", "--write-baseline", "closed/known.json"),
        ("transform", "x.xml", "--to", "html", "-o", "closed/x.html"),
        ("schema", "teikit:tei", "--to", "rng", "-o", "closed"),
        ("build", ".", "-o", "closed/site"),
    ],
)
def test_a_folder_that_may_not_be_written_to(edition: Path, command: tuple[str, ...]) -> None:
    write(edition / "x.xml", letter())
    write(edition / "teikit.toml", '[edition]\ntitle = "E"\ndocuments = ["*.xml"]\n')
    (edition / "closed").mkdir(0o500)
    run = alone(*command, prefix=unprivileged())
    said = run.stdout + run.stderr
    assert run.returncode == 2, said
    assert b"ermission denied" in said
    assert b"Traceback" not in said
    assert b"fault in teikit itself" not in said
    assert not list((edition / "closed").iterdir())


@pytest.mark.parametrize("what", ["gone", "a folder", "empty", "longer", "no XML"])
@pytest.mark.parametrize("moment", range(1, 5))
def test_a_file_that_changes_while_it_is_read(
    edition: Path, monkeypatch: pytest.MonkeyPatch, what: str, moment: int
) -> None:
    path = write(
        edition / "x.xml", letter('<p xml:id="a">x</p><p xml:id="a"><ref target="#b"/></p>')
    )
    write(edition / "y.xml", letter('<p><ref target="x.xml#nothing">x</ref></p>'))
    write(edition / "teikit.toml", '[edition]\ntitle = "E"\ndocuments = ["*.xml"]\n')
    real, seen = Path.read_bytes, []

    def read_bytes(self: Path) -> bytes:
        if self.name == "x.xml":
            seen.append(self)
            if len(seen) == moment:
                _change(path, what)
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    for command in (("validate", "."), ("build", ".", "-o", "site"), ("validate", ".")):
        answer = teikit(*command)
        assert answer.shown


def _change(path: Path, what: str) -> None:
    if path.is_dir():
        return
    data = path.read_bytes() if what == "longer" else b""
    path.unlink()
    if what == "a folder":
        path.mkdir()
    elif what != "gone":
        path.write_bytes({"longer": data * 2, "no XML": b"nothing of the kind"}.get(what, b""))


def test_a_file_that_goes_between_listing_and_reading(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(edition / "x.xml", letter())
    listed = tasks_for

    def then_gone(*arguments: object) -> object:
        tasks = list(listed(*arguments))  # type: ignore[arg-type]
        path.unlink()
        return tasks

    monkeypatch.setattr("teikit.cli.validate.tasks_for", then_gone)
    answer = teikit("validate", ".")
    assert answer.code == 2
    assert "error XML016" in answer.shown
    assert "No such file" in answer.shown
    assert "2 files checked" in answer.shown


def _pipe(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/full")


def _circle(path: Path) -> None:
    path.symlink_to(path)


def _database(place: Path, statement: str) -> None:
    place.mkdir()
    connection = sqlite3.connect(place / "results.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()


# what is in the place of the cache, made by a function of the place
CACHES: dict[str, Callable[[Path], object]] = {
    "a file": lambda place: place.write_bytes(b"x"),
    "a folder of folders": lambda place: (place / "results.sqlite").mkdir(parents=True),
    "no database": lambda place: write(
        place / "results.sqlite", b"SQLite format 3\0" + b"x" * 9999
    ),
    "nothing": lambda place: write(place / "results.sqlite", b""),
    "a database of another kind": lambda place: _database(place, "CREATE TABLE found (a)"),
    "a database of a later version": lambda place: _database(place, "PRAGMA user_version = 99"),
    "a pipe": lambda place: _pipe(place / "results.sqlite"),
    "a device": lambda place: _device(place / "results.sqlite"),
    "links in a circle": _circle,
}


@POSIX
@pytest.mark.parametrize("name", CACHES)
def test_whatever_is_in_the_place_of_the_cache(edition: Path, name: str) -> None:
    for number in range(5):
        write(edition / f"{number}.xml", letter(f"<p>{number}</p>"))
    write(edition / "s.rnc", "start = element x { empty }")  # soon compiled
    cache = edition.parent / "cache"
    CACHES[name](cache)
    for _ in range(2):
        run = alone("validate", ".", "--schema", "s.rnc", TEIKIT_CACHE=str(cache))
        assert run.returncode == 1, run.stdout + run.stderr
        assert b"6 files checked: 6 errors in 6 files." in run.stdout, run.stdout + run.stderr
        assert b"fault in teikit" not in run.stderr


def test_garbage_in_the_cache_is_not_believed(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path / "cache"))
    for number in range(5):
        write(edition / f"{number}.xml", letter(f"<p>{number} <date when='x'>y</date></p>"))
    first = teikit("validate", ".")
    assert teikit("validate", ".").shown == first.shown
    for damage in (
        b"[]",
        b"{}",
        b"",
        b"[[], []]",
        b'[{"x": 1}, [1, 2, 3]]',
        b"\xff" * 99,
        b"[" * 9999,
    ):
        for path in (tmp_path / "cache").rglob("*.json"):
            path.write_bytes(damage)
        with sqlite3.connect(tmp_path / "cache" / "results.sqlite") as connection:
            connection.execute("UPDATE found SET value = ?", (damage.decode("latin-1"),))
        connection.close()
        assert teikit("validate", ".").shown == first.shown


def test_a_locked_cache_keeps_nobody_waiting_for_long(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path / "cache"))
    for number in range(5):
        write(edition / f"{number}.xml", letter(f"<p>{number}</p>"))
    assert teikit("validate", ".").code == 0
    write(edition / "0.xml", letter("<p>new</p>"))
    holder = sqlite3.connect(tmp_path / "cache" / "results.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    answer = teikit("validate", ".")
    holder.close()
    assert answer.code == 0
    assert "6 files checked: no errors." in answer.shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said_by_every_command(edition: Path) -> None:
    write(edition / "x.xml", letter("<p><date when='x'>y</date></p>"))
    for command in (
        ("validate", "x.xml", "-o", "/dev/full"),
        ("validate", "x.xml", "--format", "html", "-o", "/dev/full"),
        ("validate", "x.xml", "--write-baseline", "/dev/full"),
        ("transform", "letter.xml", "--to", "text", "-o", "/dev/full"),
    ):
        answer = teikit(*command)
        assert answer.code == 2, command
        assert "No space left" in answer.shown, answer.shown
    assert sorted(path.name for path in edition.iterdir()) == ["letter.xml", "x.xml"]
