"""Why something in a schema is as it is, or is not there: the question, and who answers it."""

from collections.abc import Iterator
from difflib import get_close_matches

from teikit.odd.attributes import Attributes
from teikit.odd.customization import Kind
from teikit.odd.why_attributes import elements_with, why_anywhere, why_on_element
from teikit.odd.why_layers import Layers, layers_of
from teikit.odd.why_specs import KINDS, Answer, any_spec, table, why_spec

__all__ = ["Answer", "layers_of", "suggestions", "why"]


def why(name: str, layers: Layers) -> Answer | None:
    """Return why a name is as it is, layer by layer; None where no layer knows the name.

    `name` is that of an element, class, macro or datatype, an attribute of an element such as
    hi/@rend, or an attribute wherever it is, such as @rend. Tags (`<hi>`) are understood too.
    """
    element, attribute = _parts(name)
    if attribute is None:
        element = _canonical(element, layers)
        kind = next((one for one in KINDS if any_spec(element, one, layers)), None)
        return None if kind is None else why_spec(element, kind, layers)
    if not element:
        known = any(elements_with(attribute, declared) for declared in layers.tables())
        return why_anywhere(attribute, layers) if known else None
    element = _canonical(element, layers)
    if any_spec(element, Kind.ELEMENT, layers) is None or attribute not in _attributes(layers):
        return None
    return why_on_element(element, attribute, layers)


def suggestions(name: str, layers: Layers) -> list[str]:
    """Return names that are known and look like one that is not."""
    element, attribute = _parts(name)
    if attribute is None:
        return get_close_matches(element, sorted(set(_names(layers))), n=4, cutoff=0.6)
    near = get_close_matches(attribute, sorted(_attributes(layers)), n=3, cutoff=0.6)
    if not element:
        return [f"@{one}" for one in near]
    attributes = [attribute] if attribute in _attributes(layers) else near
    known = any_spec(element, Kind.ELEMENT, layers) is not None
    elements = (
        [element]
        if known
        else get_close_matches(element, sorted(set(_names(layers))), n=2, cutoff=0.6)
    )
    return [f"{one}/@{other}" for one in elements for other in attributes]


def _parts(name: str) -> tuple[str, str | None]:
    """Return element (or other name) and attribute of a name as people write it.

    >>> _parts("<hi>"), _parts("hi/@rend"), _parts("@rend"), _parts("hi@rend")
    (('hi', None), ('hi', 'rend'), ('', 'rend'), ('hi', 'rend'))
    """
    element, at, attribute = name.strip().partition("@")
    return element.strip("<>/ "), attribute.strip() if at else None


def _canonical(name: str, layers: Layers) -> str:
    """Return the TEI's name of what a schema may have renamed."""
    for declared in layers.tables():
        for kind in KINDS:
            for spec in table(declared, kind).values():
                if any(alt.text() == name for alt in spec.alt_idents):
                    return spec.ident
    return name


def _names(layers: Layers) -> Iterator[str]:
    for declared in layers.tables():
        for kind in KINDS:
            yield from table(declared, kind)


def _attributes(layers: Layers) -> set[str]:
    known: set[str] = set()
    for declared in layers.tables():
        inherited = Attributes(declared)
        for spec in declared.elements.values():
            known.update(inherited.of(spec))
    return known
