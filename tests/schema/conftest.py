"""What tests of schema files share: Xerces, the validator of XML Schema inside Java."""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "xsd" / "Xerces.java"

Xerces = Callable[[Mapping[Path, Iterable[Path]]], dict[Path, dict[Path, str]]]


@pytest.fixture
def xerces(tmp_path: Path) -> Xerces:
    """Validates documents, listed by their schemas; returns "ok" or what is wrong.

    What is said about a schema itself stands under its own path.
    """
    java = shutil.which("java")
    if java is None:
        pytest.skip("Java is not installed, so Xerces cannot be asked")

    def ask(work: Mapping[Path, Iterable[Path]]) -> dict[Path, dict[Path, str]]:
        tasks = {schema: [schema, *documents] for schema, documents in work.items()}
        lines = [
            f"schema {path}" if path == schema else str(path)
            for schema, paths in tasks.items()
            for path in paths
        ]
        listed = tmp_path / "xerces.txt"
        listed.write_text("\n".join(lines), encoding="utf-8")
        command = [java, "-Dfile.encoding=UTF-8", str(PROGRAM), str(listed)]
        run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        said = iter(run.stdout.splitlines())
        return {schema: {path: next(said) for path in paths} for schema, paths in tasks.items()}

    return ask
