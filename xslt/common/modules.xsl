<?xml version="1.0" encoding="UTF-8"?>
<!-- Everything that all outputs share. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="report.xsl"/>
  <xsl:include href="language.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="plain.xsl"/>
  <xsl:include href="links.xsl"/>
  <xsl:include href="dates.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="emphasis.xsl"/>
</xsl:stylesheet>
