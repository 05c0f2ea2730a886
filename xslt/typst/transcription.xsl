<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcription: what was deleted, added, unclear, supplied; page breaks; variant readings. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="del | add | unclear | supplied" mode="typ:typeset" as="node()*">
    <xsl:element name="typ:{local-name()}">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="surplus" mode="typ:typeset" as="node()*">
    <typ:del>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:del>
  </xsl:template>

  <xsl:template match="gap" mode="typ:typeset" as="node()*">
    <typ:gap reason="{(desc, @reason)[1] ! normalize-space(.)}"/>
  </xsl:template>

  <!-- The page is set for readers: of two forms they get the later, the expanded, the regular. -->
  <xsl:template match="choice" mode="typ:typeset" as="node()*">
    <typ:choice>
      <xsl:apply-templates select="(corr, reg, expan, *)[1]" mode="typ:typeset"/>
    </typ:choice>
  </xsl:template>

  <xsl:template match="app" mode="typ:typeset" as="node()*">
    <xsl:apply-templates select="(lem, rdg)[1]" mode="typ:typeset"/>
    <xsl:variable name="others" select="rdg except (lem, rdg)[1]" as="element()*"/>
    <xsl:if test="exists($others) and not(ancestor::note)">
      <typ:footnote>
        <xsl:for-each select="$others">
          <xsl:choose>
            <xsl:when test="normalize-space(.) = ''">om.</xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:if test="@wit or @source">
            <xsl:text> </xsl:text>
            <typ:hi rend="italic">{tokenize((@wit, @source)[1]) ! replace(., '^.*#', '')}</typ:hi>
          </xsl:if>
          <xsl:if test="position() lt last()">
            <xsl:text>; </xsl:text>
          </xsl:if>
        </xsl:for-each>
      </typ:footnote>
    </xsl:if>
  </xsl:template>

  <xsl:template match="space" mode="typ:typeset" as="node()*">
    <typ:gap reason="blank"/>
  </xsl:template>

  <!-- What an editor added to write an abbreviation out. -->
  <xsl:template match="ex" mode="typ:typeset" as="node()*">
    <typ:hi rend="italic">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:hi>
  </xsl:template>

  <xsl:template match="am[../ex]" mode="typ:typeset" as="node()*"/>

  <xsl:template match="pb" mode="typ:typeset" as="node()*">
    <typ:pb n="{@n}"/>
  </xsl:template>
</xsl:stylesheet>
