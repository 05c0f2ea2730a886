"""External modules: RELAX NG grammars in files of their own (`moduleRef/@url`)."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from urllib.parse import urljoin

from teikit.diagnostics import Diagnostic
from teikit.odd import misfits, mistakes
from teikit.odd.model import ExternalModule, Vocabulary
from teikit.odd.workspace import external_file, is_there
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.read import read, read_components
from teikit.relaxng.uri import path_of
from teikit.schema.rewrite import Rewriting, definitions_in
from teikit.source import DISK, OutsideError, SourceStore


@dataclass(frozen=True)
class External:
    """What the external modules bring in, the names they define, and what is wrong with them."""

    components: tuple[s.Component, ...] = ()
    names: frozenset[str] = frozenset()
    found: list[Diagnostic] = field(default_factory=list)


@dataclass
class _Reading:
    """Where files are read from, and what is wrong with them."""

    store: SourceStore
    found: list[Diagnostic] = field(default_factory=list)


def read_external(vocabulary: Vocabulary, store: SourceStore = DISK) -> External:
    """Return the grammars of a vocabulary's external modules.

    What a file of its own starts with does not count; a `start` that the customization adds
    does, where it says no other (`start=""`).
    """
    components: list[s.Component] = []
    reading = _Reading(store)
    for module in vocabulary.external:
        components.extend(_module(module, reading))
    if vocabulary.settings.start != ():
        components = list(_without_start(components))
    names = frozenset(one.name for one in definitions_in(components))
    return External(tuple(components), names, reading.found)


def _module(module: ExternalModule, reading: _Reading) -> Iterator[s.Component]:
    path = external_file(module.file, module.url)
    uri = "" if path is None else path.resolve().as_uri()
    outer = read_components(list(module.content), lambda _: module.origin.span, uri)
    reading.found.extend(outer.diagnostics)
    replaced = list(_flattened(outer.value or (), reading, frozenset()))
    overrides = {one.name for one in definitions_in(replaced) if not one.combine}
    inner = list(_without_start(_file(uri, module, reading, frozenset())))
    components = [*_without(inner, overrides), *replaced]
    if module.prefix:
        components = _prefixed(components, module.prefix)
    if components:
        yield s.Div(tuple(components), span=module.origin.span)


def _file(
    uri: str, module: ExternalModule, reading: _Reading, inside: frozenset[str]
) -> Iterator[s.Component]:
    path = path_of(uri) if uri else None
    if path is None or not is_there(path) or uri in inside:
        reading.found.append(mistakes.external_missing(module.origin, module.url))
        return
    try:
        source = reading.store.read(path)
    except OutsideError:
        reading.found.append(mistakes.outside(module.origin, module.url))
        return
    except OSError:
        reading.found.append(mistakes.external_missing(module.origin, module.url))
        return
    outcome = read(source)
    reading.found.extend(outcome.diagnostics)
    if isinstance(outcome.value, s.Grammar):
        yield from _flattened(outcome.value.content, reading, inside | {uri}, module)


def _flattened(
    components: Iterable[s.Component],
    reading: _Reading,
    inside: frozenset[str],
    module: ExternalModule | None = None,
) -> Iterator[s.Component]:
    """Yield the components with what they include in place."""
    for component in components:
        match component:
            case s.Div():
                inner = tuple(_flattened(component.content, reading, inside, module))
                yield replace(component, content=inner)
            case s.Include() if module is not None:
                own = list(_flattened(component.content, reading, inside, module))
                uri = urljoin(component.base, component.href)
                rest = _file(uri, module, reading, inside)
                yield from _without(rest, {one.name for one in definitions_in(own)})
                yield from own
            case _:
                yield component


def _without(components: Iterable[s.Component], names: set[str]) -> Iterator[s.Component]:
    for component in components:
        if isinstance(component, s.Define) and component.name in names:
            continue
        if isinstance(component, s.Div):
            yield replace(component, content=tuple(_without(component.content, names)))
        else:
            yield component


def _without_start(components: Iterable[s.Component]) -> Iterator[s.Component]:
    for component in components:
        if isinstance(component, s.Div):
            yield replace(component, content=tuple(_without_start(component.content)))
        elif not isinstance(component, s.Start):
            yield component


def without_unknown(external: External, known: AbstractSet[str]) -> Iterator[s.Component]:
    """Yield the components without references to what neither they nor `known` define."""

    def leaf(pattern: s.Pattern) -> s.Pattern | None:
        if not isinstance(pattern, s.Ref) or pattern.name in known | external.names:
            return pattern
        external.found.append(misfits.unknown_in_pattern(pattern.span, pattern.name, known))
        return None

    rewriting = Rewriting(leaf)
    for component in external.components:
        yield rewriting.component(component)


def has_start(components: Iterable[s.Component]) -> bool:
    """Return whether any of the components says what documents start with."""
    return any(
        isinstance(one, s.Start) or (isinstance(one, s.Div) and has_start(one.content))
        for one in components
    )


def _prefixed(components: list[s.Component], prefix: str) -> list[s.Component]:
    own = {one.name for one in definitions_in(components)}

    def rename(name: str) -> str:
        return prefix + name if name in own else name

    def leaf(pattern: s.Pattern) -> s.Pattern:
        if isinstance(pattern, s.Ref):
            return replace(pattern, name=rename(pattern.name))
        return pattern

    rewriting = Rewriting(leaf, define=rename)
    return [rewriting.component(component) for component in components]
