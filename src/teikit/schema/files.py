"""The formats a schema is published in, one emitter a format, all of one signature."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from teikit.diagnostics import Outcome
from teikit.relaxng.writing.compact import write_compact
from teikit.relaxng.writing.xml import write_xml
from teikit.schema import docs, json, schematron, xsd
from teikit.schema.published import Published

Emitter: TypeAlias = Callable[[Published], Outcome[str]]


def _rng(schema: Published) -> Outcome[str]:
    return Outcome(write_xml(schema.grammar))


def _rnc(schema: Published) -> Outcome[str]:
    return Outcome(write_compact(schema.grammar))


EMITTERS: Final[Mapping[str, Emitter]] = MappingProxyType(
    {
        "rng": _rng,
        "rnc": _rnc,
        "xsd": xsd.emit,
        "sch": schematron.emit,
        "json": json.emit,
        "html": docs.emit,
    }
)
"""The formats of a schema, named as their files end."""
