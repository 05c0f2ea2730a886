"""A folder of ODDs to build on one another."""

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
TAIL = "\n</body></text></TEI>\n"


@pytest.fixture
def odd(tmp_path: Path) -> Callable[..., Path]:
    """Write an ODD: what stands in its schemaSpec, and the attributes of that."""

    def write(name: str, content: str, attributes: str = "", outside: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        start = f'<schemaSpec ident="{path.stem}" start="p" {attributes}>\n'
        text = f"{HEAD}{start}{content}\n</schemaSpec>{outside}{TAIL}"
        path.write_text(text, encoding="utf-8")
        return path

    return write
