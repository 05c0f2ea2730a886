"""A teikit.toml that means harm, or nothing at all."""

from pathlib import Path

import pytest
from tests.attack.harness import teikit, write

EDITION = '[edition]\ntitle = "E"\n'
OUTSIDE = '"../**/*.xml", "/etc/*", "../secret.xml", "beside/*.xml"'

# the file
SETTINGS: dict[str, str | bytes] = {
    "nothing": "",
    "no TOML": "<TEI/>",
    "NUL": "\0" * 5000,
    "another encoding": "[edition]\ntitle = 'é'".encode("utf-16"),
    "not UTF-8": b'[edition]\ntitle = "\xff"\n',
    "deep arrays": f"{EDITION}documents = {'[' * 20_000}{']' * 20_000}",
    "deep tables": f"{EDITION}x = {'{a = ' * 5_000}1{'}' * 5_000}",
    "deep keys": EDITION + ".".join("a" * 20_000) + " = 1",
    "very long": f'{EDITION}subtitle = "{"x" * 5_000_000}"',
    "a long number": f"{EDITION}x = {'9' * 20_000}",
    "many settings": EDITION + "".join(f"x{n} = 1\n" for n in range(3_000)),
    "wrong types": "edition = 1\nhtml = []\nrules = 'x'",
    "wrong values": f"{EDITION}documents = [1, [2], {{}}]\nlanguage = 1979-05-27",
    "patterns that lead outside": f"{EDITION}documents = [{OUTSIDE}]",
    "patterns that are none": f'{EDITION}documents = ["", "**", "[", "a\\u0000b", "**/**/**"]',
    "a schema of the network": f'{EDITION}schema = "http://127.0.0.1:9/x.rng"',
    "a schema that is a device": f'{EDITION}schema = "/dev/zero"',
    "a schema with NUL": f'{EDITION}schema = "a\\u0000b.rng"',
    "an introduction outside": f'{EDITION}introduction = "../secret.xml"',
    "rules that are none": f'{EDITION}[rules]\nselect = ["", "*", "{"X" * 5000}"]',
    "rules for files that are none": f'{EDITION}[rules.files]\n"[" = ["DAT"]\n"" = ["DAT"]',
    "a look outside": f'{EDITION}[html]\ncss = "../secret.txt"\nxslt = "../secret.xml"',
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_do_no_harm(edition: Path, name: str) -> None:
    write(edition / "teikit.toml", SETTINGS[name])
    try:
        (edition / "beside").symlink_to(edition.parent)
    except OSError:
        pytest.skip("links cannot be made here")
    for command in (("validate", "."), ("validate", "letter.xml"), ("build", ".", "-o", "site")):
        answer = teikit(*command)
        assert answer.shown
        assert "root:" not in answer.shown
        assert len(answer.shown) < 600_000
        assert not answer.code or "error" in answer.shown
    for made in (edition / "site").rglob("*.*"):
        assert b"treasure" not in made.read_bytes()
