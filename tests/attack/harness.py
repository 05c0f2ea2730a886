"""What all attacks share: a letter, a run of teikit that must end well, ears for the network."""

import io
import socket
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from teikit.cli import main

SECRET = "the treasure is under the third oak"  # noqa: S105 - it stands for one
_LETTER = """<?xml version="1.0" encoding="UTF-8"?>
{prolog}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"
 xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>A letter</title><editor>A. Holm</editor></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt>
<sourceDesc><p>Born digital.</p></sourceDesc>
</fileDesc>{header}</teiHeader>
<text><body>{text}</body></text>
</TEI>
"""


def letter(text: str = "<p>It snows.</p>", *, prolog: str = "", header: str = "") -> str:
    """Return a letter that is valid, but for what is put into it."""
    return _LETTER.format(prolog=prolog, header=header, text=text)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run of teikit ended, all that it printed, and what of it is the report."""

    code: int
    shown: str
    report: str


def teikit(*arguments: str | Path) -> Answer:
    """Return what teikit answers; an exception that reaches the user is a failure."""
    _forget()
    printed, told = _stream(), _stream()
    code = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed), redirect_stderr(told):
        patch.setattr(sys, "argv", ["teikit", *map(str, arguments)])
        patch.setenv("TEIKIT_DEBUG", "1")
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    report = _written(printed)
    shown = report + _written(told)
    assert code in {0, 1, 2}
    assert "Traceback" not in shown
    assert SECRET not in shown
    return Answer(code, shown, report)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True
    )


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@dataclass
class Listener:
    """A server of this computer that must never hear from anyone."""

    socket: socket.socket
    asked_for: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.socket.getsockname()[1]}"

    def heard(self) -> bool:
        """Return whether anyone has called, or asked for the address of a name."""
        try:
            self.socket.accept()
        except BlockingIOError:
            return bool(self.asked_for)
        return True


def _forget() -> None:
    """Let a run begin as a process does: what is remembered goes by the names of files."""
    for name, module in list(sys.modules.items()):
        if name.startswith("teikit.validate"):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


def write(path: Path, content: str | bytes) -> Path:
    """Return the path of a file with this content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
