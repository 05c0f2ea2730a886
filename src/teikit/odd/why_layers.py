"""The layers an ODD is made of: the TEI release at the bottom, then one ODD on the other."""

from collections.abc import Iterable, Iterator

from teikit.odd.compile import compile_odd
from teikit.odd.customization import Reference, Step
from teikit.odd.groups import expand_groups
from teikit.odd.model import Declarations, Origin, Spec, Vocabulary
from teikit.odd.read import OddFile, find_schema_spec, is_library, open_odd, read_customization
from teikit.odd.releases import release_named
from teikit.odd.workspace import Workspace, beside
from teikit.records import dataclass
from teikit.source import DISK, SourceFile, SourceStore


@dataclass(frozen=True)
class Layer:
    """One ODD of a chain: what it makes of the layer below, its statements in order, its file."""

    name: str
    origin: Origin
    vocabulary: Vocabulary
    steps: tuple[Step, ...]
    odd: OddFile

    def references(self) -> Iterator[Reference]:
        """Yield what it includes."""
        return (step for step in self.steps if isinstance(step, Reference))

    def changes(self, ident: str) -> Iterator[Spec]:
        """Yield its declarations of one name."""
        return (step for step in self.steps if isinstance(step, Spec) and step.ident == ident)


@dataclass(frozen=True)
class Layers:
    """A chain of ODDs, the lowest first, and the declarations it stands on."""

    base: Declarations
    odds: tuple[Layer, ...]

    @property
    def top(self) -> Vocabulary:
        """What the chain comes to."""
        return self.odds[-1].vocabulary

    def tables(self) -> Iterator[Declarations]:
        """Yield all declarations there are, the lowest first."""
        yield self.base
        for layer in self.odds:
            yield layer.vocabulary.declared


def layers_of(source: SourceFile, vocabulary: Vocabulary, store: SourceStore = DISK) -> Layers:
    """Return the layers of an ODD that has been compiled to `vocabulary`."""
    found: list[Layer] = []
    workspace = Workspace(store)
    current: SourceFile | None = source
    compiled: Vocabulary | None = vocabulary
    while current is not None and compiled is not None:
        odd = open_odd(current).value
        layer = None if odd is None else _layer(odd, compiled, workspace)
        if odd is None or layer is None:
            break
        found.append(layer)
        current = _below(odd, store)
        compiled = None if current is None else compile_odd(current, store=store).value
    base = found[-1].vocabulary.offered if found else vocabulary.declared
    return Layers(base, tuple(reversed(found)))


def _layer(odd: OddFile, vocabulary: Vocabulary, workspace: Workspace) -> Layer | None:
    spec = find_schema_spec(odd, vocabulary.settings.ident).value
    if spec is None:
        return None
    steps: Iterable[Step] = ()
    if not is_library(odd):
        customization = read_customization(odd, spec)
        steps = expand_groups(customization.steps, odd, customization.source, workspace)
    return Layer(odd.reading.layer, odd.origin(spec), vocabulary, tuple(steps), odd)


def _below(odd: OddFile, store: SourceStore) -> SourceFile | None:
    """Return the ODD this one builds on; None where that is complete in itself."""
    spec = find_schema_spec(odd).value
    source = None if spec is None else spec.get("source")
    if spec is None or not source or is_library(odd) or release_named(source):
        return None
    path = beside(odd.file, source)
    if path is None or not path.is_file():
        return None
    below = store.read(path)
    opened = open_odd(below).value
    return None if opened is None or is_library(opened) else below
