<?xml version="1.0" encoding="UTF-8"?>
<!-- What a stylesheet has to say about a document: a message that teikit turns into a diagnostic. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Returns nothing; says a sentence about a node under one of teikit's codes, once for a name. -->
  <xsl:template name="t:report">
    <xsl:param name="node" as="node()" select="."/>
    <xsl:param name="code" as="xs:string" required="yes"/>
    <xsl:param name="message" as="xs:string" required="yes"/>
    <xsl:message>
      <t:diagnostic code="{$code}" severity="warning" element="{t:element-number($node)}">
        <xsl:value-of select="$message"/>
      </t:diagnostic>
    </xsl:message>
  </xsl:template>

  <!-- Returns the number of an element, counting all of its document from 1: teikit knows the line and column of each. -->
  <xsl:function name="t:element-number" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="element" as="element()?" select="$node/ancestor-or-self::*[1]"/>
    <xsl:sequence select="count($element/preceding::*) + count($element/ancestor-or-self::*)"/>
  </xsl:function>

</xsl:stylesheet>
