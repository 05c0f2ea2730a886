"""The prefixes that a schema in compact syntax uses, handed out as it is written."""

from collections.abc import Iterable, Iterator

from teikit.names import WELL_KNOWN_PREFIXES, XML, XSD_DATATYPES
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.literals import literal
from teikit.relaxng.prefixes import NAMES_IN_VALUES, prefixes


class Bindings:
    """Prefixes of namespaces and datatype libraries; `default` is that of element names."""

    def __init__(self, schema: s.Pattern) -> None:
        known = prefixes(schema)
        self.default = known.default
        self._of: dict[str | None, str] = {}
        self._of.update(known.of)
        self._declared: dict[str, str | None] = {}
        self._declared.update(known.declared)
        self._libraries: dict[str, str] = {}

    def prefix(self, namespace: str | None) -> str:
        """Return the prefix of a namespace; None is the one that is inherited."""
        if namespace not in self._of:
            wish = {None: "inherited", "": "local"}.get(namespace)
            wish = wish or WELL_KNOWN_PREFIXES.get(namespace or "") or "ns"
            prefix = _free(wish, self._declared)
            self._of[namespace] = prefix
            self._declared[prefix] = namespace
        return self._of[namespace]

    def name(self, namespace: str | None, local: str, unprefixed: str | None) -> str:
        """Return a name; names in the namespace `unprefixed` have no prefix."""
        return local if namespace == unprefixed else f"{self.prefix(namespace)}:{local}"

    def datatype(self, library: str, name: str) -> str:
        """Return the name of a datatype."""
        if not library and name in {"string", "token"}:
            return name
        if library not in self._libraries:
            wish = "xsd" if library == XSD_DATATYPES else "dt"
            self._libraries[library] = _free(wish, self._libraries.values())
        return f"{self._libraries[library]}:{name}"

    def value(self, node: s.Value) -> str:
        """Return a value's text; the prefix in a name is one that is declared."""
        if node.type not in NAMES_IN_VALUES:
            return node.value
        prefix, colon, local = node.value.strip().partition(":")
        if not colon:
            return self.name(node.namespace, prefix, self.default)
        uri = dict(node.namespaces).get(prefix)
        if uri is None or self._declared.get(prefix) == uri or uri == XML:
            return node.value
        return f"{self.prefix(uri)}:{local}"

    def declarations(self) -> Iterator[str]:
        """Yield a line for every prefix, and for the default namespace."""
        by_default = self._of.get(self.default) if self.default is not None else None
        if self.default is not None:
            name = f" {by_default}" if by_default else ""
            yield f"default namespace{name} = {literal(self.default)}"
        for prefix, namespace in sorted(self._declared.items()):
            if prefix != by_default:
                uri = "inherit" if namespace is None else literal(namespace)
                yield f"namespace {prefix} = {uri}"
        for library, prefix in sorted(self._libraries.items()):
            yield f"datatypes {prefix} = {literal(library)}"


def _free(wish: str, taken: Iterable[str]) -> str:
    names = {"xml", "xmlns", *taken}
    if wish not in names and wish != "ns":
        return wish
    return next(name for n in range(1, len(names) + 2) if (name := f"{wish}{n}") not in names)
