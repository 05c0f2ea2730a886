"""Try everything a page of the documentation shows, in an empty folder.

python tools/try_page.py docs/tutorial.md             say where the page is wrong
python tools/try_page.py --update docs/tutorial.md    put the real output into the page

Every fenced block follows a comment that says what to do with it:

    <!-- try: write PATH -->            make a file of it
    <!-- try: append PATH -->           put it at the end of a file
    <!-- try: replace PATH TEXT -->     put it in the place of the element TEXT in a file
    <!-- try: find PATH -->             it is in the file; the block after it, `put`, replaces it
    <!-- try: put PATH -->
    <!-- try: run [CODE] -->            run the lines after `$`, compare the output and exit code
    <!-- try: exists -->                each line is a file that is there
    <!-- try: contains PATH -->         it is in the file, whatever the white space
    <!-- try: skip -->                  only shown

Two comments need no block: `<!-- try: copy FOLDER -->` copies a folder of the project, and
`<!-- try: edit PATH "OLD" "NEW" -->` changes a file. A line `…` in the output stands for any lines.
"""

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANY = "…"
_WITHOUT_BLOCK = {"copy", "edit"}
# What no page is ever to show, even if it is what really happens.
_FAULTS = ("Traceback", "teikit: This is a fault")
_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>\w*)$")
_COMMENT = re.compile(r"^ *<!-- try: (?P<verb>\w+) ?(?P<rest>.*?) ?-->$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block with what is to be done with it; `first` is its first line, from 0."""

    verb: str
    arguments: tuple[str, ...]
    lines: tuple[str, ...]
    first: int
    indent: str = ""

    @property
    def text(self) -> str:
        """Return the content, each line ended."""
        return "".join(f"{line}\n" for line in self.lines)


class PageError(Exception):
    """The page shows something that is not so; the text says where and what."""


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Return the blocks of a page in order; a block without a comment is a mistake."""
    comment: re.Match[str] | None = None
    numbers = iter(range(len(lines)))
    for number in numbers:
        line = lines[number]
        fence = _FENCE.match(line)
        if fence:
            end = next(n for n in numbers if lines[n].strip() == "```")
            if comment is None:
                msg = f"line {number + 1}: the block has no comment that says how to try it"
                raise PageError(msg)
            indent = fence["indent"]
            content = tuple(text.removeprefix(indent) for text in lines[number + 1 : end])
            arguments = tuple(shlex.split(comment["rest"]))
            yield Block(comment["verb"], arguments, content, number + 1, indent)
            comment = None
        elif found := _COMMENT.match(line):
            comment = None if found["verb"] in _WITHOUT_BLOCK else found
            if comment is None:
                yield Block(found["verb"], tuple(shlex.split(found["rest"])), (), number)


def squeezed(text: str) -> str:
    """Return a text with its white space reduced to single spaces."""
    return " ".join(text.split())


def environment() -> dict[str, str]:
    """Return the environment of commands: as in an active virtual environment, without colour."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "NO_COLOR": "1", "PYTHONUTF8": "1"}


class Trial:
    """One page being tried in a folder; `outputs` collects what the commands really print."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.here = folder
        self.found = ""
        self.outputs: list[tuple[Block, list[str]]] = []
        self.problems: list[str] = []

    def do(self, block: Block) -> None:
        """Do what the comment of a block says."""
        getattr(self, f"do_{block.verb}")(block, *block.arguments)

    def do_skip(self, block: Block, *_reason: str) -> None:
        """Leave a block that is only shown."""

    def do_copy(self, _block: Block, name: str) -> None:
        """Copy a folder of the project."""
        shutil.copytree(ROOT / name, self.here / name)

    def do_write(self, block: Block, name: str) -> None:
        """Make a file."""
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def do_append(self, block: Block, name: str) -> None:
        """Put text at the end of a file."""
        with (self.here / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{block.text}")

    def do_replace(self, block: Block, name: str, element: str) -> None:
        """Replace an element in a file."""
        pattern = re.compile(rf" *<{element}[ >].*</{element}>\n", re.DOTALL)
        self._edit(block, name, pattern, block.text)

    def do_edit(self, block: Block, name: str, old: str, new: str) -> None:
        """Change a text in a file."""
        self._edit(block, name, re.compile(re.escape(old)), new)

    def do_find(self, block: Block, name: str) -> None:
        """Remember text of a file that the next block replaces."""
        self.found = block.text
        self.do_contains(block, name)

    def do_put(self, block: Block, name: str) -> None:
        """Replace the text found before."""
        words = r"\s+".join(re.escape(word) for word in self.found.split())
        self._edit(block, name, re.compile(words), block.text.strip())

    def _edit(self, block: Block, name: str, pattern: re.Pattern[str], new: str) -> None:
        path = self.here / name
        text, count = pattern.subn(lambda _match: new, path.read_text(encoding="utf-8"))
        if count != 1:
            self.problem(block, f"{name} has {count} such places")
        path.write_text(text, encoding="utf-8")

    def do_exists(self, block: Block) -> None:
        """See that files are there."""
        for line in block.lines:
            name = line.split("  ")[0].strip()
            if not (self.here / name).exists():
                self.problem(block, f"there is no {name}")

    def do_contains(self, block: Block, name: str) -> None:
        """See that a file holds a text."""
        path = self.here / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if squeezed(block.text) not in squeezed(text):
            self.problem(block, f"{name} does not have this")

    def do_run(self, block: Block, code: str = "0") -> None:
        """Run commands and compare what they print; the last one ends with the code."""
        real: list[str] = []
        last = 0
        for line in block.lines:
            if line.startswith("$ "):
                last, output = self.command(shlex.split(line[2:]))
                real += [line, *output]
        if last != int(code):
            self.problem(block, f"exit code {last}:\n" + "\n".join(real))
        if not same(block.lines, real):
            difference = difflib.unified_diff(block.lines, real, "shown", "real", lineterm="")
            self.problem(block, "\n".join(difference))
            if not any(line.startswith(_FAULTS) for line in real):
                self.outputs.append((block, real))

    def command(self, words: Sequence[str]) -> tuple[int, list[str]]:
        """Run one command; return its exit code and what it printed."""
        if words[0] == "cd":
            self.here = self.here / words[1]
            return 0, []
        run = {
            "teikit": (sys.executable, "-c", "from teikit.cli import main; main()"),
            "python": (sys.executable,),
        }[words[0]]
        finished = subprocess.run(
            [*run, *words[1:]],
            cwd=self.here,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        output = finished.stdout.replace(str(self.folder), "").replace(str(ROOT), ANY)
        output = output.replace("\\", "/")
        return finished.returncode, [line.rstrip() for line in output.splitlines()]

    def problem(self, block: Block, text: str) -> None:
        """Note that a block is not so."""
        self.problems.append(f"line {block.first + 1}: {text}")


def same(shown: Sequence[str], real: Sequence[str]) -> bool:
    """Return whether the lines are the same; `…` stands for any number of lines."""
    parts = ["(?:.*\n)*" if line == ANY else re.escape(line) + "\n" for line in shown]
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in real)) is not None


def updated(lines: Sequence[str], outputs: Sequence[tuple[Block, list[str]]]) -> list[str]:
    """Return the page with real output in the place of what it showed."""
    fresh = list(lines)
    for block, real in sorted(outputs, key=lambda pair: -pair[0].first):
        end = block.first + len(block.lines)
        fresh[block.first : end] = [f"{block.indent}{line}".rstrip() for line in real]
    return fresh


def attempt(lines: Sequence[str]) -> Trial:
    """Try a page in a new folder; return what was found out."""
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name).resolve())
        for block in blocks(lines):
            trial.do(block)
    return trial


def main() -> None:
    """Try the pages named on the command line; exit code 1 if one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--update", action="store_true", help="put the real output into the page")
    parser.add_argument("pages", nargs="+", type=Path)
    arguments = parser.parse_args()
    wrong = False
    for page in arguments.pages:
        lines = page.read_text(encoding="utf-8").splitlines()
        trial = attempt(lines)
        wrong = wrong or bool(trial.problems)
        for problem in trial.problems:
            print(f"{page}, {problem}", flush=True)
        if arguments.update and trial.outputs:
            fresh = updated(lines, trial.outputs)
            page.write_text("".join(f"{line}\n" for line in fresh), encoding="utf-8")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
