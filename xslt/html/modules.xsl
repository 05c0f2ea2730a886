<?xml version="1.0" encoding="UTF-8"?>
<!-- All modules that make HTML, one for each area of TEI. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../common/modules.xsl"/>
  <xsl:include href="attributes.xsl"/>
  <xsl:include href="fallback.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="bibl.xsl"/>
  <xsl:include href="lists-tables.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="verse-drama.xsl"/>
  <xsl:include href="msdesc.xsl"/>
  <xsl:include href="registers.xsl"/>
</xsl:stylesheet>
