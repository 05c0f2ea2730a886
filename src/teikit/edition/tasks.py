"""What there is to validate in the paths a user names."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic, SchemaError
from teikit.edition.association import associate, edition_root
from teikit.edition.find import CONFIG_NAME, find_config
from teikit.source import span_at
from teikit.validate.work import Task

# A single file with no teikit.toml above it needs none of this.
if TYPE_CHECKING:
    from teikit.edition.config import EditionConfig


def tasks_for(paths: Iterable[Path], schema: Path | None, *, ids: bool = True) -> list[Task]:
    """Return one task a file, in a stable order; raises `SchemaError` for a bad teikit.toml."""
    configs: dict[Path, EditionConfig] = {}
    tasks: dict[Path, Task] = {}
    for given in paths:
        for path in _files(given, configs, any_xml=schema is not None):
            if path not in tasks:
                tasks[path] = _task(path, given, schema, configs, ids=ids)
    return list(tasks.values())


def _files(given: Path, configs: "dict[Path, EditionConfig]", *, any_xml: bool) -> Iterator[Path]:
    if given.is_file():
        yield given
        return
    from teikit.edition.discover import edition_files, tei_files, xml_files

    if (given / CONFIG_NAME).is_file():
        config = _config(given / CONFIG_NAME, configs)
        # As the user wrote the folder, so that places in messages are short.
        yield from (given / path.relative_to(config.root) for path in edition_files(config).all())
    else:
        yield from xml_files(given) if any_xml else tei_files(given)[0]


def _task(
    path: Path, given: Path, schema: Path | None, configs: "dict[Path, EditionConfig]", *, ids: bool
) -> Task:
    config_path = find_config(path.parent)
    root = config_path.parent if config_path else edition_root(path, given)
    if schema is not None:
        return Task(path, schema, root, ids)
    config = _config(config_path, configs) if config_path else None
    association = associate(path, config, root)
    return Task(path, association.schema, root, ids, association.diagnostics)


def _config(path: Path, configs: "dict[Path, EditionConfig]") -> "EditionConfig":
    if path not in configs:
        from teikit.edition.config import read_config

        outcome = read_config(path)
        if outcome.value is None:
            raise SchemaError(outcome.diagnostics)
        configs[path] = outcome.value
    return configs[path]


def no_documents(path: Path) -> Diagnostic:
    """Return the diagnostic for a path below which there is nothing to validate."""
    from teikit.edition.discover import xml_files

    others = len(xml_files(path)) if path.is_dir() else 0
    seen = f" ({others} XML files there are not TEI)" if others else ""
    return Diagnostic(
        "EDN006",
        f"There is no TEI file in this folder{seen}.",
        span_at(str(path), 1, 1),
        hints=('TEI files end in .xml and start with <TEI xmlns="http://www.tei-c.org/ns/1.0">.',),
    )
