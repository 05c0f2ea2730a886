<?xml version="1.0" encoding="UTF-8"?>
<!-- Bibliographic and archival citations. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="bibl" mode="typ:typeset" as="node()*">
    <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
  </xsl:template>

  <!-- Between paragraphs a citation says where what stands above is from. -->
  <xsl:template match="cit/bibl | div/bibl | body/bibl | quote/bibl[../p] | epigraph/bibl
      | floatingText//body/bibl" mode="typ:typeset" as="node()*">
    <typ:source>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:source>
  </xsl:template>

  <xsl:template match="listBibl" mode="typ:typeset" as="node()*">
    <xsl:apply-templates select="head" mode="typ:typeset"/>
    <typ:list kind="plain">
      <xsl:for-each select="bibl | biblStruct | biblFull | msDesc">
        <typ:item>
          <xsl:apply-templates select="." mode="typ:typeset"/>
        </typ:item>
      </xsl:for-each>
    </typ:list>
  </xsl:template>

  <xsl:template match="biblStruct" mode="typ:typeset" as="node()*">
    <xsl:variable name="parts" as="element()*" select="
      analytic/author, analytic/title, monogr/author, monogr/editor, monogr/title,
      monogr/biblScope, monogr/imprint/(pubPlace, publisher, date), monogr/imprint/biblScope,
      series/title, idno"/>
    <xsl:for-each select="$parts">
      <xsl:apply-templates select="." mode="typ:typeset"/>
      <xsl:text>{if (position() lt last()) then ', ' else '.'}</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Returns the shelfmark of a manuscript or file as one line. -->
  <xsl:function name="typ:shelfmark" as="xs:string">
    <xsl:param name="identifier" as="element()"/>
    <xsl:sequence select="string-join(
      $identifier/(settlement, institution, repository, collection, idno)
        ! normalize-space(.)[. != ''], ', ')"/>
  </xsl:function>

  <xsl:template match="msDesc" mode="typ:typeset" as="node()*">
    <xsl:text>{typ:shelfmark(msIdentifier)}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
