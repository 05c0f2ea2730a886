"""Variables (`let`) whose failure is not the failure of all.

XSLT may end the whole run where a variable has no value. So what an expression comes to is kept in
a map, its value or its failure, and each test that uses the variable asks for it inside of its own
`try`.
"""

import re
from collections.abc import Mapping

from lxml import etree

from teikit.schematron.names import ERR, RUN
from teikit.schematron.reading.marks import unmarked
from teikit.schematron.reading.model import Let
from teikit.schematron.xslt.writer import Origin, Writer, escaped, literal


def keep(  # noqa: PLR0913 - all of it is needed to write one variable
    out: Writer,
    let: Let,
    kept: str,
    origin: Origin | None,
    scope: Mapping[str, str],
    *,
    each: str = "",
) -> None:
    """Write the variable that keeps the value of another, named `kept`.

    `scope` says where the variables it may use are kept; without an origin it is broken. `each`
    is the tag of an instruction that sets its context.
    """
    r = out.run
    out.put(f'<x:variable name="{r}:{escaped(kept)}" as="map(*)"><x:try>{each}')
    if origin is None:
        out.put(f"<x:sequence select=\"error(QName('{RUN}', 'broken'))\"/>")
    else:
        recall(out, scope, let.value or "")
        value = _value(out, let)
        attributes = out.expressions(let.mark, name=f"{r}:value", as_=let.as_type, select=value)
        out.put(f"<x:variable{attributes}/>", origin)
        out.put(f"<x:sequence select=\"map{{'value': ${r}:value}}\"/>")
    out.put("</x:for-each>" * bool(each))
    out.put(
        f'<x:catch errors="*"><x:sequence select="map{{\'code\': ${ERR}code, '
        f"'error': string(${ERR}description)}}\"/></x:catch></x:try></x:variable>"
    )


def recall(out: Writer, scope: Mapping[str, str], text: str) -> None:
    """Write the variables that a text uses, which fail here if they have no value."""
    for name, kept in scope.items():
        if re.search(rf"\$\s*{re.escape(name)}(?![\w.\-])", text):
            select = escaped(f"{out.run}:value(${out.run}:{kept})")
            out.put(f'<x:variable name="{escaped(name)}" select="{select}"/>')


def kept_name(name: str) -> str:
    """Return the local name of the variable that keeps the value of another.

    >>> kept_name("x"), kept_name("r:p3-x")
    ('let-x', 'let-r-p3-x')
    """
    return f"let-{name.replace(':', '-')}"


def _value(out: Writer, let: Let) -> str:
    if let.value is not None:
        return let.value
    whole = f"parse-xml-fragment({literal(_content(let.element))})"
    return whole if out.version == "1.0" else f"{whole}/node()"


def _content(element: etree._Element) -> str:
    """Return the content of an element as text that parses to the same nodes."""
    parts = [_escaped_text(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(etree.tostring(unmarked(child), encoding="unicode"))
        parts.append(_escaped_text(child.tail))
    return "".join(parts)


def _escaped_text(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
