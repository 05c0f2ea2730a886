"""A schema from the cache says what it said when it was compiled; a bad cache does no harm."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.unprivileged import unprivileged

from teikit import resources
from teikit.diagnostics import Diagnostic
from teikit.relaxng.freeze import freeze, thaw
from teikit.validate.cache import files as cache
from teikit.validate.grammar.load import Schema, load_schema

MESSAGES = Path(__file__).parents[2] / "relaxng" / "messages"
DOCUMENTS = sorted(MESSAGES.glob("*.xml"))
SAMPLES = sorted((resources.sample_edition() / "documents").glob("*.xml"))
PARENT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="parent" start="p">
<moduleRef key="tei"/><moduleRef key="core" include="p hi name"/>
</schemaSpec></body></text></TEI>
"""
CHILD = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="child" start="p" source="parent.odd">
<moduleRef key="tei"/><moduleRef key="core"/>
</schemaSpec></body></text></TEI>
"""


@pytest.fixture
def open_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, for other processes too."""
    cache._sources.cache_clear()  # they look at the sources later than this one
    path = tmp_path / "cache"
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(path))
    return path


@pytest.fixture
def folder(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    # Whoever edits the package while its tests run is not to make them fail.
    monkeypatch.setattr(cache, "_sources", tuple)
    return open_folder


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd" / "child.odd"
    path.parent.mkdir()
    path.write_text(CHILD, encoding="utf-8")
    path.with_name("parent.odd").write_text(PARENT, encoding="utf-8")
    return path


def tei(inside: str) -> bytes:
    return f'<p xmlns="http://www.tei-c.org/ns/1.0">{inside}</p>'.encode()


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def is_from_cache(schema: Schema) -> bool:
    return "vocabulary" not in schema.__dict__


def found_in(schema: Schema, documents: list[Path]) -> list[list[Diagnostic]]:
    return [schema.validate(document) for document in documents]


# ---------------------------------------------------------------- the same diagnostics


def test_every_message_is_the_same_from_the_cache(folder: Path) -> None:
    cold = load_schema(MESSAGES / "letters.rnc")
    expected = found_in(cold, DOCUMENTS)
    warm = load_schema(MESSAGES / "letters.rnc")
    assert not is_from_cache(cold)
    assert is_from_cache(warm)
    assert found_in(warm, DOCUMENTS) == expected
    assert any(expected)


@pytest.mark.parametrize("schema", ["tei-p5.odd", "edition.odd"])
def test_a_cached_odd_finds_the_same(folder: Path, tmp_path: Path, schema: str) -> None:
    documents = [*SAMPLES, *(_spoilt(path, tmp_path) for path in SAMPLES[:4])]
    cold = load_schema(resources.schemas() / schema)
    expected = found_in(cold, documents)
    warm = load_schema(resources.schemas() / schema)
    assert is_from_cache(warm)
    assert found_in(warm, documents) == expected
    assert any(expected)


def test_at_last_little_is_worth_keeping(folder: Path) -> None:
    first = load_schema(resources.schemas() / "edition.odd")
    first.validate(SAMPLES[0])
    before = entries(folder)[0].read_bytes()
    again = load_schema(resources.schemas() / "edition.odd")
    again.validate(tei("<table><row><cell/></row></table>"))
    assert entries(folder)[0].read_bytes() == before
    again.keep(at_last=True)
    after = entries(folder)[0].read_bytes()
    assert after != before
    third = load_schema(resources.schemas() / "edition.odd")
    third.validate(tei("<table><row><cell/></row></table>"))
    third.keep(at_last=True)
    assert entries(folder)[0].read_bytes() == after


def _spoilt(path: Path, folder: Path) -> Path:
    spoilt = folder / path.name
    text = path.read_text(encoding="utf-8").replace("<p>", "<lost><q>", 1)
    text = text.replace("</p>", "</q></lost>", 1).replace("<p>", '<p when="now">')
    spoilt.write_text(text, encoding="utf-8")
    return spoilt


def test_what_the_cache_leaves_unexplored_is_explored(folder: Path) -> None:
    cold = load_schema(MESSAGES / "letters.rnc")
    cold.validate(DOCUMENTS[0])
    warm = load_schema(MESSAGES / "letters.rnc")
    again = load_schema(MESSAGES / "letters.rnc")
    assert found_in(warm, DOCUMENTS) == found_in(cold, DOCUMENTS)
    assert warm.grammar.automaton.explored > again.grammar.automaton.explored


def test_warnings_of_the_schema_are_kept(folder: Path, odd: Path) -> None:
    odd.write_text(CHILD.replace('"parent.odd"', '"tei:1.2.3"'), encoding="utf-8")
    cold = load_schema(odd)
    cold.validate(tei("a"))
    warm = load_schema(odd)
    assert is_from_cache(warm)
    assert cold.diagnostics
    assert warm.diagnostics == cold.diagnostics


def test_hints_that_need_the_odd_are_given(folder: Path, odd: Path) -> None:
    load_schema(odd).validate(tei("a"))
    warm = load_schema(odd)
    assert is_from_cache(warm)
    (found,) = warm.validate(tei("<emph/>"))
    assert any("TEI has <emph>" in hint for hint in found.hints)
    (found,) = warm.validate(tei('<hi copyOf="#a"/>'))
    assert any("TEI has @copyOf" in hint for hint in found.hints)


def test_what_is_frozen_survives_thawing() -> None:
    schema = load_schema(resources.schemas() / "edition.odd")
    found_in(schema, SAMPLES)
    frozen = json.dumps(freeze(schema.grammar.automaton))
    assert json.dumps(freeze(thaw(json.loads(frozen)))) == frozen


# ---------------------------------------------------------------- what makes it stale


def test_an_edited_parent_is_noticed(folder: Path, odd: Path) -> None:
    document = tei("<hi>a</hi>")
    assert load_schema(odd).validate(document) == []
    assert is_from_cache(load_schema(odd))
    odd.with_name("parent.odd").write_text(PARENT.replace("p hi name", "p name"), encoding="utf-8")
    edited = load_schema(odd)
    assert not is_from_cache(edited)
    assert [one.code for one in edited.validate(document)] == ["TEI101"]


def test_an_edited_schema_is_noticed(folder: Path, odd: Path) -> None:
    load_schema(odd).validate(tei("a"))
    odd.write_text(CHILD.replace('"child"', '"infant"'), encoding="utf-8")
    assert not is_from_cache(load_schema(odd))


def test_an_edited_included_grammar_is_noticed(folder: Path, tmp_path: Path) -> None:
    outer, inner = tmp_path / "outer.rnc", tmp_path / "inner.rnc"
    outer.write_text('include "inner.rnc"', encoding="utf-8")
    inner.write_text("start = element a { empty }", encoding="utf-8")
    assert load_schema(outer).validate(b"<a/>") == []
    inner.write_text("start = element b { empty }", encoding="utf-8")
    assert load_schema(outer).validate(b"<a/>") != []


def test_an_added_release_is_noticed(
    folder: Path, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEIKIT_DATA", str(odd.parent / "data"))
    odd.write_text(CHILD.replace('"parent.odd"', '"tei:1.2.3"'), encoding="utf-8")
    schema = load_schema(odd)
    schema.validate(tei("a"))
    assert schema.diagnostics
    release = odd.parent / "data" / "p5" / "1.2.3.xml"
    release.parent.mkdir(parents=True)
    shutil.copy(resources.schemas() / "tei-p5.odd", release)
    assert load_schema(odd).diagnostics == ()


def test_a_schema_that_cannot_be_used_is_not_kept(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.rnc"
    bad.write_text("start = nowhere", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Exception, match="nowhere"):
            load_schema(bad)
    assert entries(folder) == []


# ---------------------------------------------------------------- bad caches


def _with_checksum(body: bytes) -> bytes:
    return b"teikit-cache 2 " + sha256(body).hexdigest().encode() + b"\n" + body


def _without(data: bytes, key: str) -> bytes:
    content = json.loads(data.partition(b"\n")[2])
    del content["automaton"][key]
    return _with_checksum(json.dumps(content).encode())


def _with_wrong_numbers(data: bytes) -> bytes:
    content = json.loads(data.partition(b"\n")[2])
    content["automaton"]["start"] = 10**9
    return _with_checksum(json.dumps(content).encode())


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "one byte changed": lambda data: data[:-100] + b"#" + data[-99:],
    "another program's": lambda _data: b"\x80\x04\x95 a pickle, which is a program",
    "no JSON": lambda _data: _with_checksum(b"__import__('os')"),
    "other JSON": lambda _data: _with_checksum(b"[1, 2, 3]"),
    "deep JSON": lambda _data: _with_checksum(b"[" * 100_000),
    "a part missing": lambda data: _without(data, "states"),
    "numbers of nothing": _with_wrong_numbers,
    "of another format": lambda data: data.replace(b"teikit-cache 2 ", b"teikit-cache 0 ", 1),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_bad_entry_is_ignored_and_written_anew(folder: Path, how: str) -> None:
    expected = load_schema(MESSAGES / "letters.rnc").validate(DOCUMENTS[0])
    (entry,) = entries(folder)
    good = entry.read_bytes()
    entry.write_bytes(SPOILT[how](good))
    schema = load_schema(MESSAGES / "letters.rnc")
    assert not is_from_cache(schema)
    assert schema.validate(DOCUMENTS[0]) == expected
    assert entries(folder) == [entry]
    assert entry.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(file / "cache"))
    for _ in range(2):
        schema = load_schema(MESSAGES / "letters.rnc")
        assert not is_from_cache(schema)
        schema.validate(DOCUMENTS[0])
    assert file.read_bytes() == b""


def test_a_folder_without_leave_to_write_is_done_without(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from teikit.validate.grammar.load import load_schema\n"
        "load_schema(Path(sys.argv[1])).validate(sys.argv[2])\n"
    )
    files = (MESSAGES / "letters.rnc", DOCUMENTS[0])
    command = [*unprivileged(), sys.executable, "-c", program, *map(str, files)]
    subprocess.run(command, check=True)
    assert entries(folder) == []


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (cache.FOLDER_VARIABLE, "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert cache.cache_folder() is None
    assert not is_from_cache(load_schema(MESSAGES / "letters.rnc"))


def test_old_entries_make_room(folder: Path) -> None:
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.json").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"mine")
    load_schema(MESSAGES / "letters.rnc").validate(DOCUMENTS[0])
    names = {path.name for path in entries(folder)}
    assert len(names) < 60
    assert "notes.txt" in names
    assert is_from_cache(load_schema(MESSAGES / "letters.rnc"))


# ---------------------------------------------------------------- several at a time


WRITER = """
import sys
from teikit.validate.grammar.load import load_schema
schema = load_schema(sys.argv[1])
for path in sys.argv[2:]:
    schema.validate(path)
"""


def test_several_processes_may_write_at_a_time(open_folder: Path) -> None:
    schema = MESSAGES / "letters.rnc"
    expected = found_in(load_schema(schema), DOCUMENTS)
    shutil.rmtree(open_folder)
    command = [sys.executable, "-c", WRITER, str(schema), *map(str, DOCUMENTS[:8])]
    writers = [subprocess.Popen(command) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    assert len(entries(open_folder)) == 1
    warm = load_schema(schema)
    assert is_from_cache(warm)
    assert found_in(warm, DOCUMENTS) == expected


def test_a_cached_schema_needs_no_compiler(open_folder: Path) -> None:
    schema = resources.schemas() / "edition.odd"
    load_schema(schema).validate(SAMPLES[0])
    code = f"{WRITER}\nheavy = {{'lxml', 'click', 'xmlschema', 'difflib', 'teikit.odd.compile'}}"
    code += "\nprint(sorted(heavy & set(sys.modules)))"
    command = [sys.executable, "-c", code, str(schema), str(SAMPLES[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
