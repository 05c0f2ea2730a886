<?xml version="1.0" encoding="UTF-8"?>
<!--
  A TEI document, or a whole edition (see edition.xsl), to Typst source. A stylesheet of a user
  imports this one.

  The source holds nothing but calls of the template's functions with strings; see source.xsl.
-->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="modules.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- The title of the edition, for the running heads; empty where the document stands alone. -->
  <xsl:param name="edition-title" as="xs:string" select="''"/>

  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="calls" as="element()*">
      <xsl:apply-templates select="(typ:edition, TEI, .//TEI)[1]" mode="typ:calls"/>
    </xsl:variable>
    <xsl:value-of select="typ:source($calls, $template)"/>
  </xsl:template>

  <!-- What is set: everything that the template's functions are called with. -->
  <xsl:mode name="typ:calls" on-no-match="shallow-skip"/>

  <xsl:template match="TEI" mode="typ:calls" as="element()*">
    <xsl:sequence select="typ:setup(., $edition-title)"/>
    <xsl:apply-templates select="." mode="typ:document"/>
    <xsl:apply-templates select="teiHeader" mode="typ:colophon"/>
  </xsl:template>
</xsl:stylesheet>
