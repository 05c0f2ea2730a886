"""What there is to validate in the paths a user names."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome, SchemaError
from teikit.edition.association import associate, edition_root
from teikit.edition.find import CONFIG_NAME, find_config
from teikit.records import dataclass
from teikit.source import span_at
from teikit.validate.selection import EVERYTHING_USUAL
from teikit.validate.standard import Standard
from teikit.validate.work import Task

# Whether identifiers of a file are unique, and what points at them within it.
_IDENTIFIERS = ("IDS", "LNK101", "LNK201")

_TEI_FILES = 'TEI files end in .xml and start with <TEI xmlns="http://www.tei-c.org/ns/1.0">.'
_OTHERS = "To check other XML files, name their schema with --schema."

# A single file with no teikit.toml above it needs none of this.
if TYPE_CHECKING:
    from teikit.edition.config import EditionConfig


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks for, for all files: a schema, rules by code, identifiers or not.

    Companions are the files of an edition that only `[schemas]` names.
    """

    schema: Path | None = None
    ids: bool = True
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    companions: bool = True


def tasks_for(paths: Iterable[Path], asked: Asked) -> Iterator[Task]:
    """Yield one task a file, in a stable order; raises `SchemaError` for a bad teikit.toml."""
    surroundings = _Surroundings()
    seen: set[str] = set()
    for given in paths:
        notes = _notes(given, surroundings)
        for path in _files(given, asked, surroundings):
            name = str(path)
            if name in seen:
                continue
            seen.add(name)
            task = _task(path, given, asked, surroundings)
            if notes:
                task = replace(task, diagnostics=(*notes, *task.diagnostics))
                notes = ()
            yield task


class _Surroundings:
    """Remembers what lies around files: many of them lie in the same folder."""

    def __init__(self) -> None:
        # By name, since paths take long to be compared.
        self._above: dict[str, Path | None] = {}
        self._roots: dict[str, Path] = {}
        self._configs: dict[Path, Outcome[EditionConfig]] = {}
        self._own_schemas: dict[Path, dict[Path, str]] = {}
        self._standards: dict[tuple[Path, Path, Path], Standard] = {}

    def config_path(self, folder: str) -> Path | None:
        """Return the teikit.toml of a folder or above it."""
        if folder not in self._above:
            self._above[folder] = find_config(Path(folder))
        return self._above[folder]

    def root(self, path: Path, given: Path) -> Path:
        """Return the folder whose files a document may reach, without a teikit.toml."""
        name = str(given)
        if str(path) == name:
            return edition_root(path, given)
        if name not in self._roots:
            self._roots[name] = edition_root(path, given)
        return self._roots[name]

    def config(self, path: Path) -> "EditionConfig":
        """Return what a teikit.toml says; raises `SchemaError` where it is wrong."""
        if path not in self._configs:
            from teikit.edition.config import read_config

            self._configs[path] = read_config(path)
        outcome = self._configs[path]
        if outcome.value is None:
            raise SchemaError(outcome.diagnostics)
        return outcome.value

    def warnings(self, path: Path) -> tuple[Diagnostic, ...]:
        """Return what else is to be said about a teikit.toml that can be used."""
        self.config(path)
        return self._configs[path].diagnostics

    def own_schema(self, path: Path, config: "EditionConfig | None") -> str | None:
        """Return what the schema is called that a file of an edition has for itself."""
        if config is None or not config.schemas:
            return None
        # The name by which it is part of the edition counts, also where it is a link.
        return self.own_schemas(config).get(path.parent.resolve() / path.name)

    def own_schemas(self, config: "EditionConfig") -> dict[Path, str]:
        """Return the files of an edition with a schema of their own, and what it is called."""
        if config.root not in self._own_schemas:
            from teikit.edition.schemas import own_schemas

            self._own_schemas[config.root] = own_schemas(config.root, config.schemas)
        return self._own_schemas[config.root]

    def standard(
        self,
        schema: Path,
        root: Path,
        config: "EditionConfig | None",
        asked: Asked,
        given: Path,
    ) -> Standard:
        """Return what files of a folder are held against, the same object for all of them."""
        key = schema, root, given
        known = self._standards.get(key)
        if known is None:
            known = self._standards[key] = _standard(schema, root, config, asked, given)
        return known


def _standard(
    schema: Path, root: Path, config: "EditionConfig | None", asked: Asked, given: Path
) -> Standard:
    selection = config.rules.selection if config else EVERYTHING_USUAL
    ignore = asked.ignore if asked.ids else (*asked.ignore, *_IDENTIFIERS)
    if asked.only or ignore:
        selection = selection.on_command_line(asked.only, ignore)
    if config is None:
        own = asked.schema is not None or schema.parent == resources.schemas()
        return Standard(schema, root, asked.ids, selection, within=None if own else root)
    from teikit.validate.check_settings import CheckSettings

    whole = given.is_dir() and given.resolve() == config.root
    return Standard(
        schema,
        root,
        asked.ids,
        selection,
        CheckSettings(config.rules.normal_form),
        edition=True,
        registers=_registers(config) if whole else (),
    )


def _registers(config: "EditionConfig") -> tuple[Path, ...]:
    from teikit.edition.discover import edition_files

    return edition_files(config).registers


def _files(given: Path, asked: Asked, surroundings: _Surroundings) -> Iterable[Path]:
    if given.is_file():
        return [given]
    # What has a schema of its own is not held against the one that --schema names.
    companions = asked.companions and asked.schema is None
    if (given / CONFIG_NAME).is_file():
        return _of_edition(given, surroundings, companions=companions)
    from teikit.edition.discover import tei_files, xml_files

    if asked.schema is not None:
        return xml_files(given)
    others = _with_own_schema(given, surroundings) if companions else ()
    return sorted({*tei_files(given)[0], *others})


def _of_edition(given: Path, surroundings: _Surroundings, *, companions: bool) -> Iterator[Path]:
    """Yield the files of an edition, with or without its companions."""
    from teikit.edition.discover import edition_files

    config = surroundings.config(given / CONFIG_NAME)
    others = surroundings.own_schemas(config) if companions else ()
    # As the user wrote the folder, so that places in messages are short.
    for path in (*edition_files(config).all(), *others):
        yield given / path.relative_to(config.root)


def _with_own_schema(given: Path, surroundings: _Surroundings) -> Iterator[Path]:
    """Yield the files below a folder of an edition that have a schema of their own."""
    config_path = surroundings.config_path(str(given))
    below = given.resolve()
    if config_path is not None:
        for path in surroundings.own_schemas(surroundings.config(config_path)):
            if path.is_relative_to(below):
                yield given / path.relative_to(below)


def _task(path: Path, given: Path, asked: Asked, surroundings: _Surroundings) -> Task:
    config_path = surroundings.config_path(os.path.dirname(path))  # noqa: PTH120 - for every file
    root = config_path.parent if config_path else surroundings.root(path, given)
    config = surroundings.config(config_path) if config_path else None
    if asked.schema is not None:
        return Task(str(path), surroundings.standard(asked.schema, root, config, asked, given))
    association = associate(path, config, root, surroundings.own_schema(path, config))
    if config is not None and config_path and not association.schema.is_file():
        raise SchemaError((_no_schema(config_path, config.schema),))
    standard = surroundings.standard(association.schema, root, config, asked, given)
    return Task(str(path), standard, association.diagnostics)


def _notes(given: Path, surroundings: _Surroundings) -> tuple[Diagnostic, ...]:
    """Return what is to be said about the settings of an edition that is validated as a whole."""
    config_path = given / CONFIG_NAME
    return surroundings.warnings(config_path) if config_path.is_file() else ()


def _no_schema(config_path: Path, name: str) -> Diagnostic:
    from teikit.edition.config import place_of

    return Diagnostic(
        "EDN005",
        f"The schema “{name}” does not exist.",
        place_of(config_path, "edition", "schema"),
        hints=("Paths start from the folder of teikit.toml.",),
    )


def no_documents(path: Path) -> Diagnostic:
    """Return the diagnostic for a path below which there is nothing to validate."""
    config_path = path / CONFIG_NAME
    if config_path.is_file():
        return Diagnostic(
            "EDN006",
            "The patterns in teikit.toml find no file.",
            span_at(str(config_path), 1, 1),
            hints=('documents = ["documents/*.xml"] means all files of that folder in .xml.',),
        )
    from teikit.edition.discover import xml_files

    others = len(list(xml_files(path))) if path.is_dir() else 0
    seen = f", only {others:,} other XML file{'' if others == 1 else 's'}" if others else ""
    return Diagnostic(
        "EDN006",
        f"There is no TEI file in this folder{seen}.",
        span_at(str(path), 1, 1),
        hints=(_TEI_FILES,) if not others else (_TEI_FILES, _OTHERS),
    )
