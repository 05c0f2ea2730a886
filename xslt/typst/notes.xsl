<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the editor's become footnotes; what the archive or the editor wrote about a whole
     document stays where it is. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="note[t:is-footnote(.)]" mode="typ:typeset" as="node()*">
    <typ:footnote>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:footnote>
  </xsl:template>

  <!-- A note between paragraphs, which no word could carry the mark of. -->
  <xsl:template match="note[typ:stands-alone(.)]" mode="typ:typeset" as="node()*" priority="1">
    <xsl:variable name="label" select="t:note-label(.)" as="xs:string"/>
    <typ:note>
      <xsl:if test="$label != 'Note'">
        <xsl:attribute name="label" select="$label"/>
      </xsl:if>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:note>
  </xsl:template>

  <!-- Who marked what in the document above. -->
  <xsl:template match="note[@type = 'emphasis'][typ:stands-alone(.)]" mode="typ:typeset"
      as="node()*" priority="1.1">
    <typ:emphasis>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:emphasis>
  </xsl:template>

  <!-- Any other note in a text, such as one inside a footnote, stands in brackets. -->
  <xsl:template match="text//note" mode="typ:typeset" as="node()*" priority="-0.2">
    <xsl:text> [</xsl:text>
    <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- Returns whether a note is a block of its own, and no footnote. -->
  <xsl:function name="typ:stands-alone" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/ancestor::text) and not(t:is-footnote($note))
      and not($note/ancestor::note) and not($note/@place = ('inline', 'interlinear'))
      and local-name($note/..) = ($t:containers, 'cit', 'quote')"/>
  </xsl:function>
</xsl:stylesheet>
