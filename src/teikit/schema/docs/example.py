"""Examples of encoding (`egXML`) as HTML: the XML as its author would write it."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from teikit.names import TEI_EXAMPLES, XML
from teikit.schema.docs.markup import tag, text

_EG: Final = f"{{{TEI_EXAMPLES}}}"


def example(element: etree._Element) -> str:
    """Return an example, escaped and without the prefix and indentation of the ODD."""
    source = "".join(_inner(element)) if str(element.tag).startswith(_EG) else element.text or ""
    return tag("pre", tag("code", text(_outdented(source))), class_="example", tabindex="0")


def _inner(element: etree._Element) -> Iterator[str]:
    yield _escaped(element.text)
    for child in element:
        yield from _xml(child)
        yield _escaped(child.tail)


def _xml(element: etree._Element) -> Iterator[str]:
    if isinstance(element, etree._Comment):  # noqa: SLF001
        yield f"<!--{element.text}-->"
        return
    if isinstance(element, etree._ProcessingInstruction | etree._Entity):  # noqa: SLF001
        return
    name = _called(element.tag, element)
    attributes = "".join(
        f' {_called(str(key), element)}="{_quoted(str(value))}"'
        for key, value in element.attrib.items()
    )
    if len(element) or element.text:
        yield f"<{name}{attributes}>"
        yield from _inner(element)
        yield f"</{name}>"
    else:
        yield f"<{name}{attributes}/>"


def _called(name: str, element: etree._Element) -> str:
    qualified = etree.QName(name)
    if qualified.namespace in {None, TEI_EXAMPLES}:
        return qualified.localname
    if qualified.namespace == XML:
        return f"xml:{qualified.localname}"
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
    prefix = prefixes.get(qualified.namespace or "")
    return f"{prefix}:{qualified.localname}" if prefix else qualified.localname


def _escaped(content: str | None) -> str:
    return (content or "").replace("&", "&amp;").replace("<", "&lt;")


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', "&quot;")


def _outdented(source: str) -> str:
    """Return lines without the indentation they share, and without blank ones around them."""
    lines = [line.rstrip() for line in source.expandtabs(2).splitlines()]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    rest = lines if not lines or lines[0][:1] == " " else lines[1:]
    shared = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join(line[shared:] if line[:shared].isspace() else line for line in lines)
