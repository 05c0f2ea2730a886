<?xml version="1.0" encoding="UTF-8"?>
<!-- Correspondence: who wrote to whom, where and when. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="correspDesc" mode="typ:metadata" as="element()*">
    <xsl:variable name="sent" select="correspAction[@type = 'sent']" as="element()*"/>
    <xsl:variable name="received" select="correspAction[@type = 'received']" as="element()*"/>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">From</xsl:with-param>
      <xsl:with-param name="values" select="$sent/(persName | orgName | name | rs)"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">To</xsl:with-param>
      <xsl:with-param name="values" select="$received/(persName | orgName | name | rs)"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Date</xsl:with-param>
      <xsl:with-param name="values" select="($sent/date, $received/date)[1]"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Place</xsl:with-param>
      <xsl:with-param name="values" select="$sent/(placeName | settlement)"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Sent to</xsl:with-param>
      <xsl:with-param name="values" select="$received/(placeName | settlement)"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">See also</xsl:with-param>
      <xsl:with-param name="values" select="correspContext/ref"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
