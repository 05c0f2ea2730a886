<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the editor's become footnotes; what the archive or the editor wrote about a whole
     document stays where it is. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="note" mode="typ:typeset" as="node()*">
    <typ:footnote>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:footnote>
  </xsl:template>

  <!-- A footnote cannot hold another, so the inner one stands in brackets. -->
  <xsl:template match="note//note" mode="typ:typeset" as="node()*" priority="2">
    <xsl:text> [</xsl:text>
    <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="note[typ:stands-alone(.)]" mode="typ:typeset" as="node()*" priority="1">
    <typ:note>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:note>
  </xsl:template>

  <xsl:template match="note[@type = 'archival'][typ:stands-alone(.)]" mode="typ:typeset"
      as="node()*" priority="1.1">
    <typ:label>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:label>
  </xsl:template>

  <xsl:template match="note[@type = 'emphasis'][typ:stands-alone(.)]" mode="typ:typeset"
      as="node()*" priority="1.1">
    <typ:emphasis>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:emphasis>
  </xsl:template>

  <!-- Returns whether a note stands between paragraphs, so that no word could carry its mark. -->
  <xsl:function name="typ:stands-alone" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="not($note/@place = ('foot', 'bottom', 'end')) and
      exists($note/parent::*[self::div or self::body or self::front or self::back or self::cit
        or self::quote[p] or self::floatingText or self::div1 or self::div2 or self::div3
        or self::lg or self::person or self::place or self::org])"/>
  </xsl:function>
</xsl:stylesheet>
