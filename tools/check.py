"""Run everything a change must pass: style, types, imports, tests, and the built wheel.

python tools/check.py            everything
python tools/check.py --quick    without the wheel
"""

import argparse
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command and end with its exit code if it fails."""
    print("$", " ".join(str(part) for part in command), flush=True)
    finished = subprocess.run([str(part) for part in command], cwd=cwd, check=False)
    if finished.returncode:
        sys.exit(finished.returncode)


def check_style() -> None:
    """Lint and compare with the formatter's output."""
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")


def check_types() -> None:
    """Check the types of sources, tests and tools."""
    run(PYTHON, "-m", "mypy")


def check_imports() -> None:
    """Check that imports go down only."""
    run(Path(PYTHON).parent / "lint-imports")


def check_tests() -> None:
    """Run the tests, those in docstrings too."""
    run(PYTHON, "-m", "pytest", "-q")


def check_conformance() -> None:
    """Compare every verdict with the reference's, where the reference material is present."""
    folders = ("tests/relaxng", "tests/odd", "tests/conformance/test_corpora.py")
    run(PYTHON, "-m", "pytest", "-q", "-m", "conformance", *folders)


def check_wheel() -> None:
    """Install the built wheel away from the checkout and publish an edition with it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(PYTHON, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT)
        (wheel,) = folder.glob("*.whl")
        venv.create(folder / "venv", with_pip=True)
        scripts = folder / "venv" / SCRIPTS
        run(scripts / "python", "-m", "pip", "install", "-q", wheel, cwd=folder)
        run(scripts / "teikit", "new", folder / "edition", cwd=folder)
        for command in ("validate", "build"):
            run(scripts / "teikit", command, folder / "edition", cwd=folder)
        expect(folder / "site" / "index.html", folder / "site" / "edition.pdf")


def expect(*files: Path) -> None:
    """End with an error if one of the files is missing or empty."""
    for file in files:
        if not file.is_file() or not file.stat().st_size:
            sys.exit(f"The wheel did not make {file.name}.")


STEPS: tuple[Callable[[], None], ...] = (check_style, check_types, check_imports, check_tests)


def main() -> None:
    """Run the steps in order; the first that fails ends the run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--quick", action="store_true", help="leave out the full comparison and the wheel"
    )
    quick = parser.parse_args().quick
    for step in STEPS if quick else (*STEPS, check_conformance, check_wheel):
        started = time.monotonic()
        step()
        print(f"  {step.__name__}: {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
