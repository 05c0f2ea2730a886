"""`anyElement` as a RELAX NG pattern: any element of foreign vocabularies, and all it holds."""

from collections.abc import Iterator
from typing import Final

from teikit.names import TEI, TEI_EXAMPLES
from teikit.odd.content import AnyElement
from teikit.odd.model import Settings
from teikit.relaxng import syntax as s

DEFAULT_EXCEPTIONS: Final = (TEI, "teix:egXML")
_PREFIXES: Final = {"teix": TEI_EXAMPLES, "eg": TEI_EXAMPLES, "tei": TEI}


def any_element(node: AnyElement, name: str, settings: Settings) -> s.Pattern:
    """Return the definition of the pattern `name`: the element, any attributes, any content."""
    inside = s.ZeroOrMore(s.Choice((s.Text(), s.Ref(name))))
    attributes = s.ZeroOrMore(s.Attribute(s.AnyName()))
    names = _names(node, settings)
    if names is None:
        return s.NotAllowed(span=node.span)
    return s.Element(names, s.Group((attributes, inside)), span=node.span)


def _names(node: AnyElement, settings: Settings) -> s.NameClass | None:
    excepted = node.excepted
    if excepted is None:
        excepted = settings.default_exceptions
    if excepted is None:
        excepted = DEFAULT_EXCEPTIONS
    prefixes = {**_PREFIXES, **dict(settings.prefixes), **dict(node.prefixes)}
    without = tuple(_name_classes(excepted, prefixes))
    if not node.require:
        return s.AnyName(_one(without))
    barred = {known.namespace for known in without if isinstance(known, s.NsName)}
    required = tuple(
        known for known in _name_classes(node.require, prefixes) if known.namespace not in barred
    )
    return _one(required)


def _one(classes: tuple[s.Name | s.NsName, ...]) -> s.NameClass | None:
    if not classes:
        return None
    return classes[0] if len(classes) == 1 else s.NameChoice(classes)


def _name_classes(words: tuple[str, ...], prefixes: dict[str, str]) -> Iterator[s.Name | s.NsName]:
    # Each word is a namespace, or the qualified name of one element.
    for word in words:
        prefix, colon, local = word.partition(":")
        if colon and not local.startswith("//") and prefix in prefixes:
            yield s.Name(prefixes[prefix], local, prefix=prefix)
        else:
            yield s.NsName(word)
