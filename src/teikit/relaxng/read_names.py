"""Names and name classes of RELAX NG in XML syntax (specification, 4.8 to 4.10)."""

from dataclasses import replace
from typing import Final

from teikit.names import XML
from teikit.relaxng import syntax as s
from teikit.relaxng.read_common import SPACE, Context, Cursor, Markup, is_ncname, kind_of

_NAME_CLASSES: Final = frozenset({"name", "anyName", "nsName", "choice"})


def named(
    cursor: Cursor, element: Markup, own: list[Markup], context: Context, *, attribute: bool
) -> tuple[s.NameClass, list[Markup]]:
    """Return the name class of an element or attribute, and the children that are left."""
    if element.get("name") is not None:
        text = str(element.get("name")).strip(SPACE)
        if attribute and element.get("ns") is None:
            context = replace(context, namespace="")
        return _qualified(cursor, element, text, context), own
    if not own or kind_of(own[0]) not in _NAME_CLASSES:
        raise cursor.wrong(element, "RNG102", f"<{kind_of(element)}> needs a name.")
    return name_class(cursor, own[0], context), own[1:]


def _qualified(cursor: Cursor, element: Markup, text: str, context: Context) -> s.Name:
    prefix, colon, local = text.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise cursor.wrong(element, "RNG105", f"“{text}” is not a name.")
    if not colon:
        return s.Name(context.namespace, local, span=cursor.span(element))
    namespace = XML if prefix == "xml" else element.nsmap.get(prefix)
    if namespace is None:
        raise cursor.wrong(element, "RNG105", f"The prefix “{prefix}” is not declared.")
    return s.Name(namespace, local, prefix=prefix, span=cursor.span(element))


def name_class(cursor: Cursor, element: Markup, outer: Context) -> s.NameClass:
    """Return the name class that an element is."""
    kind = kind_of(element)
    if kind not in _NAME_CLASSES:
        raise cursor.wrong(
            element, "RNG101", f"<{kind or element.tag}> stands where a name belongs."
        )
    cursor.check_attributes(element, kind if kind == "choice" else "")
    context = cursor.context(element, outer)
    if kind == "name":
        name = _qualified(cursor, element, cursor.only_text(element, kind).strip(SPACE), context)
        return replace(name, annotations=cursor.annotations(element))
    own, common = cursor.children(element, kind)
    if kind == "choice":
        if not own:
            raise cursor.wrong(element, "RNG104", "<choice> needs a name inside.")
        alternatives = tuple(name_class(cursor, child, context) for child in own)
        return s.NameChoice(alternatives, **common)
    excepted = _excepted(cursor, element, own, context)
    if kind == "anyName":
        return s.AnyName(excepted, **common)
    return s.NsName(context.namespace, excepted, **common)


def _excepted(
    cursor: Cursor, element: Markup, own: list[Markup], context: Context
) -> s.NameClass | None:
    if not own:
        return None
    child = cursor.only_except(element, own)
    inner = cursor.context(child, context)
    members, _ = cursor.children(child, "except")
    if not members:
        raise cursor.wrong(child, "RNG104", "<except> needs a name inside.")
    classes = tuple(name_class(cursor, member, inner) for member in members)
    return classes[0] if len(classes) == 1 else s.NameChoice(classes, span=cursor.span(child))
