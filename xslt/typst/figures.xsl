<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures. Which pictures may be set, and where they lie, is decided outside. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="figure" mode="typ:typeset" as="node()*">
    <xsl:choose>
      <xsl:when test="graphic">
        <xsl:apply-templates select="graphic" mode="typ:typeset"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="node() except figDesc" mode="typ:typeset"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="graphic" mode="typ:typeset" as="node()*">
    <xsl:variable name="figure" select="parent::figure" as="element()?"/>
    <!-- teikit writes the path of a picture that may be set here. -->
    <xsl:variable name="path" select="string(@typ:path)" as="xs:string"/>
    <xsl:variable name="described" as="xs:string"
        select="string-join(($figure/figDesc, desc)[1] ! normalize-space(.))"/>
    <typ:figure path="{$path}" alt="{$described}"
        missing="{if ($path = '') then ($described[. != ''], 'Picture not available')[1] else ''}">
      <xsl:if test="$figure/head and not(preceding-sibling::graphic)">
        <typ:with name="caption">
          <xsl:sequence select="$figure/head ! typ:in-language-of(., typ:content(.))"/>
        </typ:with>
      </xsl:if>
      <xsl:if test="not(following-sibling::graphic)">
        <xsl:apply-templates select="$figure/(p | ab | note | bibl | q | quote)" mode="typ:typeset"/>
      </xsl:if>
    </typ:figure>
  </xsl:template>
</xsl:stylesheet>
