"""Where attacks happen: an edition with secrets beside it, on a computer that listens."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # tests are no package, and these share more than fixtures
    sys.path.insert(0, str(ROOT))

from tests.attack.harness import SECRET, Listener, letter  # noqa: E402


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """A server that fails the test if teikit calls it or looks up any name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        listening = Listener(server)

        def look_up(host: object, *_arguments: object, **_named: object) -> object:
            listening.asked_for.append(str(host))
            raise OSError(host)

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        yield listening
        assert not listening.heard()


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an edition with a letter; what lies beside it is secret."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (tmp_path / "secret.xml").write_text(
        f'<p xmlns="http://www.tei-c.org/ns/1.0" xml:id="s">{SECRET}</p>', encoding="utf-8"
    )
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (folder / "letter.xml").write_text(letter(), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
