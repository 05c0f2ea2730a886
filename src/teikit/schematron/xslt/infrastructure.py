"""The parts of every compiled stylesheet that do not depend on the schema."""

from collections.abc import Iterable
from typing import Final

from teikit.schematron.xpath import outside_predicates

# § stands for the prefix of our own names, ¤ for the namespace of XML Schema's types.
FUNCTIONS: Final = """\
<x:output method="xml" indent="no" omit-xml-declaration="yes"/>
<x:mode name="§start" use-accumulators="#all"/>
<x:param name="§all" as="¤boolean" select="false()"/>
<x:param name="§documents" as="document-node()*" select="()"/>
<x:param name="§unavailable" as="¤string*" select="()"/>
<x:variable name="§main" as="document-node()" select="root(.)"/>
<x:variable name="§base" as="¤string" select="string(base-uri($§main))"/>
<x:accumulator name="§ordinal" as="¤integer" initial-value="0">
<x:accumulator-rule match="*" select="$value + 1"/>
</x:accumulator>
<x:function name="§place" as="attribute()*">
<x:param name="§at" as="node()"/>
<x:variable name="§owner" select="$§at/ancestor-or-self::*[1]"/>
<x:attribute name="n" select="if ($§owner)
 then $§owner/accumulator-before('§ordinal') else 0"/>
<x:choose>
<x:when test="$§at instance of attribute()">
<x:attribute name="attribute"
 select="normalize-space(namespace-uri($§at) || ' ' || local-name($§at))"/>
</x:when>
<x:when test="$§at instance of text()">
<x:attribute name="after" select="count($§at/preceding-sibling::*)"/>
</x:when>
</x:choose>
<x:if test="not(root($§at) is $§main)"><x:attribute name="d" select="base-uri(root($§at))"/></x:if>
<x:if test="$§all"><x:attribute name="location" select="path($§at)"/></x:if>
</x:function>
<x:function name="§context" as="attribute()?">
<x:param name="§at" as="node()"/>
<x:if test="$§all"><x:attribute name="context" select="generate-id($§at)"/></x:if>
</x:function>
<x:function name="§value" as="item()*">
<x:param name="§let" as="map(*)"/>
<x:sequence select="if (exists($§let?error)) then error($§let?code, $§let?error)
 else $§let?value"/>
</x:function>
<x:function name="§find" as="document-node()?">
<x:param name="§uri" as="¤string"/>
<x:variable name="§address" select="replace($§uri, '#.*$', '')"/>
<x:variable name="§found" select="($§main, $§documents)[base-uri(.) = $§address][1]"/>
<x:if test="empty($§found) and not($§address = $§unavailable)"><x:message>\
<r:wanted uri="{$§address}"/></x:message></x:if>
<x:sequence select="$§found"/>
</x:function>
<x:function name="§doc" as="document-node()?">
<x:param name="§base-uri" as="¤anyURI?"/>
<x:param name="§href" as="¤string?"/>
<x:if test="exists($§href)">
<x:variable name="§uri" select="string(resolve-uri($§href, string($§base-uri)))"/>
<x:sequence select="(§find($§uri), error(QName('https://teikit.org/ns/schematron-run', \
'unavailable'), $§uri))[1]"/>
</x:if>
</x:function>
<x:function name="§doc" as="document-node()?">
<x:param name="§href" as="¤string?"/>
<x:sequence select="§doc(static-base-uri(), $§href)"/>
</x:function>
<x:function name="§doc-available" as="¤boolean">
<x:param name="§base-uri" as="¤anyURI?"/>
<x:param name="§href" as="¤string?"/>
<x:sequence select="exists($§href)
 and exists(§find(string(resolve-uri($§href, string($§base-uri)))))"/>
</x:function>
<x:function name="§doc-available" as="¤boolean">
<x:param name="§href" as="¤string?"/>
<x:sequence select="§doc-available(static-base-uri(), $§href)"/>
</x:function>
<x:function name="§document" as="node()*">
<x:param name="§base-uri" as="¤anyURI?"/>
<x:param name="§what" as="item()*"/>
<x:sequence select="$§what ! (if (. instance of node()) then §doc(base-uri(.), string(.)) \
else §doc($§base-uri, string(.)))"/>
</x:function>
<x:function name="§document" as="node()*">
<x:param name="§base-uri" as="¤anyURI?"/>
<x:param name="§what" as="item()*"/>
<x:param name="§near" as="node()"/>
<x:sequence select="$§what ! §doc(base-uri($§near), string(.))"/>
</x:function>
<x:function name="§document" as="node()*">
<x:param name="§what" as="item()*"/>
<x:sequence select="§document(static-base-uri(), $§what)"/>
</x:function>"""

_ANY: Final = frozenset({"node", "key", "id", "doc", "document", "root", "attribute", "."})
_KINDS: Final = {
    "text": "text()",
    "comment": "comment()",
    "processing-instruction": "processing-instruction()",
}


def walk(contexts: Iterable[str]) -> str:
    """Return the expression that leads to all children and attributes a rule may be for.

    >>> walk(["tei:p[@n]", "tei:ref/@target"])
    '@*, *'
    """
    kinds: set[str] = set()
    for context in contexts:
        for token in outside_predicates(context):
            if token.kind == "variable" or token.text in _ANY:
                return "@*, node()"
            if token.text == "@":
                kinds.add("@*")
            elif token.text in _KINDS:
                kinds.add(_KINDS[token.text])
    attributes = "@*, " if "@*" in kinds else ""
    return attributes + " | ".join(["*", *sorted(kinds - {"@*"})])
