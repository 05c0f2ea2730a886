"""When two schemas are the same, and schemas to try it on."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from lxml import etree

from teikit.names import RELAXNG_ANNOTATIONS
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import follow
from teikit.source import SourceFile, as_source

Same: TypeAlias = Callable[[object], object]

_SEVERAL = {s.Group: "patterns", s.Interleave: "patterns", s.Choice: "patterns"}


def _normal(node: Any) -> Any:  # noqa: PLR0911 - one case a kind of node
    """Return a schema without what one of the syntaxes cannot say, and that means nothing.

    Names without a namespace inherit none here; a choice of one is that one; files end in `.rnc`;
    XML indents annotations.
    """
    if isinstance(node, tuple):
        return tuple(map(_normal, node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    # `Any`: what a field holds depends on the node.
    found: Any = replace(
        node,
        **{
            field.name: _normal(getattr(node, field.name))
            for field in fields(node)
            if field.compare
        },
    )
    if isinstance(found, s.Value | s.Name | s.Param) and found.documentation:
        found = _noted(found)
    match found:
        case s.Group() | s.Interleave() | s.Choice() if len(found.patterns) == 1:
            notes = found.annotations
            plain = not (found.documentation or notes.attributes or notes.initial)
            return follow(found.patterns[0], notes.following) if plain else found
        case s.NameChoice() if len(found.alternatives) == 1:
            return found.alternatives[0]
        case s.Name() | s.NsName():
            return replace(found, namespace=found.namespace or "")
        case s.Value():
            takes = found.type == "QName" and ":" not in found.value
            return replace(found, namespace=found.namespace or "" if takes else "")
        case s.Include() | s.ExternalRef():
            href = found.href.removesuffix(".rng").removesuffix(".rnc")
            return replace(found, href=href, namespace=found.namespace or "")
        case s.ForeignElement() if any(not isinstance(each, str) for each in found.children):
            kept = (each for each in found.children if not isinstance(each, str) or each.strip())
            return replace(found, children=tuple(kept))
        case _:
            return found


def _noted(node: Any) -> Any:
    """Return a node with its documentation after it, for it cannot stand inside."""
    notes = (
        s.ForeignElement(RELAXNG_ANNOTATIONS, "documentation", children=(text,))
        for text in node.documentation
    )
    following = (*notes, *node.annotations.following)
    annotations = replace(node.annotations, following=following)
    return replace(node, documentation=(), annotations=annotations)


@pytest.fixture
def same() -> Same:
    """What a schema says, to be compared."""
    return _normal


@pytest.fixture
def xml_schemas(shared: Path) -> list[SourceFile]:
    """Schemas in XML syntax: those of the compact syntax's test suite, and real ones."""
    conformance = shared / "conformance"
    suite = etree.parse(str(conformance / "relaxng" / "compacttest.xml"))
    real = ("tei_bare", "testdocbook1")
    paths = [conformance / "odd" / "rng" / f"{name}.rng" for name in real]
    return [*_translations(suite), *(as_source(path) for path in paths if path.exists())]


def _translations(suite: "etree._ElementTree") -> Iterator[SourceFile]:
    for place in suite.getroot().iterfind("testCase/xml/correct"):
        root = next(child for child in place if isinstance(child.tag, str))
        data = etree.tostring(root, with_tail=False)
        yield SourceFile(f"line {place.sourceline}", data)
