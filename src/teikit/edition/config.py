"""`teikit.toml`: what an edition says about itself."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Outcome, has_errors
from teikit.edition.find import CONFIG_NAME, find_config
from teikit.edition.patterns import wrong_patterns
from teikit.edition.schemas import wrong_schemas
from teikit.edition.selecting import USUAL_RULES, RulesConfig, rules_config, wrong_rules
from teikit.records import dataclass
from teikit.source import Span, as_source, span_at

__all__ = ["CONFIG_NAME", "KEYS", "TEXT_VARIANTS", "EditionConfig", "find_config", "read_config"]


@dataclass(frozen=True, slots=True)
class HtmlConfig:
    """The `[html]` table: the edition's own look."""

    css: Path | None = None
    xslt: Path | None = None


@dataclass(frozen=True, slots=True)
class TextConfig:
    """The `[text]` table."""

    variant: str = "reading"
    xslt: Path | None = None


@dataclass(frozen=True, slots=True)
class PdfConfig:
    """The `[pdf]` table: own Typst template, stylesheet and fonts."""

    template: Path | None = None
    xslt: Path | None = None
    fonts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionConfig:
    """An edition's configuration; paths are absolute, patterns relative to `root`.

    `schemas` gives the files of a pattern a schema of their own, named as in `schema`; the first
    pattern that finds a file counts.
    """

    root: Path
    title: str
    subtitle: str = ""
    language: str = "en"
    editor: str = ""
    publisher: str = ""
    licence: str = ""
    url: str = ""
    schema: str = "teikit:edition"
    introduction: str = ""
    documents: tuple[str, ...] = ("documents/*.xml",)
    registers: tuple[str, ...] = ("registers/*.xml",)
    schemas: tuple[tuple[str, str], ...] = ()
    html: HtmlConfig = HtmlConfig()
    text: TextConfig = TextConfig()
    pdf: PdfConfig = PdfConfig()
    rules: RulesConfig = USUAL_RULES


_STRINGS: Final = (
    "title", "subtitle", "language", "editor", "publisher", "licence", "url", "schema",
    "introduction",
)  # fmt: skip
_MOST_PARTS: Final = 100  # of a key
_MOST: Final = 100  # mistakes that are told at a time
_LISTS: Final = ("documents", "registers")

# Every key of the file, by table, with the type its value has; the reference documents these.
# The keys of [schemas] are patterns.
KEYS: Final[Mapping[str, Mapping[str, type]]] = {
    "edition": {**dict.fromkeys(_STRINGS, str), **dict.fromkeys(_LISTS, list)},
    "schemas": {},
    "html": {"css": str, "xslt": str},
    "text": {"variant": str, "xslt": str},
    "pdf": {"template": str, "xslt": str, "fonts": list},
    "rules": {"select": list, "ignore": list, "normal-form": str, "severity": dict, "files": dict},
}
_PATTERNS: Final = "schemas"
TEXT_VARIANTS: Final = ("reading", "diplomatic")


def read_config(path: Path) -> Outcome[EditionConfig]:
    """Return the configuration in a `teikit.toml`; None where it holds a mistake."""
    source = as_source(path)
    text = source.data.decode("utf-8", errors="replace")
    deep = _deep_key(text)
    if deep is not None:
        message = f"a key of so many parts cannot be meant (at line {deep}, column 1)"
        return Outcome(None, (_not_toml(str(path), message),))
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Outcome(None, (_not_toml(str(path), str(error)),))
    except (RecursionError, ValueError):  # thousands of brackets, or of digits
        return Outcome(None, (_not_toml(str(path), "a value in it goes on without end"),))
    locate = _Locator(str(path), text)
    found = chain(_unknown(tables, locate), _wrong_types(tables, locate))
    diagnostics = tuple(islice(found, _MOST))
    if not has_errors(diagnostics):
        diagnostics = (*diagnostics, *_wrong_values(tables, locate))
    if has_errors(diagnostics):
        return Outcome(None, tuple(diagnostics))
    return Outcome(_config(path.resolve().parent, tables), tuple(diagnostics))


def _config(root: Path, tables: Mapping[str, Mapping[str, object]]) -> EditionConfig:
    edition = dict(tables["edition"])
    texts = {key: str(edition[key]) for key in _STRINGS if key in edition}
    patterns = {key: _strings(edition[key]) for key in _LISTS if key in edition}
    html, text, pdf = (dict(tables.get(name, {})) for name in ("html", "text", "pdf"))

    def path(table: Mapping[str, object], key: str) -> Path | None:
        return root / str(table[key]) if key in table else None

    return EditionConfig(
        root=root,
        **texts,  # type: ignore[arg-type]  # the keys are checked
        **patterns,  # type: ignore[arg-type]
        schemas=tuple((key, str(name)) for key, name in tables.get("schemas", {}).items()),
        html=HtmlConfig(path(html, "css"), path(html, "xslt")),
        text=TextConfig(str(text.get("variant", "reading")), path(text, "xslt")),
        pdf=PdfConfig(
            path(pdf, "template"),
            path(pdf, "xslt"),
            tuple(root / name for name in _strings(pdf.get("fonts", []))),
        ),
        rules=rules_config(tables.get("rules", {})),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _deep_key(text: str) -> int | None:
    """Return the line of a key with so many parts that reading it takes long."""
    for number, line in enumerate(text.splitlines(), start=1):
        before, equals, after = line.rpartition("=")
        if (before if equals else after).count(".") > _MOST_PARTS:
            return number
    return None


@dataclass(frozen=True, slots=True)
class _Locator:
    """Finds keys in the text of a TOML file, since tomllib tells no places."""

    name: str
    text: str

    def span(self, table: str, key: str = "") -> Span:
        """Return the place of a table's header, or of a key in it."""
        inside = False
        for number, line in enumerate(self.text.splitlines(), start=1):
            header = re.match(r"\s*\[\s*([^\]]+?)\s*\]", line)
            if header:
                inside = header[1] == table
                if inside and not key:
                    return span_at(self.name, number, line.index("[") + 1)
            at = re.match(rf"""(\s*)["']?{re.escape(key)}["']?\s*=""", line)
            if key and at and (inside or not table):
                return span_at(self.name, number, len(at[1]) + 1)
        return span_at(self.name, 1, 1)


def place_of(path: Path, table: str, key: str) -> Span:
    """Return where a setting stands in a `teikit.toml`."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return _Locator(str(path), text).span(table, key)


def _not_toml(name: str, message: str) -> Diagnostic:
    at = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line, column = (int(at[1]), int(at[2])) if at else (1, 1)
    reason = message.split(" (at ", maxsplit=1)[0].rstrip(".")
    return Diagnostic(
        "EDN001",
        f"{CONFIG_NAME} is not valid TOML: {reason}.",
        span_at(name, line, column),
        hints=('Values are written in straight quotation marks: title = "Letters".',),
    )


def _unknown(tables: Mapping[str, object], locate: _Locator) -> Iterable[Diagnostic]:
    for table, content in tables.items():
        if table not in KEYS:
            place = locate.span(table) if isinstance(content, dict) else locate.span("", table)
            yield _unknown_name(f"“{table}”", table, KEYS, place)
        elif isinstance(content, dict):
            for key in content:
                if key not in KEYS[table] and table != _PATTERNS:
                    yield _unknown_name(
                        f"“{key}” in [{table}]", key, KEYS[table], locate.span(table, key)
                    )


def _unknown_name(shown: str, name: str, known: Iterable[str], place: Span) -> Diagnostic:
    import difflib  # noqa: PLC0415 - only a mistake needs it

    near = difflib.get_close_matches(name, list(known), n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"Known here are: {', '.join(known)}."
    return Diagnostic("EDN002", f"{CONFIG_NAME} has no setting {shown}.", place, hints=(hint,))


def _wrong_types(tables: Mapping[str, object], locate: _Locator) -> Iterable[Diagnostic]:
    words: dict[type, str] = {
        str: "text in quotation marks",
        list: "a list of texts in square brackets",
        dict: "a table of its own, under a heading in square brackets",
    }
    for table, content in tables.items():
        if table not in KEYS:
            continue
        if not isinstance(content, dict):
            message = f"“{table}” should be {words[dict]}."
            yield Diagnostic("EDN003", message, locate.span("", table))
            continue
        for key, value in content.items():
            expected = str if table == _PATTERNS else KEYS[table].get(key)
            if expected and not _has_type(value, expected):
                yield Diagnostic(
                    "EDN003",
                    f"“{key}” in [{table}] should be {words[expected]}.",
                    locate.span(table, key),
                )


def _has_type(value: object, expected: type) -> bool:
    if expected is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, expected)


def _wrong_values(tables: Mapping[str, object], locate: _Locator) -> Iterable[Diagnostic]:
    edition = tables.get("edition")
    if not isinstance(edition, dict) or not str(edition.get("title", "")).strip():
        yield Diagnostic(
            "EDN004",
            "The edition has no title.",
            locate.span("edition"),
            hints=('Write title = "…" in the table [edition].',),
        )
    if isinstance(edition, dict):
        for key in _LISTS:
            yield from wrong_patterns(_strings(edition.get(key)), locate.span("edition", key))
    text = tables.get("text")
    variant = text.get("variant", "reading") if isinstance(text, dict) else "reading"
    if variant not in TEXT_VARIANTS:
        yield Diagnostic(
            "EDN003",
            f"“{variant}” is no variant of the plain text.",
            locate.span("text", "variant"),
            hints=(f"Use one of: {', '.join(TEXT_VARIANTS)}.",),
        )
    rules = tables.get("rules")
    if isinstance(rules, dict) and rules:
        yield from wrong_rules(rules, locate.span)
    schemas = tables.get(_PATTERNS)
    if isinstance(schemas, dict):
        yield from wrong_schemas(schemas, Path(locate.name).resolve().parent, locate.span)
