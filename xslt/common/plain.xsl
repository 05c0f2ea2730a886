<?xml version="1.0" encoding="UTF-8"?>
<!-- A passage as one line of plain text, for titles, descriptions and attributes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Text on one line: notes left out, the second of each choice taken. -->
  <xsl:mode name="t:plain" on-no-match="shallow-skip"/>

  <!-- Returns the plain text of nodes. -->
  <xsl:function name="t:plain" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$nodes" mode="t:plain"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($pieces))"/>
  </xsl:function>

  <xsl:template match="text()" mode="t:plain" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <xsl:template match="note | figure | fw | index" mode="t:plain"/>

  <xsl:template match="lb | cb | pb | milestone" mode="t:plain" as="xs:string">
    <xsl:sequence select="if (@break = 'no') then '' else ' '"/>
  </xsl:template>

  <xsl:template match="p | item | l | head | ab" mode="t:plain" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="t:plain"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="choice[corr | reg | expan]" mode="t:plain" as="xs:string*">
    <xsl:apply-templates select="(corr | reg | expan)[1]" mode="t:plain"/>
  </xsl:template>

  <!-- Returns at most so many characters of a text, cut between words. -->
  <xsl:function name="t:shortened" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text
        else replace(substring($text, 1, $length), '\s+\S*$', '') || '…'"/>
  </xsl:function>

</xsl:stylesheet>
