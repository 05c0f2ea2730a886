"""The use of SaxonC in a process of its own: rules that never end are stopped, and said to be."""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from hashlib import sha256
from typing import Any, Final

from teikit.errors import EnvironmentProblemError, TeikitError
from teikit.records import dataclass
from teikit.xml.parse import Document
from teikit.xml.saxon_messages import Report
from teikit.xml.saxon_nodes import Program, Ran, base_uri, text_of

SECONDS: Final = 30
"""How long the compilation of a stylesheet, or a run on one document, may take."""

_TOO_LATE: Final = 1  # as `saxon_child` has it, which is not for this process
_SECONDS_TO_END: Final = 5
_SERVE: Final = "from teikit.xml.saxon_child import serve; serve()"


class StoppedError(TeikitError):
    """A stylesheet was stopped; the text says what it did."""


@dataclass(frozen=True, slots=True)
class _Apart:
    """A stylesheet for the other process, and the name it has there."""

    text: str
    name: str


@dataclass(slots=True)
class _Child:
    """The other process; `known` are the stylesheets it has compiled."""

    process: "subprocess.Popen[bytes]"
    known: set[str] = field(default_factory=set)

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a request; raises `StoppedError` where there is none."""
        reader, writer = self.process.stdout, self.process.stdin
        line = json.dumps({**request, "seconds": SECONDS}).encode("ascii") + b"\n"
        answer = b""
        if reader is not None and writer is not None:
            with suppress(OSError):
                writer.write(line)
                writer.flush()
                answer = reader.readline()
        if not answer.endswith(b"\n"):
            raise StoppedError(self._why())
        found: dict[str, Any] = json.loads(answer)
        return found

    def _why(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            if self.process.wait(_SECONDS_TO_END) == _TOO_LATE:
                return f"took longer than {SECONDS} seconds"
        return "brought the processor down, perhaps for want of memory,"

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


_lock = threading.Lock()
_children: list[_Child] = []


def compile_apart(text: str) -> Program | tuple[Report, ...]:
    """Return a stylesheet's program, or what is wrong with it; raises `StoppedError`.

    The program may do nothing outside the documents it gets.
    """
    apart = _Apart(text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    reports = _asked(apart, None)["reports"]
    return tuple(Report(*one) for one in reports) or Program(apart, trusted=False)


def runs_apart(program: Program) -> bool:
    """Return whether a program is for the other process."""
    return isinstance(program.executable, _Apart)


def run_apart(
    program: Program,
    document: Document,
    others: Mapping[str, Document],
    flags: Mapping[str, bool | Sequence[str]],
    documents: str,
) -> Ran:
    """Return what a program makes of a document, as `run_program` does; raises `StoppedError`."""
    apart = program.executable
    if not isinstance(apart, _Apart):
        msg = "the program was compiled for this process"
        raise TypeError(msg)
    request = {
        "program": apart.name,
        "document": [base_uri(document.source), text_of(document.tree)],
        "others": {uri: text_of(one.tree) for uri, one in others.items()},
        "flags": dict(flags),
        "documents": documents,
    }
    answer = _asked(apart, request)
    reports = tuple(Report(*one) for one in answer["reports"])
    return Ran(answer["text"], tuple(answer["messages"]), reports)


def _asked(apart: _Apart, request: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the answer to a request, or to that for the program itself."""
    with _lock:
        child = _child()
        try:
            answer: dict[str, Any] = {"reports": []}
            if apart.name not in child.known:
                answer = child.ask({"program": apart.name, "stylesheet": apart.text})
                if not answer["reports"]:
                    child.known.add(apart.name)
            return answer if request is None else child.ask(request)
        except BaseException:
            _end()  # whatever the other process still does, nobody waits for it
            raise


def _child() -> _Child:
    if not _children:
        # -P: nothing is imported from the folder at hand, which may be a stranger's.
        command = [sys.executable, "-P", "-c", _SERVE]
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(  # noqa: S603 - the same interpreter
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            msg = f"Python cannot be started a second time, for Schematron: {error}"
            raise EnvironmentProblemError(msg) from error
        _children.append(_Child(process))
    return _children[0]


@atexit.register
def _end() -> None:
    while _children:
        _children.pop().end()


def _forget() -> None:
    # A forked process must not ask the child of its parent.
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    _forgotten.extend(_children)
    _children.clear()


_forgotten: list[_Child] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
