<?xml version="1.0" encoding="UTF-8"?>
<!--
  One TEI document to Typst source.

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
    <xsl:variable name="tei" select="(/TEI, /teiCorpus/TEI, //TEI)[1]" as="element()?"/>
    <xsl:variable name="calls" as="element()*">
      <xsl:sequence select="$tei ! typ:setup(., $edition-title)"/>
      <xsl:apply-templates select="$tei" mode="typ:document"/>
      <xsl:apply-templates select="$tei/teiHeader" mode="typ:colophon"/>
    </xsl:variable>
    <xsl:value-of select="typ:source($calls, $template)"/>
  </xsl:template>
</xsl:stylesheet>
