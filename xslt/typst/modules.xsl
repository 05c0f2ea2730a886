<?xml version="1.0" encoding="UTF-8"?>
<!-- Everything that sets a TEI document, without an entry point. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Where Typst finds the template, a path from its root. -->
  <xsl:param name="template" as="xs:string" select="'/teikit/template.typ'"/>

  <!-- The name of a single document's file without its ending. -->
  <xsl:param name="name" as="xs:string" select="''"/>

  <!-- TEI to calls. An element that no module knows gives its content. -->
  <xsl:mode name="typ:typeset" on-no-match="text-only-copy"/>
  <xsl:template match="*[@xml:lang]" mode="typ:typeset" as="node()*" priority="-0.9">
    <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
  </xsl:template>

  <xsl:mode name="typ:title-block" on-no-match="shallow-skip"/>
  <xsl:mode name="typ:colophon" on-no-match="shallow-skip"/>

  <xsl:include href="../common/modules.xsl"/>
  <xsl:include href="source.xsl"/>
  <xsl:include href="language.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="corresp.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="bibl.xsl"/>
  <xsl:include href="lists-tables.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="registers.xsl"/>
  <xsl:include href="edition.xsl"/>

  <!-- One document, as a call of tei-document. -->
  <xsl:template match="TEI" mode="typ:document" as="element()">
    <typ:document title="{typ:title(.)}" key="{typ:document-name(.)}">
      <xsl:variable name="content" as="node()*">
        <xsl:apply-templates select="teiHeader" mode="typ:title-block"/>
        <xsl:apply-templates select="text" mode="typ:typeset"/>
        <xsl:apply-templates select="." mode="typ:own-registers"/>
      </xsl:variable>
      <xsl:sequence select="typ:in-language-of(., $content)"/>
    </typ:document>
  </xsl:template>
  <xsl:mode name="typ:document" on-no-match="shallow-skip"/>

  <!-- Returns the arguments of the template that come from the header of a document. -->
  <xsl:function name="typ:setup" as="element()">
    <xsl:param name="tei" as="element()"/>
    <xsl:param name="edition" as="xs:string?"/>
    <xsl:variable name="statement" select="$tei/teiHeader/fileDesc/titleStmt" as="element()?"/>
    <typ:setup title="{typ:title($tei)}">
      <xsl:sequence select="typ:language(($tei/@xml:lang, $tei/text/@xml:lang, 'en')[1])"/>
      <xsl:if test="normalize-space($edition) != ''">
        <xsl:attribute name="edition" select="normalize-space($edition)"/>
      </xsl:if>
      <typ:strings name="authors">
        <xsl:for-each select="distinct-values($statement/(author, editor) ! normalize-space(.)[. != ''])">
          <typ:item><xsl:value-of select="."/></typ:item>
        </xsl:for-each>
      </typ:strings>
      <typ:strings name="keywords">
        <xsl:for-each select="distinct-values($tei/teiHeader/profileDesc/textClass/keywords//(term, item)
            [not(term)] ! normalize-space(.)[. != ''])">
          <typ:item><xsl:value-of select="."/></typ:item>
        </xsl:for-each>
      </typ:strings>
    </typ:setup>
  </xsl:function>
</xsl:stylesheet>
